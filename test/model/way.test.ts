import { describe, expect, it } from 'vitest';
import type { Network } from '#model/network';
import { bareVm, lostOf, occupied, targetNames, targetOf, waysOfTarget } from '#model/trace-target';
import { type Way, waysOf } from '#model/way';
import { losses, survives } from '#model/way-loss';
import { stopOf, talk } from '#model/way-talk';
import { network, shown } from './estate.ts';

/** One host with a team of two NICs, one on each switch, below a Hyper-V switch, and the VM web01 on VLAN 42. */
const PARTS = {
  nic1: 'name: NIC1, connectedTo: tor1/Ethernet1/1',
  nic2: 'name: NIC2, connectedTo: tor2/Ethernet1/1',
  team: 'name: Team1, teamingMode: SwitchIndependent, loadBalancingAlgorithm: HyperVPort, members: [NIC1, NIC2]',
  vmSwitch: 'name: S, switchType: External, netAdapterName: Team1',
  vm: 'switchName: S, vlan: { operationMode: Access, accessVlanId: 42 }',
  tor1: 'mode: trunk, nativeVlan: 1, allowedVlans: "1,42"',
  tor2: 'mode: trunk, nativeVlan: 1, allowedVlans: "1,42"',
  more: '',
};

function files(change: Partial<typeof PARTS> = {}): Record<string, string> {
  const p = { ...PARTS, ...change };
  return {
    'hv01.yaml': `kind: host
name: hv01
os: 2012R2
nics:
  - { ${p.nic1} }
  - { ${p.nic2} }
teams:
  - { ${p.team} }
vmSwitches:
  - { ${p.vmSwitch} }
`,
    'web01.yaml': `kind: vm\nname: web01\nhost: hv01\nnetworkAdapters:\n  - { name: A, ${p.vm} }\n`,
    'tor1.yaml': `kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, ${p.tor1} }\n`,
    'tor2.yaml': `kind: switch\nname: tor2\nports:\n  - { name: Ethernet1/1, ${p.tor2} }\n`,
    ...(p.more ? { 'more.yaml': p.more } : {}),
  };
}

const webWays = (n: Network): Way[] => waysOf(n, n.all('vm-adapter').find((a) => a.vm.name === 'web01')!);

async function way(change: Partial<typeof PARTS> = {}): Promise<Way> {
  return webWays(await network(files(change)))[0]!;
}

