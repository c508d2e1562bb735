import { describe, expect, it } from 'vitest';
import { adapterRss, interfaceRdma, interfaceTechnology, lacksRdma, rdmaTechnology } from '#model/interface-rdma';
import { networkText } from '#model/ip-prefix';
import type { Network } from '#model/network';
import { oneSwitch } from '#model/one-switch';
import { countsOnRdma, directUse, directWish, plannedDirect } from '#model/smb-direct';
import {
  adapterName,
  clusterName,
  interfaceByAlias,
  interfaceText,
  knowsInterfaces,
  listsAdapters,
  type SmbInterface,
  smbGroups,
  smbInterfaces,
  smbPaths,
  smbPeers,
  storageInterfaces,
  toldStorage,
  usesSmbStorage,
} from '#model/storage-network';
import { network, shown } from './estate.ts';

const hostWith = async (text: string): Promise<{ net: Network; all: readonly SmbInterface[] }> => {
  const net = await network({ 'a.yaml': `kind: host\nname: hv01\n${text}\n` });
  return { net, all: smbInterfaces(net, net.host('hv01')!) };
};
const names = (interfaces: readonly SmbInterface[]): string[] => interfaces.map(adapterName);

const CONVERGED = `nics: [{ name: P1, rdma: { enabled: true, technology: RoCEv2 } }, { name: P2, rdma: { enabled: true, technology: RoCEv2 } }, { name: M, ipAddresses: [10.0.10.1/24] }]
vmSwitches: [{ name: S, netAdapterName: [P1, P2], embeddedTeamingEnabled: true }]
hostAdapters:
  - { name: SMB1, switchName: S, rdma: { enabled: true }, teamMapping: { physicalNetAdapterName: P1 }, ipAddresses: [10.0.20.1/24] }
  - { name: SMB2, switchName: S, rdma: { enabled: true }, ipAddresses: [10.0.21.1/24] }`;

describe('smbInterfaces', () => {
  it('are adapters, team interfaces and host adapters with addresses', async () => {
    const { all } = await hostWith(`nics:
  - { name: A, ipAddresses: [10.0.10.1/24, "fe80::1/64"] }
  - { name: B }
  - { name: C, ipAddresses: [169.254.1.1/16] }
  - { name: D, status: Disconnected, ipAddresses: [10.0.11.1/24] }
  - { name: E, mediaConnectionState: Disconnected, ipAddresses: [10.0.12.1/24] }
  - { name: F, usage: storage }
  - { name: T1, ipAddresses: [10.0.13.1/24] }
  - { name: U1, ipAddresses: [10.0.14.1/24] }
teams: [{ name: T, members: [T1], teamNics: [{ name: T, ipAddresses: [10.0.15.1/24] }] }]
vmSwitches: [{ name: S, netAdapterName: U1 }]
hostAdapters: [{ name: H, switchName: S, usage: backup, ipAddresses: [10.0.16.1/24] }]`);
    expect(names(all)).toEqual(['A', 'F', 'T', 'vEthernet (H)']);
    expect(all.map(({ addresses }) => addresses.map(({ prefix }) => networkText(prefix)))).toEqual([
      ['10.0.10.0/24'],
      [],
      ['10.0.15.0/24'],
      ['10.0.16.0/24'],
    ]);
    expect(all.map(({ settled }) => settled)).toEqual([true, false, true, true]);
    expect(all.map(({ usage }) => usage)).toEqual([undefined, 'storage', undefined, 'backup']);
    expect(all.map(({ nics }) => nics.map(({ name }) => name))).toEqual([['A'], ['F'], ['T1'], ['U1']]);
    expect(all.map(interfaceText)).toEqual(['A', 'F', 'the team interface T', 'the host adapter H']);
  });

  it('have every member of an embedded team below them, also where they are mapped', async () => {
    const { all } = await hostWith(CONVERGED);
    expect(names(all)).toEqual(['M', 'vEthernet (SMB1)', 'vEthernet (SMB2)']);
    expect(all[1]!.nics.map(({ name }) => name)).toEqual(['P1', 'P2']);
    expect(all[1]!.complete).toBe(true);
  });

  it('are not told twice where an export lists host adapters as adapters', async () => {
    const { net, all } = await hostWith(`nics:
  - { name: vEthernet (SMB1), ipAddresses: [10.0.20.1/24], rdma: { enabled: true } }
  - { name: Team1, interfaceDescription: Microsoft Network Adapter Multiplexor Driver, ipAddresses: [10.0.10.1/24] }
hostAdapters: [{ name: SMB1 }]`);
    expect(names(all)).toEqual(['vEthernet (SMB1)']);
    expect(interfaceRdma(all[0]!)?.on).toBe(true);
    expect(all[0]!.complete).toBe(false);
    expect(interfaceByAlias(net, net.host('hv01')!, 'VETHERNET (smb1)')).toBe(all[0]);
    expect(interfaceByAlias(net, net.host('hv01')!, 'vEthernet*')).toBeUndefined();
  });
});

