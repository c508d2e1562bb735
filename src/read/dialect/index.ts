import type { Path, Range, SourceFile } from '#text/source-file';
import type { Kind, Stance } from '../document.ts';
import type { Problem } from '../problem.ts';
import { looksLikeAosCx } from './aos-cx-recognise.ts';
import { looksLikeNxOs } from './nx-os-recognise.ts';
import { looksLikeOnyx } from './onyx-recognise.ts';
import { mentionsSonic } from './sonic-tables.ts';
import { systemOf } from './switch-recognise.ts';

/** What a dialect makes of a text: our documents with a place for every value. */
export interface DialectDocument {
  readonly kind: Kind;
  readonly data: unknown;
  /** The characters that stand for a path; of its nearest ancestor where there is no such value. */
  rangeOf(path: Path, part?: 'key' | 'value'): Range;
  readonly problems?: readonly Problem[];
  /** Where the dialect itself says it: what a machine showed is observed, whatever the reader is told. */
  readonly stance?: Stance;
  /** The name that stands for the computer a script runs on, where nobody says which one that is. */
  readonly assumedHost?: string | undefined;
}

/** Reads a text of one system. Never throws; unknown lines are ignored. `name` is used where the text has no name of its own. */
export type Dialect = (file: SourceFile, name?: string) => readonly DialectDocument[];

export type DialectName =
  | 'aos-cx'
  | 'csv'
  | 'eos'
  | 'export'
  | 'ios'
  | 'nx-os'
  | 'onyx'
  | 'os10'
  | 'os9'
  | 'powershell'
  | 'sonic';

/** The readers. Each is loaded when a file first needs it: most runs read our own language and one or two others. */
const READERS: Readonly<Record<DialectName, () => Promise<Dialect>>> = {
  'aos-cx': async () => (await import('./aos-cx.ts')).readAosCx,
  csv: async () => (await import('./csv.ts')).readCsv,
  eos: async () => (await import('./eos.ts')).readEos,
  export: async () => (await import('./export.ts')).readExport,
  ios: async () => (await import('./ios.ts')).readIos,
  'nx-os': async () => (await import('./nx-os.ts')).readNxOs,
  onyx: async () => (await import('./onyx.ts')).readOnyx,
  os10: async () => (await import('./os10.ts')).readOs10,
  os9: async () => (await import('./os9.ts')).readOs9,
  powershell: async () => (await import('./powershell.ts')).readPowerShell,
  sonic: async () => (await import('./sonic.ts')).readSonic,
};

export const DIALECTS = Object.keys(READERS) as readonly DialectName[];

/** Whether a syntax is a dialect, not our own language. */
export function isDialect(syntax: string): syntax is DialectName {
  return Object.hasOwn(READERS, syntax);
}

/** The reader of a dialect. */
export function readerOf(name: DialectName): Promise<Dialect> {
  return READERS[name]();
}

/** How systems are told by the content alone, in the order in which they are asked. */
const RECOGNISED: readonly (readonly [name: DialectName, looksLike: (text: string) => boolean])[] = [
  ['sonic', mentionsSonic],
  ['nx-os', looksLikeNxOs],
  ['onyx', looksLikeOnyx],
  ['aos-cx', looksLikeAosCx],
];

/** The dialect a text is written in, judged by its content alone; undefined when it is none hvlint reads. */
export function detectDialect(text: string): DialectName | undefined {
  return RECOGNISED.find(([, looksLike]) => looksLike(text))?.[0] ?? systemOf(text);
}
