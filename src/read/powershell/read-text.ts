import { isDoubleQuote, isLineEnd, isSingleQuote, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readStatements } from './read-statement.ts';
import type { Expression, GroupNode, TextNode, VariableNode } from './syntax-tree.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
};

/** Text in quotes at the cursor, or undefined when none starts there. Text that is never closed ends with the file. */
export function readQuoted(cursor: Cursor): TextNode | undefined {
  const c = cursor.c();
  if (c === '@' && (isSingleQuote(cursor.peek()) || isDoubleQuote(cursor.peek()))) return readHere(cursor);
  if (isSingleQuote(c)) return readSingle(cursor);
  return isDoubleQuote(c) ? readDouble(cursor) : undefined;
}

function readSingle(cursor: Cursor): TextNode {
  const start = cursor.at++;
  let text = '';
  while (!cursor.done) {
    if (!isSingleQuote(cursor.c())) text += run(cursor, NOT_SINGLE);
    else if (isSingleQuote(cursor.peek())) {
      text += cursor.c();
      cursor.at += 2;
    } else break;
  }
  cursor.at = Math.min(cursor.at + 1, cursor.text.length);
  return { sort: 'text', parts: [text], quotes: 'single', range: cursor.from(start) };
}

const NOT_SINGLE = /[^'\u2018-\u201b]+/y;
/** Characters of text that expands which stand for themselves. */
const PLAIN = /[^"\u201c-\u201e`$\r\n]+/y;
const NOT_LINE_END = /[^\r\n]+/y;
const PLAIN_WORD = /[^\s(){};,|&<>`$"'\u2018-\u201e]+/y;

/** The longest text at the cursor that is made of such characters; one character where there is none. */
function run(cursor: Cursor, characters: RegExp): string {
  characters.lastIndex = cursor.at;
  const text = characters.exec(cursor.text)?.[0] ?? cursor.text[cursor.at] ?? '';
  cursor.at += text.length;
  return text;
}

function readDouble(cursor: Cursor): TextNode {
  const start = cursor.at++;
  const parts = new Parts();
  while (!cursor.done) {
    if (isDoubleQuote(cursor.c())) {
      if (!isDoubleQuote(cursor.peek())) break;
      parts.add(cursor.c()!);
      cursor.at += 2;
    } else readPart(cursor, parts);
  }
  cursor.at = Math.min(cursor.at + 1, cursor.text.length);
  return { sort: 'text', parts: parts.all, quotes: 'double', range: cursor.from(start) };
}

/** `@"` at the end of a line, up to `"@` at the start of one. */
function readHere(cursor: Cursor): TextNode | undefined {
  const start = cursor.at;
  const head = /@.[ \t]*(?:\r\n|\n|\r)/y;
  head.lastIndex = start;
  const match = head.exec(cursor.text);
  if (!match) return undefined;
  const isEnd = isSingleQuote(cursor.peek()) ? isSingleQuote : isDoubleQuote;
  const expands = isDoubleQuote(cursor.peek());
  const parts = new Parts();
  cursor.at += match[0].length;
  let lineStart = true;
  while (!cursor.done) {
    if (lineStart && isEnd(cursor.c()) && cursor.peek() === '@') break;
    lineStart = cursor.c() === '\n' || (cursor.c() === '\r' && cursor.peek() !== '\n');
    if (expands) readPart(cursor, parts);
    else parts.add(run(cursor, NOT_LINE_END));
  }
  cursor.at = Math.min(cursor.at + 2, cursor.text.length);
  return { sort: 'text', parts: parts.all.map(withoutLastLineEnd), quotes: 'here', range: cursor.from(start) };
}

/** The line end before the closing mark is no part of the text. */
function withoutLastLineEnd(part: string | Expression, i: number, all: readonly (string | Expression)[]): string | Expression {
  return typeof part === 'string' && i === all.length - 1 ? part.replace(/(?:\r\n|\n|\r)$/, '') : part;
}

/** Literal text and what is worked out, in order. */
class Parts {
  readonly all: (string | Expression)[] = [];

  add(part: string | Expression): void {
    const last = this.all.length - 1;
    const before = this.all[last];
    if (typeof part === 'string' && typeof before === 'string') this.all[last] = before + part;
    else this.all.push(part);
  }
}

/** One character, escape, variable or `$( … )` of text that expands. */
function readPart(cursor: Cursor, parts: Parts): void {
  const c = cursor.c();
  if (c === '`' && cursor.peek() !== undefined) {
    const next = cursor.peek()!;
    parts.add(isLineEnd(next) ? next : (ESCAPES[next] ?? next));
    cursor.at += 2;
  } else if (c === '$') parts.add(readVariable(cursor, true) ?? cursor.text[cursor.at++]!);
  else parts.add(run(cursor, PLAIN));
}

/** `$name`, `$scope:name`, `${name}` or `$( … )` at the cursor; undefined when the dollar is one. Inside text, `:` must be followed by a name. */
export function readVariable(cursor: Cursor, inText: boolean): VariableNode | GroupNode | undefined {
  const start = cursor.at;
  const next = cursor.peek();
  if (next === '(') {
    cursor.at += 2;
    const statements = cursor.nested(() => readStatements(cursor, ')'));
    cursor.take(')');
    return { sort: 'group', open: '$(', statements, range: cursor.from(start) };
  }
  if (next === '{') {
    const end = cursor.text.indexOf('}', start);
    cursor.at = end < 0 ? cursor.text.length : end + 1;
    return variable(cursor.text.slice(start + 2, end < 0 ? undefined : end), false, cursor, start);
  }
  if (next !== undefined && /[?$^]/.test(next) && !isWord(cursor.peek(2))) {
    cursor.at += 2;
    return variable(next, false, cursor, start);
  }
  if (!isWord(next) && !(next === '?' && isWord(cursor.peek(2)))) return undefined;
  cursor.at++;
  while (isWord(cursor.c()) || cursor.c() === '?') cursor.at++;
  if (cursor.c() === ':' && cursor.peek() !== ':' && (isWord(cursor.peek()) || (!inText && cursor.peek() === '?'))) {
    cursor.at++;
    while (isWord(cursor.c()) || cursor.c() === '?') cursor.at++;
  }
  return variable(cursor.text.slice(start + 1, cursor.at), false, cursor, start);
}

function variable(written: string, splat: boolean, cursor: Cursor, start: number): VariableNode {
  const colon = written.indexOf(':');
  return {
    sort: 'variable',
    name: written.slice(colon + 1),
    scope: colon < 0 ? '' : written.slice(0, colon).toLowerCase(),
    splat,
    range: cursor.from(start),
  };
}

/** `@name`, which hands a table or list over as parameters. */
export function readSplat(cursor: Cursor): VariableNode {
  const start = cursor.at++;
  while (isWord(cursor.c()) || (cursor.c() === ':' && isWord(cursor.peek()))) cursor.at++;
  return variable(cursor.text.slice(start + 1, cursor.at), true, cursor, start);
}

/** What ends a bare word. */
const WORD_END = /[\s(){};,|&<>]/;

/**
 * A word without quotes, as arguments and command names are written; it may hold variables and quoted parts. `first` is what was read of it
 * already.
 */
export function readBare(cursor: Cursor, first?: Expression): TextNode {
  const start = first?.range.start ?? cursor.at;
  const parts = new Parts();
  if (first) parts.add(first);
  while (!cursor.done) {
    const c = cursor.c()!;
    if (c === '`' && cursor.peek() !== undefined && !isLineEnd(cursor.peek())) {
      parts.add(ESCAPES[cursor.peek()!] ?? cursor.peek()!);
      cursor.at += 2;
    } else if (c === '`') {
      // A backtick at the end of the line continues the command, or of the file stands alone.
      if (cursor.peek() === undefined) cursor.at++;
      break;
    } else if (WORD_END.test(c)) {
      if (c === '(' && cursor.at > start) {
        // A call written like a method of a word: no value anybody can tell.
        cursor.at++;
        const statements = cursor.nested(() => readStatements(cursor, ')'));
        cursor.take(')');
        parts.add({ sort: 'group', open: '(', statements, range: cursor.from(start) });
      } else break;
    } else if (c === '$') parts.add(readVariable(cursor, false) ?? cursor.text[cursor.at++]!);
    else if (cursor.at > start && (isSingleQuote(c) || isDoubleQuote(c)))
      for (const part of readQuoted(cursor)!.parts) parts.add(part);
    else parts.add(run(cursor, PLAIN_WORD));
  }
  return { sort: 'text', parts: parts.all, quotes: 'bare', range: cursor.from(start) };
}
