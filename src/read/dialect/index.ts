import type { Path, Range, SourceFile } from '#text/source-file';
import type { Kind } from '../document.ts';
import type { Problem } from '../problem.ts';
import { looksLikeNxOs, readNxOs } from './nx-os.ts';

/** What a dialect makes of a text: our documents with a place for every value. */
export interface DialectDocument {
  readonly kind: Kind;
  readonly data: unknown;
  /** The characters that stand for a path; of its nearest ancestor where there is no such value. */
  rangeOf(path: Path, part?: 'key' | 'value'): Range;
  readonly problems?: readonly Problem[];
}

/** Reads a text of one system. Never throws; unknown lines are ignored. `name` is used where the text has no name of its own. */
export type Dialect = (file: SourceFile, name?: string) => readonly DialectDocument[];

export type DialectName = 'nx-os';

export const dialects: Readonly<Record<DialectName, Dialect>> = { 'nx-os': readNxOs };

/** The dialect a text is written in, judged by its content alone; undefined when it is none hvlint reads. */
export function detectDialect(text: string): DialectName | undefined {
  return looksLikeNxOs(text) ? 'nx-os' : undefined;
}
