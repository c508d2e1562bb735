import { describe, expect, it } from 'vitest';
import { domainSubnets, isGateway, recordsAbout } from '#model/virtual-subnet';
import { network } from './estate.ts';

const POLICY = `kind: network-virtualization
name: p
lookupRecords:
  - { vmName: web, virtualSubnetId: 5001, customerAddress: 10.1.1.2, macAddress: "00155D500102" }
  - { vmName: sql, virtualSubnetId: 5001, customerAddress: 10.1.1.1, macAddress: "00155D500101" }
  - { virtualSubnetId: 5001, customerAddress: 0.0.0.0, macAddress: "00155D500102" }
customerRoutes:
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16 }
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5002, destinationPrefix: 10.2.0.0/16 }
gateways: [{ name: GW1 }]
`;
const vm = (name: string, more: string, host = 'hv01') => `---\nkind: vm\nname: ${name}\nhost: ${host}\n${more}\n`;

describe('recordsAbout', () => {
  const recordsFor = async (text: string) => {
    const net = await network({ 'a.yaml': POLICY + text });
    return recordsAbout(net, net.all('vm')[0]!.adapters[0]!).map((record) => record.data.customerAddress);
  };

  it('are those with the MAC address, but for wildcards', async () => {
    expect(await recordsFor(vm('web', 'networkAdapters: [{ name: A, staticMacAddress: "00-15-5D-50-01-02" }]'))).toEqual([
      '10.1.1.2',
    ]);
  });

  it('are those that name the VM only where its MAC address is not known', async () => {
    expect(await recordsFor(vm('SQL', 'networkAdapters: [{ name: A }]'))).toEqual(['10.1.1.1']);
    expect(await recordsFor(vm('sql', 'networkAdapters: [{ name: A, staticMacAddress: "00155D000009" }]'))).toEqual([]);
  });

  it('are looked for in the virtual subnet that isolation sets', async () => {
    const isolated = (id: number) =>
      `networkAdapters: [{ name: A, staticMacAddress: "00155D500102", isolation: { isolationMode: NativeVirtualSubnet, defaultIsolationId: ${id} } }]`;
    const yellow = '  - { virtualSubnetId: 6001, customerAddress: 10.9.9.9, macAddress: "00155D500102" }\n';
    const policy = POLICY.replace('customerRoutes:', `${yellow}customerRoutes:`);
    const net = await network({ 'a.yaml': policy + vm('web', isolated(5001)) + vm('web', isolated(6001), 'hv02') });
    const [blue, other] = net
      .all('vm-adapter')
      .map((adapter) => recordsAbout(net, adapter).map(({ data }) => data.customerAddress));
    expect([blue, other]).toEqual([['10.1.1.2'], ['10.9.9.9']]);
  });

  it('are none where two VMs have the name', async () => {
    const both = vm('sql', 'networkAdapters: [{ name: A }]') + vm('sql', 'networkAdapters: []', 'hv02');
    expect(await recordsFor(both)).toEqual([]);
  });
});

describe('isGateway', () => {
  it.each([
    ['GW', 'networkVirtualizationGateway: true', true],
    ['gw1', '', true],
    ['GW', 'networkAdapters: [{ name: A, isolation: { multiTenantStack: "On" } }]', true],
    ['GW', 'networkAdapters: [{ name: A, isolation: { multiTenantStack: "Off" } }]', false],
    ['GW', 'networkVirtualizationGateway: false', false],
  ])('%s with %s', async (name, more, expected) => {
    const net = await network({ 'a.yaml': POLICY + vm(name, more) });
    expect(isGateway(net, net.all('vm')[0]!)).toBe(expected);
  });
});

describe('domainSubnets', () => {
  it('are those of the routing domain, itself among them', async () => {
    const net = await network({ 'a.yaml': POLICY });
    expect([...domainSubnets(net, 5001)]).toEqual([5001, 5002]);
    expect([...domainSubnets(net, 7001)]).toEqual([7001]);
  });
});
