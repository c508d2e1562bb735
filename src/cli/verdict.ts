import path from 'node:path';
import type { Finding } from '#lint/finding';
import { SEVERITIES } from '#lint/rule';
import { harmless } from '#report/harmless';
import type { Flags } from './lint-flags.ts';
import type { RunResult } from './run.ts';

/** What was read and what could not be, on standard error. */
export function tell(result: RunResult, flags: Flags, cwd: string): void {
  const say = (text: string): void => {
    process.stderr.write(`${text.replaceAll('\n', ' ')}\n`);
  };
  const name = (file: string): string => harmless(path.relative(cwd, file) || file);
  for (const { file, message } of result.failures) say(`hvlint: ${name(file)}: ${harmless(message)}`);
  if (flags.errorOnUnmatchedPattern) for (const text of result.unmatched) say(`hvlint: ${harmless(text)}`);
  if (nothingChecked(result))
    say(
      `hvlint: nothing to check: ${result.skipped > 0 ? `no file holds anything hvlint knows (${plural(result.skipped, 'file')} skipped)` : 'no file was found'}`,
    );
  if (flags.quiet) return;
  for (const remark of result.remarks) say(`note: ${harmless(remark)}`);
  for (const { file, message } of result.notes) say(`note: ${name(file)}: ${harmless(message)}`);
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
    `checked ${plural(result.files, 'file')}: ${things.join(', ')}${result.skipped > 0 ? `; ${plural(result.skipped, 'file')} skipped` : ''}${result.suppressed.length > 0 ? `; ${plural(result.suppressed.length, 'finding')} suppressed` : ''}`,
  );
}

/** How many findings --changed and --since leave out. */
export function tellTouched(whole: RunResult, { findings }: RunResult): void {
  const rest = whole.findings.length - findings.length;
  if (rest > 0) process.stderr.write(`${plural(rest, 'finding')} not shown: the change does not touch where they are\n`);
}

/** `1 file`, `2 files`. */
export function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`;
}

function nothingChecked(result: RunResult): boolean {
  return result.files === 0 && result.unmatched.length === 0 && result.failures.length === 0;
}

/** Says that --max-warnings fails a run that nothing else fails, which --quiet would leave without a word. */
export function tellTooMany(result: RunResult, flags: Flags): void {
  if (exitCode(result, flags) !== 1 || exitCode(result, { ...flags, maxWarnings: undefined }) === 1) return;
  process.stderr.write(`hvlint: too many warnings: ${warningsOf(result)}, at most ${flags.maxWarnings} (--max-warnings)\n`);
}

function warningsOf({ findings }: RunResult): number {
  return findings.filter((f) => f.severity === 'warning').length;
}

/** 2 wins over 1: what could not be judged is worse than what was found. */
export function exitCode(
  result: RunResult,
  flags: Pick<Flags, 'errorOnUnmatchedPattern' | 'failSeverity'> & { readonly maxWarnings?: number | undefined },
): number {
  if (result.crashed || result.failures.length > 0 || nothingChecked(result)) return 2;
  if (result.unmatched.length > 0 && (flags.errorOnUnmatchedPattern || result.files === 0))
    return flags.errorOnUnmatchedPattern ? 2 : 0;
  const fail = SEVERITIES.indexOf(flags.failSeverity ?? result.failSeverity);
  const fails = (f: Finding): boolean => SEVERITIES.indexOf(f.severity) >= fail;
  return result.findings.some(fails) || (flags.maxWarnings !== undefined && warningsOf(result) > flags.maxWarnings) ? 1 : 0;
}
