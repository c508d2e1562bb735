import { describe, expect, it } from 'vitest';
import { Network } from '#model/network';
import { type Topology, topologyOf } from '#model/topology';
import { around, beside, onlyThings, thingsNamed, vlanView } from '#model/topology-focus';
import { summary, withoutIdlePorts } from '#model/topology-summary';
import { documents, network } from './estate.ts';

const HOST = (name: string, port: number): string => `kind: host
name: ${name}
os: 2012R2
cluster: c1
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/${port} }
  - { name: NIC2, linkSpeed: 10 Gbps, connectedTo: tor2/Ethernet1/${port} }
  - { name: NIC3 }
teams:
  - { name: Team1, teamingMode: Lacp, members: [NIC1, NIC2, NIC9], teamNics: [{ name: Storage, vlanId: 7 }] }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: Team1 }
hostAdapters:
  - { name: Management, switchName: External, vlan: { operationMode: Access, accessVlanId: 10 } }
`;

const SWITCH = (name: string): string => `kind: switch
name: ${name}
os: nx-os
mlagDomain: 7
portChannels: [{ id: 1, name: Po1, vpc: 1 }]
ports:
  - { name: Ethernet1/1, mode: trunk, allowedVlans: "10,42", lag: { id: 1, mode: active } }
  - { name: Ethernet1/2, mode: trunk, allowedVlans: "10" }
${[11, 12, 13, 14, 15].map((n) => `  - { name: Ethernet1/${n}, adminUp: false }\n`).join('')}`;

const FILES = {
  'hv01.yaml': HOST('hv01', 1),
  'hv02.yaml': HOST('hv02', 2),
  'tor1.yaml': SWITCH('tor1'),
  'tor2.yaml': SWITCH('tor2'),
  'vms.yaml': `kind: vm
name: web01
cluster: c1
networkAdapters: [{ name: A, switchName: External, vlan: { operationMode: Access, accessVlanId: 42 } }]
---
kind: vm
name: local01
host: hv02
networkAdapters: [{ name: A, switchName: External }, { name: B, switchName: Nowhere }]
---
kind: vm
name: far01
host: hv99
networkAdapters: []
`,
};

const topology = async (files: Readonly<Record<string, string>> = FILES): Promise<Topology> => topologyOf(await network(files));

const linksFrom = (all: Topology, from: string): string[] =>
  all.links.filter((l) => l.from === from).map((l) => `${l.kind} ${l.to}`);