describe('the way of a VLAN', () => {
  it('is told hop by hop, each with its place', async () => {
    const { hops, legs, verdict, tag } = await way();
    expect([verdict, tag]).toEqual(['whole', 42]);
    expect(hops.map((hop) => `${hop.name}: ${hop.says} | ${shown(hop.place).split('\n')[0]}`)).toEqual([
      'adapter A: sends with the tag of VLAN 42 | web01.yaml 42',
      'Hyper-V switch S: stands on the team Team1 | hv01.yaml Team1',
      'team interface Team1: in Default mode, gets every VLAN | hv01.yaml Team1',
      'team Team1: SwitchIndependent, HyperVPort | hv01.yaml Team1',
    ]);
    expect(legs.map((leg) => leg.hops.map((hop) => `${hop.name}: ${hop.says} | ${shown(hop.place)}`))).toEqual([
      ['NIC1: no VLAN filter | hv01.yaml NIC1', 'tor1 Ethernet1/1: trunk, native VLAN 1, allows VLANs 1,42 | tor1.yaml "1,42"'],
      ['NIC2: no VLAN filter | hv01.yaml NIC2', 'tor2 Ethernet1/1: trunk, native VLAN 1, allows VLANs 1,42 | tor2.yaml "1,42"'],
    ]);
  });

  it.each<[string, Partial<typeof PARTS>, string, string]>([
    [
      'a list without the VLAN',
      { tor2: 'mode: trunk, allowedVlans: 1-41' },
      'partly',
      'tor2 Ethernet1/1 does not carry VLAN 42 (it allows VLANs 1-41)',
    ],
    [
      'an access port',
      { tor1: 'mode: access, accessVlan: 42' },
      'partly',
      'tor1 Ethernet1/1 is an access port; frames tagged with VLAN 42 do not pass it',
    ],
    ['a routed port', { tor1: 'mode: routed' }, 'partly', 'tor1 Ethernet1/1 is a routed port and carries no VLAN'],
    [
      'a port that is down',
      { tor1: 'adminUp: false, mode: trunk, allowedVlans: all' },
      'partly',
      'tor1 Ethernet1/1 is shut down',
    ],
    [
      'the native VLAN',
      { tor1: 'mode: trunk, nativeVlan: 42, allowedVlans: all' },
      'partly',
      'tor1 Ethernet1/1 sends VLAN 42 untagged, because it is its native VLAN',
    ],
    [
      'a port in a LAG',
      { tor1: 'mode: trunk, allowedVlans: all, lag: { id: 1, mode: active }' },
      'partly',
      'tor1 Ethernet1/1 is in an LACP port-channel, while the team Team1 is SwitchIndependent',
    ],
    [
      'a VLAN filter',
      { nic1: 'name: NIC1, vlanId: 42, connectedTo: tor1/Ethernet1/1' },
      'partly',
      'NIC1 passes frames of VLAN 42 only (its VLAN filter)',
    ],
    [
      'a VLAN filter as keyword',
      { nic1: 'name: NIC1, advancedProperties: { VlanID: 7 }' },
      'partly',
      'NIC1 passes frames of VLAN 7 only (its VLAN filter)',
    ],
    [
      'tagging switched off',
      { nic1: 'name: NIC1, advancedProperties: { "*PriorityVLANTag": 1 }' },
      'partly',
      'NIC1 neither inserts nor reads VLAN tags (*PriorityVLANTag)',
    ],
    ['an adapter that is off', { nic1: 'name: NIC1, status: Disabled' }, 'partly', 'NIC1 is Disabled'],
    ['an adapter without a link', { nic1: 'name: NIC1, mediaConnectionState: Disconnected' }, 'partly', 'NIC1 has no link'],
    [
      'a failed member',
      { team: 'name: Team1, members: [{ name: NIC1, operationalMode: Failed }, NIC2]' },
      'partly',
      'NIC1 has failed',
    ],
    [
      'a team that is down',
      { team: 'name: Team1, status: Down, members: [NIC1, NIC2]' },
      'broken',
      'team Team1 SwitchIndependent; it is Down',
    ],
    [
      'a Private switch',
      { vmSwitch: 'name: S, switchType: Private' },
      'broken',
      'Hyper-V switch S is Private and has no way out of the host',
    ],
    [
      'a Hyper-V switch that is not there',
      { vmSwitch: 'name: T, switchType: External, netAdapterName: Team1' },
      'broken',
      'Hyper-V switch S hv01 has no Hyper-V switch of this name',
    ],
    [
      'an adapter that is connected to no switch',
      { vm: 'switchName: "", vlan: { operationMode: Access, accessVlanId: 42 }' },
      'broken',
      'Hyper-V switch the adapter is connected to none',
    ],
    [
      'an interface that takes the VLAN',
      { team: 'name: Team1, members: [NIC1, NIC2], teamNics: [{ name: Team1 }, { name: V42, vlanId: 42 }]' },
      'broken',
      'team interface Team1 does not get VLAN 42: the interface V42 of the team takes it',
    ],
    [
      'an interface of another VLAN below the switch',
      {
        team: 'name: Team1, members: [NIC1, NIC2], teamNics: [{ name: Team1 }, { name: V7, vlanId: 7 }]',
        vmSwitch: 'name: S, switchType: External, netAdapterName: V7',
      },
      'broken',
      'team interface V7 takes frames of VLAN 7 only',
    ],
  ])('is stopped by %s', async (_what, change, verdict, stop) => {
    const found = await way(change);
    expect(found.verdict).toBe(verdict);
    expect(`${stopOf(found).name} ${stopOf(found).says}`).toBe(stop);
  });

  it.each<[string, Partial<typeof PARTS>]>([
    ['where an adapter is cabled', { nic1: 'name: NIC1' }],
    ['a switch that is not described', { nic1: 'name: NIC1, connectedTo: tor9/Ethernet1/1' }],
    ['the mode of a port', { tor1: 'allowedVlans: all' }],
    ['the list of a trunk', { tor1: 'mode: trunk' }],
    ['what the Hyper-V switch stands on', { vmSwitch: 'name: S, switchType: External' }],
    ['the Hyper-V switch of the VM', { vm: 'vlan: { operationMode: Access, accessVlanId: 42 }' }],
    [
      'the VLAN of the VM',
      { vm: 'switchName: S, vlan: { operationMode: Private, primaryVlanId: 5, secondaryVlanId: 6, privateVlanMode: Isolated }' },
    ],
  ])('is not known without %s', async (_what, change) => {
    expect((await way(change)).verdict).toBe('unknown');
  });

  it.each<[string, string]>([
    ['a virtual subnet', 'Set-VMNetworkAdapter -VMName db01 -Name A -VirtualSubnetId 5001'],
    ['a VLAN', 'Set-VMNetworkAdapterVlan -VMName db01 -VMNetworkAdapterName A -Access -VlanId 42'],
  ])('does not know the switch of an adapter of which a script sets %s and no more', async (_what, script) => {
    const estate = await network({ 'web.ps1': script });
    const [found] = waysOf(estate, estate.all('vm-adapter')[0]!);
    expect(found).toMatchObject({ verdict: 'unknown' });
    expect(found!.hops.at(-1)).toMatchObject({
      passage: 'unknown',
      says: 'no file says which Hyper-V switch it is connected to',
    });
  });

  it('stops at a switch that lists its VLANs without this one, and passes where it lists none', async () => {
    const vlans = (text: string) => ({ ...files(), 'tor1.yaml': `${files()['tor1.yaml']}${text}` });
    const of = async (text: string) => webWays(await network(vlans(text)))[0]!;
    expect(stopOf(await of('vlans: [{ id: 10 }]')).says).toContain('tor1 does not define VLAN 42');
    expect(stopOf(await of('vlans: [{ id: 42, state: suspend }]')).says).toContain('VLAN 42 is in state suspend there');
    expect((await of('vlans: [{ id: 42 }]')).verdict).toBe('whole');
    expect((await of('vlans: []')).verdict).toBe('whole');
  });

  it('follows untagged frames into the native VLAN, the access VLAN and the VLAN of a filter', async () => {
    const untagged = { vm: 'switchName: S' };
    expect(
      (
        await way({ ...untagged, tor1: 'mode: trunk, nativeVlan: 7, allowedVlans: all', tor2: 'mode: access, accessVlan: 8' })
      ).legs.map((l) => l.vlan),
    ).toEqual([7, 8]);
    expect(stopOf(await way({ ...untagged, tor1: 'mode: trunk, nativeVlan: 7, allowedVlans: 1-5' })).says).toContain(
      'does not carry VLAN 7',
    );
    expect((await way({ ...untagged, tor1: 'mode: trunk, allowedVlans: all' })).verdict).toBe('unknown');
    expect((await way({ ...untagged, nic1: 'name: NIC1, vlanId: 42, connectedTo: tor1/Ethernet1/1' })).legs[0]!.vlan).toBe(42);
  });

  it('takes the members beside a mapped one as a fallback', async () => {
    const n = await network({
      'hv01.yaml': `kind: host
name: hv01
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, connectedTo: tor2/Ethernet1/1 }
vmSwitches: [{ name: S, switchType: External, netAdapterName: [NIC1, NIC2], embeddedTeamingEnabled: true }]
hostAdapters:
  - { name: SMB1, switchName: S, vlan: { operationMode: Access, accessVlanId: 711 }, teamMapping: { physicalNetAdapterName: NIC1 } }
`,
      'tors.yaml': `kind: switch
name: tor1
ports: [{ name: Ethernet1/1, mode: trunk, allowedVlans: 711 }]
---
kind: switch
name: tor2
ports: [{ name: Ethernet1/1, mode: trunk, allowedVlans: 712 }]
`,
    });
    const [smb] = waysOf(n, n.all('host-adapter')[0]!);
    expect([smb!.verdict, smb!.legs.map((leg) => leg.fallback)]).toEqual(['whole', [false, true]]);
    expect(losses(smb!)).toContainEqual({ kind: 'switch', name: 'tor1', after: 'stops' });
    expect(losses(smb!)).toContainEqual({ kind: 'switch', name: 'tor2', after: 'passes' });
  });
});

