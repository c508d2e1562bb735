import { describe, expect, test } from 'vitest';
import { lint } from '#lint/lint';
import { RULES } from '#rules';
import { estate } from './estate.ts';

/** The commands of every finding of a rule; undefined for one without. */
async function repairs(id: string, files: Readonly<Record<string, string>>): Promise<(readonly string[] | undefined)[]> {
  const { findings } = lint(await estate(files), RULES);
  return findings.filter(({ rule }) => rule.id === id).map(({ remedy }) => remedy?.commands);
}

const config = (name: string, text: string): string => `hostname ${name}\n${text}`;
const head = { 'nx-os': 'feature lacp\n', eos: '! device: tor1 (DCS-7050SX3-48YC8, EOS-4.28.3M)\n' };

describe('an access port becomes a trunk', () => {
  const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/1 }]
vmSwitches: [{ name: External, switchType: External, netAdapterName: NIC1 }]
hostAdapters:
  - { name: Management, switchName: External, vlan: { operationMode: Untagged } }
  - { name: Live, switchName: External, vlan: { operationMode: Access, accessVlanId: 20 } }
`;
  const port = (os: string, more: string, rest = ''): Record<string, string> => ({
    'hv01.yaml': HOST,
    'tor1.yaml': `kind: switch\nname: tor1\nos: ${os}\nports: [{ name: Ethernet1/1, mode: access${more} }]\n${rest}`,
  });
  const id = 'vlan/team-port-not-trunk';

  test.each(['nx-os', 'ios', 'eos'])('on %s with a list that was left over', async (os) => {
    expect(await repairs(id, port(os, ', accessVlan: 10, allowedVlans: "30"'))).toEqual([
      [
        'interface Ethernet1/1',
        'switchport trunk native vlan 10',
        'switchport trunk allowed vlan add 10,20',
        'switchport mode trunk',
      ],
    ]);
    expect(await repairs(id, port(os, ', accessVlan: 10, allowedVlans: "10,20"'))).toEqual([
      ['interface Ethernet1/1', 'switchport trunk native vlan 10', 'switchport mode trunk'],
    ]);
  });

  test('from a running-config, with an edge port and a VLAN the switch lacks', async () => {
    const text = `${head['nx-os']}vlan 1,10
interface Ethernet1/1
  switchport
  switchport mode access
  switchport access vlan 10
  switchport trunk allowed vlan 30
  spanning-tree port type edge
`;
    expect(await repairs(id, { 'hv01.yaml': HOST, 'tor1.cfg': config('tor1', text) })).toEqual([
      [
        'vlan 20',
        'interface Ethernet1/1',
        'switchport trunk native vlan 10',
        'switchport trunk allowed vlan add 10,20',
        'switchport mode trunk',
        'spanning-tree port type edge trunk',
      ],
    ]);
  });

  test('whose list or access VLAN is not known, or on a system with other commands: nothing is said', async () => {
    expect(await repairs(id, port('nx-os', ', allowedVlans: "30"'))).toEqual([undefined]);
    expect(await repairs(id, port('nx-os', ', accessVlan: 10, $hvlint: { unknown: [allowedVlans] }'))).toEqual([undefined]);
    for (const os of ['os9', 'os10', 'aos-cx', 'onyx', 'sonic', 'junos'])
      expect(await repairs(id, port(os, ', accessVlan: 10, allowedVlans: "30"'))).toEqual([undefined]);
    expect(await repairs(id, port('nx-os', ''))).toEqual([['interface Ethernet1/1', 'switchport mode trunk']]);
  });
});

describe('a port leaves its LAG', () => {
  const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1 }]
vmSwitches: [{ name: External, switchType: External, netAdapterName: [NIC1], embeddedTeamingEnabled: true }]
`;
  const id = 'switch/independent-port-in-lag';
  const yaml = (os: string, channel: string): Record<string, string> => ({
    'hv01.yaml': HOST,
    'tor1.yaml': `kind: switch
name: tor1
os: ${os}
ports: [{ name: Ethernet1, lag: { id: 5, mode: active } }]
portChannels: [{ id: 5, ${channel} }]
`,
  });
  const trunk = 'mode: trunk, nativeVlan: 10, allowedVlans: "10,20"';
  const vlans = ['switchport trunk native vlan 10', 'switchport trunk allowed vlan 10,20', 'switchport mode trunk'];

  test('with the settings of a port-channel of a running-config of EOS', async () => {
    const text = `${head.eos}!
hostname tor1
!
interface Port-Channel5
   switchport trunk allowed vlan 10,20
   switchport mode trunk
   mtu 9214
   spanning-tree portfast
   spanning-tree bpduguard enable
!
interface Ethernet1
   channel-group 5 mode active
!
end
`;
    expect(await repairs(id, { 'hv01.yaml': HOST, 'tor1.cfg': text })).toEqual([
      [
        'interface Ethernet1',
        'switchport trunk native vlan 1',
        'switchport trunk allowed vlan 10,20',
        'switchport mode trunk',
        'mtu 9214',
        'spanning-tree portfast',
        'spanning-tree bpduguard enable',
        'no channel-group',
      ],
    ]);
  });

  test('and is given them as its system takes them', async () => {
    const full = `${trunk}, mtu: 9216, stp: { edge: true }`;
    expect(await repairs(id, yaml('nx-os', full))).toEqual([
      ['interface Ethernet1', 'no channel-group', 'switchport', ...vlans, 'mtu 9216', 'spanning-tree port type edge trunk'],
    ]);
    expect(await repairs(id, yaml('ios', full))).toEqual([
      ['interface Ethernet1', 'no channel-group', ...vlans, 'mtu 9216', 'spanning-tree portfast trunk'],
    ]);
    expect(await repairs(id, yaml('eos', 'mode: access, accessVlan: 30, vpc: 5'))).toEqual([
      ['interface Ethernet1', 'switchport access vlan 30', 'switchport mode access', 'no channel-group'],
    ]);
  });

  test.each<readonly [string, string]>([
    ['nx-os', 'name: port-channel5'],
    ['nx-os', 'mode: trunk, allowedVlans: "20"'],
    ['nx-os', 'mode: trunk, nativeVlan: 1'],
    ['nx-os', 'mode: access'],
    ['nx-os', 'mode: routed'],
    ['nx-os', `${trunk}, pfc: { mode: "on" }`],
    ['nx-os', `${trunk}, stp: { bpduFilter: true }`],
    ['nx-os', `${trunk}, adminUp: false`],
    ['nx-os', `${trunk}, $hvlint: { unknown: [mtu] }`],
    ...['os9', 'os10', 'aos-cx', 'onyx', 'sonic'].map((os) => [os, trunk] as const),
  ])('nothing is said on %s of a port-channel with %s', async (os, channel) => {
    expect(await repairs(id, yaml(os, channel))).toEqual([undefined]);
  });

  test('whose port-channel is not described: its own settings are what there is', async () => {
    const bare = (port: string): Record<string, string> => ({
      'hv01.yaml': HOST,
      'tor1.yaml': `kind: switch\nname: tor1\nos: eos\nports: [{ name: Ethernet1, lag: { id: 5, mode: active }${port} }]\n`,
    });
    expect(await repairs(id, bare(''))).toEqual([undefined]);
    expect(await repairs(id, bare(`, ${trunk}`))).toEqual([['interface Ethernet1', ...vlans, 'no channel-group']]);
  });
});

