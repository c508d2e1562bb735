import { describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';
import { CLEAN, findings, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

const RULE = 'vlan/nic-vlan-filter-on-team-member';
const WAIVER = `{ rule: ${RULE}, on: "host:hv01", reason: agreed }`;

/** What is reported of configurations, as `file:line rule`. */
async function told(cwd: string, paths: readonly string[] = ['.']): Promise<string[]> {
  const result = await runLint({
    paths,
    cwd,
    rules: RULES,
    lookup: true,
    ruleFlags: {},
    inlineConfig: true,
    baseline: { use: 'read' },
    today: '2026-06-15',
  });
  return result.findings
    .filter(({ rule }) => rule.id.startsWith('suppression/'))
    .map(({ rule, place }) => {
      const { line } = lineRange(place.file, place.range());
      return `${place.file.path.replace(`${cwd.replaceAll('\\', '/')}/`, '')}:${line} ${rule.id}`;
    });
}

function fingerprints(cwd: string, paths: readonly string[]): string[] {
  const ran = hvlint(cwd, [...paths, '-f', 'json']);
  return findings(ran).flatMap((f) => (f.rule.startsWith('suppression/') ? [f.fingerprint] : []));
}

describe('a configuration for several estates', () => {
  const sites = (suppress: string, a = GUILTY): string =>
    folderWith({
      'hvlint.config.yaml': `estates: ["sites/*"]\nsuppress:\n  - ${suppress}\n`,
      'sites/a/hv01.yaml': a,
      'sites/b/hv02.yaml': CLEAN,
      'sites/c/hv03.yaml': CLEAN,
    });

  it('has a waiver in use where one of them uses it, whichever are checked', async () => {
    const cwd = sites(WAIVER);
    for (const paths of [['.'], ['sites'], ['sites/a'], ['sites/b'], ['sites/b', 'sites/c'], ['sites/b/hv02.yaml']])
      expect(await told(cwd, paths), paths.join()).toEqual([]);
  });

  it('has one that none of them uses told once, and only where all were read', async () => {
    const cwd = sites(WAIVER, CLEAN);
    expect(await told(cwd)).toEqual(['hvlint.config.yaml:3 suppression/unused']);
    for (const paths of [['sites/a'], ['sites/a', 'sites/b'], ['sites/a/hv01.yaml']])
      expect(await told(cwd, paths), paths.join()).toEqual([]);
  });

  it('has what is wrong with a waiver told once, the same whichever are checked', async () => {
    for (const [suppress, rule] of [
      [WAIVER.replace('reason: agreed', 'reason: agreed, until: 2020-01-01'), 'expired'],
      [WAIVER.replace('reason: agreed', 'owner: netops'), 'without-reason'],
    ]) {
      const cwd = sites(suppress!);
      expect(await told(cwd)).toEqual([`hvlint.config.yaml:3 suppression/${rule}`]);
      expect(await told(cwd, ['sites/c'])).toEqual([`hvlint.config.yaml:3 suppression/${rule}`]);
      const all = fingerprints(cwd, ['.']);
      expect(all).toHaveLength(1);
      expect(fingerprints(cwd, ['sites/b'])).toEqual(all);
    }
    const locking = (rules: string): Record<string, string> => ({
      'hvlint.config.yaml': `estates: ["sites/*"]\nlocked: [${RULE}]\nrules: { ${rules}: off }\n`,
      'sites/a/hv02.yaml': CLEAN,
      'sites/b/hv02.yaml': CLEAN,
    });
    expect(await told(folderWith(locking(RULE)))).toEqual(['hvlint.config.yaml:3 suppression/locked']);
    expect(await told(folderWith(locking('vlan/*')))).toEqual([]);
  });

  it('is judged the same out of a cache', () => {
    for (const a of [GUILTY, CLEAN]) {
      const cwd = sites(WAIVER, a);
      const first = hvlint(cwd, ['--cache', '-f', 'json']);
      expect(findings(first).map((f) => f.rule)).toEqual(a === CLEAN ? ['suppression/unused'] : []);
      expect(hvlint(cwd, ['--cache', '-f', 'json']).out).toBe(first.out);
    }
  });
});

describe('a file that several configurations extend', () => {
  const shared = (a: string): string =>
    folderWith({
      'base.yaml': `suppress:\n  - ${WAIVER}\n`,
      'a/hvlint.config.yaml': 'extends: ../base.yaml\n',
      'a/hv01.yaml': a,
      'b/hvlint.config.yaml': 'extends: ../base.yaml\n',
      'b/hv02.yaml': CLEAN,
    });

  it('has a waiver in use where one of them uses it', async () => {
    const cwd = shared(GUILTY);
    expect(await told(cwd)).toEqual([]);
    expect(await told(cwd, ['b'])).toEqual([]);
  });

  it('has one that nothing uses told once, where everything around the file was read', async () => {
    const cwd = shared(CLEAN);
    expect(await told(cwd)).toEqual(['base.yaml:2 suppression/unused']);
    expect(await told(cwd, ['b'])).toEqual([]);
  });
});

describe('a locked rule', () => {
  const off = (locked: string, rules: string): Promise<string[]> =>
    told(
      folderWith({
        'hvlint.config.yaml': `locked: ["${locked}"]\noverrides:\n  - files: ["lab/**"]\n    rules: { ${rules}: off }\n`,
        'lab/hv01.yaml': GUILTY,
      }),
    );

  it('stays on beneath a pattern that switches off its area, which is no mistake', async () => {
    expect(await off(RULE, 'vlan/*')).toEqual([]);
    expect(await off(RULE, '"*"')).toEqual([]);
    expect(await off('vlan/*', '"*"')).toEqual([]);
    const cwd = folderWith({ 'hvlint.config.yaml': `locked: [${RULE}]\nrules: { vlan/*: off }\n`, 'hv01.yaml': GUILTY });
    expect(findings(hvlint(cwd, ['-f', 'json'])).map((f) => f.rule)).toEqual([RULE]);
  });

  it('that is switched off by the name it is locked by is told, once', async () => {
    expect(await off(RULE, RULE)).toEqual(['hvlint.config.yaml:4 suppression/locked']);
    expect(await off('vlan/*', RULE)).toEqual(['hvlint.config.yaml:4 suppression/locked']);
    expect(await off('vlan/*', 'vlan/*')).toEqual(['hvlint.config.yaml:4 suppression/locked']);
  });
});

describe('hvlint config check', () => {
  it('tells waivers that do not count and locked rules that are switched off, each once', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': [
        'estates: ["sites/*"]',
        `locked: [${RULE}]`,
        `rules: { ${RULE}: off }`,
        'suppress:',
        `  - { rule: vlan/*, on: "host:hv01" }`,
        `  - { rule: vlan/*, on: "host:hv02", reason: agreed, until: soon }`,
        `  - { rule: vlan/*, on: "host:hv03", reason: agreed }`,
        '',
      ].join('\n'),
      'sites/a/hv02.yaml': CLEAN,
      'sites/b/hv02.yaml': CLEAN,
    });
    const ran = hvlint(cwd, ['config', 'check']);
    expect(ran.out.split('\n').sort()).toEqual(
      [
        '',
        `hvlint.config.yaml:3:47: ${RULE} is locked and cannot be switched off here`,
        "hvlint.config.yaml:5:13: say why: add 'reason'; a suppression without a reason does not count",
        'hvlint.config.yaml:6:13: the date behind until is not a day written YYYY-MM-DD; it counts as expired',
      ].sort(),
    );
    expect(ran.status).toBe(1);
  });

  it('finds the example of the documents in order', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': `overrides: [{ files: ["lab/**"], rules: { third-party/*: off } }]\nlocked: [third-party/mixed-teaming-on-host]\n`,
      'hv02.yaml': CLEAN,
    });
    expect(hvlint(cwd, ['config', 'check'])).toMatchObject({ status: 0, out: 'hvlint.config.yaml: in order\n' });
  });

  it('refuses patterns whose braces do not belong together, and takes those that do', () => {
    const check = (text: string): ReturnType<typeof hvlint> =>
      hvlint(folderWith({ 'hvlint.config.yaml': text, 'hv02.yaml': CLEAN }), ['config', 'check']);
    for (const [text, at] of [
      ['files: ["**/*.{yaml"]', "1:9: the pattern '**/*.{yaml' matches no file as it is meant: '{' is never closed"],
      ['ignore: [a, "b}"]', "1:13: the pattern 'b}' matches no file as it is meant: '}' is never opened"],
      ['overrides: [{ files: ["{lab/**"], rules: {} }]', "'{' is never closed"],
      ['readers: [{ files: ["{a,{b}"], as: yaml }]', "'{' is never closed"],
      ['estates: ["{a,b"]', "'{' is never closed"],
    ] as const) {
      const ran = check(`${text}\n`);
      expect(ran.err).toContain(at);
      expect(ran.status).toBe(2);
    }
    for (const pattern of ['**/*.{yaml,{yml,json}}', '\\{a', 'a\\}', '[{]a', '[}]'])
      expect(check(`ignore: ['${pattern}']\n`), pattern).toMatchObject({ status: 0 });
  });
});
