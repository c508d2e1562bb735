import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { meansRule } from './suppress.ts';

/** One cause that was there when the baseline was written: what makes it the same cause, in clear text. */
export interface BaselineEntry {
  readonly rule: string;
  /** Id of the thing; absent for what is about a file. */
  readonly entity?: string;
  /** File relative to the estate, for what is about no thing. */
  readonly file?: string;
  readonly property?: string;
  readonly key?: string;
  /** How many causes are the same in all this; 1 when absent. */
  readonly count?: number;
}

/** What a baseline did. */
export interface BaselineResult {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** Entries, or the part of their count, that silence nothing. */
  readonly stale: readonly BaselineEntry[];
  /** Entries for rules that the configuration locks: they never count. */
  readonly locked: readonly BaselineEntry[];
}

/** What a baseline is judged by. */
export interface BaselineContext {
  /** Absolute folder of the estate, with `/`: entries about no thing name files relative to it. */
  readonly root: string;
  readonly locked: readonly string[];
  readonly rules: ReadonlyMap<string, Rule>;
  /** Whether everything of the estate was read: only then is an entry that silences nothing called stale. */
  readonly whole: boolean;
  /** Whether an entry's rule was on where its cause would stand. */
  readonly isOn: (rule: Rule, entry: BaselineEntry) => boolean;
  /** Absolute paths of the files that were read. */
  readonly files: ReadonlySet<string>;
}

/** Rules about suppressing and about hvlint itself are never part of a baseline. */
const NEVER = /^(?:suppression|internal)\//;

/** Takes out the findings that were there when the baseline was written; another cause at the same place is still found. */
export function applyBaseline(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  context: BaselineContext,
): BaselineResult {
  const { root, rules } = context;
  const isLocked = (rule: Rule): boolean => context.locked.some((name) => meansRule(name, rule));
  const left = new Map<string, { entry: BaselineEntry; count: number }>();
  const locked: BaselineEntry[] = [];
  for (const entry of merged(entries)) {
    const rule = rules.get(entry.rule);
    if (rule && isLocked(rule)) locked.push(entry);
    else left.set(identity(entry), { entry, count: entry.count ?? 1 });
  }
  const gone = movedFrom(left, context);
  const silenced = new Set<Finding>();
  // What is where it was first: a moved file must not take the entry of another.
  for (const known of [left, gone])
    for (const finding of findings) {
      if (NEVER.test(finding.rule.id) || isLocked(finding.rule) || silenced.has(finding)) continue;
      const entry = entryOf(finding, root);
      const own = known.get(known === gone ? withoutFile(entry) : identity(entry));
      if (!own || own.count === 0) continue;
      own.count--;
      silenced.add(finding);
    }
  const stale = context.whole
    ? [...left.values()].flatMap(({ entry, count }) => {
        const rule = rules.get(entry.rule);
        // An entry for a rule that is switched off, or of another version, may count again.
        return count > 0 && rule && context.isOn(rule, entry) ? [withCount(entry, count)] : [];
      })
    : [];
  return {
    kept: findings.filter((finding) => !silenced.has(finding)),
    suppressed: findings.filter((finding) => silenced.has(finding)),
    stale,
    locked,
  };
}

/** Entries about files that are no more, by what else they say: such a file may have been moved. A cause without a key says too little. */
function movedFrom<E extends { readonly entry: BaselineEntry }>(
  left: ReadonlyMap<string, E>,
  context: BaselineContext,
): Map<string, E> {
  const gone = [...left.values()].filter(
    ({ entry }) =>
      context.whole && entry.file !== undefined && entry.key !== undefined && !context.files.has(`${context.root}/${entry.file}`),
  );
  return new Map(gone.map((one) => [withoutFile(one.entry), one]));
}

/** The entries for findings, sorted, each cause once. */
export function baselineOf(findings: readonly Finding[], root: string): BaselineEntry[] {
  return merged(findings.filter((finding) => !NEVER.test(finding.rule.id)).map((finding) => entryOf(finding, root)));
}

/**
 * A baseline made anew for the rules that are meant: the causes there are, and of the former entries those for other rules and
 * those nobody can judge, because their rule was off or not everything was read.
 */
export function renewed(
  entries: readonly BaselineEntry[],
  findings: readonly Finding[],
  meant: (rule: Rule) => boolean,
  context: BaselineContext,
): BaselineEntry[] {
  const isLocked = (rule: Rule): boolean => context.locked.some((name) => meansRule(name, rule));
  const now = baselineOf(
    findings.filter(({ rule }) => meant(rule) && !isLocked(rule)),
    context.root,
  );
  const found = new Map(now.map((entry) => [identity(entry), entry.count ?? 1]));
  const kept = merged(entries).filter((entry) => {
    const rule = context.rules.get(entry.rule);
    return !rule || !meant(rule) || !context.whole || !context.isOn(rule, entry);
  });
  for (const entry of kept) found.set(identity(entry), Math.max(entry.count ?? 1, found.get(identity(entry)) ?? 0));
  return merged([...kept, ...now]).map((entry) => withCount(entry, found.get(identity(entry))!));
}

/** Entries with the ids that rules have today. */
export function withCurrentIds(entries: readonly BaselineEntry[], rules: readonly Rule[]): BaselineEntry[] {
  const ids = new Map(rules.flatMap((rule) => (rule.aliases ?? []).map((alias) => [alias, rule.id])));
  return entries.map((entry) => ({ ...entry, rule: ids.get(entry.rule) ?? entry.rule }));
}

/** Entries without those that are stale. */
export function pruned(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[]): BaselineEntry[] {
  const less = new Map(stale.map((entry) => [identity(entry), entry.count ?? 1]));
  return merged(entries).flatMap((entry) => {
    const count = (entry.count ?? 1) - (less.get(identity(entry)) ?? 0);
    return count <= 0 ? [] : [withCount(entry, count)];
  });
}

/** An entry in words: rule, thing, property and key. */
export function entryText({ rule, entity, file, property, key }: BaselineEntry): string {
  return [rule, entity ?? file, property, key].filter((part) => part !== undefined).join(' ');
}

function entryOf(finding: Finding, root: string): BaselineEntry {
  const { path } = finding.place.file;
  const { property } = finding.place;
  return {
    rule: finding.rule.id,
    ...(finding.entity === null
      ? { file: path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path }
      : { entity: finding.entity }),
    ...(property === '' ? {} : { property }),
    ...(finding.key === undefined ? {} : { key: finding.key }),
  };
}

function identity({ rule, entity, file, property, key }: BaselineEntry): string {
  return JSON.stringify([rule, entity ?? null, file ?? null, property ?? null, key ?? null]);
}

/** The same for a cause whose file was moved. */
function withoutFile({ file: _file, ...entry }: BaselineEntry): string {
  return identity(entry);
}

function withCount({ count: _count, ...entry }: BaselineEntry, count: number): BaselineEntry {
  return count > 1 ? { ...entry, count } : entry;
}

/** Entries, sorted, each cause once with all its counts. */
function merged(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const counts = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const entry of entries) {
    const known = counts.get(identity(entry));
    if (known) known.count += entry.count ?? 1;
    else counts.set(identity(entry), { entry, count: entry.count ?? 1 });
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, { entry, count }]) => withCount(entry, count));
}
