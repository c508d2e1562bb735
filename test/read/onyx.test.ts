import { describe, expect, test } from 'vitest';
import { looksLikeAosCx } from '#read/dialect/aos-cx-recognise';
import { looksLikeNxOs } from '#read/dialect/nx-os-recognise';
import { readOnyx } from '#read/dialect/onyx';
import { looksLikeOnyx } from '#read/dialect/onyx-recognise';
import { systemOf } from '#read/dialect/switch-recognise';
import { isPartial, readSwitch, spoilt, unknownOf } from './switch-sample.ts';

const SAMPLE = `##
## Running database "initial"
## Generated at 2024/03/09 05:59:08 +0000
## Hostname: rack1-a-from-header
## Product release: 3.9.3210
##
no cli default prefix-modes enable
##
## MLAG protocol
##
   protocol mlag
##
## Interface Ethernet configuration
##
   interface mlag-port-channel 1-2
   interface port-channel 100
   interface ethernet 1/1-1/2 speed 40G force
   interface ethernet 1/3 speed 25Gx1 force
   interface ethernet 1/1 mtu 9216 force
   interface ethernet 1/1 mlag-channel-group 1 mode active
   interface ethernet 1/2 mlag-channel-group 2 mode on
   interface ethernet 1/13-1/14 channel-group 100 mode active
   interface mlag-port-channel 1 mtu 9216 force
   interface mlag-port-channel 1 switchport mode hybrid
   interface mlag-port-channel 1 switchport access vlan 4
   interface mlag-port-channel 1 description "hv01 team"
   interface mlag-port-channel 1 no shutdown
   interface mlag-port-channel 1 lacp-individual enable force
   interface mlag-port-channel 2 switchport mode trunk
   interface mlag-port-channel 2 switchport trunk allowed-vlan none
   interface mlag-port-channel 2 switchport trunk allowed-vlan add 7
   interface ethernet 1/3 switchport mode access
   interface ethernet 1/3 switchport access vlan 7
   interface ethernet 1/4 switchport mode trunk
   interface ethernet 1/4 switchport trunk allowed-vlan add 7
   interface ethernet 1/5 switchport mode hybrid
   interface ethernet 1/6 switchport mode access-dcb
   no interface ethernet 1/7 switchport force
   interface ethernet 1/8 shutdown
   no interface ethernet 1/9 shutdown
   interface ethernet 1/10/1 description uplink
   vlan 2
   vlan 4
   vlan 7
   vlan 2 name "Management"
   interface mlag-port-channel 1 switchport hybrid allowed-vlan add 2
   interface mlag-port-channel 1 switchport hybrid allowed-vlan add 7
   interface port-channel 100 ipl 1
   interface vlan 2
   interface vlan 2 mtu 9216
   interface vlan 2 ip address 10.0.2.2/24 primary
   interface vlan 4 ip address 10.0.4.2 255.255.255.0
   interface vlan 7 ip address 10.0.7.2 /24
   interface vlan 2 magp 1
   interface vlan 2 magp 1 ip virtual-router address 10.0.2.1
   interface vlan 4 vrrp 1 address 10.0.4.1
   interface mgmt0 ip address 192.168.255.241 /29
   no interface mgmt0 dhcp
   no mlag shutdown
   mlag-vip rack1 ip 192.168.255.242 /29 force
   mlag system-mac 00:00:5E:00:01:5D
   spanning-tree mode mst
   spanning-tree port type edge default
   spanning-tree port type edge bpduguard default
   interface mlag-port-channel 1 spanning-tree port type edge
   interface mlag-port-channel 1 spanning-tree bpduguard enable
   interface ethernet 1/3 spanning-tree bpdufilter enable
   dcb priority-flow-control enable force
   dcb priority-flow-control priority 3 enable
   interface ethernet 1/1 dcb priority-flow-control mode on force
   interface ethernet 1/3 dcb priority-flow-control mode off force
   interface ethernet 1/8 flowcontrol receive on force
   interface ethernet 1/8 flowcontrol send off force
   hostname rack1-a
   username admin password 7 $6$abc
`;

const sample = () => readSwitch(readOnyx, SAMPLE);

