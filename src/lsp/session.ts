import type { Config } from '#config/resolve';
import type { Finding } from '#lint/finding';
import type { Network } from '#model/network';
import type { Document, ReadFile } from '#read/document';
import type { SyntaxNode } from '#read/syntax-node';
import type { Path, Range, SourceFile } from '#text/source-file';

/**
 * What an editor has open, as hvlint sees it: estates found as the command finds them, texts of buffers in the place of files, findings
 * as the command has them. Knows nothing of LSP. Every path is absolute, with `/`.
 *
 * A request about a place first awaits `settled(path)`, so that it never answers from a text the user has already changed; then everything
 * here answers at once.
 */
export interface Session {
  /** Resolves when the text of a buffer has been read and its network can be asked. Does not wait for findings. */
  settled(path: string): Promise<void>;
  /** Resolves when what is reported is of the texts as they are. */
  answered(): Promise<void>;
  /** The estate a file belongs to; undefined for what hvlint does not read. */
  estateOf(path: string): EstateView | undefined;
  /** A file as it was read last; undefined for what hvlint does not read. */
  file(path: string): ReadFile | undefined;
  /** The text of a file as the editor has it, also of one that holds nothing of ours; undefined where it is not open. */
  buffer(path: string): SourceFile | undefined;
  /** What is reported in a file, in order. */
  findings(path: string): readonly Finding[];
  /** Findings that touch a part of a file: for actions, whatever the editor says it shows. */
  findingsIn(path: string, range: Range): readonly Finding[];
  /** Of findings of one estate, those whose fixes can be made together and bring about no finding that is not there: what --fix would do. */
  repairable(findings: readonly Finding[]): Promise<readonly Finding[]>;
  /** The value an offset stands in, of our YAML and JSON: its document, its path there, and where it stands. */
  valueAt(path: string, offset: number): ValueAt | undefined;
}

/** One estate as it is now. A new object after every change. */
export interface EstateView {
  /** Absolute folder of the estate. */
  readonly root: string;
  readonly config: Config;
  /** Its files, by path. */
  readonly files: ReadonlyMap<string, ReadFile>;
  /** Everything in it. Built when first asked after a change: with a thousand hosts that takes a tenth of a second. */
  readonly network: Network;
}

/** A value by its place. */
export interface ValueAt {
  readonly document: Document;
  /** Its path in the document as written. */
  readonly path: Path;
  /** The key or the value the offset stands in; `key` also between a key and its value. */
  readonly part: 'key' | 'value';
  readonly node: SyntaxNode;
}
