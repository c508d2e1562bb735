import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CLEAN, findings, folderWith, GUILTY, hvlint, type Ran } from './run-hvlint.ts';

vi.setConfig({ testTimeout: 60_000 });

const RULE = 'vlan/nic-vlan-filter-on-team-member';
const LOCK = `locked: [${RULE}]\n`;
const FILE = 'hvlint-suppressions.json';
const GUILTY2 = GUILTY.replace('hv01', 'hv02').replace('NIC2\nteams', 'NIC2\n    vlanID: 5\nteams');

const rules = (ran: Ran): string[] => findings(ran).map((f) => `${f.file} ${f.rule}`);
const json = (cwd: string, ...args: string[]): Ran => hvlint(cwd, ['-f', 'json', ...args]);
const entries = (cwd: string, file = FILE): Record<string, unknown>[] =>
  (JSON.parse(readFileSync(path.join(cwd, file), 'utf8')) as { suppressions: Record<string, unknown>[] }).suppressions;

describe('adopting hvlint with a baseline', () => {
  it('is green after files are moved, renamed and reordered; then only a new fault is red', () => {
    const cwd = folderWith({ 'hvlint.config.yaml': '', 'hosts/hv01.yaml': GUILTY });
    expect(json(cwd).status).toBe(1);
    const adopted = json(cwd, '--suppress-all');
    expect([adopted.status, findings(adopted)]).toEqual([0, []]);
    expect(adopted.err).toContain(`wrote 1 suppression to ${FILE}`);
    expect(adopted.err).toContain('; 1 finding suppressed');
    expect(entries(cwd)).toEqual([{ rule: RULE, entity: 'host:hv01/nic:nic1', property: '/vlanId' }]);

    mkdirSync(path.join(cwd, 'sites'));
    renameSync(path.join(cwd, 'hosts/hv01.yaml'), path.join(cwd, 'sites/first.yaml'));
    const [nic1, nic2] = ['  - name: NIC1\n    vlanId: 42\n', '  - name: NIC2\n'];
    const reordered = `# moved\n\n${GUILTY.replace(nic1 + nic2, nic2 + nic1)}`;
    writeFileSync(path.join(cwd, 'sites/first.yaml'), reordered);
    const green = json(cwd);
    expect([green.status, findings(green)]).toEqual([0, []]);

    writeFileSync(path.join(cwd, 'sites/second.yaml'), GUILTY2.replace('    vlanID: 5\n', ''));
    const red = json(cwd);
    expect([red.status, rules(red)]).toEqual([1, [`sites/second.yaml ${RULE}`]]);
  });

  it('fails on entries that silence nothing until they are pruned', () => {
    const cwd = folderWith({ 'hosts/hv01.yaml': GUILTY, 'hosts/hv02.yaml': CLEAN });
    hvlint(cwd, ['--suppress-all']);
    writeFileSync(path.join(cwd, 'hosts/hv01.yaml'), GUILTY.replace('    vlanId: 42\n', ''));
    const stale = hvlint(cwd, []);
    expect([stale.status, stale.out]).toEqual([1, '']);
    expect(stale.err).toContain(`hvlint: ${FILE}: silences nothing any more: ${RULE} host:hv01/nic:nic1 /vlanId\n`);
    expect(stale.err).toContain('--prune-suppressions');
    expect(hvlint(cwd, ['--quiet']).status).toBe(1);
    // A part of the estate, or a run without the rule, cannot know.
    expect(hvlint(cwd, ['hosts/hv02.yaml']).status).toBe(0);
    expect(hvlint(cwd, ['--rule', 'vlan/*: off']).status).toBe(0);
    const pruned = hvlint(cwd, ['--prune-suppressions']);
    expect([pruned.status, entries(cwd)]).toEqual([0, []]);
    expect(hvlint(cwd, []).status).toBe(0);
  });

  it('takes one rule or area, and leaves what it holds of others', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY, 'hv02.yaml': GUILTY2 });
    const area = json(cwd, '--suppress-rule', 'vlan/*');
    expect([area.status, rules(area)]).toEqual([0, ['hv02.yaml reading/unknown-key']]);
    const both = json(cwd, '--suppress-rule', 'reading/unknown-key');
    expect([both.status, rules(both)]).toEqual([0, []]);
    expect(entries(cwd).map((e) => e.rule)).toEqual(['reading/unknown-key', RULE, RULE]);
    writeFileSync(path.join(cwd, 'hv01.yaml'), CLEAN.replace('hv02', 'hv01'));
    expect(hvlint(cwd, ['--suppress-rule', 'reading/*']).status).toBe(1);
    expect(entries(cwd)).toHaveLength(3);
    expect(hvlint(cwd, ['--suppress-rule', 'vlan/*']).status).toBe(0);
    expect(entries(cwd)).toHaveLength(2);
    const wrong = hvlint(cwd, ['--suppress-rule', 'vlan/nic-vlan-filter-on-team-membr']);
    expect([wrong.status, wrong.err.includes(`did you mean ${RULE}?`)]).toEqual([2, true]);
  });

  it('of a part of an estate keeps the entries of the rest', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY, 'hv02.yaml': GUILTY2 });
    hvlint(cwd, ['--suppress-all']);
    const before = entries(cwd);
    expect(hvlint(cwd, ['hv01.yaml', '--suppress-all']).status).toBe(0);
    expect(entries(cwd)).toEqual(before);
    expect(hvlint(cwd, []).status).toBe(0);
  });

  it('holds nothing that a comment silences already', () => {
    const comment = `    vlanId: 42 # hvlint-disable-line ${RULE} -- lab`;
    const cwd = folderWith({ 'hv01.yaml': GUILTY.replace('    vlanId: 42', comment), 'hv02.yaml': GUILTY2 });
    expect(hvlint(cwd, ['--suppress-all']).status).toBe(0);
    expect(entries(cwd).map((e) => e.entity ?? e.file)).toEqual(['hv02.yaml', 'host:hv02/nic:nic1']);
    // When the comment goes, its finding is new.
    writeFileSync(path.join(cwd, 'hv01.yaml'), GUILTY);
    expect(rules(json(cwd))).toEqual([`hv01.yaml ${RULE}`]);
  });

  it('has the entries of several estates in one file, each for itself', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'estates: ["sites/*"]\n',
      'sites/a/h.yaml': GUILTY,
      'sites/b/h.yaml': GUILTY,
    });
    expect(hvlint(cwd, ['--suppress-all']).status).toBe(0);
    expect(entries(cwd).map((e) => e.estate)).toEqual(['sites/a', 'sites/b']);
    rmSync(path.join(cwd, 'sites/b/h.yaml'));
    writeFileSync(path.join(cwd, 'sites/b/h.yaml'), CLEAN);
    expect(hvlint(cwd, ['sites/a']).status).toBe(0);
    expect(hvlint(cwd, ['sites/b']).status).toBe(1);
    expect(hvlint(cwd, ['sites/a', '--prune-suppressions']).status).toBe(0);
    expect(entries(cwd)).toHaveLength(2);
    expect(hvlint(cwd, ['sites/b', '--prune-suppressions']).status).toBe(0);
    expect(entries(cwd).map((e) => e.estate)).toEqual(['sites/a']);
  });

  it('goes where --suppressions-location says', () => {
    const cwd = folderWith({ 'hosts/hv01.yaml': GUILTY });
    expect(hvlint(cwd, ['--suppress-all', '--suppressions-location', 'ci/known.json']).status).toBe(0);
    expect(existsSync(path.join(cwd, FILE))).toBe(false);
    expect(hvlint(cwd, []).status).toBe(1);
    expect(hvlint(cwd, ['--suppressions-location', 'ci/known.json']).status).toBe(0);
    expect(entries(cwd, 'ci/known.json')).toHaveLength(1);
  });
});

