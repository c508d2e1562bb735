// Runs inside Visual Studio Code: does what a user does, by the interface of extensions, and writes what was seen to $HVLINT_SEEN.
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const vscode = require('vscode');

const FILE = 'hosts/hv03.yaml';

exports.run = async () => {
  const seen = {};
  try {
    await drive(seen);
  } catch (error) {
    seen.problem = String(error.stack);
  }
  writeFileSync(process.env.HVLINT_SEEN, JSON.stringify(seen));
  // Stays as it is until its picture was taken.
  await until(() => readFileSync(process.env.HVLINT_SEEN, 'utf8') === 'done', 60_000);
};

async function drive(seen) {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder, FILE));
  const editor = await vscode.window.showTextDocument(document);
  const mine = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'hvlint');
  const has = (rule) => mine(document.uri).some(({ code }) => codeOf(code) === rule);
  const shown = () => {
    const all = vscode.languages.getDiagnostics().flatMap(([uri]) => mine(uri).map((diagnostic) => ({ uri, diagnostic })));
    return all.map(({ uri, diagnostic: { range, code } }) => {
      const file = path.relative(folder.fsPath, uri.fsPath).replaceAll('\\', '/');
      return `${file}:${range.start.line + 1}:${range.start.character + 1} ${codeOf(code)}`;
    });
  };
  await until(() => mine(document.uri).length > 0 && new Set(shown().map((place) => place.split(':')[0])).size > 3);
  await calm();
  seen.markers = shown().sort();

  const marker = mine(document.uri).find(({ code }) => codeOf(code) === 'reading/enum-casing');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, marker.range);
  seen.actions = actions.map(({ title }) => title);
  const fix = actions.find(({ title }) => title.includes('Write External'));
  await vscode.workspace.applyEdit(fix.edit);
  seen.fixed = document.lineAt(marker.range.start.line).text;
  seen.vanished = await until(() => !has('reading/enum-casing'));

  const at = (text) => document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, at('teamingMode'));
  seen.hover = hovers.flatMap(({ contents }) => contents.map((content) => content.value ?? content)).join('\n');
  const mode = at('SwitchIndependent');
  const offered = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, mode);
  seen.completion = offered.items.map(({ label }) => label.label ?? label);
  const edit = await vscode.commands.executeCommand(
    'vscode.executeDocumentRenameProvider',
    document.uri,
    at('GuestA'),
    'Outside',
  );
  seen.renamed = edit.entries().map(([uri]) => path.relative(folder.fsPath, uri.fsPath).replaceAll('\\', '/'));

  await document.save();
  const [task] = await vscode.tasks.fetchTasks({ type: 'hvlint' });
  seen.task = { matchers: task.problemMatchers, exit: await ended(task) };
  await calm();
  // Those of the server and those of the task are the same.
  seen.afterTask = [...new Set(shown())].sort();
  // Shown by one of them alone.
  seen.once = seen.afterTask.filter((place) => shown().filter((other) => other === place).length === 1);

  editor.selection = new vscode.Selection(marker.range.start, marker.range.start);
  await vscode.commands.executeCommand('hvlint.explainRule', 'vlan/trunk-missing-vlan');
  await vscode.commands.executeCommand('hvlint.showPicture');
  await vscode.commands.executeCommand('hvlint.showReport');
  await vscode.commands.executeCommand('workbench.actions.view.problems');
  await calm();
  seen.tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
}

function codeOf(code) {
  return String(code?.value ?? code);
}

function ended(task) {
  return new Promise((resolve) => {
    const listening = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution.task.name !== task.name) return;
      listening.dispose();
      resolve(exitCode);
    });
    vscode.tasks.executeTask(task);
  });
}

function calm() {
  return new Promise((resolve) => setTimeout(resolve, 1500));
}

async function until(isSo, time = 30_000) {
  for (const end = Date.now() + time; Date.now() < end; ) {
    if (isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}
