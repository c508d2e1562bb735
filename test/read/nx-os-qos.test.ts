import { describe, expect, test } from 'vitest';
import { readNxOs } from '#read/dialect/nx-os';
import type { SwitchData } from '#read/generated/documents';
import { validateDocument } from '#read/validate';

function read(lines: readonly string[]) {
  const text = `${lines.join('\n')}\n`;
  const [document] = readNxOs({ path: '/estate/tor1.cfg', text });
  const data = document!.data as SwitchData;
  expect(validateDocument('switch', structuredClone(data), 0, () => undefined)).toEqual([]);
  return {
    data,
    problems: document!.problems ?? [],
    at: (...steps: (string | number)[]) => {
      const { start, end } = document!.rangeOf(steps);
      return text.slice(start, end);
    },
  };
}

describe('gateway addresses', () => {
  const svi = (...lines: string[]) =>
    read(['hostname tor1', 'interface Vlan7', '  ip address 10.0.7.2/24', ...lines.map((line) => `  ${line}`)]);
  const shared = (...lines: string[]) => svi(...lines).data.svis![0]!.virtualIpAddresses;

  test.each<[string, string[], string[] | undefined]>([
    ['HSRP', ['hsrp 7', '  priority 150', '  ip 10.0.7.1'], ['10.0.7.1']],
    ['HSRP with two addresses', ['hsrp 7', '  ip 10.0.7.1', '  ip 10.0.8.1 secondary'], ['10.0.7.1', '10.0.8.1']],
    ['HSRP for IPv6', ['hsrp 7 ipv6', '  ip autoconfig', '  ip 2001:db8:7::1'], ['2001:db8:7::1']],
    ['an address with a subnet of its own', ['hsrp 7', '  ip 192.0.2.1/24'], ['192.0.2.1/24']],
    ['VRRP', ['vrrp 7', '  address 10.0.7.1', '  no shutdown'], ['10.0.7.1']],
    ['VRRPv3', ['vrrpv3 7 address-family ipv4', '  address 10.0.7.1 primary'], ['10.0.7.1']],
    ['two groups', ['hsrp 7', '  ip 10.0.7.1', 'hsrp 8', '  ip 10.0.7.254'], ['10.0.7.1', '10.0.7.254']],
    ['the last address of a group', ['hsrp 7', '  ip 10.0.7.1', '  ip 10.0.7.9'], ['10.0.7.9']],
    ['a second block of a group', ['hsrp 7', '  ip 10.0.7.1', 'mtu 9216', 'hsrp 7', '  ip 10.0.7.9'], ['10.0.7.9']],
    ['a removed address', ['hsrp 7', '  ip 10.0.7.1', '  no ip 10.0.7.1'], undefined],
    ['no address at all', ['hsrp 7', '  ip 10.0.7.1', '  no ip'], undefined],
    ['a removed group', ['hsrp 7', '  ip 10.0.7.1', 'no hsrp 7'], undefined],
    ['a group without an address', ['hsrp version 2', 'hsrp 7', '  ip ', '  preempt'], undefined],
    ['something that is no address', ['hsrp 7', '  ip [VIP]'], undefined],
    ['the other protocol\u2019s word', ['hsrp 7', '  address 10.0.7.1', 'vrrp 7', '  ip 10.0.7.1'], undefined],
  ])('%s', (_what, lines, expected) => {
    const { data } = svi(...lines);
    expect(data.svis![0]!.virtualIpAddresses).toEqual(expected);
    expect(data.svis![0]!.ipAddresses).toEqual(['10.0.7.2/24']);
  });

  test('have their place', () => {
    expect(svi('hsrp 7', '  ip 10.0.7.1').at('svis', 0, 'virtualIpAddresses', 0)).toBe('10.0.7.1');
  });

  test('are not told where an address of the interface itself is not known', () => {
    expect(shared('ip address [SECOND] secondary', 'hsrp 7', '  ip 10.0.9.1')).toBeUndefined();
    expect(shared('ip address dhcp', 'hsrp 7', '  ip 10.0.9.1')).toBeUndefined();
  });

  test('belong to every interface of a range', () => {
    const { data } = read(['hostname tor1', 'interface Vlan7-8', '  vrrp 1', '    address 10.0.7.1']);
    expect(data.svis!.map((s) => s.virtualIpAddresses)).toEqual([['10.0.7.1'], ['10.0.7.1']]);
  });

  test('end with the interface', () => {
    const { data } = read(['hostname tor1', 'interface Vlan7', '  hsrp 7', 'ip 10.0.7.1', 'interface Vlan8', '    ip 10.0.7.1']);
    expect(data.svis).toEqual([{ vlanId: 7 }, { vlanId: 8 }]);
  });
});

