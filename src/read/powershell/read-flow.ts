import { isDash, isLineEnd, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readExpression, readType, startsExpression } from './read-expression.ts';
import { readBlock, readBody, readPipeline, readStatements } from './read-statement.ts';
import { readBare, readVariable } from './read-text.ts';
import type { BlockNode, ForeachNode, IfNode, LoopNode, Statement, SwitchCase, SwitchNode, TryNode } from './syntax-tree.ts';

// The statements that steer a script. Source: PowerShell language specification, 8 (statements).

/** `( … )` as statements: the condition or head of a keyword. */
function readHead(cursor: Cursor): Statement[] {
  cursor.blanksAndLines();
  if (!cursor.take('(')) return [];
  const statements = cursor.nested(() => readStatements(cursor, ')'));
  cursor.take(')');
  return statements;
}

/** Passes a word that may follow a block, on the same or a later line. */
function follows(cursor: Cursor, ...words: readonly string[]): string | undefined {
  const { at } = cursor;
  cursor.blanksAndLines();
  const word = words.find((each) => cursor.atWord(each));
  cursor.at = word === undefined ? at : cursor.at + word.length;
  return word;
}

export function readIf(cursor: Cursor, start: number): IfNode | undefined {
  if (cursor.c() !== '(') return undefined;
  const clauses = [{ condition: readHead(cursor)[0], body: readBody(cursor) }];
  let word = follows(cursor, 'elseif', 'else');
  for (; word === 'elseif'; word = follows(cursor, 'elseif', 'else'))
    clauses.push({ condition: readHead(cursor)[0], body: readBody(cursor) });
  const otherwise = word === 'else' ? readBody(cursor) : undefined;
  return { sort: 'if', clauses, otherwise, range: cursor.from(start) };
}

