import type { Path, Range, SourceFile } from '#text/source-file';
import type { Kind, Stance } from '../document.ts';
import type { Problem } from '../problem.ts';
import { looksLikeAosCx, readAosCx } from './aos-cx.ts';
import { readCsv } from './csv.ts';
import { readEos } from './eos.ts';
import { readExport } from './export.ts';
import { readIos } from './ios.ts';
import { looksLikeNxOs, readNxOs } from './nx-os.ts';
import { looksLikeOnyx, readOnyx } from './onyx.ts';
import { readOs9 } from './os9.ts';
import { readOs10 } from './os10.ts';
import { readPowerShell } from './powershell.ts';
import { readSonic } from './sonic.ts';
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

export const dialects: Readonly<Record<DialectName, Dialect>> = {
  'aos-cx': readAosCx,
  csv: readCsv,
  eos: readEos,
  export: readExport,
  ios: readIos,
  'nx-os': readNxOs,
  onyx: readOnyx,
  os10: readOs10,
  os9: readOs9,
  powershell: readPowerShell,
  sonic: readSonic,
};

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
