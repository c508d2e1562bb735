import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CLEAN, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

/** A switch that does not carry what the host sends, and a host with a fault of its own. */
const ESTATE = {
  'hvlint.config.yaml': 'files: ["hosts/**", "switches/**", "*.yaml"]\n',
  'hosts/hv01.yaml': `${GUILTY.replace('- name: NIC1', '- name: NIC1\n    connectedTo: tor1/Ethernet1/1').replace('name: hv01', 'name: HV01')}vmSwitches:
  - { name: External, netAdapterName: Team1 }
hostAdapters:
  - { name: Management, switchName: External, vlan: { operationMode: Access, accessVlanId: 10 }, usage: management }
`,
  'switches/tor1.yaml': 'kind: switch\nname: tor1\nos: nx-os\nports: [{ name: Ethernet1/1, mode: trunk, allowedVlans: "1-9" }]\n',
};

describe('hvlint remediate', () => {
  it('prints what is to be run, by machine, the switch first', () => {
    const ran = hvlint(folderWith(ESTATE), ['remediate', '--include-disruptive']);
    expect(ran.status).toBe(0);
    expect(ran.out.match(/^==> .* <==$/gm)).toEqual(['==> tor1.txt <==', '==> hv01.ps1 <==']);
    expect(ran.out).toContain('interface Ethernet1/1\n  switchport trunk allowed vlan add 10\nend\n');
    expect(ran.out).toContain("Set-NetAdapter -Name 'NIC1' -VlanID 0 -WhatIf:$WhatIf\n");
    expect(ran.err).toMatch(/^\d+ findings: commands for 2 on 2 machines; \d+ ha(?:s|ve) none, see hvlint explain$/m);
  });

  it('prints the script for one machine alone, so that it can be a file', () => {
    const folder = folderWith(ESTATE);
    for (const on of ['host:hv01', 'HV01']) {
      const ran = hvlint(folder, ['remediate', '--on', on]);
      expect(ran.status).toBe(0);
      expect(ran.out).toMatch(/^# Repairs on HV01 for 1 finding, written by hvlint/);
      expect(ran.out).toContain("# Set-NetAdapter -Name 'NIC1' -VlanID 0\n");
    }
  });

  it('says what it might have meant', () => {
    const ran = hvlint(folderWith(ESTATE), ['remediate', '--on', 'hv02']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain("--on: there is nothing to run on 'hv02'; did you mean hv01? (switch:tor1, host:hv01)");
  });

  it('writes a file a machine, and overwrites only when told to', () => {
    const folder = folderWith(ESTATE);
    const args = ['remediate', '-o', 'out/repairs'];
    const first = hvlint(folder, args);
    expect([first.status, first.out]).toEqual([0, '']);
    expect(first.err).toContain('wrote out/repairs/tor1.txt\nwrote out/repairs/hv01.ps1\n');
    expect(readdirSync(path.join(folder, 'out/repairs')).sort()).toEqual(['hv01.ps1', 'tor1.txt']);
    const script = path.join(folder, 'out/repairs/hv01.ps1');
    writeFileSync(script, 'mine');
    const second = hvlint(folder, args);
    expect(second.status).toBe(2);
    expect(second.err).toContain('out/repairs/tor1.txt and 1 more are here already; remediate overwrites only with --force');
    expect(readFileSync(script, 'utf8')).toBe('mine');
    expect(hvlint(folder, [...args, '--force']).status).toBe(0);
    expect(readFileSync(script, 'utf8')).toMatch(/^# Repairs on HV01/);
  });

  it('says when the next run would read what it wrote', () => {
    const folder = folderWith(ESTATE);
    expect(hvlint(folder, ['remediate', '-o', 'out']).err).not.toContain('note:');
    const ran = hvlint(folder, ['remediate', '-o', 'switches/out']);
    expect(ran.err).toContain(
      "note: hvlint reads scripts of an estate as what is wanted of it; add these to 'ignore' (switches/out/**)",
    );
  });

  it('marks a script with letters beyond ASCII, which Windows PowerShell misreads otherwise', () => {
    const folder = folderWith({ 'a.yaml': GUILTY.replaceAll('NIC1', 'Höst 1') });
    hvlint(folder, ['remediate', '-o', 'out']);
    expect(readFileSync(path.join(folder, 'out/hv01.ps1')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(readFileSync(path.join(folder, 'out/hv01.ps1'), 'utf8')).toContain("Set-NetAdapter -Name 'Höst 1' -VlanID 0");
  });

  it('keeps apart what estates call by one name', () => {
    const folder = folderWith({
      'hvlint.config.yaml': 'estates: ["sites/*"]\n',
      'sites/oslo/a.yaml': GUILTY,
      'sites/bergen/a.yaml': GUILTY.replace('NIC1', 'NIC9').replace('NIC1', 'NIC9'),
    });
    expect(hvlint(folder, ['remediate', '-o', 'out']).status).toBe(0);
    expect(readFileSync(path.join(folder, 'out/sites/oslo/hv01.ps1'), 'utf8')).toContain("-Name 'NIC1'");
    expect(readFileSync(path.join(folder, 'out/sites/bergen/hv01.ps1'), 'utf8')).toContain("-Name 'NIC9'");
  });

  it('writes nothing below its folder that a name leads out of it', () => {
    const folder = folderWith({ 'a.yaml': GUILTY.replace('name: hv01', 'name: "../../con"') });
    hvlint(folder, ['remediate', '-o', 'out']);
    expect(readdirSync(path.join(folder, 'out'))).toEqual(['_con.ps1']);
  });

  it('leaves out what is suppressed', () => {
    const comment = 'vlanId: 42 # hvlint-disable-line vlan/nic-vlan-filter-on-team-member -- on purpose';
    const ran = hvlint(folderWith({ 'a.yaml': GUILTY.replace('vlanId: 42', comment) }), ['remediate']);
    expect([ran.status, ran.out]).toEqual([0, '']);
    expect(ran.err).toContain('0 findings: commands for 0 on 0 machines\n');
  });

  it('has nothing to print where nothing is wrong, and fails where nothing can be read', () => {
    const clean = hvlint(folderWith({ 'a.yaml': CLEAN }), ['remediate']);
    expect([clean.status, clean.out]).toEqual([0, '']);
    expect(hvlint(folderWith({}), ['remediate']).status).toBe(2);
    const missing = hvlint(folderWith({ 'a.yaml': CLEAN }), ['remediate', 'none.yaml']);
    expect(missing.status).toBe(2);
    expect(existsSync('none.yaml')).toBe(false);
  });
});
