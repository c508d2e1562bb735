import { describe, expect, test } from 'vitest';
import { OS9 } from './switch-samples.ts';
import { everyPlaceIsSaid, growth, readSwitch, survives, variants } from './switch-text.ts';

const read = (text: string) => readSwitch('os9', text);

const EXPECTED = {
  kind: 'switch',
  name: 'tor1',
  os: 'os9',
  mlagDomain: 100,
  stationMoveRefreshArp: true,
  spanningTree: { mode: 'rstp' },
  vlans: [{ id: 1 }, { id: 4, name: 'Reserved' }, { id: 7, name: 'Mgmt' }, { id: 8 }, { id: 12 }],
  svis: [{ vlanId: 7, description: 'Management', adminUp: true, ipAddresses: ['10.0.7.2/24'], virtualIpAddresses: ['10.0.7.1'] }],
  portChannels: [
    { id: 100, name: 'Port-channel 100', description: 'peer', adminUp: true, peerLink: true },
    {
      id: 50,
      name: 'Port-channel 50',
      description: 'hv01 team',
      adminUp: true,
      vpc: 50,
      mode: 'trunk',
      nativeVlan: 8,
      allowedVlans: '7-8',
    },
  ],
  ports: [
    { name: 'TenGigabitEthernet 0/0', adminUp: false, mode: 'access', accessVlan: 4 },
    {
      name: 'TenGigabitEthernet 0/1',
      description: 'hv01 NIC1',
      adminUp: true,
      mtu: 9216,
      mode: 'trunk',
      nativeVlan: 12,
      allowedVlans: '7-8,12',
      flowControl: { receive: 'Off', send: 'Off' },
      stp: { edge: true, bpduGuard: true },
      pfc: { mode: 'on', priorities: [3] },
      servicePolicies: [{ name: 'RDMA' }],
    },
    { name: 'TenGigabitEthernet 0/2', adminUp: true, mode: 'trunk', allowedVlans: '7-8' },
    { name: 'TenGigabitEthernet 0/3', adminUp: true, mode: 'trunk', allowedVlans: '8' },
    { name: 'TenGigabitEthernet 0/4', adminUp: true, mode: 'routed' },
    { name: 'TenGigabitEthernet 0/5', adminUp: true, lag: { id: 50, mode: 'active' } },
    { name: 'TenGigabitEthernet 0/6', adminUp: false },
    { name: 'fortyGigE 0/48', adminUp: true, lag: { id: 100, mode: 'on' } },
    { name: 'fortyGigE 0/52', lag: { id: 100, mode: 'on' } },
  ],
  qos: {
    trust: 'cos',
    classes: [
      { type: 'queuing', policy: 'RDMA', name: 'priority-group 0', bandwidthPercent: 50 },
      { type: 'queuing', policy: 'RDMA', name: 'priority-group 1', bandwidthPercent: 50 },
    ],
  },
};

