import { describe, expect, it } from 'vitest';
import { isBuiltInGateway, isGateway, onLinkPrefixes } from '#model/customer-routes';
import { prefixText } from '#model/ip-prefix';
import { fabrics } from '#model/policy-fabric';
import { peersOf, subnetOf } from '#model/provider-reach';
import { providerTags } from '#model/provider-tags';
import { servesDomain } from '#model/tenant-gateway';
import { namesText, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';
import { network } from './estate.ts';

const BLUE = 'b1000000-0000-4000-8000-000000005001';
const record = (vm: string, vsid: number, ca: string, mac: string, pa: string): string =>
  `  - { vmName: ${vm}, virtualSubnetId: ${vsid}, customerAddress: ${ca}, macAddress: "${mac}", providerAddress: ${pa} }`;
const route = (vsid: number, to: string, hop = '0.0.0.0'): string =>
  `  - { routingDomainId: ${BLUE}, virtualSubnetId: ${vsid}, destinationPrefix: ${to}, nextHop: ${hop} }`;
const vm = (name: string, where: string, vsid: number, mac: string): string =>
  `kind: vm\nname: ${name}\n${where}\nnetworkAdapters: [{ name: A, virtualSubnetId: ${vsid}, staticMacAddress: "${mac}" }]\n`;

function site(name: string, hosts: string, pas: readonly string[]): string {
  return [
    `kind: network-virtualization\nname: ${name}\nappliesTo: [${hosts}]`,
    `customerRoutes:\n${route(5001, '10.1.1.0/24')}\n${route(5002, '10.2.0.0/16')}\n${route(5002, '0.0.0.0/0', '10.2.0.9')}`,
    `lookupRecords:\n${record('A', 5001, '10.1.1.5', '00155D000001', '192.168.1.10')}`,
    `${record('B', 5002, '10.2.0.5', '00155D000002', '192.168.1.11')}\n${record('GW', 5002, '10.2.0.9', '00155D000009', '192.168.1.11')}`,
    `providerAddresses:\n${pas.map((pa) => `  - ${pa}`).join('\n')}\n`,
  ].join('\n');
}

const PAS = (one: string, other: string): string[] => [
  `{ host: ${one}, providerAddress: 192.168.1.10, prefixLength: 24 }`,
  `{ host: ${other}, providerAddress: 192.168.1.11 }`,
];

describe('where VMs of virtual subnets are', () => {
  it('tells two sites with one plan apart', async () => {
    const net = await network({
      'a.yaml': site('a', 'HOST1, HOST2', PAS('HOST1', 'HOST2')),
      'b.yaml': site('b', 'HOST8, HOST9', PAS('HOST8', 'HOST9')),
      'vms.yaml': [vm('A', 'host: HOST1', 5001, '00155D000001'), vm('A', 'host: host8', 5001, '00155D000001')].join('---\n'),
    });
    const hosts = tenantHosts(net);
    const [a, b] = fabrics(net);
    expect(hosts.ownersOf('192.168.1.10', a!).map((owner) => owner.host)).toEqual(['HOST1']);
    expect(hosts.ownersOf('192.168.1.10', b!).map((owner) => owner.host)).toEqual(['HOST8']);
    expect(hosts.vmsOf(b!.records[0]!.first, b!).map((each) => each.data.host)).toEqual(['host8']);
    expect(hosts.all.map(({ name, tenants }) => [name, [...tenants.keys()].join()])).toEqual([
      ['HOST1', '5001'],
      ['host8', '5001'],
      // The records whose VMs are not described are where their provider addresses are.
      ['HOST2', '5002'],
      ['HOST9', '5002'],
    ]);
  });

  it('knows all hosts of a VM only where its cluster lists them', async () => {
    const net = await network({
      'a.yaml': site('a', 'HOST1, HOST2', PAS('HOST1', 'HOST2')),
      'vms.yaml': [
        'kind: cluster\nname: c1\nnodes: [HOST1, HOST2]\n',
        vm('one', 'host: HOST1', 5001, '00155D000011'),
        vm('two', 'cluster: c1', 5001, '00155D000012'),
        vm('three', 'cluster: c2', 5001, '00155D000013'),
        vm('four', 'cluster: c2\npossibleOwners: [HOST2]', 5001, '00155D000014'),
        vm('five', 'generation: 2', 5001, '00155D000015'),
      ].join('---\n'),
    });
    const hosts = net.all('vm').map((each) => tenantHosts(net).hostsOf(each));
    expect(hosts).toEqual([['HOST1'], ['HOST1', 'HOST2'], undefined, ['HOST2'], undefined]);
  });

  it('says what a host has to reach, and in which subnet a provider address is', async () => {
    const net = await network({ 'a.yaml': site('a', 'HOST1, HOST2', PAS('HOST1', 'HOST2')) });
    const [one] = tenantHosts(net).all;
    expect(peersOf(net, one!).map(({ host, ip }) => `${host} ${ip}`)).toEqual(['HOST2 192.168.1.11']);
    const [first, second] = net.all('provider-address');
    expect(prefixText(subnetOf(first!)!)).toBe('192.168.1.10/24');
    expect(subnetOf(second!)).toBeUndefined();
  });

  it('gives an equal MAC address in two virtual subnets to the VM of each', async () => {
    const net = await network({
      'a.yaml': `kind: network-virtualization\nname: a\nlookupRecords:\n${record('A', 5001, '10.1.1.5', '00155D000001', '192.168.1.10')}\n${record('B', 6001, '10.1.1.5', '00155D000001', '192.168.1.10')}\n`,
      'vms.yaml': [vm('A', 'host: HOST1', 5001, '00155D000001'), vm('C', 'host: HOST1', 7001, '00155D000001')].join('---\n'),
    });
    const virtual = virtualNetworks(net);
    const [a, b] = net.all('lookup-record');
    expect(virtual.adapterOf(a!)?.vm.name).toBe('A');
    expect(virtual.adapterOf(b!)).toBeUndefined();
  });

  it('writes names', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c', 'd']].map(namesText)).toEqual(['', 'a', 'a and b', 'a, b and 2 more']);
  });
});

