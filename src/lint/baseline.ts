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
}

/** Rules about suppressing and about hvlint itself are never part of a baseline. */
const NEVER = /^(?:suppression|internal)\//;

/** Takes out the findings that were there when the baseline was written; another cause at the same place is still found. */
export function applyBaseline(
  findings: readonly Finding[],
  entries: readonly BaselineEntry[],
  options: {
    readonly root: string;
    readonly locked: readonly string[];
    readonly rules: ReadonlyMap<string, Rule>;
    /** Whether everything of the estate was read: only then is an entry that silences nothing called stale. */
    readonly whole: boolean;
    readonly isOn: (rule: Rule) => boolean;
  },
): BaselineResult {
  const left = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const entry of entries) {
    const id = identity(entry);
    const known = left.get(id);
    if (known) known.count += entry.count ?? 1;
    else left.set(id, { entry, count: entry.count ?? 1 });
  }
  const kept: Finding[] = [];
  const suppressed: Finding[] = [];
  for (const finding of findings) {
    const own = NEVER.test(finding.rule.id) ? undefined : left.get(identity(entryOf(finding, options.root)));
    const locked = options.locked.some((name) => meansRule(name, finding.rule));
    if (!own || own.count === 0 || locked) kept.push(finding);
    else {
      own.count--;
      suppressed.push(finding);
    }
  }
  const stale = options.whole
    ? [...left.values()].flatMap(({ entry, count }) => {
        const rule = options.rules.get(entry.rule);
        // An entry for a rule that is switched off, or of another version, may count again.
        return count > 0 && rule && options.isOn(rule) ? [{ ...withoutCount(entry), ...(count > 1 ? { count } : {}) }] : [];
      })
    : [];
  return { kept, suppressed, stale };
}

/** The entries for findings, sorted, each cause once. */
export function baselineOf(findings: readonly Finding[], root: string): BaselineEntry[] {
  const counts = new Map<string, { entry: BaselineEntry; count: number }>();
  for (const finding of findings) {
    if (NEVER.test(finding.rule.id)) continue;
    const entry = entryOf(finding, root);
    const known = counts.get(identity(entry));
    if (known) known.count++;
    else counts.set(identity(entry), { entry, count: 1 });
  }
  return sorted([...counts.values()].map(({ entry, count }) => (count > 1 ? { ...entry, count } : entry)));
}

/** Entries without those that are stale. */
export function pruned(entries: readonly BaselineEntry[], stale: readonly BaselineEntry[]): BaselineEntry[] {
  const less = new Map(stale.map((entry) => [identity(entry), entry.count ?? 1]));
  return sorted(
    entries.flatMap((entry) => {
      const count = (entry.count ?? 1) - (less.get(identity(entry)) ?? 0);
      return count <= 0 ? [] : [{ ...withoutCount(entry), ...(count > 1 ? { count } : {}) }];
    }),
  );
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

function withoutCount({ count: _count, ...entry }: BaselineEntry): BaselineEntry {
  return entry;
}

function sorted(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const text = (entry: BaselineEntry): string => identity(entry);
  return [...entries].sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}
