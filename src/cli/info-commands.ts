import { unknownRule } from '#config/load';
import { ruleRows, rulesMarkdown } from '#report/rules-list';
import { UsageError } from './main.ts';
import { everyRule, pageOf } from './rule-list.ts';

/** `hvlint explain <rule>`. */
export function explain(id: string): void {
  const rule = everyRule().find((r) => r.id === id || r.aliases?.includes(id));
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
  else {
    const rows = ruleRows(everyRule());
    const wide = (key: 'id' | 'severity' | 'versions'): number => Math.max(...rows.map((r) => r[key].length));
    for (const r of rows)
      process.stdout.write(
        `${r.id.padEnd(wide('id'))}  ${r.severity.padEnd(wide('severity'))}  ${r.versions.padEnd(wide('versions'))}  ${r.fixable ? 'fix' : '   '}  ${r.title}\n`,
      );
  }
}
