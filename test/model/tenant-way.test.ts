import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '#model/network';
import { tenantEnd, tenantEnds } from '#model/tenant-end';
import { tenantWays } from '#model/tenant-way';
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
