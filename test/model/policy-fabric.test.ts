import { describe, expect, it } from 'vitest';
import { fabricRecord, fabrics, onOneHost, sameTarget, spareProviderAddress } from '#model/policy-fabric';
import { recordDrift } from '#model/record-drift';
import { network } from './estate.ts';

/** A policy as a file: its name, its hosts, and records as `vsid address mac provider` with `-` for what is not written. */
function policy(name: string, hosts: string, ...records: string[]): string {
  const items = records.map((text) => {
    const [vsid, address, mac, provider] = text.split(' ');
    const rest = [
      ...(mac && mac !== '-' ? [`macAddress: "${mac}"`] : []),
      ...(provider && provider !== '-' ? [`providerAddress: "${provider}"`] : []),
    ];
    return `\n  - { virtualSubnetId: ${vsid}, customerAddress: "${address}"${rest.map((part) => `, ${part}`).join('')} }`;
  });
  return `kind: network-virtualization\nname: ${name}\n${hosts ? `appliesTo: [${hosts}]\n` : ''}lookupRecords:${items.join('') || ' []'}\n`;
}

/** The policies of each fabric by name. */
const names = (net: Awaited<ReturnType<typeof network>>): string[] =>
  fabrics(net).map((fabric) => fabric.policies.map((each) => each.name).join('+'));

describe('fabrics', () => {
  it('are made of policies with a common name, host or cluster, also over a third one', async () => {
    const net = await network({
      'a.yaml': policy('a', 'HOST1'),
      'b.yaml': policy('b', 'HOST2'),
      'c.yaml': policy('c', 'HOST3'),
      'd.yaml': policy('d', 'host1, HOST2'),
      'e.yaml': policy('e', 'HOST4'),
      'f.yaml': policy('E', 'HOST5'),
      'g.yaml': policy('g', 'HOST6'),
      'h.yaml': policy('h', ''),
      'c1.yaml': 'kind: cluster\nname: C1\nnodes: [HOST3, HOST7]\n',
      'host6.yaml': 'kind: host\nname: HOST6\ncluster: c1\n',
    });
    expect(names(net)).toEqual(['a+b+d', 'c+g', 'e+E', 'h']);
  });

  it('know copies by virtual subnet and customer address, wildcards by the MAC address too', async () => {
    const net = await network({
      'a.yaml': policy(
        'a',
        'HOST1',
        '5001 10.1.1.1 00155D500101',
        '5001 0.0.0.0 00155D500199',
        '6001 10.1.1.1',
        '5001 2001:db8::1',
      ),
      'b.yaml': policy('a', 'HOST2', '5001 10.1.1.1 00155D500102', '5001 0.0.0.0 00155D500198', '5001 2001:DB8:0::1'),
    });
    const [fabric] = fabrics(net);
    expect(fabric!.vsids).toEqual([5001, 6001]);
    expect(fabric!.recordsIn(5001).map(({ first, copies }) => `${first.data.customerAddress} ${copies.length}`)).toEqual([
      '10.1.1.1 2',
      '0.0.0.0 1',
      '2001:db8::1 2',
      '0.0.0.0 1',
    ]);
    expect(fabric!.recordsIn(7001)).toEqual([]);
    const [first] = fabric!.records;
    expect(first!.hosts).toEqual(['HOST1', 'HOST2']);
    expect(first!.mac).toBeUndefined();
  });

  it('agree on what the copies that write it say', async () => {
    const net = await network({
      'a.yaml': policy('a', 'HOST1', '5001 10.1.1.1 - fd00:1::10', '5001 10.1.1.2 - 192.168.1.10'),
      'b.yaml': policy('a', 'HOST2', '5001 10.1.1.1 00-15-5d-50-01-01 FD00:1:0::10', '5001 10.1.1.2 - 192.168.1.11'),
    });
    const [fabric] = fabrics(net);
    const [one, two] = fabric!.records;
    expect([one!.mac, one!.providerAddress, two!.providerAddress]).toEqual(['00155d500101', 'fd00:1::10', undefined]);
    expect(fabric!.providerAddresses).toEqual(['fd00:1::10']);
    expect(fabric!.recordsBehind('fd00:1::10')).toEqual([one]);
  });

  it('leave out what a host shows where something is declared for it, and only there', async () => {
    const net = await network({
      'a.yaml': policy('a', 'HOST1', '5001 10.1.1.1 - 192.168.1.10'),
      'observed-1.yaml': policy('seen', 'HOST1', '5001 10.1.1.1 - 192.168.1.14', '5001 10.1.1.2 - 192.168.1.15'),
      'observed-2.yaml': policy('seen', 'HOST2', '5001 10.1.1.1 - 192.168.1.10'),
    });
    const [fabric] = fabrics(net);
    expect(fabric!.records.map((record) => record.copies.map((copy) => copy.policy.name).join('+'))).toEqual(['a+seen', 'seen']);
    const [, shown] = net.all('lookup-record');
    expect(fabricRecord(net, shown!)).toBeUndefined();
  });
});

