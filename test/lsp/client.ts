import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach } from 'vitest';
import {
  type ClientCapabilities,
  type CodeAction,
  createMessageConnection,
  type Diagnostic,
  ErrorCodes,
  type InitializeResult,
  type MessageConnection,
  type Range,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';

const BIN = process.env.HVLINT_BIN ?? fileURLToPath(new URL('../../dist/hvlint.js', import.meta.url));
const running: Client[] = [];

afterEach(async () => {
  for (const client of running.splice(0)) await client.kill();
});

/** What an editor that can do most things declares; tests leave out or add. */
export const ABLE: ClientCapabilities = {
  workspace: {
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true, tagSupport: { valueSet: [1, 2] } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
};

export interface StartOptions {
  readonly folders?: readonly string[] | null;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly args?: readonly string[];
  /** Answers workspace/configuration. */
  readonly configuration?: () => unknown;
  /** Declares registrations and takes none. */
  readonly refusesRegistration?: boolean;
}

/** A server over stdio and an editor that does what a test says. */
export class Client {
  readonly process: ChildProcess;
  readonly connection: MessageConnection;
  readonly shown = new Map<string, Diagnostic[]>();
  /** Requests and notifications of the server, by method. */
  readonly received: { method: string; params: unknown }[] = [];
  /** How often diagnostics of each file were pushed. */
  readonly pushes = new Map<string, number>();
  readonly exited: Promise<number | null>;
  result!: InitializeResult;
  private stderr = '';
  private isReady = false;
  private waiting: (() => void)[] = [];
  private versions = new Map<string, number>();

  constructor(private readonly options: StartOptions) {
    this.process = spawn(process.execPath, [BIN, 'lsp', '--stdio', ...(options.args ?? [])], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.exited = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin!.on('error', () => {});
    this.process.stderr!.on('data', (chunk) => {
      this.stderr += chunk;
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      const file = fileURLToPath(uri);
      this.shown.set(file, diagnostics);
      this.pushes.set(file, (this.pushes.get(file) ?? 0) + 1);
      this.wake();
    });
    this.connection.onNotification((method, params) => {
      this.received.push({ method, params });
      this.wake();
    });
    this.connection.onRequest('workspace/configuration', () => {
      this.received.push({ method: 'workspace/configuration', params: undefined });
      return [this.options.configuration?.() ?? null];
    });
    this.connection.onRequest((method, params) => {
      this.received.push({ method, params });
      this.wake();
      // As VS Code does until it is ready.
      if (method === 'client/registerCapability' && (!this.isReady || this.options.refusesRegistration))
        throw new ResponseError(ErrorCodes.MethodNotFound, `Unhandled method ${method}`);
      return method === 'workspace/applyEdit' ? { applied: true } : method === 'window/showDocument' ? { success: true } : null;
    });
    this.connection.onError(() => {});
    this.connection.listen();
  }

  static async start(options: StartOptions = {}): Promise<Client> {
    const client = new Client(options);
    running.push(client);
    const { folders } = options;
    const started = client.connection.sendRequest<InitializeResult>('initialize', {
      processId: process.pid,
      rootUri: folders?.[0] ? pathToFileURL(folders[0]).href : null,
      workspaceFolders: folders?.map((folder) => ({ uri: pathToFileURL(folder).href, name: path.basename(folder) })) ?? null,
      capabilities: options.capabilities ?? ABLE,
      initializationOptions: options.settings ?? { delay: 20 },
    });
    // A server that dies answers nothing, which is to be said at once.
    const died = client.exited.then((code) => {
      throw new Error(`the server ended with exit code ${code}: ${client.stderr}`);
    });
    client.result = await Promise.race([started, died]);
    died.catch(() => {});
    client.isReady = true;
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  async open(file: string, text: string): Promise<void> {
    this.versions.set(file, 1);
    await this.notify('textDocument/didOpen', {
      textDocument: { uri: uri(file), languageId: 'yaml', version: 1, text },
    });
  }

  /** Replaces a part of a text, or all of it. */
  async change(file: string, text: string, range?: Range): Promise<void> {
    const version = (this.versions.get(file) ?? 1) + 1;
    this.versions.set(file, version);
    await this.notify('textDocument/didChange', {
      textDocument: { uri: uri(file), version },
      contentChanges: [range ? { range, text } : { text }],
    });
  }

  async close(file: string): Promise<void> {
    await this.notify('textDocument/didClose', { textDocument: { uri: uri(file) } });
  }

  async happened(...events: readonly (readonly [file: string, type: 1 | 2 | 3])[]): Promise<void> {
    await this.notify('workspace/didChangeWatchedFiles', { changes: events.map(([file, type]) => ({ uri: uri(file), type })) });
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.connection.sendRequest(method, params);
  }

  actions(file: string, range: Range, only?: string[]): Promise<CodeAction[]> {
    return this.request('textDocument/codeAction', {
      textDocument: { uri: uri(file) },
      range,
      context: { diagnostics: [], ...(only ? { only } : {}) },
    });
  }

  /** Rules reported in a file now. */
  rules(file: string): string[] {
    return (this.shown.get(file) ?? []).map((diagnostic) => String(diagnostic.code)).sort();
  }

  /** Waits until something is so; the server says when it may be. */
  async until(isSo: () => boolean, what = String(isSo), time = 15_000): Promise<void> {
    const end = Date.now() + time;
    while (!isSo()) {
      const left = end - Date.now();
      if (left <= 0)
        throw new Error(`waited in vain until ${what}; shown: ${JSON.stringify([...this.shown], null, 1).slice(0, 3000)}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Answers when the server has done all that was sent before. */
  async calm(time = 300): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, time);
    });
  }

  async kill(): Promise<void> {
    this.connection.dispose();
    this.process.kill('SIGKILL');
    await this.exited;
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resume of waiting) resume();
  }
}

export function uri(file: string): string {
  return pathToFileURL(file).href;
}

/** A text with edits applied, by lines and UTF-16 columns. */
export function applied(text: string, edit: WorkspaceEdit | undefined, file: string): string {
  const edits =
    edit?.changes?.[uri(file)] ??
    edit?.documentChanges?.flatMap((change) =>
      'edits' in change && change.textDocument.uri === uri(file) ? (change.edits as { range: Range; newText: string }[]) : [],
    ) ??
    [];
  const starts = [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((m) => m.index + m[0].length)];
  const at = ({ line, character }: Range['start']): number => (starts[line] ?? text.length) + character;
  return [...edits]
    .sort((a, b) => at(b.range.start) - at(a.range.start))
    .reduce((result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)), text);
}