describe('whether the interfaces of a host are known', () => {
  const known = async (text: string) => {
    const { net } = await hostWith(text);
    return [listsAdapters(net.host('hv01')!), knowsInterfaces(net, net.host('hv01')!)];
  };
  it.each([
    ['nics: [{ name: A, ipAddresses: [10.0.10.1/24] }]', true, true],
    ['nics: [{ name: A, ipAddresses: [] }]', true, true],
    ['nics: [{ name: A, ipAddresses: [10.0.10.1/24] }, { name: B, status: Disabled }]', true, true],
    [CONVERGED, true, true],
    ['nics: [{ name: A }]\nvmSwitches: [{ name: S, netAdapterName: A, allowManagementOS: false }]', true, true],
    [
      'nics: [{ name: A }]\nteams: [{ name: T, members: [A] }]\nvmSwitches: [{ name: S, netAdapterName: T }]\nhostAdapters: []',
      true,
      true,
    ],
    ['nics: [{ name: A }]\nteams: [{ name: T, members: [A] }]', true, false],
    ['nics: [{ name: A, ipAddresses: [10.0.10.1/24] }, { name: B }]', true, false],
    ['nics: [{ name: A, ipAddresses: [10.0.10.1] }]', true, false],
    ['nics: [{ name: A }]\nvmSwitches: [{ name: S, netAdapterName: A }]', false, false],
    ['hostAdapters: []', false, false],
  ])('%s', async (text, lists, knows) => expect(await known(text)).toEqual([lists, knows]));
});

const PAIR = `---
kind: file-server
name: sofs
nodes: [fs01]
---
kind: vm
name: web01
host: hv01
path: \\\\sofs\\VMs\\web01
---
kind: host
name: fs01
`;

describe('storage interfaces', () => {
  const of = async (client: string, server = '') => {
    const { net } = await hostWith(`${client}\n${PAIR}${server}`);
    return names(storageInterfaces(net, net.host('hv01')!));
  };
  const two = 'ipAddresses: [10.0.20.11/24] }, { name: Y, ipAddresses: [10.0.10.11/24] }]';

  it('are those that are said to carry storage', async () => {
    expect(
      await of('nics: [{ name: A, usage: storage }, { name: B, rdma: { enabled: true }, ipAddresses: [10.0.20.1/24] }]'),
    ).toEqual(['A']);
  });

  it('else those on which somebody wrote RDMA on', async () => {
    expect(await of(CONVERGED)).toEqual(['vEthernet (SMB1)', 'vEthernet (SMB2)']);
    const labelled = 'nics: [{ name: A, usage: management, rdma: { enabled: true }, ipAddresses: [10.0.10.1/24] }]';
    expect(await of(labelled)).toEqual([]);
  });

  it('else those in a network with a host it speaks SMB with', async () => {
    const client =
      'nics: [{ name: A, ipAddresses: [10.0.20.1/24] }, { name: B, ipAddresses: [10.0.30.1/24] }, { name: C, usage: management, ipAddresses: [10.0.10.1/24] }]';
    expect(await of(client, `nics: [{ name: X, ${two}`)).toEqual(['A']);
    expect(await of(client, `nics: [{ name: X, usage: cluster, ${two}`)).toEqual([]);
    expect(await of(client)).toEqual([]);
  });

  it('are not told apart by what an export shows', async () => {
    const net = await network({
      'observed.yaml': 'kind: host\nname: hv01\nnics: [{ name: A, rdma: { enabled: true }, ipAddresses: [10.0.20.1/24] }]\n',
    });
    expect(toldStorage(net, net.host('hv01')!)).toEqual([]);
  });

  it('are found by paths between hosts in one network', async () => {
    const { net } = await hostWith(
      `nics: [{ name: A, ipAddresses: [10.0.20.1/24, "2001:db8::1/64"] }, { name: B, ipAddresses: [10.0.20.2/25] }]\n${PAIR}nics: [{ name: X, ipAddresses: [10.0.20.11/24, "2001:db8::11/64"] }]`,
    );
    const [hv01, fs01] = ['hv01', 'fs01'].map((name) => net.host(name)!);
    expect(smbPeers(net, hv01!)).toEqual([fs01]);
    expect(smbPeers(net, fs01!)).toEqual([hv01]);
    const paths = smbPaths(net, hv01!, fs01!);
    expect(paths.map((path) => [adapterName(path.from), adapterName(path.to), networkText(path.network)])).toEqual([
      ['A', 'X', '10.0.20.0/24'],
    ]);
  });
});

