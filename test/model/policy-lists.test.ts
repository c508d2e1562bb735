import { describe, expect, it } from 'vitest';
import { knowsList, knowsListOf } from '#model/policy-lists';
import { network } from './estate.ts';

const policy = (...lines: string[]): string => ['kind: network-virtualization', ...lines, ''].join('\n');
const ALL = { inventory: { hosts: true, switches: false, vms: false } };

describe('whether a list of a host is known', () => {
  it('where a policy of the host writes it, an empty one too', async () => {
    const net = await network({
      'a.yaml': policy('name: a', 'appliesTo: [HOST1]', 'customerRoutes: []'),
      'b.yaml': policy('name: b', 'appliesTo: [HOST2]'),
    });
    expect(knowsList(net, 'host1', 'customerRoutes')).toBe(true);
    expect(knowsList(net, 'HOST1', 'lookupRecords')).toBe(false);
    expect(knowsList(net, 'HOST2', 'customerRoutes')).toBe(false);
    expect(knowsList(net, 'HOST3', 'customerRoutes')).toBe(false);
  });

  it('where the inventory of hosts is complete', async () => {
    const net = await network({ 'a.yaml': policy('name: a', 'appliesTo: [HOST1]') }, ALL);
    expect(knowsList(net, 'HOST1', 'providerRoutes')).toBe(true);
  });

  it('not where a policy with such entries may be on any host; entries that name their host are no doubt', async () => {
    const net = await network(
      {
        'a.yaml': policy('name: a', 'appliesTo: [HOST1]', 'customerRoutes: []', 'providerAddresses: []', 'providerRoutes: []'),
        'b.yaml': policy(
          'name: b',
          'customerRoutes: [{ routingDomainId: b1000000-0000-4000-8000-000000005001, virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16 }]',
          'providerAddresses: [{ host: HOST9, providerAddress: 192.168.1.9 }]',
          'providerRoutes: [{ destinationPrefix: 192.168.2.0/24 }]',
        ),
      },
      ALL,
    );
    expect(knowsList(net, 'HOST1', 'customerRoutes')).toBe(false);
    expect(knowsList(net, 'HOST1', 'providerAddresses')).toBe(true);
    expect(knowsList(net, 'HOST1', 'providerRoutes')).toBe(false);
    expect(knowsList(net, 'HOST1', 'lookupRecords')).toBe(true);
  });

  it('not where an entry says too little to be one', async () => {
    const route = '{ routingDomainId: b1000000-0000-4000-8000-000000005001, virtualSubnetId: 5001 }';
    const net = await network({
      'a.yaml': policy('name: a', 'appliesTo: [HOST1]', `customerRoutes: [${route}]`),
      'b.yaml': policy('name: b', 'appliesTo: [HOST2]', 'customerRoutes: []'),
    });
    expect(knowsList(net, 'HOST1', 'customerRoutes')).toBe(false);
    expect(knowsList(net, 'HOST2', 'customerRoutes')).toBe(true);
  });

  it('for all hosts of a policy, or for what one without hosts writes', async () => {
    const net = await network({
      'a.yaml': policy('name: a', 'appliesTo: [HOST1, HOST2]', 'lookupRecords: []'),
      'b.yaml': policy('name: b', 'appliesTo: [HOST2, HOST3]'),
      'c.yaml': policy('name: c', 'lookupRecords: []'),
    });
    const known = net.all('network-virtualization').map((each) => knowsListOf(net, each, 'lookupRecords'));
    expect(known).toEqual([true, false, true]);
  });
});