describe('a configuration as OS9 prints it', () => {
  test('becomes a switch, with the VLANs of its ports', () => {
    const { data, problems, unknown, port, channel, partial } = read(OS9);
    expect(data).toEqual(EXPECTED);
    expect(problems).toEqual([]);
    const vlans = ['accessVlan', 'allowedVlans', 'mode', 'nativeVlan'];
    // The link between the peers carries every VLAN by itself; a map that is not in the text may say anything.
    expect(unknown(channel(100))).toEqual(vlans);
    expect(unknown(port('TenGigabitEthernet 0/2'))).toEqual(['nativeVlan', 'pfc']);
    // VLANs of an interface that is no switchport contradict it.
    expect(unknown(port('TenGigabitEthernet 0/6'))).toEqual(vlans);
    expect(unknown(port('TenGigabitEthernet 0/3'))).toEqual([]);
    expect([data.ports, data.vlans].map(partial)).toEqual([false, false]);
  });

  test('every value has its place', () => {
    everyPlaceIsSaid('os9', OS9);
    const { at, line } = read(OS9);
    expect(at('ports', 1, 'nativeVlan')).toBe('TenGigabitEthernet 0/1');
    expect(OS9.split('\n')[line('ports', 1, 'nativeVlan') - 1]).toBe(' untagged TenGigabitEthernet 0/1');
    expect(at('ports', 1, 'allowedVlans')).toBe('TenGigabitEthernet 0/1-2');
    expect(at('ports', 1, 'pfc', 'priorities')).toBe('0 0 0 1 0 0 0 0');
    expect(at('ports', 4, 'mode')).toBe('TenGigabitEthernet 0/4');
    expect(at('ports', 8, 'lag', 'id')).toBe('port-channel 100');
  });

  // Without indent, `dcb-map` begins a map and is none of the port.
  test.each(variants(OS9).filter(([what]) => what !== 'blanks before interface'))('is the same with %s', (_what, text) => {
    expect(read(text).data).toEqual(EXPECTED);
  });

  test('without any indent', () => {
    const flat = (text: string) => read(text.replaceAll(/^ +/gm, '')).data;
    const plain = OS9.replaceAll(/^ dcb-map .*\n/gm, '');
    const { ports, portChannels, svis } = read(plain).data;
    expect([flat(plain).ports, flat(plain).portChannels, flat(plain).svis]).toEqual([ports, portChannels, svis]);
    expect(flat(OS9).qos).toEqual(EXPECTED.qos);
    expect(flat(OS9).ports!.map((p) => p.mode)).toEqual(ports!.map((p) => p.mode));
  });
});

describe('VLANs of a port', () => {
  const port = (vlans: string, ...lines: string[]) => {
    const found = read(`hostname tor1\ninterface TenGigabitEthernet 0/1\n${lines.map((l) => ` ${l}\n`).join('')}${vlans}`);
    return { found, port: found.data.ports![0]!, unknown: found.unknown(found.data.ports![0]) };
  };

  test('a switchport is in the default VLAN until it is put into others', () => {
    const vlan = 'interface Vlan 7\n no ip address\n';
    expect(port(vlan, 'switchport').port).toEqual({ name: 'TenGigabitEthernet 0/1', mode: 'access', accessVlan: 1 });
    expect(port(`default vlan-id 20\n${vlan}`, 'switchport').port.accessVlan).toBe(20);
    expect(port(`default vlan-id 20\nno default vlan-id\n${vlan}`, 'switchport').port.accessVlan).toBe(1);
    expect(port(`default-vlan disable\n${vlan}`, 'switchport').unknown).toEqual(['accessVlan']);
    expect(port(`${vlan} untagged Te 0/1\n`, 'portmode hybrid', 'switchport').port).toMatchObject({
      mode: 'access',
      accessVlan: 7,
    });
    expect(port(`${vlan} untagged Te 0/1\n no untagged Te 0/1\n`, 'switchport').port).toMatchObject({
      mode: 'access',
      accessVlan: 1,
    });
  });

  test('a text without VLANs, or of which a line about them cannot be read, leaves it open', () => {
    const all = ['accessVlan', 'allowedVlans', 'mode', 'nativeVlan'];
    expect(port('', 'switchport').unknown).toEqual(all);
    expect(port('interface Vlan 7\n tagged <<PORTS>>\n', 'switchport').unknown).toEqual(all);
    const part = read('interface TenGigabitEthernet 0/1\n switchport\ninterface Vlan 7\n tagged TenGigabitEthernet 0/1\n');
    expect(part.unknown(part.data.ports![0])).toEqual(all);
    expect(port('interface Vlan 7\n untagged Te 0/1\ninterface Vlan 8\n untagged Te 0/1\n', 'switchport').unknown).toEqual(all);
  });

  test('ranges keep the slot', () => {
    const { data } = read(
      `hostname a\n${[0, 37, 38, 39].map((n) => `interface TenGigabitEthernet 0/${n}\n switchport\n`).join('')}interface range vlan 7-8 , vlan 10\n tagged TenGigabitEthernet 0/0,37-38\n`,
    );
    expect(data.ports!.map((p) => p.allowedVlans)).toEqual(['7-8,10', '7-8,10', '7-8,10', undefined]);
  });
});

