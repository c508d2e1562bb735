import type { SyntaxNode } from '#read/syntax-node';
import { lineOf, lineText } from '#text/line-index';
import type { Edit, SourceFile } from '#text/source-file';

/** The line end a text uses. */
export function lineEnd({ text }: SourceFile): string {
  return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** The blanks a line (from 1) begins with. */
export function indentOf(file: SourceFile, line: number): string {
  return /^[ \t]*/.exec(lineText(file, line))![0];
}

/** Puts a member first into a mapping of JSON, or of YAML written in braces or in lines. Undefined where there is no place for it. */
export function insertMember(file: SourceFile, mapping: SyntaxNode, key: string, value: string): Edit | undefined {
  const [first] = mapping.members?.values() ?? [];
  return insertFirst(file, mapping, first?.key.start, '{', `${key}: ${value}`);
}

/** Puts an item first into a list, likewise. */
export function insertItem(file: SourceFile, list: SyntaxNode, value: string): Edit | undefined {
  const [first] = list.items ?? [];
  const inner = first && startOf(first);
  if (inner === undefined || file.text[list.range.start] === '[') return insertFirst(file, list, inner, '[', value);
  const dash = file.text.lastIndexOf('-', inner);
  const line = lineOf(file, dash) + 1;
  return indentOf(file, line) === lineStartText(file, dash)
    ? { file, range: { start: dash, end: dash }, text: `- ${value}${lineEnd(file)}${indentOf(file, line)}` }
    : undefined;
}

/** Where a node begins; of a mapping in lines, its first key. */
function startOf(node: SyntaxNode): number {
  const [first] = node.members?.values() ?? [];
  return Math.min(node.range.start, first?.key.start ?? node.range.start);
}

function insertFirst(
  file: SourceFile,
  holder: SyntaxNode,
  first: number | undefined,
  bracket: string,
  text: string,
): Edit | undefined {
  const { start } = holder.range;
  if (file.text[start] === bracket) {
    if (first === undefined) return { file, range: { start: start + 1, end: start + 1 }, text: ` ${text} ` };
    const between = file.text.slice(start + 1, first);
    // What stands between is blank, or somebody's comment.
    const blank = /^\s*$/.test(between) ? between : ' ';
    return { file, range: { start: start + 1, end: start + 1 }, text: `${blank}${text},${blank === '' ? ' ' : ''}` };
  }
  if (first === undefined || lineStartText(file, first).trim() !== '') return undefined;
  return { file, range: { start: first, end: first }, text: `${text}${lineEnd(file)}${lineStartText(file, first)}` };
}

/** What stands before an offset on its line. */
function lineStartText(file: SourceFile, offset: number): string {
  return /[^\r\n]*$/.exec(file.text.slice(0, offset))![0];
}
