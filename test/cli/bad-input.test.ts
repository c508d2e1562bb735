import { execFileSync } from 'node:child_process';
import { chmodSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentOf } from '#estate/estates';
import { CLEAN, findings, folderWith, GUILTY, hvlint, type Ran } from './run-hvlint.ts';

const RULE = 'vlan/nic-vlan-filter-on-team-member';

/** Nothing of Node's own may reach the user. */
function clean(ran: Ran): void {
  expect(ran.err).not.toMatch(/at .*\(.*:\d+:\d+\)|node:internal|a defect of hvlint/);
}

describe('bad input', () => {
  it('broken YAML is a finding with its place: 1, also as the only file', () => {
    const ran = hvlint(folderWith({ 'hv01.yaml': 'kind: host\nname: hv01\nnics: [\n' }), ['-f', 'unix']);
    expect(ran.status).toBe(1);
    expect(ran.out).toMatch(/^hv01\.yaml:\d+:\d+-\d+:\d+: error .* \[reading\/syntax\]$/m);
    clean(ran);
  });

  it('half a JSON file is a finding with its place', () => {
    const ran = hvlint(folderWith({ 'hv01.json': '{ "kind": "host",\n  "name": "hv01", "nics": [' }), ['-f', 'unix']);
    expect(ran.status).toBe(1);
    expect(ran.out).toMatch(/^hv01\.json:2:\d+-2:\d+: error .*ends too early.* \[reading\/syntax\]$/m);
    clean(ran);
  });

  it('a broken file of another tool is skipped when a search found it, and told when it is named', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'other.yaml': 'a: [\n' });
    const found = hvlint(cwd, []);
    expect(found.status).toBe(0);
    expect(found.err).toContain('1 file skipped');
    const named = hvlint(cwd, ['other.yaml', '-f', 'unix']);
    expect(named.status).toBe(1);
    expect(named.out).toContain('reading/syntax');
  });

  it('a picture is skipped with a note, and 2 when it is named', () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex');
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'picture.txt': png });
    const found = hvlint(cwd, []);
    expect(found.status).toBe(0);
    expect(found.err).toContain('note: picture.txt: not read: it is a binary file');
    const named = hvlint(cwd, ['picture.txt', 'hv02.yaml']);
    expect(named.status).toBe(2);
    expect(named.err).toContain('picture.txt: cannot be read: it is a binary file');
    clean(named);
  });

  it('UTF-16 with a byte order mark is read, and said', () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GUILTY.replaceAll('\n', '\r\n'), 'utf16le')]);
    const ran = hvlint(folderWith({ 'hv01.yaml': utf16 }), ['-f', 'json']);
    expect(ran.status).toBe(1);
    expect(findings(ran)).toMatchObject([{ rule: 'vlan/nic-vlan-filter-on-team-member', line: 6 }]);
    expect(ran.err).toContain('read as utf-16le (byte order mark)');
  });

  it('an empty file is nothing of ours', () => {
    const ran = hvlint(folderWith({ 'empty.yaml': '' }), []);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('nothing to check');
    clean(ran);
  });

  it('nesting of 200,000 levels is a limit, not a crash', () => {
    for (const [name, text] of [
      ['deep.yaml', `kind: host\nname: ${'['.repeat(200_000)}`],
      ['deep.json', `{"kind": "host", "name": ${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ] as const) {
      const ran = hvlint(folderWith({ [name]: text }), [name, '-f', 'json']);
      expect(ran.status).toBe(1);
      expect(findings(ran)).toMatchObject([{ rule: 'reading/limit' }]);
      clean(ran);
    }
  });

  it('an alias bomb is a limit, not a hang', () => {
    const bomb = [
      'a0: &a0 [x, x, x, x, x, x, x, x, x]',
      ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`),
    ].join('\n');
    const ran = hvlint(folderWith({ 'bomb.yaml': `kind: host\nname: hv01\nmetadata:\n  ${bomb.replaceAll('\n', '\n  ')}\n` }), [
      '-f',
      'json',
    ]);
    expect(ran.status).toBe(1);
    expect(findings(ran)).toMatchObject([{ rule: 'reading/limit' }]);
    clean(ran);
  });

  it('a loop of symbolic links does not catch it', () => {
    const cwd = folderWith({ 'a/hv02.yaml': CLEAN });
    symlinkSync(path.join(cwd, 'a'), path.join(cwd, 'a', 'again'));
    symlinkSync(path.join(cwd, 'loop.yaml'), path.join(cwd, 'loop.yaml'));
    const ran = hvlint(cwd, []);
    expect(ran.status).toBe(0);
    expect(ran.err).toContain('checked 1 file: 1 host');
    const named = hvlint(cwd, ['loop.yaml']);
    expect(named.status).toBe(2);
    clean(named);
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable file is skipped with a note, and 2 when it is named', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'secret.yaml': CLEAN });
    chmodSync(path.join(cwd, 'secret.yaml'), 0);
    expect(hvlint(cwd, []).status).toBe(0);
    const named = hvlint(cwd, ['secret.yaml']);
    expect(named.status).toBe(2);
    expect(named.err).toContain('secret.yaml: cannot be read: permission denied');
  });

  it('a link to a file is read in its place, once, and one that leads nowhere is a note', () => {
    const cwd = folderWith({
      'real/hv01.yaml': GUILTY,
      'est/hv02.yaml': CLEAN,
      'other/hv03.yaml': CLEAN.replace('hv02', 'hv03'),
    });
    const link = (target: string, name: string): void => symlinkSync(target, path.join(cwd, 'est', name));
    link('../real/hv01.yaml', 'hv01.yaml');
    link('../real/hv01.yaml', 'hv01-again.yaml');
    link('hv02.yaml', 'latest.yaml');
    link('../other', 'folder');
    link('nowhere.yaml', 'gone.yaml');
    link('round.yaml', 'round.yaml');
    const ran = hvlint(cwd, ['est', '-f', 'json']);
    expect(findings(ran)).toMatchObject([{ rule: 'vlan/nic-vlan-filter-on-team-member', file: 'est/hv01-again.yaml' }]);
    expect(ran.err).toBe(
      'note: est/gone.yaml: not read: it is a link to a file that does not exist\nnote: est/round.yaml: not read: it is a loop of symbolic links\nchecked 2 files: 2 hosts, 0 switches, 0 VMs; 2 files skipped\n',
    );
    expect(hvlint(cwd, ['est/*.yaml']).err).toContain('checked 2 files: 2 hosts');
    expect(hvlint(cwd, ['.']).err).toContain('checked 3 files: 3 hosts');
  });

  it('a file that two estates link to belongs to both', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'estates: ["sites/*"]\n',
      'common/tor1.yaml': 'kind: switch\nname: tor1\n',
      'sites/a/hv02.yaml': CLEAN,
      'sites/b/hv02.yaml': CLEAN,
    });
    for (const site of ['a', 'b']) symlinkSync('../../common/tor1.yaml', path.join(cwd, 'sites', site, 'tor1.yaml'));
    expect(hvlint(cwd, ['sites']).err).toContain('checked 4 files: 2 hosts, 2 switches');
  });

  it('a path that matches nothing is 2 and says what it might have meant', () => {
    const cwd = folderWith({ 'hosts/hv02.yaml': CLEAN });
    const ran = hvlint(cwd, ['host']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain("there is no file or folder 'host'; did you mean 'hosts'?");
    expect(hvlint(cwd, ['sites/*.yaml']).err).toContain("no file matches 'sites/*.yaml'");
    expect(hvlint(cwd, ['host', '--no-error-on-unmatched-pattern']).status).toBe(0);
    const both = hvlint(cwd, ['host', 'hosts', '-f', 'json']);
    expect(both.status).toBe(2);
    expect(JSON.parse(both.out).summary.entities.host).toBe(1);
  });

  it('a path that is the misspelt name of a command says so', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN });
    for (const [args, command] of [
      [['expalin', RULE], 'explain'],
      [['rles'], 'rules'],
    ] as const) {
      const ran = hvlint(cwd, args);
      expect(ran.err).toContain(`there is no file or folder '${args[0]}'; did you mean the command '${command}'?\n`);
      expect(ran.status).toBe(2);
    }
    expect(hvlint(cwd, ['hv02.yaml', 'rles']).err).not.toContain('command');
  });

  it('severities and releases are the same for the configuration and for flags', () => {
    const run = (config: string, ...args: string[]): number | null =>
      hvlint(folderWith({ 'hvlint.config.yaml': config, 'hv02.yaml': CLEAN }), args).status;
    for (const [word, status] of [
      ['warn', 0],
      ['Warning', 0],
      ['OFF', 0],
      ['false', 0],
      ['loud', 2],
    ] as const) {
      expect(run(`rules: { vlan/*: ${word} }\n`), word).toBe(status);
      expect(run('', '--rule', `vlan/*: ${word}`), word).toBe(status);
    }
    for (const [release, status] of [
      ['2012', 0],
      ['2012r2', 0],
      ['2025', 0],
      ['2008R2', 2],
      ['2018', 2],
    ] as const) {
      expect(run(`target: ${release}\n`), release).toBe(status);
      expect(run('', '--target', release), release).toBe(status);
    }
  });

  it('too many warnings are told where nothing else fails the run, with --quiet too', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const rule = ['--rule', '*: off', '--rule', `${RULE}: warning`];
    for (const quiet of [[], ['--quiet']])
      expect(hvlint(cwd, [...rule, '--max-warnings', '0', ...quiet])).toMatchObject({
        status: 1,
        err: expect.stringContaining('hvlint: too many warnings: 1, at most 0 (--max-warnings)\n'),
      });
    expect(hvlint(cwd, [...rule, '--max-warnings', '1', '--quiet'])).toMatchObject({ status: 0, err: '' });
    expect(hvlint(cwd, [...rule, '--max-warnings', '0', '--fail-severity', 'warning', '--quiet'])).toMatchObject({
      status: 1,
      err: '',
    });
  });

  it('an empty export says nothing', () => {
    for (const content of [Buffer.alloc(0), Buffer.from('\ufeff'), Buffer.from('\ufeff\r\n', 'utf16le')]) {
      const ran = hvlint(folderWith({ 'teams.json': content, 'hv02.yaml': CLEAN }), ['teams.json', 'hv02.yaml', '-f', 'unix']);
      expect(ran.out).toBe('');
      expect(ran.err).toContain('note: teams.json: it is empty');
      expect(ran.status).toBe(0);
    }
  });

  it('UTF-16 without a byte order mark is called that', () => {
    const text = Buffer.from(CLEAN.replace('hv02', 'hv02 # Büro “Nord”'), 'utf16le');
    for (const content of [text, Buffer.from(text).swap16()])
      expect(hvlint(folderWith({ 'hv02.yaml': content }), ['hv02.yaml']).err).toContain(
        'hv02.yaml: cannot be read: it is UTF-16 without a byte order mark, or binary\n',
      );
    expect(hvlint(folderWith({}), ['--stdin'], text).err).toBe(
      'hvlint: standard input is UTF-16 without a byte order mark, or binary\n',
    );
  });

  it.skipIf(process.platform !== 'linux')('an output that cannot be written is told by its own name', () => {
    const ran = hvlint(folderWith({ 'hv02.yaml': CLEAN }), ['-o', '/sys/out.txt']);
    expect(ran.err).toContain('hvlint: /sys/out.txt cannot be written: permission denied\n');
    expect(ran.err).not.toContain('.tmp');
    expect(ran.status).toBe(2);
  });

  it('an unknown rule, format, flag or severity is 2 and says what it might have meant', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN });
    for (const [args, text] of [
      [['--rule', 'vlan/nic-vlan-filter: off'], 'did you mean vlan/nic-vlan-filter-on-team-member?'],
      [['--rule', 'vlan/*: loud'], 'must be off, info, warning or error'],
      [['-f', 'jsn'], "there is no format 'jsn'; did you mean json?"],
      [['--quite'], 'Did you mean --quiet?'],
      [['explain', 'vlan/nic-vlan-filter'], 'did you mean vlan/nic-vlan-filter-on-team-member?'],
      [['--fixx'], "unknown option '--fixx'"],
    ] as const) {
      const ran = hvlint(cwd, args);
      expect(ran.err).toContain(text);
      expect(ran.status).toBe(2);
      expect(ran.out).toBe('');
      clean(ran);
    }
  });

  it('a pipe and a link that leads nowhere are no files', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN });
    execFileSync('mkfifo', [path.join(cwd, 'pipe.yaml')]);
    symlinkSync('nowhere.yaml', path.join(cwd, 'link.yaml'));
    expect(hvlint(cwd, []).status).toBe(0);
    for (const [name, reason] of [
      ['pipe.yaml', 'it is no regular file'],
      ['link.yaml', 'it is a link to a file that does not exist'],
    ]) {
      const ran = hvlint(cwd, [name!]);
      expect(ran.err).toContain(`${name}: cannot be read: ${reason}`);
      expect(ran.status).toBe(2);
    }
  });

  it('a file that has gone since it was found is no link', () => {
    const cwd = folderWith({});
    symlinkSync('nowhere.yaml', path.join(cwd, 'link.yaml'));
    expect(contentOf(path.join(cwd, 'hv01.yaml'))).toMatchObject({ unreadable: 'it is gone' });
    expect(contentOf(path.join(cwd, 'link.yaml'))).toMatchObject({ unreadable: 'it is a link to a file that does not exist' });
  });

  it('empty and repeated option values are wrong use', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN });
    for (const [args, text] of [
      [['-o', ''], 'an output needs the name of a file'],
      [['-f', 'json='], 'an output needs the name of a file'],
      [['-f', 'json=a.json', '-f', 'unix=./a.json'], 'two outputs go to ./a.json'],
      [['-c', ''], 'a path is empty'],
      [[''], 'a path is empty'],
      [['--stdin', 'hv02.yaml'], '--stdin takes no paths'],
    ] as const) {
      const ran = hvlint(cwd, args, '');
      expect(ran.err).toContain(text);
      expect(ran.status).toBe(2);
      clean(ran);
    }
  });

  it('wrong values in a configuration are told with their place', () => {
    for (const [text, message] of [
      ['files: [""]', '1:9: files.0 must not be empty'],
      ['estates: ["/"]', '1:11: estates.0 must not be empty'],
      ['rules: []', 'rules must be a mapping'],
      ['target: [2019]', 'target must be one of 2012, 2012R2'],
      ['rules: {}\n---\nrules: {}', 'a configuration is one document'],
    ] as const) {
      const ran = hvlint(folderWith({ 'hvlint.config.yaml': text, 'hv02.yaml': CLEAN }), []);
      expect(ran.err).toContain(message);
      expect(ran.status).toBe(2);
      clean(ran);
    }
  });

  it('a list where one word is meant is no word', () => {
    const ran = hvlint(folderWith({ 'a.yaml': 'kind: host\nname: h\nos: [2019]\nteams: [{ name: T, teamingMode: [Lacp] }]\n' }), [
      '-f',
      'unix',
    ]);
    expect(ran.out).toContain('os is a list; it must be one word');
    expect(ran.out).toContain('teams[0].teamingMode is a list; it must be one word');
  });

  it('the order in which files are named changes nothing', () => {
    const cwd = folderWith({ 'a.yaml': 'kind: vm\nname: r\ngeneration: 1\n', 'b.yaml': 'kind: vm\nname: r\ngeneration: 2\n' });
    const first = hvlint(cwd, ['a.yaml', 'b.yaml', '-f', 'json']);
    expect(findings(first)).toMatchObject([{ rule: 'reading/conflicting-declaration', file: 'b.yaml' }]);
    expect(hvlint(cwd, ['b.yaml', 'a.yaml', '-f', 'json']).out).toBe(first.out);
  });

  it('hostile names and keys harm nothing', () => {
    const evil = 'x\u001b[31m##vso[task.complete]\r::error::y';
    const cwd = folderWith({
      'hv01.json': JSON.stringify({
        kind: 'host',
        name: evil,
        __proto__x: 1,
        constructor: { a: 1 },
        nics: [{ name: 'N', vlanId: 4 }, { name: evil }],
        teams: [{ name: evil, members: ['N', evil] }],
      }),
    });
    for (const format of ['pretty', 'codeframe', 'unix', 'github']) {
      const { out } = hvlint(cwd, ['-f', format]);
      expect(out).not.toContain('\u001b');
      expect(out).not.toContain('##vso[');
      if (format !== 'github') expect(out).not.toMatch(/^\s*::/m);
      expect(out.length).toBeGreaterThan(0);
    }
  });
});