describe('what a baseline cannot do', () => {
  it('silence a locked rule', () => {
    const cwd = folderWith({ 'hvlint.config.yaml': '', 'hv01.yaml': GUILTY });
    hvlint(cwd, ['--suppress-all']);
    writeFileSync(path.join(cwd, 'hvlint.config.yaml'), LOCK);
    const locked = json(cwd);
    expect([locked.status, rules(locked)]).toEqual([1, [`hv01.yaml ${RULE}`]]);
    expect(locked.err).toContain(`${FILE}: cannot silence ${RULE} host:hv01/nic:nic1 /vlanId: the configuration locks the rule`);
    const again = json(cwd, '--suppress-all');
    expect([again.status, entries(cwd)]).toEqual([1, []]);
  });

  it.each([
    ['no JSON', '{ "schemaVersion": 1,\n  oops', `${FILE}:2:3: `],
    [
      'another schema',
      '{\n  "schemaVersion": 2,\n  "suppressions": []\n}',
      `${FILE}:2:20: this is no baseline of hvlint: schemaVersion `,
    ],
    [
      'an unknown key',
      '{\n  "schemaVersion": 1,\n  "suppressions": [\n    { "rule": "a/b", "line": 7 }\n  ]\n}',
      `${FILE}:4:30: this is no baseline of hvlint: suppressions.0.line `,
    ],
    ['binary', '\u0000\u0001', `${FILE} is no baseline of hvlint: it is a binary file`],
  ])('be broken: %s ends with 2 and its place', (_what, text, message) => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY, [FILE]: text });
    for (const args of [[], ['--suppress-all'], ['--prune-suppressions']]) {
      const ran = hvlint(cwd, args);
      expect([ran.status, ran.err.includes(message)]).toEqual([2, true]);
    }
    expect(readFileSync(path.join(cwd, FILE), 'utf8')).toBe(text);
  });

  it.each([
    [['--changed', '--suppress-all'], '--changed says which findings are shown'],
    [['--stdin', '--suppress-all'], 'not about standard input'],
    [['--watch', '--prune-suppressions'], 'leave --watch out'],
  ])('go with %j', (args, message) => {
    const ran = hvlint(folderWith({}), args, '');
    expect([ran.status, ran.err.includes(message)]).toEqual([2, true]);
  });
});

describe('a waiver of the configuration', () => {
  const waiver = (until: string): string =>
    `suppress:\n  - { rule: ${RULE}, on: "host:hv01", reason: "lab", until: ${until}, owner: netops }\n`;

  it('that has expired is red and says so', () => {
    const cwd = folderWith({ 'hvlint.config.yaml': waiver('2999-12-31'), 'hv01.yaml': GUILTY });
    expect(json(cwd).status).toBe(0);
    writeFileSync(path.join(cwd, 'hvlint.config.yaml'), waiver('2001-01-01'));
    const red = json(cwd);
    expect([red.status, rules(red)]).toEqual([1, [`hv01.yaml ${RULE}`, 'hvlint.config.yaml suppression/expired']]);
    expect(red.out).toContain('expired on 2001-01-01');
  });

  it('against a locked rule is red and says so', () => {
    const cwd = folderWith({ 'hvlint.config.yaml': waiver('2999-12-31') + LOCK, 'hv01.yaml': GUILTY });
    const red = json(cwd);
    expect([red.status, rules(red)]).toEqual([1, [`hv01.yaml ${RULE}`, 'hvlint.config.yaml suppression/locked']]);
  });
});