describe('routes of virtual subnets', () => {
  it('tell prefixes and gateways', async () => {
    const net = await network({ 'a.yaml': site('a', 'HOST1, HOST2', PAS('HOST1', 'HOST2')) });
    const [fabric] = fabrics(net);
    const prefixes = (vsid: number) => onLinkPrefixes(net, fabric!, vsid)?.map(({ prefix }) => prefixText(prefix));
    expect([prefixes(5001), prefixes(5002), prefixes(5003)]).toEqual([['10.1.1.0/24'], ['10.2.0.0/16'], []]);
    expect(isBuiltInGateway(net, fabric!, 5001, '10.1.1.1')).toBe(true);
    expect(isBuiltInGateway(net, fabric!, 5001, '10.1.1.2')).toBe(false);
    expect(fabric!.records.map(({ first }) => isGateway(net, fabric!, first))).toEqual([false, false, true]);
  });

  it('do not tell prefixes where one cannot be read', async () => {
    const unclear = `kind: network-virtualization\nname: a\ncustomerRoutes:\n${route(5001, '10.1.1.0')}\n`;
    const net = await network({ 'a.yaml': unclear });
    expect(onLinkPrefixes(net, fabrics(net)[0]!, 5001)).toBeUndefined();
  });

  it('need a gateway, which policies declare or do not tell', async () => {
    const serves = async (lines: string): Promise<boolean | undefined> => {
      const net = await network({ 'a.yaml': `${site('a', 'HOST1, HOST2', PAS('HOST1', 'HOST2'))}${lines}` });
      return servesDomain(net, fabrics(net)[0]!, BLUE, new Set([5001, 5002]));
    };
    expect(await serves('')).toBeUndefined();
    expect(await serves('gateways: []\n')).toBe(false);
    expect(await serves('gateways: [{ name: GW }]\n')).toBe(true);
    expect(await serves(`gateways: [{ name: GW, routingDomainIds: ["{${BLUE.toUpperCase()}}"] }]\n`)).toBe(true);
    expect(await serves('gateways: [{ name: GW, routingDomainIds: [] }]\n')).toBe(false);
    expect(await serves('gateways: []\nuseExternalRouter: true\n')).toBe(true);
  });
});

describe('VLANs of provider addresses on an adapter', () => {
  it('are those on it, on its team, and on nothing that sets a VLAN itself', async () => {
    const pa = (vlan: number, on: string) =>
      `  - { host: HOST1, providerAddress: 192.168.${vlan}.10, vlanId: ${vlan}, interface: ${on} }`;
    const net = await network({
      'host.yaml': [
        'kind: host\nname: HOST1\nnics: [{ name: N1 }, { name: N2 }, { name: N3 }, { name: N4, vlanId: 7 }]',
        'teams:\n  - { name: T, members: [N1, N2], teamNics: [{ name: T }, { name: T - VLAN 5, vlanId: 5 }] }\n',
      ].join('\n'),
      'a.yaml': `kind: network-virtualization\nname: a\nproviderAddresses:\n${[pa(0, 'N3'), pa(10, 'T'), pa(11, '"T - VLAN 5"'), pa(12, 'N1'), pa(13, 'N4')].join('\n')}\n`,
    });
    const tags = net.all('nic').map((nic) => providerTags(net, nic).map(({ tag }) => tag));
    expect(tags).toEqual([[10, 12], [10, 12], [undefined], []]);
  });
});
