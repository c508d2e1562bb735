import { isLineEnd } from './characters.ts';
import type { Cursor } from './cursor.ts';
import { readOperand, startsExpression } from './read-expression.ts';
import { readBlock } from './read-statement.ts';
import { readQuoted, readVariable } from './read-text.ts';
import type { ConfigurationNode, Expression, FunctionNode, ParameterDeclaration, ParamNode, TextNode } from './syntax-tree.ts';

/** `function name (parameters) { … }`, and filters and workflows. */
export function readFunction(cursor: Cursor, start: number): FunctionNode | undefined {
  const nameStart = cursor.at;
  while (!cursor.done && !/[\s({]/.test(cursor.c()!)) cursor.at++;
  const name = cursor.text.slice(nameStart, cursor.at).replace(/^(?:global|script|local|private):/i, '');
  if (name === '') return undefined;
  cursor.blanksAndLines();
  if (cursor.c() !== '(' && cursor.c() !== '{') return undefined;
  const parameters = cursor.c() === '(' ? readDeclarations(cursor) : [];
  cursor.blanksAndLines();
  const body = readBlock(cursor);
  return {
    sort: 'function',
    name,
    body: { ...body, parameters: [...parameters, ...body.parameters] },
    range: cursor.from(start),
  };
}

export function readParam(cursor: Cursor, start: number): ParamNode | undefined {
  cursor.blanksAndLines();
  if (cursor.c() !== '(') return undefined;
  return { sort: 'param', parameters: readDeclarations(cursor), range: cursor.from(start) };
}

/** `( [type] $name = default, … )` with attributes and comments. */
function readDeclarations(cursor: Cursor): ParameterDeclaration[] {
  const declarations: ParameterDeclaration[] = [];
  cursor.take('(');
  let marks = { isSwitch: false, fromPipeline: false };
  cursor.nested(() => {
    for (;;) {
      cursor.blanksAndLines();
      const c = cursor.c();
      const { at } = cursor;
      if (c === undefined || c === ')') return;
      if (c === '[') {
        passBrackets(cursor);
        const attribute = cursor.text.slice(at, Math.min(cursor.at, at + 500));
        if (/^\[\s*Parameter\b[^\]]*ValueFromPipeline/i.test(attribute)) marks.fromPipeline = true;
        if (/^\[\s*(?:switch|System\.Management\.Automation\.SwitchParameter)\s*\]/i.test(attribute)) marks.isSwitch = true;
      } else if (c === '$') {
        const variable = readVariable(cursor, false);
        cursor.blanksAndLines();
        const initial = cursor.take('=') ? readDefault(cursor) : undefined;
        if (variable?.sort === 'variable')
          declarations.push({ name: variable.name, initial, ...marks, range: { start: at, end: cursor.at } });
        marks = { isSwitch: false, fromPipeline: false };
      } else cursor.at++;
      if (cursor.at === at) cursor.at++;
    }
  });
  cursor.take(')');
  return declarations;
}

/** The default of a parameter: a comma outside of brackets ends it. */
function readDefault(cursor: Cursor): Expression | undefined {
  cursor.blanksAndLines();
  return startsExpression(cursor) ? cursor.nested(() => readOperand(cursor)) : undefined;
}

const ATTRIBUTE =
  /\[\s*(?:Parameter|Validate\w*|CmdletBinding|Alias|Allow\w+|OutputType|DscProperty|(?:System\.)?Diagnostics\.CodeAnalysis\.\w+)\b/iy;

/** Passes `[Attribute(…)]` before a variable that is assigned to. */
export function passAttributes(cursor: Cursor): void {
  for (;;) {
    ATTRIBUTE.lastIndex = cursor.at;
    if (!ATTRIBUTE.test(cursor.text)) return;
    passBrackets(cursor);
    cursor.blanksAndLines();
  }
}

/** Passes `[ … ]`, with quotes, blocks and comments inside. */
function passBrackets(cursor: Cursor): void {
  let depth = 0;
  while (!cursor.done) {
    const c = cursor.c();
    if (c === '[') depth++;
    else if (c === ']' && --depth === 0) {
      cursor.at++;
      return;
    } else if (c === '#' || (c === '<' && cursor.peek() === '#')) {
      cursor.blanks();
      continue;
    } else if (c === '{') {
      readBlock(cursor);
      continue;
    } else if (readQuoted(cursor)) continue;
    cursor.at++;
  }
}

/** Classes and enumerations hold no facts. */
export function readDefinition(cursor: Cursor, start: number): ParamNode | undefined {
  while (!cursor.done && cursor.c() !== '{' && !isLineEnd(cursor.c()) && !/[;|&()]/.test(cursor.c()!)) cursor.at++;
  cursor.blanksAndLines();
  if (cursor.c() !== '{') return undefined;
  readBlock(cursor);
  return { sort: 'param', parameters: [], range: cursor.from(start) };
}

/** `Configuration Name { … }`; the name is a word or a string without variables. */
export function readConfiguration(cursor: Cursor, start: number): ConfigurationNode | undefined {
  const word = /[\p{L}\p{N}_.-]+|'[^'\r\n]*'|"[^"$`\r\n]*"/uy;
  word.lastIndex = cursor.at;
  const written = word.exec(cursor.text)?.[0];
  if (written === undefined) return undefined;
  const nameStart = cursor.at;
  cursor.at += written.length;
  const parts = [written.replace(/^(['"])(.*)\1$/, '$2')];
  const name: TextNode = {
    sort: 'text',
    parts,
    quotes: /^['"]/.test(written) ? 'single' : 'bare',
    range: cursor.from(nameStart),
  };
  cursor.blanksAndLines();
  if (cursor.c() !== '{') return undefined;
  return { sort: 'configuration', name, body: readBlock(cursor), range: cursor.from(start) };
}
