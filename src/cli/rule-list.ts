import type { Rule } from '#lint/rule';
import { RULES } from '#rules';
import { rulePage } from './package-file.ts';

let own: readonly Rule[] = [];

/** Every rule of this run: those of hvlint, and of the plugins that the command names. */
export function everyRule(): readonly Rule[] {
  return own.length === 0 ? RULES : [...RULES, ...own];
}

/** Takes the rules of plugins into this run. */
export function addRules(rules: readonly Rule[]): void {
  own = [...own, ...rules];
}

/** The page of a rule as Markdown; of a plugin's, what its definition says. */
export function pageOf(id: string): string {
  const rule = own.find((each) => each.id === id);
  if (!rule) return rulePage(id);
  const more = rule.docs ? `\n${rule.docs}\n` : '';
  return `# ${id}\n\n${rule.title}\n${more}\n## Source\n\n${rule.source}\n`;
}
