import { window, workspace } from 'vscode';

/** Shows commands in an editor of their own, never saved and never run. */
export async function showText({ title, language, text }: { title: string; language: string; text: string }): Promise<void> {
  const known = language === 'powershell' ? 'powershell' : 'plaintext';
  const comment = known === 'powershell' ? '#' : '!';
  const document = await workspace.openTextDocument({ language: known, content: `${comment} ${title}\n${text}\n` });
  await window.showTextDocument(document, { preview: true });
}
