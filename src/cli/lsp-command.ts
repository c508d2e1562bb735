import { serve } from '#lsp/server';
import { everyRule, pageOf } from './rule-list.ts';
import { VERSION } from './version.ts';

/** Runs `hvlint lsp`: serves until the editor goes. */
export function lspCommand(): void {
  const known = new Set(everyRule().map((rule) => rule.id));
  serve({ rules: everyRule(), version: VERSION, pageOf: (rule) => (known.has(rule) ? pageOf(rule) : undefined) });
}