test.each([
  ['TenGigabitEthernet 0/1', ['TenGigabitEthernet 0/1']],
  ['te 0/1', ['TenGigabitEthernet 0/1']],
  ['range tengigabitethernet 0/32 , tengigabitethernet 0/33', ['TenGigabitEthernet 0/32', 'TenGigabitEthernet 0/33']],
  ['range te 0/1-2,5', ['TenGigabitEthernet 0/1', 'TenGigabitEthernet 0/2', 'TenGigabitEthernet 0/5']],
  ['hundredGigE 1/1/1', ['hundredGigE 1/1/1']],
  ['ManagementEthernet 0/0', undefined],
  ['Loopback 0', undefined],
])('interface %s', (line, names) => {
  expect(read(`hostname a\ninterface Vlan 7\ninterface ${line}\n mtu 9216\n`).data.ports?.map((p) => p.name)).toEqual(names);
});

describe('data center bridging', () => {
  const pfc = (map: string) => {
    const found = read(`hostname a\n${map}interface TenGigabitEthernet 0/1\n dcb-map M\n`);
    return { data: found.data, pfc: found.data.ports![0]!.pfc, unknown: found.unknown(found.data.ports![0]) };
  };

  test('priorities are those of the groups with PFC', () => {
    expect(
      pfc(
        'dcb-map M\n priority group 0 bandwidth 90 pfc on\n priority-group 1 strict-priority pfc off\n priority-pgid 1 1 1 0 0 1 1 1\n',
      ),
    ).toMatchObject({
      pfc: { mode: 'on', priorities: [3, 4] },
      data: {
        qos: {
          classes: [
            { name: 'priority-group 0', bandwidthPercent: 90 },
            { name: 'priority-group 1', algorithm: 'Strict' },
          ],
        },
      },
    });
    expect(pfc('dcb-map M\n priority-group 0 bandwidth 100 pfc off\n priority-pgid 0 0 0 0 0 0 0 0\n').pfc).toEqual({
      mode: 'off',
      priorities: [],
    });
  });

  test.each([
    ['a map that is elsewhere', ''],
    ['priorities that are not said', 'dcb-map M\n priority-group 0 bandwidth 100 pfc on\n'],
    ['a group that is not said', 'dcb-map M\n priority-group 0 bandwidth 100 pfc on\n priority-pgid 0 0 0 1 0 0 0 0\n'],
    [
      'bridging that is off',
      'no dcb enable\ndcb-map M\n priority-group 0 bandwidth 100 pfc on\n priority-pgid 0 0 0 0 0 0 0 0\n',
    ],
  ])('nothing is known with %s', (_what, map) => {
    expect(pfc(map)).toMatchObject({ pfc: undefined, unknown: expect.arrayContaining(['pfc']) });
  });
});

test('spanning tree is off until its block says otherwise', () => {
  expect(
    read('hostname a\ninterface Vlan 7\nprotocol spanning-tree rstp\n bridge-priority 0\n').data.spanningTree,
  ).toBeUndefined();
});

test('802.1X takes the whole switch too', () => {
  const enabled = (head: string) =>
    read(`${head}hostname a\ninterface TenGigabitEthernet 0/1\n dot1x authentication\n`).data.ports![0]!.dot1x;
  expect([enabled(''), enabled('dot1x authentication\n')]).toEqual([{}, { enabled: true }]);
});

describe('hostile texts', () => {
  test('end', () => survives('os9', OS9), 20_000);

  test.each([
    ['ports', (i: number) => `interface TenGigabitEthernet ${i >> 5}/${i & 31}\n switchport`],
    ['members', (i: number) => `interface Vlan ${1 + (i % 4094)}\n tagged TenGigabitEthernet 0/1-500`],
    ['channels', (i: number) => `interface Port-channel ${i}\n channel-member TenGigabitEthernet 0/1-500`],
    ['maps', (i: number) => `dcb-map M${i}\n priority-group 0 bandwidth 100 pfc on`],
  ])('time grows with the text: %s', (_what, line) => {
    expect(growth('os9', line, 1500)).toBeLessThan(12);
  });
});