describe('groups of hosts that speak SMB', () => {
  it('are file servers with their clients, and clusters', async () => {
    const { net } = await hostWith(
      `cluster: hv\n${PAIR}cluster: fs\n---\nkind: host\nname: hv02\ncluster: hv\n---\nkind: cluster\nname: fs\nnodes: [fs02]\n---\nkind: host\nname: fs02\n---\nkind: host\nname: lone\n`,
    );
    expect(smbGroups(net).map((group) => group.map(({ name }) => name))).toEqual([['hv01', 'fs01', 'hv02', 'fs02'], ['lone']]);
    expect(clusterName(net, net.host('fs02')!)).toBe('fs');
    expect(clusterName(net, net.host('lone')!)).toBeUndefined();
  });
});

describe('RDMA and RSS of interfaces', () => {
  const one = async (text: string) => (await hostWith(text)).all[0]!;
  const nic = (what: string) => one(`nics: [{ name: A, ${what}, ipAddresses: [10.0.20.1/24] }]`);
  const virtual = (below: string, own: string) =>
    one(
      `nics: [${below}]\nvmSwitches: [{ name: S, netAdapterName: [P1, P2], embeddedTeamingEnabled: true }]\nhostAdapters: [{ name: H, switchName: S, ${own} ipAddresses: [10.0.20.1/24] }]`,
    );
  const [on, off, nothing] = [true, false].map((enabled) => `rdma: { enabled: ${enabled} }`).concat('vlanId: 0') as [
    string,
    string,
    string,
  ];

  it('are known from the section, the keyword, or the whole server', async () => {
    expect(interfaceRdma(await nic(on))?.on).toBe(true);
    expect(interfaceRdma(await nic(off))?.on).toBe(false);
    expect(interfaceRdma(await nic(nothing))).toBeUndefined();
    expect(interfaceRdma(await nic('advancedProperties: { "*NetworkDirect": 0 }'))?.on).toBe(false);
    const whole = await one(`offload: { networkDirect: Disabled }\nnics: [{ name: A, ${on}, ipAddresses: [10.0.20.1/24] }]`);
    expect(shown(interfaceRdma(whole)!.place)).toBe('a.yaml Disabled');
  });

  it('of a host adapter are off where the adapters below have it off', async () => {
    const pair = (a: string, b: string) => `{ name: P1, ${a} }, { name: P2, ${b} }`;
    expect(interfaceRdma(await virtual(pair(on, on), `${on},`))?.on).toBe(true);
    expect(interfaceRdma(await virtual(pair(on, on), `${off},`))?.on).toBe(false);
    expect(interfaceRdma(await virtual(pair(on, on), ''))).toBeUndefined();
    expect(interfaceRdma(await virtual(pair(off, nothing), `${on},`))?.on).toBe(true);
    expect(interfaceRdma(await virtual(pair(off, on), `${on},`))?.on).toBe(true);
    const mapped = 'teamMapping: { physicalNetAdapterName: P1 },';
    const below = interfaceRdma(await virtual(pair(off, on), `${on}, ${mapped}`));
    expect([below?.on, below?.place.entity?.name]).toEqual([false, 'P1']);
    expect(interfaceRdma(await virtual(pair(off, off), `${on},`))?.on).toBe(false);
    expect(interfaceRdma(await virtual(`{ name: P1, ${off} }`, `${on},`))?.on).toBe(true);
  });

  it('of a team interface are off', async () => {
    const team = await one(
      `nics: [{ name: A, ${on} }]\nteams: [{ name: T, members: [A], teamNics: [{ name: T, ipAddresses: [10.0.20.1/24] }] }]`,
    );
    expect(interfaceRdma(team)?.on).toBe(false);
  });

  it('are lacking where they are off, or the link is too slow for them', async () => {
    expect(lacksRdma(await nic(off))).toBe(true);
    expect(lacksRdma(await nic(`${on}, linkSpeed: 1 Gbps`))).toBe(false);
    expect(lacksRdma(await nic('linkSpeed: 1 Gbps'))).toBe(true);
    expect(lacksRdma(await nic('linkSpeed: 0'))).toBe(false);
    expect(lacksRdma(await nic('linkSpeed: 10 Gbps'))).toBe(false);
    expect(lacksRdma(await nic(nothing))).toBe(false);
  });

  it('have a technology, from the section or by number', async () => {
    const technology = async (what: string) => rdmaTechnology((await nic(what)).nics[0]!)?.technology;
    expect(await technology('rdma: { technology: 1 }')).toBe('iWARP');
    expect(await technology('advancedProperties: { "*NetworkDirectTechnology": 2 }')).toBe('InfiniBand');
    expect(await technology('advancedProperties: { "*NetworkDirectTechnology": 3 }')).toBe('RoCE');
    expect(await technology('advancedProperties: { "*NetworkDirectTechnology": 4 }')).toBe('RoCEv2');
    expect(await technology('advancedProperties: { "*NetworkDirectTechnology": 5 }')).toBeUndefined();
    expect(interfaceTechnology(await nic('rdma: { enabled: false, technology: RoCE }'))).toBeUndefined();
    const mixed = '{ name: P1, rdma: { technology: RoCE } }, { name: P2, rdma: { technology: iWARP } }';
    expect(interfaceTechnology(await virtual(mixed, ''))).toBeUndefined();
    expect(interfaceTechnology(await virtual(mixed, 'teamMapping: { physicalNetAdapterName: P2 },'))?.technology).toBe('iWARP');
  });

  it('tell RSS', async () => {
    expect(adapterRss((await nic('rss: { enabled: false }')).nics[0]!)?.on).toBe(false);
    expect(adapterRss((await nic('advancedProperties: { "*RSS": 1 }')).nics[0]!)?.on).toBe(true);
    expect(adapterRss((await nic(nothing)).nics[0]!)).toBeUndefined();
    const whole = await one(
      'offload: { receiveSideScaling: Disabled }\nnics: [{ name: A, rss: { enabled: true }, ipAddresses: [10.0.20.1/24] }]',
    );
    expect(adapterRss(whole.nics[0]!)?.on).toBe(false);
  });
});