describe('topology', () => {
  it('leads from a VM that may move to the ports of both its hosts', async () => {
    const all = await topology();
    const common = 'cluster:c1/common-switch:external on hv01 hv02';
    expect(linksFrom(all, 'cluster:c1/vm:web01')).toEqual([`adapter ${common}`]);
    expect(linksFrom(all, common)).toEqual(['adapter host:hv01/vm-switch:external', 'adapter host:hv02/vm-switch:external']);
    // The primary interface that nobody wrote is the team.
    expect(linksFrom(all, 'host:hv01/vm-switch:external')).toEqual(['uplink host:hv01/team:team1']);
    expect(linksFrom(all, 'host:hv01/team:team1')).toEqual([
      'member host:hv01/nic:nic1',
      'member host:hv01/nic:nic2',
      'member host:hv01/nic:nic9',
    ]);
    expect(linksFrom(all, 'host:hv01/nic:nic1')).toEqual(['cable switch:tor1/port:ethernet1%2F1']);
    expect(linksFrom(all, 'switch:tor1/port:ethernet1%2F1')).toEqual(['lag switch:tor1/port-channel:po1']);
  });

  it('puts things into what they are part of', async () => {
    const all = await topology();
    const line = (id: string): string[] => all.lineOf(id).map((thing) => thing.id);
    expect(line('host:hv01/nic:nic1')).toEqual(['host:hv01/nic:nic1', 'host:hv01', 'cluster:c1']);
    expect(line('switch:tor1/port:ethernet1%2F1').slice(1)).toEqual(['switch:tor1', 'switch-domain:domain 7']);
    expect(line('host:hv02/vm:local01').slice(1)).toEqual(['host:hv02', 'cluster:c1']);
  });

  it('has what is only named, and says that nobody describes it', async () => {
    const all = await topology({
      ...FILES,
      'cables.yaml': 'kind: cabling\nlinks: [{ host: hv50, nic: N1, switch: sw9, port: Gi1 }]\n',
    });
    const unknown = all.things.filter((thing) => !thing.isDescribed).map((thing) => thing.id);
    expect(unknown).toEqual([
      'host:hv01/nic:nic9',
      'host:hv02/nic:nic9',
      'host:hv50',
      'host:hv50/nic:n1',
      'host:hv99',
      'switch:sw9',
      'switch:sw9/port:gi1',
    ]);
    expect(linksFrom(all, 'host:hv50/nic:n1')).toEqual(['cable switch:sw9/port:gi1']);
  });

  it('finds what stands for each entity', async () => {
    const estate = await network(FILES);
    const all = topologyOf(estate);
    const kinds = [
      'host',
      'nic',
      'team',
      'team-member',
      'team-nic',
      'vm-switch',
      'host-adapter',
      'switch',
      'port',
      'port-channel',
      'vm',
      'vm-adapter',
    ] as const;
    for (const kind of kinds) {
      expect(estate.all(kind).length).toBeGreaterThan(0);
      for (const { id } of estate.all(kind)) expect(all.shownAs(id), id).toBeDefined();
    }
    // An adapter of a VM is its link; where nothing has its switch, its VM.
    expect(all.link(all.shownAs('cluster:c1/vm:web01/vm-adapter:a')!)?.kind).toBe('adapter');
    expect(all.shownAs('host:hv02/vm:local01/vm-adapter:b')).toBe('host:hv02/vm:local01');
    expect(all.shownAs('host:nobody')).toBeUndefined();
  });

  it('draws each cable that sources have differently, as disputed', async () => {
    const all = await topology({
      ...FILES,
      'cables.yaml': 'kind: cabling\nlinks: [{ host: hv01, nic: NIC1, switch: tor2, port: Ethernet1/2 }]\n',
    });
    const disputed = all.links.filter((link) => link.isDisputed).map((link) => link.id);
    expect(disputed).toContain('cable:host:hv01/nic:nic1>switch:tor1/port:ethernet1%2F1');
    expect(disputed).toContain('cable:host:hv01/nic:nic1>switch:tor2/port:ethernet1%2F2');
  });

  it('is the same in any order of the files', async () => {
    const read = await documents(FILES);
    const [a, b] = [read, [...read].reverse()].map((each) => topologyOf(new Network(each)));
    const shown = (all: Topology): unknown => ({ things: all.things, links: all.links });
    expect(shown(b!)).toEqual(shown(a!));
  });

  it('has the tenants and the VMs in them', async () => {
    const all = await topology({
      'a.yaml': `kind: network-virtualization
name: p
customerRoutes: [{ routingDomainId: "{A0000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }]
---
kind: vm
name: blue
networkAdapters: [{ name: A, switchName: S, virtualSubnetId: 5001 }]
`,
    });
    expect(linksFrom(all, 'virtual-subnet:5001')).toEqual(['subnet vm:blue']);
    expect(all.lineOf('virtual-subnet:5001')[1]).toMatchObject({ kind: 'routing-domain' });
    expect(all.shownAs('network-virtualization:p/customer-route:x')).toBeUndefined();
  });
});

