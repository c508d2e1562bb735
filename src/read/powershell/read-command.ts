import { isBlank, isDash, isDoubleQuote, isLineEnd, isSingleQuote, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readPostfix, readPrimary } from './read-expression.ts';
import { numberOf } from './read-number.ts';
import { readBare, readQuoted, readSplat, readVariable } from './read-text.ts';
import type { CommandNode, Expression, NumberNode, ParameterNode, TextNode } from './syntax-tree.ts';

/** A command at the cursor with everything behind it up to the end of the statement or the next `|`. Undefined when there is none. */
export function readCommand(cursor: Cursor): CommandNode | undefined {
  const start = cursor.at;
  let invoked: '&' | '.' | undefined;
  if (cursor.c() === '&' || (cursor.c() === '.' && (isBlank(cursor.peek()) || /[$'"({\\/.]/.test(cursor.peek() ?? '')))) {
    invoked = cursor.c() as '&' | '.';
    cursor.at++;
    cursor.blanks();
  }
  const name = invoked ? readArgument(cursor) : readBareOrQuoted(cursor);
  if (!name) {
    cursor.at = start;
    return undefined;
  }
  const elements: (ParameterNode | Expression)[] = [];
  for (;;) {
    cursor.blanks();
    if (atEnd(cursor)) break;
    const before = cursor.at;
    const element = readPlaceholder(cursor) ?? (redirection(cursor) ? undefined : readElement(cursor));
    if (element) elements.push(element);
    if (cursor.at === before) cursor.at++;
  }
  const end = elements.at(-1)?.range.end ?? name.range.end;
  return { sort: 'command', invoked, name, elements, range: { start, end } };
}

/** Whether a command ends here. */
function atEnd(cursor: Cursor): boolean {
  const c = cursor.c();
  return (
    c === undefined || isLineEnd(c) || c === ';' || c === '|' || c === ')' || c === '}' || (c === '&' && !isWord(cursor.peek()))
  );
}

/** `<VM name>`: no PowerShell, but what stands for a value in printed commands and in templates. Its value nobody can tell. */
function readPlaceholder(cursor: Cursor): Expression | undefined {
  const words = /<[A-Za-z][\w .-]{0,60}>(?![^\s;|)}])/y;
  words.lastIndex = cursor.at;
  const text = words.exec(cursor.text)?.[0];
  if (text === undefined) return undefined;
  const start = cursor.at;
  cursor.at += text.length;
  return { sort: 'cast', type: 'placeholder', operand: undefined, range: cursor.from(start) };
}

/** `> file`, `2>&1`, `*>> file`: no argument. */
function redirection(cursor: Cursor): boolean {
  const match = /(?:[1-6*]?>{1,2}|<)(?:&[12])?/y;
  match.lastIndex = cursor.at;
  const text = match.exec(cursor.text)?.[0];
  if (text === undefined) return false;
  cursor.at += text.length;
  if (text.includes('&')) return true;
  cursor.blanks();
  if (!atEnd(cursor)) readArgument(cursor);
  return true;
}

function readElement(cursor: Cursor): ParameterNode | Expression | undefined {
  const c = cursor.c();
  if (isDash(c) && /[\p{L}_?]/u.test(cursor.peek() ?? '')) return readParameter(cursor);
  if (c === '@' && isWord(cursor.peek())) return readSplat(cursor);
  return readArguments(cursor);
}

function readParameter(cursor: Cursor): ParameterNode {
  const start = cursor.at++;
  const nameStart = cursor.at;
  while (!cursor.done && !/[\s(){};,|&:.[=]/.test(cursor.c()!) && !isSingleQuote(cursor.c()) && !isDoubleQuote(cursor.c()))
    cursor.at++;
  const name = cursor.text.slice(nameStart, cursor.at);
  if (cursor.c() !== ':') return { sort: 'parameter', name, value: undefined, range: cursor.from(start) };
  cursor.at++;
  const { at } = cursor;
  cursor.blanks();
  const value = atEnd(cursor) ? undefined : readArguments(cursor);
  if (!value) cursor.at = at;
  return { sort: 'parameter', name, value, range: cursor.from(start) };
}

/** An argument, or several joined by commas. */
function readArguments(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  const first = readArgument(cursor);
  if (!first) return undefined;
  const items = [first];
  for (;;) {
    const before = cursor.at;
    cursor.blanks();
    if (cursor.c() !== ',') {
      cursor.at = before;
      break;
    }
    cursor.at++;
    cursor.blanksAndLines();
    const item = readArgument(cursor);
    if (!item) break;
    items.push(item);
  }
  return items.length === 1 ? first : { sort: 'list', items, range: cursor.from(start) };
}

/** One argument: a value, or a word. */
function readArgument(cursor: Cursor): Expression | undefined {
  const c = cursor.c();
  const start = cursor.at;
  if (c === '(' || c === '{' || (c === '@' && /[({'"\u2018-\u201f]/.test(cursor.peek() ?? ''))) return readOne(cursor);
  if (c === '$') {
    const variable = readVariable(cursor, false);
    if (!variable) return readBare(cursor);
    const value = readPostfix(cursor, variable);
    // `$root\folder` and `$net"0"` are one word.
    return endsArgument(cursor) ? value : readBare(cursor, value);
  }
  const quoted = readQuoted(cursor);
  if (quoted) return readPostfix(cursor, quoted);
  const bare = readBare(cursor);
  return cursor.at > start ? (asNumber(bare) ?? bare) : undefined;
}

/** A word that is a number is one, as in `-VlanId 42` and `-StorageBandwidth 10GB`; its text stays as written. */
function asNumber({ parts, range }: TextNode): NumberNode | undefined {
  const [text] = parts;
  if (parts.length !== 1 || typeof text !== 'string' || text.length !== range.end - range.start) return undefined;
  const value = /^[-\u2013-\u2015+]?\.?\d/.test(text) ? numberOf(text) : undefined;
  return value === undefined ? undefined : { sort: 'number', value, text, range };
}

/** A value in brackets and what is asked of it. Operators bind in expressions only: `(1) + 2` as arguments are three words. */
function readOne(cursor: Cursor): Expression | undefined {
  const value = readPrimary(cursor);
  return value && readPostfix(cursor, value);
}

function endsArgument(cursor: Cursor): boolean {
  const c = cursor.c();
  return c === undefined || /[\s(){};,|&<>`]/.test(c);
}

function readBareOrQuoted(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  const bare = readBare(cursor);
  return cursor.at > start ? bare : undefined;
}
