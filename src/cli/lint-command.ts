import path from 'node:path';
import type { Setting } from '#config/load';
import { unknownRule } from '#config/load';
import type { Finding } from '#lint/finding';
import { SEVERITIES } from '#lint/rule';
import { meansRule } from '#lint/suppress';
import type { Os } from '#model/os';
import type { Encoding } from '#read/decode';
import { FORMATS, type FormatName, isFormat, render } from '#report/formats';
import { type Report, summarize } from '#report/report';
import { RULES } from '#rules';
import { nearest } from '#text/nearest';
import { visible } from '#text/visible';
import { UsageError } from './main.ts';
import { wantsColor, writeWhole } from './output.ts';
import { progressOn } from './progress.ts';
import { type RunResult, runLint } from './run.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint lint`, as commander gives them. */
interface Flags {
  readonly config?: string;
  readonly configLookup: boolean;
  readonly rule: readonly string[];
  readonly format: readonly string[];
  readonly outputFile?: string;
  readonly quiet?: boolean;
  readonly maxWarnings?: number;
  readonly failSeverity?: 'error' | 'warning' | 'info';
  readonly stdin?: boolean;
  readonly stdinFilename?: string;
  readonly inlineConfig: boolean;
  readonly target?: Os;
  readonly errorOnUnmatchedPattern: boolean;
  readonly color?: boolean;
  readonly progress: boolean;
}

/** Runs `hvlint [lint]`: reads, checks, prints, sets the exit code. */
export async function lintCommand(paths: readonly string[], flags: Flags): Promise<void> {
  const outputs = outputsOf(flags);
  if (paths.includes('') || flags.config === '') throw new UsageError('a path is empty');
  if (flags.stdin && (paths.length !== 1 || paths[0] !== '.'))
    throw new UsageError('--stdin takes no paths; the file it stands for is --stdin-filename');
  const cwd = process.cwd();
  const stdin = flags.stdin
    ? { path: path.resolve(cwd, flags.stdinFilename || 'stdin.yaml'), ...(await standardInput()) }
    : undefined;
  if (!flags.stdin && flags.stdinFilename !== undefined)
    throw new UsageError('--stdin-filename says what standard input stands for; add --stdin');
  const progress = progressOn(flags.progress && !flags.quiet);
  const result = await runLint({
    paths,
    cwd,
    rules: RULES,
    config: flags.config,
    lookup: flags.configLookup,
    ruleFlags: ruleFlags(flags.rule),
    target: flags.target,
    inlineConfig: flags.inlineConfig,
    today: new Date().toLocaleDateString('sv-SE'),
    stdin,
    ...(progress ? { progress: progress.step } : {}),
  });
  progress?.stop();
  await print(result, outputs, flags, cwd);
  tell(result, flags, cwd);
  process.exitCode = exitCode(result, flags);
}

function ruleFlags(settings: readonly string[]): Record<string, Setting> {
  return Object.fromEntries(
    settings.map((text) => {
      const match = /^\s*([\w*/-]+)\s*:\s*(\w+)\s*$/.exec(text);
      if (!match) throw new UsageError(`--rule '${text}' must be written 'rule: severity', for example 'vlan/*: off'`);
      const [, id, written] = match as unknown as [string, string, string];
      const setting = written === 'warn' ? 'warning' : written;
      if (setting !== 'off' && !SEVERITIES.includes(setting as never))
        throw new UsageError(`--rule '${text}': the severity must be off, info, warning or error`);
      if (!RULES.some((rule) => meansRule(id, rule))) throw new UsageError(`--rule: ${unknownRule(id, RULES)}`);
      return [id, setting as Setting];
    }),
  );
}

interface Output {
  readonly format: FormatName;
  readonly file: string | undefined;
}

function outputsOf({ format, outputFile }: Flags): Output[] {
  const outputs = (format.length === 0 ? ['pretty'] : format).map((text): Output => {
    const [name = '', ...file] = text.split('=');
    if (!isFormat(name)) {
      const meant = nearest(name, Object.keys(FORMATS));
      throw new UsageError(
        `there is no format '${name}'${meant ? `; did you mean ${meant}?` : ''} (known: ${Object.keys(FORMATS).join(', ')})`,
      );
    }
    return { format: name, file: file.length > 0 ? file.join('=') : undefined };
  });
  const named = [...outputs.map((o) => o.file), outputFile].filter((file) => file !== undefined);
  if (named.includes('')) throw new UsageError('an output needs the name of a file');
  const twice = named.find((file, i) => named.findIndex((other) => path.resolve(other) === path.resolve(file)) !== i);
  if (twice !== undefined) throw new UsageError(`two outputs go to ${twice}; give each its own file`);
  const loose = outputs.filter((o) => o.file === undefined);
  if (loose.length > 1)
    throw new UsageError(
      `${loose.map((o) => o.format).join(' and ')} both go to ${outputFile === undefined ? 'standard output' : outputFile}; give each its file: --format name=file`,
    );
  if (outputFile !== undefined && loose.length === 0)
    throw new UsageError('--output-file has nothing to write: every format has its own file');
  return outputs.map((o) => (o.file === undefined ? { ...o, file: outputFile } : o));
}

