import path from 'node:path';
import type { Encoding } from '#read/decode';
import type { Document } from '#read/document';
import { dayOf } from '#text/day';
import { nearest } from '#text/nearest';
import { anonymousNotes, pseudonymsOf } from './anonymity.ts';
import { stale, suppress } from './baseline-command.ts';
import type { Changes } from './changed-lines.ts';
import { fixRounds, type RawFile } from './fix-rounds.ts';
import { diffOf, rawFile, tellFixed, writeFixed } from './fixed-files.ts';
import { type Flags, refuseContradictions, ruleFlags } from './lint-flags.ts';
import { UsageError } from './main.ts';
import { loadFormatters, type Output, outputsOf, print } from './outputs.ts';
import { refuseOverInput } from './over-input.ts';
import { progressOn } from './progress.ts';
import { everyRule } from './rule-list.ts';
import { type RunResult, runLint } from './run.ts';
import type { RunOptions } from './run-options.ts';
import { Timing } from './timing.ts';
import { exitCode, tell, tellTooMany, tellTouched } from './verdict.ts';

/** Runs `hvlint [lint]`: reads, checks, prints, sets the exit code; with --watch again and again. */
export async function lintCommand(paths: readonly string[], flags: Flags, commands: readonly string[] = []): Promise<void> {
  const outputs = outputsOf(flags);
  refuseContradictions(paths, flags);
  await loadFormatters(outputs, process.cwd());
  if (!flags.watch) await lintOnce(paths, flags, outputs, commands);
  else {
    const { watch } = await import('./watch.ts');
    const written = [...outputs.map((o) => o.file), flags.cacheLocation].filter((file) => file !== undefined);
    await watch({ paths, cwd: process.cwd(), quiet: flags.quiet === true, written, run: () => lintOnce(paths, flags, outputs) });
  }
}

async function lintOnce(
  paths: readonly string[],
  flags: Flags,
  outputs: readonly Output[],
  commands: readonly string[] = [],
): Promise<RunResult> {
  const cwd = process.cwd();
  const documents: Document[] = [];
  const progress = progressOn(flags.progress && !flags.quiet);
  const timing = flags.timing ? new Timing() : undefined;
  const options: RunOptions = {
    paths,
    cwd,
    rules: everyRule(),
    config: flags.config,
    lookup: flags.configLookup,
    ruleFlags: ruleFlags(flags.rule, everyRule()),
    target: flags.target,
    inlineConfig: flags.inlineConfig,
    today: dayOf(new Date()),
    stdin: flags.stdin ? { path: path.resolve(cwd, flags.stdinFilename || 'stdin.yaml'), ...(await standardInput()) } : undefined,
    baseline: { use: 'read', location: flags.suppressionsLocation },
    // What a plugin imports may change without anybody knowing.
    cache:
      flags.cache && flags.plugin.length === 0
        ? { location: flags.cacheLocation, strategy: flags.cacheStrategy ?? 'content' }
        : undefined,
    timing,
    ...(progress ? { progress: progress.step } : {}),
    ...(flags.anon ? { onRead: (files) => documents.push(...files.flatMap((file) => file.documents)) } : {}),
  };
  if (flags.cache && !options.cache && !flags.quiet)
    process.stderr.write('note: --cache is left out: what a plugin does may change without its file\n');
  const changes =
    flags.changed || flags.since !== undefined ? (await import('./changed-lines.ts')).Changes.of(cwd, flags.since) : undefined;
  if (flags.suppressAll || flags.suppressRule.length > 0) await suppress(options, flags);
  const fixing = flags.fix || flags.fixDryRun || flags.diff;
  const { stdin } = options;
  const raw = (name: string, read: string): RawFile =>
    stdin && path.normalize(name) === stdin.path ? stdin : rawFile(name, read);
  const fixed = fixing ? await fixRounds((texts) => runLint({ ...options, texts }), raw, flags.unsafeFixes === true) : undefined;
  const named = outputs.map(({ file }) => file);
  if (fixed) await refuseOverInput(fixed.result.estates, named, cwd);
  // Where nothing could be written, what was found is told as it is.
  const unwritten = fixed && flags.fix ? await refusalOf(() => writeFixed(fixed)) : undefined;
  const whole = fixed && !unwritten ? fixed.result : await runLint(options);
  if (!fixed) await refuseOverInput(whole.estates, named, cwd);
  const result = meantCommand(changes ? touched(whole, changes) : whole, paths[0]!, commands);
  progress?.stop();
  const pseudonyms = flags.anon ? await pseudonymsOf(documents) : undefined;
  const printed = async (): Promise<void> => {
    if (fixed && flags.diff) process.stdout.write(diffOf(fixed, cwd, process.stdout.isTTY === true));
    else await print(result, outputs, flags, { cwd, today: options.today, pseudonyms });
  };
  await (timing ? timing.measure('print', printed) : printed());
  tell(pseudonyms ? anonymousNotes(result, pseudonyms, cwd) : result, flags, cwd);
  if (changes && !flags.quiet) tellTouched(whole, result);
  if (unwritten) throw unwritten;
  if (fixed && !flags.quiet) tellFixed(fixed, flags.fix === true);
  const shown = (text: string): string => pseudonyms?.text(text) ?? text;
  if (flags.stats || timing) {
    const { stats, timings } = await import('#report/stats');
    if (flags.stats) process.stderr.write(stats(result.findings, shown));
    if (timing) process.stderr.write(timings(timing.phases, timing.rules));
  }
  // A diff that is not empty is something still to be done.
  const open = flags.diff && fixed && fixed.files.size > 0;
  const rest = open || stale(result, flags, shown);
  if (!rest) tellTooMany(result, flags);
  process.exitCode = Math.max(exitCode(result, flags), rest ? 1 : 0);
  return result;
}

/** Of a result, a first path that is not there and was meant as the name of a command says so. */
function meantCommand(result: RunResult, first: string, commands: readonly string[]): RunResult {
  const command = nearest(first, commands);
  if (command === undefined) return result;
  const missing = `there is no file or folder '${first}'`;
  const unmatched = result.unmatched.map((text) => (text === missing ? `${text}; did you mean the command '${command}'?` : text));
  return { ...result, unmatched };
}

/** Why something was refused; undefined where it was done. */
async function refusalOf(work: () => Promise<void>): Promise<UsageError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}

/** Of a result, what a change touches. A baseline is judged where something of its estate is touched. */
function touched(result: RunResult, changes: Changes): RunResult {
  const roots = new Set(
    result.estates.filter(({ files }) => files.some((file) => changes.of(file.path))).map(({ root }) => root),
  );
  return {
    ...result,
    findings: result.findings.filter((finding) => changes.concerns(finding)),
    baselines: result.baselines.filter(({ root }) => roots.has(root)),
  };
}

async function standardInput(): Promise<{ text: string; encoding: Encoding }> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const { decode, whatBinary } = await import('#read/decode');
  const decoded = decode(Buffer.concat(chunks));
  if ('binary' in decoded) throw new UsageError(`standard input is ${whatBinary(decoded, 'binary')}`);
  return decoded;
}
