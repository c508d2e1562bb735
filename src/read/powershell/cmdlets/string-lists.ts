import type { Call } from '../call.ts';
import { itemsOf, textOf } from '../value.ts';

/**
 * Reports a list that is written in one string where single values are meant: none of the things can have a comma in its name or
 * address. Returns whether there is one.
 */
export function isOneString(call: Call, parameter: string, what: string): boolean {
  const items = itemsOf(call.given.get(parameter.toLowerCase())?.value) ?? [];
  const wrong = items.filter((item) => item.sort === 'text' && /[^,\s]\s*,\s*[^,\s]/.test(item.text));
  for (const item of wrong) {
    const text = textOf(item)!;
    const parts = text.split(',').map((part) => part.trim());
    const source = call.estate.source.slice(item.range.start, item.range.end);
    const isLiteral = /^(['"])[^'"`$]*\1$/.test(source) && source.slice(1, -1) === text;
    call.estate.report(
      'script/value-list-in-one-string',
      `-${parameter} gets one text, '${text}', where ${parts.length} ${what} are meant`,
      item.range,
      isLiteral
        ? {
            fix: {
              title: 'Write one string each',
              safe: false,
              range: () => item.range,
              text: parts.map((part) => `${source[0]}${part}${source[0]}`).join(', '),
            },
          }
        : {},
    );
  }
  return wrong.length > 0;
}
