import { unknownRule } from '#config/load';
import type { Rule } from '#lint/rule';
import { ruleRows, rulesMarkdown } from '#report/rules-list';
import { UsageError } from './main.ts';
import { everyRule, pageOf } from './rule-list.ts';

/** `hvlint explain <rule>`; of an area, which rules it has. */
export function explain(id: string): void {
  const rule = everyRule().find((r) => r.id === id || r.aliases?.includes(id));
  const area = `${id.replace(/\/\*?$/, '')}/`;
  const within = rule ? [] : everyRule().filter((r) => r.id.startsWith(area));
  if (within.length > 0) {
    process.stdout.write(`${area}* is an area; hvlint explain <rule> prints the page of one of its rules:\n\n${table(within)}`);
    return;
  }
  if (!rule) throw new UsageError(unknownRule(id, everyRule()));
  const { severity, versions, fixable, status, source } = ruleRows([rule])[0]!;
  const facts = [
    `severity: ${severity}`,
    `Windows Server: ${versions}`,
    ...(fixable ? [`fix: ${fixable}`] : []),
    ...(status === 'stable' ? [] : [status]),
  ];
  process.stdout.write(`${pageOf(rule.id).trimEnd()}\n\n---\n${facts.join(' · ')}\nsource: ${source}\n`);
}

/** `hvlint rules`. */
export function listRules(format: string): void {
  if (format === 'json') process.stdout.write(`${JSON.stringify(ruleRows(everyRule()), null, 2)}\n`);
  else if (format === 'markdown') process.stdout.write(rulesMarkdown(everyRule()));
  else process.stdout.write(table(everyRule()));
}

function table(rules: readonly Rule[]): string {
  const rows = ruleRows(rules);
  const [id, severity, versions] = (['id', 'severity', 'versions'] as const).map((key) => {
    const width = Math.max(...rows.map((row) => row[key].length));
    return (row: (typeof rows)[number]): string => row[key].padEnd(width);
  }) as [Cell, Cell, Cell];
  return rows
    .map((row) => `${id(row)}  ${severity(row)}  ${versions(row)}  ${row.fixable ? 'fix' : '   '}  ${row.title}\n`)
    .join('');
}

type Cell = (row: ReturnType<typeof ruleRows>[number]) => string;
