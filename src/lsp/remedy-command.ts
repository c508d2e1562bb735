import { type CodeAction, CodeActionKind, type Diagnostic, MessageType } from 'vscode-languageserver/node';
import type { Finding } from '#lint/finding';
import { visible } from '#text/visible';
import type { ServerContext } from './feature.ts';

/** Shows commands. Nothing is ever run. */
export const SHOW_REMEDY = 'hvlint.showRemedy';

/** What a client that can show a text in an editor of its own gets, when it says so in its capabilities: `experimental.hvlintShowText`. */
export const SHOW_TEXT = 'hvlint/showText';

interface Shown {
  readonly title: string;
  readonly language: string;
  readonly text: string;
}

/** The commands that repair what no edit of a file can. */
export function remedyAction(
  { on, shell, commands, disruptive }: NonNullable<Finding['remedy']>,
  diagnostics: Diagnostic[],
): CodeAction {
  const title = `Show the commands that repair this on ${visible(on)}${disruptive ? ' (they interrupt service)' : ''}`;
  const shown: Shown = {
    title: `${visible(on)} (${shell}${disruptive ? ', interrupts service' : ''})`,
    language: shell,
    text: commands.map(visible).join('\n'),
  };
  return { title, kind: CodeActionKind.QuickFix, diagnostics, command: { title, command: SHOW_REMEDY, arguments: [shown] } };
}

/** Shows them as the client can; returns the text, for one that shows results. */
export function showRemedy({ connection, client }: ServerContext, given: readonly unknown[] | undefined): string | null {
  const shown = given?.[0] as Partial<Shown> | undefined;
  if (typeof shown?.text !== 'string' || typeof shown.title !== 'string') return null;
  const { experimental } = client.capabilities as { experimental?: { hvlintShowText?: unknown } };
  if (experimental?.hvlintShowText === true) void connection.sendNotification(SHOW_TEXT, shown);
  else
    void connection.sendNotification('window/showMessage', { type: MessageType.Info, message: `${shown.title}:\n${shown.text}` });
  return shown.text;
}
