import { describe, expect, it } from 'vitest';
import { bitRateText, bitsPerSecond } from '#model/bit-rate';
import { portKey } from '#model/names';
import { Network, type NetworkOptions } from '#model/network';
import { inRange } from '#model/os';
import { queueMode } from '#model/processors';
import { VlanSet } from '#model/vlan-set';
import { vlansAbove } from '#model/vlan-use';
import { readText } from '#read/read-file';

async function network(texts: Readonly<Record<string, string>>, options: NetworkOptions = {}): Promise<Network> {
  const files = await Promise.all(
    Object.entries(texts).map(([path, text]) => readText({ path: `/estate/${path}`, text }, { explicit: true })),
  );
  expect(files.flatMap((f) => f.problems)).toEqual([]);
  return new Network(
    files.flatMap((f) => f.documents),
    options,
  );
}

const HOST = `kind: host
name: hv01
os: 2012R2
nics:
  - { name: NIC1, connectedTo: TOR1/Eth 1/1 }
  - { name: NIC2, connectedTo: tor2/Ethernet1/1 }
  - { name: NIC3, vlanId: 7 }
  - { name: NIC4, interfaceDescription: "Intel X710 #4" }
teams:
  - { name: Team1, teamingMode: SwitchIndependent, loadBalancingAlgorithm: HyperVPort, members: [nic1, { name: NIC2, administrativeMode: Active }] }
vmSwitches:
  - { name: External, switchType: External, netAdapterName: team1 }
  - { name: Second, switchType: External, netAdapterInterfaceDescription: "intel x710 #4" }
  - { name: Inside, switchType: Internal }
  - { name: Lost, switchType: External, netAdapterName: NIC9 }
hostAdapters:
  - { name: Mgmt, switchName: external, vlan: { operationMode: Access, accessVlanId: 10 } }
  - { name: Plain, switchName: External }
---
kind: switch
name: tor1
os: nx-os
mlagDomain: 5
ports:
  - { name: Ethernet1/1, mode: access, accessVlan: 3, lag: { id: 10, mode: active } }
portChannels:
  - { id: 10, mode: trunk, allowedVlans: "1,10-20", vpc: 10 }
---
kind: switch
name: tor2
mlagDomain: 5
ports:
  - { name: Ethernet1/1, lag: { id: 11, mode: active } }
portChannels:
  - { id: 11, vpc: 10 }
---
kind: vm
name: web
host: HV01
networkAdapters:
  - { name: A, switchName: External, vlan: { operationMode: Trunk, allowedVlanIdList: "20-21", nativeVlanId: 0 } }
  - { name: B, switchName: External, isolation: { isolationMode: Vlan, defaultIsolationId: 30 } }
`;

