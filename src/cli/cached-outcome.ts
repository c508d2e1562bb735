import path from 'node:path';
import { type Content, contentOf, type EstatePlan } from '#estate/estates';
import type { Finding } from '#lint/finding';
import type { Rule, Severity } from '#lint/rule';
import type { Suppressed } from '#lint/suppress';
import type { Place } from '#model/place';
import { decode } from '#read/decode';
import type { ReadFile, Syntax } from '#read/document';
import { textAsRead } from '#read/read-file';
import type { Range, SourceFile } from '#text/source-file';
import type { EstateOutcome } from './run.ts';

/** Number of a file in the list of a cached outcome, and offsets in its text. */
type At = readonly [file: number, start: number, end: number];

interface CachedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly at: At;
  readonly property: string;
  readonly key?: string | undefined;
  readonly related: readonly (readonly [at: At, message: string])[];
  readonly fix?:
    | { readonly title: string; readonly safe: boolean; readonly edits: readonly (readonly [at: At, text: string])[] }
    | undefined;
  readonly remedy?: Finding['remedy'];
  readonly entity: string | null;
  readonly subject: string;
  readonly fingerprint: string;
}

/** An outcome as JSON. Files are named relative to the root of the estate. */
export interface CachedOutcome extends Pick<EstateOutcome, 'stale' | 'locked' | 'entities'> {
  readonly files: readonly (readonly [name: string, syntax: Syntax | null])[];
  readonly findings: readonly CachedFinding[];
  readonly suppressed: readonly {
    readonly finding: CachedFinding;
    readonly by: Suppressed['by'];
    readonly reason?: string | undefined;
  }[];
  readonly read: number;
  readonly skipped: number;
  readonly notes: readonly (readonly [name: string, message: string])[];
}

/** What is kept of an outcome: enough to print it again in every format. */
export function frozen(outcome: EstateOutcome, { root }: EstatePlan, read: readonly ReadFile[]): CachedOutcome {
  const syntaxes = new Map(read.map((file) => [file.file.path, file.syntax ?? null]));
  const numbers = new Map<string, number>();
  const named = (name: string): string => path.posix.relative(root, name.replaceAll('\\', '/'));
  const at = (file: SourceFile, { start, end }: Range): At => {
    const number = numbers.get(file.path) ?? numbers.size;
    numbers.set(file.path, number);
    return [number, start, end];
  };
  const place = (of: Place): At => at(of.file, of.range());
  const finding = (f: Finding): CachedFinding => ({
    rule: f.rule.id,
    severity: f.severity,
    message: f.message,
    at: place(f.place),
    property: f.place.property,
    key: f.key,
    related: f.related.map((r) => [place(r.place), r.message]),
    fix: f.fix && { ...f.fix, edits: f.fix.edits.map((edit) => [at(edit.file, edit.range), edit.text] as const) },
    remedy: f.remedy,
    entity: f.entity,
    subject: f.subject,
    fingerprint: f.fingerprint,
  });
  const findings = outcome.findings.map(finding);
  const suppressed = outcome.suppressed.map((s) => ({ ...s, finding: finding(s.finding) }));
  return {
    files: [...numbers.keys()].map((name) => [named(name), syntaxes.get(name) ?? null] as const),
    findings,
    suppressed,
    stale: outcome.stale,
    locked: outcome.locked,
    entities: outcome.entities,
    read: outcome.tally.files,
    skipped: outcome.tally.skipped,
    notes: outcome.tally.notes.map(({ file, message }) => [named(file), message] as const),
  };
}

/** The outcome again; undefined when it names a rule there is not, or a file that is none of the estate's. */
export function thawed(
  cached: CachedOutcome,
  { root, files, config }: EstatePlan,
  rules: readonly Rule[],
  contents: ReadonlyMap<string, Content>,
): EstateOutcome | undefined {
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const paths = new Map([...files.map((file) => file.path), ...config.sources].map((name) => [name.replaceAll('\\', '/'), name]));
  const sources = cached.files.map(([name, syntax]) => {
    const absolute = path.posix.join(root, name);
    const own = paths.get(absolute);
    return own === undefined ? undefined : new CachedFile(absolute, syntax ?? undefined, contents.get(own) ?? own);
  });
  const all = [...cached.findings, ...cached.suppressed.map((s) => s.finding)];
  if (sources.includes(undefined) || all.some((f) => !byId.has(f.rule))) return undefined;
  const place = ([number, start, end]: At, property = ''): Place => ({
    file: sources[number]!,
    range: () => ({ start, end }),
    property,
  });
  const finding = (f: CachedFinding): Finding => ({
    rule: byId.get(f.rule)!,
    severity: f.severity,
    message: f.message,
    place: place(f.at, f.property),
    key: f.key,
    related: f.related.map(([at, message]) => ({ place: place(at), message })),
    fix: f.fix && {
      ...f.fix,
      edits: f.fix.edits.map(([[number, start, end], text]) => ({ file: sources[number]!, range: { start, end }, text })),
    },
    remedy: f.remedy,
    entity: f.entity,
    subject: f.subject,
    fingerprint: f.fingerprint,
  });
  return {
    findings: cached.findings.map(finding),
    suppressed: cached.suppressed.map(({ finding: f, by, reason }) => ({ finding: finding(f), by, reason })),
    stale: cached.stale,
    locked: cached.locked,
    entities: cached.entities,
    crashed: false,
    tally: {
      files: cached.read,
      skipped: cached.skipped,
      failures: [],
      notes: cached.notes.map(([name, message]) => ({ file: path.normalize(path.posix.join(root, name)), message })),
    },
  };
}

/** A file whose text is decoded when it is asked for: most formats ask only for those with findings. */
class CachedFile implements SourceFile {
  private known: string | undefined;

  constructor(
    readonly path: string,
    private readonly syntax: Syntax | undefined,
    private readonly source: Content | string,
  ) {}

  get text(): string {
    if (this.known === undefined) {
      const content = typeof this.source === 'string' ? contentOf(this.source) : this.source;
      const decoded = 'unreadable' in content ? undefined : decode(content);
      this.known = decoded && 'text' in decoded ? textAsRead(decoded.text, this.syntax) : '';
    }
    return this.known;
  }
}
