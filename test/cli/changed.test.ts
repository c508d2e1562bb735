import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { parsePatch } from '#cli/changed-lines';
import { CLEAN, findings, folderWith, GUILTY, hvlint, type Ran } from './run-hvlint.ts';

vi.setConfig({ testTimeout: 60_000 });

const RULE = 'vlan/nic-vlan-filter-on-team-member';

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'commit.gpgsign=false', '-c', 'init.defaultBranch=main'];
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null' };
  const run = spawnSync('git', [...identity, ...args], { cwd, encoding: 'utf8', env });
  if (run.status !== 0) throw new Error(`git ${args.join(' ')}: ${run.stderr}`);
  return run.stdout;
}

/** A repository with these files committed. */
function repository(files: Readonly<Record<string, string>>): string {
  const cwd = folderWith(files);
  git(cwd, 'init', '-q');
  git(cwd, 'add', '-A');
  git(cwd, 'commit', '-qm', 'first');
  return cwd;
}

const write = (cwd: string, file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
  writeFileSync(path.join(cwd, file), text);
};
const shown = (ran: Ran): string[] => findings(ran).map((f) => `${f.file}:${f.line} ${f.rule}`);
const changed = (cwd: string, ...args: string[]): Ran => hvlint(cwd, ['-f', 'json', '--changed', ...args]);
const host = (name: string, nic = ''): string => GUILTY.replace('hv01', name).replace('    vlanId: 42\n', nic);

