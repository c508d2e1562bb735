import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { findings, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

const SCRIPT = `New-NetLbfoTeam -Name Team1 -TeamMembers NIC1,NIC2 -TeamingMode Lacp -Confirm:$false
New-VM -Name 'web 01/a' -MemoryStartupBytes 4GB
Add-VMNetworkAdapter -VMName 'web 01/a' -Name A
`;
const SWITCH = `hostname tor1
feature lacp
interface Ethernet1/1
  switchport mode trunk
  switchport trunk allowed vlan 10,42
  mtu 9216
`;
const ESTATE = { 'scripts/hv02.ps1': SCRIPT, 'switches/tor1.cfg': SWITCH, 'hv01.yaml': GUILTY };

describe('hvlint convert', () => {
  it('writes what was read as YAML documents on standard output', () => {
    const { status, out, err } = hvlint(folderWith(ESTATE), ['convert', '.']);
    expect(err).toBe('');
    expect(status).toBe(0);
    const documents = parseAllDocuments(out).map((document) => document.toJS());
    expect(documents.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'host hv01',
      'host hv02',
      'vm web 01/a',
      'switch tor1',
    ]);
    expect(documents[1]).toMatchObject({
      teams: [{ name: 'Team1', teamingMode: 'Lacp', members: [{ name: 'NIC1' }, { name: 'NIC2' }] }],
    });
    expect(documents[3]).toMatchObject({ os: 'nx-os', $hvlint: { complete: true } });
    expect(out).toMatch(
      /^# yaml-language-server: \$schema=https:\/\/unpkg\.com\/hvlint@\d+\.\d+\.\d+\S*\/schemas\/host\.schema\.json$/m,
    );
  });

  it('writes one file a thing, named after it, and never over one that is there', () => {
    const cwd = folderWith(ESTATE);
    const first = hvlint(cwd, ['convert', 'scripts', 'switches/tor1.cfg', '-o', 'new']);
    expect(first.err.split('\n').sort()).toEqual([
      '',
      'wrote new/hosts/hv02.yaml',
      'wrote new/switches/tor1.yaml',
      'wrote new/vms/hv02.web-01-a.yaml',
    ]);
    expect(first).toMatchObject({ status: 0, out: '' });
    const file = path.join(cwd, 'new/hosts/hv02.yaml');
    expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ kind: 'host', name: 'hv02' });
    const again = hvlint(cwd, ['convert', 'scripts', '-o', 'new']);
    expect(again.status).toBe(2);
    expect(again.err).toContain('new/hosts/hv02.yaml and 1 more are here already; convert overwrites only with --force');
    expect(hvlint(cwd, ['convert', 'scripts', '-o', 'new', '--force']).status).toBe(0);
    expect(hvlint(folderWith({}), ['convert', cwd, '-o', path.join(cwd, 'absolute')]).status).toBe(0);
    expect(existsSync(path.join(cwd, 'absolute/hosts/hv02.yaml'))).toBe(true);
  });

  it('tells things of one name apart, and keeps to its folder whatever they are called', () => {
    const cwd = folderWith({
      'a.yaml':
        'kind: host\nname: ../../hv01\n---\nkind: host\nname: "..\\\\..\\\\hv01"\n---\nkind: host\nname: "…"\n---\nkind: host\nname: CON.contoso.com\n---\nkind: cabling\nlinks: []\n',
    });
    const { err, status } = hvlint(cwd, ['convert', 'a.yaml', '-o', 'new']);
    expect(status).toBe(0);
    expect(err).toBe(
      'wrote new/hosts/hv01.yaml\nwrote new/hosts/hv01-2.yaml\nwrote new/hosts/unnamed.yaml\nwrote new/hosts/_con.contoso.com.yaml\nwrote new/cabling/cabling.yaml\n',
    );
    expect(existsSync(path.join(cwd, '../hv01.yaml'))).toBe(false);
  });

  it('goes by the readers of the configuration', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'readers: [{ files: ["dumps/**"], as: nx-os, name: "{folder}", stance: observed }]\n',
      'dumps/tor9/running.log': 'interface Ethernet1/1\n  switchport mode trunk\n',
    });
    const { out } = hvlint(cwd, ['convert', 'dumps/tor9/running.log']);
    expect(parse(out)).toMatchObject({ kind: 'switch', name: 'tor9', $hvlint: { stance: 'observed' } });
  });

  it('gives an estate with the findings of the original', () => {
    const cwd = folderWith(ESTATE);
    const rules = (folder: string): string[] => findings(hvlint(cwd, [folder, '-f', 'json'])).map(({ rule }) => rule);
    const before = rules('.').filter((rule) => !/^(?:reading|script)\//.test(rule));
    expect(before.length).toBeGreaterThan(0);
    hvlint(cwd, ['convert', '.', '-o', 'new']);
    expect(rules('new').sort()).toEqual(before.sort());
  });

  it('shows no secret of what it read', () => {
    const cwd = folderWith({ 'tor1.cfg': `${SWITCH}  description password hunter2\nsnmp-server community s3cret ro\n` });
    expect(hvlint(cwd, ['convert', 'tor1.cfg']).out).not.toMatch(/hunter2|s3cret/);
  });

  it.each<[string, Record<string, string>, string[], string]>([
    ['a file that is not there', {}, ['nothing.yaml'], 'nothing.yaml'],
    ['a folder that holds nothing of ours', { 'a.json': '{}' }, ['.'], 'nothing to convert: no file holds anything hvlint knows'],
  ])('refuses %s with 2', (_what, files, args, message) => {
    const { status, out, err } = hvlint(folderWith(files), ['convert', ...args]);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });
});
