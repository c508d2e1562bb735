import type { ClientCapabilities, PositionEncodingKind } from 'vscode-languageserver/node';

/** What a client has declared, in the questions the server asks. */
export class Client {
  constructor(private readonly declared: ClientCapabilities) {}

  /** UTF-16 always works; of several that a client offers its first is the one it is best at. */
  get encoding(): PositionEncodingKind {
    const offered = this.declared.general?.positionEncodings ?? [];
    return offered.find((encoding) => encoding === 'utf-8' || encoding === 'utf-16' || encoding === 'utf-32') ?? 'utf-16';
  }

  /** Whether it asks for diagnostics: then nothing is pushed, or it would show everything twice. */
  get pullsDiagnostics(): boolean {
    return this.declared.textDocument?.diagnostic !== undefined;
  }

  get refreshesDiagnostics(): boolean {
    return this.declared.workspace?.diagnostics?.refreshSupport === true;
  }

  get refreshesInlayHints(): boolean {
    return this.declared.workspace?.inlayHint?.refreshSupport === true;
  }

  /** Whether it answers workspace/configuration; one that does not say so may leave the request open for ever. */
  get hasConfiguration(): boolean {
    return this.declared.workspace?.configuration === true;
  }

  get registersConfiguration(): boolean {
    return this.declared.workspace?.didChangeConfiguration?.dynamicRegistration === true;
  }

  get hasFolders(): boolean {
    return this.declared.workspace?.workspaceFolders === true;
  }

  get watchesFiles(): boolean {
    return this.declared.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
  }

  get takesDocumentChanges(): boolean {
    return this.declared.workspace?.workspaceEdit?.documentChanges === true;
  }

  get appliesEdits(): boolean {
    return this.declared.workspace?.applyEdit === true;
  }

  /** Whether it can show a text of ours in an editor. */
  get showsDocuments(): boolean {
    return this.declared.window?.showDocument?.support === true;
  }

  get takesActionLiterals(): boolean {
    return this.declared.textDocument?.codeAction?.codeActionLiteralSupport !== undefined;
  }

  get takesRelated(): boolean {
    return this.diagnostics?.relatedInformation === true;
  }

  get takesCodeDescription(): boolean {
    return this.diagnostics?.codeDescriptionSupport === true;
  }

  takesTag(tag: 1 | 2): boolean {
    const { tagSupport } = this.diagnostics ?? {};
    return tagSupport?.valueSet?.includes(tag) === true;
  }

  /** How hovers may be written: what it names first, plain text where it names nothing. */
  get hoverFormat(): 'markdown' | 'plaintext' {
    const formats = this.declared.textDocument?.hover?.contentFormat ?? [];
    return formats[0] === 'markdown' || (formats.includes('markdown') && !formats.includes('plaintext'))
      ? 'markdown'
      : 'plaintext';
  }

  /** Everything it has declared, for what only one feature asks. */
  get capabilities(): ClientCapabilities {
    return this.declared;
  }

  private get diagnostics() {
    const { publishDiagnostics, diagnostic } = this.declared.textDocument ?? {};
    return { ...publishDiagnostics, ...diagnostic };
  }
}
