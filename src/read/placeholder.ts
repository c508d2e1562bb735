import type { Path, Range } from '#text/source-file';
import { forget } from './forgotten.ts';
import type { Problem } from './problem.ts';

/** A value somebody is still to fill in: << Replace >>, {{ var }}, [PLACEHOLDER], $NAME_PLACEHOLDER$. */
const PLACEHOLDER =
  /^\s*(?:<<.*>>|<[A-Z][A-Z0-9_ -]*>|\{\{.*\}\}|\[[A-Z][A-Z0-9_]{2,}\]|\$[A-Z0-9_]*PLACEHOLDER[A-Z0-9_]*\$)\s*$/;
/** What no text with a placeholder is without; most files need no further look. */
const ANYWHERE = /<<[^\n]*>>|<[A-Z][A-Z0-9_ -]*>|\{\{|["']\s*\[[A-Z]|PLACEHOLDER/;

export function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && PLACEHOLDER.test(value);
}

/** Whether a text may have placeholders at all. */
export function mayHavePlaceholders(text: string): boolean {
  return ANYWHERE.test(text);
}

/** The range of a path, and the characters there. */
export interface PathLookup {
  rangeOf(path: Path): Range;
  textOf(path: Path): string | undefined;
}

/** Takes placeholders out of a document, so that nothing is judged by them, and reports them once per document. */
export function placeholders(data: unknown, { rangeOf, textOf }: PathLookup): Problem[] {
  const found: { path: Path; text: string }[] = [];
  take(data, [], textOf, found);
  const [first, ...more] = found;
  if (!first) return [];
  const message = `${first.text.trim()} is a placeholder; what depends on it is not judged${more.length > 0 ? `, nor are ${more.length} more like it` : ''}`;
  return [
    {
      rule: 'reading/placeholder',
      message,
      place: rangeOf(first.path),
      related: more.slice(0, 10).map((m) => ({ place: rangeOf(m.path), message: 'also a placeholder' })),
    },
  ];
}

function take(value: unknown, path: Path, textOf: PathLookup['textOf'], found: { path: Path; text: string }[]): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const here = [...path, key];
    const text = isPlaceholder(item) ? item : isBraced(item) ? textOf(here) : undefined;
    if (!isPlaceholder(text)) {
      take(item, here, textOf, found);
      continue;
    }
    found.push({ path: here, text });
    // A name stays: it identifies the thing, whatever it will be called. So does an item: it counts, whatever it will be.
    if (key !== 'name' && !Array.isArray(value)) forget(value, String(key));
    else if (item !== text) (value as Record<string | number, unknown>)[key] = text;
  }
}

/** What YAML makes of {{ x }} without quotes: a mapping whose only key is a mapping. */
function isBraced(value: unknown): boolean {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0]!.startsWith('{');
}
