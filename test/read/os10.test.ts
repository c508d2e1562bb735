import { describe, expect, test } from 'vitest';
import { OS10 } from './switch-samples.ts';
import { everyPlaceIsSaid, growth, readSwitch, survives, variants } from './switch-text.ts';

const read = (text: string) => readSwitch('os10', text);
const port = (...lines: string[]) => {
  const found = read(`hostname tor1\ninterface ethernet1/1/1\n${lines.map((line) => ` ${line}\n`).join('')}`);
  return { ...found, port: found.data.ports![0]! };
};

const EXPECTED = {
  kind: 'switch',
  name: 'tor1',
  os: 'os10',
  mlagDomain: 1,
  spanningTree: { mode: 'rstp' },
  vlans: [{ id: 1 }, { id: 7, name: 'Mgmt' }, { id: 99 }],
  svis: [
    {
      vlanId: 7,
      description: 'Management',
      adminUp: true,
      mtu: 9216,
      ipAddresses: ['10.0.7.2/24'],
      virtualIpAddresses: ['10.0.7.1'],
    },
  ],
  portChannels: [
    {
      id: 10,
      name: 'port-channel10',
      description: 'hv01',
      adminUp: true,
      mode: 'trunk',
      nativeVlan: 99,
      allowedVlans: '7,99,711-712',
      mtu: 9216,
      fallback: true,
      vpc: 10,
      stp: { edge: true },
    },
    { id: 11, name: 'port-channel11', adminUp: true, mode: 'access', accessVlan: 7 },
  ],
  ports: [
    {
      name: 'ethernet1/1/1:1',
      description: 'hv01 NIC1',
      adminUp: true,
      lag: { id: 10, mode: 'active' },
      mtu: 9216,
      flowControl: { receive: 'Off' },
    },
    {
      name: 'ethernet1/1/2',
      adminUp: true,
      mode: 'trunk',
      nativeVlan: 99,
      allowedVlans: '99,711-712',
      mtu: 9216,
      flowControl: { receive: 'Off', send: 'Off' },
      pfc: { mode: 'on' },
      servicePolicies: [
        { type: 'network-qos', direction: 'input', name: 'PFC' },
        { type: 'queuing', direction: 'output', name: 'ETS' },
      ],
      stp: { bpduGuard: true, edge: true },
    },
    { name: 'ethernet1/1/3', adminUp: true, mode: 'trunk', nativeVlan: 99, allowedVlans: '99' },
    { name: 'ethernet1/1/4', adminUp: false, mode: 'access', accessVlan: 1 },
    { name: 'ethernet1/1/5', adminUp: true, mode: 'routed' },
  ],
  qos: {
    trust: 'cos',
    servicePolicies: [{ type: 'network-qos', direction: 'input', name: 'PFC' }],
    policyMaps: [
      { type: 'network-qos', name: 'PFC' },
      { type: 'queuing', name: 'ETS' },
    ],
    classes: [
      { type: 'network-qos', policy: 'PFC', name: 'CM3', noDrop: true, pfcPriority: 3 },
      { type: 'queuing', policy: 'ETS', name: 'Q0', bandwidthPercent: 48 },
      { type: 'queuing', policy: 'ETS', name: 'Q3', bandwidthPercent: 50 },
      { type: 'queuing', policy: 'ETS', name: 'Q7', algorithm: 'Strict' },
    ],
  },
};

describe('a configuration as OS10 prints it', () => {
  test('becomes a switch', () => {
    const { data, problems, partial } = read(OS10);
    expect(data).toEqual(EXPECTED);
    expect(problems).toEqual([]);
    expect([data.ports, data.vlans, data.qos!.policyMaps, data.ports![1]!.servicePolicies].map(partial)).toEqual(
      Array(4).fill(false),
    );
  });

  test('every value has its place', () => {
    everyPlaceIsSaid('os10', OS10);
    const { at, line } = read(OS10);
    expect(at('ports', 1, 'nativeVlan')).toBe('99');
    expect(OS10.split('\n')[line('ports', 1, 'nativeVlan') - 1]).toBe(' switchport access vlan 99');
    expect(at('ports', 1, 'allowedVlans')).toBe('711-712');
    // Without a list, the native VLAN is what is known of it.
    expect(at('ports', 2, 'allowedVlans')).toBe('99');
    expect(at('qos', 'classes', 0, 'noDrop')).toBe('pause');
    expect(at('portChannels', 0, 'vpc')).toBe('10');
  });

  test.each(variants(OS10))('is the same with %s', (_what, text) => {
    expect(read(text).data).toEqual(EXPECTED);
  });

  test('without any indent', () => {
    const flat = read(OS10.replaceAll(/^ +/gm, '')).data;
    expect([flat.ports, flat.portChannels, flat.svis, flat.qos]).toEqual([
      EXPECTED.ports,
      EXPECTED.portChannels,
      EXPECTED.svis,
      EXPECTED.qos,
    ]);
  });
});

