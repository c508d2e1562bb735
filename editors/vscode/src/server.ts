import { type Diagnostic, DiagnosticSeverity, type LogOutputChannel, languages, workspace } from 'vscode';
import {
  type ClientCapabilities,
  type DocumentSelector,
  LanguageClient,
  type StaticFeature,
  TransportKind,
} from 'vscode-languageclient/node';
import type { Bundled } from './bundled.ts';
import { showText } from './show-text.ts';

/** What hvlint reads; a file without an extension is plain text to the editor. */
const READ: DocumentSelector = [
  ...['yaml', 'json', 'jsonc', 'plaintext', 'powershell', 'csv'].map((language) => ({ scheme: 'file', language })),
  { scheme: 'file', pattern: '**/*.{yaml,yml,json,cfg,conf,config,txt,log,ps1,psm1,psd1,csv}' },
];

/** Says that commands of a remedy are shown in an editor of their own. */
class ShowsText implements StaticFeature {
  fillClientCapabilities(capabilities: ClientCapabilities): void {
    capabilities.experimental = { ...capabilities.experimental, hvlintShowText: true };
  }
  initialize(): void {}
  getState() {
    return { kind: 'static' as const };
  }
  clear(): void {}
}

/** The client of the server that comes with the extension; started by who asks for it. */
export function clientOf(bundled: Bundled, log: LogOutputChannel): LanguageClient {
  const client = new LanguageClient(
    'hvlint',
    'hvlint',
    { module: bundled.script, args: ['lsp'], transport: TransportKind.stdio },
    {
      documentSelector: READ,
      initializationOptions: workspace.getConfiguration('hvlint'),
      outputChannel: log,
      // The collection's name is that of the problem matcher: a task replaces markers, it does not double them.
      diagnosticCollectionName: 'hvlint',
    },
  );
  client.registerFeature(new ShowsText());
  client.onNotification('hvlint/showText', showText);
  return client;
}

/** How many errors, warnings and others hvlint shows now; what a task has found as well counts once. */
export function shownProblems(): { errors: number; warnings: number; others: number } {
  const shown = new Map<string, number>();
  for (const [uri, diagnostics] of languages.getDiagnostics())
    for (const { source, severity, range, message, code } of diagnostics)
      if (source === 'hvlint') shown.set(JSON.stringify([uri, range.start, message, ruleOf(code)]), severity);
  const severities = [...shown.values()];
  const errors = severities.filter((severity) => severity === DiagnosticSeverity.Error).length;
  const warnings = severities.filter((severity) => severity === DiagnosticSeverity.Warning).length;
  return { errors, warnings, others: severities.length - errors - warnings };
}

/** The rule that a marker names. */
export function ruleOf(code: Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}
