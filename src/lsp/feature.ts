import type { Connection, Range as LspRange, Position, ServerCapabilities } from 'vscode-languageserver/node';
import type { Rule } from '#lint/rule';
import type { Range, SourceFile } from '#text/source-file';
import type { Client } from './client.ts';
import type { Session } from './session.ts';
import type { Settings } from './settings.ts';

/** Something the server does for an editor: what it announces, and the requests it answers. One entry in the list of server.ts. */
export interface Feature {
  /** What the server announces of it to this client. */
  capabilities(client: Client): Partial<ServerCapabilities>;
  /** Takes its requests. */
  register(context: ServerContext): void;
}

/** What features share. */
export interface ServerContext {
  readonly connection: Connection;
  readonly session: Session;
  readonly client: Client;
  readonly places: Places;
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The page of a rule as Markdown; undefined for a rule there is not. */
  pageOf(rule: string): string | undefined;
  /** Settings as they are now. */
  settings(): Settings;
}

/** Between places of LSP, in the encoding that was agreed on, and offsets of ours. */
export interface Places {
  /** Absolute path with `/`; undefined for what is no file. */
  pathOf(uri: string): string | undefined;
  /** As the client spells it, where it has the file open. */
  uriOf(path: string): string;
  /** The version of an open text; null of one that is not open. */
  versionOf(path: string): number | null;
  offsetAt(file: SourceFile, position: Position): number;
  position(file: SourceFile, offset: number): Position;
  range(file: SourceFile, range: Range): LspRange;
}