/** Options before the head, such as -Parallel of a workflow's foreach or -Wildcard of switch; their names in lower case. */
function readOptions(cursor: Cursor): string[] {
  const options: string[] = [];
  while (isDash(cursor.c()) && isWord(cursor.peek())) {
    const start = ++cursor.at;
    while (isWord(cursor.c())) cursor.at++;
    options.push(cursor.text.slice(start, cursor.at).toLowerCase());
    cursor.blanks();
    // -ThrottleLimit 5, -File path
    const value = /[^\s(){};|&$`"'\u2013-\u201e-][^\s(){};|&$`"']*/y;
    value.lastIndex = cursor.at;
    cursor.at += value.exec(cursor.text)?.[0].length ?? 0;
    cursor.blanks();
  }
  return options;
}

export function readForeach(cursor: Cursor, start: number): ForeachNode | undefined {
  readOptions(cursor);
  if (cursor.c() !== '(') return undefined;
  cursor.at++;
  cursor.blanksAndLines();
  const variable = cursor.c() === '$' ? readVariable(cursor, false) : undefined;
  cursor.blanksAndLines();
  if (cursor.atWord('in')) cursor.at += 2;
  const [list] = cursor.nested(() => readStatements(cursor, ')'));
  cursor.take(')');
  const name = variable?.sort === 'variable' ? variable.name : '';
  return { sort: 'foreach', label: undefined, variable: name, list, body: readBody(cursor), range: cursor.from(start) };
}

export function readFor(cursor: Cursor, start: number): LoopNode | undefined {
  if (cursor.c() !== '(') return undefined;
  cursor.at++;
  const parts: (Statement | undefined)[] = [];
  cursor.nested(() => {
    for (let i = 0; i < 3; i++) {
      cursor.blanksAndLines();
      const none = cursor.c() === ';' || cursor.c() === ')' || cursor.done;
      parts.push(none ? undefined : readPipeline(cursor));
      cursor.blanks();
      if (cursor.c() === ';') cursor.at++;
    }
    // Whatever else is there.
    readStatements(cursor, ')');
  });
  cursor.take(')');
  const [first, condition, step] = parts;
  return loop('for', cursor, start, { start: first, condition, step, body: readBody(cursor) });
}

export function readWhile(cursor: Cursor, start: number): LoopNode | undefined {
  if (cursor.c() !== '(') return undefined;
  const [condition] = readHead(cursor);
  return loop('while', cursor, start, { condition, body: readBody(cursor) });
}

export function readDo(cursor: Cursor, start: number): LoopNode | undefined {
  cursor.blanksAndLines();
  if (cursor.c() !== '{') return undefined;
  const body = readBlock(cursor);
  const word = follows(cursor, 'while', 'until');
  const [condition] = word ? readHead(cursor) : [];
  return loop('do', cursor, start, { condition, until: word === 'until', body });
}

function loop(
  keyword: LoopNode['keyword'],
  cursor: Cursor,
  start: number,
  parts: {
    start?: Statement | undefined;
    condition: Statement | undefined;
    step?: Statement | undefined;
    until?: boolean;
    body: BlockNode;
  },
): LoopNode {
  const none = { start: undefined, step: undefined, until: false, label: undefined };
  return { sort: 'loop', keyword, ...none, ...parts, range: cursor.from(start) };
}

export function readSwitch(cursor: Cursor, start: number): SwitchNode | undefined {
  const options = readOptions(cursor);
  if (cursor.c() !== '(' && options.length === 0) return undefined;
  const [subject] = readHead(cursor);
  const cases: SwitchCase[] = [];
  cursor.blanksAndLines();
  if (cursor.take('{')) {
    cursor.nested(() => {
      for (;;) {
        cursor.blanksAndLines();
        if (cursor.done || cursor.c() === '}') return;
        const { at } = cursor;
        if (cursor.c() === ';') cursor.at++;
        else readCase(cursor, cases);
        if (cursor.at === at) cursor.at++;
      }
    });
    cursor.take('}');
  }
  return { sort: 'switch', label: undefined, options, subject, cases, range: cursor.from(start) };
}

/** A pattern, then what is done. */
function readCase(cursor: Cursor, cases: SwitchCase[]): void {
  const isDefault = cursor.atWord('default');
  const pattern = cursor.c() === '{' || startsExpression(cursor) ? readExpression(cursor) : readBare(cursor);
  cursor.blanksAndLines();
  if (cursor.c() === '{') cases.push({ pattern: isDefault ? undefined : pattern, body: readBlock(cursor) });
}

export function readTry(cursor: Cursor, start: number): TryNode | undefined {
  cursor.blanksAndLines();
  if (cursor.c() !== '{') return undefined;
  const body = readBlock(cursor);
  const handlers: BlockNode[] = [];
  while (follows(cursor, 'catch')) {
    cursor.blanksAndLines();
    while (cursor.c() === '[' || cursor.c() === ',') {
      if (cursor.c() === ',' || readType(cursor) === undefined) cursor.at++;
      cursor.blanksAndLines();
    }
    handlers.push(readBlock(cursor));
  }
  const final = follows(cursor, 'finally') ? readBody(cursor) : undefined;
  return { sort: 'try', body, handlers, final, range: cursor.from(start) };
}

/** `trap { … }`: runs when something fails, so it is no fact. */
export function readTrap(cursor: Cursor, start: number): TryNode | undefined {
  if (cursor.c() === '[') readType(cursor);
  cursor.blanksAndLines();
  if (cursor.c() !== '{') return undefined;
  const handler = readBlock(cursor);
  return { sort: 'try', body: { ...handler, statements: [] }, handlers: [handler], final: undefined, range: cursor.from(start) };
}

export function readJump(cursor: Cursor, start: number, keyword: string): Statement {
  const c = cursor.c();
  const ends = c === undefined || isLineEnd(c) || c === ';' || c === '}' || c === ')';
  if (!ends && (keyword === 'break' || keyword === 'continue') && isWord(c)) {
    const at = cursor.at;
    while (isWord(cursor.c())) cursor.at++;
    const label = cursor.text.slice(at, cursor.at).toLowerCase();
    return { sort: 'jump', keyword, label, value: undefined, range: cursor.from(start) };
  }
  const value = ends ? undefined : readPipeline(cursor);
  return { sort: 'jump', keyword, label: undefined, value, range: cursor.from(start) };
}

/** begin, process, end … of a function; the word alone may also be a command. */
export function readNamedBlock(cursor: Cursor): BlockNode | undefined {
  cursor.blanksAndLines();
  return cursor.c() === '{' ? readBlock(cursor) : undefined;
}
