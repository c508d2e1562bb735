import { describe, expect, it } from 'vitest';
import { clusterNetworks, loneAdapters, nodeSubnets } from '#model/cluster-network';
import { clusterOf, clusters, deviation, hostsText } from '#model/cluster-nodes';
import { maskedPrefix, prefixText } from '#model/ip-prefix';
import { migrationNetworks, migrationPartings } from '#model/migration-networks';
import { missingSwitches } from '#model/node-switches';
import { network } from './estate.ts';

const node = (name: string, lines = '') => `kind: host\nname: ${name}\ncluster: c1\n${lines}\n`;

describe('clusters', () => {
  it('are those with a document and those that hosts name', async () => {
    const net = await network({
      'a.yaml': 'kind: cluster\nname: c2\nnodes: [hv03, gone]\n',
      'b.yaml': node('hv01'),
      'c.yaml': 'kind: host\nname: hv02\ncluster: C1\n',
      'd.yaml': 'kind: host\nname: hv03\n',
    });
    expect(clusters(net).map(({ name, nodes }) => `${name}: ${hostsText(nodes)}`)).toEqual(['c2: hv03', 'c1: hv01 and hv02']);
    expect(clusterOf(net, net.host('hv03')!)?.name).toBe('c2');
  });
});

describe('deviation', () => {
  it('is measured by the most, of two groups of one size by the first that lacks nothing', async () => {
    const net = await network(Object.fromEntries(['a', 'b', 'c'].map((n) => [`${n}.yaml`, node(n)])));
    const fact = (name: string, key: string, lacking = false) => ({ node: net.host(name)!, key, lacking });
    expect(deviation([fact('a', '1'), fact('b', '1')])).toBeUndefined();
    expect(deviation([fact('a', '1'), fact('b', '2'), fact('c', '2')])?.odd.map((f) => f.key)).toEqual(['1']);
    expect(deviation([fact('a', '1'), fact('b', '2')])?.odd.map((f) => f.key)).toEqual(['2']);
    expect(deviation([fact('a', '', true), fact('b', '2')])?.odd.map((f) => f.key)).toEqual(['']);
  });
});

describe('hostsText', () => {
  it('names two and counts the rest', async () => {
    const net = await network(Object.fromEntries(['a', 'b', 'c', 'd'].map((n) => [`${n}.yaml`, node(n)])));
    const texts = [1, 2, 3, 4].map((n) => hostsText(net.all('host').slice(0, n)));
    expect(texts).toEqual(['a', 'a and b', 'a, b and c', 'a, b and 2 more']);
  });
});

describe('maskedPrefix', () => {
  it.each([
    ['10.0.10.0', '255.255.255.0', '10.0.10.0/24'],
    ['10.0.0.0', '255.0.0.0', '10.0.0.0/8'],
    ['10.0.10.0', '255.0.255.0', undefined],
    ['10.0.10.0', '24', undefined],
    [undefined, '255.255.255.0', undefined],
    ['10.0.10.0', undefined, undefined],
  ])('of %s and %s', (address, mask, expected) => {
    const prefix = maskedPrefix(address, mask);
    expect(prefix && prefixText(prefix)).toBe(expected);
  });
});

describe('the networks of a cluster', () => {
  it('are known when they are written, and the adapters of nodes that are alone in them', async () => {
    const net = await network({
      'a.yaml': 'kind: cluster\nname: c1\nnetworks: [{ name: M, address: 10.0.10.0, addressMask: 255.255.255.0 }]\n',
      'b.yaml': 'kind: cluster\nname: c2\n',
      'c.yaml': node('hv01', 'nics: [{ name: A, ipAddresses: [10.0.10.1/24, 10.9.9.9/32] }]'),
      'd.yaml': node('hv02', 'nics: [{ name: A, ipAddresses: [10.0.10.2/24] }, { name: B, ipAddresses: [10.0.10.3/24] }]'),
    });
    expect(clusterNetworks(net.cluster('c2')!)).toBeUndefined();
    const { prefix } = clusterNetworks(net.cluster('c1')!)![0]!;
    expect(loneAdapters(net, net.nodesOf('c1'), prefix!).map((each) => each.node.name)).toEqual(['hv01']);
    expect(nodeSubnets(net, net.host('hv01')!)).toHaveLength(1);
  });
});

describe('migration networks', () => {
  it.each([
    ['migrationNetworks: [10.0.20.0/24]', 1],
    ['migrationNetworks: []', undefined],
    ['migrationNetworks: [10.0.20.1]', undefined],
    ['migrationNetworks: [10.0.20.1/32]', undefined],
    ['migrationNetworks: [10.0.20.0/24], useAnyNetworkForMigration: true', undefined],
    ['migrationNetworks: [10.0.20.0/24], virtualMachineMigrationEnabled: false', undefined],
  ])('of %s', async (lines, expected) => {
    const net = await network({ 'a.yaml': node('hv01', `liveMigration: { ${lines} }`) });
    expect(migrationNetworks(net.host('hv01')!)?.length).toBe(expected);
  });

  it.each(['10.0.20.1', '10.0.20.1/32', '2001:DB8::1/128'])(
    'takes %s for the network of the adapter that has it',
    async (own) => {
      const nics =
        'nics: [{ name: mgmt, ipAddresses: [10.0.10.1/24] }, { name: lm, ipAddresses: [10.0.20.1/24, "2001:db8::1/64"] }]';
      const net = await network({ 'a.yaml': node('hv01', `${nics}\nliveMigration: { migrationNetworks: ["${own}"] }`) });
      expect(migrationNetworks(net.host('hv01')!)?.map(({ length }) => length)).toEqual([own.includes(':') ? 64 : 24]);
    },
  );

  it('part nodes that share none with any other', async () => {
    const files = ['20', '20', '21'].map((n, i) => [
      `${i}.yaml`,
      node(`hv${i}`, `liveMigration: { migrationNetworks: [10.0.${n}.0/24] }`),
    ]);
    const net = await network(Object.fromEntries(files));
    expect(migrationPartings(net).map(({ node: { name }, others }) => `${name}: ${hostsText(others)}`)).toEqual([
      'hv2: hv0 and hv1',
    ]);
  });
});

describe('missingSwitches', () => {
  it('are those VMs use that a possible node lacks, with the one that may be meant', async () => {
    const net = await network({
      'a.yaml': node('hv01', 'vmSwitches: [{ name: Tenant, switchType: External }]'),
      'b.yaml': node('hv02', 'vmSwitches: [{ name: Tennant, switchType: External }, { name: Lab, switchType: Internal }]'),
      'c.yaml': node('hv03'),
      'd.yaml': 'kind: vm\nname: web01\ncluster: c1\nnetworkAdapters: [{ name: A, switchName: Tenant }]\n',
    });
    expect(missingSwitches(net).map(({ node: { name }, meant }) => `${name} ${meant?.name}`)).toEqual(['hv02 Tennant']);
  });
});
