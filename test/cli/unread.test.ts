import { chmodSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, GUILTY, hvlint, hvlintAsAnybody } from './run-hvlint.ts';

const BROKEN = 'kind: host\nname: [\n';

/** A folder with a file, and a folder, that only root can read. */
function closed(): string {
  const cwd = folderWith({ 'hv01.yaml': GUILTY, 'hv02.yaml': CLEAN, 'more/hv03.yaml': CLEAN.replace('hv02', 'hv03') });
  for (const name of ['hv02.yaml', 'more']) chmodSync(path.join(cwd, name), 0);
  return cwd;
}

describe('what cannot be read in full', () => {
  it.each<[string, string[], number]>([
    ['convert', ['convert', '.'], 2],
    ['convert to a folder', ['convert', '.', '-o', 'new'], 2],
    ['remediate', ['remediate'], 2],
    ['report', ['report'], 2],
    ['graph', ['graph'], 0],
  ])('is named, and what is known is written: %s', (_name, args, code) => {
    const ran = hvlint(folderWith({ 'hv01.yaml': GUILTY, 'b.yaml': BROKEN }), args);
    expect(ran.err).toContain('hvlint: b.yaml cannot be read in full; run hvlint on it to see why\n');
    expect(ran.out + ran.err).toContain('hv01');
    expect(ran.status).toBe(code);
  });

  it('is told with its fault where there is nothing else to convert', () => {
    const ran = hvlint(folderWith({ 'k/b.yaml': BROKEN }), ['convert', 'k/b.yaml']);
    expect(ran.err).toMatch(/^hvlint: k\/b\.yaml:3:1: .+\nhvlint: nothing to convert: nothing can be read\n$/);
    expect(ran.status).toBe(2);
  });

  it.each(['report', 'graph'])('has another name in an anonymous %s, also beside it', (command) => {
    const ran = hvlint(folderWith({ 'hv01.yaml': GUILTY, 'hv01-old/b.yaml': BROKEN }), [command, '--anon']);
    expect(ran.err).toMatch(/^hvlint: \S+ cannot be read in full/);
    expect(ran.err).not.toContain('hv01');
  });

  it('nothing is said of a broken file of another tool', () => {
    const ran = hvlint(folderWith({ 'hv02.yaml': CLEAN, 'other.yaml': 'a: [\n' }), ['report']);
    expect(ran).toMatchObject({ status: 0, err: '' });
  });
});

describe.skipIf(process.platform === 'win32')('what the system does not let read', () => {
  it.each<[string, string[], number]>([
    ['convert', ['convert', '.'], 2],
    ['remediate', ['remediate'], 2],
    ['report', ['report'], 2],
    ['graph', ['graph'], 0],
  ])('is named, and what is known is written: %s', (_name, args, code) => {
    const ran = hvlintAsAnybody(closed(), args);
    expect(ran.err).toContain('hvlint: hv02.yaml cannot be read: permission denied\n');
    expect(ran.err).toContain('hvlint: more cannot be searched: permission denied\n');
    expect(ran.status).toBe(code);
  });

  it('is not missing: what is in a closed file may be all that is asked for', () => {
    const cwd = folderWith({
      'hvlint.config.yaml':
        'inventory: { hosts: complete }\nestates: ["*"]\nsuppress: [{ rule: teaming/*, on: "host:hv09", reason: agreed }]\n',
      'a/v.yaml': 'kind: vm\nname: web01\nhost: hv09\n',
      'a/hv09.yaml': CLEAN.replace('hv02', 'hv09'),
      'b/hv02.yaml': CLEAN,
    });
    expect(hvlintAsAnybody(cwd, ['-f', 'unix']).out).toContain('suppression/unused');
    chmodSync(path.join(cwd, 'a/hv09.yaml'), 0);
    expect(hvlintAsAnybody(cwd, ['-f', 'unix'])).toMatchObject({ status: 0, out: '' });
  });

  it('is a note of lint, and fails it where it is named', () => {
    const cwd = closed();
    const found = hvlintAsAnybody(cwd, ['--rule', 'vlan/*: off']);
    expect(found.err).toContain('note: hv02.yaml: not read: permission denied\n');
    expect(found.err).toContain('note: more: not searched: permission denied\n');
    expect(found.status).toBe(0);
    const named = hvlintAsAnybody(cwd, ['hv01.yaml', 'more']);
    expect(named.err).toContain('hvlint: more: cannot be read: permission denied\n');
    expect(named.out).toContain('hv01');
    expect(named.status).toBe(2);
    expect(hvlintAsAnybody(cwd, ['more']).status).toBe(2);
    expect(hvlintAsAnybody(cwd, ['graph', 'more']).err).toContain('cannot be read: permission denied');
    const files = hvlintAsAnybody(cwd, ['config', 'files']);
    expect(files.err).toBe('hvlint: more cannot be searched: permission denied\n');
    expect(files.status).toBe(0);
  });

  it('leaves nothing stale in the baseline', () => {
    const cwd = folderWith({ 'hvlint.config.yaml': '{}\n', 'hv02.yaml': CLEAN, 'more/hv01.yaml': GUILTY });
    expect(hvlint(cwd, ['--suppress-all']).status).toBe(0);
    chmodSync(path.join(cwd, 'more'), 0);
    const ran = hvlintAsAnybody(cwd, []);
    expect(ran.err).not.toContain('silences nothing');
    expect(ran.status).toBe(0);
  });

  it('is no matter where nothing would be read: ignored, in .gitignore, or what files leaves out', () => {
    const all = { 'hv02.yaml': CLEAN, 'more/hv01.yaml': GUILTY };
    for (const files of [
      { '.gitignore': 'more/\n' },
      { 'hvlint.config.yaml': 'ignore: ["more/**"]\n' },
      { 'hvlint.config.yaml': 'files: ["hv*.yaml", "hosts/**/*.yaml"]\n' },
    ]) {
      const cwd = folderWith({ ...all, ...(files as Record<string, string>) });
      chmodSync(path.join(cwd, 'more'), 0);
      expect(hvlintAsAnybody(cwd, []).err).toBe('checked 1 file: 1 host, 0 switches, 0 VMs\n');
    }
  });
});
