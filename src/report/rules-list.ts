import type { Rule } from '#lint/rule';
import { rangeText } from '#model/os';

/** What `hvlint rules -f json` prints of a rule. */
export interface RuleRow {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly versions: string;
  readonly fixable: string | null;
  readonly status: string;
  readonly replacedBy: string | null;
  readonly aliases: readonly string[];
  readonly since: string;
  readonly source: string;
}

export function ruleRows(rules: readonly Rule[]): RuleRow[] {
  return rules.map((rule) => ({
    id: rule.id,
    severity: rule.severity,
    title: rule.title,
    versions: rule.versions ? rangeText(rule.versions) : 'all',
    fixable: rule.fixable ?? null,
    status: rule.status ?? 'stable',
    replacedBy: rule.replacedBy ?? null,
    aliases: rule.aliases ?? [],
    since: rule.since,
    source: rule.source,
  }));
}

/** The rules as the Markdown page docs/rules.md. */
export function rulesMarkdown(rules: readonly Rule[]): string {
  const areas = new Map<string, RuleRow[]>();
  for (const row of ruleRows(rules)) {
    const area = row.id.slice(0, row.id.indexOf('/'));
    areas.set(area, [...(areas.get(area) ?? []), row]);
  }
  const cell = (text: string): string => text.replaceAll('|', '\\|');
  const parts = [...areas].map(
    ([area, rows]) =>
      `## ${area}\n\n| rule | severity | Windows Server | fix | what it says |\n| --- | --- | --- | --- | --- |\n${rows
        .map((r) => `| [${r.id}](../rules/${r.id}.md) | ${r.severity} | ${r.versions} | ${r.fixable ?? ''} | ${cell(r.title)} |`)
        .join('\n')}\n`,
  );
  return `# Rules\n\n${rules.length} rules. \`hvlint explain <rule>\` shows the page of one. This page is generated.\n\n${parts.join('\n')}`;
}
