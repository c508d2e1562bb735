import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BIN, CLEAN, folderWith, GUILTY, hvlint, hvlintAsAnybody } from './run-hvlint.ts';

const ESTATE = { 'hv01.yaml': GUILTY, 'hv02.yaml': CLEAN };
const FULL = '/dev/full';

/** Runs it with a stream that takes nothing. */
function full(cwd: string, args: readonly string[], stream: 'out' | 'err') {
  const none = openSync(FULL, 'w');
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: stream === 'out' ? ['ignore', none, 'pipe'] : ['ignore', 'pipe', none],
  });
  return { status, out: stdout, err: stderr };
}

describe.skipIf(!existsSync(FULL))('a full disk behind standard output', () => {
  it.each([
    ['.'],
    ['-f sarif'],
    ['--diff'],
    ['graph'],
    ['report'],
    ['convert .'],
    ['remediate'],
    ['trace 42'],
    ['rules'],
    ['explain vlan/trunk-missing-vlan'],
    ['collect'],
    ['config print'],
    ['--help'],
    ['--version'],
  ])('is told in one line, with 2: hvlint %s', (args) => {
    const cwd = folderWith({
      'hv01.yaml': GUILTY.replace('  - name: NIC2', '    connectedTo: tor1/Ethernet1/1\n  - name: NIC2'),
      'tor1.yaml': 'kind: switch\nname: tor1\nports: [{ name: Ethernet1/1, mode: trunk, allowedVlans: "42" }]\n',
    });
    const { status, err } = full(cwd, args.split(' '), 'out');
    expect(err.split('\n').filter((line) => line.includes('standard output'))).toEqual([
      'hvlint: standard output cannot be written: no space left on device',
    ]);
    expect(err).not.toMatch(/\bat .*\.js:|a defect of hvlint|node:/);
    expect(status).toBe(2);
  });

  it('keeps no other file from being written', () => {
    const cwd = folderWith(ESTATE);
    expect(full(cwd, ['-f', 'unix', '-f', 'json=r.json'], 'out').status).toBe(2);
    expect(JSON.parse(readFileSync(path.join(cwd, 'r.json'), 'utf8')).findings).toHaveLength(1);
  });

  it('of standard error is 2, and results are printed', () => {
    const { status, out } = full(folderWith({ 'hv02.yaml': CLEAN }), ['-f', 'json'], 'err');
    expect(JSON.parse(out).findings).toEqual([]);
    expect(status).toBe(2);
  });
});

describe.each([
  ['convert', ['convert', '.']],
  ['remediate', ['remediate', '.']],
])('hvlint %s --output-dir', (_name, args) => {
  const two = { 'hv01.yaml': GUILTY, 'hv02.yaml': GUILTY.replace('hv01', 'hv02') };

  it('says what cannot be written in a folder that is closed', () => {
    const cwd = folderWith(two);
    mkdirSync(path.join(cwd, 'closed'));
    chmodSync(path.join(cwd, 'closed'), 0o555);
    const { status, err } = hvlintAsAnybody(cwd, [...args, '-o', 'closed']);
    expect(err).toMatch(/^hvlint: closed\/.*hv01\.\w+ cannot be written: permission denied; nothing was written$/m);
    expect(err).not.toMatch(/a defect of hvlint|EACCES|wrote/);
    expect(status).toBe(2);
  });

  it('leaves nothing where not everything can be written', () => {
    const cwd = folderWith(two);
    // The second file stands where a folder is.
    const name = args[0] === 'convert' ? 'new/hosts/hv02.yaml' : 'new/hv02.ps1';
    mkdirSync(path.join(cwd, name), { recursive: true });
    const { status, err } = hvlint(cwd, [...args, '-o', 'new', '--force']);
    expect(err).toContain(`hvlint: ${name} cannot be written: it is a folder; nothing was written\n`);
    expect(status).toBe(2);
    expect(readdirSync(path.dirname(path.join(cwd, name)))).toEqual([path.basename(name)]);
  });

  it.skipIf(process.platform === 'win32')('leaves nothing, no folder either, where there is no room', () => {
    const cwd = folderWith({ ...two, 'hv02.yaml': two['hv02.yaml'].replace('name: Team1', `name: ${'T'.repeat(5000)}`) });
    const line = `ulimit -f 1; exec "$0" "$@"`;
    const { status, stderr } = spawnSync('sh', ['-c', line, process.execPath, BIN, ...args, '-o', 'a/b'], {
      cwd,
      encoding: 'utf8',
    });
    expect(stderr).toMatch(/^hvlint: a\/b\/.* cannot be written: file too large; nothing was written$/m);
    expect(status).toBe(2);
    expect(readdirSync(cwd).sort()).toEqual(['hv01.yaml', 'hv02.yaml']);
  });
});

describe('an output over a file that was read', () => {
  it.each<[string, string[]]>([
    ['lint -o', ['.', '-f', 'unix', '-o', 'hv01.yaml']],
    ['lint -f', ['.', '-f', 'unix', '-f', 'json=./hv01.yaml']],
    ['lint, a link to it', ['hv01.yaml', '-f', 'unix', '-o', 'link']],
    ['lint, what a link leads to', ['link', '-f', 'unix', '-o', 'hv01.yaml']],
    ['lint --fix', ['--fix', '-f', 'json', '-o', 'hv01.yaml']],
    ['graph', ['graph', '-o', 'hv01.yaml']],
    ['report', ['report', '-o', 'hv01.yaml']],
    ['a file without anything of ours that was named', ['notes.json', 'hv02.yaml', '-f', 'json', '-o', 'notes.json']],
  ])('is refused: %s', (_what, args) => {
    const cwd = folderWith({ ...ESTATE, 'notes.json': '{"a": 1}' });
    symlinkSync('hv01.yaml', path.join(cwd, 'link'));
    const { status, err } = hvlint(cwd, args);
    expect(err).toMatch(/^hvlint: \S+ is one of the files that were read; write the output to another file$/m);
    expect(status).toBe(2);
    expect(readFileSync(path.join(cwd, 'hv01.yaml'), 'utf8')).toBe(GUILTY);
    expect(readFileSync(path.join(cwd, 'notes.json'), 'utf8')).toBe('{"a": 1}');
  });

  it('does not keep a report from being written anew, although a search finds it', () => {
    const cwd = folderWith(ESTATE);
    for (let run = 0; run < 2; run++) {
      expect(hvlint(cwd, ['-f', 'json', '-o', 'report.json']).status).toBe(1);
      expect(JSON.parse(readFileSync(path.join(cwd, 'report.json'), 'utf8')).findings).toHaveLength(1);
    }
  });
});