describe('SMB Direct', () => {
  it('is planned for by the host or a file server it runs, or wished for by an adapter', async () => {
    const planned = async (text: string) => {
      const { net } = await hostWith(text);
      const host = net.host('hv01')!;
      return [plannedDirect(net, host), directWish(net, host)].map((place) => place && `${place.entity?.kind}${place.property}`);
    };
    expect(await planned('smbClient: { smbDirect: true }')).toEqual(['host/smbClient/smbDirect', 'host/smbClient/smbDirect']);
    expect((await planned('smbServer: { smbDirect: true }'))[0]).toBe('host/smbServer/smbDirect');
    expect((await planned('---\nkind: file-server\nname: sofs\nnodes: [hv01]\nsmbServer: { smbDirect: true }'))[0]).toBe(
      'file-server/smbServer/smbDirect',
    );
    expect(await planned('smbClient: { smbDirect: false }')).toEqual([undefined, undefined]);
    expect(await planned('nics: [{ name: A, rdma: { enabled: true } }]')).toEqual([undefined, 'nic/rdma/enabled']);
    expect(await planned('hostAdapters: [{ name: A, rdma: { enabled: true } }]')).toEqual([
      undefined,
      'host-adapter/rdma/enabled',
    ]);
  });

  it('is in use on a release that is asked for', async () => {
    const use = async (text: string, host: string) => {
      const net = await network({ 'a.yaml': text });
      const found = net.host(host) ?? net.all('file-server')[0]!;
      return directUse(net, found, { from: '2012', to: '2019' })?.text;
    };
    const fs01 = (os: string) =>
      `kind: host\nname: fs01\nos: ${os}\nnics: [{ name: A, usage: storage, rdma: { enabled: true } }]\n`;
    expect(await use(fs01('2019'), 'fs01')).toBe('A of fs01 (Windows Server 2019) does SMB Direct');
    expect(await use(fs01('2022'), 'fs01')).toBeUndefined();
    const server = '---\nkind: file-server\nname: sofs\nos: 2016\nnodes: [fs01]\nsmbServer: { smbDirect: true }\n';
    expect(await use(fs01('2019') + server, 'sofs')).toBe('A of fs01 (Windows Server 2019) does SMB Direct');
    expect(await use(fs01('2022') + server, 'sofs')).toBeUndefined();
    expect(await use(server.slice(4), 'sofs')).toBe('SMB Direct is planned for on Windows Server 2016');
  });

  it('counts where RDMA is written, said to carry storage, or planned for', async () => {
    const counts = async (text: string) => {
      const net = await network({ 'observed.yaml': `kind: host\nname: hv01\n${text}\n` });
      return countsOnRdma(net, smbInterfaces(net, net.host('hv01')!)[0]!);
    };
    const nic = (more: string, on = true) => `nics: [{ name: A, ${more}rdma: { enabled: ${on} }, ipAddresses: [10.0.20.1/24] }]`;
    expect(await counts(nic(''))).toBe(false);
    expect(await counts(nic('usage: storage, '))).toBe(true);
    expect(await counts(nic('usage: storage, ', false))).toBe(false);
    expect(await counts(`${nic('')}\nsmbClient: { smbDirect: true }`)).toBe(true);
  });
});

