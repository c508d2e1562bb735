import type { Document } from '#read/document';
import { plainScalar } from '#read/yaml-scalar';
import type { Path, Range } from '#text/source-file';

/** Text that YAML takes as it is without quotes, also between brackets. */
const PLAIN = /^[\p{L}\p{N}_./](?:[\p{L}\p{N}_./()+-]|:(?=[\p{L}\p{N}:]))*(?: [\p{L}\p{N}_./()+-]+)*$/u;

/**
 * A value as it is written in the place of another, in the style of its author: what was quoted stays so, and text that would be
 * something else without quotes is put in them.
 */
export function writtenLike(old: string, value: string | number | boolean, syntax: Document['syntax']): string {
  const text = String(value);
  if (old.startsWith('"')) return JSON.stringify(text);
  if (syntax === 'yaml' && old.startsWith("'") && !/[\p{Cc}\u2028\u2029]/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  if (typeof value !== 'string') return text;
  return syntax === 'yaml' && PLAIN.test(text) && plainScalar(text) === text ? text : JSON.stringify(text);
}

/** How many values of a document each place stands for, by where it begins. */
const counts = new WeakMap<Document, ReadonlyMap<number, number>>();

/** Whether what is written at a place is used at others too, by an alias or merge key of YAML: whoever changes it changes those. */
export function isShared(document: Document, { start }: Range): boolean {
  if (document.syntax !== 'yaml' || !/[\s:,[{-]\*[^\s,[\]{}]/.test(document.file.text)) return false;
  let known = counts.get(document);
  if (!known) {
    known = count(document);
    counts.set(document, known);
  }
  return (known.get(start) ?? 0) > 1;
}

function count(document: Document): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const visit = (value: unknown, path: Path): void => {
    if (value !== null && typeof value === 'object') {
      for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) visit(item, [...path, key]);
      return;
    }
    const { start } = document.rangeOf(path);
    found.set(start, (found.get(start) ?? 0) + 1);
  };
  visit(document.data, []);
  return found;
}
