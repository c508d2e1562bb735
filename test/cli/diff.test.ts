import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { CLEAN, findings, folderWith, GUILTY, hvlint, hvlintBytes } from './run-hvlint.ts';

const EXAMPLE = new URL('../../examples/contoso-broken', import.meta.url).pathname;

/** Applies a diff where it was made; git takes the folder for no repository, and whatever its user set up does not count. */
function apply(folder: string, diff: Buffer, args: readonly string[] = []): void {
  const env = {
    ...process.env,
    GIT_CEILING_DIRECTORIES: path.dirname(folder),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_SYSTEM: '/dev/null',
  };
  execFileSync('git', ['apply', ...args], { cwd: folder, input: diff, env, stdio: ['pipe', 'pipe', 'pipe'] });
}

function texts(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    names.flatMap((name) => {
      try {
        return [[name, readFileSync(path.join(folder, name)).toString('latin1')]];
      } catch {
        return [];
      }
    }),
  );
}

/** The folder after `--diff` and `git apply`, and after `--fix`. */
function bothWays(files: Readonly<Record<string, string | Buffer>>, args: readonly string[] = []): [string, string] {
  const [patched, fixed] = [folderWith(files), folderWith(files)];
  const { status, out } = hvlintBytes(patched, ['--diff', ...args]);
  expect(status).toBe(1);
  expect(texts(patched)).toEqual(texts(folderWith(files)));
  apply(patched, out);
  hvlint(fixed, ['--fix', ...args]);
  return [patched, fixed];
}

const HOSTS: Readonly<Record<string, string | Buffer>> = {
  'plain.yaml': GUILTY,
  'with blanks/in folder and name.yaml': GUILTY.replaceAll('hv01', 'hv03'),
  'höst-日本.yaml': GUILTY.replaceAll('hv01', 'hv04'),
  'quote".yaml': GUILTY.replaceAll('hv01', 'hv05'),
  'crlf.yaml': GUILTY.replaceAll('hv01', 'hv06').replaceAll('\n', '\r\n'),
  'mixed.yaml': GUILTY.replaceAll('hv01', 'hv07').replace('\n', '\r\n'),
  'no-end.yaml': GUILTY.replaceAll('hv01', 'hv08').trimEnd(),
  'guilty-end.yaml':
    'kind: host\nname: hv09\nos: 2019\nteams: [{ name: Team1, members: [NIC1, NIC2] }]\nnics:\n  - name: NIC2\n  - name: NIC1\n    vlanId: 42',
  'bom.yaml': `\ufeff# höst\n${GUILTY.replaceAll('hv01', 'hv10').replace('42', '7')}`,
  'bom-guilty.yaml':
    '\ufeffnics: [{ name: NIC1, vlanId: 42 }, { name: NIC2 }]\nkind: host\nname: hv11\nteams: [{ name: Team1, members: [NIC1, NIC2] }]\n',
  'utf16le.yaml': Buffer.from(`\ufeff${GUILTY.replaceAll('hv01', 'hv12')}# \u0a0a\u010a\n`, 'utf16le'),
  'utf16be.yaml': Buffer.from(`\ufeff${GUILTY.replaceAll('hv01', 'hv13')}`, 'utf16le').swap16(),
  'windows.yaml': Buffer.from(`# f\u00f6rsta\n${GUILTY.replaceAll('hv01', 'hv14')}`, 'latin1'),
  'rule.yaml': `# a\n---\n${GUILTY.replaceAll('hv01', 'hv15').replace('  - name: NIC1\n    vlanId: 42', '  - name: NIC1\n    vlanId: 42 # -- +++ @@\t')}`,
};

