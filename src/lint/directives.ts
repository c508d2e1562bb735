import { inFile, type Place } from '#model/place';
import type { ReadFile } from '#read/document';
import { lineCount, lineOf, lineText } from '#text/line-index';
import type { SourceFile } from '#text/source-file';

/** A request, written in a file, not to report something there. */
export interface Directive {
  /** A comment, or a member of an object: they say their reason in different ways. */
  readonly form: 'comment' | 'member';
  /** Rules it names; areas as `vlan/*`; empty for all. */
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  /** Last day it holds, YYYY-MM-DD; 'unreadable' when something is written that is no date. */
  readonly until: string | undefined;
  readonly place: Place;
  /** Whether a finding at this place is meant. */
  covers(place: Place): boolean;
}

/** A misspelt word behind the hyphen is no directive: hvlint-disable-nextline must not switch off the rest of the file. */
const COMMENT = /hvlint-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])([^\r\n]*)/;

/** All directives of a file: comments, and `$hvlint` objects in JSON. */
export function directivesOf(file: ReadFile): Directive[] {
  const inJson = file.directives.flatMap((d) => fromObject(file, d));
  return file.file.text.includes('hvlint-') ? [...fromComments(file), ...inJson] : inJson;
}

interface Words {
  readonly rules: readonly string[];
  readonly reason: string | undefined;
  readonly until: string | undefined;
}

function words(text: string): Words {
  const [names = '', ...rest] = text.split(/\s--(?:\s|$)/);
  const { reason, until } = reasonOf(rest.join(' -- ').trim());
  return { rules: names.split(/[\s,]+/).filter((w) => w !== ''), reason, until };
}

function reasonOf(text: string): { reason: string | undefined; until: string | undefined } {
  const from = text.toLowerCase().lastIndexOf('(until');
  const match = from < 0 ? null : /^\(until\b\s*:?([^)]*)\)\s*$/i.exec(text.slice(from));
  const reason = (match ? text.slice(0, from) : text).trim();
  return { reason: reason === '' ? undefined : reason, until: match ? dateOf(match[1]!.trim()) : undefined };
}

/** A real day as YYYY-MM-DD, else 'unreadable'. */
export function dateOf(text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : 'unreadable';
}

function fromComments({ file, syntax, scalars }: ReadFile): Directive[] {
  const directives: Directive[] = [];
  let blocks: Block[] = [];
  const inside = syntax === 'yaml' || syntax === 'json' ? scalars() : [];
  for (let line = 1; line <= lineCount(file); line++) {
    const text = lineText(file, line);
    const found = COMMENT.exec(text);
    if (!found) continue;
    const start = lineStart(file, line) + found.index;
    if (!isComment(text, found.index, syntax) || inside.some((r) => start >= r.start && start < r.end)) continue;
    const place = inFile(file, { start, end: start + found[0].trimEnd().length });
    const parsed = words(syntax === 'json' ? found[2]!.replace(/\*\/.*$/, '') : found[2]!);
    const lines = (from: number, to: number): void => {
      directives.push({ form: 'comment', ...parsed, place, covers: (p) => p.file.path === file.path && between(p, from, to) });
    };
    switch (found[1]) {
      case 'disable-next-line':
        lines(line + 1, line + 1);
        break;
      case 'disable-line':
        lines(line, line);
        break;
      case 'disable-file':
        lines(1, Number.POSITIVE_INFINITY);
        break;
      case 'disable':
        blocks.push({ words: parsed, place, from: line, to: Number.POSITIVE_INFINITY });
        break;
      default:
        blocks = blocks.flatMap((block) => endAt(line, parsed.rules, block));
    }
  }
  for (const { words: parsed, place, from, to } of blocks)
    directives.push({ form: 'comment', ...parsed, place, covers: (p) => p.file.path === file.path && between(p, from, to) });
  return directives;
}

/** What hvlint-disable switches off, from line to line. */
interface Block {
  readonly words: Words;
  readonly place: Place;
  readonly from: number;
  readonly to: number;
}

/** A block after hvlint-enable: ended for the rules named, or for all; what is not named goes on. */
function endAt(line: number, rules: readonly string[], block: Block): Block[] {
  const all = block.words.rules;
  const ended = rules.length === 0 ? all : all.filter((rule) => rules.includes(rule));
  if (block.to < Number.POSITIVE_INFINITY || (rules.length > 0 && ended.length === 0)) return [block];
  const rest = all.filter((rule) => !ended.includes(rule));
  const over = { ...block, words: { ...block.words, rules: ended }, to: line };
  return rest.length === 0 ? [over] : [over, { ...block, words: { ...block.words, rules: rest } }];
}

/** In YAML and PowerShell a comment starts with `#` behind a blank; in running-configs `!` stands first on its own line. */
function isComment(text: string, index: number, syntax: ReadFile['syntax']): boolean {
  const before = text.slice(0, index);
  if (syntax === 'powershell') return /(?:^|[\s;(){}])#\s*$/.test(before);
  if (syntax === 'yaml') return /(?:^|\s)#\s*$/.test(before);
  if (syntax === 'json') return /(?:\/\/|\/\*)\s*$/.test(before);
  return /^\s*!\s*$/.test(before);
}

function lineStart(file: SourceFile, line: number): number {
  let low = 0;
  let high = file.text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lineOf(file, middle) < line - 1) low = middle + 1;
    else high = middle;
  }
  return low;
}

function between(place: Place, from: number, to: number): boolean {
  const line = lineOf(place.file, place.range().start) + 1;
  return line >= from && line <= to;
}

function fromObject({ file }: ReadFile, { value, scope, rangeOf }: ReadFile['directives'][number]): Directive[] {
  const list = (value as { disable?: unknown } | null)?.disable;
  return (Array.isArray(list) ? list : [list ?? {}]).map((entry: unknown, i) => {
    const { rule, reason, until } = (entry ?? {}) as { rule?: unknown; reason?: unknown; until?: unknown };
    return {
      form: 'member',
      rules: [rule ?? []].flat().map((name) => (typeof name === 'string' ? name : JSON.stringify(name))),
      reason: typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : undefined,
      until: until === undefined ? undefined : dateOf(String(until)),
      place: inFile(file, () => rangeOf(['disable', ...(Array.isArray(list) ? [i] : []), 'rule'])),
      covers: (place) => {
        if (place.file.path !== file.path) return false;
        const { start } = place.range();
        return start >= scope.start && start < scope.end;
      },
    };
  });
}