describe('whether a host keeps VMs on shares', () => {
  const uses = async (text: string) => {
    const { net } = await hostWith(text);
    return usesSmbStorage(net, net.host('hv01')!)?.text;
  };
  it.each([
    ['---\nkind: vm\nname: a\nhost: hv01\npath: "\\\\\\\\fs09\\\\VMs\\\\a"', 'the VM a lies on \\\\fs09\\VMs'],
    ['---\nkind: vm\nname: a\nhost: hv01\npath: D:\\a', undefined],
    ['hostAdapters: [{ name: S, usage: storage }]', 'the host adapter S is to carry storage'],
    ['nics: [{ name: S, usage: iscsi, ipAddresses: [10.0.20.1/24] }]', undefined],
    ['smbClient: { smbDirect: true }', 'SMB Direct is planned for'],
  ])('%s', async (text, expected) => expect(await uses(text)).toBe(expected));
});

describe('oneSwitch', () => {
  const device = async (a: string, b: string, more = '') => {
    const net = await network({
      'a.yaml': `kind: host\nname: hv01\nnics: [{ name: A, connectedTo: ${a} }, { name: B, connectedTo: ${b} }]\n---\nkind: switch\nname: tor1\n${more}\n---\nkind: switch\nname: tor2\n`,
    });
    return oneSwitch(net, net.host('hv01')!.nics)?.name;
  };
  it('is the device all are cabled to', async () => {
    expect(await device('tor1/Ethernet1/1', 'tor1/Ethernet1/2')).toBe('tor1');
    expect(await device('tor1/Ethernet1/1', 'tor2/Ethernet1/1')).toBeUndefined();
    expect(await device('tor1/Te1/0/1', 'tor1/Te2/0/1')).toBeUndefined();
    expect(await device('tor9/1', 'tor9/2')).toBeUndefined();
    expect(await device('tor1/1', 'tor1/2')).toBe('tor1');
    expect(await device('tor1/1', 'tor1/2', 'stackId: 1')).toBeUndefined();
    expect(await device('tor1/Te1/0/1', 'tor1/Te1/0/2', 'stackId: 1')).toBe('tor1');
  });
});
