import type { Rule } from '#lint/rule';
import { rangeText } from '#model/os';
import type { ReleaseFact } from '#model/releases';

/** What `hvlint rules -f json` prints of a rule. */
export interface RuleRow {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly versions: string;
  readonly fixable: string | null;
  /** The smallest preset that has it on. */
  readonly preset: 'hvlint:recommended' | 'hvlint:strict';
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
    preset: rule.preset === 'strict' || rule.status === 'preview' ? 'hvlint:strict' : 'hvlint:recommended',
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
  const parts = [...areas].map(
    ([area, rows]) =>
      `## ${area}\n\n| rule | severity | Windows Server | fix | preset | what it says |\n| --- | --- | --- | --- | --- | --- |\n${rows
        .map(
          (r) =>
            `| [${r.id}](../rules/${r.id}.md) | ${r.severity} | ${r.versions} | ${r.fixable ?? ''} | ${r.preset === 'hvlint:strict' ? 'strict' : ''} | ${cell(r.title)} |`,
        )
        .join('\n')}\n`,
  );
  return `# Rules\n\n${rules.length} rules. \`hvlint explain <rule>\` shows the page of one. This page is generated.\n\n${parts.join('\n')}`;
}

/** What each Windows Server release has, as the Markdown page docs/versions.md. */
export function versionsMarkdown(facts: readonly ReleaseFact[]): string {
  const rows = facts.map((fact) => `| ${rangeText(fact)} | ${cell(fact.what)} | ${cell(fact.source)} |`);
  return `# Windows Server releases\n\nWhat hvlint reckons with, release by release. Rules take it from one table, \`src/model/releases.ts\`, of which this page is made.\nAzure Local counts as 2022. A host without \`os\` takes \`--target\` or the configuration's \`target\`; without both, only rules that hold for every\nrelease speak about it.\n\n| Windows Server | what is so | source |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