describe('losses', () => {
  it('names the members and switches without which nothing gets out', async () => {
    expect(losses(await way()).every((loss) => loss.after === 'passes')).toBe(true);
    const half = await way({ tor2: 'mode: trunk, allowedVlans: 1-41' });
    expect(
      losses(half)
        .filter((loss) => loss.after === 'stops')
        .map((loss) => loss.name),
    ).toEqual(['NIC1', 'tor1']);
    const one = await way({ nic2: 'name: NIC2, connectedTo: tor1/Ethernet1/1' });
    expect(
      losses(one)
        .filter((loss) => loss.after === 'stops')
        .map((loss) => loss.name),
    ).toEqual(['tor1']);
    expect(losses(await way({ vmSwitch: 'name: S, switchType: Private' }))).toEqual([]);
    const unsure = await way({ nic2: 'name: NIC2' });
    expect(losses(unsure).find((loss) => loss.name === 'NIC1')?.after).toBe('unknown');
  });

  it('asks what still works without a switch or an adapter', async () => {
    const n = await network(files());
    const target = targetOf(n, 'web01')!;
    const without = (...names: string[]) => {
      const lost = lostOf(n, names);
      if ('unknown' in lost) throw new Error(lost.unknown);
      return waysOfTarget(n, target, lost)[0]!;
    };
    expect([without('TOR1').verdict, survives(without('tor1'), () => false)]).toEqual(['whole', 'passes']);
    expect(without('hv01/NIC1', 'tor2').verdict).toBe('broken');
    expect(without('NIC1', 'NIC2').verdict).toBe('broken');
    expect(lostOf(n, ['tor9'])).toMatchObject({ unknown: 'tor9' });
  });
});

