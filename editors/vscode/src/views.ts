import { tmpdir } from 'node:os';
import {
  type CancellationToken,
  commands,
  ProgressLocation,
  Uri,
  ViewColumn,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import type { Bundled } from './bundled.ts';

/** What `hvlint rules -f json` says of a rule. */
interface ListedRule {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
}

/** Draws a folder and shows it. What comes out has every text escaped; scripts are off all the same. */
export async function showPicture(bundled: Bundled): Promise<void> {
  const svg = await outputOf(bundled, ['graph', '--no-progress'], 'drawing');
  if (svg === undefined) return;
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>body{background:#fff}</style>`;
  show(
    'hvlint: picture',
    `<!doctype html><html><head>${head}</head><body>${svg.replace(/^<\?xml[^>]*\?>/, '')}</body></html>`,
    false,
  );
}

/** Makes the page for the review and shows it. The page allows no script but its own, by its hash. */
export async function showReport(bundled: Bundled): Promise<void> {
  const page = await outputOf(bundled, ['report', '--no-progress'], 'writing the report');
  if (page !== undefined) show('hvlint: report', page, true);
}

/** Shows the page of a rule that is chosen: those of the markers at the cursor come first. */
export async function explainRule(bundled: Bundled, given: unknown, here: ReadonlySet<string>): Promise<void> {
  const listed = JSON.parse(await bundled.run(['rules', '-f', 'json'], tmpdir())) as ListedRule[];
  let chosen = listed.find(({ id }) => id === given)?.id;
  if (chosen === undefined) {
    const sorted = [...listed].sort((a, b) => Number(here.has(b.id)) - Number(here.has(a.id)));
    const items = sorted.map(({ id, severity, title }) => ({ label: id, description: severity, detail: title }));
    const picked = await window.showQuickPick(items, { placeHolder: 'Rule', matchOnDetail: true });
    chosen = picked?.label;
  }
  if (chosen !== undefined) await commands.executeCommand('markdown.showPreview', Uri.file(bundled.pageOf(chosen)));
}

function show(title: string, html: string, enableScripts: boolean): void {
  const options = { enableScripts, enableFindWidget: true, retainContextWhenHidden: true, localResourceRoots: [] };
  const panel = window.createWebviewPanel('hvlint', title, ViewColumn.Active, options);
  panel.webview.html = html;
}

async function outputOf(bundled: Bundled, args: readonly string[], what: string): Promise<string | undefined> {
  const folder = await chosenFolder();
  if (!folder) return undefined;
  const config = workspace.getConfiguration('hvlint').get<string>('config', '');
  const all = [...args, ...(config === '' ? [] : ['--config', config]), '--', '.'];
  const options = { location: ProgressLocation.Notification, title: `hvlint: ${what}`, cancellable: true };
  try {
    return await window.withProgress(options, (_, token) => bundled.run(all, folder.uri.fsPath, signalOf(token)));
  } catch (error) {
    if ((error as Error).name !== 'AbortError') void window.showErrorMessage(`hvlint: ${(error as Error).message}`);
    return undefined;
  }
}

async function chosenFolder(): Promise<WorkspaceFolder | undefined> {
  const folders = workspace.workspaceFolders ?? [];
  if (folders.length > 1) return window.showWorkspaceFolderPick();
  if (folders.length === 0) void window.showInformationMessage('hvlint: open a folder first');
  return folders[0];
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
