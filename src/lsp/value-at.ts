import type { ReadFile } from '#read/document';
import type { SyntaxNode } from '#read/syntax-node';
import type { Path } from '#text/source-file';
import type { ValueAt } from './session.ts';

/** The innermost value of our YAML or JSON that an offset stands in. */
export function valueAt(file: ReadFile, offset: number): ValueAt | undefined {
  for (const document of file.documents) {
    const root = document.syntaxNode?.();
    if (!root || !isIn(root, offset)) continue;
    const found = descend(root, offset, []);
    return { document, ...found };
  }
  return undefined;
}

function descend(node: SyntaxNode, offset: number, path: Path): Omit<ValueAt, 'document'> {
  for (const [name, { key, value }] of node.members ?? []) {
    const below = [...path, name];
    if (offset >= key.start && offset <= key.end) return { path: below, part: 'key', node: value };
    if (isIn(value, offset)) return descend(value, offset, below);
  }
  for (const [i, item] of (node.items ?? []).entries()) if (isIn(item, offset)) return descend(item, offset, [...path, i]);
  return { path, part: 'value', node };
}

/** The end counts: the cursor behind the last character still means the word. */
function isIn({ range, whole, members, items }: SyntaxNode, offset: number): boolean {
  const { start, end } = whole ?? range;
  if (offset >= start && offset <= end) return true;
  // A list or mapping may be known by its beginning alone.
  return (
    [...(members?.values() ?? [])].some(({ key, value }) => (offset >= key.start && offset <= key.end) || isIn(value, offset)) ||
    (items ?? []).some((item) => isIn(item, offset))
  );
}
