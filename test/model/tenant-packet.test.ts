import { beforeAll, describe, expect, it } from 'vitest';
import type { Network } from '#model/network';
import type { LookupRecord } from '#model/policy-entity';
import { tenantEnd } from '#model/tenant-end';
import { domainOf, type HostPolicy, reverse, translate } from '#model/tenant-packet';
import { tenantWays } from '#model/tenant-way';
import { virtualNetworks } from '#model/virtual-networks';
import { RULES } from '#rules';
import { told } from '../lint/estate.ts';
import { network } from './estate.ts';
import { filesOf, type RandomPolicy, type RandomRecord, randomOf, randomPolicy } from './random-policy.ts';

const SEEDS = Array.from({ length: 24 }, (_, i) => i + 1);
const WHOLE = { hosts: true, switches: true, vms: true };
const HNV = RULES.filter((rule) => rule.id.startsWith('hnv/'));

function policyOn(estate: Network, host: string): HostPolicy {
  const virtual = virtualNetworks(estate);
  return {
    records: virtual.recordsOn(host),
    routes: virtual.customerRoutesOn(host),
    complete: { records: true, routes: true },
  };
}

/** Every packet that VMs of one routing domain may send each other. */
function packetsOf({ records, domains }: RandomPolicy) {
  return records.flatMap((a) =>
    records
      .filter((b) => b !== a && domains.get(a.virtualSubnetId) === domains.get(b.virtualSubnetId))
      .map((b) => ({
        a,
        b,
        packet: { vsid: a.virtualSubnetId, source: a.customerAddress, destination: b.customerAddress },
      })),
  );
}

function groups(
  records: readonly LookupRecord[],
  keyOf: (record: LookupRecord) => string,
  textOf: (record: LookupRecord) => string,
) {
  const found = new Map<string, Set<string>>();
  for (const record of records) found.set(keyOf(record), (found.get(keyOf(record)) ?? new Set()).add(textOf(record)));
  return [...found.values()].map((values) => values.size);
}

describe.each(SEEDS)('a sound policy (seed %i)', (seed) => {
  const policy = randomPolicy(seed);
  let estate: Network;
  beforeAll(async () => {
    estate = await network(filesOf(policy), { inventory: WHOLE });
  });

  it('finds one MAC address, provider address and rule behind each customer address of a virtual subnet', () => {
    for (const host of policy.hosts)
      expect(
        groups(
          policyOn(estate, host).records,
          ({ data }) => `${data.virtualSubnetId} ${data.customerAddress}`,
          ({ data }) => `${data.macAddress} ${data.providerAddress} ${data.rule}`,
        ).every((n) => n === 1),
      ).toBe(true);
  });

  it('finds one customer address behind each provider address of IP rewrite', () => {
    for (const host of policy.hosts)
      expect(
        groups(
          policyOn(estate, host).records.filter(({ data }) => data.rule === 'TranslationMethodNat'),
          ({ data }) => data.providerAddress!,
          ({ data }) => `${data.virtualSubnetId} ${data.customerAddress}`,
        ).every((n) => n === 1),
      ).toBe(true);
  });

  it('has each MAC address once in a virtual subnet of NVGRE', () => {
    for (const host of policy.hosts) {
      const encap = policyOn(estate, host).records.filter(({ data }) => data.rule === 'TranslationMethodEncap');
      expect(new Set(encap.map(({ data }) => `${data.virtualSubnetId} ${data.macAddress}`)).size).toBe(encap.length);
    }
  });

  it('brings every packet back as it was, on every host', () => {
    for (const { packet, b } of packetsOf(policy))
      for (const from of policy.hosts) {
        const out = translate(policyOn(estate, from), packet);
        expect(out).toMatchObject({ translated: true, viaGateway: false });
        if (!out.translated) continue;
        expect(out.packet.method === 'gre' ? out.packet.key : undefined).toBe(
          b.rule === 'TranslationMethodEncap' ? b.virtualSubnetId : undefined,
        );
        for (const to of policy.hosts)
          expect(reverse(policyOn(estate, to), out.packet)).toMatchObject({ translated: true, packet });
      }
  });

  it('has the same records of a routing domain on every host', () => {
    const textOn = (host: string): string[] =>
      policyOn(estate, host)
        .records.map(({ data }) => JSON.stringify(data))
        .sort();
    for (const host of policy.hosts) expect(textOn(host)).toEqual(textOn(policy.hosts[0]!));
  });

  it('has each provider address on one host, that of its VMs', () => {
    const virtual = virtualNetworks(estate);
    for (const { providerAddress, vmName } of policy.records) {
      const owners = policy.hosts.filter((host) =>
        virtual.providerAddressesOf(host).some(({ data }) => data.providerAddress === providerAddress),
      );
      expect(owners).toEqual([policy.runsOn.get(vmName)]);
    }
  });

  it('delivers what a customer sends itself and nothing that it sends another', () => {
    const { records, domains } = policy;
    for (const a of records)
      for (const b of records.filter((each) => each !== a)) {
        const [source, destination] = [a, b].map((r) => tenantEnd(estate, r.virtualSubnetId, r.customerAddress));
        const ways = tenantWays(estate, source!, destination!);
        const own = domains.get(a.virtualSubnetId) === domains.get(b.virtualSubnetId);
        expect(ways.map((way) => way.verdict)).toEqual(own ? ['arrives', 'arrives'] : ['lost']);
        // What is on one host never leaves it.
        if (own) expect(ways[0]!.wire === undefined).toBe(policy.runsOn.get(a.vmName) === policy.runsOn.get(b.vmName));
      }
  });

  it('is nothing that a rule of hnv/ calls an error', async () => {
    const said = await told(filesOf(policy), HNV, { inventory: WHOLE });
    expect(said.filter((line) => / error /.test(line))).toEqual([]);
  });
});