describe('--changed', () => {
  it('shows what an uncommitted change touches, and nothing else', () => {
    const cwd = repository({ 'hv01.yaml': GUILTY, 'hv02.yaml': host('hv02') });
    const clean = changed(cwd);
    expect([clean.status, shown(clean)]).toEqual([0, []]);
    expect(clean.err).toContain('1 finding not shown: the change does not touch where they are\n');
    write(cwd, 'hv02.yaml', host('hv02', '    vlanId: 7\n'));
    expect(shown(changed(cwd))).toEqual([`hv02.yaml:6 ${RULE}`]);
    git(cwd, 'add', '-A');
    expect(changed(cwd)).toMatchObject({ status: 1 });
    git(cwd, 'commit', '-qm', 'second');
    expect(changed(cwd).status).toBe(0);
    expect(hvlint(cwd, []).status).toBe(1);
  });

  it('takes files that git does not know as changed whole, but not those it ignores', () => {
    const cwd = repository({ 'hv01.yaml': GUILTY, '.gitignore': 'local/\n' });
    write(cwd, 'new folder/höst "1".yaml', host('hv02', '    vlanId: 7\n'));
    write(cwd, 'local/hv03.yaml', host('hv03', '    vlanId: 7\n'));
    expect(shown(changed(cwd))).toEqual([`new folder/höst "1".yaml:6 ${RULE}`]);
    expect(shown(changed(cwd, '.', 'local/hv03.yaml'))).toEqual([`new folder/höst "1".yaml:6 ${RULE}`]);
    git(cwd, 'add', '-A');
    expect(shown(changed(cwd))).toEqual([`new folder/höst "1".yaml:6 ${RULE}`]);
  });

  it('shows a finding whose related place is touched: in another file than the guilty line', () => {
    const tor =
      'kind: switch\nname: tor1\nvlans: [{ id: 5 }, { id: 6 }]\nports:\n  - { name: Ethernet1/1, mode: access, accessVlan: 5 }\n';
    const vm = (vlan: string): string =>
      `kind: host\nname: hv01\nos: 2019\nnics:\n  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }\nvmSwitches:\n  - { name: S, switchType: External, netAdapterName: NIC1 }\n---\nkind: vm\nname: web\nhost: hv01\nnetworkAdapters:\n  - { name: A, switchName: S${vlan} }\n`;
    const cwd = repository({ 'tor1.yaml': tor, 'hv01.yaml': vm('') });
    write(cwd, 'hv01.yaml', vm(', vlan: { operationMode: Access, accessVlanId: 6 }'));
    const all = findings(hvlint(cwd, ['-f', 'json'])).filter((f) => f.file === 'tor1.yaml');
    expect(all.length).toBeGreaterThan(0);
    expect(findings(changed(cwd)).filter((f) => f.file === 'tor1.yaml')).toEqual(all);
  });

  it('takes what stood around deleted lines as touched', () => {
    const cwd = repository({ 'hv01.yaml': GUILTY.replace('    vlanId: 42\n', '    vlanId: 42\n    linkSpeed: 10 Gbps\n') });
    write(cwd, 'hv01.yaml', GUILTY);
    expect(shown(changed(cwd))).toEqual([`hv01.yaml:6 ${RULE}`]);
    write(
      cwd,
      'hv01.yaml',
      GUILTY.replace('  - name: NIC2\n', '  - name: NIC2\n    linkSpeed: 10 Gbps\n').replace(
        '    vlanId: 42\n',
        '    vlanId: 42\n    linkSpeed: 10 Gbps\n',
      ),
    );
    expect(shown(changed(cwd))).toEqual([]);
  });

  it('of a renamed file knows only the changed lines', () => {
    const cwd = repository({ 'a/hv01.yaml': GUILTY });
    mkdirSync(path.join(cwd, 'b'));
    renameSync(path.join(cwd, 'a/hv01.yaml'), path.join(cwd, 'b/x y.yaml'));
    git(cwd, 'add', '-A');
    expect(shown(changed(cwd))).toEqual([]);
    write(cwd, 'b/x y.yaml', GUILTY.replace('42', '43'));
    expect(shown(changed(cwd))).toEqual([`b/x y.yaml:6 ${RULE}`]);
  });

  it('takes files that git has as binary whole, and counts lines as git does', () => {
    const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
    const cwd = repository({ 'hv01.yaml': 'kind: host\nname: x\n', 'hv02.yaml': CLEAN });
    writeFileSync(path.join(cwd, 'hv01.yaml'), utf16(GUILTY));
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'utf-16');
    expect(shown(changed(cwd))).toEqual([]);
    writeFileSync(path.join(cwd, 'hv01.yaml'), utf16(`${GUILTY}# more\n`));
    expect(shown(changed(cwd))).toEqual([`hv01.yaml:6 ${RULE}`]);
  });

  it('works below the root of the repository and for files beside the working directory', () => {
    const cwd = repository({ 'sites/a/hv01.yaml': GUILTY, 'sites/b/hv02.yaml': host('hv02') });
    write(cwd, 'sites/b/hv02.yaml', host('hv02', '    vlanId: 7\n'));
    expect(shown(changed(path.join(cwd, 'sites/b')))).toEqual([`hv02.yaml:6 ${RULE}`]);
    expect(shown(changed(path.join(cwd, 'sites/a'), '../b'))).toEqual([`../b/hv02.yaml:6 ${RULE}`]);
    const other = folderWith({ 'hv09.yaml': GUILTY });
    expect(shown(changed(cwd, other))).toEqual([]);
  });

  it('takes everything as new before the first commit', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    git(cwd, 'init', '-q');
    expect(shown(changed(cwd))).toEqual([`hv01.yaml:6 ${RULE}`]);
    git(cwd, 'add', '-A');
    expect(shown(changed(cwd))).toEqual([`hv01.yaml:6 ${RULE}`]);
  });

  it('judges the baseline only where something of the estate is touched', () => {
    const cwd = repository({ 'hv01.yaml': GUILTY, 'notes.md': 'a' });
    hvlint(cwd, ['--suppress-all']);
    write(cwd, 'hv01.yaml', host('hv01'));
    git(cwd, 'add', '-A');
    git(cwd, 'commit', '-qm', 'repaired');
    write(cwd, 'notes.md', 'b');
    expect(changed(cwd).status).toBe(0);
    write(cwd, 'hv01.yaml', `${host('hv01')}# more\n`);
    expect(changed(cwd).status).toBe(1);
  });
});

