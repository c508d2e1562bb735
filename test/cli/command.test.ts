import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, findings, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

const RULE = 'vlan/nic-vlan-filter-on-team-member';

describe('exit codes and streams', () => {
  it('0 and one line on standard error where nothing is wrong', () => {
    const ran = hvlint(folderWith({ 'hv02.yaml': CLEAN, 'notes.json': '{"a": 1}' }), []);
    expect(ran).toEqual({ status: 0, out: '', err: 'checked 1 file: 1 host, 0 switches, 0 VMs; 1 file skipped\n' });
  });

  it('1 with findings; 0 when they are below the fail severity', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    expect(hvlint(cwd, []).status).toBe(1);
    expect(hvlint(cwd, ['--rule', `${RULE}: warning`]).status).toBe(0);
    expect(hvlint(cwd, ['--rule', `${RULE}: warning`, '--fail-severity', 'warning']).status).toBe(1);
    expect(hvlint(cwd, ['--rule', `${RULE}: warning`, '--max-warnings', '0']).status).toBe(1);
    expect(hvlint(cwd, ['--rule', `${RULE}: warning`, '--max-warnings', '1']).status).toBe(0);
    expect(hvlint(cwd, ['--rule', 'vlan/*: off']).status).toBe(0);
  });

  it('--quiet shows errors alone and no summary', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    expect(hvlint(cwd, ['--quiet', '--rule', `${RULE}: warning`])).toEqual({ status: 0, out: '', err: '' });
    expect(hvlint(cwd, ['--quiet', '-f', 'unix']).out).toContain(RULE);
  });

  it('several formats in one run, each to its file, folders made', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const ran = hvlint(cwd, ['-f', 'unix', '-f', 'json=out/deep/report.json']);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain(`[${RULE}]`);
    expect(JSON.parse(readFileSync(path.join(cwd, 'out/deep/report.json'), 'utf8')).findings).toHaveLength(1);
    expect(hvlint(cwd, ['-f', 'unix', '-f', 'json']).err).toContain('both go to standard output');
    const file = hvlint(cwd, ['-f', 'json', '-o', 'r.json']);
    expect(file.out).toBe('');
    expect(existsSync(path.join(cwd, 'r.json'))).toBe(true);
    mkdirSync(path.join(cwd, 'folder'));
    const bad = hvlint(cwd, ['-f', 'json', '-o', 'folder']);
    expect(bad.status).toBe(2);
    expect(bad.err).toContain('folder cannot be written');
  });

  it('colours only where they are wanted', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    for (const format of ['pretty', 'codeframe']) {
      expect(hvlint(cwd, ['-f', format]).out).not.toContain('\u001b');
      expect(hvlint(cwd, ['-f', format, '--color']).out).toContain('\u001b[');
    }
  });
});

describe('standard input', () => {
  it('stands for one file of its estate', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'extends: hvlint:recommended\n',
      'hosts/hv01.yaml': GUILTY,
      'switches/tor1.yaml': 'kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, mode: access, accessVlan: 5 }\n',
    });
    const text = GUILTY.replace('vlanId: 42', 'connectedTo: tor1/Ethernet1/9');
    const ran = hvlint(cwd, ['--stdin', '--stdin-filename', 'hosts/hv01.yaml', '-f', 'json'], text);
    expect(findings(ran)).toMatchObject([{ rule: 'reading/unresolved-reference', file: 'hosts/hv01.yaml', line: 6 }]);
    expect(ran.status).toBe(1);
  });

  it('alone is one file', () => {
    expect(findings(hvlint(folderWith({}), ['--stdin', '-f', 'json'], GUILTY))).toMatchObject([
      { rule: RULE, file: 'stdin.yaml' },
    ]);
  });
});

