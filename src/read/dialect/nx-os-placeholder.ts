import type { Range } from '#text/source-file';
import { isPlaceholder } from '../placeholder.ts';

/** Shapes that are no values of numbers, lists, names of policies or addresses: <<x>>, <x>, {{ x }}, [X], $X$, ${x}. */
const INSIDE = /<<[^<>]*>>|<[A-Za-z][\w -]*>|\{\{[^{}]*\}\}|\[[A-Za-z][\w -]*\]|\$\w+\$|\$\{\w+\}/;

/** A placeholder inside a value: where it stands and how it is written. */
export interface Placeholder {
  readonly range: Range;
  readonly text: string;
}

/** The first placeholder in a value. */
export function placeholderIn(value: Range & { readonly text: string }): Placeholder | undefined {
  const match = INSIDE.exec(value.text);
  if (!match) return undefined;
  const start = value.start + match.index;
  return { range: { start, end: start + match[0].length }, text: match[0] };
}

/** The same for descriptions and names, where brackets are common: only a value that is nothing but a placeholder is one. */
export function placeholderAs(value: Range & { readonly text: string }): Placeholder | undefined {
  const { text } = value;
  return isPlaceholder(text) || /^\$\w+\$$/.test(text) ? { range: { start: value.start, end: value.end }, text } : undefined;
}
