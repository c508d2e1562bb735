import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { RULES } from '#rules';

/** What the rules of some areas say of a file together: "line id". */
async function said(text: string, areas: readonly string[]): Promise<string[]> {
  const file = await readText({ path: '/estate/estate.yaml', text }, { explicit: true });
  const { findings } = lint(
    {
      root: '/estate',
      files: [file],
      whole: true,
      target: undefined,
      inventory: { hosts: false, switches: false, vms: false },
      severityOf: (rule) => (areas.some((area) => rule.id.startsWith(`${area}/`)) ? rule.severity : 'off'),
      suppress: [],
      locked: [],
      inlineConfig: true,
      today: '2026-06-15',
    },
    RULES,
  );
  return findings.map(({ place, rule }) => `${text.slice(0, place.range().start).split('\n').length} ${rule.id}`).sort();
}

const TEAM = `kind: host
name: hv01
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, connectedTo: tor1/Ethernet1/2 }
teams:
  - name: Team1
    members: [NIC1, NIC2]
    teamNics:
      - { name: Team1, ipAddresses: [10.0.1.5/24] }
      - { name: Team1 - VLAN 5, vlanId: 5 }
---
kind: switch
name: tor1
ports:
  - { name: Ethernet1/1, mode: trunk, nativeVlan: 1, allowedVlans: "1,5" }
`;

describe('one mistake, one finding', () => {
  it('a VLAN that one port lacks is not an asymmetry too, unless untagged frames are in another one', async () => {
    const lacks = `${TEAM}  - { name: Ethernet1/2, mode: trunk, nativeVlan: 1, allowedVlans: "1" }\n`;
    expect(await said(lacks, ['vlan'])).toEqual(['17 vlan/trunk-missing-vlan']);
    const both = `${TEAM}  - { name: Ethernet1/2, mode: trunk, nativeVlan: 7, allowedVlans: "7" }\n`;
    expect(await said(both, ['vlan'])).toEqual(['17 vlan/team-ports-vlan-asymmetric', '17 vlan/trunk-missing-vlan']);
    const native = `${TEAM}  - { name: Ethernet1/2, mode: trunk, nativeVlan: 7, allowedVlans: "5,7" }\n`;
    expect(await said(native, ['vlan'])).toEqual(['17 vlan/team-ports-vlan-asymmetric']);
  });

  it('an access port lacks no VLAN of a list', async () => {
    const access = `${TEAM}  - { name: Ethernet1/2, mode: access, accessVlan: 1, allowedVlans: "1" }\n`;
    expect(await said(access, ['vlan'])).toEqual(['17 vlan/team-port-not-trunk']);
  });

  it('a collision is reported for the interface that collides, the other one for taking a VLAN', async () => {
    const text = `kind: host
name: hv01
teams:
  - name: Team1
    members: [NIC1, NIC2]
    teamNics:
      - { name: Team1 }
      - { name: A, vlanId: 42 }
      - { name: B, vlanId: 43 }
vmSwitches: [{ name: External, netAdapterName: Team1 }]
hostAdapters: [{ name: M, switchName: External, vlan: { accessVlanId: 42 } }]
`;
    expect(await said(text, ['vlan'])).toEqual([
      '8 vlan/team-vlan-collides-with-vswitch-vlan',
      '9 vlan/lbfo-vlan-on-hyperv-host',
    ]);
  });

  it('the worst of two teaming solutions stands for all', async () => {
    const text = (member: string) =>
      `kind: host\nname: hv01\nteams: [{ name: Team1, members: [NIC1] }]\nthirdPartyTeams: [{ name: V, members: [${member}] }]\n`;
    expect(await said(text('NIC1'), ['third-party'])).toEqual(['4 third-party/nic-in-both-teams']);
    expect(await said(text('NIC2'), ['third-party'])).toEqual(['4 third-party/mixed-teaming-on-host']);
  });
});