/** Ways to break a record. */
const BREAKS: Readonly<Record<string, (record: RandomRecord, other: RandomRecord) => RandomRecord | undefined>> = {
  gone: () => undefined,
  'another provider address': (record, other) => ({ ...record, providerAddress: other.providerAddress }),
  'another virtual subnet': (record) => ({ ...record, virtualSubnetId: 9001 }),
  'another customer address': (record, other) => ({ ...record, customerAddress: other.customerAddress }),
  'another technique': (record) => ({
    ...record,
    rule: record.rule === 'TranslationMethodNat' ? 'TranslationMethodEncap' : 'TranslationMethodNat',
  }),
};

describe.each(Object.keys(BREAKS))('a record broken: %s', (name) => {
  const breaks = BREAKS[name]!;
  const broken = SEEDS.slice(0, 16).map((seed) => {
    const policy = randomPolicy(seed);
    const random = randomOf(seed + 1000);
    const [record, other] = [0, 1].map(() => policy.records[random(policy.records.length)]!);
    const where = random(2) === 0 ? policy.hosts[random(policy.hosts.length)] : undefined;
    const changed = (host: string, records: readonly RandomRecord[]) =>
      where === undefined || host === where
        ? records.flatMap((each) => (each === record ? (breaks(each, other!) ?? []) : [each]))
        : records;
    return { seed, policy, files: filesOf(policy, changed) };
  });

  it('is told by a rule of hnv/ wherever it makes a host take a packet for one that was not sent', async () => {
    for (const { seed, policy, files } of broken) {
      const estate = await network(files, { inventory: WHOLE });
      const mistaken = policy.hosts.some((host) =>
        packetsOf(policy).some(({ packet }) => {
          const own = policyOn(estate, host);
          const out = translate(own, packet);
          const back = out.translated ? reverse(own, out.packet) : undefined;
          // The key of NVGRE names the virtual subnet of the receiver; that of the sender is in no packet.
          const sent =
            out.translated && out.packet.method === 'gre' ? { ...packet, vsid: back?.translated && back.packet.vsid } : packet;
          return back?.translated && JSON.stringify(back.packet) !== JSON.stringify({ ...back.packet, ...sent });
        }),
      );
      if (!mistaken) continue;
      const said = await told(files, HNV, { inventory: WHOLE });
      expect(
        said.filter((line) => / error /.test(line)),
        `seed ${seed}`,
      ).not.toEqual([]);
    }
  });

  it('is told by a rule of hnv/ wherever it keeps a packet from its receiver', async () => {
    for (const { seed, policy, files } of broken) {
      const estate = await network(files, { inventory: WHOLE });
      const lost = packetsOf(policy).filter(({ a, b }) => {
        const [source, destination] = [a, b].map((r) => ({
          address: r.customerAddress,
          vsid: r.virtualSubnetId,
          adapter: estate.all('vm').find((vm) => vm.name === r.vmName)?.adapters[0],
        }));
        return tenantWays(estate, source!, destination!).some((way) => way.verdict === 'lost');
      });
      if (lost.length === 0) continue;
      const said = await told(files, HNV, { inventory: WHOLE });
      expect(said, `seed ${seed}: ${lost[0]!.a.vmName} to ${lost[0]!.b.vmName}`).not.toEqual([]);
    }
  });
});

