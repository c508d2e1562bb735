import { describe, expect, it } from 'vitest';
import { encapsulation, narrows, providerUplinks } from '#model/provider-uplink';
import { hostMentions } from '#model/virtual-networks-of-host';
import { network, shown } from './estate.ts';

const HOST = `kind: host
name: HOST1
nics: [{ name: PNIC1 }, { name: PNIC2 }, { name: MGMT }]
teams: [{ name: Team1, members: [PNIC1, PNIC2] }]
vmSwitches: [{ name: Tenants, switchType: External, netAdapterName: Team1 }, { name: Other, switchType: External, netAdapterName: MGMT }]
---
kind: vm
name: web
host: HOST1
networkAdapters: [{ name: A, switchName: Tenants, virtualSubnetId: 5001 }, { name: B, switchName: Other, virtualSubnetId: 0 }]
---
`;
const policy = (addresses: string, records = '[]') =>
  `kind: network-virtualization\nname: p\nappliesTo: [host1.contoso.com]\nproviderAddresses: ${addresses}\nlookupRecords: ${records}\n`;
const record = (address: string, rule = 'TranslationMethodEncap', vsid = 5001) =>
  `{ virtualSubnetId: ${vsid}, customerAddress: 10.1.1.1, providerAddress: "${address}", rule: ${rule} }`;

describe('providerUplinks', () => {
  const uplinks = async (addresses: string) => {
    const net = await network({ 'a.yaml': HOST + policy(addresses) });
    return providerUplinks(net, net.host('HOST1')!).map(({ adapter, nics }) => [adapter.name, nics.map((nic) => nic.name)]);
  };

  it('are the interfaces of the provider addresses, each once', async () => {
    const two =
      '[{ providerAddress: 192.168.1.10, interface: MGMT }, { host: host1, providerAddress: 192.168.1.11, interface: mgmt }]';
    expect(await uplinks(two)).toEqual([['MGMT', ['MGMT']]]);
  });

  it('are else what is below the Hyper-V switches of virtual subnets', async () => {
    const expected = [['Team1', ['PNIC1', 'PNIC2']]];
    expect(await uplinks('[{ providerAddress: 192.168.1.10 }]')).toEqual(expected);
    expect(await uplinks('[{ providerAddress: 192.168.1.10, interface: gone }]')).toEqual(expected);
  });
});

describe('encapsulation', () => {
  const sent = async (addresses: string, records: string, among?: ReadonlySet<number>) => {
    const net = await network({ 'a.yaml': HOST + policy(addresses, records) });
    return encapsulation(net, net.host('HOST1')!, among)?.overhead;
  };
  const own = '[{ providerAddress: 192.168.1.10 }, { providerAddress: "fd00::10" }]';

  it('adds 42 bytes on IPv4 and 62 on IPv6', async () => {
    expect(await sent(own, `[${record('192.168.1.10')}, ${record('192.168.1.12')}]`)).toBe(42);
    expect(await sent(own, `[${record('FD00:0::10')}, ${record('fd00::12')}]`)).toBe(62);
  });

  it('needs a record here and one elsewhere, both encapsulated', async () => {
    expect(await sent(own, `[${record('192.168.1.10')}]`)).toBeUndefined();
    expect(await sent(own, `[${record('192.168.1.12')}, ${record('192.168.1.13')}]`)).toBeUndefined();
    expect(await sent(own, `[${record('192.168.1.10')}, ${record('192.168.1.12', 'TranslationMethodNat')}]`)).toBeUndefined();
    expect(await sent(own, `[${record('192.168.1.10')}, ${record('192.168.1.12')}]`, new Set([6001]))).toBeUndefined();
  });
});

describe('narrows', () => {
  const way = async (nic: string, port: string, packet: number) => {
    const text = `kind: host\nname: h\nnics: [{ name: N, connectedTo: s/p, ${nic} }]\n---\nkind: switch\nname: s\n${port}\n`;
    const net = await network({ 'a.yaml': text });
    const found = narrows(net, net.host('h')!.nics[0]!, packet);
    return found && [found.text, shown(found.place), found.atNic];
  };

  it('is the adapter that is too small', async () => {
    const jumbo = 'advancedProperties: { "*JumboPacket": 1514 }';
    expect(await way(jumbo, 'ports: []', 1515)).toEqual(['*JumboPacket of N is 1514', 'a.yaml 1514', true]);
    expect(await way(jumbo, 'ports: [{ name: p, mtu: 1400 }]', 1514)).toBeUndefined();
    expect(await way('mtuSize: 1500', 'ports: []', 1501)).toEqual(['the MTU of N is 1500', 'a.yaml 1500', true]);
    expect(await way('mtuSize: 1500', 'ports: [{ name: p, mtu: 1400 }]', 1500)).toBeUndefined();
  });

  it('is the port, or its port-channel, where the adapter says nothing', async () => {
    expect(await way('', 'os: nx-os\nports: [{ name: p, mtu: 1541 }]', 1542)).toEqual([
      'the MTU of s p is 1541',
      'a.yaml 1541',
      false,
    ]);
    expect(await way('', 'os: nx-os\nports: [{ name: p, mtu: 1542 }]', 1542)).toBeUndefined();
    expect(await way('', 'os: os10\nports: [{ name: p, mtu: 1555 }]', 1542)).toBeDefined();
    expect(
      await way('', 'ports: [{ name: p, mtu: 9216, lag: { id: 1, mode: on } }]\nportChannels: [{ id: 1, mtu: 1500 }]', 1542),
    ).toBeDefined();
    expect(await way('', 'os: eos\nports: [{ name: p, mtu: 1500 }]', 1542)).toBeUndefined();
    expect(await way('', 'ports: [{ name: p }]', 1542)).toBeUndefined();
  });
});

describe('hostMentions', () => {
  it('are where policies say that they are for a host', async () => {
    const other =
      'kind: network-virtualization\nname: q\nproviderAddresses: [{ providerAddress: 10.0.0.1 }, { host: host1, providerAddress: 10.0.0.2 }]\n';
    const net = await network({ 'a.yaml': `${HOST}${policy('[]')}---\n${other}` });
    const found = hostMentions(net, net.host('HOST1')!);
    expect(found.map(({ policy: { name }, place }) => [name, shown(place)])).toEqual([
      ['p', 'a.yaml host1.contoso.com'],
      ['q', 'a.yaml host1'],
    ]);
  });
});
