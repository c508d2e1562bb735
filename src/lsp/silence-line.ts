import type { Finding } from '#lint/finding';
import type { ReadFile } from '#read/document';
import type { SyntaxNode } from '#read/syntax-node';
import { lineCount, lineOf, lineStart, lineText } from '#text/line-index';
import type { Edit, Range } from '#text/source-file';
import { indentOf, insertItem, insertMember, lineEnd } from './insert.ts';

/** What stands for the reason until somebody writes one: without any the suppression would not count. */
export const REASON = 'TODO say why';

/** Switch systems whose configurations have comments that hvlint reads. */
const WITH_COMMENTS = new Set<string | undefined>(['aos-cx', 'eos', 'ios', 'nx-os', 'os10', 'os9']);

/** Edits that silence a finding where it stands, in the way its file says such things; undefined where it has none. */
export function silenceLine(file: ReadFile, finding: Finding): readonly Edit[] | undefined {
  const { id } = finding.rule;
  const range = finding.place.range();
  switch (file.syntax) {
    case 'yaml':
      return ofYaml(file, id, range);
    case 'powershell':
      return ofScript(file, id, range);
    case 'json':
      return ofJson(file, id, range);
    default: {
      if (!WITH_COMMENTS.has(file.syntax)) return undefined;
      const line = lineOf(file.file, range.start) + 1;
      return [lineBefore(file, line, `! hvlint-disable-next-line ${id} -- ${REASON}`)];
    }
  }
}

function ofYaml(file: ReadFile, id: string, { start }: Range): Edit[] | undefined {
  const line = lineOf(file.file, start) + 1;
  // A comment inside a scalar of several lines would be text.
  const at = lineStart(file.file, line);
  if (file.scalars().some((scalar) => scalar.start < at && at < scalar.end)) return undefined;
  if (!isDirective(file, line - 1)) return [lineBefore(file, line, `# hvlint-disable-next-line ${id} -- ${REASON}`)];
  const text = lineText(file.file, line);
  // A line has one comment; what follows a directive is its reason.
  if (/\s#/.test(text)) return undefined;
  const end = at + text.length;
  return [{ file: file.file, range: { start: end, end }, text: ` # hvlint-disable-line ${id} -- ${REASON}` }];
}

function ofScript(file: ReadFile, id: string, { start }: Range): Edit[] | undefined {
  const line = lineOf(file.file, start) + 1;
  const goesOn = (each: number): boolean => each >= 1 && lineText(file.file, each).endsWith('`');
  let first = line;
  while (goesOn(first - 1)) first--;
  let last = line;
  while (goesOn(last)) last++;
  if (first === last && !isDirective(file, line - 1))
    return [lineBefore(file, line, `# hvlint-disable-next-line ${id} -- ${REASON}`)];
  // Between the lines of one command there is no place for a comment.
  const begin = lineBefore(file, first, `# hvlint-disable ${id} -- ${REASON}`);
  const indent = indentOf(file.file, first);
  const isEnd = last >= lineCount(file.file);
  const at = isEnd ? file.file.text.length : lineStart(file.file, last + 1);
  const enable = `${indent}# hvlint-enable ${id}`;
  const text = isEnd ? `${lineEnd(file.file)}${enable}` : `${enable}${lineEnd(file.file)}`;
  return [begin, { file: file.file, range: { start: at, end: at }, text }];
}

function ofJson(file: ReadFile, id: string, range: Range): Edit[] | undefined {
  const roots = file.documents.flatMap((document) => document.syntaxNode?.() ?? []);
  const mapping = roots.map((root) => innermost(root, range.start)).find((found) => found !== undefined);
  if (!mapping) return undefined;
  const entry = `{ "rule": ${JSON.stringify(id)}, "reason": ${JSON.stringify(REASON)} }`;
  const edit = intoMapping(file, mapping, entry);
  return edit && [edit];
}

function intoMapping(file: ReadFile, mapping: SyntaxNode, entry: string): Edit | undefined {
  const own = mapping.members?.get('$hvlint')?.value;
  if (!own) return insertMember(file.file, mapping, '"$hvlint"', `{ "disable": ${entry} }`);
  const disable = own.members?.get('disable')?.value;
  if (!disable) return own.members && insertMember(file.file, own, '"disable"', entry);
  if (disable.items) return insertItem(file.file, disable, entry);
  const { start, end } = disable.range;
  return { file: file.file, range: disable.range, text: `[${file.file.text.slice(start, end)}, ${entry}]` };
}

/** The innermost mapping around an offset that is no `$hvlint` itself. */
function innermost(node: SyntaxNode, offset: number): SyntaxNode | undefined {
  if (offset < node.range.start || offset >= node.range.end) return undefined;
  const below = [...(node.members ?? [])].flatMap(([key, { value }]) => (key === '$hvlint' ? [] : [value]));
  for (const child of [...below, ...(node.items ?? [])]) {
    const found = innermost(child, offset);
    if (found) return found;
  }
  return node.members ? node : undefined;
}

function isDirective({ file }: ReadFile, line: number): boolean {
  return line >= 1 && /hvlint-disable-next-line/.test(lineText(file, line));
}

/** A line of its own before another, as far in. */
function lineBefore({ file }: ReadFile, line: number, text: string): Edit {
  const at = lineStart(file, line);
  return { file, range: { start: at, end: at }, text: `${indentOf(file, line)}${text}${lineEnd(file)}` };
}
