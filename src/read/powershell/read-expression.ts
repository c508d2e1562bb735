import { isBlank, isDash, isLineEnd, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { isNumberAt, readNumber } from './read-number.ts';
import { readBlock, readStatement, readStatements } from './read-statement.ts';
import { readQuoted, readSplat, readVariable } from './read-text.ts';
import type { Expression, GroupNode, Statement, TableNode } from './syntax-tree.ts';

/** Comparisons and the like, which bind equally; each also with c (case counts) and i (it does not) before the name. */
const COMPARISONS = 'eq ne gt ge lt le like notlike match notmatch contains notcontains in notin replace split'
  .split(' ')
  .flatMap((name) => [name, `c${name}`, `i${name}`])
  .concat(['is', 'isnot', 'as', 'join', 'shl', 'shr']);

/**
 * Operators and how tightly they bind, loosest first; commas bind more tightly than all of them.
 * Source: PowerShell language specification, 7 (operator precedence).
 */
const LEVEL_OF: ReadonlyMap<string, number> = new Map(
  [
    ['-and', '-or', '-xor'],
    ['-band', '-bor', '-bxor'],
    COMPARISONS.map((name) => `-${name}`),
    ['+', '-'],
    ['*', '/', '%'],
    ['-f'],
    ['..'],
  ].flatMap((operators, level) => operators.map((operator) => [operator, level] as const)),
);

/** An expression at the cursor; undefined when none starts there. */
export function readExpression(cursor: Cursor): Expression | undefined {
  return cursor.nested(() => readBinary(cursor, 0, readList));
}

/** The same without a list: a comma ends it. */
export function readOperand(cursor: Cursor): Expression | undefined {
  return cursor.nested(() => readBinary(cursor, 0, readUnary));
}

/** Operands joined by operators that bind at least as tightly as `least`; those of one level are taken from left to right. */
function readBinary(cursor: Cursor, least: number, operand: (cursor: Cursor) => Expression | undefined): Expression | undefined {
  let left = operand(cursor);
  while (left) {
    const before = cursor.at;
    cursor.blanks();
    const operator = operatorAt(cursor);
    const level = operator === undefined ? undefined : LEVEL_OF.get(operator);
    if (operator === undefined || level === undefined || level < least) {
      cursor.at = before;
      break;
    }
    cursor.at += operator.length;
    cursor.blanksAndLines();
    const right = readBinary(cursor, level + 1, operand);
    if (!right) break;
    left = { sort: 'binary', operator, left, right, range: { start: left.range.start, end: right.range.end } };
  }
  return left;
}

/** The binary operator the text goes on with, in lower case and with an ASCII dash. */
function operatorAt(cursor: Cursor): string | undefined {
  const c = cursor.c();
  if (isDash(c)) {
    if (!isWord(cursor.peek())) return isDash(cursor.peek()) || cursor.peek() === '=' ? undefined : '-';
    const word = /[A-Za-z]+/y;
    word.lastIndex = cursor.at + 1;
    const name = word.exec(cursor.text)?.[0].toLowerCase();
    return name !== undefined && LEVEL_OF.has(`-${name}`) ? `-${name}` : '-';
  }
  if (c === '.' && cursor.peek() === '.') return '..';
  return c === '+' || c === '*' || c === '/' || c === '%'
    ? cursor.peek() === c || cursor.peek() === '='
      ? undefined
      : c
    : undefined;
}

/** Values joined by commas; a comma may stand before the first. */
function readList(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  if (cursor.c() === ',') {
    cursor.at++;
    cursor.blanks();
    const item = readUnary(cursor);
    return item && { sort: 'list', items: [item], range: cursor.from(start) };
  }
  const first = readUnary(cursor);
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
    const item = readUnary(cursor);
    if (!item) break;
    items.push(item);
  }
  return items.length === 1 ? first : { sort: 'list', items, range: cursor.from(start) };
}

const UNARY_WORDS = ['not', 'bnot', 'split', 'csplit', 'isplit', 'join'];