describe('translate', () => {
  const POLICY = `kind: network-virtualization
name: p
appliesTo: [HOST1]
customerRoutes:
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
  - { routingDomainId: "B1000000-0000-4000-8000-000000005001", virtualSubnetId: 5002, destinationPrefix: 10.2.0.0/16, nextHop: 0.0.0.0 }
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5002, destinationPrefix: 0.0.0.0/0, nextHop: 10.2.0.9 }
lookupRecords:
  - { vmName: a, virtualSubnetId: 5001, customerAddress: 10.1.0.5, providerAddress: 192.168.1.1, rule: TranslationMethodEncap }
  - { vmName: b, virtualSubnetId: 5002, customerAddress: 10.2.0.5, providerAddress: 192.168.1.2, rule: TranslationMethodEncap }
  - { vmName: gw, virtualSubnetId: 5002, customerAddress: 10.2.0.9, providerAddress: 192.168.1.3, rule: TranslationMethodEncap }
  - { vmName: n, virtualSubnetId: 5001, customerAddress: 10.1.0.6, providerAddress: 192.168.1.4, rule: TranslationMethodNone }
  - { vmName: q, virtualSubnetId: 5001, customerAddress: 10.1.0.7, providerAddress: 192.168.1.4 }
  - { vmName: p, virtualSubnetId: 5001, customerAddress: 10.1.0.8, rule: TranslationMethodEncap }
`;
  const send = async (destination: string, text = POLICY, complete = true) => {
    const policy = policyOn(await network({ 'p.yaml': text }), 'HOST1');
    const known = complete ? policy : { ...policy, complete: { records: false, routes: false } };
    return { policy, out: translate(known, { vsid: 5001, source: '10.1.0.5', destination }) };
  };

  it('routes into the other virtual subnet of a customer, whose key the packet then has', async () => {
    const { policy, out } = await send('10.2.0.5');
    expect(out).toMatchObject({ translated: true, packet: { method: 'gre', key: 5002, destination: '192.168.1.2' } });
    expect([...domainOf(policy.routes, 5001)].sort()).toEqual([5001, 5002]);
    expect(out.translated && reverse(policy, out.packet)).toMatchObject({ packet: { vsid: 5001, destination: '10.2.0.5' } });
  });

  it('sends what no subnet has to the gateway', async () => {
    const { out } = await send('172.16.0.1');
    expect(out).toMatchObject({ translated: true, viaGateway: true, packet: { destination: '192.168.1.3' } });
  });

  it.each<[string, string, string, boolean]>([
    ['an address without a record', '10.1.0.99', 'no lookup record has 10.1.0.99 in virtual subnet 5001', true],
    ['packets that leave as they are', '10.1.0.6', 'TranslationMethodNone', true],
    ['a record without a technique', '10.1.0.7', 'does not say how packets are translated', false],
    ['a record without a provider address', '10.1.0.8', 'names no provider address', false],
  ])('refuses %s', async (_what, destination, says, certain) => {
    const { out } = await send(destination);
    expect(out).toMatchObject({ translated: false, certain });
    expect(!out.translated && out.says).toContain(says);
  });

  it('is not certain where there may be more than is described', async () => {
    const { out } = await send('10.1.0.99', POLICY, false);
    expect(out).toMatchObject({ translated: false, certain: false });
    const { out: without } = await send('10.1.0.99', POLICY.replace(/customerRoutes:(\n {2}.*){3}/, ''), false);
    expect(without).toMatchObject({ translated: false, certain: false, lacking: 'lookupRecords' });
  });

  it('refuses a virtual subnet without a customer route, and a destination that no route leads to', async () => {
    const { out } = await send('10.1.0.6', POLICY.replace(/customerRoutes:(\n {2}.*){3}/, 'customerRoutes: []'));
    expect(out).toMatchObject({ translated: false, certain: true, says: 'virtual subnet 5001 has no customer route' });
    const { out: far } = await send('172.16.0.1', POLICY.replace(/\n.*0\.0\.0\.0\/0.*/, ''));
    expect(far).toMatchObject({ translated: false, certain: true, lacking: 'customerRoutes' });
  });

  it('takes no customer route that the cmdlets refuse, and names it', async () => {
    const refused = POLICY.replace('10.2.0.0/16', '10.2.0.5/16');
    const { policy, out } = await send('10.2.0.5', refused);
    const says =
      'the customer route 10.2.0.5/16 of virtual subnet 5002 is not there: the cmdlets refuse it, because that is an address inside of the network 10.2.0.0/16';
    const by = policy.routes[1];
    expect(out).toMatchObject({ translated: false, certain: true, says: `${says}; packets take 0.0.0.0/0 instead`, by });
    const alone = refused.replace(/\n.*0\.0\.0\.0\/0.*/, '');
    expect((await send('10.2.0.5', alone)).out).toMatchObject({ translated: false, certain: true, says });
    expect((await send('10.2.0.5', alone, false)).out).toMatchObject({ translated: false, certain: false, says });
  });

  it('takes another route in the place of a refused one, where that leads to the same place', async () => {
    const more = (route: string): string =>
      POLICY.replace(
        'lookupRecords:',
        `  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", ${route} }\nlookupRecords:`,
      );
    const same = more('virtualSubnetId: 5002, destinationPrefix: 10.2.0.5/24, nextHop: 0.0.0.0');
    expect((await send('10.2.0.5', same)).out).toMatchObject({ translated: true, packet: { key: 5002 } });
    const other = more('virtualSubnetId: 5003, destinationPrefix: 10.2.0.5/24, nextHop: 0.0.0.0');
    expect((await send('10.2.0.5', other)).out).toMatchObject({ translated: false, certain: true });
    const gateway = more('virtualSubnetId: 5002, destinationPrefix: 172.16.0.1/16, nextHop: 10.2.0.9');
    expect((await send('172.16.0.1', gateway)).out).toMatchObject({ translated: true, viaGateway: true });
    const elsewhere = more('virtualSubnetId: 5002, destinationPrefix: 172.16.0.1/16, nextHop: 10.2.0.8');
    expect((await send('172.16.0.1', elsewhere)).out).toMatchObject({ translated: false, certain: true });
  });

  it('does not know what becomes of packets to a next hop that every host is itself', async () => {
    const { out } = await send('172.16.0.1', POLICY.replace('nextHop: 10.2.0.9', 'nextHop: 10.2.0.1'));
    expect(out).toMatchObject({ translated: false, certain: false });
    expect(!out.translated && out.says).toContain('the next hop 10.2.0.1 is the gateway of virtual subnet 5002');
  });

  it('refuses two records that say different things of one address', async () => {
    const { out } = await send(
      '10.1.0.5',
      POLICY.replace('customerAddress: 10.1.0.8,', 'customerAddress: 10.1.0.5, providerAddress: 192.168.1.9,'),
    );
    expect(out).toMatchObject({ translated: false, certain: true });
    expect(!out.translated && out.says).toContain('two lookup records have 10.1.0.5');
  });
});

