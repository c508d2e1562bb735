import type { Range, SourceFile } from './source-file.ts';

/** A place for people: lines and columns from 1, columns in UTF-16 units, the end exclusive. */
export interface LineRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

const starts = new WeakMap<SourceFile, number[]>();

function lineStarts(file: SourceFile): number[] {
  const known = starts.get(file);
  if (known) return known;
  const result = [0];
  const { text } = file;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) result.push(i + 1);
  }
  starts.set(file, result);
  return result;
}

/** Index (from 0) of the line that holds an offset. */
export function lineOf(file: SourceFile, offset: number): number {
  const index = lineStarts(file);
  let low = 0;
  let high = index.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (index[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Lines and columns of a range. Offsets outside the text are taken as its nearest end. */
export function lineRange(file: SourceFile, range: Range): LineRange {
  const index = lineStarts(file);
  const start = Math.max(0, Math.min(range.start, file.text.length));
  const end = Math.max(start, Math.min(range.end, file.text.length));
  const line = lineOf(file, start);
  const endLine = lineOf(file, end);
  return { line: line + 1, column: start - index[line]! + 1, endLine: endLine + 1, endColumn: end - index[endLine]! + 1 };
}

/** The text of a line (from 1), without its line end; empty for a line the file does not have. */
export function lineText(file: SourceFile, line: number): string {
  const index = lineStarts(file);
  const start = index[line - 1];
  if (start === undefined) return '';
  return file.text.slice(start, index[line] ?? file.text.length).replace(/[\r\n]+$/, '');
}

/** Offset at which a line (from 1) begins; the end of the text for a line the file does not have. */
export function lineStart(file: SourceFile, line: number): number {
  return lineStarts(file)[line - 1] ?? file.text.length;
}

/** How many lines a file has. */
export function lineCount(file: SourceFile): number {
  return lineStarts(file).length;
}
