/// <reference types="vite/types/importMeta.d.ts" />
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { describe, expect, it } from 'vitest';
import type { Rule, RuleDefinition } from '#lint/rule';
import { SERVER_RELEASES } from '#model/os';
import { RULES } from '#rules';
import { type Mutant, mutants } from './mutants.ts';
import { type Case, expectations, findingLine, lineRange, parsePage, runCase } from './rule-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
/** The modules rules import, by the name they import them under. */
const MODULES = import.meta.glob(['../src/{lint,model,text}/*.ts'], { eager: true });
const require = createRequire(import.meta.url);

/** Changes of a rule that no estate can show, each with the reason: its id and what is changed. */
const UNREACHABLE: Readonly<Record<string, string>> = {
  'compat/sriov-on-lbfo s.data.iovEnabled === false also true': 'what is true has been reported above',
  "planner/initial-replication-window planValue(plan, 'initialReplication') !== 'network' also undefined":
    'only what could not be read is neither written nor by default, and no page may have that',
  "switch/native-not-allowed native?.mode !== 'trunk' also 'routed'":
    'the model tells an untagged VLAN of access and trunk ports only',
  'switch/portfast-missing setting?.value.edge === false also true': 'an edge port has been left above',
  'switch/portfast-missing value.enabled === true also false': 'a port without spanning tree has been left above',
  "vlan/native-vlan-mismatch native?.mode !== 'trunk' also 'routed'":
    'the model tells an untagged VLAN of access and trunk ports only',
};

function casesOf(rule: Rule): Case[] {
  const pages = [`${root}rules/${rule.id}.md`, `${root}test/rules/${rule.id}.md`].filter((file) => existsSync(file));
  return pages.flatMap((file) => parsePage(readFileSync(file, 'utf8')).cases);
}

function textOf(rule: Rule): string {
  return readFileSync(`${root}rules/${rule.id}.ts`, 'utf8');
}

function changesOf(rule: Rule): Mutant[] {
  return mutants(textOf(rule));
}

/** A change under a name that holds when lines move. */
function keyOf(rule: Rule, mutant: Mutant): string {
  return `${rule.id} ${mutant.name.replace(/^line \d+: /, '')}`;
}

async function compiled(rule: Rule, code: string): Promise<Rule> {
  const { code: js } = await transform(code, { loader: 'ts', format: 'cjs' });
  const load = (name: string): unknown => (name.startsWith('#') ? MODULES[`../src/${name.slice(1)}.ts`] : require(name));
  const module: { exports: { default?: RuleDefinition } } = { exports: {} };
  new Function('require', 'module', 'exports', js)(load, module, module.exports);
  if (!module.exports.default) throw new Error(`${rule.id} has no default export`);
  return { ...module.exports.default, id: rule.id };
}

/** Whether a case comes out as its page says. A rule that crashes, or refers to nothing, does not hold. */
async function holds(rule: Rule, { section, blocks }: Case): Promise<boolean> {
  const { own, reading } = await runCase(rule, blocks);
  if (reading.length > 0) return false;
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
    const all = changesOf(rule);
    if (all.length === 0) continue;
    it(`${rule.id}: a page case fails when a condition is another`, async () => {
      const cases = casesOf(rule).filter((c) => ['Fails', 'Passes', 'Silent because unknown'].includes(c.section));
      const same = await compiled(rule, textOf(rule));
      for (const c of cases) expect(await holds(same, c), `${c.section}: ${c.name}, with the rule as it is`).toBe(true);
      const survivors: string[] = [];
      for (const mutant of all) {
        if (UNREACHABLE[keyOf(rule, mutant)] !== undefined) continue;
        const changed = await compiled(rule, mutant.code);
        let killed = false;
        for (const c of cases) {
          killed = !(await holds(changed, c).catch(() => false));
          if (killed) break;
        }
        if (!killed) survivors.push(mutant.name);
      }
      expect(survivors).toEqual([]);
    });
  }
});

it('no change that is called unreachable has gone', () => {
  const names = RULES.flatMap((rule) => changesOf(rule).map((mutant) => keyOf(rule, mutant)));
  expect(Object.keys(UNREACHABLE).filter((key) => !names.includes(key))).toEqual([]);
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
