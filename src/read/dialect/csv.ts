import type { Range, SourceFile } from '#text/source-file';
import type { Problem } from '../problem.ts';
import { rangeAt, type SyntaxMember, type SyntaxNode } from '../syntax-node.ts';
import type { DialectDocument } from './index.ts';

type End = 'host' | 'nic' | 'switch' | 'port';

/** What people write above the columns of a cable list; compared without case, blanks and signs. */
const HEADERS: Readonly<Record<End, readonly string[]>> = {
  host: ['host', 'hostname', 'server', 'servername', 'computer', 'computername', 'node', 'nodename', 'machine'],
  nic: [
    'nic',
    'nicname',
    'adapter',
    'adaptername',
    'netadapter',
    'netadaptername',
    'networkadapter',
    'hostport',
    'hostnic',
    'hostadapter',
    'hostinterface',
    'serverport',
    'servernic',
    'serveradapter',
    'serverinterface',
    'nodeport',
    'nodenic',
  ],
  switch: ['switch', 'switchname', 'tor', 'torname', 'torswitch', 'leaf', 'leafname', 'networkdevice'],
  port: [
    'port',
    'portname',
    'switchport',
    'switchportname',
    'switchinterface',
    'torport',
    'torinterface',
    'leafport',
    'ethernetport',
  ],
};
const ENDS = Object.keys(HEADERS) as End[];
/** Headers that say which end they are of only by what stands to their left. */
const EITHER = new Set(['port', 'portname', 'interface', 'interfacename']);

interface Cell extends Range {
  readonly text: string;
}

/**
 * Reads a list of cables: a table with a header that names a column for the host, its adapter, the switch and its port, in any order and
 * beside others. Columns are parted by commas, semicolons or tabs (RFC 4180). Any other table is none of hvlint's business.
 */
export function readCsv(file: SourceFile): readonly DialectDocument[] {
  const { text } = file;
  const begin = /^(?:sep=.[\r\n]+)?(?:[ \t]*(?:#[^\r\n]*)?[\r\n]+){0,99}/i.exec(text)?.[0].length ?? 0;
  const separator = separatorOf(text.slice(begin, begin + 4096).split(/[\r\n]/, 1)[0]!);
  const problems: Problem[] = [];
  const rows = rowsOf(text, begin, separator, problems);
  const header = rows.next();
  const columns = header.done ? undefined : columnsOf(header.value);
  if (!columns) return [];
  const links: Record<End, string>[] = [];
  const items: SyntaxNode[] = [];
  for (const row of rows) {
    const cells = ENDS.map((end) => [end, row[columns[end]]] as const);
    // A row without one of the ends is a free port, or a line drawn between two parts of the table.
    if (cells.some(([, cell]) => !cell?.text) || row[0]!.text.startsWith('#')) continue;
    links.push(Object.fromEntries(cells.map(([end, cell]) => [end, cell!.text])) as Record<End, string>);
    items.push(nodeOf(cells as readonly (readonly [End, Cell])[]));
  }
  const start = header.value as readonly Cell[];
  const place = { start: start[0]!.start, end: start.at(-1)!.end };
  const list: SyntaxMember = { key: place, value: { range: place, items } };
  const kind: SyntaxMember = { key: place, value: { range: place } };
  const node: SyntaxNode = {
    range: place,
    members: new Map([
      ['kind', kind],
      ['links', list],
    ]),
  };
  return [{ kind: 'cabling', data: { kind: 'cabling', links }, rangeOf: (path, part) => rangeAt(node, path, part), problems }];
}

function nodeOf(cells: readonly (readonly [End, Cell])[]): SyntaxNode {
  const members = new Map(
    cells.map(([end, cell]) => [end, { key: cell, value: { range: { start: cell.start, end: cell.end } } }]),
  );
  return { range: { start: cells[0]![1].start, end: cells[0]![1].end }, members };
}

function separatorOf(header: string): string {
  const counted = [',', ';', '\t', '|'].map((separator) => ({ separator, n: header.split(separator).length }));
  return counted.reduce((best, other) => (other.n > best.n ? other : best)).separator;
}

/** The column of each end; undefined when one is missing or could be two. */
function columnsOf(header: readonly Cell[]): Readonly<Record<End, number>> | undefined {
  const columns: Partial<Record<End, number>> = {};
  const names = header.map(({ text }) => text.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const taken = (end: End, i: number): boolean => columns[end] !== undefined && columns[end] !== i;
  let side: 'host' | 'switch' | undefined;
  // `host, port, switch, port`: each port is of what stands before it.
  const both =
    names.filter((name) => EITHER.has(name)).length > 1 ||
    names.some((name) => /^interface(?:name)?$/.test(name) || (HEADERS.port.includes(name) && !EITHER.has(name)));
  for (const [i, name] of names.entries()) {
    let end = ENDS.find((each) => HEADERS[each].includes(name));
    if (both && EITHER.has(name)) end = side === undefined ? undefined : side === 'host' ? 'nic' : 'port';
    if (end === 'host' || end === 'switch') side = end;
    if (end === undefined) continue;
    if (taken(end, i)) return undefined;
    columns[end] = i;
  }
  return ENDS.every((end) => columns[end] !== undefined) ? (columns as Record<End, number>) : undefined;
}

/** The rows of a table from an offset on; empty lines are left out. */
function* rowsOf(text: string, from: number, separator: string, problems: Problem[]): Generator<readonly Cell[], undefined> {
  let cells: Cell[] = [];
  let at = from;
  while (at <= text.length) {
    const cell =
      text[skipBlanks(text, at, separator)] === '"' ? quoted(text, at, separator, problems) : plain(text, at, separator);
    cells.push(cell.cell);
    at = cell.next;
    if (text[at] === separator) {
      at++;
      continue;
    }
    if (cells.some(({ text: written }) => written !== '')) yield cells;
    cells = [];
    if (at >= text.length) return;
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
}

function skipBlanks(text: string, at: number, separator: string): number {
  while (text[at] === ' ' || (text[at] === '\t' && separator !== '\t')) at++;
  return at;
}

function plain(text: string, at: number, separator: string): { readonly cell: Cell; readonly next: number } {
  let next = at;
  while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next] !== '\r') next++;
  return { cell: trimmed(text, at, next), next };
}

function trimmed(text: string, from: number, to: number): Cell {
  const raw = text.slice(from, to);
  const start = from + (raw.length - raw.trimStart().length);
  const inner = raw.trim();
  return inner === '' ? { text: '', start: from, end: from } : { text: inner, start, end: start + inner.length };
}

/** A cell in quotes; a quote in it is doubled. One that is never closed ends with its line. */
function quoted(
  text: string,
  from: number,
  separator: string,
  problems: Problem[],
): { readonly cell: Cell; readonly next: number } {
  const start = skipBlanks(text, from, separator) + 1;
  for (let at = start; ; at++) {
    at = text.indexOf('"', at);
    // More than any cell has: then it is a quote somebody forgot, and the rest is worth more as rows.
    if (at < 0 || at - start > 4096) {
      if (problems.length === 0)
        problems.push({
          rule: 'reading/syntax',
          message: 'a quote that is never closed',
          place: { start: start - 1, end: start },
        });
      return plain(text, from, separator);
    }
    if (text[at + 1] === '"') at++;
    else {
      const rest = plain(text, at + 1, separator);
      const inner = text.slice(start, at).replaceAll('""', '"').trim();
      return { cell: { text: inner, start, end: at }, next: rest.next };
    }
  }
}