describe('a part of a topology', () => {
  it('has what lies above and below a thing, and nothing beside it', async () => {
    const all = await topology();
    const port = around(all, ['switch:tor1/port:ethernet1%2F1']);
    for (const id of [
      'host:hv01/nic:nic1',
      'host:hv01/team:team1',
      'cluster:c1/vm:web01',
      'switch:tor1/port-channel:po1',
      'switch-domain:domain 7',
    ])
      expect(port, id).toContain(id);
    for (const id of ['host:hv01/nic:nic2', 'host:hv02', 'switch:tor2', 'host:hv02/vm:local01'])
      expect(port, id).not.toContain(id);
    const host = around(all, ['host:hv02']);
    for (const id of ['host:hv02/nic:nic3', 'switch:tor2/port:ethernet1%2F2', 'cluster:c1/vm:web01']) expect(host).toContain(id);
    expect(host).not.toContain('switch:tor2/port:ethernet1%2F1');
  });

  it('has what is linked to something', async () => {
    const near = beside(await topology(), ['host:hv01/team:team1']);
    expect(near).toContain('host:hv01/nic:nic1');
    expect(near).not.toContain('switch:tor1');
  });

  it('keeps only links of which both ends are kept', async () => {
    const all = await topology();
    const part = onlyThings(all, around(all, ['host:hv01/nic:nic1']));
    for (const { from, to } of part.links) expect([part.thing(from)?.id, part.thing(to)?.id]).toEqual([from, to]);
    expect(part.links.length).toBeGreaterThan(3);
  });

  it('is found by id, by the end of an id, by name and by path', async () => {
    const all = await topology();
    expect(thingsNamed(all, 'HOST:hv01')).toEqual(['host:hv01']);
    expect(thingsNamed(all, 'vm:web01')).toEqual(['cluster:c1/vm:web01']);
    expect(thingsNamed(all, 'local01')).toEqual(['host:hv02/vm:local01']);
    expect(thingsNamed(all, 'tor1/Ethernet1/2')).toEqual(['switch:tor1/port:ethernet1%2F2']);
    expect(thingsNamed(all, 'nic1')).toEqual(['host:hv01/nic:nic1', 'host:hv02/nic:nic1']);
    expect(thingsNamed(all, 'nothing')).toEqual([]);
  });

  it('is the way of a VLAN, and says where it is stopped', async () => {
    const estate = await network(FILES);
    const view = vlanView(estate, topologyOf(estate), 42)!;
    expect(view.ids).toContain('switch:tor1/port:ethernet1%2F1');
    expect(view.ids).not.toContain('host:hv01/host-adapter:management');
    // hv02 is cabled to ports whose trunks do not have it.
    expect([...view.stops.keys()].sort()).toEqual(['switch:tor1/port:ethernet1%2F2', 'switch:tor2/port:ethernet1%2F2']);
    expect(vlanView(estate, topologyOf(estate), 999)).toBeUndefined();
  });
});

describe('a summary', () => {
  it('puts the idle ports of a switch together, without those that are wanted', async () => {
    const all = withoutIdlePorts(await topology(), new Set());
    expect(all.thing('switch:tor1/other-ports')?.name).toBe('5 other ports');
    expect(all.shownAs('switch:tor1/port:ethernet1%2F12')).toBe('switch:tor1/other-ports');
    expect(all.thing('switch:tor1/port:ethernet1%2F2')).toBeDefined();
    const wanted = withoutIdlePorts(await topology(), new Set(['switch:tor1/port:ethernet1%2F12']));
    expect(wanted.thing('switch:tor1/port:ethernet1%2F12')).toBeDefined();
  });

  it('has hosts and switches with their cables counted', async () => {
    const all = summary(await topology(), 'hosts');
    expect(all.things.map(({ kind }) => kind).sort()).toEqual([
      'cluster',
      'host',
      'host',
      'host',
      'switch',
      'switch',
      'switch-domain',
    ]);
    expect(all.links.map(({ from, to, count }) => `${from} ${to} ${count}`)).toEqual([
      'host:hv01 switch:tor1 1',
      'host:hv01 switch:tor2 1',
      'host:hv02 switch:tor1 1',
      'host:hv02 switch:tor2 1',
    ]);
    expect(all.shownAs('host:hv01/team:team1/team-member:nic1')).toBe('host:hv01');
    expect(all.shownAs('cluster:c1/vm:web01/vm-adapter:a')).toBe('cluster:c1');
  });

  it('gives hosts with the same cables one link', async () => {
    const hosts = Object.fromEntries([1, 2, 3, 4].map((n) => [`h${n}.yaml`, HOST(`h${n}`, n)]));
    const all = summary(await topology(hosts), 'hosts');
    expect(all.links.map(({ from, to, count }) => `${from} ${to} ${count}`)).toEqual([
      'cluster:c1 switch:tor1 4',
      'cluster:c1 switch:tor2 4',
    ]);
  });

  it('groups hosts by cluster and switches by domain; hosts are still found in their group', async () => {
    const all = summary(await topology(), 'overview');
    expect(all.links.map(({ from, to, count }) => `${from} ${to} ${count}`)).toEqual(['cluster:c1 switch-domain:domain 7 4']);
    expect(all.shownAs('host:hv01/nic:nic1')).toBe('host:hv01');
    expect(all.thing('host:hv01')?.parent).toBe('cluster:c1');
    expect(all.shownAs('switch:tor1/port:ethernet1%2F1')).toBe('switch:tor1');
    expect(all.thing('cluster:c1')?.facts).toContain('2 hosts');
  });
});
