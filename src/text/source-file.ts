/** A file as decoded: what every offset counts in. Line ends and everything else stay as they are in the file. */
export interface SourceFile {
  /** Absolute path with `/` between its steps, also on Windows. */
  readonly path: string;
  /** The decoded text, without a byte order mark. */
  readonly text: string;
}

/** Part of a text: offsets in UTF-16 units from 0, the end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Steps from the root of a document to a value: keys and list indexes. */
export type Path = readonly (string | number)[];

/** Replacement of a part of one file. */
export interface Edit {
  readonly file: SourceFile;
  readonly range: Range;
  readonly text: string;
}
