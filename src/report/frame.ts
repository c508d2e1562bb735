import stringWidth from 'string-width';
import { lineCount, lineRange, lineText } from '#text/line-index';
import { maskSecrets } from '#text/secrets';
import type { Range, SourceFile } from '#text/source-file';
import { visible } from '#text/visible';
import { COMMAND_START, harmless, SHOWN_HASH } from './harmless.ts';
import type { Paint, Style } from './paint.ts';

/** Most cells of a source line that are shown. */
const WIDTH = 120;
/** Cells kept before a range whose line is too long. */
const LEAD = 40;
/** Lines shown before and after a range. */
const CONTEXT = 2;
/** Most lines of one range that are shown whole; of longer ranges the first two and the last are. */
const WHOLE = 4;

/** The lines of files as frames show them: secrets covered, every other character still at its offset. */
export class Sources {
  private readonly files = new Map<SourceFile, { readonly masked: SourceFile; readonly lines: Map<number, string> }>();

  /** The text of a line (from 1). A line is cut out of its file once: it may be the whole of a large file. */
  line(file: SourceFile, line: number): string {
    // A secret never reaches over a line feed; where carriage returns alone end lines, it would reach over those.
    const known = this.files.get(file) ?? {
      masked: { path: file.path, text: maskSecrets(file.text.replace(/\r(?!\n)/g, '\n')) },
      lines: new Map<number, string>(),
    };
    this.files.set(file, known);
    const text = known.lines.get(line) ?? lineText(known.masked, line);
    known.lines.set(line, text);
    return text;
  }
}

/** What a frame marks: a part of a file, and what stands beside the carets. */
export interface Mark {
  readonly file: SourceFile;
  readonly range: Range;
  readonly message: string;
  readonly style: Style;
}

/** The source lines around a range with carets under exactly what it covers; the message stands beside the last carets. */
export function frame(mark: Mark, sources: Sources, paint: Paint): string[] {
  const at = lineRange(mark.file, mark.range);
  // The end of a range that ends where a line begins belongs to the line before.
  const last = at.endLine > at.line && at.endColumn === 1 ? at.endLine - 1 : at.endLine;
  const from = Math.max(1, at.line - CONTEXT);
  const to = Math.min(lineCount(mark.file), last + CONTEXT);
  const digits = String(to).length;
  const gutter = (sign: string, number: string): string => paint('dim', `${sign} ${number.padStart(digits)} |`);
  const first = firstShown(sources.line(mark.file, at.line), at.column - 1);
  const result: string[] = [];
  const long = last - at.line + 1 > WHOLE;
  for (let line = from; line <= to; line++) {
    if (long && line === at.line + 2) {
      result.push(paint('dim', `  ${'.'.repeat(digits)} |`));
      line = last;
    }
    const text = sources.line(mark.file, line);
    if (line < at.line || line > last) {
      // Behind the last line end there is no line to show.
      if (text === '' && line === lineCount(mark.file)) break;
      result.push(`${gutter(' ', String(line))} ${cells(text, first).shown}`.trimEnd());
      continue;
    }
    // Of the further lines of a range, indentation is not part of what is meant.
    const start = line === at.line ? at.column - 1 : text.search(/\S|$/);
    const end = line === at.endLine ? at.endColumn - 1 : text.length;
    if (start >= end && line !== at.line && line !== last) {
      result.push(`${gutter('>', String(line))} ${cells(text, first).shown}`.trimEnd());
      continue;
    }
    const { shown, before, within } = cells(text, first, start, end);
    const message = line === last && mark.message !== '' ? ` ${harmless(mark.message)}` : '';
    result.push(`${gutter('>', String(line))} ${shown}`.trimEnd());
    result.push(`${gutter(' ', '')} ${' '.repeat(before)}${paint(mark.style, `${'^'.repeat(Math.max(1, within))}${message}`)}`);
  }
  return result;
}

/** Index of the first unit shown of a line: 0, or a little before the range where the line is too long to be shown whole. */
function firstShown(line: string, start: number): number {
  if (line.length <= WIDTH * 2 && [...line].reduce((width, c) => width + widthOf(visibleCharacter(c)), 0) <= WIDTH) return 0;
  const least = Math.max(0, start - 2 * LEAD);
  let at = Math.min(start, line.length);
  let width = 0;
  while (at > least) {
    const before = isLow(line, at - 1) ? at - 2 : at - 1;
    width += widthOf(visibleCharacter(line.slice(before, at)));
    if (width > LEAD) break;
    at = before;
  }
  return at;
}

/** A character as it is shown: one blank for a tab. */
function visibleCharacter(character: string): string {
  return character >= ' ' && character <= '~' ? character : visible(character);
}

/** Cells of what single characters are shown as: looking one up costs more than all else about a frame. */
const widths = new Map<string, number>();

function widthOf(shown: string): number {
  if (shown.length === 1 && shown >= ' ' && shown <= '~') return 1;
  const known = widths.get(shown) ?? stringWidth(shown);
  widths.set(shown, known);
  return known;
}

/** Whether a unit is the second half of a character. */
function isLow(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at > 0 && code >= 0xdc00 && code < 0xe000;
}

/** A line from one unit on, as it is shown, and how many cells stand before and within a part of it. */
function cells(line: string, from: number, start = 0, end = start): { shown: string; before: number; within: number } {
  const first = isLow(line, from) ? from + 1 : from;
  const part = line.slice(first, first + 2 * WIDTH);
  const broken = new Set([...part.matchAll(COMMAND_START)].map((m) => first + m.index + 1));
  const head = first > 0 ? '…' : '';
  let before = head;
  let within = '';
  let after = '';
  let width = 0;
  let at = first;
  for (const character of part) {
    const shown = broken.has(at) ? SHOWN_HASH : visibleCharacter(character);
    width += widthOf(shown);
    if (width > WIDTH) break;
    const next = at + character.length;
    if (next <= start) before += shown;
    else if (at < end) within += shown;
    else after += shown;
    at = next;
  }
  const tail = at < line.length ? '…' : '';
  return { shown: before + within + after + tail, before: stringWidth(before), within: stringWidth(within) };
}
