import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

const FOLDER = { 'hv01.yaml': GUILTY, 'hv02.yaml': CLEAN };

describe('hvlint graph', () => {
  it('draws the estate of the folder, whatever is found in it', () => {
    const ran = hvlint(folderWith(FOLDER), ['graph']);
    expect(ran).toMatchObject({ status: 0, err: '' });
    expect(ran.out).toMatch(/^<\?xml [\s\S]*<svg [\s\S]*<\/svg>\n$/);
    expect(ran.out).toContain('hv02');
    expect(ran.out).toContain('[vlan/nic-vlan-filter-on-team-member]');
  });

  it('writes to a file, in each format', () => {
    const folder = folderWith(FOLDER);
    for (const [format, start] of [
      ['svg', '<?xml'],
      ['mermaid', 'flowchart LR'],
      ['dot', 'graph "'],
    ] as const) {
      const file = path.join(folder, 'out', `picture.${format}`);
      expect(hvlint(folder, ['graph', '.', '-f', format, '-o', file])).toMatchObject({ status: 0, out: '' });
      expect(existsSync(file) && readFileSync(file, 'utf8').startsWith(start), format).toBe(true);
    }
  });

  it('draws what is asked for', () => {
    const folder = folderWith(FOLDER);
    const host = hvlint(folder, ['graph', '-f', 'dot', '--focus', 'hv02']);
    expect(host.out).toContain('hv02');
    expect(host.out).not.toContain('hv01');
    expect(hvlint(folder, ['graph', 'hv02.yaml', '-f', 'dot']).out).not.toContain('hv01');
    expect(hvlint(folder, ['graph', '--in', 'hv02.yaml', '-f', 'dot']).out).not.toContain('hv01');
    expect(hvlint(folder, ['graph', '-f', 'dot', '--no-findings']).out).not.toContain('error');
    const rule = hvlint(folder, ['graph', '-f', 'dot', '--rule', 'vlan/*']);
    expect(rule.out).toContain('✖ 1 error');
    expect(rule.out).not.toContain('hv02');
  });

  it('names nobody with --anon', () => {
    const folder = folderWith({ 'hv01.yaml': GUILTY.replaceAll('hv01', 'payroll7').replaceAll('Team1', 'wages') });
    for (const format of ['svg', 'mermaid', 'dot']) {
      const plain = hvlint(folder, ['graph', '-f', format]);
      const ran = hvlint(folder, ['graph', '-f', format, '--anon']);
      expect(plain.out).toMatch(/payroll7[\s\S]*wages|wages[\s\S]*payroll7/);
      expect(ran.status).toBe(0);
      expect(ran.out).not.toMatch(/payroll7|wages/i);
      expect(ran.out).toContain(format === 'mermaid' ? 'team' : 'before the team');
    }
  });

  it.each([
    [['--focus', 'hv03'], "--focus: nothing is called 'hv03'; did you mean hv0"],
    [['--vlan', '4095'], '--vlan: 4095 is no VLAN ID'],
    [['--vlan', '99'], 'nothing in the files uses VLAN 99'],
    [['--rule', 'vlan/nope'], '--rule: there is no rule'],
    [['--rule', 'hnv/*'], 'nothing in the files has a finding of hnv/*'],
    [['--rule', 'vlan/*', '--no-findings'], '--rule says which findings are painted'],
    [['nowhere'], "'nowhere'"],
    [['-f', 'png'], "'png' is invalid"],
  ])('refuses %j', (args, message) => {
    const ran = hvlint(folderWith(FOLDER), ['graph', ...args]);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(message);
  });
});
