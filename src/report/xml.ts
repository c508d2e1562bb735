import { COMMAND_LINE, COMMAND_START } from './harmless.ts';

/** Characters that XML 1.0 cannot hold, also not escaped. */
const IMPOSSIBLE = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

/** A document of one element. */
export function xmlDocument(root: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.join('\n')}\n`;
}

/** An element as lines: with children, or with text, or empty. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: string | readonly (readonly string[])[] = [],
): string[] {
  const values = Object.entries(attributes).map(([key, value]) => ` ${key}="${attribute(String(value))}"`);
  const start = `<${name}${values.join('')}`;
  if (content.length === 0) return [`${start}/>`];
  if (typeof content === 'string') return [`${start}>${text(content)}</${name}>`];
  return [`${start}>`, ...content.flat().map((line) => `  ${line}`), `</${name}>`];
}

function attribute(value: string): string {
  return value
    .replace(IMPOSSIBLE, '\ufffd')
    .replace(/[&<>"\t\n\r]/g, (c) => ESCAPES[c]!)
    .replace(COMMAND_START, '#&#35;');
}

function text(value: string): string {
  return value
    .replace(IMPOSSIBLE, '\ufffd')
    .replace(/[&<>\r]/g, (c) => ESCAPES[c]!)
    .replace(COMMAND_START, '#&#35;')
    .replace(COMMAND_LINE, '$1&#58;');
}