async function print(result: RunResult, outputs: readonly Output[], flags: Flags, cwd: string): Promise<void> {
  const findings = flags.quiet ? result.findings.filter((f) => f.severity === 'error') : result.findings;
  for (const { format, file } of outputs) {
    const report: Report = {
      cwd: cwd.replaceAll('\\', '/'),
      repository: process.env.GITHUB_WORKSPACE?.replaceAll('\\', '/'),
      findings,
      summary: summarize(findings, result),
      notes: result.notes,
      toolVersion: VERSION,
      color: file === undefined && wantsColor(flags.color, process.stdout),
    };
    const text = await render(format, report);
    if (file === undefined) process.stdout.write(text);
    else {
      try {
        writeWhole(path.resolve(cwd, file), text);
      } catch (error) {
        throw new UsageError(`${file} cannot be written: ${(error as Error).message}`);
      }
    }
  }
}

/** What was read and what could not be, on standard error. */
function tell(result: RunResult, flags: Flags, cwd: string): void {
  const say = (text: string): void => {
    process.stderr.write(`${text.replaceAll('\n', ' ')}\n`);
  };
  const name = (file: string): string => visible(path.relative(cwd, file) || file);
  for (const { file, message } of result.failures) say(`hvlint: ${name(file)}: ${visible(message)}`);
  if (flags.errorOnUnmatchedPattern) for (const text of result.unmatched) say(`hvlint: ${visible(text)}`);
  if (nothingChecked(result))
    say(
      `hvlint: nothing to check: ${result.skipped > 0 ? `no file holds anything hvlint knows (${plural(result.skipped, 'file')} skipped)` : 'no file was found'}`,
    );
  if (flags.quiet) return;
  for (const { file, message } of result.notes) say(`note: ${name(file)}: ${visible(message)}`);
  // Hosts, switches and VMs are always told, the rest where there is any.
  const things = (
    [
      ['host', 'host', 'hosts', true],
      ['switch', 'switch', 'switches', true],
      ['vm', 'VM', 'VMs', true],
      ['network-virtualization', 'virtualization policy', 'virtualization policies', false],
      ['replica-server', 'replica server', 'replica servers', false],
      ['replica-plan', 'replica plan', 'replica plans', false],
      ['file-server', 'file server', 'file servers', false],
    ] as const
  ).flatMap(([kind, one, many, always]) => {
    const n = result.entities[kind] ?? 0;
    return n > 0 || always ? [`${n} ${n === 1 ? one : many}`] : [];
  });
  say(
    `checked ${plural(result.files, 'file')}: ${things.join(', ')}${result.skipped > 0 ? `; ${plural(result.skipped, 'file')} skipped` : ''}${result.suppressed > 0 ? `; ${plural(result.suppressed, 'finding')} suppressed` : ''}`,
  );
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function nothingChecked(result: RunResult): boolean {
  return result.files === 0 && result.unmatched.length === 0 && result.failures.length === 0;
}

/** 2 wins over 1: what could not be judged is worse than what was found. */
function exitCode(result: RunResult, flags: Flags): number {
  if (result.crashed || result.failures.length > 0 || nothingChecked(result)) return 2;
  if (result.unmatched.length > 0 && (flags.errorOnUnmatchedPattern || result.files === 0))
    return flags.errorOnUnmatchedPattern ? 2 : 0;
  const fail = SEVERITIES.indexOf(flags.failSeverity ?? result.failSeverity);
  const fails = (f: Finding): boolean => SEVERITIES.indexOf(f.severity) >= fail;
  const warnings = result.findings.filter((f) => f.severity === 'warning').length;
  return result.findings.some(fails) || (flags.maxWarnings !== undefined && warnings > flags.maxWarnings) ? 1 : 0;
}

async function standardInput(): Promise<{ text: string; encoding: Encoding }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { decode } = await import('#read/decode');
  const decoded = decode(Buffer.concat(chunks));
  if ('binary' in decoded) throw new UsageError('standard input is binary');
  return decoded;
}
