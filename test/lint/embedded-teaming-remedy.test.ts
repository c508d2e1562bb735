import { describe, expect, test } from 'vitest';
import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from './estate.ts';

const HOST = `kind: host
name: hv01
os: "2022"
nics: [{ name: NIC1 }, { name: NIC2 }]
teams:
  - { name: Team1, members: [NIC1, NIC2], teamingMode: SwitchIndependent, loadBalancingAlgorithm: Dynamic }
vmSwitches:
  - { name: External, netAdapterName: Team1, ALLOW allowManagementOS: true }
`;
const VM = (place: string): string =>
  `---\nkind: vm\nname: web01\n${place}\nnetworkAdapters:\n  - { name: Data, switchName: External }\n`;

/** The commands that repair what a rule finds. */
async function commands(text: string, id: string): Promise<readonly string[] | undefined> {
  const { findings } = lint(await estate({ 'a.yaml': text }), RULES);
  const found = findings.filter(({ rule }) => rule.id === id);
  expect(found).toHaveLength(1);
  return found[0]!.remedy?.commands;
}

const ANEW = [
  "Remove-NetLbfoTeam -Name 'Team1'",
  "New-VMSwitch -Name 'External' -NetAdapterName 'NIC1','NIC2' -EnableEmbeddedTeaming $true -AllowManagementOS $true",
];
const works = HOST.replace('ALLOW', 'allowNetLbfoTeams: true,');

describe('Switch Embedded Teaming in the place of an LBFO team', () => {
  test('where there can be no Hyper-V switch yet, it is made', async () => {
    expect(await commands(HOST.replace('ALLOW', '') + VM('host: hv01'), 'vmswitch/lbfo-blocked')).toEqual(ANEW);
  });

  test('where there is one, it goes first, and VMs are connected to the new one', async () => {
    const away = "Remove-VMSwitch -Name 'External' -Force";
    expect(await commands(works, 'vmswitch/lbfo-override')).toEqual([away, ...ANEW]);
    expect(await commands(works + VM('host: hv01'), 'vmswitch/lbfo-override')).toEqual([
      away,
      ...ANEW,
      "Connect-VMNetworkAdapter -VMName 'web01' -Name 'Data' -SwitchName 'External'",
    ]);
    const own = 'hostAdapters: [{ name: External, switchName: External }]\n';
    expect(await commands(works + own, 'vmswitch/lbfo-override')).toEqual([away, ...ANEW]);
  });

  test('what can only be set at creation is set again', async () => {
    const create = (more: string) =>
      commands(works.replace('allowManagementOS', `${more}, allowManagementOS`), 'vmswitch/lbfo-override');
    expect((await create('bandwidthReservationMode: Absolute, iovEnabled: false'))?.at(-1)).toBe(
      `${ANEW[1]} -MinimumBandwidthMode Absolute`,
    );
    expect((await create('bandwidthReservationMode: Weight'))?.at(-1)).toBe(`${ANEW[1]} -MinimumBandwidthMode Weight`);
    expect((await create('iovEnabled: true'))?.at(-1)).toBe(`${ANEW[1]} -EnableIov $true`);
    expect((await create('bandwidthReservationMode: None, iovEnabled: true'))?.at(-1)).toBe(
      `${ANEW[1]} -MinimumBandwidthMode None -EnableIov $true`,
    );
    // Refused together, or not known.
    expect(await create('bandwidthReservationMode: Weight, iovEnabled: true')).toBeUndefined();
    expect(await create('bandwidthReservationMode: Absolute, iovEnabled: true')).toBeUndefined();
    expect(await create('packetDirectEnabled: true')).toBeUndefined();
    expect(await create('$hvlint: { unknown: [iovEnabled] }')).toBeUndefined();
  });

  test('nothing is said where more would have to change', async () => {
    const live =
      'hostAdapters: [{ name: LiveMigration, switchName: External, vlan: { operationMode: Access, accessVlanId: 20 } }]\n';
    expect(await commands(works + live, 'vmswitch/lbfo-override')).toBeUndefined();
    const cluster = works.replace('os:', 'cluster: c1\nos:');
    const other = cluster
      .replace('hv01', 'hv02')
      .replace('ALLOW', '')
      .replace('allowNetLbfoTeams: true, ', '')
      .replace('"2022"', '"2019"');
    expect(await commands(`${cluster}---\n${other}${VM('cluster: c1')}`, 'vmswitch/lbfo-override')).toBeUndefined();
  });
});

describe('an LBFO team in the place of Switch Embedded Teaming', () => {
  const old = (more: string): string => `kind: host
name: hv01
os: "2012R2"
nics: [{ name: NIC1 }, { name: NIC2 }]
vmSwitches:
  - { name: External, netAdapterName: [NIC1, NIC2], embeddedTeamingEnabled: true, allowManagementOS: true${more} }
`;
  test('keeps what can only be set at creation, but for SR-IOV, which the team does not offer', async () => {
    const create = "New-VMSwitch -Name 'External' -NetAdapterName 'External Team' -AllowManagementOS $true";
    const id = 'set/requires-2016';
    expect((await commands(old(''), id))?.at(-1)).toBe(create);
    expect((await commands(old(', bandwidthReservationMode: Weight'), id))?.at(-1)).toBe(
      `${create} -MinimumBandwidthMode Weight`,
    );
    expect(await commands(old(', iovEnabled: true'), id)).toBeUndefined();
  });
});