describe('a VLAN that the switch itself lacks', () => {
  const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/1 }]
vmSwitches: [{ name: External, switchType: External, netAdapterName: NIC1 }]
hostAdapters: [{ name: Live, switchName: External, vlan: { operationMode: Access, accessVlanId: VLAN } }]
`;
  const add = (vlan: number, vlans: string, os = 'nx-os'): Record<string, string> => ({
    'hv01.yaml': HOST.replace('VLAN', String(vlan)),
    'tor1.yaml': `kind: switch\nname: tor1\nos: ${os}\nports: [{ name: Ethernet1/1, mode: trunk, allowedVlans: "20" }]\n${vlans}`,
  });
  const id = 'vlan/trunk-missing-vlan';
  const listed = ['interface Ethernet1/1', 'switchport trunk allowed vlan add 30'];

  test('is made before it is let through', async () => {
    expect(await repairs(id, add(30, 'vlans: [{ id: 1 }, { id: 20 }]\n'))).toEqual([['vlan 30', ...listed]]);
    expect(await repairs(id, add(30, 'vlans: [{ id: 30, state: suspend }]\n'))).toEqual([['vlan 30', 'state active', ...listed]]);
    expect(await repairs(id, add(30, 'vlans: [{ id: 30, state: shutdown }]\n'))).toEqual([['vlan 30', 'no shutdown', ...listed]]);
  });

  test('not where it is there, is on every switch, or nobody knows', async () => {
    expect(await repairs(id, add(30, 'vlans: [{ id: 30 }]\n'))).toEqual([listed]);
    expect(await repairs(id, add(30, ''))).toEqual([listed]);
    const first = ['interface Ethernet1/1', 'switchport trunk allowed vlan add 1'];
    expect(await repairs(id, add(1, 'vlans: [{ id: 20 }]\n'))).toEqual([first]);
  });

  test('and keeps for itself, or on a system with other commands: nothing is said', async () => {
    expect(await repairs(id, add(3970, 'vlans: [{ id: 20 }]\n'))).toEqual([undefined]);
    for (const os of ['os9', 'os10', 'aos-cx', 'onyx', 'sonic'])
      expect(await repairs(id, add(30, 'vlans: [{ id: 20 }]\n', os))).toEqual([undefined]);
  });
});

describe('a port that is shut down', () => {
  const HOST = `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1 }, { name: NIC2, connectedTo: tor1/Ethernet2 }]
teams: [{ name: Team1, teamingMode: Lacp, members: [NIC1, NIC2] }]
`;
  const ports = (os: string, first: string, channel = ''): Record<string, string> => ({
    'hv01.yaml': HOST,
    'tor1.yaml': `kind: switch
name: tor1
os: ${os}
ports:
  - { name: Ethernet1, lag: { id: 5, mode: active }${first} }
  - { name: Ethernet2, lag: { id: 5, mode: active } }
portChannels: [{ id: 5${channel} }]
`,
  });
  const id = 'switch/host-port-shutdown';
  const own = ['interface Ethernet1', 'no shutdown'];

  test.each([
    ['nx-os', 'port-channel5'],
    ['ios', 'port-channel5'],
    ['eos', 'port-channel5'],
    ['os10', 'port-channel5'],
  ])('comes up on %s', async (os, name) => {
    expect(await repairs(id, ports(os, ', adminUp: false'))).toEqual([own]);
    const channel = [`interface ${name}`, 'no shutdown'];
    expect(await repairs(id, ports(os, '', ', adminUp: false'))).toEqual([channel]);
    expect(await repairs(id, ports(os, ', adminUp: false', ', adminUp: false'))).toEqual([[...channel, ...own]]);
  });

  test.each(['os9', 'aos-cx', 'onyx', 'sonic'])('without a command on %s', async (os) => {
    expect(await repairs(id, ports(os, ', adminUp: false'))).toEqual([undefined]);
  });
});
