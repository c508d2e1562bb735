import type { Path, Range, SourceFile } from '#text/source-file';
import type { Encoding } from './decode.ts';
import type { Kind } from './generated/documents.ts';
import type { Problem } from './problem.ts';
import type { SyntaxNode } from './syntax-node.ts';

export type { Kind, KindData } from './generated/documents.ts';
export { KINDS } from './generated/documents.ts';

/** The syntax a file is written in. Only our YAML and JSON may be edited. */
export type Syntax =
  | 'yaml'
  | 'json'
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

/** What we want (declared), or what a machine said (observed). */
export type Stance = 'declared' | 'observed';

/** One thing, in our language, whatever it was written in. */
export interface Document {
  readonly kind: Kind;
  /** Valid by the schema of its kind, enumerations in their canonical spelling. */
  readonly data: unknown;
  readonly file: SourceFile;
  readonly syntax: Syntax;
  readonly stance: Stance;
  /** Whether a fix may change the file. */
  readonly editable: boolean;
  /** Whether it is the configuration of a device, or made of one: what it does not say is as the device has it by default. */
  readonly complete: boolean;
  /** Of a script that does not say which computer it runs on: the name of its file, which stands for that of the computer. */
  readonly assumedHost?: string | undefined;
  /** The characters that stand for a path; of its nearest ancestor where the document has no such value. */
  rangeOf(path: Path, part?: 'key' | 'value'): Range;
  /** Where its parts stand, as written; only of our YAML and JSON. Worked out when asked. */
  syntaxNode?(): SyntaxNode | undefined;
}

/** What one file gave. */
export interface ReadFile {
  readonly file: SourceFile;
  readonly syntax: Syntax | undefined;
  readonly encoding: Encoding | undefined;
  readonly documents: readonly Document[];
  readonly problems: readonly Problem[];
  /** Whether nothing in the file is ours. */
  readonly foreign: boolean;
  /** `$hvlint` objects of the file: what they switch off and for which part. */
  readonly directives: readonly JsonDirective[];
  /** Range of every scalar: a comment never starts inside one. Worked out when asked. */
  readonly scalars: () => readonly Range[];
}

/** A `$hvlint` member of a mapping. */
export interface JsonDirective {
  readonly value: unknown;
  /** The characters of the mapping that holds it: findings there are meant. */
  readonly scope: Range;
  /** The characters of a part of its value. */
  rangeOf(path: Path): Range;
}
