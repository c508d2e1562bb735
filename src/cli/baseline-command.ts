import path from 'node:path';
import { unknownRule } from '#config/load';
import { type BaselineEntry, entryText, pruned, renewed } from '#lint/baseline';
import type { Rule } from '#lint/rule';
import { meansRule } from '#lint/suppress';
import { harmless } from '#report/harmless';
import { writeBaseline } from './baseline-file.ts';
import type { Flags } from './lint-flags.ts';
import { UsageError } from './main.ts';
import { type EstateBaseline, type RunResult, runLint } from './run.ts';
import type { RunOptions } from './run-options.ts';
import { plural } from './verdict.ts';

/** --suppress-all and --suppress-rule: what is found now is not reported from now on. */
export async function suppress(options: RunOptions, flags: Flags): Promise<void> {
  const { rules } = options;
  for (const id of flags.suppressRule)
    if (!rules.some((rule) => meansRule(id, rule))) throw new UsageError(`--suppress-rule: ${unknownRule(id, rules)}`);
  const { baselines } = await runLint({ ...options, baseline: { ...options.baseline, use: 'write' } });
  const meant = (rule: Rule): boolean => flags.suppressAll === true || flags.suppressRule.some((id) => meansRule(id, rule));
  update(baselines, ({ entries, findings, context }) => renewed(entries, findings, meant, context!));
}

/** Writes baselines anew, each file once. */
function update(baselines: readonly EstateBaseline[], entriesOf: (of: EstateBaseline) => readonly BaselineEntry[]): void {
  for (const file of new Set(baselines.map((b) => b.file))) {
    const own = baselines.filter((b) => b.file === file);
    const count = writeBaseline(file, new Map(own.map((b) => [b.root, entriesOf(b)])));
    process.stderr.write(`wrote ${plural(count, 'suppression')} to ${nameOf(file)}\n`);
  }
}

/** Whether entries of a baseline silence nothing; they are told, or with --prune-suppressions taken out. */
export function stale({ baselines }: RunResult, flags: Flags, shown: (text: string) => string): boolean {
  const old = baselines.filter((b) => b.stale.length > 0 || b.locked.length > 0);
  if (old.length === 0) return false;
  if (flags.pruneSuppressions) {
    update(old, (b) => pruned(b.entries, [...b.stale, ...b.locked]));
    return false;
  }
  for (const { file, stale: unused, locked } of old) {
    for (const entry of locked)
      say(`${shown(nameOf(file))}: cannot silence ${harmless(shown(entryText(entry)))}: the configuration locks the rule`);
    for (const entry of unused) say(`${shown(nameOf(file))}: silences nothing any more: ${harmless(shown(entryText(entry)))}`);
  }
  say('take out of the baseline what does not count with --prune-suppressions');
  return true;
}

function say(text: string): void {
  process.stderr.write(`hvlint: ${text}\n`);
}

function nameOf(file: string): string {
  return harmless(path.relative(process.cwd(), file));
}
