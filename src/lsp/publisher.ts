import {
  type CancellationToken,
  type Diagnostic,
  type DocumentDiagnosticReport,
  LSPErrorCodes,
  ResponseError,
  type ServerCapabilities,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { Finding } from '#lint/finding';
import { diagnosticOf, problemDiagnostic } from './diagnostics.ts';
import type { ServerContext } from './feature.ts';
import type { Workspace } from './workspace.ts';

interface Shown {
  readonly diagnostics: readonly Diagnostic[];
  /** The same as long as the diagnostics are. */
  readonly id: string;
}

/** Brings what is reported to the client: pushed, or handed out when it asks; never both. */
export class Publisher {
  private shown = new Map<string, Shown>();
  private readonly made = new WeakMap<Finding, Diagnostic>();
  private count = 0;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly context: ServerContext,
    private readonly workspace: Workspace,
  ) {}

  get capabilities(): Partial<ServerCapabilities> {
    if (!this.context.client.pullsDiagnostics) return {};
    return { diagnosticProvider: { identifier: 'hvlint', interFileDependencies: true, workspaceDiagnostics: true } };
  }

  register(): void {
    const { connection, client, places } = this.context;
    if (!client.pullsDiagnostics) return;
    connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token): Promise<DocumentDiagnosticReport> => {
      await this.workspace.answered();
      refuseCancelled(token);
      const file = places.pathOf(textDocument.uri);
      const shown = file === undefined ? undefined : this.shown.get(file);
      const id = shown?.id ?? NONE;
      if (id === previousResultId) return { kind: 'unchanged', resultId: id };
      return { kind: 'full', resultId: id, items: [...(shown?.diagnostics ?? [])] };
    });
    connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }, token): Promise<WorkspaceDiagnosticReport> => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [places.pathOf(uri) ?? uri, value]));
      await this.workspace.answered();
      for (;;) {
        refuseCancelled(token);
        const items = this.differing(known);
        // A client that has everything asks again at once: it gets its answer when there is something new.
        if (items.length > 0 || known.size === 0) return { items };
        await new Promise<void>((resolve) => {
          this.waiting.push(resolve);
          token.onCancellationRequested(() => resolve());
        });
      }
    });
  }

  /** Tells what has changed. */
  update(): void {
    const { connection, client, places } = this.context;
    const next = new Map<string, Shown>();
    const changed: string[] = [];
    for (const [file, diagnostics] of this.collect()) {
      const before = this.shown.get(file);
      const same = before !== undefined && isSame(before.diagnostics, diagnostics);
      if (!same) changed.push(file);
      next.set(file, same ? before : { diagnostics, id: String(++this.count) });
    }
    for (const file of this.shown.keys()) if (!next.has(file)) changed.push(file);
    this.shown = next;
    if (changed.length === 0) return;
    if (client.pullsDiagnostics) {
      const waiting = this.waiting;
      this.waiting = [];
      for (const wake of waiting) wake();
      // A client that does not refresh asks after each of its own changes.
      if (client.refreshesDiagnostics) void connection.languages.diagnostics.refresh();
    } else
      for (const file of changed)
        void connection.sendDiagnostics({ uri: places.uriOf(file), diagnostics: [...(next.get(file)?.diagnostics ?? [])] });
  }

  private collect(): Map<string, Diagnostic[]> {
    const files = new Map<string, Diagnostic[]>();
    for (const [file, findings] of this.workspace.byPath())
      files.set(
        file,
        findings.map((finding) => this.diagnosticOf(finding)),
      );
    for (const problem of this.workspace.problems) {
      const diagnostic = problemDiagnostic(problem, this.context);
      files.set(problem.file.path, [...(files.get(problem.file.path) ?? []), diagnostic]);
    }
    return files;
  }

  /** Findings that are kept from check to check are turned into diagnostics once. */
  private diagnosticOf(finding: Finding): Diagnostic {
    let made = this.made.get(finding);
    if (!made) {
      made = diagnosticOf(finding, this.context);
      this.made.set(finding, made);
    }
    return made;
  }

  private differing(known: ReadonlyMap<string, string>): WorkspaceDocumentDiagnosticReport[] {
    const { places } = this.context;
    const items: WorkspaceDocumentDiagnosticReport[] = [];
    for (const [file, { diagnostics, id }] of this.shown)
      if (known.get(file) !== id)
        items.push({ kind: 'full', uri: places.uriOf(file), version: null, resultId: id, items: [...diagnostics] });
    for (const [file, id] of known)
      if (id !== NONE && !this.shown.has(file))
        items.push({ kind: 'full', uri: places.uriOf(file), version: null, resultId: NONE, items: [] });
    return items;
  }
}

/** Of a file about which nothing is reported. */
const NONE = 'none';

function refuseCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
}

function isSame(a: readonly Diagnostic[], b: readonly Diagnostic[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((each, i) => each === b[i] || JSON.stringify(each) === JSON.stringify(b[i]));
}
