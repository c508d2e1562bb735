import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '#model/network';
import { tenantEnd, tenantEnds } from '#model/tenant-end';
import { tenantWays, tenantWaysBetween } from '#model/tenant-way';
import { vlansOfAdapter } from '#model/vlan-use';
import { waysOf } from '#model/way';
import { network, shown } from './estate.ts';

/** Two hosts in two provider subnets, with a VM of one customer each. */
const PARTS = {
  hosts: 'appliesTo: [hv01, hv02]',
  routes: '  - { host: hv01, destinationPrefix: 192.168.2.0/24, nextHop: 192.168.1.254 }\n',
  addresses: `providerAddresses:
  - { host: hv01, providerAddress: 192.168.1.1, prefixLength: 24, vlanId: 7 }
  - { host: hv02, providerAddress: 192.168.2.2, prefixLength: 24, vlanId: 8 }
`,
  more: '',
};

function policy(change: Partial<typeof PARTS> = {}): string {
  const p = { ...PARTS, ...change };
  return `kind: network-virtualization
name: tenants
${p.hosts}
customerRoutes:
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
lookupRecords:
  - { vmName: a, virtualSubnetId: 5001, customerAddress: 10.1.0.1, providerAddress: 192.168.1.1, rule: TranslationMethodEncap }
  - { vmName: b, virtualSubnetId: 5001, customerAddress: 10.1.0.2, providerAddress: 192.168.2.2, rule: TranslationMethodEncap }
${p.more}${p.addresses}providerRoutes:
${p.routes}  - { host: hv02, destinationPrefix: 192.168.1.0/24, nextHop: 192.168.2.254 }
`;
}

const vm = (name: string, host: string, more = ''): string =>
  `kind: vm\nname: ${name}\nhost: ${host}\nnetworkAdapters:\n  - { name: A, switchName: S, virtualSubnetId: 5001${more} }\n`;
const VMS = { 'a.yaml': vm('a', 'hv01'), 'b.yaml': vm('b', 'hv02') };

async function followed(files: Readonly<Record<string, string>>, destination = '10.1.0.2', options?: NetworkOptions) {
  const estate = await network(files, options);
  return tenantWays(estate, tenantEnd(estate, 5001, '10.1.0.1'), { address: destination, vsid: undefined, adapter: undefined });
}

/** The last hop of the first packet: who keeps it, and why. */
async function end(files: Readonly<Record<string, string>>, destination?: string, options?: NetworkOptions) {
  const [way] = await followed(files, destination, options);
  const hop = way!.hops.at(-1)!;
  return {
    verdict: way!.verdict,
    name: hop.name,
    says: hop.says,
    place: shown({ file: hop.place.file, range: () => hop.place.range() }),
  };
}

