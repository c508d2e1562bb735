import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits } from '#fix/apply';
import { chooseFixes } from '#fix/choose';
import type { Finding } from '#lint/finding';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { RULES } from '#rules';
import { type Block, findingLine, parsePage } from '../rule-page.ts';

const root = new URL('../..', import.meta.url).pathname;

/** Findings of every rule in the files of a case. */
async function findingsOf(blocks: readonly Block[]): Promise<readonly Finding[]> {
  const config = blocks.find((b) => b.file === 'hvlint.config.yaml');
  const settings = (config ? parse(config.text) : {}) as {
    target?: string | number;
    inventory?: string | Record<string, string>;
    cabling?: { descriptions?: string[] };
  };
  const complete = (kind: string) =>
    (typeof settings.inventory === 'string' ? settings.inventory : settings.inventory?.[kind]) === 'complete';
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
  const estate = {
    root: '/estate',
    files,
    whole: true,
    target: settings.target === undefined ? undefined : (String(settings.target) as '2019'),
    descriptions: settings.cabling?.descriptions ?? [],
    inventory: { hosts: complete('hosts'), switches: complete('switches'), vms: complete('vms') },
    severityOf: (rule: (typeof RULES)[number]) => rule.severity,
    suppress: [],
    locked: [],
    inlineConfig: true,
    today: '2026-06-15',
  };
  return lint(estate, RULES).findings;
}

/** Rules whose fix gives a thing another name: what is said of it is said under that name then. */
const RENAMING: ReadonlySet<string> = new Set(['team-interface/name-vlan-mismatch']);

/** A cause, wherever its lines are, and whatever the thing is called where a fix renamed it. */
function causeOf({ rule, entity, place, key }: Finding, renamed: boolean): string {
  return renamed ? rule.id : JSON.stringify([rule.id, entity ?? place.file.path, place.property, key ?? null]);
}

/** What is in a list more often than in another. */
function added(before: readonly string[], after: readonly string[]): string[] {
  const left = [...before];
  return after.filter((each) => {
    const at = left.indexOf(each);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

interface Repaired {
  readonly before: readonly Finding[];
  readonly after: readonly Finding[];
  readonly blocks: readonly Block[];
  readonly rounds: number;
}

/** Fixes until nothing is left to fix. */
async function repair(blocks: readonly Block[], unsafe: boolean): Promise<Repaired> {
  const before = await findingsOf(blocks);
  let after = before;
  let now = blocks;
  for (let rounds = 0; ; rounds++) {
    const { edits } = chooseFixes(after, unsafe);
    if (edits.length === 0 || rounds === 10) return { before, after, blocks: now, rounds };
    now = now.map((block) =>
      block.language === 'findings'
        ? block
        : { ...block, text: applyEdits({ path: `/estate/${block.file}`, text: block.text }, edits) },
    );
    after = await findingsOf(now);
  }
}

function comments(blocks: readonly Block[]): string[] {
  return blocks.flatMap((b) => [...b.text.matchAll(/(?:^|\s)#.*$/gm)].map((m) => m[0].trim()));
}

/** What a repair must never do. */
function judge({ before, after, rounds }: Repaired, unsafe: boolean): void {
  const renamed = before.some(({ rule, fix }) => fix && RENAMING.has(rule.id));
  const causes = (findings: readonly Finding[]): string[] => findings.map((finding) => causeOf(finding, renamed));
  expect(added(causes(before), causes(after)), after.map((f) => `${f.rule.id} ${findingLine(f)}`).join('\n')).toEqual([]);
  expect(rounds, 'fixes go on for ever').toBeLessThan(10);
  expect(after.filter((f) => f.fix && (f.fix.safe || unsafe)).map((f) => `${f.rule.id} ${findingLine(f)}`)).toEqual([]);
}

const fixable = RULES.filter((rule) => rule.fixable !== undefined);

describe.each(fixable.map((rule) => [rule.id, rule] as const))('a fix of %s', (id, rule) => {
  const cases = [`rules/${id}.md`, `test/rules/${id}.md`]
    .filter((path) => existsSync(root + path))
    .flatMap((path) => parsePage(readFileSync(root + path, 'utf8')).cases)
    .filter(({ section }) => section === 'Fails');
  let fixes = 0;

  it.each(cases.map((each) => [each.name, each] as const))('adds no finding: %s', async (_, { blocks }) => {
    const safe = await repair(blocks, false);
    judge(safe, false);
    const unsafe = await repair(safe.blocks, true);
    judge(unsafe, true);
    fixes += safe.before.filter((f) => f.rule === rule && f.fix).length;
    expect(comments(unsafe.blocks)).toEqual(comments(blocks));
  });

  it('was tried', () => {
    expect(fixes).toBeGreaterThan(0);
  });
});