describe('the questions of a network', () => {
  it('finds the port of an adapter, however the port is spelt, and back', async () => {
    const net = await network({ 'a.yaml': HOST });
    const [nic1, , nic3] = net.all('nic');
    expect(net.portOf(nic1!)?.id).toBe('switch:tor1/port:ethernet1%2F1');
    expect(net.nicOf(net.port('TOR1', 'e1/1')!)).toBe(nic1);
    expect(net.portOf(nic3!)).toBeUndefined();
  });

  it('finds a port by its number alone where one port of the switch alone has it', async () => {
    const estate = await network({
      'a.yaml': `kind: switch
name: tor1
ports: [{ name: Ethernet1/1 }, { name: GigabitEthernet1/2 }, { name: TenGigabitEthernet1/2 }, { name: mgmt1/1 }, { name: Ethernet5 }, { name: Ethernet8, alias: Eth1/8 }, { name: 1/9 }]
---
kind: switch
name: tor2
ports: [{ name: 1/1 }, { name: Ethernet1/1 }]
`,
    });
    expect(['1/1', ' 1/1 ', '1/2', '1/3', '5', '1/8', '1/9', 'gi1/1'].map((name) => estate.port('TOR1', name)?.name)).toEqual([
      'Ethernet1/1',
      'Ethernet1/1',
      undefined,
      undefined,
      undefined,
      'Ethernet8',
      '1/9',
      undefined,
    ]);
    expect(estate.port('tor2', '1/1')?.name).toBe('1/1');
    expect(estate.port('tor3', '1/1')).toBeUndefined();
  });

  it('says what a Hyper-V switch stands on', async () => {
    const net = await network({ 'a.yaml': HOST });
    const uplinks = net
      .all('vm-switch')
      .map((s) => [s.name, net.uplink(s).sort, net.uplink(s).nics.map((n) => n.name), net.uplink(s).complete]);
    expect(uplinks).toEqual([
      ['External', 'lbfo', ['NIC1', 'NIC2'], true],
      ['Second', 'nic', ['NIC4'], true],
      ['Inside', 'none', [], true],
      ['Lost', 'unknown', [], false],
    ]);
  });

  it('applies the port-channel to its members', async () => {
    const net = await network({ 'a.yaml': HOST });
    const port = net.port('tor1', 'Ethernet1/1')!;
    expect(net.setting(port, 'mode')).toMatchObject({ value: 'trunk', entity: { kind: 'port-channel' } });
    expect(net.setting(port, 'accessVlan')).toMatchObject({ value: 3, entity: { kind: 'port' } });
    expect(net.setting(port, 'mtu')).toBeUndefined();
  });

  it('joins the port-channels of one vPC, whatever their numbers', async () => {
    const net = await network({ 'a.yaml': HOST });
    const lag = net.lagOf(net.port('tor1', 'Ethernet1/1')!)!;
    expect(lag.ports.map((p) => p.switch.name)).toEqual(['tor1', 'tor2']);
    expect(net.lagOf(net.port('tor2', 'Ethernet1/1')!)).toBe(lag);
  });

  it('knows the VLANs above an adapter and who needs them', async () => {
    const net = await network({ 'a.yaml': HOST });
    const [nic1, , nic3] = net.all('nic');
    expect(vlansAbove(net, nic1!).map((u) => [u.vlan, u.consumer.name])).toEqual([
      [10, 'Mgmt'],
      [undefined, 'Plain'],
      [20, 'A'],
      [21, 'A'],
      [30, 'B'],
    ]);
    expect(vlansAbove(net, nic3!).map((u) => u.vlan)).toEqual([7]);
  });

  it('puts a VM of a cluster on every node', async () => {
    const node = (name: string) => `kind: host\nname: ${name}\ncluster: C1\nvmSwitches: [{ name: S, switchType: Private }]\n`;
    const net = await network({
      'a.yaml': `${node('n1')}---\n${node('n2')}`,
      'c.yaml':
        'kind: cluster\nname: c1\nnodes: [N1, n9]\n---\nkind: vm\nname: v\ncluster: c1\nnetworkAdapters: [{ name: A, switchName: s }]\n',
    });
    expect(net.hostsOf(net.all('vm')[0]!).map((h) => h.name)).toEqual(['n1', 'n2']);
    expect(net.all('vm-switch').map((s) => net.adaptersOn(s).length)).toEqual([1, 1]);
    expect(net.all('vm')[0]!.id).toBe('cluster:c1/vm:v');
  });

  it('knows a machine under its bare name and its DNS name, and keeps two DNS names apart', async () => {
    const net = await network({
      'a.yaml': `kind: host
name: hv01
nics: [{ name: N, connectedTo: tor1.mgmt.local/e1/1 }]
vmSwitches: [{ name: S, switchType: Private }]
---
kind: host
name: db.oslo.local
---
kind: switch
name: tor1
ports: [{ name: Ethernet1/1 }]
---
kind: vm
name: v
host: hv01.corp.local
networkAdapters: [{ name: A, switchName: S }]
`,
    });
    expect(net.portOf(net.all('nic')[0]!)?.name).toBe('Ethernet1/1');
    expect(net.adaptersOn(net.all('vm-switch')[0]!).map((a) => a.name)).toEqual(['A']);
    expect(net.host('DB')?.name).toBe('db.oslo.local');
    expect(net.host('db.bergen.local')).toBeUndefined();
    expect(net.host('hv02.corp.local')).toBeUndefined();
  });

  it('takes the target of the run for hosts that do not say', async () => {
    const net = await network({ 'a.yaml': 'kind: host\nname: a\n---\nkind: host\nname: b\nos: 2022\n' }, { target: '2019' });
    expect(net.all('host').map((h) => h.os)).toEqual(['2019', '2022']);
  });

  it('names things by their containers, escaped, and tells further ones of a name apart', async () => {
    const net = await network({
      'a.yaml': 'kind: vm\nname: "a/b:c"\nnetworkAdapters: [{ name: Network Adapter }, { name: network adapter }]\n',
    });
    expect(net.all('vm-adapter').map((a) => a.id)).toEqual([
      'vm:a%2Fb%3Ac/vm-adapter:network adapter',
      'vm:a%2Fb%3Ac/vm-adapter:network adapter#2',
    ]);
  });
});

