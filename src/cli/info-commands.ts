import { unknownRule } from '#config/load';
import { ruleRows, rulesMarkdown } from '#report/rules-list';
import { RULES } from '#rules';
import { UsageError } from './main.ts';
import { rulePage } from './package-file.ts';

/** `hvlint explain <rule>`. */
export function explain(id: string): void {
  const rule = RULES.find((r) => r.id === id || r.aliases?.includes(id));
  if (!rule) throw new UsageError(unknownRule(id, RULES));
  const { severity, versions, fixable, status, source } = ruleRows([rule])[0]!;
  const facts = [
    `severity: ${severity}`,
    `Windows Server: ${versions}`,
    ...(fixable ? [`fix: ${fixable}`] : []),
    ...(status === 'stable' ? [] : [status]),
  ];
  process.stdout.write(`${rulePage(rule.id).trimEnd()}\n\n---\n${facts.join(' · ')}\nsource: ${source}\n`);
}

/** `hvlint rules`. */
export function listRules(format: string): void {
  if (format === 'json') process.stdout.write(`${JSON.stringify(ruleRows(RULES), null, 2)}\n`);
  else if (format === 'markdown') process.stdout.write(rulesMarkdown(RULES));
  else {
    const rows = ruleRows(RULES);
    const wide = (key: 'id' | 'severity' | 'versions'): number => Math.max(...rows.map((r) => r[key].length));
    for (const r of rows)
      process.stdout.write(
        `${r.id.padEnd(wide('id'))}  ${r.severity.padEnd(wide('severity'))}  ${r.versions.padEnd(wide('versions'))}  ${r.fixable ? 'fix' : '   '}  ${r.title}\n`,
      );
  }
}
