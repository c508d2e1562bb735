import { describe, expect, it } from 'vitest';
import { fabricView } from '#model/fabric-view';
import { teamingView } from '#model/teaming-view';
import { network } from './estate.ts';

type Member = Record<string, unknown> & { name: string };

/** A host that was seen with one team of these members. */
async function seen(members: readonly Member[], more: Record<string, unknown> = {}, nics: readonly Member[] = members) {
  const host = {
    kind: 'host',
    name: 'DONST-R710',
    nics: nics.map(({ name, status }) => ({ name, ...(status === undefined ? {} : { status }) })),
    teams: [{ name: 'Team1', members: members.map(({ status: _, ...member }) => member), ...more }],
  };
  return teamingView(await network({ 'observed.json': JSON.stringify(host) }));
}

const OUT = { operationalMode: 'Failed', failureReason: 'PhysicalMediaDisconnected' };
const GOOD = { operationalMode: 'Active', failureReason: 'NoFailure' };

describe('status by the rules of the management interface', () => {
  it('one adapter without a cable: Fault there, Warning for the team and the server', async () => {
    const view = await seen(
      [
        { name: 'NIC1', ...GOOD },
        { name: 'NIC2', ...GOOD },
        { name: 'NIC3', ...OUT },
      ],
      { status: 'Degraded' },
    );
    expect(view.adapters.map(({ name, status }) => [name, status.level, status.reason])).toEqual([
      ['NIC1', 'OK', ''],
      ['NIC2', 'OK', ''],
      ['NIC3', 'Fault', 'Media disconnected'],
    ]);
    expect(view.teams[0]!.status).toEqual({ level: 'Warning', reason: 'NIC3: Media disconnected' });
    expect(view.servers[0]!.status).toEqual({ level: 'Warning', reason: 'Team Team1 (NIC3: Media disconnected)' });
  });

  it('all adapters faulted: Fault all the way up, also where the team does not say so', async () => {
    const view = await seen([
      { name: 'NIC1', ...OUT },
      { name: 'NIC2', ...OUT },
    ]);
    expect(view.teams[0]!.status.level).toBe('Fault');
    expect(view.servers[0]!.status.level).toBe('Fault');
  });

  it('what was seen of members comes before what was seen of the team', async () => {
    expect(
      (
        await seen(
          [
            { name: 'NIC1', ...GOOD },
            { name: 'NIC2', ...OUT },
          ],
          { status: 'Up' },
        )
      ).teams[0]!.status.level,
    ).toBe('Warning');
    expect(
      (
        await seen(
          [
            { name: 'NIC1', ...GOOD },
            { name: 'NIC2', ...GOOD },
          ],
          { status: 'Down' },
        )
      ).teams[0]!.status.level,
    ).toBe('Fault');
  });

  it('all well: OK all the way up, with a member in reserve', async () => {
    const view = await seen([
      { name: 'NIC1', ...GOOD },
      { name: 'NIC2', operationalMode: 'Standby', administrativeMode: 'Standby' },
    ]);
    expect(view.teams[0]!.status.level).toBe('OK');
    expect(view.teams[0]!.members[1]).toEqual({ name: 'NIC2', status: { level: 'OK', reason: 'Standby' }, standby: true });
    expect(view.servers[0]!.status.level).toBe('OK');
  });

  it('a disabled member counts as out; a disabled interface stops the team', async () => {
    const members = [
      { name: 'NIC1', status: 'Up' },
      { name: 'NIC2', status: 'Disabled' },
    ];
    expect((await seen(members)).teams[0]!.status).toEqual({ level: 'Warning', reason: 'NIC2: Disabled' });
    const view = await seen([{ name: 'NIC1', status: 'Up' }], {
      status: 'Up',
      teamNics: [{ name: 'Team1', status: 'Disabled' }],
    });
    expect(view.teams[0]!.status).toEqual({ level: 'Fault', reason: 'Interface Team1 disabled' });
    expect(view.interfaces[0]!.status).toEqual({ level: 'Fault', reason: 'Disabled' });
  });

  it('nothing seen, nothing claimed', async () => {
    const view = teamingView(
      await network({ 'hv01.yaml': 'kind: host\nname: hv01\nnics: [{ name: NIC1 }]\nteams: [{ name: T, members: [NIC1] }]\n' }),
    );
    expect([view.servers[0], view.teams[0], view.adapters[0], view.interfaces[0]].map((row) => row!.status.level)).toEqual(
      Array(4).fill('Unknown'),
    );
  });

  it('a server with a team that works in part and one that does not is at fault', async () => {
    const host = {
      kind: 'host',
      name: 'hv01',
      teams: [
        { name: 'A', status: 'Degraded' },
        { name: 'B', status: 'Down' },
      ],
    };
    const view = teamingView(await network({ 'observed.json': JSON.stringify(host) }));
    expect(view.servers[0]!.status).toEqual({ level: 'Fault', reason: 'Team B (Down)' });
  });
});

