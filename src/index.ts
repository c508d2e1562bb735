import { rulePage } from '#cli/package-file';
import { runLint } from '#cli/run';
import { VERSION } from '#cli/version';
import type { Setting } from '#config/load';
import type { Os } from '#model/os';
import { type FormatName, render } from '#report/formats';
import { entries, type Note, type Report, type ReportedFinding, type Summary, summarize } from '#report/report';
import { RULES } from '#rules';
import { dayOf } from '#text/day';

export { cli, powershell, type Remedy } from '#lint/remedy';
export {
  defineRule,
  type ReportOptions,
  type Rule,
  type RuleContext,
  type RuleDefinition,
  type Severity,
  type SubjectKind,
} from '#lint/rule';
export type { Entity, EntityKind, EntityOf } from '#model/entity';
export type { Network } from '#model/network';
export { at, keyOf, type Place } from '#model/place';
export type { FormatName } from '#report/formats';
export type { ReportedFinding } from '#report/report';

/** Version of hvlint. */
export const version: string = VERSION;

/** Every rule of hvlint. */
export const rules = RULES;

/** What to lint, and how. */
export interface LintOptions {
  /** Files, folders and globs; default: the working directory. */
  readonly paths?: readonly string[];
  /** Folder that paths are relative to; default: the working directory of the process. */
  readonly cwd?: string;
  /** A configuration file; without it the nearest above each file counts. */
  readonly config?: string;
  /** Severities for this run, by rule id or area. */
  readonly rules?: Readonly<Record<string, Setting>>;
  /** Windows Server release of hosts that do not say. */
  readonly target?: Os;
  /** Today as YYYY-MM-DD, for suppressions that expire; default: today. */
  readonly today?: string;
}

/** What was found. */
export interface LintResult {
  readonly findings: readonly ReportedFinding[];
  readonly summary: Summary;
  readonly notes: readonly Note[];
  /** Files named in `paths` that could not be read, and paths that matched nothing. */
  readonly failures: readonly string[];
  /** The same as text, as the command prints it. */
  format(name: FormatName): Promise<string>;
}

/**
 * Reads and checks estates, as the command does. Reads files and nothing else: executes nothing, asks no network.
 * Throws when the configuration is broken.
 */
export async function lint(options: LintOptions = {}): Promise<LintResult> {
  const cwd = options.cwd ?? process.cwd();
  const result = await runLint({
    paths: options.paths ?? ['.'],
    cwd,
    rules: RULES,
    config: options.config,
    lookup: true,
    ruleFlags: options.rules ?? {},
    target: options.target,
    inlineConfig: true,
    baseline: { use: 'read' },
    today: options.today ?? dayOf(new Date()),
  });
  const report: Report = {
    cwd: cwd.replaceAll('\\', '/'),
    findings: result.findings,
    suppressed: result.suppressed,
    summary: summarize(result.findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: VERSION,
    color: false,
    today: options.today,
    pageOf: rulePage,
  };
  return {
    findings: entries(report).map((entry) => entry.shown),
    summary: report.summary,
    notes: result.notes,
    failures: [...result.failures.map((f) => `${f.file}: ${f.message}`), ...result.unmatched],
    format: (name) => render(name, report),
  };
}