function readUnary(cursor: Cursor): Expression | undefined {
  return cursor.nested(() => {
    const start = cursor.at;
    const operator = unaryAt(cursor);
    if (operator !== undefined) {
      cursor.at += operator.length;
      cursor.blanks();
      const operand = readUnary(cursor);
      return operand && { sort: 'unary', operator, operand, range: cursor.from(start) };
    }
    if (cursor.c() === '[') {
      const type = readType(cursor);
      if (type === undefined) return undefined;
      const end = cursor.at;
      cursor.blanks();
      // A type followed by a value converts it; `[type]::Name` asks the type itself.
      const converts = cursor.c() !== ':' && startsExpression(cursor) && !isDash(cursor.c());
      if (converts) {
        const operand = readUnary(cursor);
        return { sort: 'cast', type, operand, range: cursor.from(start) };
      }
      cursor.at = end;
      return readPostfix(cursor, { sort: 'cast', type, operand: undefined, range: cursor.from(start) });
    }
    const primary = readPrimary(cursor);
    return primary && readPostfix(cursor, primary);
  });
}

function unaryAt(cursor: Cursor): string | undefined {
  const c = cursor.c();
  if (c === '!') return '!';
  if (c === '+' && cursor.peek() !== '=') return cursor.peek() === '+' ? '++' : '+';
  if (!isDash(c)) return undefined;
  if (isDash(cursor.peek())) return '--';
  const word = /[A-Za-z]+/y;
  word.lastIndex = cursor.at + 1;
  const name = word.exec(cursor.text)?.[0].toLowerCase();
  if (name !== undefined) return UNARY_WORDS.includes(name) ? `-${name}` : undefined;
  return /[\d.]/.test(cursor.peek() ?? '') ? undefined : '-';
}