describe('targets', () => {
  it('are VMs, adapters of VMs and hosts, and VLANs', async () => {
    const more = `kind: host
name: fs01
nics: [{ name: SMB, vlanId: 42 }, { name: NIC1 }, { name: NIC2 }]
teams: [{ name: T, members: [NIC1, NIC2], teamNics: [{ name: T }, { name: T - VLAN 5, vlanId: 5 }] }]
`;
    const n = await network(files({ more }));
    const named = (text: string) => {
      const target = targetOf(n, text);
      return target?.sort === 'senders' ? target.senders.map((s) => s.id) : target?.vlan;
    };
    expect(named('WEB01')).toEqual(['host:hv01/vm:web01/vm-adapter:a']);
    expect(named('web01/A')).toEqual(named('web01'));
    expect(named('hv01/web01')).toEqual(named('web01'));
    expect(named('hv01/web01/a')).toEqual(named('web01'));
    expect(named('fs01/T - VLAN 5')).toEqual(['host:fs01/team:t/team-nic:t - vlan 5']);
    expect(named('fs01/SMB')).toEqual(['host:fs01/nic:smb']);
    expect(named('fs01/NIC1')).toBeUndefined();
    expect(occupied(n, 'fs01/NIC1')?.by).toBe('the team T');
    expect([named('42'), named('vlan:42'), named('VLAN 42'), named('0'), named('4095'), named('web9')]).toEqual([
      42,
      42,
      42,
      undefined,
      undefined,
      undefined,
    ]);
    expect(waysOfTarget(n, targetOf(n, '42')!).map((w) => w.sender.name)).toEqual(['SMB', 'A']);
    expect(targetNames(n)).toEqual(['web01', 'fs01/T', 'fs01/T - VLAN 5', 'fs01/SMB']);
  });

  it('is nothing where a VM is known and no adapter of it is described', async () => {
    const n = await network({
      ...files(),
      'hv02.ps1': 'Set-VMNetworkAdapterVlan -VMName db01 -Access -VlanId 42',
      'web02.yaml': 'kind: vm\nname: web02\nhost: hv01\nnetworkAdapters: []\n',
    });
    const bare = (text: string) => {
      const found = bareVm(n, text);
      return found && [found.vm.name, found.hasNone];
    };
    for (const text of ['db01', 'DB01/A', 'hv02/db01', 'hv02/db01/A']) {
      expect(targetOf(n, text)).toBeUndefined();
      expect(bare(text)).toEqual(['db01', false]);
    }
    expect(bare('hv01/web02')).toEqual(['web02', true]);
    expect([bare('web01'), bare('db011'), bare('hv01/db01')]).toEqual([undefined, undefined, undefined]);
    expect(targetNames(n)).toEqual(['web01']);
  });
});

