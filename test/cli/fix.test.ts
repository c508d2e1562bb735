import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Fixed, fixRounds, type RawFile, type Texts } from '#cli/fix-rounds';
import { rawFile, writeFixed } from '#cli/fixed-files';
import type { Finding } from '#lint/finding';
import { decode } from '#read/decode';
import { BIN, CLEAN, findings, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

function read(folder: string, name: string): Buffer {
  return readFileSync(path.join(folder, name));
}

/** A host whose every line has something of its author: order, quotes, blanks, comments. */
const STYLED = `# The first host of the site.
os: '2019'       # in quotes
name:   hv01
kind: host


teams:
  - members: [ NIC1,  "NIC2" ] # both
    name: Team1
nics:
  - {vlanId: "42", name: NIC1}   # the guilty one
  # between
  - name: 'NIC2'
    vlanId:   7 # another
  - name: NIC3
    vlanId: 9
# the end`;

const REPAIRED = STYLED.replace('"42"', '"0"').replace('vlanId:   7', 'vlanId:   0');

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'UTF-8': (text) => Buffer.from(text.replace('first', 'första')),
  'UTF-8 with a byte order mark': (text) => Buffer.from(`\ufeff${text.replace('first', 'första')}`),
  'UTF-16LE': (text) => Buffer.from(`\ufeff${text.replace('first', 'första \u{1f600}')}`, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(`\ufeff${text.replace('first', 'första')}`, 'utf16le').swap16(),
  'Windows-1252': (text) => Buffer.from(text.replace('first', 'f\u00f6rsta \u0080'), 'latin1'),
};

const LINE_ENDS: Readonly<Record<string, (text: string) => string>> = {
  'line feeds': (text) => text,
  'carriage returns and line feeds': (text) => text.replaceAll('\n', '\r\n'),
  'both, mixed': (text) => text.replace(/(\n[^\n]*)\n/g, '$1\r\n'),
  'a line end at the end': (text) => `${text}\n`,
};

describe('--fix', () => {
  for (const [encoding, encoded] of Object.entries(ENCODINGS))
    for (const [ends, ended] of Object.entries(LINE_ENDS))
      it(`changes nothing but what is wrong: ${encoding}, ${ends}`, () => {
        const folder = folderWith({ 'hv01.yaml': encoded(ended(STYLED)) });
        const ran = hvlint(folder, ['--fix', '-f', 'json']);
        expect(read(folder, 'hv01.yaml')).toEqual(encoded(ended(REPAIRED)));
        expect(ran.err).toContain('made 2 fixes in 1 file\n');
        expect(findings(ran).map((f) => f.rule)).not.toContain('vlan/nic-vlan-filter-on-team-member');
        const again = hvlint(folder, ['--fix', '-f', 'json']);
        expect(again.out).toBe(ran.out);
        expect(again.err).not.toContain('made');
        expect(read(folder, 'hv01.yaml')).toEqual(encoded(ended(REPAIRED)));
        expect(readdirSync(folder)).toEqual(['hv01.yaml']);
      });

  it('repairs JSON in its style', () => {
    const text =
      '{"kind":"host",\n\t"name": "hv01", "nics": [ {"name":"NIC1","vlanId": 42} ,{"name":"NIC2"}],\n"teams":[{"name":"Team1","members":["NIC1","NIC2"]}] }';
    const folder = folderWith({ 'hv01.json': text });
    expect(hvlint(folder, ['--fix']).status).toBe(0);
    expect(read(folder, 'hv01.json').toString()).toBe(text.replace('42', '0'));
  });

  it('counts for the exit code what is left', () => {
    expect(hvlint(folderWith({ 'a.yaml': GUILTY }), ['--fix']).status).toBe(0);
    const other = folderWith({ 'a.yaml': GUILTY.replace('- name: NIC2\n', '- name: NIC3\n') });
    const left = hvlint(other, ['--fix']);
    expect(left.status).toBe(1);
    expect(left.err).toContain('made 1 fix in 1 file');
  });

  it('leaves other files untouched, in every way', () => {
    const folder = folderWith({ 'a.yaml': GUILTY, 'b.yaml': CLEAN });
    const { mtimeMs, ino } = statSync(path.join(folder, 'b.yaml'));
    hvlint(folder, ['--fix']);
    const now = statSync(path.join(folder, 'b.yaml'));
    expect([now.mtimeMs, now.ino]).toEqual([mtimeMs, ino]);
  });

  it('keeps the mode of a file, and the link that leads to it', () => {
    const folder = folderWith({ 'real/a.yaml': GUILTY });
    chmodSync(path.join(folder, 'real/a.yaml'), 0o666);
    symlinkSync('real/a.yaml', path.join(folder, 'link.yaml'));
    expect(hvlint(folder, ['--fix', 'link.yaml']).status).toBe(0);
    expect(statSync(path.join(folder, 'real/a.yaml')).mode & 0o777).toBe(0o666);
    expect(readFileSync(path.join(folder, 'link.yaml'), 'utf8')).toBe(GUILTY.replace('42', '0'));
    expect(readFileSync(path.join(folder, 'real/a.yaml'), 'utf8')).toBe(GUILTY.replace('42', '0'));
  });

  it('never takes what an anchor stands for as safe to change', () => {
    const anchored = GUILTY.replace('vlanId: 42', 'vlanId: &v 42').replace(
      '- name: NIC2',
      '- name: NIC2\n  - { name: NIC3, vlanId: *v }',
    );
    const folder = folderWith({ 'a.yaml': anchored });
    expect(hvlint(folder, ['--fix']).status).toBe(1);
    expect(read(folder, 'a.yaml').toString()).toBe(anchored);
    expect(hvlint(folder, ['--fix', '--unsafe-fixes']).status).toBe(0);
    expect(read(folder, 'a.yaml').toString()).toBe(anchored.replace('42', '0'));
  });

  it('leaves out a safe fix that would bring about a finding, and keeps what it is for', () => {
    // The algorithm is misspelt, so nobody knows yet that both members need processors of their own.
    const host = `kind: host
name: hv01
os: 2012R2
processors: { logicalProcessors: 16, hyperThreading: true }
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, advancedProperties: { "*RssBaseProcNumber": 2, "*MaxRssProcessors": 3 } }
  - { name: NIC2, linkSpeed: 10 Gbps, advancedProperties: { "*VMQ": 0, "*RssBaseProcNumber": 8, "*MaxRssProcessors": 4 } }
teams: [{ name: Team1, teamingMode: Switch Independent, loadBalancingAlgorithm: Hyper-V Port, members: [NIC1, NIC2] }]
vmSwitches: [{ name: External, netAdapterName: Team1 }]
`;
    const clash = host.replace('"*RssBaseProcNumber": 8', '"*RssBaseProcNumber": 6');
    const [fine, kept] = [folderWith({ 'a.yaml': host }), folderWith({ 'a.yaml': clash })];
    const rules = (folder: string): string[] => findings(hvlint(folder, ['--fix', '-f', 'json'])).map((f) => f.rule);
    expect(rules(fine)).not.toContain('compat/vmq-disabled');
    expect(read(fine, 'a.yaml').toString()).toContain('"*VMQ": 1');
    expect(rules(kept)).toContain('compat/vmq-disabled');
    expect(rules(kept)).not.toContain('vmq/sum-queues-overlap');
    expect(read(kept, 'a.yaml').toString()).toContain('loadBalancingAlgorithm: HyperVPort');
    expect(read(kept, 'a.yaml').toString()).toContain('"*VMQ": 0');
  });

  it('repairs a script around a secret, which stays as it is', () => {
    const script =
      "$p = ConvertTo-SecureString 'geheim' -AsPlainText\nNew-NetLbfoTeam -Name Team1 -TeamMembers NIC1,NIC2 -tm SwitchIndependent\n";
    const folder = folderWith({ 'hv01.ps1': script });
    const ran = hvlint(folder, ['--fix', '--rule', 'script/*: warning']);
    expect(ran.err).toContain('made 1 fix in 1 file');
    expect(read(folder, 'hv01.ps1').toString()).toBe(script.replace('-tm ', '-TeamingMode '));
  });

  it('writes no file of several when one is read-only, and reports what is found', () => {
    const folder = folderWith({ 'a.yaml': GUILTY, 'b.yaml': GUILTY.replaceAll('hv01', 'hv02') });
    chmodSync(path.join(folder, 'b.yaml'), 0o444);
    const ran = hvlint(folder, ['--fix', '-f', 'json']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('b.yaml cannot be written: it is read-only; nothing was written\n');
    expect(ran.err).not.toContain('made');
    expect(findings(ran)).toHaveLength(2);
    expect(read(folder, 'a.yaml').toString()).toBe(GUILTY);
    expect(readdirSync(folder).sort()).toEqual(['a.yaml', 'b.yaml']);
  });

  describe.skipIf(process.platform === 'win32')('ended by a signal', () => {
    const COUNT = 1500;

    /** Fixes many files and sends a signal as soon as something is to be seen in their folder. */
    async function ended(signal: NodeJS.Signals, seen: (folder: string) => boolean) {
      const names = Array.from({ length: COUNT }, (_, i) => `h${String(i).padStart(4, '0')}.yaml`);
      const folder = folderWith(Object.fromEntries(names.map((name) => [name, GUILTY.replace('hv01', name)])));
      const child = spawn(process.execPath, [BIN, '--fix', '--quiet'], { cwd: folder, stdio: 'ignore' });
      const end = once(child, 'exit');
      while (child.exitCode === null && child.signalCode === null && !seen(folder)) await setImmediate();
      child.kill(signal);
      await end;
      const fixed = names.filter((name) => read(folder, name).includes('vlanId: 0')).length;
      return { signal: child.signalCode, fixed, files: readdirSync(folder).length };
    }

    it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
      'before files are put in place leaves all as they were: %s',
      async (signal) => {
        const isBegun = (folder: string): boolean => readdirSync(folder).some((name) => name.endsWith('.tmp'));
        expect(await ended(signal, isBegun)).toEqual({ signal, fixed: 0, files: COUNT });
      },
    );

    it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM', 'SIGHUP'])(
      'while they are put in place waits for the last: %s',
      async (signal) => {
        const isFirstFixed = (folder: string): boolean => read(folder, 'h0000.yaml').includes('vlanId: 0');
        expect(await ended(signal, isFirstFixed)).toEqual({ signal, fixed: COUNT, files: COUNT });
      },
    );
  });

  it.skipIf(process.getuid?.() === 0)('writes nothing into a folder that is read-only', () => {
    const folder = folderWith({ 'a.yaml': GUILTY, 'closed/b.yaml': GUILTY.replaceAll('hv01', 'hv02') });
    chmodSync(path.join(folder, 'closed'), 0o555);
    const ran = hvlint(folder, ['--fix']);
    chmodSync(path.join(folder, 'closed'), 0o755);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('closed/b.yaml cannot be written: permission denied; nothing was written\n');
    expect(read(folder, 'a.yaml').toString()).toBe(GUILTY);
  });

  it('leaves a file that would not come back byte for byte', () => {
    const odd = Buffer.concat([Buffer.from(`\ufeff${GUILTY}`, 'utf16le'), Buffer.from([0x41])]);
    const folder = folderWith({ 'a.yaml': odd });
    const ran = hvlint(folder, ['--fix']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('a.yaml is no whole utf-16le text');
    expect(read(folder, 'a.yaml')).toEqual(odd);
  });

  it.each([
    [['--unsafe-fixes'], 'add --fix, --fix-dry-run or --diff'],
    [['--fix', '--diff'], 'give one of them'],
    [['--fix', '--fix-dry-run'], 'give one of them'],
    [['--diff', '--fix-dry-run'], 'give one of them'],
    [['--diff', '-f', 'json'], 'in the place of findings'],
  ])('refuses %j', (args, message) => {
    const folder = folderWith({ 'a.yaml': GUILTY });
    const ran = hvlint(folder, args);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain(message);
    expect(read(folder, 'a.yaml').toString()).toBe(GUILTY);
  });
});

describe('--fix-dry-run', () => {
  it('reports what --fix would leave, and writes nothing', () => {
    const folder = folderWith({ 'a.yaml': GUILTY });
    const ran = hvlint(folder, ['--fix-dry-run']);
    expect(ran.status).toBe(0);
    expect(ran.err).toContain('would make 1 fix in 1 file');
    expect(read(folder, 'a.yaml').toString()).toBe(GUILTY);
  });

  it('takes standard input', () => {
    const folder = folderWith({ 'b.yaml': CLEAN });
    const ran = hvlint(folder, ['--stdin', '--stdin-filename', 'a.yaml', '--fix-dry-run'], GUILTY);
    expect(ran.status).toBe(0);
    expect(existsSync(path.join(folder, 'a.yaml'))).toBe(false);
  });
});

/** Fixes every file of a folder in memory; `between` happens before they are written. */
async function fixed(names: readonly string[], findings: (texts: Texts) => readonly Finding[]): Promise<Fixed> {
  const raw = (name: string, text: string): RawFile => rawFile(name, text);
  expect(names.length).toBeGreaterThan(0);
  return fixRounds((texts) => Promise.resolve({ findings: findings(texts) }), raw, false);
}

/** Findings that write `x` over the first character of each file, as long as it is none. */
function everyFirst(names: readonly string[]): (texts: Texts) => readonly Finding[] {
  return (texts) =>
    names.flatMap((name) => {
      const decoded = decode(readFileSync(name));
      const text = texts.get(name)?.text ?? ('text' in decoded ? decoded.text : '');
      const edit = { file: { path: name, text }, range: { start: 0, end: 1 }, text: 'x' };
      return text.startsWith('x')
        ? []
        : [{ rule: { about: 'host' }, fingerprint: name, fix: { title: 'x', safe: true, edits: [edit] } } as never];
    });
}

describe('what fixes leave', () => {
  it('is not written over a file that changed meanwhile, nor are the others', async () => {
    const folder = folderWith({ a: 'aaa', b: 'bbb' });
    const names = ['a', 'b'].map((name) => path.join(folder, name));
    const result = await fixed(names, everyFirst(names));
    writeFileSync(names[1]!, 'ccc');
    await expect(writeFixed(result)).rejects.toThrow(/b has changed while hvlint was at work; nothing was written/);
    expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(['aaa', 'ccc']);
    writeFileSync(names[1]!, 'bbb');
    await writeFixed(result);
    expect(names.map((name) => readFileSync(name, 'utf8'))).toEqual(['xaa', 'xbb']);
  });

  it('is not written where a file has gone', async () => {
    const folder = folderWith({ a: 'aaa' });
    const name = path.join(folder, 'a');
    const result = await fixed([name], everyFirst([name]));
    chmodSync(name, 0o600);
    const gone: Fixed = { ...result, files: new Map([[`${name}-gone`, result.files.get(name)!]]) };
    await expect(writeFixed(gone)).rejects.toThrow(/can no longer be read: .*; nothing was written/);
  });

  it('is reached in ten rounds at most', async () => {
    const name = path.join(folderWith({ a: 'a' }), 'a');
    let lints = 0;
    const result = await fixed([name], (texts) => {
      lints++;
      const text = texts.get(name)?.text ?? 'a';
      const edit = { file: { path: name, text }, range: { start: 0, end: 0 }, text: 'x' };
      return [{ rule: { about: 'host' }, fingerprint: name, fix: { title: 'x', safe: true, edits: [edit] } } as never];
    });
    expect(lints).toBe(11);
    expect(result.files.get(name)?.after).toBe(`${'x'.repeat(10)}a`);
  });
});
