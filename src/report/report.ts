import type { Finding } from '#lint/finding';
import type { Severity } from '#lint/rule';
import type { Place } from '#model/place';
import { lineRange } from '#text/line-index';
import { relativePath } from './relative-path.ts';

/** What a run found, as every format gets it. */
export interface Report {
  /** Absolute folder that files are named from. */
  readonly cwd: string;
  /** Absolute root of the repository, for build services that name files from there; the working directory when absent. */
  readonly repository?: string | undefined;
  /** Findings of all estates, in any order. */
  readonly findings: readonly Finding[];
  readonly summary: Summary;
  /** What is worth knowing of single files; paths are absolute. */
  readonly notes: readonly Note[];
  readonly toolVersion: string;
  /** Whether escape codes may be used. */
  readonly color: boolean;
}

export interface Summary {
  /** Files that were checked. */
  readonly files: number;
  readonly skipped: number;
  /** How many things of each kind were checked. */
  readonly entities: Readonly<Record<string, number>>;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
  /** Findings that carry a fix, safe or not. */
  readonly fixable: number;
}

export interface Note {
  readonly file: string;
  readonly message: string;
}

/** A format: turns a report into text that ends with a line end, or into no text at all. Prints nothing. */
export type Reporter = (report: Report) => string | Promise<string>;

/** Where something is, for people and machines: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface ReportedPlace {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A finding exactly as `-f json` writes it; the order of the keys is part of the contract. */
export interface ReportedFinding extends ReportedPlace {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly entity: string | null;
  readonly property: string | null;
  readonly key: string | null;
  readonly fingerprint: string;
  readonly related: readonly (ReportedPlace & { readonly message: string })[];
  readonly fix: {
    readonly title: string;
    readonly safe: boolean;
    /** Offsets in UTF-16 units of the decoded text, without its byte order mark. */
    readonly edits: readonly { readonly file: string; readonly start: number; readonly end: number; readonly text: string }[];
  } | null;
  readonly remedy: {
    readonly on: string;
    readonly shell: string;
    readonly commands: readonly string[];
    readonly disruptive: boolean;
  } | null;
  readonly docs: string;
}

/** A finding beside what is shown of it. */
export interface Entry {
  readonly finding: Finding;
  readonly shown: ReportedFinding;
}

/** Counts findings by severity and adds what only the run knows. */
export function summarize(
  findings: readonly Finding[],
  run: Pick<Summary, 'files' | 'skipped' | 'entities' | 'suppressed'>,
): Summary {
  const count = (severity: Severity): number => findings.filter((f) => f.severity === severity).length;
  return {
    files: run.files,
    skipped: run.skipped,
    entities: run.entities,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    suppressed: run.suppressed,
    fixable: findings.filter((f) => f.fix).length,
  };
}

/** A finding with files relative to a folder and offsets as lines and columns. */
export function reported(finding: Finding, folder: string, toolVersion: string): ReportedFinding {
  const { rule, place, fix, remedy } = finding;
  return {
    rule: rule.id,
    severity: finding.severity,
    message: finding.message,
    ...reportedPlace(place, folder),
    entity: finding.entity,
    property: place.property === '' ? null : place.property,
    key: finding.key ?? null,
    fingerprint: finding.fingerprint,
    related: finding.related.map((r) => ({ ...reportedPlace(r.place, folder), message: r.message })),
    fix: fix
      ? {
          title: fix.title,
          safe: fix.safe,
          edits: fix.edits.map(({ file, range, text }) => ({
            file: relativePath(folder, file.path),
            start: range.start,
            end: range.end,
            text,
          })),
        }
      : null,
    remedy: remedy ? { on: remedy.on, shell: remedy.shell, commands: [...remedy.commands], disruptive: remedy.disruptive } : null,
    docs: `https://unpkg.com/hvlint@${toolVersion}/rules/${rule.id}.md`,
  };
}

function reportedPlace(place: Place, folder: string): ReportedPlace {
  const { line, column, endLine, endColumn } = lineRange(place.file, place.range());
  return { file: relativePath(folder, place.file.path), line, column, endLine, endColumn };
}

/** The findings of a report as they are shown, by file, line, column, rule, entity, key and message. Files are named from a folder. */
export function entries(report: Report, folder = report.cwd): Entry[] {
  return report.findings
    .map((finding) => ({ finding, shown: reported(finding, folder, report.toolVersion) }))
    .sort((a, b) => compareFindings(a.shown, b.shown));
}

const ORDER: readonly ((f: ReportedFinding) => string | number)[] = [
  (f) => f.file,
  (f) => f.line,
  (f) => f.column,
  (f) => f.rule,
  (f) => f.entity ?? '',
  (f) => f.key ?? '',
  (f) => f.message,
  // Beyond the contract, so that findings never come in the order they were made.
  (f) => f.fingerprint,
  (f) => f.endLine,
  (f) => f.endColumn,
];

function compareFindings(a: ReportedFinding, b: ReportedFinding): number {
  for (const part of ORDER) {
    const order = compare(part(a), part(b));
    if (order !== 0) return order;
  }
  return 0;
}

/** By code units, so that the order is the same on every machine. */
export function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** How many findings there are of each severity that has any: `2 errors`, `1 info`. */
export function countLines(shown: readonly Entry[]): { readonly severity: Severity; readonly text: string }[] {
  return (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const n = shown.filter((e) => e.shown.severity === severity).length;
    return n === 0 ? [] : [{ severity, text: `${n} ${severity}${n === 1 ? '' : 's'}` }];
  });
}

/** What to do about a finding, a line for each step; empty when nothing is known to repair it. */
export function repairLines({ fix, remedy }: ReportedFinding): string[] {
  const lines = fix ? [`fix: ${fix.title}`] : [];
  if (!remedy) return lines;
  const where = `on ${remedy.on} (${remedy.shell}${remedy.disruptive ? ', interrupts service' : ''})`;
  return [...lines, ...remedy.commands.map((command) => `fix: ${command}`), `     ${where}`];
}
