import { type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, parseAllDocuments, type Scalar } from 'yaml';
import { MAX_ALIAS_NODES, MAX_DEPTH } from './limits.ts';
import type { Problem } from './problem.ts';
import { duplicateKey, endlessAlias, Refused, tooDeep, tooManyAliases } from './refusal.ts';
import { blockScalar, type SyntaxMember, type SyntaxNode } from './syntax-node.ts';
import type { SyntaxResult } from './yaml.ts';

/** Most errors of one file that are told: further ones are mostly echoes of the first. */
const MAX_ERRORS = 5;

/** Reads YAML with the `yaml` package: slower, but it names every error of a broken file and takes what the fast path doubts. */
export function readYamlSlowly(text: string): SyntaxResult {
  const values: unknown[] = [];
  const nodes: SyntaxNode[] = [];
  const problems: Problem[] = [];
  for (const document of parse(text, problems)) {
    const errors = [...document.errors, ...document.warnings.filter((w) => w.code === 'TAG_RESOLVE_FAILED')];
    for (const { message, pos } of errors.slice(0, MAX_ERRORS - problems.length))
      problems.push(
        message.includes('call stack')
          ? tooDeep(pos[0]).problem
          : { rule: 'reading/syntax', message: sentence(message), place: { start: pos[0], end: Math.max(pos[1], pos[0] + 1) } },
      );
    if (errors.length > 0) continue;
    try {
      const node = new Places(text, document, problems).of(document.contents as Node | null);
      values.push(document.toJS({ maxAliasCount: MAX_ALIAS_NODES }));
      nodes.push(node);
    } catch (error) {
      problems.push(error instanceof Refused ? error.problem : conversionProblem(error as Error, document.range[0]));
    }
  }
  return { values, problems, nodes: () => nodes, oddNumbers: true };
}

function parse(text: string, problems: Problem[]): readonly Document.Parsed[] {
  try {
    const documents = parseAllDocuments(text, {
      version: '1.2',
      merge: true,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    // The package descends level by level: a text nested without measure ends its stack, and nothing else makes it throw.
    if (!(error instanceof RangeError)) throw error;
    problems.push(tooDeep(0).problem);
    return [];
  }
}

function conversionProblem(error: Error, start: number): Problem {
  const place = { start, end: start + 1 };
  if (error.message.includes('alias count')) return tooManyAliases(place).problem;
  return { rule: 'reading/syntax', message: sentence(error.message), place };
}

function badMerge(place: SyntaxNode['range']): Refused {
  const message = 'what << merges in must be a mapping, or a list of mappings';
  return new Refused({
    rule: 'reading/syntax',
    message,
    place: { start: place.start, end: Math.max(place.end, place.start + 1) },
  });
}

function sentence(message: string): string {
  return message.replace(/\s+/g, ' ').replace(/ at line \d+, column \d+:?.*$/, '');
}

/** Makes the places of one document. Aliases share the node of what they name. */
class Places {
  private readonly known = new Map<Node, SyntaxNode>();
  private readonly open = new Set<Node>();

  constructor(
    private readonly text: string,
    private readonly document: Document.Parsed,
    private readonly problems: Problem[],
  ) {}

  of(node: Node | null): SyntaxNode {
    const range = { start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 };
    if (!node) return { range };
    if (isAlias(node)) {
      const target = node.resolve(this.document);
      const message = `Unresolved alias (the anchor must be set before the alias): ${node.source}`;
      if (!target) throw new Refused({ rule: 'reading/syntax', message, place: range });
      if (this.open.has(target)) throw endlessAlias(node.source, range);
      return this.known.get(target) ?? this.of(target);
    }
    if (this.open.size > MAX_DEPTH) throw tooDeep(range.start);
    this.open.add(node);
    const made = isSeq(node)
      ? { range, items: node.items.map((item) => this.of(item as Node)) }
      : isMap(node)
        ? this.mapping(node.items, range)
        : this.scalar(node as Scalar, range);
    this.open.delete(node);
    this.known.set(node, made);
    return made;
  }

  private mapping(pairs: readonly unknown[], range: SyntaxNode['range']): SyntaxNode {
    const members = new Map<string, SyntaxMember>();
    const merged: SyntaxNode[] = [];
    for (const pair of pairs) {
      if (!isPair(pair)) continue;
      const key = pair.key as Node;
      // The package makes a symbol of the merge key, and of no other.
      const merge = isScalar(key) && typeof key.value === 'symbol';
      const name = isScalar(key) ? String(key.value ?? '') : String(key);
      const keyRange = { start: key.range?.[0] ?? 0, end: key.range?.[1] ?? 0 };
      const value = this.of(pair.value as Node | null);
      if (merge) {
        if (!(value.items ?? [value]).every((source) => source.members)) throw badMerge(value.range);
        merged.push(value);
        continue;
      }
      if (members.has(name)) this.problems.push(duplicateKey(name, 'mapping', keyRange));
      members.set(name, { key: keyRange, value });
    }
    // A pair in a flow list, [a: b], is a mapping that begins with its key.
    const [first] = members.values();
    const whole = { start: Math.min(range.start, first?.key.start ?? range.start), end: range.end };
    return merged.length > 0 ? { range: whole, members, merged } : { range: whole, members };
  }

  private scalar(node: Scalar, range: SyntaxNode['range']): SyntaxNode {
    if (node.type === 'PLAIN') return { range, plain: true };
    if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') return { range };
    // The range begins with the `|` or `>`; the text begins on the line below.
    const line = this.text.indexOf('\n', range.start) + 1;
    return blockScalar(this.text, { start: Math.min(line === 0 ? range.end : line, range.end), end: range.end });
  }
}