describe('what the tiles hold', () => {
  const ESTATE = `kind: host
name: hv01
os: 2016
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, physicalMediaType: Native 802.11 }
  - { name: S1, interfaceDescription: Chelsio T520 }
  - { name: S2, interfaceDescription: 'Chelsio T520 #2' }
  - { name: Team1, interfaceDescription: Microsoft Network Adapter Multiplexor Driver, status: Up }
  - { name: Old - VLAN 3, interfaceDescription: Microsoft Network Adapter Multiplexor Driver }
teams:
  - { name: Team1, teamingMode: Lacp, members: [NIC1], teamNics: [{ name: Team1, primary: true, default: true }, { name: Team1 - VLAN 42, vlanId: 42 }] }
vmSwitches:
  - { name: SETswitch, netAdapterName: [S1, S2], embeddedTeamingEnabled: true }
hostAdapters:
  - { name: Management, switchName: SETswitch }
thirdPartyTeams:
  - { name: ANS, product: Intel ANS, members: [NIC2] }
---
kind: vm
name: web01
host: hv01
networkAdapters:
  - { name: A, switchName: SETswitch, vlan: { operationMode: Access, accessVlanId: 42 } }
  - { name: B, switchName: SETswitch, vlan: { operationMode: Trunk, allowedVlanIdList: "5-6" } }
guest: { teams: [{ name: Inside, members: [A, B] }] }
---
kind: switch
name: tor1
os: nx-os
vlans: [{ id: 10 }, { id: 11 }]
ports:
  - { name: Ethernet1/1, mode: trunk, nativeVlan: 1, lag: { id: 5, mode: active } }
portChannels:
  - { id: 5, mode: trunk, allowedVlans: "10-11" }
`;

  it('has teams of every sort, with members and what stands on them', async () => {
    const { teams } = teamingView(await network({ 'a.yaml': ESTATE }));
    expect(teams.map(({ name, sort, serverName, members }) => [name, sort, serverName, members.map((m) => m.name)])).toEqual([
      ['Team1', 'LBFO', 'hv01', ['NIC1']],
      ['SETswitch', 'SET', 'hv01', ['S1', 'S2']],
      ['ANS', 'Vendor', 'hv01', ['NIC2']],
      ['Inside', 'Guest', 'web01', ['A', 'B']],
    ]);
    expect(teams[0]).toMatchObject({ mode: 'Lacp', interfaces: 2 });
  });

  it('sets aside what cannot be teamed, and has interfaces of teams in their own tab only', async () => {
    const { adapters, interfaces } = teamingView(await network({ 'a.yaml': ESTATE }));
    expect(adapters.map(({ name, notTeamable, teamName }) => [name, notTeamable, teamName])).toEqual([
      ['NIC1', undefined, 'Team1'],
      ['NIC2', 'Medium Native 802.11', 'ANS'],
      ['S1', undefined, 'SETswitch'],
      ['S2', undefined, 'SETswitch'],
      ['Old - VLAN 3', 'Interface of a team', undefined],
      ['Management', 'Virtual adapter of the host', undefined],
    ]);
    expect(adapters[0]).toMatchObject({ speed: 10e9, cabledTo: 'tor1 Ethernet1/1' });
    expect(interfaces.map(({ name, vlan, primary, status }) => [name, vlan, primary, status.level])).toEqual([
      ['Team1', 0, true, 'OK'],
      ['Team1 - VLAN 42', 42, false, 'Unknown'],
    ]);
  });

  it('has switches, ports as their port-channel sets them, and VMs', async () => {
    const view = fabricView(await network({ 'a.yaml': ESTATE }));
    expect(view.switches[0]).toMatchObject({ name: 'tor1', vlans: '10-11', hosts: ['hv01'], ports: 1 });
    expect(view.ports[0]).toMatchObject({
      mode: 'trunk',
      vlans: '10-11',
      native: 1,
      lag: '5',
      lagMode: 'active',
      cabledTo: 'hv01 NIC1',
    });
    expect(view.vms[0]).toMatchObject({
      place: 'hv01',
      servers: ['host:hv01'],
      vlans: ['42', 'trunk 5-6'],
      guestTeams: ['Inside'],
    });
  });
});