describe('--since', () => {
  it('has everything since the branch left, what is not committed too, and nothing that came after on the other branch', () => {
    const cwd = repository({
      'hv01.yaml': GUILTY,
      'hv02.yaml': host('hv02'),
      'hv03.yaml': host('hv03'),
      'hv04.yaml': host('hv04'),
    });
    git(cwd, 'checkout', '-qb', 'topic');
    write(cwd, 'hv02.yaml', host('hv02', '    vlanId: 7\n'));
    git(cwd, 'commit', '-qam', 'on the topic');
    git(cwd, 'checkout', '-q', 'main');
    write(cwd, 'hv04.yaml', host('hv04', '    linkSpeed: 10 Gbps\n'));
    git(cwd, 'commit', '-qam', 'on main');
    git(cwd, 'checkout', '-q', 'topic');
    write(cwd, 'hv03.yaml', host('hv03', '    vlanId: 7\n'));
    const since = (ref: string): Ran => hvlint(cwd, ['-f', 'json', '--since', ref]);
    expect(shown(since('main'))).toEqual([`hv02.yaml:6 ${RULE}`, `hv03.yaml:6 ${RULE}`]);
    expect(shown(since('HEAD'))).toEqual([`hv03.yaml:6 ${RULE}`]);
    git(cwd, 'tag', 'v1', 'HEAD');
    expect(shown(since('v1'))).toEqual([`hv03.yaml:6 ${RULE}`]);
    git(cwd, 'checkout', '-q', 'hv03.yaml');
    expect(since('HEAD')).toMatchObject({ status: 0 });
  });

  it.each([
    ['mian', "the repository has no commit, branch or tag 'mian'"],
    ['origin/main', 'was it fetched?'],
    ['--output=x', "no commit, branch or tag '--output=x'"],
  ])('ends with 2 for %s', (ref, message) => {
    const cwd = repository({ 'hv01.yaml': GUILTY });
    const ran = hvlint(cwd, [`--since=${ref}`]);
    expect([ran.status, ran.err.includes(message), ran.out]).toEqual([2, true, '']);
    expect(existsSync(path.join(cwd, 'x'))).toBe(false);
  });

  it('ends with 2 for a history without a common commit', () => {
    const cwd = repository({ 'hv01.yaml': GUILTY });
    git(cwd, 'checkout', '-q', '--orphan', 'other');
    git(cwd, 'commit', '-qm', 'another beginning');
    const ran = hvlint(cwd, ['--since', 'main']);
    expect([ran.status, ran.err.includes("this branch and 'main' have no commit in common")]).toEqual([2, true]);
  });
});

