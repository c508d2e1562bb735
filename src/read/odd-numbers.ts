import type { Path } from '#text/source-file';
import type { Kind } from './document.ts';
import type { Problem } from './problem.ts';
import { describePath } from './schema-words.ts';
import { coerced, type SourceOf, schemaNode, sourcePath } from './validate.ts';

const LEADING_ZERO = /^0[0-9]+$/;
/** A MAC address of digits and one E: YAML takes it for a power of ten. */
const MAC_WITH_E = /^(?=.{12}$)[0-9]+[eE][0-9]+$/;

/**
 * Numbers that the schema allows but that tools do not agree on: 0711 is 711 in YAML 1.2 and 457, octal, in YAML 1.1, and where
 * text is allowed too it was text. Text gets its source text back; the data must be valid by then.
 */
export function oddNumbers(kind: Kind, data: unknown, document: number, sourceOf: SourceOf): Problem[] {
  const problems: Problem[] = [];
  const visit = (value: unknown, path: Path): unknown => {
    if (typeof value === 'number') return number(value, path);
    if (value === null || typeof value !== 'object') return value;
    for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
      // Notes of the author are nobody's business.
      if (key === 'metadata' || (typeof key === 'string' && key.startsWith('x-'))) continue;
      const kept = visit(item, [...path, key]);
      if (kept !== item) (value as Record<string | number, unknown>)[key] = kept;
    }
    return value;
  };
  const number = (value: number, path: Path): unknown => {
    const written = sourcePath(data, path);
    const source = sourceOf(written);
    if (!source?.plain || !(LEADING_ZERO.test(source.text) || MAC_WITH_E.test(source.text))) return value;
    const place = { document, path: written };
    const what = describePath(written);
    const types = [schemaNode(`${kind}.schema.json`, path)?.type ?? []].flat();
    if (types.includes('string') && types.includes('number')) {
      problems.push(coerced(written, source, `the number ${value}; other tools will use that`));
      return source.text;
    }
    const octal = /^[0-7]+$/.test(source.text) ? Number.parseInt(source.text, 8) : undefined;
    if (octal === value || !LEADING_ZERO.test(source.text)) return value;
    const others = octal === undefined ? 'as text' : `as octal, ${octal}`;
    problems.push({
      rule: 'reading/yaml-coerced-scalar',
      message: `${what} is written ${source.text}: hvlint and YAML 1.2 read ${value}, YAML 1.1 reads it ${others}`,
      place,
      fix: { title: `Write ${value}`, safe: octal === undefined, range: () => source.range, text: String(value) },
    });
    return value;
  };
  visit(data, []);
  return problems;
}
