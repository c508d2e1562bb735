import {
  type Connection,
  createConnection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import type { Rule } from '#lint/rule';
import { dayOf } from '#text/day';
import { codeActions } from './actions.ts';
import { Client } from './client.ts';
import { completion } from './completion.ts';
import type { Feature, ServerContext } from './feature.ts';
import { hover } from './hover.ts';
import { inlayHints } from './inlay-hints.ts';
import { navigation } from './navigation.ts';
import { EncodedPlaces } from './places.ts';
import { Publisher } from './publisher.ts';
import { rename } from './rename.ts';
import { DEFAULT_SETTINGS, type Settings, settingsOf } from './settings.ts';
import { symbols } from './symbols.ts';
import { watchFolders } from './watch-folders.ts';
import { Workspace } from './workspace.ts';

/** What the command gives the server. */
export interface ServerOptions {
  readonly rules: readonly Rule[];
  readonly version: string;
  /** The page of a rule as Markdown; undefined for a rule there is not. */
  pageOf(rule: string): string | undefined;
}

/** What is done besides showing findings. */
const FEATURES: readonly Feature[] = [codeActions, completion, hover, navigation, symbols, rename, inlayHints];

/** Serves an editor over standard input and output until it goes. */
export function serve(options: ServerOptions): void {
  const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // Some clients say nothing but this when they end.
  process.once('SIGTERM', () => process.exit(0));
  process.stdout.on('error', () => process.exit(1));
  connection.onInitialize((params) => new Server(connection, options, params).initialize());
  connection.listen();
}

class Server {
  private readonly workspace: Workspace;
  private readonly publisher: Publisher;
  private readonly context: ServerContext;
  private readonly places: EncodedPlaces;
  private readonly client: Client;
  private settings: Settings = DEFAULT_SETTINGS;
  private folders: Set<string>;
  private unwatch: (() => void) | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly options: ServerOptions,
    params: InitializeParams,
  ) {
    const { rules, version } = options;
    const client = new Client(params.capabilities);
    const places = new EncodedPlaces(client.encoding);
    const workspace = new Workspace({
      rules,
      today: () => dayOf(new Date()),
      changed: () => this.publisher.update(),
      log: (error) => connection.console.error(`a defect of hvlint: ${error instanceof Error ? error.stack : String(error)}`),
    });
    this.client = client;
    this.places = places;
    this.workspace = workspace;
    this.context = {
      connection,
      session: workspace,
      client,
      places,
      rules,
      version,
      pageOf: (rule) => options.pageOf(rule),
      settings: () => this.settings,
    };
    this.publisher = new Publisher(this.context, workspace);
    const { workspaceFolders, rootUri } = params;
    const named = workspaceFolders?.map((folder) => folder.uri) ?? (rootUri ? [rootUri] : []);
    this.folders = new Set(named.flatMap((uri) => places.pathOf(uri) ?? []));
    if (params.initializationOptions !== undefined) this.settings = settingsOf(params.initializationOptions);
  }

  initialize() {
    this.listenToDocuments();
    this.listenToWorkspace();
    this.publisher.register();
    for (const feature of FEATURES) feature.register(this.context);
    this.connection.onInitialized(() => {
      // Not earlier: the library asks for these events, which a client takes only after its answer.
      this.listenToFolders();
      void this.initialized();
    });
    this.connection.onShutdown(() => {
      this.workspace.dispose();
      this.unwatch?.();
    });
    return {
      serverInfo: { name: 'hvlint', version: this.options.version },
      capabilities: {
        positionEncoding: this.client.encoding,
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        ...(this.client.hasFolders ? { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } } : {}),
        ...this.publisher.capabilities,
        ...Object.assign({}, ...FEATURES.map((feature) => feature.capabilities(this.client))),
      },
    };
  }

  private async initialized(): Promise<void> {
    const { connection, client } = this;
    this.workspace.setSettings(this.settings);
    this.workspace.setFolders([...this.folders]);
    if (client.watchesFiles)
      connection.client
        .register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: '**/*' }] })
        .catch(() => this.watch());
    else this.watch();
    if (client.registersConfiguration)
      connection.client.register(DidChangeConfigurationNotification.type, { section: 'hvlint' }).catch(() => {});
    await this.askForSettings();
  }

  private async askForSettings(): Promise<void> {
    if (!this.client.hasConfiguration) return;
    try {
      const sent: unknown = await this.connection.workspace.getConfiguration('hvlint');
      // A client without the section leaves what it began with.
      if (sent !== null && sent !== undefined) this.take(settingsOf(sent));
    } catch {
      // What was set before counts.
    }
  }

  private take(settings: Settings): void {
    const { inlayHints } = this.settings;
    this.settings = settings;
    this.workspace.setSettings(settings);
    if (inlayHints !== settings.inlayHints && this.client.refreshesInlayHints) void this.connection.languages.inlayHint.refresh();
  }

  private listenToDocuments(): void {
    const { connection, workspace, places } = this;
    connection.onDidOpenTextDocument(({ textDocument: { uri, text, version } }) => {
      const file = places.pathOf(uri);
      if (file === undefined) return;
      places.opened(uri, file, version);
      workspace.open(file, text);
    });
    connection.onDidChangeTextDocument(({ textDocument: { uri, version }, contentChanges }) => {
      const file = places.pathOf(uri);
      const buffer = file === undefined ? undefined : workspace.buffer(file);
      if (file === undefined || !buffer) return;
      places.opened(uri, file, version);
      let { text } = buffer;
      for (const change of contentChanges) {
        if (!('range' in change)) text = change.text;
        else {
          const source = text === buffer.text ? buffer : { path: file, text };
          const start = places.offsetAt(source, change.range.start);
          const end = places.offsetAt(source, change.range.end);
          text = text.slice(0, start) + change.text + text.slice(Math.max(start, end));
        }
      }
      workspace.change(file, text);
    });
    connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
      const file = places.pathOf(uri);
      if (file === undefined) return;
      workspace.close(file);
      places.closed(file);
    });
    connection.onDidSaveTextDocument(({ textDocument: { uri } }) => {
      const file = places.pathOf(uri);
      if (file !== undefined) workspace.filesChanged([{ path: file, type: 'changed' }]);
    });
  }

  private listenToWorkspace(): void {
    const { connection, workspace, places } = this;
    connection.onDidChangeWatchedFiles(({ changes }) => {
      const types = {
        [FileChangeType.Created]: 'created',
        [FileChangeType.Changed]: 'changed',
        [FileChangeType.Deleted]: 'deleted',
      } as const;
      workspace.filesChanged(
        changes.flatMap(({ uri, type }) => {
          const file = places.pathOf(uri);
          return file === undefined ? [] : [{ path: file, type: types[type] }];
        }),
      );
    });
    connection.onDidChangeConfiguration(({ settings }) => {
      if (settings !== null && settings !== undefined) this.take(settingsOf(settings));
      void this.askForSettings();
    });
  }

  private listenToFolders(): void {
    const { connection, workspace, places } = this;
    if (this.client.hasFolders)
      connection.workspace.onDidChangeWorkspaceFolders((event) => {
        for (const { uri } of event.removed) this.folders.delete(places.pathOf(uri) ?? '');
        for (const { uri } of event.added) {
          const folder = places.pathOf(uri);
          if (folder !== undefined) this.folders.add(folder);
        }
        workspace.setFolders([...this.folders]);
        if (!this.client.watchesFiles) this.watch();
      });
  }

  /** Watches the folders itself, for a client that does not. */
  private watch(): void {
    this.unwatch?.();
    this.unwatch = watchFolders([...this.folders], (events) => this.workspace.filesChanged(events));
  }
}
