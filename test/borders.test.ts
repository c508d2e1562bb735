/// <reference types="vite/types/importMeta.d.ts" />
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { Rule, RuleDefinition } from '#lint/rule';
import { SERVER_RELEASES } from '#model/os';
import { RULES } from '#rules';
import { type Case, expectations, findingLine, lineRange, parsePage, runCase } from './rule-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The modules rules import, by the name they import them under. */
const MODULES = import.meta.glob(['../src/{lint,model,text}/*.ts'], { eager: true });
const require = createRequire(import.meta.url);

/** Relational operators of a rule whose other side cannot be reached, each with the reason: `<id> <operator and what follows>`. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  'reading/conflicting-declaration > 0': 'the first name is that of the document, with which the text comes out the same',
};

function casesOf(rule: Rule): Case[] {
  const pages = [`${root}rules/${rule.id}.md`, `${root}test/rules/${rule.id}.md`].filter((file) => existsSync(file));
  return pages.flatMap((file) => parsePage(readFileSync(file, 'utf8')).cases);
}

interface Mutant {
  readonly name: string;
  readonly code: string;
}

const OTHER: Readonly<Record<string, string>> = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' };

/** The rule with one relational operator moved by one, for each such operator. */
function mutants(rule: Rule): Mutant[] {
  const code = readFileSync(`${root}rules/${rule.id}.ts`, 'utf8');
  // Blanks on both sides tell an operator from a type argument or an arrow.
  return [...code.matchAll(/ (<=|>=|<|>) (?=\S)/g)].map((match) => {
    const before = code.slice(0, match.index);
    const after = code.slice(match.index + match[0].length);
    const line = before.split('\n').length;
    return {
      name: `line ${line}: ${match[1]} ${after.slice(0, after.search(/[\n)?&|;,]/)).trim()}`,
      code: `${before} ${OTHER[match[1]!]} ${after}`,
    };
  });
}

async function compiled(rule: Rule, code: string): Promise<Rule> {
  const { code: js } = await transform(code, { loader: 'ts', format: 'cjs' });
  const load = (name: string): unknown => (name.startsWith('#') ? MODULES[`../src/${name.slice(1)}.ts`] : require(name));
  const module: { exports: { default?: RuleDefinition } } = { exports: {} };
  new Function('require', 'module', 'exports', js)(load, module, module.exports);
  if (!module.exports.default) throw new Error(`${rule.id} has no default export`);
  return { ...module.exports.default, id: rule.id };
}

/** Whether a case comes out as its page says. */
async function holds(rule: Rule, { section, blocks }: Case): Promise<boolean> {
  const { own } = await runCase(rule, blocks);
  if (section !== 'Fails') return own.length === 0;
  const expected = expectations(blocks);
  if ('exact' in expected) return own.map(findingLine).sort().join('\n') === expected.exact.sort().join('\n');
  if (own.length !== expected.comments.length) return false;
  return expected.comments.every(({ file, line, severity, part }) =>
    own.some(
      (f) =>
        f.place.file.path === `/estate/${file}` &&
        lineRange(f.place.file, f.place.range()).line === line &&
        f.severity === severity &&
        f.message.includes(part),
    ),
  );
}

describe('both sides of every border', () => {
  for (const rule of RULES) {
    const all = mutants(rule);
    if (all.length === 0) continue;
    it(`${rule.id}: a page case fails when a comparison is off by one`, async () => {
      const cases = casesOf(rule).filter((c) => ['Fails', 'Passes', 'Silent because unknown'].includes(c.section));
      const survivors: string[] = [];
      for (const mutant of all) {
        const changed = await compiled(rule, mutant.code);
        let killed = false;
        for (const c of cases)
          if (!(await holds(changed, c))) {
            killed = true;
            break;
          }
        const key = `${rule.id} ${mutant.name.replace(/^line \d+: /, '')}`;
        if (!killed && UNREACHABLE[key] === undefined) survivors.push(mutant.name);
      }
      expect(survivors).toEqual([]);
    });
  }
});

describe('the releases of a rule', () => {
  const oses = (cases: readonly Case[]): string[] =>
    cases.flatMap((c) =>
      c.blocks.flatMap((b) =>
        [...b.text.matchAll(/\b(?:os|target)"?:\s*"?(?:Windows Server )?([\w-]+(?: R2)?)/g)].map((m) => m[1]!.replace(' ', '')),
      ),
    );
  for (const rule of RULES.filter((r) => r.versions)) {
    it(`${rule.id}: the page has a case at every end of its range, and one beyond it`, () => {
      const cases = casesOf(rule);
      const { from, to } = rule.versions!;
      const fails = oses(cases.filter((c) => c.section === 'Fails'));
      const others = oses(cases.filter((c) => c.section !== 'Fails'));
      const before = from && SERVER_RELEASES[SERVER_RELEASES.indexOf(from) - 1];
      const after = to && SERVER_RELEASES[SERVER_RELEASES.indexOf(to) + 1];
      if (from) expect(fails, 'Fails').toContain(from);
      if (to) expect(fails, 'Fails').toContain(to);
      // Nothing of this is on 2008 R2, so nothing is asked about it.
      if (before && before !== '2008R2') expect(others, 'Passes or Silent because unknown').toContain(before);
      if (after) expect(others, 'Passes or Silent because unknown').toContain(after);
    });
  }
});
