import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, parseAllDocuments } from 'yaml';
import { MAX_ALIAS_NODES } from './limits.ts';
import type { Problem } from './problem.ts';
import type { SyntaxMember, SyntaxNode } from './syntax-node.ts';
import type { SyntaxResult } from './yaml.ts';

/** Most errors of one file that are told: further ones are mostly echoes of the first. */
const MAX_ERRORS = 5;

/** Reads YAML with the `yaml` package: slower, but it names every error of a broken file and takes what the fast path doubts. */
export function readYamlSlowly(text: string): SyntaxResult {
  const documents = parseAllDocuments(text, {
    version: '1.2',
    merge: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const values: unknown[] = [];
  const nodes: SyntaxNode[] = [];
  const problems: Problem[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    const errors = [...document.errors, ...document.warnings.filter((w) => w.code === 'TAG_RESOLVE_FAILED')];
    for (const error of errors.slice(0, MAX_ERRORS - problems.length))
      problems.push({
        rule: 'reading/syntax',
        message: sentence(error.message),
        place: { start: error.pos[0], end: Math.max(error.pos[1], error.pos[0] + 1) },
      });
    if (errors.length > 0) continue;
    try {
      values.push(document.toJS({ maxAliasCount: MAX_ALIAS_NODES }));
      nodes.push(nodeOf(document.contents as Node | null, document));
    } catch (error) {
      const limit = error instanceof Error && error.message.includes('alias count');
      problems.push({
        rule: limit ? 'reading/limit' : 'reading/syntax',
        message: limit
          ? `aliases expand to more than ${MAX_ALIAS_NODES.toLocaleString('en')} values; hvlint does not read further`
          : sentence((error as Error).message),
        place: { start: document.range[0], end: document.range[0] + 1 },
      });
    }
  }
  return { values, problems, nodes: () => nodes };
}

function sentence(message: string): string {
  return message.replace(/\s+/g, ' ').replace(/ at line \d+, column \d+:?.*$/, '');
}

function nodeOf(node: Node | null, document: Document.Parsed | Document): SyntaxNode {
  const range = { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 };
  if (isAlias(node)) return nodeOf(node.resolve(document as Document) ?? null, document);
  if (isSeq(node)) return { range, items: node.items.map((item) => nodeOf(item as Node, document)) };
  if (isMap(node)) {
    const members = new Map<string, SyntaxMember>();
    const merged: SyntaxNode[] = [];
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const key = pair.key as Node;
      const name = isScalar(key) ? String(key.value) : String(key);
      const value = nodeOf(pair.value as Node | null, document);
      if (name === '<<' && (value.members || value.items)) merged.push(...(value.items ?? [value]));
      else members.set(name, { key: { start: key.range?.[0] ?? 0, end: key.range?.[1] ?? 0 }, value });
    }
    return merged.length > 0 ? { range, members, merged } : { range, members };
  }
  return isScalar(node) && node.type === 'PLAIN' ? { range, plain: true } : { range };
}