/** Whether an expression, and not a command, starts at the cursor. */
export function startsExpression(cursor: Cursor): boolean {
  const c = cursor.c();
  if (c === undefined) return false;
  if (isDash(c)) return /[\d.]/.test(cursor.peek() ?? '') || unaryAt(cursor) !== undefined;
  if (c === '$' || c === '(' || c === '[' || c === '{' || c === ',' || c === '!' || c === '+') return true;
  if (c === '@') return /[({'"\u2018-\u201f]/.test(cursor.peek() ?? '');
  if (/['"\u2018-\u201b\u201c-\u201e]/.test(c)) return true;
  return isNumberAt(cursor);
}

/** One value without what is asked of it: a variable, text, number, or something in brackets. */
export function readPrimary(cursor: Cursor): Expression | undefined {
  const c = cursor.c();
  const start = cursor.at;
  if (c === '$') return readVariable(cursor, false);
  if (c === '(') return readGroup(cursor, '(');
  if (c === '{') return readBlock(cursor);
  if (c === '@') {
    if (cursor.peek() === '(') return readGroup(cursor, '@(');
    if (cursor.peek() === '{') return readTable(cursor);
    const here = readQuoted(cursor);
    if (here) return here;
    return isWord(cursor.peek()) ? readSplat(cursor) : undefined;
  }
  const quoted = readQuoted(cursor);
  if (quoted) return quoted;
  if (isDash(c) || /[\d.]/.test(c ?? '')) {
    const number = readNumber(cursor);
    if (number) return number;
    cursor.at = start;
  }
  return undefined;
}

function readGroup(cursor: Cursor, open: '(' | '@('): GroupNode {
  const start = cursor.at;
  cursor.at += open.length;
  const statements = cursor.nested(() => readStatements(cursor, ')'));
  cursor.take(')');
  return { sort: 'group', open, statements, range: cursor.from(start) };
}

/** `[type]`, with arguments and array marks; undefined when the bracket is never closed on its line. */
export function readType(cursor: Cursor): string | undefined {
  const start = cursor.at;
  let depth = 0;
  for (let at = start; at < cursor.text.length && at < start + 500; at++) {
    const c = cursor.text[at];
    if (c === '[') depth++;
    else if (c === ']' && --depth === 0) {
      cursor.at = at + 1;
      return cursor.text.slice(start + 1, at).trim();
    }
  }
  return undefined;
}

/** Members, indexes and calls behind a value, without a blank before them. */
export function readPostfix(cursor: Cursor, target: Expression): Expression {
  let value = target;
  for (;;) {
    const c = cursor.c();
    const { start } = value.range;
    if (
      (c === '.' && cursor.peek() !== '.' && !isBlank(cursor.peek()) && !isLineEnd(cursor.peek())) ||
      (c === ':' && cursor.peek() === ':')
    ) {
      const isStatic = c === ':';
      const before = cursor.at;
      cursor.at += isStatic ? 2 : 1;
      const name = readMemberName(cursor);
      if (!name) {
        cursor.at = before;
        return value;
      }
      const call = readCall(cursor, name);
      value = { sort: 'member', target: value, name, isStatic, call, range: cursor.from(start) };
    } else if (c === '[') {
      cursor.at++;
      cursor.blanksAndLines();
      const index = readExpression(cursor);
      cursor.blanksAndLines();
      cursor.take(']');
      value = { sort: 'index', target: value, index, range: cursor.from(start) };
    } else if ((c === '+' && cursor.peek() === '+') || (isDash(c) && isDash(cursor.peek()) && !isWord(cursor.peek(2)))) {
      cursor.at += 2;
      value = { sort: 'unary', operator: c === '+' ? '++' : '--', operand: value, range: cursor.from(start) };
    } else return value;
  }
}

/** The arguments of a method; `.Where{ … }` and `.ForEach{ … }` need no round brackets. */
function readCall(cursor: Cursor, name: Expression): readonly Expression[] | undefined {
  if (cursor.c() === '(') return argumentsOf(readGroup(cursor, '('));
  const isBlock = cursor.c() === '{' && name.sort === 'text' && /^(?:where|foreach)$/i.test(String(name.parts[0]));
  return isBlock ? [readBlock(cursor)] : undefined;
}

function argumentsOf(group: GroupNode): readonly Expression[] {
  return group.statements.flatMap((statement) => {
    const [only, ...more] = statement.sort === 'pipeline' ? statement.elements : [];
    if (!only || more.length > 0 || only.sort === 'command') return [];
    return only.sort === 'list' ? only.items : [only];
  });
}

function readMemberName(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  if (isWord(cursor.c())) {
    while (isWord(cursor.c())) cursor.at++;
    return { sort: 'text', parts: [cursor.text.slice(start, cursor.at)], quotes: 'bare', range: cursor.from(start) };
  }
  return readPrimary(cursor);
}

/** `@{ key = value; … }`, or without the sign `@` as resources of Desired State Configuration are written. */
export function readTable(cursor: Cursor): TableNode {
  const start = cursor.at;
  cursor.take('@');
  cursor.take('{');
  const entries: { key: Expression; value: Statement | undefined }[] = [];
  cursor.nested(() => {
    for (;;) {
      separators(cursor);
      if (cursor.done || cursor.c() === '}') return;
      const before = cursor.at;
      const key = readKey(cursor);
      cursor.blanks();
      if (key && cursor.take('=')) {
        cursor.blanksAndLines();
        entries.push({ key, value: readStatement(cursor) });
      }
      // Whatever this is, reading goes on behind it.
      if (cursor.at === before) cursor.at++;
    }
  });
  cursor.take('}');
  return { sort: 'table', entries, range: cursor.from(start) };
}

function separators(cursor: Cursor): void {
  for (;;) {
    cursor.blanksAndLines();
    if (cursor.c() !== ';' && cursor.c() !== ',') return;
    cursor.at++;
  }
}

function readKey(cursor: Cursor): Expression | undefined {
  const start = cursor.at;
  const word = /[\p{L}\p{N}_.*-]+/uy;
  word.lastIndex = start;
  const match = /[\p{L}\p{N}_*]/u.test(cursor.c() ?? '') ? word.exec(cursor.text)?.[0] : undefined;
  if (match !== undefined) {
    cursor.at += match.length;
    return { sort: 'text', parts: [match], quotes: 'bare', range: cursor.from(start) };
  }
  const primary = readPrimary(cursor);
  return primary && readPostfix(cursor, primary);
}
