import type { EntityKind, EntityOf, Host } from '#model/entity';
import type { Network } from '#model/network';
import type { OsRange } from '#model/os';
import type { Place } from '#model/place';
import type { ReadFile } from '#read/document';
import type { Remedy } from './remedy.ts';

/** error: traffic is lost, the command is refused, isolation or data is at risk. warning: works but unsupported, degraded, fragile. info: advice. */
export type Severity = 'error' | 'warning' | 'info';

export const SEVERITIES: readonly Severity[] = ['info', 'warning', 'error'];

/** What a rule may ask its question of: a thing of the estate, a file as read, or the whole network. */
export interface Subjects extends EntityOf {
  file: ReadFile;
  network: Network;
}

export type SubjectKind = keyof Subjects;

/** A change of written values that repairs a finding. Safe: it cannot change more than the finding is about. */
export interface FixRequest {
  readonly title: string;
  readonly safe: boolean;
  /** Values to write in the place of others. A place that is not written, or not ours to edit, makes the finding have no fix. */
  readonly changes: readonly { readonly at: Place; readonly value: string | number | boolean }[];
}

/** An edit of source text, for what reading found. */
export interface TextFix {
  readonly title: string;
  readonly safe: boolean;
  readonly edit: { readonly at: Place; readonly text: string };
}

export interface ReportOptions {
  /** Tells causes at one place apart: `vlan:42`. */
  readonly key?: string;
  /** A milder severity than the rule's, for a milder case. */
  readonly severity?: Severity;
  readonly related?: readonly { readonly at: Place; readonly message: string }[];
  readonly fix?: FixRequest | TextFix | undefined;
  readonly remedy?: Remedy | undefined;
}

export interface RuleContext {
  readonly network: Network;
  /** Reports one cause. The message says what is wrong with the real values of both sides; how to repair it is the remedy's part. */
  report(at: Place, message: string, options?: ReportOptions): void;
  /** Whether the rule speaks about the release of a host: for rules about several hosts. */
  applies(host: Host): boolean;
}

/** One question, asked of every subject of a kind. */
export interface RuleDefinition<S extends SubjectKind = SubjectKind> {
  readonly about: S;
  /** The highest severity it reports. */
  readonly severity: Severity;
  /** One line: what is wrong where it speaks. */
  readonly title: string;
  /** Windows Server releases it speaks about; without it, all of them and hosts whose release is unknown. */
  readonly versions?: OsRange;
  /**
   * What the estate must have some of, kinds of things or documents of what was seen on machines: without them the rule has nothing to ask,
   * and is not asked.
   */
  readonly needs?: readonly (EntityKind | 'observation')[];
  /** Rules that would report the same mistake at the same subject or place. */
  readonly hides?: readonly string[];
  readonly fixable?: 'safe' | 'unsafe';
  /** Version of hvlint that has it first. */
  readonly since: string;
  /** Only in hvlint:strict: advice that a healthy estate may knowingly decide against. */
  readonly preset?: 'strict';
  readonly status?: 'stable' | 'preview' | 'deprecated';
  readonly replacedBy?: string;
  /** Former ids; they still work in configurations and comments. */
  readonly aliases?: readonly string[];
  /** What the rule encodes: the citation. */
  readonly source: string;
  /** Address of the page of a rule that is none of hvlint's. */
  readonly docs?: string;
  check(subject: Subjects[S], context: RuleContext): void;
}

/** A rule with its id, which is the path of its file. */
export interface Rule extends RuleDefinition {
  readonly id: string;
}

/** Defines a rule; the id comes from the name of the file it is the default export of. */
export function defineRule<S extends SubjectKind>(definition: RuleDefinition<S>): RuleDefinition<S> {
  return definition;
}

/** Gives a definition its id. Used by the generated list of rules. */
export function named<S extends SubjectKind>(id: string, definition: RuleDefinition<S>): Rule {
  return { ...(definition as unknown as RuleDefinition), id };
}

/** A rule whose findings reading has already made: syntax, schema, keys. It only says them. */
export function defineReadingRule(
  definition: Omit<RuleDefinition<'file'>, 'about' | 'check' | 'since'> & { since?: string },
): RuleDefinition<'file'> & { readonly reading: true } {
  return { since: '0.1.0', ...definition, about: 'file', reading: true, check: () => {} };
}

/** A rule the engine itself reports: crashes and suppressions. */
export function defineEngineRule(
  definition: Omit<RuleDefinition<'network'>, 'about' | 'check'>,
): RuleDefinition<'network'> & { readonly engine: true } {
  return { ...definition, about: 'network', engine: true, check: () => {} };
}