describe('reverse', () => {
  const records = (more: string): string => `kind: network-virtualization
name: p
appliesTo: [HOST1]
customerRoutes:
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
  - { routingDomainId: "{e1000000-0000-4000-8000-000000006001}", virtualSubnetId: 6001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
lookupRecords:
  - { virtualSubnetId: 5001, customerAddress: 10.1.0.5, providerAddress: 192.168.1.1, rule: TranslationMethodNat }
  - { virtualSubnetId: 5001, customerAddress: 10.1.0.6, providerAddress: 192.168.1.2, rule: TranslationMethodNat }
${more}`;
  const back = async (more: string, source: string, destination: string) =>
    reverse(policyOn(await network({ 'p.yaml': records(more) }), 'HOST1'), { method: 'rewrite', source, destination });

  it('cannot tell two customers with one provider address apart', async () => {
    const shared =
      '  - { virtualSubnetId: 6001, customerAddress: 10.1.0.6, providerAddress: 192.168.1.2, rule: TranslationMethodNat }\n';
    const result = await back(shared, '192.168.1.1', '192.168.1.2');
    expect(result).toMatchObject({ translated: false, certain: true });
    expect(!result.translated && result.says).toContain('have the same provider address 192.168.1.2');
  });

  it('gives no packet of one customer to another', async () => {
    const other =
      '  - { virtualSubnetId: 6001, customerAddress: 10.1.0.6, providerAddress: 192.168.1.3, rule: TranslationMethodNat }\n';
    const result = await back(other, '192.168.1.1', '192.168.1.3');
    expect(!result.translated && result.says).toContain('are of different customers');
  });

  it('refuses a provider address that no record has', async () => {
    expect(await back('', '192.168.1.9', '192.168.1.2')).toMatchObject({ translated: false, lacking: 'lookupRecords' });
    expect(await back('', '192.168.1.1', '192.168.1.9')).toMatchObject({ translated: false, lacking: 'lookupRecords' });
  });
});