describe('two records', () => {
  it('are on one host when their policies are, or are one', async () => {
    const net = await network({
      'a.yaml': policy('a', 'HOST1', '5001 10.1.1.1', '5001 10.1.1.2'),
      'b.yaml': policy('b', 'HOST2, host1', '5001 10.1.1.3'),
      'c.yaml': policy('c', 'HOST2', '5001 10.1.1.4'),
      'd.yaml': policy('d', '', '5001 10.1.1.5'),
    });
    const [one, two, three, four, five] = net.all('lookup-record');
    expect([two, three, four, five].map((other) => onOneHost(net, one!, other!))).toEqual([true, true, false, false]);
    expect(onOneHost(net, five!, five!)).toBe(true);
  });

  it('lead to one target unless a MAC address or provider address of both says otherwise', async () => {
    const net = await network({
      'a.yaml': policy(
        'a',
        'HOST1',
        '5001 10.1.1.1 00155D500101 192.168.1.10',
        '5001 10.1.1.2 00-15-5d-50-01-01 -',
        '5001 10.1.1.3 00155D500102 192.168.1.10',
        '5001 10.1.1.4 00155D500101 192.168.1.11',
        '5001 10.1.1.5',
      ),
    });
    const [one, ...others] = net.all('lookup-record');
    expect(others.map((other) => sameTarget(one!, other))).toEqual([true, false, false, true]);
  });
});

it('a spare provider address is one of the same host that no record uses', async () => {
  const addresses = (...texts: string[]): string =>
    `providerAddresses:${texts.map((text) => `\n  - { host: ${text.split(' ')[0]}, providerAddress: ${text.split(' ')[1]} }`).join('')}\n`;
  const net = await network({
    'a.yaml':
      policy('a', 'HOST1, HOST2', '5001 10.1.1.1 - 192.168.1.10', '5001 10.1.1.2 - 192.168.1.12') +
      addresses('HOST1 192.168.1.10', 'HOST2 192.168.1.12', 'HOST1 192.168.1.11'),
  });
  const [fabric] = fabrics(net);
  expect(spareProviderAddress(net, fabric!, '192.168.1.10')).toBe('192.168.1.11');
  expect(spareProviderAddress(net, fabric!, '192.168.1.12')).toBeUndefined();
  expect(spareProviderAddress(net, fabric!, '192.168.1.99')).toBeUndefined();
});

describe('drift', () => {
  const drift = async (files: Record<string, string>): Promise<string[]> => {
    const net = await network(files);
    return fabrics(net).flatMap((fabric) =>
      fabric.records.flatMap((record) =>
        recordDrift(net, record).map(
          ({ copy, usual, properties, outvoted }) =>
            `${copy.policy.hosts} ${properties} ${usual.policy.hosts}${outvoted ? ' outvoted' : ''}`,
        ),
      ),
    );
  };

  it('is of the copy that fewer hosts agree with, of two the second', async () => {
    const [one, other] = ['5001 10.1.1.1 00155D500101 192.168.1.10', '5001 10.1.1.1 00155D500101 192.168.1.14'];
    expect(await drift({ 'a.yaml': policy('a', 'HOST1', one), 'b.yaml': policy('a', 'HOST2', other) })).toEqual([
      'HOST2 providerAddress HOST1',
    ]);
    expect(await drift({ 'a.yaml': policy('a', 'HOST1', other), 'b.yaml': policy('a', 'HOST2, HOST3', one) })).toEqual([
      'HOST1 providerAddress HOST2,HOST3 outvoted',
    ]);
  });

  it('is none of what is not written, and none where one host contradicts itself', async () => {
    expect(
      await drift({
        'a.yaml': policy('a', 'HOST1', '5001 10.1.1.1 00155D500101'),
        'b.yaml': policy('a', 'HOST2', '5001 10.1.1.1'),
      }),
    ).toEqual([]);
    expect(
      await drift({
        'a.yaml': policy('a', 'HOST1', '5001 10.1.1.1 00155D500101', '5001 10.1.1.1 00155D500102'),
        'b.yaml': policy('a', 'HOST2', '5001 10.1.1.1 00155D500103'),
      }),
    ).toEqual([]);
  });
});