describe('the way of a packet in a virtual subnet', () => {
  it('takes a provider route into another provider subnet, and back', async () => {
    const ways = await followed({ 'p.yaml': policy(), ...VMS });
    expect(ways.map((way) => [way.verdict, way.reply, way.hosts])).toEqual([
      ['arrives', false, ['hv01', 'hv02']],
      ['arrives', true, ['hv02', 'hv01']],
    ]);
    expect(ways[0]!.hops.map((hop) => hop.says)).toContain('192.168.2.0/24 is behind 192.168.1.254');
  });

  it('is that of an adapter whose virtual subnet isolation sets, and unknown where nobody says which it is', async () => {
    const isolated = (id: string) =>
      VMS['a.yaml'].replace('virtualSubnetId: 5001', `isolation: { isolationMode: NativeVirtualSubnet${id} }`);
    const ways = await followed({ 'p.yaml': policy(), ...VMS, 'a.yaml': isolated(', defaultIsolationId: 5001') });
    expect(ways.map((way) => way.verdict)).toEqual(['arrives', 'arrives']);
    expect(shown(ways[0]!.hops[0]!.place)).toBe('a.yaml 5001');
    expect(await end({ 'p.yaml': policy(), ...VMS, 'a.yaml': isolated('') })).toMatchObject({
      verdict: 'unknown',
      says: 'no file says in which virtual subnet it is',
    });
    expect(await end({ 'p.yaml': policy(), ...VMS, 'a.yaml': isolated(', defaultIsolationId: 6001') })).toMatchObject({
      verdict: 'lost',
      says: 'is in virtual subnet 6001, not 5001',
      place: 'a.yaml 6001',
    });
  });

  it('ends where no provider route leads on', async () => {
    expect(await end({ 'p.yaml': policy({ routes: '' }), ...VMS })).toEqual({
      verdict: 'lost',
      name: 'hv01 provider route',
      says: 'none leads to 192.168.2.2',
      place: 'p.yaml 24',
    });
  });

  it('does not know whether there is a route where routes are not written', async () => {
    const text = policy().replace(/providerRoutes:(\n {2}.*)+/, '');
    expect(await end({ 'p.yaml': text, ...VMS })).toMatchObject({
      verdict: 'unknown',
      says: 'no file says which leads to 192.168.2.2',
    });
  });

  it('does not know where provider addresses are that no file gives a host', async () => {
    const text = policy({ addresses: '' });
    expect(await end({ 'p.yaml': text, ...VMS })).toMatchObject({
      verdict: 'unknown',
      says: 'no file says whether it has 192.168.1.1',
    });
  });

  it('ends at a host that has the provider address while the VM runs on another', async () => {
    const moved = { ...VMS, 'b.yaml': vm('b', 'hv03') };
    expect(await end({ 'p.yaml': policy(), ...moved })).toMatchObject({
      verdict: 'lost',
      name: 'hv02',
      says: 'has 192.168.2.2 and gets it, but b runs on hv03',
    });
  });

  it('ends at a host that sends from a provider address of another', async () => {
    const moved = { ...VMS, 'a.yaml': vm('a', 'hv02') };
    const text = policy().replace('host: hv01, providerAddress', 'host: hv03, providerAddress');
    expect(await end({ 'p.yaml': text, ...moved, 'b.yaml': vm('b', 'hv01') })).toMatchObject({
      verdict: 'lost',
      name: 'hv02',
      says: 'does not have 192.168.1.1; hv03 has it',
    });
  });

  it('ends at a provider address that two hosts have, and at one that no host of a complete inventory has', async () => {
    const twice = policy({ addresses: `${PARTS.addresses}  - { host: hv03, providerAddress: 192.168.2.2, prefixLength: 24 }\n` });
    expect(
      await end({ 'p.yaml': twice.replace('appliesTo: [hv01, hv02]', 'appliesTo: [hv01, hv02, hv03]'), ...VMS }),
    ).toMatchObject({
      verdict: 'lost',
      says: 'hv02 and hv03 have it',
    });
    const gone = policy().replace(/ {2}- \{ host: hv02, providerAddress.*\n/, '');
    expect(await end({ 'p.yaml': gone, ...VMS })).toMatchObject({ verdict: 'unknown', says: 'no file says which host has it' });
    const whole = { inventory: { hosts: true, switches: true, vms: true } };
    expect(await end({ 'p.yaml': gone, ...VMS }, '10.1.0.2', whole)).toMatchObject({ verdict: 'lost', says: 'no host has it' });
  });

  it('ends where provider addresses are of two versions of IP', async () => {
    expect(await end({ 'p.yaml': policy().replaceAll('192.168.2.2,', '"fd00::2",'), ...VMS })).toMatchObject({
      verdict: 'lost',
      says: '192.168.1.1 is IPv4, fd00::2 IPv6',
    });
  });

  it('follows no further than to a gateway', async () => {
    const text = policy({
      more: '  - { vmName: gw, virtualSubnetId: 5001, customerAddress: 10.1.0.9, providerAddress: 192.168.2.2, rule: TranslationMethodEncap }\n',
    }).replace(
      'lookupRecords:',
      '  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 0.0.0.0/0, nextHop: 10.1.0.9 }\nlookupRecords:',
    );
    expect(await end({ 'p.yaml': text, ...VMS }, '172.16.0.1')).toMatchObject({
      verdict: 'unknown',
      says: 'goes to the gateway gw; hvlint follows it no further',
    });
  });

  it.each<[string, string, string, string]>([
    [
      'has the address',
      ', dhcp: true, ipAddresses: [10.1.0.7/16]',
      'unknown',
      'but c has it and learns its address dynamically (L2Only)',
    ],
    [
      'has addresses from DHCP',
      ', dhcp: true, ipAddresses: [10.1.0.8/16]',
      'unknown',
      'but c learns its address dynamically (L2Only) and may',
    ],
    ['does not say which it has', '', 'unknown', 'but c learns its address dynamically (L2Only) and may have it'],
    ['has another one', ', ipAddresses: [10.1.0.8/16]', 'lost', 'no lookup record has 10.1.0.7 in virtual subnet 5001'],
  ])('with an L2Only record: its VM %s', async (_what, addresses, verdict, says) => {
    const record = (more: string): string =>
      `  - { vmName: c, virtualSubnetId: 5001, customerAddress: 0.0.0.0, macAddress: "00155D500120", providerAddress: 192.168.2.2, rule: TranslationMethodEncap${more} }\n`;
    const c = vm('c', 'hv02', `, staticMacAddress: "00155D500120"${addresses}`);
    const files = { 'p.yaml': policy({ more: record(', type: L2Only') }), ...VMS, 'c.yaml': c };
    const found = await end(files, '10.1.0.7');
    expect(found).toMatchObject({ verdict });
    expect(found.says).toContain(says);
    if (verdict === 'unknown') expect(found).toMatchObject({ name: 'hv01 record of c', place: 'p.yaml L2Only' });
    // Other records without an address say nothing of VMs.
    const wildcard = { ...files, 'p.yaml': policy({ more: record(', type: GatewayWildcard') }) };
    expect(await end(wildcard, '10.1.0.7')).toMatchObject({ verdict: 'lost' });
    // The same address as that of the sender.
    const estate = await network(files);
    const [back] = tenantWays(estate, tenantEnd(estate, 5001, '10.1.0.7'), {
      address: '10.1.0.1',
      vsid: undefined,
      adapter: undefined,
    });
    expect(back!.verdict).toBe(verdict);
    expect(back!.hops).toHaveLength(1);
  });

  it('takes no L2Only record of IPv6 or of another virtual subnet for an address, and calls one without a VM by its MAC address', async () => {
    const of = (vsid: number, address: string) =>
      policy({
        more: `  - { virtualSubnetId: ${vsid}, customerAddress: "${address}", macAddress: "00155D500120", providerAddress: 192.168.2.2, type: L2Only }\n`,
      });
    expect(await end({ 'p.yaml': of(5001, '::'), ...VMS }, '10.1.0.7')).toMatchObject({ verdict: 'lost' });
    expect(await end({ 'p.yaml': of(6001, '0.0.0.0'), ...VMS }, '10.1.0.7')).toMatchObject({ verdict: 'lost' });
    const found = await end({ 'p.yaml': of(5001, '0.0.0.0'), ...VMS }, '10.1.0.7');
    expect(found.says).toContain('but the VM with the MAC address 00-15-5D-50-01-20 learns its address dynamically');
  });

  const WITH_GATEWAY = policy()
    .replace('10.1.0.0/16', '10.1.0.0/24')
    .replace(
      'lookupRecords:',
      '  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5002, destinationPrefix: 10.2.0.0/24, nextHop: 0.0.0.0 }\nlookupRecords:',
    )
    .replaceAll('10.1.0.1,', '10.1.0.4,');
  const toGateway = async (text: string, destination: string) => {
    const estate = await network({ 'p.yaml': text, ...VMS });
    const ways = tenantWays(estate, tenantEnd(estate, 5001, '10.1.0.4'), {
      address: destination,
      vsid: undefined,
      adapter: undefined,
    });
    expect(ways).toHaveLength(1);
    return { ...ways[0]!, last: ways[0]!.hops.at(-1)! };
  };

  it('arrives at the host itself, which is the gateway of the virtual subnet', async () => {
    const way = await toGateway(WITH_GATEWAY, '10.1.0.1');
    expect(way).toMatchObject({ verdict: 'arrives', hosts: ['hv01', 'hv01'], wire: undefined });
    expect(way.last).toMatchObject({
      name: 'hv01',
      says: 'gets it: the host itself is the gateway 10.1.0.1 of virtual subnet 5001, the lowest address of 10.1.0.0/24',
    });
    expect(shown(way.last.place)).toBe('p.yaml 10.1.0.0/24');
  });

  it('does not know whether the gateway of another virtual subnet answers, and has none with an external router', async () => {
    const other = await toGateway(WITH_GATEWAY, '10.2.0.1');
    expect(other.verdict).toBe('unknown');
    expect(other.last.says).toContain('no file says whether it answers other virtual subnets');
    expect(await toGateway(`${WITH_GATEWAY}useExternalRouter: true\n`, '10.1.0.1')).toMatchObject({ verdict: 'lost' });
    expect(await toGateway(WITH_GATEWAY, '10.1.0.3')).toMatchObject({ verdict: 'lost' });
  });

  it('leads to neither the gateway nor a VM that learns addresses where another VM is asked about', async () => {
    const between = async (text: string, own: string, learning: string) => {
      const b = vm('b', 'hv02', `, staticMacAddress: "00155D500102", ipAddresses: [${own}/24]`);
      const estate = await network({ 'p.yaml': text, ...VMS, 'b.yaml': b, 'c.yaml': learning });
      const adapters = estate.all('vm-adapter');
      const [source, destination] = ['a', 'b'].map((name) => adapters.filter((adapter) => adapter.vm.name === name));
      return tenantWaysBetween(estate, source!, destination!).map((way) => [way.verdict, way.hops.at(-1)!.says]);
    };
    const none = (address: string) => [['lost', `no lookup record has ${address} in virtual subnet 5001`]];
    const c = vm('c', 'hv02', ', staticMacAddress: "00155D500120", dhcp: true');
    const unnamed = WITH_GATEWAY.replace(/.*vmName: b,.*\n/, '');
    expect(await between(unnamed, '10.1.0.1', c)).toEqual(none('10.1.0.1'));
    const learns = (mac: string): string =>
      unnamed.replace(
        'lookupRecords:',
        `lookupRecords:\n  - { virtualSubnetId: 5001, customerAddress: 0.0.0.0, macAddress: "${mac}", providerAddress: 192.168.2.2, type: L2Only }`,
      );
    expect(await between(learns('00155D500120'), '10.1.0.7', c)).toEqual(none('10.1.0.7'));
    expect(await between(learns('00155D500102'), '10.1.0.7', c)).toEqual([
      ['unknown', expect.stringContaining('but b has it and learns its address dynamically')],
    ]);
  });

  it('does not take a provider route that the cmdlets refuse', async () => {
    const text = policy({ routes: PARTS.routes.replace('192.168.2.0/24', '192.168.2.2/24') });
    expect(await end({ 'p.yaml': text, ...VMS })).toMatchObject({
      verdict: 'lost',
      name: 'hv01 provider route',
      says: '192.168.2.2/24 is not there: the cmdlets refuse it, because that is an address inside of a network',
    });
    expect(
      await end({ 'p.yaml': policy({ routes: `${text.match(/.*192\.168\.2\.2\/24.*\n/)![0]}${PARTS.routes}` }), ...VMS }),
    ).toMatchObject({
      verdict: 'arrives',
    });
  });

  /** The policy once for each host, under names of their own. */
  const apart = (other: string) => ({
    'p1.yaml': policy({ hosts: 'appliesTo: [hv01]', addresses: PARTS.addresses.replace(/.*hv02.*\n/, '') }).replace(
      /.*host: hv02.*\n/,
      '',
    ),
    'p2.yaml': policy({ hosts: 'appliesTo: [hv02]', addresses: PARTS.addresses.replace(/.*hv01.*\n/, ''), routes: '' }).replace(
      'name: tenants',
      `name: ${other}`,
    ),
    ...VMS,
  });

  it('goes on to a host with a policy of its own, which has the same record', async () => {
    const ways = await followed(apart('p2'));
    expect(ways.map((way) => [way.verdict, way.hosts])).toEqual([
      ['arrives', ['hv01', 'hv02']],
      ['arrives', ['hv02', 'hv01']],
    ]);
    expect(ways[0]!.hops.map((hop) => hop.says)).toContain(
      'has 192.168.2.2 by the policy p2, which has this record too, and gets it',
    );
  });

  it('does not follow to a host whose policy has another record, and says who has the address by which policy', async () => {
    const files = apart('p2');
    for (const p2 of [
      files['p2.yaml'].replace('customerAddress: 10.1.0.2, providerAddress', 'customerAddress: 10.1.0.3, providerAddress'),
      files['p2.yaml'].replaceAll(/.*vmName: .*\n/g, ''),
    ])
      expect(
        await end({ ...files, 'p2.yaml': p2 }, '10.1.0.2', { inventory: { hosts: true, switches: true, vms: true } }),
      ).toEqual({
        verdict: 'unknown',
        name: '192.168.2.2',
        says: 'hv02 has it by the policy p2; no file says whether that is the provider network of the policy tenants too',
        place: 'p2.yaml 192.168.2.2',
      });
    const third = files['p2.yaml'].replace('appliesTo: [hv02]', 'appliesTo: [hv03]').replaceAll('host: hv02', 'host: hv03');
    const found = await end({ ...files, 'p3.yaml': third.replace('name: p2', 'name: p3') });
    expect(found).toMatchObject({ verdict: 'unknown' });
    expect(found.says).toContain('hv02 has it by the policy p2 (hv03 too)');
  });

  it('stays on a host that both VMs run on', async () => {
    const [way] = await followed({ 'p.yaml': policy(), ...VMS, 'b.yaml': vm('b', 'hv01') });
    expect(way).toMatchObject({ verdict: 'arrives', wire: undefined });
  });

  it('knows nothing of a VM that is not described, but where its provider address is', async () => {
    expect(await end({ 'p.yaml': policy() })).toMatchObject({
      verdict: 'unknown',
      name: 'record of b',
      says: 'its VM is not described',
    });
  });

  it('counts a policy that does not say where it is applied for every host', async () => {
    expect(await end({ 'p.yaml': policy({ hosts: '' }), ...VMS }, '10.1.0.7')).toMatchObject({ verdict: 'unknown' });
    expect((await followed({ 'p.yaml': policy({ hosts: '' }), ...VMS }))[0]!.hops.some((hop) => hop.passage === 'stops')).toBe(
      false,
    );
  });

  it('sends from the addresses inside the guest, else from those of the records', async () => {
    const ends = async (more: string) => {
      const estate = await network({ 'p.yaml': policy(), 'a.yaml': vm('a', 'hv01', more) });
      return tenantEnds(estate, estate.all('vm-adapter')[0]!).map((each) => each.address);
    };
    expect(await ends(', ipAddresses: [10.1.0.5/16, "fe80::1/64"]')).toEqual(['10.1.0.5']);
    expect(await ends(', dhcp: true, ipAddresses: [10.1.0.5/16]')).toEqual(['10.1.0.1']);
    expect(await ends('')).toEqual(['10.1.0.1']);
  });
});

describe('the way of an adapter in a virtual subnet', () => {
  const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/1 }]
vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]
`;
  const tor = (port: string): string => `kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, ${port} }\n`;

  it('is that of the VLAN of its provider address', async () => {
    const files = { 'p.yaml': policy(), 'a.yaml': VMS['a.yaml'], 'hv01.yaml': HOST };
    const carried = await network({ ...files, 'tor1.yaml': tor('mode: trunk, allowedVlans: "7"') });
    const [way] = waysOf(carried, carried.all('vm-adapter')[0]!);
    expect(way).toMatchObject({ tag: 7, verdict: 'whole' });
    const cut = await network({ ...files, 'tor1.yaml': tor('mode: trunk, allowedVlans: "8"') });
    expect(waysOf(cut, cut.all('vm-adapter')[0]!)[0]).toMatchObject({ tag: 7, verdict: 'broken' });
  });

  it('has no frames of its own, untagged or not, that a port would have to carry', async () => {
    const estate = await network({ 'a.yaml': VMS['a.yaml'], 'hv01.yaml': HOST });
    expect(vlansOfAdapter(estate.all('vm-adapter')[0]!)).toEqual([]);
  });

  it('is not known where its provider address or the VLAN of it is not: a port that carries some VLANs stops nothing', async () => {
    const files = {
      'a.yaml': VMS['a.yaml'],
      'hv01.yaml': HOST,
      'tor1.yaml': tor('mode: trunk, nativeVlan: 9, allowedVlans: "8"'),
    };
    for (const more of [{}, { 'p.yaml': policy().replace(', vlanId: 7', '') }]) {
      const estate = await network({ ...files, ...more });
      expect(waysOf(estate, estate.all('vm-adapter')[0]!)[0]).toMatchObject({ tagKnown: false, verdict: 'unknown' });
    }
  });
});
