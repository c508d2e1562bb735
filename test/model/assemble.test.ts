import { describe, expect, it } from 'vitest';
import { at } from '#model/place';
import { network, shown } from './estate.ts';

const duplicates = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
  (await network(files)).duplicates.map((d) => `${d.what} ${d.name}: ${shown(d.first)}, ${shown(d.second)}`);

describe('entities', () => {
  it('have ids that say where they belong', async () => {
    const net = await network({
      'a.yaml': `kind: host
name: HV01
nics: [{ name: "NIC 1/a:b" }]
teams: [{ name: Team1, members: [x, { name: y }], teamNics: [{ name: Team1 - VLAN 5, vlanId: 5 }] }]
vmSwitches: [{ name: External }]
hostAdapters: [{ name: Management }]
thirdPartyTeams: [{ name: V }]
---
kind: switch
name: tor1
ports: [{ name: Ethernet1/1 }]
portChannels: [{ id: 10 }]
---
kind: vm
name: web01
host: HV01
networkAdapters: [{ name: A }, { name: A }]
guest: { teams: [{ name: G, members: [x, { name: y }] }] }
---
kind: vm
name: web01
cluster: C1
---
kind: vm
name: web01
---
kind: cluster
name: C1
`,
    });
    const kinds = ['host', 'nic', 'team', 'team-member', 'team-nic', 'vm-switch', 'host-adapter', 'third-party-team'] as const;
    expect(kinds.flatMap((kind) => net.all(kind).map((e) => e.id))).toEqual([
      'host:hv01',
      'host:hv01/nic:nic 1%2Fa%3Ab',
      'host:hv01/team:team1',
      'host:hv01/team:team1/team-member:x',
      'host:hv01/team:team1/team-member:y',
      'host:hv01/team:team1/team-nic:team1 - vlan 5',
      'host:hv01/vm-switch:external',
      'host:hv01/host-adapter:management',
      'host:hv01/third-party-team:v',
    ]);
    const others = ['switch', 'port', 'port-channel', 'vm', 'vm-adapter', 'guest-team', 'guest-team-member', 'cluster'] as const;
    expect(others.flatMap((kind) => net.all(kind).map((e) => e.id))).toEqual([
      'switch:tor1',
      'switch:tor1/port:ethernet1%2F1',
      'switch:tor1/port-channel:port-channel10',
      'host:hv01/vm:web01',
      'cluster:c1/vm:web01',
      'vm:web01',
      'host:hv01/vm:web01/vm-adapter:a',
      'host:hv01/vm:web01/vm-adapter:a#2',
      'host:hv01/vm:web01/guest-team:g',
      'host:hv01/vm:web01/guest-team:g/guest-team-member:x',
      'host:hv01/vm:web01/guest-team:g/guest-team-member:y',
      'cluster:c1',
    ]);
  });

  it('of several documents about one host are one host', async () => {
    const net = await network({
      'a.yaml': 'kind: host\nname: hv01\nnics: [{ name: NIC1 }]\n',
      'b.yaml': 'kind: host\nname: " HV01 "\nteams: [{ name: T, members: [nic1] }]\n',
    });
    expect(net.all('host')).toHaveLength(1);
    expect(net.all('team-member')[0]!.nic).toBe(net.all('nic')[0]);
  });

  it('a VM of one name on two hosts is two VMs, in one place it is one', async () => {
    const net = await network({
      'a.yaml':
        'kind: vm\nname: web01\nhost: hv01\n---\nkind: vm\nname: web01\nhost: hv02\n---\nkind: vm\nname: WEB01\nhost: HV01\ngeneration: 2\n',
    });
    expect(net.all('vm').map((vm) => [vm.id, vm.data.generation])).toEqual([
      ['host:hv01/vm:web01', 2],
      ['host:hv02/vm:web01', undefined],
    ]);
    expect(net.duplicates).toEqual([]);
  });

  it('a document without a name is left out', async () => {
    const { Network } = await import('#model/network');
    const { readText } = await import('#read/read-file');
    const { documents } = await readText({ path: '/estate/a.yaml', text: 'kind: host\nnics: [{ name: NIC1 }]\n' });
    expect(new Network(documents).all('host')).toEqual([]);
  });
});

