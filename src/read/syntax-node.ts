import type { Path, Range } from '#text/source-file';

/**
 * Where the parts of a parsed text stand. Built only for files that have findings: most files are read for their values alone.
 * Ranges of scalars include their quotes.
 */
export interface SyntaxNode {
  readonly range: Range;
  /** Members of a mapping, in the order written; a repeated key keeps its last member, as its value does. */
  readonly members?: ReadonlyMap<string, SyntaxMember>;
  readonly items?: readonly SyntaxNode[];
  /** What is merged in with `<<`, nearest first: mappings, and lists of them. */
  readonly merged?: readonly SyntaxNode[];
  /** All of a block scalar; its range is only its first line. */
  readonly whole?: Range;
  /** Whether the scalar is written without quotes. */
  readonly plain?: boolean;
}

export interface SyntaxMember {
  readonly key: Range;
  readonly value: SyntaxNode;
}

function member(node: SyntaxNode, key: string): SyntaxMember | undefined {
  const own = node.members?.get(key);
  if (own) return own;
  for (const source of node.merged ?? []) {
    for (const mapping of source.items ?? [source]) {
      const found = member(mapping, key);
      if (found) return found;
    }
  }
  return undefined;
}

/** The node of a block scalar whose lines stand at `whole`: shown by its first line that is not empty. */
export function blockScalar(text: string, whole: Range): SyntaxNode {
  const start = whole.start + (/^\s*/.exec(text.slice(whole.start, whole.end))?.[0].length ?? 0);
  const length = text.slice(start, whole.end).search(/[\r\n]/);
  return { range: { start, end: length < 0 ? whole.end : start + length }, whole };
}

/** The node at a path, with the range of its key where it has one, or undefined when the text has no such value. */
export function nodeAt(root: SyntaxNode, path: Path): { node: SyntaxNode; key?: Range } | undefined {
  let node = root;
  let key: Range | undefined;
  for (const step of path) {
    if (typeof step === 'number') {
      const item = node.items?.[step];
      // One thing may stand where a list of one is meant.
      if (!item) return undefined;
      node = item;
      key = undefined;
    } else {
      const found = member(node, step);
      if (!found) return undefined;
      node = found.value;
      key = found.key;
    }
  }
  return key ? { node, key } : { node };
}

/**
 * The characters that stand for a path. A scalar is its own place; a list or mapping is shown by its key, a nameless item
 * of a list by the value of its `name` or its first member; a value that is not written by its nearest ancestor that is.
 */
export function rangeAt(root: SyntaxNode, path: Path, part: 'key' | 'value' = 'value'): Range {
  for (let length = path.length; length >= 0; length--) {
    const found = nodeAt(root, path.slice(0, length));
    if (!found) continue;
    const whole = length === path.length;
    if (whole && part === 'key' && found.key) return found.key;
    const { node } = found;
    if (!node.members && !node.items) return node.range.start === node.range.end && found.key ? found.key : node.range;
    if (found.key && !node.members?.has('name')) return found.key;
    const name = node.members?.get('name') ?? node.members?.values().next().value;
    if (name && !name.value.members && !name.value.items) return name.value.range;
    if (name) return name.key;
    return found.key ?? { start: node.range.start, end: Math.min(node.range.end, node.range.start + 1) };
  }
  return { start: 0, end: 0 };
}
