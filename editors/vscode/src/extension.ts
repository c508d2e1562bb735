import { commands, type Disposable, type ExtensionContext, languages, tasks, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { Bundled } from './bundled.ts';
import { clientOf, ruleOf } from './server.ts';
import { Status } from './status.ts';
import { LintTasks } from './tasks.ts';
import { explainRule, showPicture, showReport } from './views.ts';

let client: LanguageClient | undefined;

/** Called by the editor when one of the extension's files or commands is first wanted. */
export async function activate(context: ExtensionContext): Promise<void> {
  const bundled = new Bundled(context);
  const log = window.createOutputChannel('hvlint', { log: true });
  const status = new Status();
  const lintTasks = new LintTasks(bundled);
  let followed: Disposable | undefined;

  const stop = async () => {
    const stopping = client;
    client = undefined;
    followed?.dispose();
    followed = status.follow(undefined);
    // One that never started cannot be stopped; it is gone all the same.
    await stopping?.dispose().catch((error: unknown) => log.warn(String(error)));
  };
  const start = async () => {
    await stop();
    if (!workspace.getConfiguration('hvlint').get('enable', true)) return;
    client = clientOf(bundled, log);
    followed = status.follow(client);
    await client.start().catch((error: unknown) => log.error(String(error)));
  };

  context.subscriptions.push(
    log,
    status,
    tasks.registerTaskProvider('hvlint', lintTasks),
    commands.registerCommand('hvlint.lintWorkspace', () => lintTasks.lintAll()),
    commands.registerCommand('hvlint.showPicture', () => showPicture(bundled)),
    commands.registerCommand('hvlint.showReport', () => showReport(bundled)),
    commands.registerCommand('hvlint.explainRule', (rule?: unknown) => explainRule(bundled, rule, rulesAtCursor())),
    commands.registerCommand('hvlint.restart', start),
    commands.registerCommand('hvlint.showLog', () => log.show()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('hvlint.enable')) void start();
    }),
  );
  await start();
}

/** Called by the editor when it ends. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function rulesAtCursor(): ReadonlySet<string> {
  const editor = window.activeTextEditor;
  if (!editor) return new Set();
  const here = languages.getDiagnostics(editor.document.uri).filter(({ source, range }) => {
    return source === 'hvlint' && range.intersection(editor.selection) !== undefined;
  });
  return new Set(here.map(({ code }) => ruleOf(code)));
}