describe('VLANs of a port', () => {
  test('a port is an access port of the default VLAN', () => {
    expect(port().port).toEqual({ name: 'ethernet1/1/1', mode: 'access', accessVlan: 1 });
    const other = read(
      'default vlan-id 4093\nhostname tor1\ninterface ethernet1/1/1\ninterface ethernet1/1/2\n switchport mode trunk\n',
    );
    expect(other.data.ports).toEqual([
      { name: 'ethernet1/1/1', mode: 'access', accessVlan: 4093 },
      { name: 'ethernet1/1/2', mode: 'trunk', nativeVlan: 4093, allowedVlans: '4093' },
    ]);
  });

  test('a trunk that takes nothing untagged', () => {
    const { port: p } = port('switchport mode trunk', 'switchport trunk allowed vlan 7', 'no switchport access vlan');
    expect(p).toEqual({ name: 'ethernet1/1/1', mode: 'trunk', allowedVlans: '7' });
    expect(port('switchport mode trunk', 'no switchport access vlan').port.allowedVlans).toBe('none');
  });

  test('whether a second list replaces or extends the first is not certain', () => {
    const twice = port('switchport mode trunk', 'switchport trunk allowed vlan 7', 'switchport trunk allowed vlan 8');
    expect([twice.port.allowedVlans, twice.unknown(twice.port)]).toEqual([undefined, ['allowedVlans']]);
    expect(
      port('switchport mode trunk', 'switchport trunk allowed vlan 7', 'switchport trunk allowed vlan 7').port.allowedVlans,
    ).toBe('1,7');
    expect(
      port('switchport mode trunk', 'switchport trunk allowed vlan 7-9', 'no switchport trunk allowed vlan 8').port.allowedVlans,
    ).toBe('1,7,9');
  });

  test('what cannot be read is unknown', () => {
    const { port: p, unknown } = port(
      'switchport mode trunk',
      'switchport access vlan [N]',
      'switchport trunk allowed vlan [LIST]',
    );
    expect(p).toEqual({ name: 'ethernet1/1/1', mode: 'trunk' });
    expect(unknown(p)).toEqual(['allowedVlans', 'nativeVlan']);
    const mode = port('switchport mode fabric');
    expect([mode.port.mode, mode.unknown(mode.port)]).toEqual([undefined, ['mode']]);
  });

  test('of a member say nothing', () => {
    expect(port('channel-group 10 mode active', 'no switchport').port).toEqual({
      name: 'ethernet1/1/1',
      lag: { id: 10, mode: 'active' },
    });
    expect(port('channel-group 10', 'lacp rate fast').port.lag).toEqual({ id: 10, mode: 'on', rate: 'fast' });
  });
});

test.each([
  ['ethernet1/1/1', ['ethernet1/1/1']],
  ['ethernet 1/1/1', ['ethernet1/1/1']],
  ['range ethernet1/1/1-1/1/3', ['ethernet1/1/1', 'ethernet1/1/2', 'ethernet1/1/3']],
  ['range ethernet1/1/1:1-1/1/1:2,1/1/5', ['ethernet1/1/1:1', 'ethernet1/1/1:2', 'ethernet1/1/5']],
  ['mgmt1/1/1', undefined],
  ['loopback0', undefined],
  ['loopbackloopback0', undefined],
  ['breakout 1/1/1 map 25g-4x', undefined],
  ['virtual-network10', undefined],
])('interface %s', (line, names) => {
  expect(read(`hostname a\ninterface vlan7\ninterface ${line}\n mtu 9216\n`).data.ports?.map((p) => p.name)).toEqual(names);
});

describe('quality of service', () => {
  test('several priorities of a class are more than our language says', () => {
    const { data, unknown } = read(
      'hostname a\npolicy-map type network-qos P\n class C\n  pause buffer-size 50 pause-threshold 30 resume-threshold 10\n  pfc-cos 3-4\n',
    );
    expect(data.qos!.classes).toEqual([{ type: 'network-qos', policy: 'P', name: 'C', noDrop: true }]);
    expect(unknown(data.qos!.classes![0])).toEqual(['pfcPriority']);
  });

  test('policies are all known only of a whole text', () => {
    expect(
      read('interface ethernet1/1/1\npolicy-map type network-qos P\n class C\n  pause\n').data.qos!.policyMaps,
    ).toBeUndefined();
  });

  test('system qos that trusts by another name', () => {
    expect(read('hostname a\ninterface vlan7\nsystem qos\n trust-map dscp D\n').data.qos).toEqual({ trust: 'dscp' });
    expect(read('hostname a\ninterface vlan7\nsystem qos\n ets mode on\n').data.qos).toBeUndefined();
  });
});

test('802.1X takes the whole switch too', () => {
  const enabled = (head: string) =>
    read(`${head}hostname a\ninterface ethernet1/1/1\n dot1x port-control auto\n`).data.ports![0]!.dot1x;
  expect([enabled(''), enabled('dot1x system-auth-control\n')]).toEqual([{}, { enabled: true }]);
});

describe('hostile texts', () => {
  test('end', () => survives('os10', OS10), 20_000);

  test.each([
    ['ports', (i: number) => `interface ethernet1/${i >> 5}/${i & 31}\n switchport mode trunk`],
    ['VLANs', (i: number) => `interface vlan${1 + (i % 4094)}\n no shutdown`],
    ['lists', (i: number) => `interface ethernet1/1/1\n switchport trunk allowed vlan ${1 + (i % 4094)}`],
    ['policies', (i: number) => `policy-map type queuing P${i}\n class C\n  bandwidth percent 5`],
  ])('time grows with the text: %s', (_what, line) => {
    expect(growth('os10', line, 1500)).toBeLessThan(12);
  });
});
