import { isBlank, isLineEnd, isWord } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readCommand } from './read-command.ts';
import { passAttributes, readConfiguration, readDefinition, readFunction, readParam } from './read-declaration.ts';
import { readExpression, startsExpression } from './read-expression.ts';
import {
  readDo,
  readFor,
  readForeach,
  readIf,
  readJump,
  readNamedBlock,
  readSwitch,
  readTrap,
  readTry,
  readWhile,
} from './read-flow.ts';
import type { BlockNode, CommandNode, Expression, PipelineNode, Statement } from './syntax-tree.ts';

/** Statements up to a closing bracket, which is left where it is, or to the end of the text. */
export function readStatements(cursor: Cursor, closing: ')' | '}' | undefined): Statement[] {
  const statements: Statement[] = [];
  // `a || b` runs b only when a fails, which nobody can tell.
  let onFailure = false;
  for (;;) {
    cursor.blanksAndLines();
    const c = cursor.c();
    if (c === undefined || (closing !== undefined && c === closing)) return statements;
    // A closing bracket too many, or of another sort: what opened it ends here.
    if (c === ')' || c === '}') {
      if (closing !== undefined) return statements;
      cursor.at++;
      continue;
    }
    if (c === ';' || c === '|' || (c === '&' && (cursor.peek() === '&' || isLineEnd(cursor.peek())))) {
      onFailure = c === '|' && cursor.peek() === '|';
      cursor.at += onFailure || cursor.peek() === '&' ? 2 : 1;
      continue;
    }
    const before = cursor.at;
    const statement = readStatement(cursor);
    if (statement) statements.push(onFailure ? perhaps(statement) : statement);
    onFailure = false;
    if (cursor.at === before) cursor.at++;
  }
}

/** A statement that runs under a condition of which nothing is known. */
function perhaps(statement: Statement): Statement {
  const { range } = statement;
  const body: BlockNode = { sort: 'block', parameters: [], statements: [statement], range };
  return { sort: 'if', clauses: [{ condition: undefined, body }], otherwise: undefined, range };
}

/** `{ … }` with its parameters. Without a bracket at the cursor it is empty. */
export function readBlock(cursor: Cursor): BlockNode {
  const start = cursor.at;
  if (!cursor.take('{')) return { sort: 'block', parameters: [], statements: [], range: cursor.from(start) };
  const all = cursor.nested(() => readStatements(cursor, '}'));
  cursor.take('}');
  const parameters = all.flatMap((statement) => (statement.sort === 'param' ? statement.parameters : []));
  return { sort: 'block', parameters, statements: all.filter((s) => s.sort !== 'param'), range: cursor.from(start) };
}

/** The block that belongs to a keyword, on the same or a later line. */
export function readBody(cursor: Cursor): BlockNode {
  cursor.blanksAndLines();
  return readBlock(cursor);
}

/**
 * Reads what follows a keyword, from behind it; undefined when it is no statement of that keyword but a command of its name. A reader decides that
 * before it reads anything in brackets: what is in brackets must not be read twice.
 */
type Reader = (cursor: Cursor, start: number, keyword: string) => Statement | undefined;

const KEYWORDS: Readonly<Record<string, Reader>> = {
  if: readIf,
  foreach: readForeach,
  for: readFor,
  while: readWhile,
  switch: readSwitch,
  do: readDo,
  try: readTry,
  trap: readTrap,
  function: readFunction,
  filter: readFunction,
  workflow: readFunction,
  configuration: readConfiguration,
  param: readParam,
  return: readJump,
  throw: readJump,
  exit: readJump,
  break: readJump,
  continue: readJump,
  begin: readNamedBlock,
  process: readNamedBlock,
  end: readNamedBlock,
  clean: readNamedBlock,
  dynamicparam: readNamedBlock,
  parallel: readNamedBlock,
  sequence: readNamedBlock,
  inlinescript: readNamedBlock,
  class: readDefinition,
  enum: readDefinition,
};

/** The statement at the cursor; undefined when there is none. */
export function readStatement(cursor: Cursor): Statement | undefined {
  return cursor.nested(() => {
    const start = cursor.at;
    const word = keywordAt(cursor);
    const reader = word === undefined ? undefined : KEYWORDS[word];
    if (reader) {
      cursor.at += word!.length;
      cursor.blanks();
      const statement = reader(cursor, start, word!);
      if (statement) return statement;
      cursor.at = start;
    }
    return cursor.c() === ':' && isWord(cursor.peek()) ? readLabelled(cursor) : readPipeline(cursor);
  });
}

/** `:label` before a loop. */
function readLabelled(cursor: Cursor): Statement | undefined {
  const start = ++cursor.at;
  while (isWord(cursor.c())) cursor.at++;
  const label = cursor.text.slice(start, cursor.at).toLowerCase();
  cursor.blanksAndLines();
  const statement = readStatement(cursor);
  return statement && 'label' in statement && statement.sort !== 'jump' ? { ...statement, label } : statement;
}

function keywordAt(cursor: Cursor): string | undefined {
  const match = /[A-Za-z]{2,13}/y;
  match.lastIndex = cursor.at;
  const word = match.exec(cursor.text)?.[0].toLowerCase();
  return word !== undefined && Object.hasOwn(KEYWORDS, word) && cursor.atWord(word) ? word : undefined;
}

const ASSIGN = /(?:[+*/%]|\?\?|[-\u2013\u2014\u2015])?=(?!=)/y;

/** Commands and expressions joined by `|`, or an assignment. */
export function readPipeline(cursor: Cursor): Statement | undefined {
  const start = cursor.at;
  let first: CommandNode | Expression | undefined;
  if (startsExpression(cursor) && !(cursor.c() === '.' && isBlank(cursor.peek()))) {
    passAttributes(cursor);
    first = readExpression(cursor);
    const { at } = cursor;
    cursor.blanks();
    ASSIGN.lastIndex = cursor.at;
    const operator = first && ASSIGN.exec(cursor.text)?.[0];
    if (first && operator) {
      cursor.at += operator.length;
      cursor.blanksAndLines();
      const value = readStatement(cursor);
      return { sort: 'assignment', operator, target: first, value, range: cursor.from(start) };
    }
    cursor.at = at;
  } else first = readCommand(cursor);
  if (!first) return undefined;
  const elements: (CommandNode | Expression)[] = [first];
  while (pipe(cursor)) {
    cursor.blanksAndLines();
    const next = startsExpression(cursor) && cursor.c() !== '.' ? readExpression(cursor) : readCommand(cursor);
    if (!next) break;
    elements.push(next);
  }
  const pipeline: PipelineNode = { sort: 'pipeline', elements, range: { start, end: elements.at(-1)!.range.end } };
  return pipeline;
}

/** Whether a `|` follows, also at the start of the next line (PowerShell 7); it is passed. */
function pipe(cursor: Cursor): boolean {
  const { at } = cursor;
  cursor.blanks();
  if (isLineEnd(cursor.c())) cursor.blanksAndLines();
  if (cursor.c() === '|' && cursor.peek() !== '|') {
    cursor.at++;
    return true;
  }
  cursor.at = at;
  return false;
}