describe('members of a team in a guest', () => {
  const members = async (adapters: string, guest: string, teamMembers: string): Promise<(string | undefined)[]> => {
    const vm = `kind: vm\nname: v\nnetworkAdapters: ${adapters}\nguest: { ${guest}teams: [{ name: T, members: ${teamMembers} }] }\n`;
    const net = await network({ 'a.yaml': vm });
    return net.all('guest-team-member').map(({ adapter }) => adapter && `${adapter.name}${adapter.nth > 1 ? adapter.nth : ''}`);
  };

  it('are found by what the guest calls them, in any case', async () => {
    const adapters = '[{ name: A, guestName: Ethernet }, { name: B, guestName: Ethernet 2 }]';
    expect(await members(adapters, '', '[ethernet 2, { name: Ethernet }]')).toEqual(['B', 'A']);
    expect(await members('[{ name: A }, { name: B }]', 'nicNames: { a: LAN1, B: LAN2 }, ', '[LAN1, lan2]')).toEqual(['A', 'B']);
  });

  it('guestName tells two adapters of one name apart, nicNames does not', async () => {
    const adapters = '[{ name: A, guestName: LAN1 }, { name: A, guestName: LAN2 }]';
    expect(await members(adapters, '', '[LAN1, LAN2, A]')).toEqual(['A', 'A2', undefined]);
    expect(await members('[{ name: A }, { name: A }]', 'nicNames: { A: LAN1 }, ', '[LAN1]')).toEqual([undefined]);
  });

  it('are found by the name on the host, unless another adapter may be called so in the guest', async () => {
    expect(await members('[{ name: A }, { name: B }]', '', '[A, B]')).toEqual(['A', 'B']);
    const one = '{ name: Ethernet, guestName: LAN1 }';
    expect(await members(`[${one}, { name: B }]`, '', '[Ethernet]')).toEqual([undefined]);
    expect(await members(`[${one}, { name: B, guestName: LAN2 }]`, '', '[Ethernet]')).toEqual(['Ethernet']);
    expect(await members(`[${one}, { name: B, guestName: Ethernet }]`, '', '[Ethernet]')).toEqual(['B']);
  });

  it('two adapters the guest calls alike are not told apart', async () => {
    expect(await members('[{ name: A, guestName: LAN }, { name: B, guestName: LAN }]', '', '[LAN]')).toEqual([undefined]);
  });

  it('written twice are told as duplicates', async () => {
    const vm = 'kind: vm\nname: v\nguest: { teams: [{ name: T, members: [A, a] }] }\n';
    expect(await duplicates({ 'a.yaml': vm })).toEqual(['team member a: a.yaml A, a.yaml a']);
  });

  it('have a place for what a machine says of them', async () => {
    const vm =
      'kind: vm\nname: v\nguest: { teams: [{ name: T, members: [{ name: A, failureReason: VirtualSwitchLacksExternalConnectivity }, B] }] }\n';
    const net = await network({ 'observed.yaml': vm });
    expect(net.all('guest-team-member').map((member) => shown(at(member, 'failureReason')))).toEqual([
      'observed.yaml VirtualSwitchLacksExternalConnectivity',
      'observed.yaml B',
    ]);
  });
});

describe('the first interface of a team', () => {
  it('is there without being written', async () => {
    const net = await network({
      'a.yaml': `kind: host
name: hv01
teams:
  - { name: T1 }
  - { name: T2, teamNicName: Front }
  - { name: T3, teamNics: [{ name: Other, primary: true }] }
  - { name: T4, teamNics: [{ name: t4 - VLAN 5, vlanId: 5 }] }
`,
    });
    expect(net.all('team').map((team) => team.allInterfaces.map((nic) => nic.name))).toEqual([
      ['T1'],
      ['Front'],
      ['Other'],
      ['T4', 't4 - VLAN 5'],
    ]);
    expect(net.all('team-nic').map((nic) => nic.name)).toEqual(['Other', 't4 - VLAN 5']);
  });
});

describe('duplicates', () => {
  it('are told by container and sort, in any case', async () => {
    expect(
      await duplicates({
        'a.yaml': `kind: host
name: hv01
nics: [{ name: NIC1 }, { name: nic1 }]
teams: [{ name: T, members: [NIC1, NIC1] }]
vmSwitches: [{ name: S }, { name: s }]
hostAdapters: [{ name: A }, { name: a }]
---
kind: switch
name: tor1
ports: [{ name: Ethernet1/1 }, { name: Eth 1/1 }]
portChannels: [{ id: 1 }, { id: 1, name: Po1 }]
`,
      }),
    ).toEqual([
      'adapter nic1: a.yaml NIC1, a.yaml nic1',
      'team member NIC1: a.yaml NIC1, a.yaml NIC1',
      'Hyper-V switch s: a.yaml S, a.yaml s',
      'host adapter a: a.yaml A, a.yaml a',
      'port Eth 1/1: a.yaml Ethernet1/1, a.yaml Eth 1/1',
      'port-channel Po1: a.yaml 1, a.yaml Po1',
    ]);
  });

  it('adapters and team interfaces share their names', async () => {
    expect(
      await duplicates({
        'a.yaml':
          'kind: host\nname: hv01\nnics: [{ name: Team1 }, { name: NIC1 }]\nteams: [{ name: Team1 }, { name: Team2, teamNics: [{ name: Team2 }, { name: nic1, vlanId: 5 }] }]\n',
      }),
    ).toEqual(['adapter Team1: a.yaml Team1, a.yaml Team1', 'adapter nic1: a.yaml NIC1, a.yaml nic1']);
  });

  it('things of one name elsewhere are none', async () => {
    expect(
      await duplicates({
        'a.yaml': `kind: host
name: hv01
nics: [{ name: NIC1 }]
vmSwitches: [{ name: NIC1 }]
hostAdapters: [{ name: NIC1 }]
---
kind: host
name: hv02
nics: [{ name: NIC1 }]
---
kind: switch
name: hv01
ports: [{ name: Ethernet1/1 }, { name: Ethernet1/10 }, { name: Ethernet1/1/1 }]
---
kind: vm
name: hv01
networkAdapters: [{ name: A }, { name: A }]
`,
      }),
    ).toEqual([]);
  });
});

describe('cables', () => {
  it('come from adapters and cable maps', async () => {
    const net = await network({
      'a.yaml': `kind: host
name: hv01
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, connectedTo: { switch: " tor2 ", port: Ethernet1/2 } }
---
kind: cabling
links: [{ host: hv01, nic: NIC3, switch: tor1, port: Ethernet1/3 }]
---
kind: cabling
name: more
links: [{ host: hv02, nic: NIC1, switch: tor1, port: Ethernet1/4 }]
`,
    });
    expect(net.cables.map((c) => `${c.host} ${c.nic} ${c.switch} ${c.port} ${shown(c.place)}`)).toEqual([
      'hv01 NIC1 tor1 Ethernet1/1 a.yaml tor1/Ethernet1/1',
      'hv01 NIC2 tor2 Ethernet1/2 a.yaml connectedTo',
      'hv01 NIC3 tor1 Ethernet1/3 a.yaml Ethernet1/3',
      'hv02 NIC1 tor1 Ethernet1/4 a.yaml Ethernet1/4',
    ]);
  });
});