describe('git', () => {
  it('that is not there, or has no repository here, ends with 2', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const none = changed(cwd);
    expect([none.status, none.err.includes('--changed needs a git repository')]).toEqual([2, true]);
    const { PATH } = process.env;
    // A git of the working directory's own is none.
    writeFileSync(path.join(cwd, 'git'), '#!/bin/sh\ntouch ran\n');
    chmodSync(path.join(cwd, 'git'), 0o755);
    try {
      process.env.PATH = ['.', '', path.join(cwd, 'nowhere')].join(path.delimiter);
      const ran = hvlint(cwd, ['--since', 'main']);
      expect([ran.status, ran.err.includes('there is no git on the PATH')]).toEqual([2, true]);
    } finally {
      process.env.PATH = PATH;
    }
    expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
  });

  it('runs nothing that a repository configures', () => {
    const cwd = repository({
      'hv01.yaml': GUILTY,
      'hv02.yaml': host('hv02'),
      '.gitattributes': '*.yaml filter=e=vil\nhv02.yaml -filter diff=evil\n',
    });
    const trap = (name: string): string => {
      const script = path.join(cwd, '.git', `${name}.sh`);
      writeFileSync(script, `#!/bin/sh\ntouch '${path.join(cwd, '.git', `${name}.ran`)}'\ncat\n`);
      chmodSync(script, 0o755);
      return script;
    };
    const settings: [string, string][] = [
      ['core.fsmonitor', trap('fsmonitor')],
      ['core.pager', trap('pager')],
      ['core.sshCommand', trap('ssh')],
      ['diff.external', trap('external')],
      ['diff.evil.command', trap('command')],
      ['diff.evil.textconv', trap('textconv')],
      ['filter.e=vil.clean', trap('clean')],
      ['filter.e=vil.process', trap('process')],
      ['filter.e=vil.required', 'true'],
      ['pager.diff', trap('diffpager')],
      ['diff.noprefix', 'true'],
      ['diff.mnemonicPrefix', 'true'],
      ['color.ui', 'always'],
    ];
    for (const [key, value] of settings) {
      const [, section, name] = /^(.*)\.(\w+)$/.exec(key) as unknown as [string, string, string];
      const head = section.includes('.') ? `[${section.replace(/\.(.*)/, ' "$1"')}]` : `[${section}]`;
      writeFileSync(
        path.join(cwd, '.git/config'),
        `${readFileSync(path.join(cwd, '.git/config'), 'utf8')}${head}\n\t${name} = ${value}\n`,
      );
    }
    for (const hook of ['post-index-change', 'fsmonitor-watchman']) {
      renameSync(trap(hook), path.join(cwd, '.git/hooks', hook));
    }
    write(cwd, 'hv02.yaml', host('hv02', '    vlanId: 7\n'));
    write(cwd, 'hv03.yaml', host('hv03', '    vlanId: 7\n'));
    expect(shown(changed(cwd))).toEqual([`hv02.yaml:6 ${RULE}`, `hv03.yaml:6 ${RULE}`]);
    expect(shown(hvlint(cwd, ['-f', 'json', '--since', 'main']))).toHaveLength(2);
    const ran = (): string[] => readdirSync(path.join(cwd, '.git')).filter((f) => f.endsWith('.ran'));
    expect(ran()).toEqual([]);
    // The traps are set: git alone walks into them.
    write(cwd, 'hv01.yaml', GUILTY);
    for (const file of ['hv01.yaml', 'hv02.yaml']) spawnSync('git', ['diff', 'HEAD', '--', file], { cwd });
    expect(ran()).toEqual(expect.arrayContaining(['command.ran', 'fsmonitor.ran', 'process.ran']));
  });
});

describe('parsePatch', () => {
  it('reads names and lines of every sort of change', () => {
    const patch = [
      'diff --git a/a b.yaml b/a b.yaml',
      'index 1..2 100644',
      '--- a/a b.yaml\t',
      '+++ b/a b.yaml\t',
      '@@ -3 +3,2 @@ heading',
      '-old',
      '--- a/looks like a header',
      '+diff --git a/x b/x',
      '@@ -9,2 +10,0 @@',
      '-gone',
      '@@ -20,0 +20 @@',
      '+new',
      'diff --git "a/h\\303\\266 \\"1\\".yaml" "b/h\\303\\266 \\"1\\".yaml"',
      '@@ -0,0 +1,7 @@',
      'diff --git a/old.yaml b/new.yaml',
      'similarity index 90%',
      'rename from old.yaml',
      'rename to new.yaml',
      '@@ -1 +1 @@',
      'diff --git a/only.yaml b/moved.yaml',
      'similarity index 100%',
      'rename from only.yaml',
      'rename to moved.yaml',
      'diff --git a/u16.cfg b/u16.cfg',
      'Binary files a/u16.cfg and b/u16.cfg differ',
      'diff --git a/top.yaml b/top.yaml',
      '@@ -1,3 +0,0 @@',
    ].join('\n');
    expect([...parsePatch(patch)]).toEqual([
      [
        'a b.yaml',
        [
          [3, 4],
          [10, 11],
          [20, 20],
        ],
      ],
      ['hö "1".yaml', [[1, 7]]],
      ['new.yaml', [[1, 1]]],
      ['u16.cfg', 'whole'],
      ['top.yaml', [[0, 1]]],
    ]);
  });
});