describe('queue mode', () => {
  it.each([
    ['2012', 'SwitchIndependent', 'HyperVPort', 'sum'],
    ['2012R2', 'SwitchIndependent', 'Dynamic', 'sum'],
    ['2012R2', 'SwitchIndependent', 'TransportPorts', 'min'],
    ['2012R2', 'Lacp', 'HyperVPort', 'min'],
    ['2012R2', 'Static', undefined, 'min'],
    ['2012R2', 'SwitchIndependent', undefined, undefined],
    ['2012', 'SwitchIndependent', undefined, 'min'],
  ])('%s %s %s: %s', async (os, mode, algorithm, expected) => {
    const net = await network({
      'a.yaml': `kind: host\nname: a\nos: ${os}\nteams:\n  - { name: T, teamingMode: ${mode}${algorithm ? `, loadBalancingAlgorithm: ${algorithm}` : ''}, members: [N] }\n`,
    });
    expect(queueMode(net.all('team')[0]!)).toBe(expected);
  });
});

describe('units', () => {
  it.each([
    ['1,10-20,42', '1,10-20,42', 13],
    ['10-12, 11-15', '10-15', 6],
    ['all', 'all', 4094],
    ['none', 'none', 0],
    [42, '42', 1],
    [[5, '7-8'], '5,7-8', 3],
    ['0-4095', 'all', 4094],
    ['x,5', '5', 1],
  ] as const)('VLANs %j are %s', (written, text, size) => {
    const set = VlanSet.of(written)!;
    expect([set.toString(), set.size, [...set].length]).toEqual([text, size, size]);
  });

  it.each([
    ['10 Gbps', 10e9, '10 Gbps'],
    ['25Gbit/s', 25e9, '25 Gbps'],
    ['1000 Mbps', 1e9, '1 Gbps'],
    [2500000000, 2.5e9, '2.5 Gbps'],
    ['fast', undefined, ''],
    ['0 bps', undefined, ''],
  ])('%s', (written, bits, text) => {
    expect(bitsPerSecond(written)).toBe(bits);
    if (bits) expect(bitRateText(bits)).toBe(text);
  });

  it('meets spellings of one port', () => {
    expect(new Set(['Ethernet1/1', 'ethernet 1/1', 'Eth1/1', 'e1/1', 'ETH 1/1'].map(portKey)).size).toBe(1);
    expect(portKey('Po10')).toBe(portKey('port-channel10'));
    expect(portKey('Ethernet1/1')).not.toBe(portKey('Ethernet1/11'));
  });

  it('orders releases; clients and unknown ones lie in no range', () => {
    expect(inRange('2012R2', { from: '2012', to: '2016' })).toBe(true);
    expect(inRange('2012', { from: '2012R2' })).toBe(false);
    expect(inRange('azure-local', { from: '2019' })).toBe(true);
    expect(inRange('windows-11', {})).toBe(false);
    expect(inRange(undefined, {})).toBe(false);
  });
});

describe('vPC and MLAG domains', () => {
  const pair = (rack: string): Record<string, string> => ({
    [`${rack}.yaml`]: ['a', 'b']
      .map(
        (side) => `kind: switch
name: ${rack}${side}
mlagDomain: 1
ports: [{ name: Ethernet1/1, lag: { id: 10, mode: active } }]
portChannels: [{ id: 10, vpc: 10 }]`,
      )
      .concat(
        `kind: host
name: ${rack}h
nics: [{ name: NIC1, connectedTo: ${rack}a/Ethernet1/1 }, { name: NIC2, connectedTo: ${rack}b/Ethernet1/1 }]`,
      )
      .join('\n---\n'),
  });

  it('of two racks may have one number: those that share a host are a pair', async () => {
    const net = await network({ ...pair('r1'), ...pair('r2') });
    const logical = (name: string): string => net.logicalSwitch(net.switch(name)!);
    expect(logical('r1a')).toBe(logical('r1b'));
    expect(logical('r1a')).not.toBe(logical('r2a'));
    expect(net.lagOf(net.port('r1a', 'Ethernet1/1')!)?.ports.map((p) => p.switch.name)).toEqual(['r1a', 'r1b']);
  });

  it('of two switches are one without a host that says so', async () => {
    const one = (name: string): string => `kind: switch\nname: ${name}\nmlagDomain: 1\n`;
    const net = await network({ 'a.yaml': one('a'), 'b.yaml': one('b') });
    expect(net.logicalSwitch(net.switch('a')!)).toBe(net.logicalSwitch(net.switch('b')!));
  });
});
