import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { RULES } from '#rules';

interface Section {
  readonly section: string;
  readonly statements: readonly { says: string; rules?: string[]; why?: string }[];
}

const sections = parse(readFileSync(new URL('../docs/coverage.yaml', import.meta.url), 'utf8')) as Section[];
const statements = sections.flatMap(({ section, statements: all }) => all.map((s) => ({ section, ...s })));
const ids = new Set(RULES.map((rule) => rule.id));

// docs/coverage.md is made from docs/coverage.yaml by scripts/generate.mjs, whose --check is part of npm run check.
describe('docs/coverage.yaml', () => {
  it('names rules that exist', () => {
    expect(statements.flatMap((s) => (s.rules ?? []).filter((id) => !ids.has(id)))).toEqual([]);
  });

  it('says of every statement which rules there are, or why there are none', () => {
    for (const { section, says, rules, why } of statements) {
      expect(says.length, section).toBeGreaterThan(10);
      expect((rules?.length ?? 0) > 0 || why !== undefined, `${section}: ${says}`).toBe(true);
      expect((rules?.length ?? 0) > 0 && why !== undefined, `${section}: ${says}: has rules and a reason for none`).toBe(false);
    }
  });

  it('has every statement once', () => {
    const texts = statements.map((s) => `${s.section}: ${s.says}`);
    expect(texts.filter((text, i) => texts.indexOf(text) !== i)).toEqual([]);
  });
});
