import type { Finding } from '#lint/finding';
import type { Severity } from '#lint/rule';
import type { Suppressed } from '#lint/suppress';
import type { Place } from '#model/place';
import { lineRange } from '#text/line-index';
import { harmless } from './harmless.ts';
import { relativePath } from './relative-path.ts';

/** What a run found, as every format gets it. */
export interface Report {
  /** Absolute folder that files are named from. */
  readonly cwd: string;
  /** Absolute root of the repository, for build services that name files from there; the working directory when absent. */
  readonly repository?: string | undefined;
  /** Findings of all estates, in any order. */
  readonly findings: readonly Finding[];
  /** What comments, the configuration or the baseline silence. */
  readonly suppressed?: readonly Suppressed[];
  readonly summary: Summary;
  /** What is worth knowing of single files; paths are absolute. */
  readonly notes: readonly Note[];
  readonly toolVersion: string;
  /** Whether escape codes may be used. */
  readonly color: boolean;
  /** Day of the run as YYYY-MM-DD, for formats that must name a time. */
  readonly today?: string | undefined;
  /** The page of a rule as Markdown, for formats that carry help. */
  readonly pageOf?: ((rule: string) => string | undefined) | undefined;
  /** Where the code host shows lines of a file, which is named from the repository's root. */
  readonly linkTo?: ((file: string, line: number, endLine: number) => string) | undefined;
  /** Whether the names in it stand for others: then no line of a file is shown. */
  readonly anonymous?: boolean;
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
    docs: rule.docs ?? docsOf(rule.id, toolVersion),
  };
}

/** Address of the page of a rule, as a version of hvlint has it. */
export function docsOf(rule: string, toolVersion: string): string {
  return `https://unpkg.com/hvlint@${toolVersion}/rules/${rule}.md`;
}

function reportedPlace(place: Place, folder: string): ReportedPlace {
  const { line, column, endLine, endColumn } = lineRange(place.file, place.range());
  return { file: relativePath(folder, place.file.path), line, column, endLine, endColumn };
}

/** The findings of a report as they are shown, by file, line, column, rule, entity, key and message. Files are named from a folder. */
export function entries(report: Pick<Report, 'cwd' | 'findings' | 'toolVersion'>, folder = report.cwd): Entry[] {
  return report.findings
    .map((finding) => ({ finding, shown: reported(finding, folder, report.toolVersion) }))
    .sort((a, b) => compareFindings(a.shown, b.shown));
}

/** Entries file by file, in their order. */
export function byFile(all: readonly Entry[]): Entry[][] {
  const files = new Map<string, Entry[]>();
  for (const entry of all) {
    const file = files.get(entry.shown.file);
    if (file) file.push(entry);
    else files.set(entry.shown.file, [entry]);
  }
  return [...files.values()];
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

/** What belongs to a finding beside its message, a line each: where its related places are, and what to do about it. */
export function detailLines(f: ReportedFinding): string[] {
  return [
    ...f.related.map((r) => `${harmless(r.file)}:${r.line}:${r.column}${r.message && `: ${harmless(r.message)}`}`),
    ...repairLines(f).map((line) => harmless(line.trim())),
  ];
}

/** What to do about a finding, a line for each step; empty when nothing is known to repair it. */
export function repairLines({ fix, remedy }: ReportedFinding): string[] {
  const lines = fix ? [`fix: ${fix.title}`] : [];
  if (!remedy) return lines;
  const where = `on ${remedy.on} (${remedy.shell}${remedy.disruptive ? ', interrupts service' : ''})`;
  return [...lines, ...remedy.commands.map((command) => `fix: ${command}`), `     ${where}`];
}
