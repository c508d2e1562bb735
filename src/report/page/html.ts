import { OBEYED, visible } from '#text/visible';
import { COMMAND_LINE, COMMAND_START } from '../harmless.ts';

/** Text that is HTML already. Only `html` and `trusted` make it. */
export class Html {
  constructor(readonly text: string) {}

  toString(): string {
    return this.text;
  }
}

/** What may stand in a template: text is escaped, HTML stays, lists are joined, nothing is nothing. */
export type Part = string | number | Html | undefined | null | false | readonly Part[];

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/**
 * Text of unknown origin, for the content of an element and for attributes in double quotes. Characters that would reorder or hide the
 * text beside them are shown; lines stay, and none is a command of a build service that gets the page in its log.
 */
export function escapeHtml(text: string): string {
  const shown = /[^\n -~]/.test(text) ? text.split('\n').map(visible).join('\n') : text;
  return shown
    .replace(/[&<>"']/g, (c) => ESCAPES[c]!)
    .replace(COMMAND_START, '#&#35;')
    .replace(COMMAND_LINE, '$1&#58;');
}

/** A template of HTML: every value put in is escaped unless it is HTML itself. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = parts[0]!;
  values.forEach((value, i) => {
    text += render(value) + parts[i + 1]!;
  });
  return new Html(text);
}

/** HTML that was made elsewhere by the same rules: a picture. */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(value: Part): string {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(render).join('');
  return escapeHtml(String(value));
}

/**
 * A value as JSON that cannot end the element it stands in, that every browser reads as it was written, and that no terminal and no build
 * service obeys.
 */
export function embeddedJson(value: unknown): Html {
  const asEscape = (c: string): string => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
  const json = JSON.stringify(value).replace(/[<>&]/g, asEscape).replace(OBEYED, asEscape).replace(COMMAND_START, '#\\u0023');
  return new Html(json);
}
