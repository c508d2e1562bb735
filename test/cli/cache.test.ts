import { readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type RunResult, runLint } from '#cli/run';
import type { RunOptions } from '#cli/run-options';
import * as linting from '#lint/lint';
import { FORMATS, type FormatName, render } from '#report/formats';
import { type Report, summarize } from '#report/report';
import { RULES } from '#rules';
import { CLEAN, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

vi.setConfig({ testTimeout: 60_000 });

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const CONFIG = 'hvlint.config.yaml';
const RULE = 'vlan/nic-vlan-filter-on-team-member';

/** How often estates were checked: a result out of the cache checks none. */
const checked = vi.spyOn(linting, 'lint');
beforeEach(() => {
  checked.mockClear();
});

type Run = Partial<RunOptions> & Pick<RunOptions, 'cwd'>;

function run(options: Run): Promise<RunResult> {
  return runLint({
    paths: ['.'],
    rules: RULES,
    lookup: true,
    ruleFlags: {},
    inlineConfig: true,
    today: '2026-06-15',
    baseline: { use: 'read' },
    ...options,
  });
}

/** Everything a run can be printed as, and everything its exit code is made of. */
async function printed(result: RunResult, cwd: string): Promise<string[]> {
  const report: Report = {
    cwd,
    findings: result.findings,
    suppressed: result.suppressed,
    summary: summarize(result.findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: '0.0.0',
    color: false,
    today: '2026-06-15',
  };
  const texts = await Promise.all((Object.keys(FORMATS) as FormatName[]).map((name) => render(name, report)));
  const { unmatched, crashed, failures, failSeverity, entities, files, skipped } = result;
  const stale = result.baselines.map((b) => [b.file, b.root, b.stale, b.locked, b.entries]);
  return [...texts, JSON.stringify([unmatched, crashed, failures, failSeverity, entities, files, skipped, stale])];
}

/** Runs with the cache and without, and wants the same of both. Returns whether the result came out of the cache. */
async function same(options: Run, strategy: 'content' | 'metadata' = 'content'): Promise<boolean> {
  checked.mockClear();
  const kept = await run({ ...options, cache: { location: options.cache?.location, strategy } });
  const fromCache = checked.mock.calls.length === 0;
  expect(await printed(kept, options.cwd)).toEqual(await printed(await run({ ...options, cache: undefined }), options.cwd));
  expect(kept.remarks).toEqual([]);
  return fromCache;
}

describe('a result out of the cache', () => {
  const examples = readdirSync(path.join(root, 'examples'), { withFileTypes: true }).filter((e) => e.isDirectory());

  it.each(examples.map((e) => e.name))('is printed as if it were new: %s', async (name) => {
    const location = `${folderWith({})}/`;
    for (const paths of [[`examples/${name}`], [`examples/${name}/${CONFIG}`, `examples/${name}`]]) {
      const options = { cwd: root, paths, cache: { location, strategy: 'content' as const } };
      expect(await same(options)).toBe(false);
      expect(await same(options)).toBe(true);
    }
  });

  it('has suppressions, notes, broken files, secrets covered and other encodings', async () => {
    const cwd = folderWith({
      [CONFIG]: `suppress:\n  - { rule: ${RULE}, on: host:hv01, reason: lab, until: 2026-07-01 }\n`,
      'hv01.yaml': GUILTY,
      'hv02.yaml': Buffer.from(`\ufeff${GUILTY.replace('hv01', 'hv02')}`, 'utf16le'),
      'hv03.yaml': 'kind: host\nname: [\n',
      'hv04.yaml': 'kind: host\nname: hv04 # hvlint-disable-line vlan/* -- lab\nnicz: []\n',
      'tor1.cfg':
        'hostname tor1\nusername admin password 5 $1$secret role network-admin\ninterface Ethernet1/1\n  switchport mode trunk\n  switchport trunk allowed vlan 5000\n',
      'other.json': '{}',
      'blob.cfg': Buffer.from([0, 1, 2, 3]),
    });
    expect(await same({ cwd })).toBe(false);
    expect(await same({ cwd })).toBe(true);
    const kept = readFileSync(path.join(cwd, '.hvlintcache'), 'utf8');
    expect(kept).toContain(RULE);
    expect(kept).not.toContain('secret role');
  });

  it('is the same after the folder has moved', async () => {
    const cwd = folderWith({ 'a/hv01.yaml': GUILTY, [`a/${CONFIG}`]: '' });
    await same({ cwd: path.join(cwd, 'a') });
    renameSync(path.join(cwd, 'a'), path.join(cwd, 'b'));
    expect(await same({ cwd: path.join(cwd, 'b') })).toBe(true);
  });
});

describe.each(['content', 'metadata'] as const)('after a change the cache is not used (%s)', (strategy) => {
  const HOSTS = { 'hv01.yaml': GUILTY, 'hv02.yaml': CLEAN, [CONFIG]: 'target: 2019\n' };
  const adopted = `{ "schemaVersion": 1, "suppressions": [{ "rule": "${RULE}", "entity": "host:hv01/nic:nic1", "property": "/vlanId" }] }`;
  const changes: Record<string, (cwd: string) => Partial<RunOptions> | undefined> = {
    'of a file, as long as before': (cwd) => void writeFileSync(path.join(cwd, 'hv01.yaml'), GUILTY.replace('42', '43')),
    'of a file that was clean': (cwd) => void writeFileSync(path.join(cwd, 'hv02.yaml'), GUILTY.replace('hv01', 'hv02')),
    'by a new file': (cwd) => void writeFileSync(path.join(cwd, 'hv03.yaml'), CLEAN.replace('hv02', 'hv03')),
    'by a file that is gone': (cwd) => rmSync(path.join(cwd, 'hv01.yaml')) as undefined,
    'by a new name': (cwd) => renameSync(path.join(cwd, 'hv01.yaml'), path.join(cwd, 'x.yaml')) as undefined,
    'of the configuration': (cwd) => void writeFileSync(path.join(cwd, CONFIG), `rules:\n  ${RULE}: info\n`),
    'of what it extends': (cwd) => void writeFileSync(path.join(cwd, 'base.yaml'), `rules:\n  ${RULE}: warning\n`),
    'of the baseline': (cwd) => void writeFileSync(path.join(cwd, 'hvlint-suppressions.json'), adopted),
    'of what git ignores': (cwd) => void writeFileSync(path.join(cwd, '.gitignore'), 'hv02.yaml\n'),
    'of --rule': () => ({ ruleFlags: { [RULE]: 'off' } }),
    'of --target': () => ({ target: '2022' }),
    'of --no-inline-config': () => ({ inlineConfig: false }),
    'of the paths': () => ({ paths: ['hv01.yaml'] }),
    'of the rules': () => ({ rules: RULES.filter((rule) => rule.id !== RULE) }),
  };

  it.each(Object.keys(changes))('%s', async (name) => {
    const extended =
      name === 'of what it extends' ? { [CONFIG]: 'extends: ./base.yaml\n', 'base.yaml': `rules:\n  ${RULE}: info\n` } : {};
    const cwd = folderWith({ ...HOSTS, ...extended });
    for (const file of readdirSync(cwd)) utimesSync(path.join(cwd, file), 1e9, 1e9);
    expect(await same({ cwd }, strategy)).toBe(false);
    expect(await same({ cwd }, strategy)).toBe(true);
    const options = changes[name]!(cwd) ?? {};
    expect(await same({ cwd, ...options }, strategy)).toBe(false);
  });
});

describe('the day', () => {
  const waived = (until: string): string => `suppress:\n  - { rule: ${RULE}, on: "host:hv01", reason: lab, until: ${until} }\n`;

  it('ends a result only where a suppression expires, in the configuration or in a comment', async () => {
    const comment = GUILTY.replace('vlanId: 42', `vlanId: 42 # hvlint-disable-line ${RULE} -- lab (until 2026-06-20)`);
    for (const files of [{ 'hv01.yaml': GUILTY, [CONFIG]: waived('2026-06-20') }, { 'hv01.yaml': comment }]) {
      const cwd = folderWith(files);
      expect(await same({ cwd, today: '2026-06-15' })).toBe(false);
      expect(await same({ cwd, today: '2026-06-20' })).toBe(true);
      expect(await same({ cwd, today: '2026-06-21' })).toBe(false);
      expect(await same({ cwd, today: '2027-01-01' })).toBe(true);
      expect(await same({ cwd, today: '2026-06-20' })).toBe(false);
    }
  });
});

describe('the cache itself', () => {
  const cacheOf = (cwd: string): string => path.join(cwd, '.hvlintcache');

  it.each([
    ['cut off', (text: string) => text.slice(0, -40)],
    ['changed', (text: string) => text.replace('NIC1', 'NIC9')],
    ['something else', () => '{"a": 1}'],
    ['empty', () => ''],
  ])('is not used when it is %s, and made anew', async (_what, spoil) => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    await same({ cwd });
    writeFileSync(cacheOf(cwd), spoil(readFileSync(cacheOf(cwd), 'utf8')));
    const result = await run({ cwd, cache: { strategy: 'content' } });
    expect([result.findings.length, result.remarks]).toEqual([1, [`the cache ${cacheOf(cwd)} is broken and not used`]]);
    expect(await same({ cwd })).toBe(true);
  });

  it('is no reason to fail when it cannot be read or written', async () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY, 'file/x': '' });
    const result = await run({ cwd, cache: { location: 'file/x/cache', strategy: 'content' } });
    expect(result.findings).toHaveLength(1);
    expect(result.remarks.join()).toContain('cannot be written');
  });

  it('keeps nothing of a run that failed', async () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY, 'blob.cfg': Buffer.from([0, 1]) });
    const options = { cwd, paths: ['hv01.yaml', 'blob.cfg'] };
    expect((await run({ ...options, cache: { strategy: 'content' } })).failures).toHaveLength(1);
    expect(await same(options)).toBe(false);
  });

  it('holds every estate for itself, beside the configuration, and is never read as a file of theirs', async () => {
    const cwd = folderWith({ [CONFIG]: 'estates: ["sites/*"]\n', 'sites/a/h.yaml': GUILTY, 'sites/b/h.yaml': CLEAN });
    await same({ cwd });
    writeFileSync(path.join(cwd, 'sites/b/h.yaml'), GUILTY);
    checked.mockClear();
    await run({ cwd, cache: { strategy: 'content' } });
    expect(checked).toHaveBeenCalledTimes(1);
    expect(await same({ cwd: path.join(cwd, 'sites'), paths: ['a'] })).toBe(true);
    expect(readdirSync(cwd)).toContain('.hvlintcache');
    const named = { cwd, cache: { location: 'cache.json', strategy: 'content' as const } };
    const first = await run(named);
    checked.mockClear();
    expect(await printed(await run(named), cwd)).toEqual(await printed(first, cwd));
    expect([checked.mock.calls.length, readdirSync(cwd).includes('cache.json')]).toEqual([0, true]);
  });

  it('names files by metadata that was not made just now', async () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const now = new Date();
    utimesSync(path.join(cwd, 'hv01.yaml'), now, now);
    await same({ cwd }, 'metadata');
    utimesSync(path.join(cwd, 'hv01.yaml'), 1e9, 1e9);
    expect(await same({ cwd }, 'metadata')).toBe(false);
    expect(await same({ cwd }, 'metadata')).toBe(true);
  });
});

describe('--cache', () => {
  it('gives the same output and exit code on the command line, and fixes as ever', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const plain = hvlint(cwd, ['-f', 'json']);
    expect(hvlint(cwd, ['-f', 'json', '--cache'])).toEqual(plain);
    expect(hvlint(cwd, ['-f', 'json', '--cache'])).toEqual(plain);
    expect(hvlint(cwd, ['-f', 'codeframe', '--cache', '--timing']).err).not.toContain('read files');
    writeFileSync(path.join(cwd, '.hvlintcache'), 'x');
    const broken = hvlint(cwd, ['-f', 'json', '--cache', '--cache-strategy', 'metadata']);
    expect(broken.err).toContain('.hvlintcache is broken and not used');
    expect({ ...broken, err: '' }).toEqual({ ...plain, err: '' });
    const alone = hvlint(cwd, ['--cache-location', 'x']);
    expect([alone.status, alone.err.includes('add --cache')]).toEqual([2, true]);
  });
});
