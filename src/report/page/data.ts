/** What the page carries for its script. Levels and severities are numbers: the larger, the worse. */
export interface PageData {
  readonly tables: readonly Table[];
  readonly findings: readonly FindingData[];
  /** Why each rule that has findings is one, by its id. */
  readonly rules: Readonly<Record<string, string>>;
}

export const LEVELS = ['Not observed', 'OK', 'Warning', 'Fault'] as const;
export const SEVERITIES = ['info', 'warning', 'error'] as const;

/** What the cells of a column hold, and so how they are shown and compared. */
export type ColumnKind =
  /** A text. */
  | 'text'
  | 'number'
  /** Bits per second. */
  | 'rate'
  /** Texts. */
  | 'list'
  /** `[level, reason]`. */
  | 'status'
  /** `[errors, warnings, infos]`. */
  | 'findings'
  /** For each member three entries: level, 1 for standby, name. */
  | 'members';

export type Cell = string | number | null | readonly (string | number)[];

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Whether it is shown only when asked for. */
  readonly hidden?: boolean;
}

export interface Row {
  /** Id of the thing, unique in the page. */
  readonly id: string;
  readonly cells: readonly Cell[];
  /** Ids of the servers and teams it belongs to. */
  readonly of?: readonly string[];
  /** Whether it is shown only when asked for. */
  readonly aside?: true;
  readonly statistics?: Statistics;
}

/** Counters in the order of COUNTERS; null where one is not known. */
export type Counters = readonly (number | null)[];

export interface Statistics {
  readonly total?: Counters;
  readonly parts: readonly { readonly name: string; readonly counters: Counters }[];
}

export const COUNTERS = [
  { key: 'receivedBytes', title: 'Bytes received', bytes: true },
  { key: 'sentBytes', title: 'Bytes sent', bytes: true },
  { key: 'receivedUnicastPackets', title: 'Unicast packets received', bytes: false },
  { key: 'sentUnicastPackets', title: 'Unicast packets sent', bytes: false },
  { key: 'receivedDiscardedPackets', title: 'Received and dropped', bytes: false },
  { key: 'outboundDiscardedPackets', title: 'Dropped before sending', bytes: false },
  { key: 'receivedPacketErrors', title: 'Errors in receiving', bytes: false },
  { key: 'outboundPacketErrors', title: 'Errors in sending', bytes: false },
] as const;

export interface Table {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** What choosing a row does: narrow other tables to it, or show its statistics. Absent: rows cannot be chosen. */
  readonly choose?: 'narrow' | 'statistics';
  /** What the switch says that shows the rows set aside. */
  readonly asideTitle?: string;
  /** What is said in the place of rows. */
  readonly empty: string;
}

export interface PlaceData {
  readonly where: string;
  readonly message: string;
  /** Lines of the code frame; empty where none can be shown. */
  readonly frame: readonly string[];
}

export interface FindingData {
  readonly severity: number;
  readonly rule: string;
  readonly message: string;
  readonly place: PlaceData;
  readonly related: readonly PlaceData[];
  readonly remedy: {
    readonly on: string;
    readonly shell: string;
    readonly commands: readonly string[];
    readonly disruptive: boolean;
  } | null;
  readonly fix: { readonly title: string; readonly safe: boolean } | null;
  /** Ids of the things it is about. */
  readonly about: readonly string[];
  /** Names of the hosts and switches it is about, the one it stands in first. */
  readonly machines: readonly string[];
  /** By what and why it is silenced; null where it is not. */
  readonly suppressed: { readonly by: string; readonly reason: string } | null;
}

/** The area of a rule: what stands before the slash. */
export function areaOf(rule: string): string {
  return rule.slice(0, rule.indexOf('/'));
}

/** Whether an id is the one of a thing or of something in it. */
export function isWithin(id: string, thing: string): boolean {
  return id.startsWith(thing) && (id.length === thing.length || id[thing.length] === '/');
}
