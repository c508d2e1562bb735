import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { KINDS, type Kind } from '#read/document';
import type { Path, Range } from '#text/source-file';

/** Where somebody is typing, also in a text that is broken. */
export interface Cursor {
  /** The kind of the document; undefined where it does not say so yet. */
  readonly kind: Kind | undefined;
  /** Of a key: the path of its mapping; of a value: its own. */
  readonly path: Path;
  readonly slot: 'key' | 'value';
  /** The mapping it stands in, as far as it is written. */
  readonly mapping: Readonly<Record<string, unknown>>;
  /** The document, as far as it is written. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The characters of the word there, with its quotes. */
  readonly word: Range;
  /** The quote that has been typed before it. */
  readonly quote: '"' | "'" | undefined;
  /** Whether a blank is missing before what is put in. */
  readonly cramped: boolean;
  /** Whether a colon stands behind the word. */
  readonly hasColon: boolean;
  /** Whether commas and brackets part values here. */
  readonly inFlow: boolean;
}

/** Stands where the cursor is. */
const MARK = 'hvlint0cursor0mark';
/** Longest document that is read for one word. */
const MAX_LENGTH = 500_000;
const MAX_DEPTH = 40;

/** Reads the text around an offset as well as it can be read. Undefined where nothing can be typed that we know of. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = documentStart(text, offset);
  const end = documentEnd(text, offset);
  if (end - start > MAX_LENGTH) return undefined;
  const word = wordAt(text, offset);
  if (!word) return undefined;
  const { range, quote, cramped } = word;
  const before = text.slice(start, range.start);
  const marked = `${before}${cramped ? ' ' : ''}${MARK}`;
  const rest = text.slice(range.end, end);
  const first = look(marked + rest);
  // Without a colon the lines below may be taken for the rest of the key.
  const found = first?.torn && /^[ \t]*(?:\r|\n|$)/.test(rest) ? (look(`${marked}: ${rest}`) ?? first) : first;
  if (!found) return undefined;
  const { torn: _, ...read } = found;
  return { ...read, word: range, quote, cramped, hasColon: /^[ \t]*:/.test(text.slice(range.end, range.end + 20)) };
}

function documentStart(text: string, offset: number): number {
  const found = text.lastIndexOf('\n---', offset - 4);
  return found >= 0 ? found + 1 : 0;
}

function documentEnd(text: string, offset: number): number {
  const found = text.indexOf('\n---', offset);
  return found >= 0 ? found + 1 : text.length;
}

/** The word at the cursor within its line; undefined in a comment. */
function wordAt(
  text: string,
  offset: number,
): { readonly range: Range; readonly quote: Cursor['quote']; readonly cramped: boolean } | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const line = text.slice(lineStart, offset);
  let quote: { readonly sign: '"' | "'"; readonly at: number } | undefined;
  let start = /^[ \t]*(?:-[ \t]+)*/.exec(line)![0].length;
  for (let i = start; i < line.length; i++) {
    const c = line[i]!;
    if (quote) {
      if (c === '\\' && quote.sign === '"') i++;
      else if (c === quote.sign) quote = undefined;
    } else if ((c === '"' || c === "'") && i === start) quote = { sign: c, at: i };
    else if (c === '#' && /[ \t]/.test(line[i - 1] ?? ' ')) return undefined;
    else if (/[[{,]/.test(c) || (c === ':' && /[ \t]/.test(line[i + 1] ?? ''))) {
      start = i + 1 + /^[ \t]*/.exec(line.slice(i + 1))![0].length;
      i = start - 1;
    } else if (c === ':' && line[i - 1] === '"') {
      start = i + 1 + /^[ \t]*/.exec(line.slice(i + 1))![0].length;
      i = start - 1;
    }
  }
  const rest = /^[^\r\n]*/.exec(text.slice(offset, offset + 1000))![0];
  if (quote) {
    const close = rest.indexOf(quote.sign);
    // What comes behind another key belongs to that.
    const own = close >= 0 && !/[:{}[\]]/.test(rest.slice(0, close)) ? close + 1 : 0;
    return { range: { start: lineStart + quote.at, end: offset + own }, quote: quote.sign, cramped: false };
  }
  const typed = line.slice(start);
  const end = offset + /^[\w./-]*/.exec(rest)![0].length;
  // Right behind the colon of a key or the dash of an item.
  if (/^[^\s"'[{]+:$/.test(typed) || typed === '-') return { range: { start: offset, end }, quote: undefined, cramped: true };
  return { range: { start: lineStart + start, end }, quote: undefined, cramped: false };
}

interface Found extends Pick<Cursor, 'kind' | 'path' | 'slot' | 'mapping' | 'data' | 'inFlow'> {
  /** Whether the word was read together with what follows it. */
  readonly torn?: boolean;
}

function look(text: string): Found | undefined {
  let contents: unknown;
  try {
    contents = parseDocument(text, { strict: false, logLevel: 'silent', uniqueKeys: false, keepSourceTokens: false }).contents;
  } catch {
    return undefined;
  }
  const marked = contents === null ? undefined : find(contents as Node, [], {}, false, 0);
  if (!marked) return undefined;
  const data = mappingOf(contents);
  const written = typeof data.kind === 'string' ? data.kind.toLowerCase() : undefined;
  const kind = KINDS.find((each) => each === written);
  // Documents of other tools may have a kind of the same name.
  if (data.apiVersion !== undefined) return undefined;
  return { ...marked, kind, data };
}

function find(
  node: unknown,
  path: Path,
  mapping: Record<string, unknown>,
  inFlow: boolean,
  depth: number,
): Omit<Found, 'kind' | 'data'> | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (isScalar(node)) {
    if (!String(node.value).includes(MARK)) return undefined;
    return { path, slot: 'value', mapping, inFlow, torn: String(node.value).includes(`${MARK} `) };
  }
  if (isSeq(node)) {
    for (const [i, item] of node.items.entries()) {
      const found = find(item, [...path, i], mapping, inFlow || node.flow === true, depth + 1);
      if (found) return found;
    }
    return undefined;
  }
  if (!isMap(node)) return undefined;
  const flow = inFlow || node.flow === true;
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name.includes(MARK)) return { path, slot: 'key', mapping: mappingOf(node), inFlow: flow, torn: name !== MARK };
    const found = find(value, [...path, name], mapping, flow, depth + 1);
    if (found) return found.mapping === mapping ? { ...found, mapping: mappingOf(node) } : found;
  }
  return undefined;
}

function mappingOf(node: unknown): Record<string, unknown> {
  const value = plain(node, 0);
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** The values of a tree, without what stands elsewhere. */
function plain(node: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH || isAlias(node)) return undefined;
  if (isScalar(node)) return typeof node.value === 'string' && node.value.includes(MARK) ? undefined : node.value;
  if (isSeq(node)) return node.items.map((item) => plain(item, depth + 1));
  if (!isMap(node)) return undefined;
  const result: Record<string, unknown> = Object.create(null);
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name !== '' && !name.includes(MARK)) result[name] = plain(value, depth + 1);
  }
  return result;
}