describe('configuration', () => {
  it('the specific wins over the area, overrides over both, --rule over all', () => {
    const config = `rules:\n  vlan/*: off\n  ${RULE}: info\noverrides:\n  - files: ["lab/**"]\n    rules: { ${RULE}: off }\n`;
    const cwd = folderWith({
      'hvlint.config.yaml': config,
      'hv01.yaml': GUILTY,
      'lab/hv09.yaml': GUILTY.replace('hv01', 'hv09'),
    });
    expect(findings(hvlint(cwd, ['-f', 'json']))).toMatchObject([{ rule: RULE, severity: 'info', file: 'hv01.yaml' }]);
    expect(findings(hvlint(cwd, ['-f', 'json', '--rule', `${RULE}: error`]))).toHaveLength(2);
    expect(findings(hvlint(cwd, ['-f', 'json', '--no-config-lookup']))).toMatchObject([
      { severity: 'error' },
      { severity: 'error' },
    ]);
  });

  it('a broken one is 2, with place and suggestion', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'extend: hvlint:recommended\nrules:\n  vlan/trnk: off\n',
      'hv02.yaml': CLEAN,
    });
    const ran = hvlint(cwd, []);
    expect(ran.status).toBe(2);
    expect(ran.err).toMatch(/hvlint\.config\.yaml:1:1: the key 'extend' is unknown here; did you mean extends\?/);
    const rule = hvlint(folderWith({ 'hvlint.config.yaml': `rules:\n  ${RULE}s: off\n`, 'hv02.yaml': CLEAN }), []);
    expect(rule.err).toMatch(
      /hvlint\.config\.yaml:2:3: there is no rule '.*'; did you mean vlan\/nic-vlan-filter-on-team-member\?/,
    );
    expect(hvlint(cwd, ['config', 'check']).status).toBe(2);
    expect(hvlint(folderWith({ 'hv02.yaml': CLEAN }), ['-c', 'missing.yaml']).status).toBe(2);
  });

  it('that is not there is told by the name it was asked for, with the one that may be meant', () => {
    const cwd = folderWith({ 'conf/net.yaml': '', 'hv02.yaml': CLEAN });
    expect(hvlint(cwd, ['-c', 'nope.yaml'])).toMatchObject({ status: 2, err: "hvlint: there is no file 'nope.yaml'\n" });
    expect(hvlint(cwd, ['-c', 'conf/nett.yaml']).err).toBe(
      "hvlint: there is no file 'conf/nett.yaml'; did you mean 'conf/net.yaml'?\n",
    );
    const extending = folderWith({ 'base.yaml': '', 'hvlint.config.yaml': 'extends: bases.yaml\n', 'hv02.yaml': CLEAN });
    expect(hvlint(extending, []).err).toMatch(
      /hvlint\.config\.yaml:1:10: there is no file 'bases\.yaml'; did you mean 'base\.yaml'\?\n$/,
    );
  });

  it('extends a file, and a file that extends itself is told', () => {
    const cwd = folderWith({
      'base.yaml': `rules: { ${RULE}: warning }\n`,
      'hvlint.config.yaml': 'extends: [hvlint:minimal, base.yaml]\n',
      'hv01.yaml': GUILTY,
    });
    expect(findings(hvlint(cwd, ['-f', 'json']))).toMatchObject([{ severity: 'warning' }]);
    const loop = hvlint(folderWith({ 'hvlint.config.yaml': 'extends: ./hvlint.config.yaml\n', 'hv01.yaml': GUILTY }), []);
    expect(loop.err).toContain('extends this file again');
    expect(loop.status).toBe(2);
  });

  it('estates are networks of their own', () => {
    const files = { 'sites/a/hv01.yaml': GUILTY.replace('42', '1'), 'sites/b/hv01.yaml': GUILTY };
    expect(findings(hvlint(folderWith(files), ['-f', 'json'])).some((f) => f.rule === 'reading/conflicting-declaration')).toBe(
      true,
    );
    const cwd = folderWith({ ...files, 'hvlint.config.yaml': 'estates: ["sites/*"]\n' });
    const apart = hvlint(cwd, ['-f', 'json']);
    expect(findings(apart).map((f) => [f.rule, f.file])).toEqual([
      [RULE, 'sites/a/hv01.yaml'],
      [RULE, 'sites/b/hv01.yaml'],
    ]);
    expect(JSON.parse(apart.out).summary.entities.host).toBe(2);
    // Code hosts take findings of one fingerprint for one: those of two sites are two, and the same however many are linted.
    const [a, b] = findings(apart).map((f) => f.fingerprint);
    expect(a).not.toBe(b);
    expect(findings(hvlint(cwd, ['sites/b', '-f', 'json'])).map((f) => f.fingerprint)).toEqual([b]);
  });

  it('waivers hold to their last day, and locked rules take none', () => {
    const waiver = (more: string) => `suppress:\n  - { rule: ${RULE}, on: "host:hv01", reason: lab${more} }\n`;
    expect(hvlint(folderWith({ 'hvlint.config.yaml': waiver(', until: 2999-01-01'), 'hv01.yaml': GUILTY }), []).status).toBe(0);
    const expired = findings(
      hvlint(folderWith({ 'hvlint.config.yaml': waiver(', until: 2020-01-01'), 'hv01.yaml': GUILTY }), ['-f', 'json']),
    );
    expect(expired.map((f) => f.rule)).toEqual([RULE, 'suppression/expired']);
    const locked = findings(
      hvlint(folderWith({ 'hvlint.config.yaml': `${waiver('')}locked: ["vlan/*"]\n`, 'hv01.yaml': GUILTY }), ['-f', 'json']),
    );
    expect(locked.map((f) => f.rule)).toEqual([RULE, 'suppression/locked']);
    const off = findings(
      hvlint(folderWith({ 'hvlint.config.yaml': `locked: [${RULE}]\nrules: { ${RULE}: off }\n`, 'hv01.yaml': GUILTY }), [
        '-f',
        'json',
      ]),
    );
    expect(off.map((f) => f.rule)).toEqual([RULE, 'suppression/locked']);
  });

  it('comments silence with a reason; --no-inline-config ignores them', () => {
    const text = GUILTY.replace('vlanId: 42', `vlanId: 42   # hvlint-disable-line ${RULE} -- lab`);
    const cwd = folderWith({ 'hv01.yaml': text });
    expect(hvlint(cwd, []).status).toBe(0);
    expect(hvlint(cwd, ['--no-inline-config']).status).toBe(1);
  });

  it('print, files and check say what would happen', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'target: 2019\n',
      'hv01.yaml': GUILTY,
      'tor1.cfg': 'hostname tor1\nfeature lacp\ninterface Ethernet1/1\n  switchport mode trunk\n',
      'other.yaml': 'a: 1\n',
    });
    const printed = JSON.parse(hvlint(cwd, ['config', 'print']).out);
    expect(printed.target).toBe('2019');
    expect(printed.rules[RULE]).toBe('error');
    const files = hvlint(cwd, ['config', 'files']).out;
    expect(files).toMatch(/hv01\.yaml {2}yaml: host/);
    expect(files).toMatch(/tor1\.cfg {2}nx-os: switch/);
    expect(files).toMatch(/other\.yaml {2}skipped/);
    expect(hvlint(cwd, ['config', 'check'])).toMatchObject({ status: 0, out: 'hvlint.config.yaml: in order\n' });
  });

  it('init writes a configuration once', () => {
    const cwd = folderWith({ 'sites/a/hv01.yaml': GUILTY, 'sites/b/hv01.yaml': GUILTY });
    const first = hvlint(cwd, ['init']);
    expect(first.status).toBe(0);
    const written = readFileSync(path.join(cwd, 'hvlint.config.yaml'), 'utf8');
    expect(written).toContain('estates: ["sites/*"]');
    expect(written).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/hvlint@[^/]+\/schemas\/config\.schema\.json\n/,
    );
    expect(hvlint(cwd, ['config', 'check']).status).toBe(0);
    const second = hvlint(cwd, ['init']);
    expect(second.status).toBe(2);
    expect(second.err).toContain('never overwrites');
  });
});

describe('information', () => {
  it('explains, lists, helps', () => {
    const cwd = folderWith({});
    expect(hvlint(cwd, ['explain', RULE]).out).toMatch(new RegExp(`^# ${RULE}\n`));
    for (const area of ['vlan', 'vlan/', 'vlan/*']) {
      const { out, status } = hvlint(cwd, ['explain', area]);
      expect(out).toMatch(/^vlan\/\* is an area; /);
      expect(out).toMatch(new RegExp(`^${RULE} +error `, 'm'));
      expect(out).not.toContain('\nvmq/');
      expect(status).toBe(0);
    }
    const list = JSON.parse(hvlint(cwd, ['rules', '-f', 'json']).out) as { id: string; severity: string; title: string }[];
    expect(list.find((r) => r.id === RULE)).toMatchObject({ severity: 'error' });
    expect(hvlint(cwd, ['rules']).out.split('\n').length).toBe(list.length + 1);
    expect(hvlint(cwd, ['--help'])).toMatchObject({ status: 0 });
    expect(hvlint(cwd, ['--version']).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