describe('queuing policies', () => {
  const QUEUES = [
    'policy-map type queuing OUT',
    '  class type queuing c-out-8q-q7',
    '    priority level 1',
    '  class type queuing c-out-8q-q3',
    '    bandwidth remaining percent 50',
    '    random-detect minimum-threshold 300 kbytes maximum-threshold 300 kbytes drop-probability 100 weight 0 ecn',
    '  class type queuing c-out-8q-q-default',
    '    bandwidth percent 48',
    'policy-map type queuing match-first BUFFERS',
    '  class type queuing RDMA',
    '    pause buffer-size 101920 pause-threshold 46800 resume-threshold 34320',
  ];

  test('say what each class gets', () => {
    const { data, at } = read(['hostname tor1', ...QUEUES]);
    expect(data.qos!.classes).toEqual([
      { type: 'queuing', policy: 'OUT', name: 'c-out-8q-q7', algorithm: 'Strict' },
      { type: 'queuing', policy: 'OUT', name: 'c-out-8q-q3', bandwidthRemainingPercent: 50 },
      { type: 'queuing', policy: 'OUT', name: 'c-out-8q-q-default', bandwidthPercent: 48 },
    ]);
    expect([
      at('qos', 'classes', 1, 'bandwidthRemainingPercent'),
      at('qos', 'classes', 1, 'policy'),
      at('qos', 'classes', 2, 'name'),
    ]).toEqual(['50', 'OUT', 'c-out-8q-q-default']);
  });

  test('without any indent', () => {
    expect(read(['hostname tor1', ...QUEUES.map((line) => line.trim())]).data.qos).toEqual(
      read(['hostname tor1', ...QUEUES]).data.qos,
    );
  });

  test.each([
    ['the last share', ['bandwidth percent 20', 'bandwidth percent 30'], { bandwidthPercent: 30 }],
    ['one sort of share', ['bandwidth percent 20', 'bandwidth remaining percent 30'], { bandwidthRemainingPercent: 30 }],
    ['a removed share', ['priority', 'bandwidth percent 20', 'no bandwidth percent 20'], { algorithm: 'Strict' }],
    ['a removed priority', ['bandwidth percent 20', 'priority', 'no priority'], { bandwidthPercent: 20 }],
    ['a share that is none', ['priority', 'bandwidth percent 101'], { algorithm: 'Strict' }],
  ])('%s counts', (_what, lines, expected) => {
    const { data } = read([
      'hostname tor1',
      'policy-map type queuing OUT',
      '  class type queuing Q',
      ...lines.map((l) => `    ${l}`),
    ]);
    expect(data.qos!.classes).toEqual([{ type: 'queuing', policy: 'OUT', name: 'Q', ...expected }]);
  });

  test('go with their policy', () => {
    expect(read(['hostname tor1', ...QUEUES, 'no policy-map type queuing OUT']).data.qos).toEqual({
      policyMaps: [{ type: 'queuing', name: 'BUFFERS' }],
    });
    expect(
      read(['hostname tor1', ...QUEUES.slice(0, 3), '  no class type queuing c-out-8q-q7']).data.qos!.classes,
    ).toBeUndefined();
  });
});

describe('the policies a switch defines', () => {
  const MAPS = [
    'policy-map type network-qos NQ',
    'policy-map type qos MARK',
    '  class RDMA',
    '    set qos-group 3',
    'policy-map PLAIN',
    'policy-map type queuing OUT',
    'policy-map type control-plane copp-system-policy',
    'no policy-map type qos GONE',
  ];
  const NAMES = [
    { type: 'network-qos', name: 'NQ' },
    { type: 'qos', name: 'MARK' },
    { type: 'qos', name: 'PLAIN' },
    { type: 'queuing', name: 'OUT' },
  ];

  test('are listed', () => {
    const { data, at } = read(['hostname tor1', 'policy-map type qos GONE', ...MAPS]);
    expect(data.qos!.policyMaps).toEqual(NAMES);
    expect(at('qos', 'policyMaps', 1, 'name')).toBe('MARK');
  });

  test.each([
    ['of a text without a hostname', ['interface Ethernet1/1', ...MAPS]],
    ['of one section', ['!Command: show running-config ipqos', 'hostname tor1', ...MAPS]],
    ['where one has no name yet', ['hostname tor1', 'policy-map type qos [NAME]', ...MAPS]],
  ])('are not known %s', (_what, lines) => {
    expect(read(lines).data.qos?.policyMaps).toBeUndefined();
  });
});
