import type { Path, Range, SourceFile } from '#text/source-file';
import type { Problem } from './problem.ts';

/** A value somebody is still to fill in: << Replace >>, {{ var }}, [PLACEHOLDER], $NAME_PLACEHOLDER$. */
const PLACEHOLDER =
  /^\s*(?:<<.*>>|<[A-Z][A-Z0-9_ -]*>|\{\{.*\}\}|\[[A-Z][A-Z0-9_]{2,}\]|\$[A-Z0-9_]*PLACEHOLDER[A-Z0-9_]*\$)\s*$/;
const ANYWHERE = /<<[^\n]*>>|<[A-Z][A-Z0-9_ -]*>|\{\{|\[[A-Z][A-Z0-9_]{2,}\]|PLACEHOLDER/;

export function isPlaceholder(value: unknown): value is string {
  return typeof value === 'string' && PLACEHOLDER.test(value);
}

/** Takes placeholders out of a document, so that nothing is judged by them, and reports them once per document. */
export function placeholders(file: SourceFile, data: unknown, rangeOf: (path: Path) => Range): Problem[] {
  if (!ANYWHERE.test(file.text)) return [];
  const found: { path: Path; text: string }[] = [];
  take(data, [], found);
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

function take(value: unknown, path: Path, found: { path: Path; text: string }[]): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const here = [...path, key];
    if (!isPlaceholder(item)) {
      take(item, here, found);
      continue;
    }
    // A name stays: it identifies the thing, whatever it will be called.
    found.push({ path: here, text: item });
    if (key !== 'name' && !Array.isArray(value)) delete (value as Record<string | number, unknown>)[key];
  }
}
