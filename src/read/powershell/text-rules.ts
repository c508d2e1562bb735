import type { Problem } from '../problem.ts';
import type { BlockNode } from './syntax-tree.ts';

/** What is wrong about the text of a script, wherever it stands: typographic quotes around strings, marks of a merge conflict. */
export function checkText(root: BlockNode, text: string): Problem[] {
  return [...conflicts(text), ...quotes(root, text)];
}

/** Lines that a merge left behind. */
function* conflicts(text: string): Generator<Problem> {
  const marks = /^(?:<{7}|>{7}) [^\r\n]*/gm;
  for (const match of text.matchAll(marks))
    yield {
      rule: 'script/conflict-marker',
      message: 'a merge conflict was committed: both sides are in the script',
      place: { start: match.index, end: match.index + match[0].length },
      key: `conflict:${match[0].trim()}`,
    };
}

/** Strings in typographic quotes. Every node of the tree is looked at once; no recursion, so depth does not matter. */
function* quotes(root: BlockNode, text: string): Generator<Problem> {
  if (!/[\u2018-\u201e]/.test(text)) return;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const node = open.pop();
    if (node === null || typeof node !== 'object') continue;
    const { sort, quotes: kind, range } = node as { sort?: string; quotes?: string; range?: { start: number; end: number } };
    if (sort === 'text' && range && (kind === 'single' || kind === 'double')) {
      const [first, last] = [text[range.start]!, text[range.end - 1]!];
      const curly = /[\u2018-\u201e]/;
      if (curly.test(first) || (range.end - range.start > 1 && curly.test(last))) {
        const quote = kind === 'single' ? "'" : '"';
        const inner = text.slice(range.start + 1, range.end - 1);
        yield {
          rule: 'script/smart-quotes',
          message: `${curly.test(first) ? first : last} is a typographic quote; PowerShell takes it, other tools do not`,
          place: range,
          key: inner,
          ...(inner.includes(quote)
            ? {}
            : { fix: { title: `Write ${quote}`, safe: true, range: () => range, text: `${quote}${inner}${quote}` } }),
        };
      }
    }
    for (const value of Array.isArray(node) ? node : Object.values(node)) if (typeof value === 'object') open.push(value);
  }
}
