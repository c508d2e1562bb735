import { describe, expect, it } from 'vitest';
import { fabricAddress } from '#model/fabric-address';
import { guestAddresses } from '#model/guest-address';
import { network, shown } from './estate.ts';

const policy = (routes: string) => `kind: network-virtualization
name: p
customerRoutes: ${routes}
lookupRecords:
  - { virtualSubnetId: 5001, customerAddress: 10.1.1.1, providerAddress: 192.168.1.10 }
  - { virtualSubnetId: 5001, customerAddress: 10.1.1.2, providerAddress: 192.168.1.12 }
  - { virtualSubnetId: 5001, customerAddress: 10.1.1.3, providerAddress: 192.168.1.12 }
  - { virtualSubnetId: 6001, customerAddress: 192.168.1.10, providerAddress: 192.168.1.10 }
providerAddresses: [{ host: HOST1, providerAddress: "FD00:0::10" }]
`;
const route = (prefix: string, vsid = 5001) =>
  `{ routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: ${vsid}, destinationPrefix: ${prefix} }`;

describe('fabricAddress', () => {
  it('is a provider address that can be nothing else in the virtual network', async () => {
    const net = await network({ 'a.yaml': policy(`[${route('10.1.0.0/16')}]`) });
    const found = fabricAddress(net, 5001, ' 192.168.1.10 ');
    expect(found?.customerAddress).toBe('10.1.1.1');
    expect(shown(found!.place)).toBe('a.yaml 192.168.1.10');
    expect(fabricAddress(net, 5001, '192.168.1.12')).toMatchObject({ customerAddress: undefined });
    expect(fabricAddress(net, 5001, 'fd00::10')).toMatchObject({ customerAddress: undefined });
    expect(fabricAddress(net, 5001, '192.168.1.99')).toBeUndefined();
    expect(fabricAddress(net, 5001, 'dns01')).toBeUndefined();
  });

  it.each([
    ['no routes', '[]'],
    ['a route to it', `[${route('192.168.0.0/16')}]`],
    ['a default route', `[${route('10.1.0.0/16')}, ${route('0.0.0.0/0')}]`],
    ['a route of another subnet of the domain', `[${route('10.1.0.0/16')}, ${route('192.168.1.0/24', 5002)}]`],
    ['a prefix that cannot be read', `[${route('somewhere')}]`],
  ])('is not told with %s', async (_name, routes) => {
    expect(fabricAddress(await network({ 'a.yaml': policy(routes) }), 5001, '192.168.1.10')).toBeUndefined();
  });

  it('is not told where a customer of the domain has it', async () => {
    const net = await network({ 'a.yaml': policy(`[${route('10.1.0.0/16', 6001)}]`) });
    expect(fabricAddress(net, 6001, '192.168.1.10')).toBeUndefined();
    expect(fabricAddress(net, 6001, '192.168.1.12')).toBeDefined();
  });
});

describe('guestAddresses', () => {
  const addresses = async (list: string) => {
    const net = await network({
      'a.yaml': `kind: vm\nname: web\nhost: hv01\nnetworkAdapters: [{ name: A, ipAddresses: ${list} }]\n`,
    });
    return guestAddresses(net.all('vm')[0]!.adapters[0]!).map(({ text, length }) => [text, length]);
  };

  it('are those of the guest without link-local ones', async () => {
    expect(await addresses('[10.1.1.1/16, 10.1.1.2, 169.254.1.1/16, "fe80::1/64", "fd00::1/64"]')).toEqual([
      ['10.1.1.1', 16],
      ['10.1.1.2', undefined],
      ['fd00::1', 64],
    ]);
  });

  it('are none where one cannot be read', async () => {
    expect(await addresses('[10.1.1.1/16, DHCP]')).toEqual([]);
  });
});