describe('a running-config', () => {
  test('becomes a switch', () => {
    const { data, problems } = sample();
    expect(problems).toEqual([]);
    expect(data).toEqual({
      kind: 'switch',
      name: 'rack1-a',
      os: 'onyx',
      mlagDomain: 'rack1 192.168.255.242',
      spanningTree: { mode: 'mst', edgeDefault: true, edgeBpduGuardDefault: true },
      vlans: [{ id: 2, name: 'Management' }, { id: 4 }, { id: 7 }],
      portChannels: [
        {
          id: 'mlag-port-channel1',
          name: 'mlag-port-channel1',
          vpc: 1,
          mtu: 9216,
          mode: 'trunk',
          nativeVlan: 4,
          allowedVlans: '2,4,7',
          description: 'hv01 team',
          adminUp: true,
          fallback: true,
          stp: { edge: true, bpduGuard: true },
        },
        { id: 'mlag-port-channel2', name: 'mlag-port-channel2', vpc: 2, mode: 'trunk', allowedVlans: '7' },
        { id: 100, name: 'port-channel100', peerLink: true },
      ],
      ports: [
        {
          name: 'Ethernet1/1',
          speed: '40 Gbps',
          mtu: 9216,
          lag: { id: 'mlag-port-channel1', mode: 'active' },
          pfc: { mode: 'on', priorities: [3] },
        },
        { name: 'Ethernet1/2', speed: '40 Gbps', lag: { id: 'mlag-port-channel2', mode: 'on' } },
        {
          name: 'Ethernet1/3',
          speed: '25 Gbps',
          mode: 'access',
          accessVlan: 7,
          stp: { bpduFilter: true },
          pfc: { mode: 'off' },
        },
        { name: 'Ethernet1/13', lag: { id: 100, mode: 'active' } },
        { name: 'Ethernet1/14', lag: { id: 100, mode: 'active' } },
        { name: 'Ethernet1/4', mode: 'trunk' },
        { name: 'Ethernet1/5', mode: 'trunk', nativeVlan: 1, allowedVlans: '1' },
        { name: 'Ethernet1/6' },
        { name: 'Ethernet1/7', mode: 'routed' },
        {
          name: 'Ethernet1/8',
          adminUp: false,
          mode: 'access',
          accessVlan: 1,
          flowControl: { receive: 'On', send: 'Off' },
        },
        { name: 'Ethernet1/9', adminUp: true, mode: 'access', accessVlan: 1 },
        { name: 'Ethernet1/10/1', description: 'uplink', mode: 'access', accessVlan: 1 },
      ],
      svis: [
        { vlanId: 2, mtu: 9216, ipAddresses: ['10.0.2.2/24'], virtualIpAddresses: ['10.0.2.1'] },
        { vlanId: 4, ipAddresses: ['10.0.4.2/24'], virtualIpAddresses: ['10.0.4.1'] },
        { vlanId: 7, ipAddresses: ['10.0.7.2/24'] },
      ],
    });
  });

  test('has a place for every value', () => {
    const { at, data } = sample();
    expect(at('name')).toBe('rack1-a');
    expect(at('vlans', 0, 'name')).toBe('Management');
    expect(at('portChannels', 0, 'allowedVlans')).toBe('add 7');
    expect(at('portChannels', 0, 'nativeVlan')).toBe('4');
    expect(at('portChannels', 0, 'description')).toBe('hv01 team');
    expect(at('ports', 0, 'mtu')).toBe('9216');
    expect(at('ports', 0, 'lag', 'id')).toBe('1');
    expect(
      at(
        'ports',
        data.ports!.findIndex(({ name }) => name === 'Ethernet1/9'),
        'adminUp',
      ),
    ).toBe('shutdown');
    expect(
      at(
        'ports',
        data.ports!.findIndex(({ name }) => name === 'Ethernet1/10/1'),
        'accessVlan',
      ),
    ).toBe('ethernet 1/10/1');
  });

  test('leaves unknown what it does not say', () => {
    const { data, port, channel } = sample();
    expect(isPartial(data.ports!)).toBe(true);
    expect(isPartial(data.vlans!)).toBe(false);
    expect(unknownOf(port('Ethernet1/4'))).toEqual(['allowedVlans', 'nativeVlan']);
    expect(unknownOf(port('Ethernet1/6'))).toEqual(['mode']);
    expect(unknownOf(channel('mlag-port-channel2'))).toEqual(['nativeVlan']);
    expect(unknownOf(channel(100))).toEqual(['mode']);
  });

  test('without the switch having PFC on leaves it unknown at the port', () => {
    const { port } = readSwitch(readOnyx, 'interface ethernet 1/1 dcb priority-flow-control mode on force\n');
    expect(port('Ethernet1/1')?.pfc).toEqual({});
    expect(unknownOf(port('Ethernet1/1')?.pfc)).toEqual(['mode']);
  });

  test.each([
    ['dcb priority-flow-control mode off force', { mode: 'off' }, []],
    ['no dcb priority-flow-control mode force', { mode: 'off' }, []],
    ['dcb priority-flow-control mode auto force', {}, ['mode']],
  ])('%s', (line, pfc, unknown) => {
    const { port } = readSwitch(
      readOnyx,
      `dcb priority-flow-control enable force\ninterface ethernet 1/1\n   dcb priority-flow-control mode on force\n   ${line}\n`,
    );
    expect(port('Ethernet1/1')?.pfc).toEqual(pfc);
    expect(unknownOf(port('Ethernet1/1')?.pfc)).toEqual(unknown);
  });

  test.each([
    ['roce', { mode: 'on', priorities: [3, 4] }],
    ['roce lossless', { mode: 'on', priorities: [3, 4] }],
    ['roce semi-lossless', {}],
    ['roce lossy', {}],
    ['no roce', {}],
  ])('%s', (line, pfc) => {
    const { port } = readSwitch(
      readOnyx,
      `${line}\ndcb priority-flow-control priority 4 enable\ninterface ethernet 1/1 dcb priority-flow-control mode on force\n`,
    );
    expect(port('Ethernet1/1')?.pfc).toEqual(pfc);
  });

  test('says nothing of PFC on other ports in RoCE mode', () => {
    const text = 'interface ethernet 1/1 dcb priority-flow-control mode off force\ninterface ethernet 1/2 mtu 9216 force\n';
    for (const [line, unknown] of [
      ['roce', ['pfc']],
      ['no roce', []],
    ] as const) {
      const { port } = readSwitch(readOnyx, `${line}\n${text}`);
      expect(port('Ethernet1/1')?.pfc, line).toEqual({ mode: 'off' });
      expect(unknownOf(port('Ethernet1/2')), line).toEqual(unknown);
    }
  });

  test('is read in blocks, as it is typed, and named by its header', () => {
    const { data } = readSwitch(
      readOnyx,
      '## Hostname: rack1-b\nvlan 10\n   name "X"\n   exit\ninterface ethernet 1/1\n   mtu 9216\n   switchport access vlan 10\n   exit\nmtu 1500\n',
    );
    expect(data).toEqual({
      kind: 'switch',
      name: 'rack1-b',
      os: 'onyx',
      vlans: [{ id: 10, name: 'X' }],
      ports: [{ name: 'Ethernet1/1', mtu: 9216, mode: 'access', accessVlan: 10 }],
    });
  });
});