describe('talk', () => {
  const db = (vlan: number, host = 'hv02') => `kind: host
name: hv02
nics: [{ name: NIC1, connectedTo: tor2/Ethernet1/2 }]
vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]
---
kind: vm
name: db01
host: ${host}
networkAdapters: [{ name: A, switchName: S, vlan: { operationMode: Access, accessVlanId: ${vlan} } }]
`;
  const between = async (
    vlan: number,
    host?: string,
    switches: Record<string, string> = {},
    change: Partial<typeof PARTS> = {},
  ) => {
    const ports = '  - { name: Ethernet1/2, mode: trunk, nativeVlan: 1, allowedVlans: "1,42-43" }\n';
    const base = files({ ...change, more: db(vlan, host) });
    const n = await network({ ...base, 'tor2.yaml': `${base['tor2.yaml']}${ports}`, ...switches });
    const [a] = webWays(n);
    const [b] = waysOf(n, n.all('vm-adapter').find((x) => x.vm.name === 'db01')!);
    const { verdict, says, provided, vlan: met } = talk(n, a!, b!);
    return { verdict, says, provided, vlan: met };
  };

  it('needs a common VLAN', async () => {
    expect(await between(43)).toMatchObject({
      verdict: 'no',
      says: expect.stringContaining('one is in VLAN 42, the other in VLAN 43'),
    });
  });

  it('works inside one Hyper-V switch whatever is outside', async () => {
    expect(await between(42, 'hv01')).toEqual({
      verdict: 'yes',
      says: 'inside the Hyper-V switch S of hv01',
      provided: [],
      vlan: 42,
    });
  });

  it('says what it relies on between two switches', async () => {
    expect(await between(42)).toEqual({
      verdict: 'yes',
      says: 'through tor1 and tor2',
      provided: ['VLAN 42 is carried between tor1 and tor2, which no file describes'],
      vlan: 42,
    });
  });

  it('goes by the peer link where it is described', async () => {
    const device = (name: string, ports: string, list: string) =>
      `kind: switch\nname: ${name}\nmlagDomain: 1\nports:\n${ports}portChannels: [{ id: 1, mode: trunk, allowedVlans: ${list}, peerLink: true }]\n`;
    const port = (n: number) => `  - { name: Ethernet1/${n}, mode: trunk, nativeVlan: 1, allowedVlans: "1,42" }\n`;
    const tors = (list: string) => ({
      'tor1.yaml': device('tor1', port(1), 'all'),
      'tor2.yaml': device('tor2', port(1) + port(2), list),
    });
    expect(await between(42, undefined, tors('all'))).toMatchObject({ verdict: 'yes', provided: [] });
    expect(await between(42, undefined, tors('1-41'))).toMatchObject({
      verdict: 'partly',
      says: 'the peer link between tor1 and tor2 does not carry VLAN 42',
    });
  });

  it('is partly lost with the member that stops it, and wholly without a way out', async () => {
    expect(await between(42, undefined, {}, { nic1: 'name: NIC1, vlanId: 42, connectedTo: tor1/Ethernet1/1' })).toMatchObject({
      verdict: 'partly',
      says: 'NIC1 passes frames of VLAN 42 only (its VLAN filter)',
    });
    expect(await between(42, undefined, {}, { vmSwitch: 'name: S, switchType: Private' })).toMatchObject({ verdict: 'no' });
  });

  it('claims nothing about a VLAN it does not know', async () => {
    expect(await between(42, undefined, {}, { vm: 'switchName: S, isolation: { isolationMode: Vlan }' })).toMatchObject({
      verdict: 'unknown',
    });
  });
});

it('whether an adapter in a virtual subnet that nobody names can talk to a VM in a VLAN is not known', async () => {
  const isolated =
    'kind: vm\nname: v2\nhost: hv01\nnetworkAdapters: [{ name: A, switchName: S, isolation: { isolationMode: NativeVirtualSubnet } }]\n';
  const n = await network(files({ more: isolated }));
  const [other] = waysOf(n, n.all('vm-adapter').find((a) => a.vm.name === 'v2')!);
  expect(talk(n, webWays(n)[0]!, other!)).toMatchObject({
    verdict: 'unknown',
    says: 'no file says in which virtual subnet v2 is',
  });
});
