import stringWidth from 'string-width';
import type { Finding } from '#lint/finding';
import { harmless } from './harmless.ts';
import { compare } from './report.ts';

/** Most lines of a table; the rest is counted. */
const ROWS = 20;

const COLUMNS = ['error', 'warning', 'info'] as const;

type Counts = Record<(typeof COLUMNS)[number], number>;

/** How many findings there are by rule, by area, and by the machine or other thing at the top they are about. */
export function stats(findings: readonly Finding[], shown: (name: string) => string = (name) => name): string {
  const tables = [
    table('rule', findings, (f) => f.rule.id),
    table('area', findings, (f) => `${f.rule.id.slice(0, f.rule.id.indexOf('/'))}/*`),
    table('thing', findings, (f) => (f.entity === null ? '(a file)' : shown(topOf(f.entity)))),
  ];
  return tables.join('\n');
}

/** The machine or other thing at the top of an id: host:hv01 of host:hv01/nic:nic1. */
function topOf(entity: string): string {
  return entity.split('/', 1)[0]!;
}

function table(title: string, findings: readonly Finding[], nameOf: (finding: Finding) => string): string {
  const rows = new Map<string, Counts>();
  for (const finding of findings) {
    const name = harmless(nameOf(finding));
    const counts = rows.get(name) ?? { error: 0, warning: 0, info: 0 };
    counts[finding.severity]++;
    rows.set(name, counts);
  }
  const sum = (counts: Counts): number => counts.error + counts.warning + counts.info;
  const sorted = [...rows].sort(([a, x], [b, y]) => sum(y) - sum(x) || compare(a, b));
  const more = sorted.length - ROWS;
  return grid([
    [title, ...COLUMNS],
    ...sorted.slice(0, ROWS).map(([name, counts]) => [name, ...COLUMNS.map((column) => String(counts[column]))]),
    ...(more > 0 ? [[`and ${more} more`]] : []),
  ]);
}

/** How long the phases of a run took, and its slowest rules, in milliseconds. */
export function timings(phases: ReadonlyMap<string, number>, rules: ReadonlyMap<string, number>): string {
  const line = ([name, time]: readonly [string, number]): string[] => [name, time.toFixed(1)];
  const slowest = [...rules].sort(([a, x], [b, y]) => y - x || compare(a, b));
  const more = slowest.slice(ROWS).reduce((sum, [, time]) => sum + time, 0);
  return [
    grid([['phase', 'ms'], ...[...phases].map(line)]),
    ...(rules.size > 0
      ? [
          grid([
            ['rule', 'ms'],
            ...slowest.slice(0, ROWS).map(line),
            ...(slowest.length > ROWS ? [line([`the other ${slowest.length - ROWS}`, more])] : []),
          ]),
        ]
      : []),
  ].join('\n');
}

/** Lines in columns: the first to the left, numbers to the right. */
function grid(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(stringWidth(cell), all[i] ?? 0)).concat(all.slice(row.length)),
    [],
  );
  const cell = (text: string, i: number): string => {
    const space = ' '.repeat(widths[i]! - stringWidth(text));
    return i === 0 ? text + space : space + text;
  };
  return rows.map((row) => `${row.map(cell).join('  ').trimEnd()}\n`).join('');
}