describe('recognition', () => {
  test.each([
    ['the header', SAMPLE],
    ['one line', 'interface ethernet 1/1 switchport mode trunk\n'],
    ['a LAG over two switches', 'vlan 7\ninterface mlag-port-channel 7\n'],
  ])('takes %s', (_what, text) => {
    expect(looksLikeOnyx(text)).toBe(true);
    expect(looksLikeNxOs(text)).toBe(false);
    expect(looksLikeAosCx(text)).toBe(false);
    expect(systemOf(text)).toBeUndefined();
  });

  test.each([
    ['OS10', 'interface ethernet1/1/1\n switchport mode trunk\n'],
    ['NX-OS', 'interface Ethernet1/1\n  switchport mode trunk\n'],
    ['prose', 'Set the interface ethernet port to a higher speed.\n'],
  ])('leaves %s', (_what, text) => {
    expect(looksLikeOnyx(text)).toBe(false);
  });
});

describe('hostile input', () => {
  test('never throws', () => {
    for (const text of spoilt(SAMPLE)) {
      looksLikeOnyx(text);
      readOnyx({ path: 'a.cfg', text });
    }
  }, 30_000);

  test('takes time by its length', () => {
    const texts = [
      Array.from(
        { length: 40_000 },
        (_, i) => `interface ethernet 1/${(i % 400) + 1} switchport hybrid allowed-vlan add ${(i % 4000) + 1}\n`,
      ).join(''),
      'interface ethernet 1/1-1/500 switchport hybrid allowed-vlan add 1-4094\n'.repeat(20_000),
      'vlan 1-4094 name x\n'.repeat(20_000),
      'no interface '.repeat(100_000),
    ];
    const before = performance.now();
    for (const text of texts) {
      looksLikeOnyx(text);
      readOnyx({ path: 'a.cfg', text });
    }
    expect(performance.now() - before).toBeLessThan(15_000);
  }, 30_000);
});
