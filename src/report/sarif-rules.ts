import type { Rule } from '#lint/rule';
import { clip } from './harmless.ts';
import { compare, docsOf, type Entry, type Report } from './report.ts';
import { ruleHelp } from './rule-help.ts';

/** Most characters GitHub takes of a short or full description. */
const DESCRIPTION = 1024;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const;
/** GitHub's words for the severity of results that are no security alerts. */
const PROBLEMS = { error: 'error', warning: 'warning', info: 'recommendation' } as const;

/** A descriptor, of which others need the id alone. */
interface SarifRule {
  readonly id: string;
}

/** Descriptors of the rules that have results, by id, with the help of their pages. */
export function sarifRules(results: readonly Entry[], report: Report): SarifRule[] {
  const rules = new Map(results.map(({ finding }) => [finding.rule.id, finding.rule]));
  return [...rules.values()].sort((a, b) => compare(a.id, b.id)).map((rule) => descriptor(rule, report));
}

function descriptor(rule: Rule, { pageOf, toolVersion }: Report) {
  const page = pageOf?.(rule.id);
  const title = sentence(rule.title);
  const help = page === undefined ? { summary: title, text: title, markdown: title } : ruleHelp(page);
  const url = rule.docs ?? rule.docs ?? docsOf(rule.id, toolVersion);
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|[/-])([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase()),
    shortDescription: { text: clip(braced(title), DESCRIPTION) },
    fullDescription: { text: clip(braced(sentence(help.summary)), DESCRIPTION) },
    help: {
      text: braced(url === '' ? help.text : `${help.text}\n\nWhole page: ${url}`),
      markdown: braced(url === '' ? help.markdown : `${help.markdown}\n\n[The whole page, with examples](${url})`),
    },
    ...(url === '' ? {} : { helpUri: url }),
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: {
      tags: [rule.id.slice(0, rule.id.indexOf('/'))],
      'problem.severity': PROBLEMS[rule.severity],
      precision: 'high',
    },
  };
}

function sentence(text: string): string {
  const written = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?:]$/.test(written) ? written : `${written}.`;
}

/** A number in braces stands for an argument in the texts of SARIF. */
function braced(text: string): string {
  return text.replace(/\{\d+\}/g, '{$&}');
}