describe('--diff', () => {
  it.each(Object.keys(HOSTS))('is what git apply makes --fix of: %s', (name) => {
    const [patched, fixed] = bothWays({ [name]: HOSTS[name]! });
    expect(texts(patched)).toEqual(texts(fixed));
    expect(hvlint(patched, ['--diff']).out).toBe('');
  });

  it('holds every file in one', () => {
    const [patched, fixed] = bothWays(HOSTS);
    expect(texts(patched)).toEqual(texts(fixed));
    const left = hvlint(patched, ['--diff']);
    expect([left.status, left.out]).toEqual([0, '']);
  });

  it('can be applied in a folder of a repository, and by patch', () => {
    const files = { 'sites/a b/hv01.yaml': GUILTY };
    const folder = folderWith(files);
    const site = path.join(folder, 'sites');
    execFileSync('git', ['init', '-q', folder]);
    const { out } = hvlintBytes(site, ['--diff']);
    apply(site, out);
    expect(readFileSync(path.join(site, 'a b/hv01.yaml'), 'utf8')).toBe(GUILTY.replace('42', '0'));
  });

  it('is printed in the order of names, with a/ and b/, and tells on standard error how much it is', () => {
    const folder = folderWith({ 'b.yaml': GUILTY.replaceAll('hv01', 'hv02'), 'a.yaml': GUILTY, 'c.yaml': CLEAN });
    const ran = hvlint(folder, ['--diff']);
    expect(ran.out.match(/^(?:---|\+\+\+).*$/gm)).toEqual(['--- a/a.yaml', '+++ b/a.yaml', '--- a/b.yaml', '+++ b/b.yaml']);
    expect(ran.out).toContain('-    vlanId: 42\n+    vlanId: 0\n');
    expect(ran.err).toContain('would make 2 fixes in 2 files\n');
  });

  it('leaves out a file where a secret would be printed, and says so', () => {
    const script = 'New-NetLbfoTeam -Name Team1 -TeamMembers NIC1,NIC2 -tm SwitchIndependent\n';
    const secret = "$p = ConvertTo-SecureString 'geheim' -AsPlainText\n";
    const far = `${secret}${'# so far away\n'.repeat(5)}${script}`;
    const folder = folderWith({ 'near.ps1': `${secret}${script}`, 'far.ps1': far });
    const ran = hvlint(folder, ['--diff', '--rule', 'script/*: warning']);
    expect(ran.out).not.toContain('geheim');
    expect(ran.out).toContain('+++ b/far.ps1');
    expect(ran.out).not.toContain('near.ps1');
    expect(ran.err).toContain('near.ps1 is not in the diff: a line beside its fix holds a secret; use --fix');
  });
});

describe('examples/contoso-broken', () => {
  it('applied as a diff, has nothing left that is safe to fix, and every comment it had', () => {
    const folder = folderWith({});
    cpSync(EXAMPLE, folder, { recursive: true });
    mkdirSync(path.join(folder, '.git-is-not-here'));
    const before = texts(folder);
    const safe = (): string[] =>
      (findings(hvlint(folder, ['-f', 'json'])) as unknown as { rule: string; fix: { safe: boolean } | null }[])
        .filter(({ fix }) => fix?.safe)
        .map(({ rule }) => rule);
    expect(safe().length).toBeGreaterThan(3);
    const old = findings(hvlint(folder, ['-f', 'json']));
    apply(folder, hvlintBytes(folder, ['--diff']).out);
    expect(safe()).toEqual([]);
    const now = findings(hvlint(folder, ['-f', 'json']));
    expect(now.length).toBeLessThan(old.length);
    const known = new Set(old.map(causeOf));
    expect(now.filter((finding) => !known.has(causeOf(finding)))).toEqual([]);
    const after = texts(folder);
    const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
    expect(changed.length).toBeGreaterThan(1);
    for (const name of changed) {
      expect(comments(after[name]!)).toEqual(comments(before[name]!));
      expect(after[name]!.split('\n').length).toBe(before[name]!.split('\n').length);
      expect(keys(after[name]!)).toEqual(keys(before[name]!));
    }
  });
});

function causeOf(finding: unknown): string {
  const { rule, entity, property, key } = finding as Record<string, string | null>;
  return JSON.stringify([rule, entity, property, key]);
}

function comments(text: string): string[] {
  return [...text.matchAll(/(?:^|\s)#.*$/gm)].map((m) => m[0]);
}

/** The keys of a file in the order they are written. */
function keys(text: string): string[] {
  return parseAllDocuments(text).flatMap((document) =>
    [...JSON.stringify(document.toJS()).matchAll(/"(\w+)":/g)].map((m) => m[1]!),
  );
}