describe('statistics', () => {
  const of = (received: number | undefined) =>
    received === undefined ? {} : { statistics: { receivedBytes: received, sentBytes: 1 } };
  const host = (nics: readonly (number | undefined)[], own?: number) =>
    JSON.stringify({
      kind: 'host',
      name: 'hv01',
      nics: nics.map((received, i) => ({ name: `NIC${i + 1}`, ...of(received) })),
      teams: [{ name: 'T', members: nics.map((_, i) => ({ name: `NIC${i + 1}` })), teamNics: [{ name: 'T', ...of(own) }] }],
    });
  const statistics = async (text: string) => teamingView(await network({ 'observed.json': text })).teams[0]!.statistics;

  it('of a team are those of its members, and their sum where every member has them', async () => {
    expect(await statistics(host([100, 200]))).toEqual({
      parts: [
        { name: 'NIC1', statistics: { receivedBytes: 100, sentBytes: 1 } },
        { name: 'NIC2', statistics: { receivedBytes: 200, sentBytes: 1 } },
      ],
      total: { receivedBytes: 300, sentBytes: 2 },
    });
    expect((await statistics(host([100, undefined])))!.total).toBeUndefined();
  });

  it('of a team whose members show none are those of its interfaces; else there are none', async () => {
    expect((await statistics(host([undefined], 7)))!.total).toEqual({ receivedBytes: 7, sentBytes: 1 });
    expect(await statistics(host([undefined]))).toBeUndefined();
  });
});

describe('tenants', () => {
  it('has each virtual subnet with its tenant, its VMs and how it is carried', async () => {
    const policy = `kind: network-virtualization
name: hnv
lookupRecords:
  - { vmName: web, virtualSubnetId: 5001, customerAddress: 10.0.0.5, macAddress: 00-15-5D-00-00-01, providerAddress: 192.168.1.10, rule: TranslationMethodEncap }
customerRoutes:
  - { routingDomainId: "{11111111-2222-3333-4444-000000000000}", virtualSubnetId: 5001, destinationPrefix: 10.0.0.0/24, nextHop: 0.0.0.0 }
`;
    const { tenants } = fabricView(await network({ 'p.yaml': policy }));
    expect(tenants).toEqual([
      {
        id: 'vsid:5001',
        vsid: 5001,
        domain: '11111111-2222-3333-4444-000000000000',
        prefixes: ['10.0.0.0/24'],
        vms: ['web'],
        records: 1,
        providers: ['192.168.1.10'],
        method: 'NVGRE',
        policies: ['hnv'],
      },
    ]);
  });
});
