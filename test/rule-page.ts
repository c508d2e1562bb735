import { parse } from 'yaml';
import { applyEdits } from '#fix/apply';
import type { Finding } from '#lint/finding';
import { type Estate, lint } from '#lint/lint';
import type { Rule } from '#lint/rule';
import type { ReadFile, Stance } from '#read/document';
import { readText } from '#read/read-file';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';

/** A block of a page: one file of a case, or the findings it expects. */
export interface Block {
  readonly language: string;
  readonly file: string;
  readonly as: string | undefined;
  /** `observed` for what a machine said. */
  readonly stance: Stance | undefined;
  readonly text: string;
}

/** What stands under one heading of a page: the files of one estate. */
export interface Case {
  readonly section: string;
  readonly name: string;
  readonly blocks: readonly Block[];
}

export interface Page {
  readonly title: string;
  readonly sections: readonly string[];
  readonly cases: readonly Case[];
}

/** Splits a rule's page into its cases. Cases of a section are told apart by `###` headings. */
export function parsePage(markdown: string): Page {
  let section = '';
  let name = '';
  let title = '';
  const sections: string[] = [];
  const cases: { section: string; name: string; blocks: Block[] }[] = [];
  const lines = markdown.split(/\r?\n/);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    const fence = /^(`{3,})(\S*)\s*(.*)$/.exec(line);
    if (fence) {
      const body: string[] = [];
      for (i++; i < lines.length && lines[i] !== fence[1]; i++) body.push(lines[i]!);
      const option = (key: string) => new RegExp(`(?:^|\\s)${key}=(\\S+)`).exec(fence[3]!)?.[1];
      const last = cases.at(-1);
      const owner = last && last.section === section && last.name === name ? last : undefined;
      const block = {
        language: fence[2]!,
        file: option('file') ?? `estate.${fence[2]}`,
        as: option('as'),
        stance: option('stance') as Stance | undefined,
        text: `${body.join('\n')}\n`,
      };
      if (owner) owner.blocks.push(block);
      else cases.push({ section, name, blocks: [block] });
    } else if (line.startsWith('# ')) title = line.slice(2).trim();
    else if (line.startsWith('## ')) {
      section = line.slice(3).trim();
      name = '';
      sections.push(section);
    } else if (line.startsWith('### ')) name = line.slice(4).trim();
  }
  return { title, sections, cases };
}

export interface Outcome {
  readonly files: readonly ReadFile[];
  /** Findings of the rule under test. */
  readonly own: readonly Finding[];
  /** Findings of reading that the rule under test does not make. */
  readonly reading: readonly Finding[];
  /** Subjects the rule was asked about. */
  readonly asked: number;
}

/** Runs one rule on the files of a case. */
export async function runCase(rule: Rule, blocks: readonly Block[], today = '2026-06-15'): Promise<Outcome> {
  const config = blocks.find((b) => b.file === 'hvlint.config.yaml');
  const settings = (config ? parse(config.text) : {}) as {
    target?: string | number;
    inventory?: string | Record<string, string>;
    cabling?: { descriptions?: string[] };
  };
  const files = await Promise.all(
    blocks
      .filter((b) => b.language !== 'findings' && b !== config)
      .map((b) =>
        readText(
          { path: `/estate/${b.file}`, text: b.text },
          { explicit: true, ...(b.as ? { as: b.as as 'nx-os' } : {}), ...(b.stance ? { stance: b.stance } : {}) },
        ),
      ),
  );
  const complete = (kind: string) =>
    (typeof settings.inventory === 'string' ? settings.inventory : settings.inventory?.[kind]) === 'complete';
  let asked = 0;
  const counting: Rule = {
    ...rule,
    check(subject, context) {
      asked++;
      rule.check(subject, context);
    },
  };
  const suppression = rule.id.startsWith('suppression/');
  const rules = RULES.map((r) => (r.id === rule.id ? counting : r));
  const estate: Estate = {
    root: '/estate',
    files,
    whole: true,
    target: settings.target === undefined ? undefined : (String(settings.target) as '2019'),
    descriptions: settings.cabling?.descriptions ?? [],
    inventory: { hosts: complete('hosts'), switches: complete('switches'), vms: complete('vms') },
    severityOf: (r) =>
      suppression || r.id === rule.id || r.id.startsWith('reading/') || r.id.startsWith('internal/') ? r.severity : 'off',
    suppress: [],
    locked: suppression ? ['third-party/*'] : [],
    inlineConfig: true,
    today,
  };
  const { findings } = lint(estate, rules);
  return {
    files,
    own: findings.filter((f) => f.rule.id === rule.id),
    // A name that nothing describes is a case rules must be silent about: it is allowed in their fixtures.
    reading: findings.filter(
      (f) =>
        f.rule.id !== rule.id &&
        f.rule.id !== 'reading/unresolved-reference' &&
        (f.rule.id.startsWith('reading/') || f.rule.id.startsWith('internal/')),
    ),
    asked,
  };
}

/** A finding as a line of a `findings` block: `tor1.cfg:3:7-11 error message (related hv01.yaml:7:23)`. */
export function findingLine(finding: Finding): string {
  const place = (p: Finding['place'], end: boolean): string => {
    const r = lineRange(p.file, p.range());
    return `${p.file.path.replace('/estate/', '')}:${r.line}:${r.column}${end ? `-${r.endLine === r.line ? '' : `${r.endLine}:`}${r.endColumn}` : ''}`;
  };
  const related = finding.related.map((r) => ` (related ${place(r.place, false)})`).join('');
  return `${place(finding.place, true)} ${finding.severity} ${finding.message}${related}`;
}

/** What a case expects: the lines of its `findings` blocks, or one line for each comment on a guilty line. */
export function expectations(
  blocks: readonly Block[],
): { exact: string[] } | { comments: { file: string; line: number; severity: string; part: string }[] } {
  const listed = blocks.filter((b) => b.language === 'findings');
  if (listed.length > 0) return { exact: listed.flatMap((b) => b.text.split('\n').filter((line) => line.trim() !== '')) };
  return {
    comments: blocks.flatMap((b) =>
      b.text.split('\n').flatMap((text, i) =>
        [...text.matchAll(/[#!]\s*(error|warning|info): ([^#!]+)/g)].map((m) => ({
          file: b.file,
          line: i + 1,
          severity: m[1]!,
          part: m[2]!.trim(),
        })),
      ),
    ),
  };
}

/** The text of a file after the fixes of the findings. */
export function fixed(outcome: Outcome, file: string): string | undefined {
  const read = outcome.files.find((f) => f.file.path === `/estate/${file}`);
  return (
    read &&
    applyEdits(
      read.file,
      outcome.own.flatMap((f) => f.fix?.edits ?? []),
    )
  );
}

export { lineRange };
