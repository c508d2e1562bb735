import { describe, expect, test } from 'vitest';
import { detectDialect } from '#read/dialect/index';
import { readNxOs } from '#read/dialect/nx-os';
import { looksLikeNxOs } from '#read/dialect/nx-os-recognise';
import type { PortChannelData, PortData, SwitchData } from '#read/generated/documents';
import { readText } from '#read/read-file';
import { validateDocument } from '#read/validate';

type Step = string | number;

/** A text as one switch, with what stands at the place of each value. */
function read(text: string, path = '/estate/switches/tor1.cfg', name?: string) {
  const documents = readNxOs({ path, text }, name);
  expect(documents).toHaveLength(1);
  const [document] = documents;
  const data = document!.data as SwitchData;
  expect(validateDocument('switch', structuredClone(data), 0, () => undefined)).toEqual([]);
  const slice = (steps: Step[], part?: 'key' | 'value') => {
    const { start, end } = document!.rangeOf(steps, part);
    return text.slice(start, end);
  };
  const line = (...steps: Step[]) => text.slice(0, document!.rangeOf(steps).start).split(/\r\n|\n|\r/).length;
  return {
    data,
    problems: document!.problems ?? [],
    at: (...steps: Step[]) => slice(steps),
    key: (...steps: Step[]) => slice(steps, 'key'),
    line,
    port: (name: string): PortData => data.ports!.find((p) => p.name === name)!,
    channel: (id: number): PortChannelData => data.portChannels!.find((p) => p.id === id)!,
  };
}

/** The one port of a text whose lines stand below `interface Ethernet1/1`. */
function port(...lines: string[]) {
  const found = read(`hostname tor1\ninterface Ethernet1/1\n${lines.map((l) => `  ${l}\n`).join('')}`);
  expect(found.data.ports).toHaveLength(1);
  return {
    ...found,
    port: found.data.ports![0]!,
    at: (...steps: Step[]) => found.at('ports', 0, ...steps),
    key: (...steps: Step[]) => found.key('ports', 0, ...steps),
  };
}

function channel(...lines: string[]) {
  const found = read(`hostname tor1\ninterface port-channel10\n${lines.map((l) => `  ${l}\n`).join('')}`);
  return { ...found, channel: found.data.portChannels![0]!, at: (...steps: Step[]) => found.at('portChannels', 0, ...steps) };
}

const names = (text: string) => read(`hostname tor1\n${text}\n  mtu 9216\n`).data.ports?.map((p) => p.name);

describe('recognition', () => {
  const FRAGMENT = 'hostname tor1\ninterface Ethernet1/1\n  switchport mode trunk\n';

  test.each([
    ['a fragment', FRAGMENT],
    ['a fragment of Windows', FRAGMENT.replaceAll('\n', '\r\n')],
    ['without a hostname', 'interface Ethernet1/1\n  switchport access vlan 7\n'],
    ['a feature line and a port', 'feature lacp\n\ninterface Ethernet1/49/1\n  description uplink\n'],
    ['VLANs and a range', 'vlan 7\n  name Mgmt\nvlan 8\ninterface Ethernet 1/1-1/16\n  mtu 9216\n'],
    [
      'what the switch prints',
      '\n!Command: show running-config\n!Time: Wed Mar 16 10:15:54 2016\n\nversion 6.0(2)U6(1)\nhostname TOR1\n',
    ],
    ['a transcript', 'tor1# show running-config interface e1/1\n\ninterface Ethernet1/1\n  switchport mode access\n'],
    ['typed commands', 'tor1(config)# int e1/1\ntor1(config-if)# switchport mode access\n'],
    ['a vPC domain', 'vpc domain 10\n  peer-keepalive destination 10.0.0.2\n'],
    [
      'many lines of access lists',
      `hostname tor1\nfeature bgp\nip access-list a\n${'  10 permit tcp any any eq 22\n'.repeat(50)}`,
    ],
  ])('takes %s', (_what, text) => {
    expect(looksLikeNxOs(text)).toBe(true);
    expect(detectDialect(text)).toBe('nx-os');
  });

  test.each([
    ['EOS', 'hostname leaf1\nvlan 11\ninterface Ethernet1\n   switchport mode trunk\n'],
    ['a part of EOS', FRAGMENT.replace('  ', '   ')],
    ['EOS of a modular switch', `${FRAGMENT}!\ntransceiver qsfp default-mode 4x10G\n`],
    ['EOS with an agent', `daemon TerminAttr\n   no shutdown\n${FRAGMENT}`],
    ['EOS with a device line', `! Command: show running-config\n! device: leaf1 (DCS-7504, EOS-4.30.1F)\n${FRAGMENT}`],
    ['EOS with a VRF', `vrf instance MGMT\n${FRAGMENT}`],
    [
      'EOS port-channels',
      'hostname leaf1\ninterface Port-Channel5\n   switchport mode trunk\ninterface Ethernet5/1\n   channel-group 5 mode active\n',
    ],
    ['OS10', '! Version 10.5.2.3\nhostname tor1\ninterface ethernet1/1/1\n no shutdown\n switchport mode trunk\n'],
    [
      'a part of OS10',
      'hostname tor1\ninterface vlan7\ninterface ethernet1/1/1\n switchport mode trunk\n channel-group 1 mode active\n spanning-tree port type edge\n',
    ],
    ['OS9', 'hostname tor1\ninterface TenGigabitEthernet 0/1\n portmode hybrid\n switchport\n'],
    ['IOS', 'hostname sw1\ninterface GigabitEthernet1/0/1\n switchport mode access\n switchport access vlan 7\n'],
    ['IOS with Ethernet0/1', 'hostname sw1\ninterface Ethernet0/1\n switchport\n switchport mode access\n'],
    [
      'IOS with Ethernet1/0',
      'hostname sw1\ninterface Ethernet1/0\n switchport mode access\ninterface Ethernet1/1\n switchport mode access\n',
    ],
    [
      'IOS with an encapsulation',
      'hostname sw1\ninterface Ethernet1/1\n switchport trunk encapsulation dot1q\n switchport mode trunk\n',
    ],
    ['AOS-CX', 'hostname sw1\nvlan 1\nvlan 2\ninterface 1/1/1\n    no shutdown\n    no routing\n    vlan access 2\n'],
    ['AOS-CX lag', 'hostname sw1\nvlan 2\ninterface lag 1 multi-chassis\n    vlan trunk native 1\n'],
    ['Onyx', 'hostname sw1\nvlan 7\ninterface ethernet 1/1 switchport mode trunk\nvlan 8\n'],
    ['SONiC', '{\n  "PORT": { "Ethernet0": { "mtu": "9100" } },\n  "hostname": "tor1"\n}\n'],
    ['Junos', 'set interfaces xe-0/0/0 unit 0 family ethernet-switching\nset vlans v7 vlan-id 7\n'],
    ['our YAML', '---\nkind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, mode: trunk }\n'],
    ['nginx', 'server {\n  listen 80;\n  server_name example.com;\n  location / { root /srv; }\n}\n'],
    ['an ini file', '[interface]\nname = Ethernet1/1\nvlan = 7\n'],
    ['netplan notes', 'interface eth0 up\nvlan 7 missing\n'],
    ['a log', 'Mar 16 10:15:54 tor1 %ETHPORT-5-IF_UP: Interface Ethernet1/1 is up in mode trunk\n'.repeat(50)],
    [
      'a report in prose',
      `The switch has a problem.\n${'Nobody knows why it does what it does.\n'.repeat(30)}interface Ethernet1/1\nhostname tor1\n`,
    ],
    ['a template', `{% for port in ports %}\n${FRAGMENT}{% endfor %}\n`],
    ['nothing', ''],
  ])('leaves %s', (_what, text) => {
    expect(looksLikeNxOs(text)).toBe(false);
  });

  test('looks at the head of huge texts only', () => {
    expect(looksLikeNxOs(`${FRAGMENT}${'! padding padding\n'.repeat(10_000)}interface GigabitEthernet0/1\n`)).toBe(true);
    expect(looksLikeNxOs(`${'! padding padding\n'.repeat(10_000)}${FRAGMENT}`)).toBe(false);
    expect(looksLikeNxOs('a'.repeat(5_000_000))).toBe(false);
    // The cut goes through a line here, of which a part would be another system's.
    const begun = 'interface Ethernet1';
    const before = `${FRAGMENT}!`;
    const text = `${before}${' '.repeat(65_536 - before.length - begun.length - 1)}\n${begun}/2\n`;
    expect(text.slice(0, 65_536).endsWith(`\n${begun}`)).toBe(true);
    expect(looksLikeNxOs(text)).toBe(true);
  });

  test('is how a file becomes a document', async () => {
    const found = await readText({ path: '/estate/tor1.cfg', text: FRAGMENT });
    expect(found.syntax).toBe('nx-os');
    expect(found.problems).toEqual([]);
    expect(found.documents.map((d) => (d.data as SwitchData).name)).toEqual(['tor1']);
  });
});

describe('the switch', () => {
  test('has its name from hostname, else from the caller, else from the file', () => {
    const { data, at, key } = read('switchname old\nhostname tor1.contoso.com\nvlan 7\n');
    expect(data).toMatchObject({ kind: 'switch', name: 'tor1.contoso.com', os: 'nx-os' });
    expect([at('name'), key('name')]).toEqual(['tor1.contoso.com', 'hostname']);
    expect(read('vlan 7\n', '/a/tor2.running.cfg').data.name).toBe('tor2.running');
    expect(read('vlan 7\n', '/a/tor2').data.name).toBe('tor2');
    expect(read('vlan 7\n', '/a/tor2.cfg', 'given').data.name).toBe('given');
    expect(read('vlan 7\n').at('name')).toBe('');
  });

  test('is none when the text says nothing of one', () => {
    expect(readNxOs({ path: '/a/b.txt', text: 'Nothing to see here.\n! vlan 7\n' })).toEqual([]);
    expect(readNxOs({ path: '/a/b.txt', text: '' })).toEqual([]);
  });

  test('is one when the text says everything three times, and the last word counts', () => {
    const once = 'hostname tor1\nvlan 7\ninterface Ethernet1/1\n  mtu 1500\n';
    const { data, line } = read(`${once}${once}${once.replace('1500', '9216')}`);
    expect(data.vlans).toHaveLength(1);
    expect(data.ports).toEqual([{ name: 'Ethernet1/1', mtu: 9216 }]);
    expect([line('ports', 0, 'mtu'), line('ports', 0, 'name'), line('name')]).toEqual([12, 11, 9]);
  });

  test('is two when two configurations follow each other', () => {
    const text =
      'hostname tor1\ninterface Ethernet1/1\n  mtu 1500\nhostname tor2\ninterface Ethernet1/2\n  mtu 9216\nhostname TOR1\ninterface Ethernet1/3\n';
    const documents = readNxOs({ path: '/a/b.cfg', text }).map((d) => d.data as SwitchData);
    expect(documents.map((d) => [d.name, d.ports?.map((p) => p.name)])).toEqual([
      ['TOR1', ['Ethernet1/1', 'Ethernet1/3']],
      ['tor2', ['Ethernet1/2']],
    ]);
    // A switch that is only renamed stays one.
    expect(read('hostname old\nhostname new\nvlan 7\n').data.name).toBe('new');
  });

  test('has a vPC domain and spanning tree', () => {
    const { data, at, key } = read(
      'hostname tor1\nvlan dot1q tag native\nvpc domain 10\n  role priority 100\n  shutdown\nspanning-tree mode rapid-pvst\nspanning-tree port type edge bpduguard default\nspanning-tree port type edge default\n',
    );
    expect(data.mlagDomain).toBe(10);
    expect([at('mlagDomain'), key('mlagDomain')]).toEqual(['10', 'vpc domain']);
    expect(data.spanningTree).toEqual({ mode: 'rapid-pvst', edgeDefault: true, edgeBpduGuardDefault: true });
    expect(data.tagNativeVlan).toBe(true);
    const tag = 'hostname tor1\nvlan dot1q tag native exclude control\ninterface Ethernet1/1\n  switchport mode trunk\n';
    expect(read(tag).data.tagNativeVlan).toBe(true);
    // For some trunks only there is no word.
    expect(read(`${tag}  no switchport trunk native vlan tag\n`).data.tagNativeVlan).toBeUndefined();
    expect(read(`${tag}  no switchport trunk native vlan tag\n  switchport trunk native vlan tag\n`).data.tagNativeVlan).toBe(
      true,
    );
    expect(read('hostname tor1\nvlan dot1q tag native fabricpath\n').data.tagNativeVlan).toBeUndefined();
    expect(read('hostname tor1\nno vlan dot1q tag native\n').data.tagNativeVlan).toBe(false);
    expect(at('spanningTree', 'mode')).toBe('rapid-pvst');
    expect(at('spanningTree', 'edgeBpduGuardDefault')).toBe('spanning-tree port type edge bpduguard default');
    expect(read('hostname tor1\nno spanning-tree port type edge bpduguard default\n').data.spanningTree).toEqual({
      edgeBpduGuardDefault: false,
    });
    expect(read('hostname tor1\nvpc domain 10\nno vpc domain 10\n').data.mlagDomain).toBeUndefined();
  });

  test('defines VLANs', () => {
    const { data, at, key } = read(
      'vlan 1,7-9\nvlan 7\n  name Management\nvlan 8\n  name Storage 1\n  shutdown\nvlan 9\n  state suspend\n  no shutdown\nvlan 10\n  name old\n  no name\nno vlan 1\nvlan configuration 20\nvlan 4095\nvlan access-map x 10\n',
    );
    expect(data.vlans).toEqual([
      { id: 7, name: 'Management' },
      { id: 8, name: 'Storage 1', state: 'shutdown' },
      { id: 9, state: 'suspend' },
      { id: 10 },
    ]);
    expect([at('vlans', 0, 'id'), key('vlans', 0, 'id'), at('vlans', 0, 'name')]).toEqual(['7', 'vlan', 'Management']);
    expect([at('vlans', 1, 'name'), at('vlans', 1, 'state')]).toEqual(['Storage 1', 'shutdown']);
    expect(at('vlans', 3, 'name')).toBe('10');
    expect(read('vlan 1-4,6\n').at('vlans', 2, 'id')).toBe('1-4,6');
    const states = read(
      'vlan 7\n  shutdown\n  no shutdown\nvlan 8\n  state suspend\n  no state\nvlan 9\n  state active\nvlan 10\n  state odd\n',
    );
    expect(states.data.vlans?.map((v) => v.state)).toEqual(['active', undefined, 'active', undefined]);
    expect(states.at('vlans', 0, 'state')).toBe('no shutdown');
  });

  test('has routed VLAN interfaces', () => {
    const { data, at, key } = read(
      [
        'hostname tor1',
        'interface vlan 7',
        '  description Management',
        '  mtu 9216',
        '  no shutdown',
        '  ip address 10.0.1.1/24',
        '  ip address 10.0.3.2 255.255.255.192',
        '  ip address 10.0.4.2/24 secondary',
        '  ipv6 address 2001:db8::1/64',
        '  hsrp 1',
        '    ip 10.0.3.1',
        '    mtu 1400',
        '    description virtual',
        '  ip dhcp relay address 10.0.2.10',
        'interface Vlan8',
        '  shutdown',
        '  ip address 10.0.5.5',
        'interface Vlan9',
        'no interface Vlan9',
        'interface Vlan5000',
        '  shutdown',
      ].join('\n'),
    );
    expect(data.svis).toEqual([
      {
        vlanId: 7,
        description: 'Management',
        adminUp: true,
        mtu: 9216,
        ipAddresses: ['10.0.3.2/26', '10.0.4.2/24', '2001:db8::1/64'],
        virtualIpAddresses: ['10.0.3.1'],
      },
      { vlanId: 8, adminUp: false },
    ]);
    expect([
      at('svis', 0, 'vlanId'),
      at('svis', 0, 'ipAddresses', 0),
      at('svis', 0, 'ipAddresses', 1),
      at('svis', 0, 'ipAddresses', 2),
    ]).toEqual(['vlan 7', '10.0.3.2 255.255.255.192', '10.0.4.2/24', '2001:db8::1/64']);
    expect([at('svis', 1, 'mtu'), key('svis', 0, 'mtu')]).toEqual(['Vlan8', 'mtu']);
    expect(data.ports).toBeUndefined();
  });

  test('has QoS policies and lossless classes', () => {
    const { data, at, key } = read(
      [
        'policy-map type network-qos NQ',
        '  class type network-qos RDMA',
        '    pause pfc-cos 3',
        '    mtu 9216',
        '  class type network-qos class-default',
        '    mtu 1500',
        '    no mtu 1500',
        '  class type network-qos SMALL',
        '    mtu 20',
        'policy-map type network-qos OLD',
        '  class type network-qos RDMA',
        '    pause no-drop',
        '    mtu 2240',
        'policy-map type queuing IN',
        '  class type queuing RDMA',
        '    pause buffer-size 101920 pause-threshold 46800 resume-threshold 34320',
        'system qos',
        '  service-policy type qos input MARK',
        '  service-policy type queuing output OLD-OUT',
        '  service-policy type network-qos NQ',
        '  service-policy type queuing output OUT',
        '  service-policy input LAST',
      ].join('\n'),
      '/a/tor1.cfg',
    );
    expect(data.qos).toEqual({
      servicePolicies: [
        { type: 'network-qos', name: 'NQ' },
        { type: 'queuing', direction: 'output', name: 'OUT' },
        { type: 'qos', direction: 'input', name: 'LAST' },
      ],
      classes: [
        { policy: 'NQ', name: 'RDMA', noDrop: true, pfcPriority: 3, mtu: 9216 },
        { policy: 'NQ', name: 'class-default' },
        { policy: 'NQ', name: 'SMALL' },
        { policy: 'OLD', name: 'RDMA', noDrop: true, mtu: 2240 },
      ],
    });
    expect([at('qos', 'classes', 0, 'mtu'), at('qos', 'classes', 0, 'pfcPriority'), at('qos', 'classes', 3, 'noDrop')]).toEqual([
      '9216',
      '3',
      'no-drop',
    ]);
    expect([at('qos', 'servicePolicies', 0, 'name'), key('qos', 'servicePolicies', 0, 'name')]).toEqual(['NQ', 'service-policy']);
    expect(at('qos', 'classes', 1, 'mtu')).toBe('class-default');
  });
});

describe('names of interfaces', () => {
  test.each([
    ['interface Ethernet1/1', ['Ethernet1/1']],
    ['interface Ethernet 1/1', ['Ethernet1/1']],
    ['interface ethernet1/01', ['Ethernet1/1']],
    ['int e1/1', ['Ethernet1/1']],
    ['interf Eth1/1', ['Ethernet1/1']],
    ['interface Ethernet1/1-3', ['Ethernet1/1', 'Ethernet1/2', 'Ethernet1/3']],
    ['interface Ethernet 1/1-1/3', ['Ethernet1/1', 'Ethernet1/2', 'Ethernet1/3']],
    ['interface Ethernet1/1 - 2', ['Ethernet1/1', 'Ethernet1/2']],
    ['interface Ethernet1/1, Ethernet1/3-4', ['Ethernet1/1', 'Ethernet1/3', 'Ethernet1/4']],
    ['interface Ethernet1/1,1/3', ['Ethernet1/1', 'Ethernet1/3']],
    ['interface Ethernet1/3/1-2', ['Ethernet1/3/1', 'Ethernet1/3/2']],
    ['interface Ethernet101/1/1', ['Ethernet101/1/1']],
    ['interface Ethernet1/1.100', undefined],
    ['interface Ethernet1/3-1', undefined],
    ['interface Ethernet1/1-2/4', undefined],
    ['interface mgmt0', undefined],
    ['interface loopbackloopback0', undefined],
    ['interface breakout module 1 port 1-4 map 10g-4x', undefined],
    ['interface GigabitEthernet1/1', undefined],
  ])('%s', (line, expected) => {
    expect(names(line)).toEqual(expected);
  });

  test('a range gives its settings to all and is the place of each name', () => {
    const { data, at, key } = read('hostname tor1\ninterface Ethernet 1/1-1/2\n  mtu 9216\ninterface Ethernet1/2\n  mtu 1500\n');
    expect(data.ports).toEqual([
      { name: 'Ethernet1/1', mtu: 9216 },
      { name: 'Ethernet1/2', mtu: 1500 },
    ]);
    expect([at('ports', 0, 'name'), at('ports', 0, 'mtu'), key('ports', 0, 'name')]).toEqual([
      'Ethernet 1/1-1/2',
      '9216',
      'interface',
    ]);
    expect([at('ports', 1, 'name'), at('ports', 1, 'mtu'), at('ports', 1, 'speed'), at('ports', 1)]).toEqual([
      'Ethernet1/2',
      '1500',
      'Ethernet1/2',
      'Ethernet1/2',
    ]);
  });

  test('ports and port-channels share a line', () => {
    const { data } = read('hostname tor1\ninterface Ethernet1/1, port-channel 10-11, po12\n  mtu 9216\n');
    expect(data.ports).toEqual([{ name: 'Ethernet1/1', mtu: 9216 }]);
    expect(data.portChannels?.map((c) => [c.id, c.name, c.mtu])).toEqual([
      [10, 'port-channel10', 9216],
      [11, 'port-channel11', 9216],
      [12, 'port-channel12', 9216],
    ]);
  });

  test('absurd ranges are left out and told once', () => {
    const { data, problems } = read(
      'hostname tor1\ninterface Ethernet1/1-99999999\n  mtu 9216\ninterface Ethernet1/1-513\ninterface Ethernet1/7\n',
    );
    expect(data.ports).toEqual([{ name: 'Ethernet1/7' }]);
    expect(problems.map((p) => [p.rule, p.message])).toEqual([
      ['reading/limit', 'more than 512 interfaces in one line; hvlint does not read them'],
    ]);
    expect(read('hostname tor1\ninterface Ethernet1/1-512\n').data.ports).toHaveLength(512);
  });

  test('ranges that are repeated endlessly come to an end', () => {
    const { data, problems } = read(
      `hostname tor1\n${'interface Ethernet1/1-512\n  mtu 9216\n  speed 10000\n'.repeat(1000)}interface Ethernet1/1\n  mtu 1500\n`,
    );
    expect(data.ports?.[0]).toMatchObject({ mtu: 1500, speed: '10 Gbps' });
    expect(problems.map((p) => p.message)).toEqual(['ranges that stand for more than 1000000 things; hvlint does not read them']);
  });
});

describe('switchport', () => {
  test('a trunk with everything written', () => {
    const {
      port: trunk,
      at,
      key,
    } = port('switchport mode trunk', 'switchport trunk native vlan 12', 'switchport trunk allowed vlan 7-12,20');
    expect(trunk).toEqual({ name: 'Ethernet1/1', mode: 'trunk', nativeVlan: 12, allowedVlans: '7-12,20' });
    expect([at('mode'), at('nativeVlan'), at('allowedVlans')]).toEqual(['trunk', '12', '7-12,20']);
    expect([key('mode'), key('nativeVlan'), key('allowedVlans')]).toEqual([
      'switchport mode',
      'switchport trunk native vlan',
      'switchport trunk allowed vlan',
    ]);
  });

  test('a trunk carries all VLANs and VLAN 1 untagged unless it says otherwise', () => {
    const { port: trunk, at } = port('switchport mode trunk');
    expect(trunk).toEqual({ name: 'Ethernet1/1', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all' });
    expect([at('allowedVlans'), at('nativeVlan'), at('accessVlan')]).toEqual(['trunk', 'trunk', 'Ethernet1/1']);
  });

  test('an access port is in VLAN 1 unless it says otherwise', () => {
    const { port: access, at } = port('switchport mode access');
    expect(access).toEqual({ name: 'Ethernet1/1', mode: 'access', accessVlan: 1 });
    expect(at('accessVlan')).toBe('access');
    expect(port('switchport mode access', 'switchport access vlan 7').port.accessVlan).toBe(7);
    expect(port('switchport access vlan 7', 'switchport mode access').at('accessVlan')).toBe('7');
  });

  test.each([
    [['7,6,201-203'], '6-7,201-203', '7,6,201-203'],
    [['7, 8 , 9'], '7-9', '7, 8 , 9'],
    [['7-9', 'add 20,21'], '7-9,20-21', '20,21'],
    [['7-9', 'remove 8'], '7,9', '8'],
    [['7-9', 'add 20', 'remove 7-9'], '20', '7-9'],
    [['7-9', 'remove 7-9'], 'none', '7-9'],
    [['except 1-4000'], '4001-4094', '1-4000'],
    [['7', 'all'], 'all', 'all'],
    [['7', 'none'], 'none', 'none'],
    [['1-4094'], 'all', '1-4094'],
    [['remove 2-4094'], '1', '2-4094'],
    [['none', 'add 7'], '7', '7'],
  ])('allowed vlan %j', (lists, expected, place) => {
    const { port: trunk, at } = port('switchport mode trunk', ...lists.map((l) => `switchport trunk allowed vlan ${l}`));
    expect([trunk.allowedVlans, at('allowedVlans')]).toEqual([expected, place]);
  });

  test('a list that is no list leaves it open what passes', () => {
    for (const list of ['7,abc', '9-7', '5000', '0', '7 8', ''])
      expect(port('switchport mode trunk', `switchport trunk allowed vlan ${list}`).port.allowedVlans).toBeUndefined();
  });

  test('additions alone say nothing without the trunk they add to', () => {
    expect(port('switchport trunk allowed vlan add 7').port).toEqual({ name: 'Ethernet1/1' });
    expect(port('switchport trunk allowed vlan 8', 'switchport trunk allowed vlan add 7').port).toEqual({
      name: 'Ethernet1/1',
      allowedVlans: '7-8',
    });
  });

  test('`no` brings defaults back', () => {
    const { port: trunk, at } = port(
      'switchport mode trunk',
      'switchport trunk allowed vlan 7',
      'switchport trunk native vlan 7',
      'no switchport trunk allowed vlan',
      'no switchport trunk native vlan',
    );
    expect(trunk).toEqual({ name: 'Ethernet1/1', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all' });
    expect(at('allowedVlans')).toBe('trunk');
    expect(port('switchport', 'switchport mode trunk', 'no switchport mode').port).toEqual({
      name: 'Ethernet1/1',
      mode: 'access',
      accessVlan: 1,
    });
    expect(port('switchport mode access', 'switchport access vlan 7', 'default switchport access vlan').port.accessVlan).toBe(1);
  });

  test('a routed port', () => {
    const { port: routed, at } = port('switchport mode trunk', 'switchport trunk allowed vlan 7', 'no switchport', 'mtu 9100');
    expect(routed).toEqual({ name: 'Ethernet1/1', mode: 'routed', mtu: 9100 });
    expect(at('mode')).toBe('no switchport');
    expect(port('no switchport', 'switchport').port.mode).toBe('access');
    expect(port('no switchport', 'switchport mode trunk').port.mode).toBe('trunk');
  });

  test('whether a port is layer 2 is known only where something says so', () => {
    expect(port('mtu 9216').port.mode).toBeUndefined();
    expect(port('switchport').port).toEqual({ name: 'Ethernet1/1', mode: 'access', accessVlan: 1 });
    expect(port('switchport').at('accessVlan')).toBe('switchport');
    expect(port('switchport access vlan 7').port).toEqual({ name: 'Ethernet1/1', mode: 'access', accessVlan: 7 });
    expect(port('switchport trunk allowed vlan 7').port).toEqual({ name: 'Ethernet1/1', allowedVlans: '7' });
    expect(port('no switchport access vlan').port.mode).toBeUndefined();
    expect(
      read('version 15.2\nhostname tor1\ninterface Ethernet1/1\n  switchport trunk allowed vlan 7\n').data.ports?.[0]?.mode,
    ).toBeUndefined();
    // What the switch printed is complete: there the missing mode is access.
    const printed = read(
      'version 9.3(5) Bios:version 05.45\nhostname tor1\ninterface Ethernet1/1\n  switchport trunk allowed vlan 7\ninterface Ethernet1/2\n',
    );
    expect(printed.data.ports).toEqual([
      { name: 'Ethernet1/1', mode: 'access', accessVlan: 1, allowedVlans: '7' },
      { name: 'Ethernet1/2' },
    ]);
  });

  test('system default switchport makes ports layer 2, and with shutdown down', () => {
    const text =
      'hostname tor1\nsystem default switchport\nsystem default switchport shutdown\ninterface port-channel1\ninterface Ethernet1/1\ninterface Ethernet1/2\n  switchport mode trunk\n  no shutdown\ninterface Ethernet1/3\n  no switchport\ninterface Ethernet1/4\n  channel-group 1 mode active\n';
    const { data, at, port: of } = read(text);
    expect(of('Ethernet1/1')).toEqual({ name: 'Ethernet1/1', adminUp: false, mode: 'access', accessVlan: 1 });
    expect([at('ports', 0, 'mode'), at('ports', 0, 'adminUp')]).toEqual(['Ethernet1/1', 'Ethernet1/1']);
    expect(of('Ethernet1/2')).toMatchObject({ adminUp: true, mode: 'trunk' });
    expect(of('Ethernet1/3')).toEqual({ name: 'Ethernet1/3', mode: 'routed' });
    expect(of('Ethernet1/4')).toEqual({ name: 'Ethernet1/4', lag: { id: 1, mode: 'active' } });
    expect(data.portChannels).toEqual([{ id: 1, name: 'port-channel1' }]);
    const only = read(
      'hostname tor1\nsystem default switchport shutdown\ninterface Ethernet1/1\ninterface Ethernet1/2\n  switchport mode access\n',
    );
    expect(only.data.ports).toEqual([
      { name: 'Ethernet1/1' },
      { name: 'Ethernet1/2', adminUp: false, mode: 'access', accessVlan: 1 },
    ]);
    expect(
      read('hostname tor1\nsystem default switchport\nno system default switchport\ninterface Ethernet1/1\n').data.ports,
    ).toEqual([{ name: 'Ethernet1/1' }]);
  });

  test('other modes are none of ours', () => {
    for (const mode of ['fex-fabric', 'dot1q-tunnel', 'private-vlan host'])
      expect(port('switchport', `switchport mode ${mode}`, 'switchport access vlan 7').port).toEqual({ name: 'Ethernet1/1' });
    expect(port('switchport', 'switchport monitor').port).toEqual({ name: 'Ethernet1/1' });
    expect(port('switchport mode trunk', 'switchport trunk native vlan tag exclude control').port.nativeVlan).toBe(1);
  });

  test('a profile may set what the port does not', () => {
    expect(port('inherit port-profile HOSTS', 'switchport').port).toEqual({ name: 'Ethernet1/1' });
    expect(port('inherit port-profile HOSTS', 'switchport', 'no inherit port-profile').port.mode).toBe('access');
    expect(port('inherit port-profile HOSTS', 'switchport mode trunk').port).toEqual({ name: 'Ethernet1/1', mode: 'trunk' });
    expect(
      read('hostname tor1\nport-profile type ethernet HOSTS\n  switchport mode trunk\n  mtu 9216\ninterface Ethernet1/1\n').data
        .ports,
    ).toEqual([{ name: 'Ethernet1/1' }]);
  });
});

describe('settings of ports', () => {
  test.each<[string[], Partial<PortData>, [Step[], string, string]]>([
    [
      ['description SERVER_hv01 NIC 1 '],
      { description: 'SERVER_hv01 NIC 1' },
      [['description'], 'SERVER_hv01 NIC 1', 'description'],
    ],
    [['shutdown'], { adminUp: false }, [['adminUp'], 'shutdown', 'shutdown']],
    [['no shutdown'], { adminUp: true }, [['adminUp'], 'no shutdown', 'shutdown']],
    [['shutdown', 'no shut'], { adminUp: true }, [['adminUp'], 'no shut', 'shut']],
    [['mtu 9216'], { mtu: 9216 }, [['mtu'], '9216', 'mtu']],
    [['speed 10000'], { speed: '10 Gbps' }, [['speed'], '10000', 'speed']],
    [['speed 2500'], { speed: '2.5 Gbps' }, [['speed'], '2500', 'speed']],
    [['speed 100'], { speed: '100 Mbps' }, [['speed'], '100', 'speed']],
    [['spanning-tree port type edge'], { stp: { edge: true } }, [['stp', 'edge'], 'edge', 'spanning-tree port type']],
    [['spanning-tree port type edge trunk'], { stp: { edge: true } }, [['stp', 'edge'], 'edge trunk', 'spanning-tree port type']],
    [['spanning-tree port type network'], { stp: { edge: false } }, [['stp', 'edge'], 'network', 'spanning-tree port type']],
    [['spanning-tree port type normal'], { stp: { edge: false } }, [['stp', 'edge'], 'normal', 'spanning-tree port type']],
    [
      ['spanning-tree bpduguard enable'],
      { stp: { bpduGuard: true } },
      [['stp', 'bpduGuard'], 'enable', 'spanning-tree bpduguard'],
    ],
    [
      ['spanning-tree bpduguard disable'],
      { stp: { bpduGuard: false } },
      [['stp', 'bpduGuard'], 'disable', 'spanning-tree bpduguard'],
    ],
    [
      ['spanning-tree bpdufilter enable'],
      { stp: { bpduFilter: true } },
      [['stp', 'bpduFilter'], 'enable', 'spanning-tree bpdufilter'],
    ],
    [
      ['spanning-tree bpdufilter disable'],
      { stp: { bpduFilter: false } },
      [['stp', 'bpduFilter'], 'disable', 'spanning-tree bpdufilter'],
    ],
    [['priority-flow-control mode on send-tlv'], { pfc: { mode: 'on' } }, [['pfc', 'mode'], 'on', 'priority-flow-control mode']],
    [['priority-flow-control mode auto'], { pfc: { mode: 'auto' } }, [['pfc', 'mode'], 'auto', 'priority-flow-control mode']],
    [['flowcontrol receive on'], { flowControl: { receive: 'On' } }, [['flowControl', 'receive'], 'on', 'flowcontrol receive']],
    [['flowcontrol send off'], { flowControl: { send: 'Off' } }, [['flowControl', 'send'], 'off', 'flowcontrol send']],
    [['dot1x port-control auto'], { dot1x: { enabled: true } }, [['dot1x', 'enabled'], 'auto', 'dot1x port-control']],
    [
      ['dot1x pae authenticator', 'dot1x port-control force-authorized'],
      { dot1x: { enabled: false } },
      [['dot1x', 'enabled'], 'force-authorized', 'dot1x port-control'],
    ],
    [
      ['dot1x pae authenticator'],
      { dot1x: { enabled: true } },
      [['dot1x', 'enabled'], 'dot1x pae authenticator', 'dot1x pae authenticator'],
    ],
    [
      ['ip verify source dhcp-snooping-vlan'],
      { security: { ipSourceGuard: true } },
      [['security', 'ipSourceGuard'], 'ip verify source dhcp-snooping-vlan', 'ip verify source dhcp-snooping-vlan'],
    ],
    [
      ['switchport port-security maximum 5'],
      { security: { maxMac: 5 } },
      [['security', 'maxMac'], '5', 'switchport port-security maximum'],
    ],
    [
      ['switchport port-security'],
      { security: { maxMac: 1 } },
      [['security', 'maxMac'], 'switchport port-security', 'switchport port-security'],
    ],
    [['switchport port-security maximum 5 vlan 7'], {}, [['security', 'maxMac'], 'Ethernet1/1', 'Ethernet1/1']],
    [['ip arp inspection trust'], {}, [['security', 'dai'], 'Ethernet1/1', 'Ethernet1/1']],
  ])('%j', (lines, expected, [path, place, keyword]) => {
    const { port: found, at, key } = port(...lines);
    expect(found).toEqual({ name: 'Ethernet1/1', ...expected });
    expect([at(...path), key(...path)]).toEqual([place, keyword]);
  });

  test.each([
    'description x',
    'shutdown',
    'mtu 9216',
    'speed 10000',
    'spanning-tree port type edge',
    'spanning-tree bpduguard enable',
    'spanning-tree bpdufilter enable',
    'priority-flow-control mode on',
    'flowcontrol receive on',
    'dot1x port-control auto',
    'dot1x pae authenticator',
    'ip verify source dhcp-snooping-vlan',
    'switchport port-security',
    'switchport port-security maximum 5',
    'channel-group 5 mode active',
    'service-policy type qos input X',
  ])('default %s undoes it', (line) => {
    const left = port(line, `default ${line}`).port;
    expect(port(line).port).not.toEqual({ name: 'Ethernet1/1' });
    expect(left).toEqual({ name: 'Ethernet1/1' });
  });

  test('undoing needs no value', () => {
    const lines = [
      'description x',
      'mtu 9216',
      'speed 10000',
      'channel-group 5 mode active',
      'spanning-tree port type edge',
      'spanning-tree bpduguard enable',
      'priority-flow-control mode on',
    ];
    const undo = [
      'no description',
      'no mtu',
      'no speed',
      'no channel-group',
      'no spanning-tree port type',
      'no spanning-tree bpduguard',
      'no priority-flow-control mode',
    ];
    expect(port(...lines, ...undo).port).toEqual({ name: 'Ethernet1/1' });
  });

  test('edge alone has no effect on a trunk', () => {
    const { port: found, at } = port('switchport mode trunk', 'spanning-tree port type edge');
    expect(found.stp).toEqual({ edge: false });
    expect(at('stp', 'edge')).toBe('edge');
    expect(port('switchport mode access', 'spanning-tree port type edge').port.stp).toEqual({ edge: true });
    expect(port('switchport mode trunk', 'spanning-tree port type edge trunk').port.stp).toEqual({ edge: true });
    // What is missing beside it is the port's matter.
    expect(at('stp', 'bpduGuard')).toBe('Ethernet1/1');
    expect(port('switchport host').port).toEqual({ name: 'Ethernet1/1', mode: 'access', accessVlan: 1, stp: { edge: true } });
  });

  test('service policies', () => {
    const { port: found, at } = port(
      'service-policy type qos input OLD',
      'service-policy type queuing output OUT',
      'service-policy input MARK no-stats',
      'service-policy type psp input P',
      'service-policy type queuing input GONE',
      'no service-policy type queuing input GONE',
    );
    expect(found.servicePolicies).toEqual([
      { type: 'queuing', direction: 'output', name: 'OUT' },
      { type: 'qos', direction: 'input', name: 'MARK' },
    ]);
    expect([
      at('servicePolicies', 0, 'name'),
      at('servicePolicies', 0, 'type'),
      at('servicePolicies', 0, 'direction'),
      at('servicePolicies', 1, 'name'),
    ]).toEqual(['OUT', 'queuing', 'output', 'MARK']);
  });

  test('values out of range are not known', () => {
    expect(port('switchport access vlan 4094', 'mtu 64').port).toMatchObject({ accessVlan: 4094, mtu: 64 });
    expect(port('switchport trunk native vlan 1').port.nativeVlan).toBe(1);
    expect(
      port(
        'mtu 0',
        'speed auto',
        'switchport access vlan 5000',
        'switchport mode access',
        'channel-group x',
        'spanning-tree bpduguard maybe',
      ).port,
    ).toEqual({ name: 'Ethernet1/1', mode: 'access' });
  });

  test('default interface forgets what was written', () => {
    const { data } = read(
      'hostname tor1\ninterface Ethernet1/1-2\n  mtu 9216\n  switchport mode trunk\n  service-policy type qos input X\ndefault interface Ethernet1/2\ninterface Ethernet1/2\n  speed 1000\n',
    );
    expect(data.ports?.[0]).toMatchObject({ mtu: 9216, mode: 'trunk' });
    expect(data.ports?.[1]).toEqual({ name: 'Ethernet1/2', speed: '1 Gbps' });
    expect(
      read('hostname tor1\ninterface port-channel10\n  mtu 9216\nno interface port-channel10\n').data.portChannels,
    ).toBeUndefined();
    expect(read('hostname tor1\ninterface Ethernet1/1\n  mtu 9216\nno interface Ethernet1/1\n').data.ports).toEqual([
      { name: 'Ethernet1/1' },
    ]);
    expect(read('hostname tor1\ninterface port-channel0\ninterface vlan 1/7\ninterface port-channel5000\n').data).toEqual({
      kind: 'switch',
      name: 'tor1',
      os: 'nx-os',
    });
  });
});

describe('port-channels', () => {
  test.each([
    ['channel-group 5', { id: 5, mode: 'on' }, '5'],
    ['channel-group 5 mode on', { id: 5, mode: 'on' }, 'on'],
    ['channel-group 5 mode active', { id: 5, mode: 'active' }, 'active'],
    ['channel-group 5 mode passive', { id: 5, mode: 'passive' }, 'passive'],
    ['channel-group 5 force', { id: 5, mode: 'on' }, '5'],
    ['channel-group 5 force mode active', { id: 5, mode: 'active' }, 'active'],
  ])('%s', (line, lag, mode) => {
    const { port: found, at } = port(line);
    expect(found.lag).toEqual(lag);
    expect([at('lag', 'id'), at('lag', 'mode'), at('lag', 'rate')]).toEqual(['5', mode, '5']);
  });

  test('rate of LACP', () => {
    const { port: found, at } = port('lacp rate fast', 'channel-group 5 mode active');
    expect(found.lag).toEqual({ id: 5, mode: 'active', rate: 'fast' });
    expect(at('lag', 'rate')).toBe('fast');
    expect(port('lacp rate normal', 'channel-group 5 mode active').port.lag?.rate).toBe('slow');
    expect(port('lacp rate fast').port.lag).toBeUndefined();
  });

  test('links to a fabric extender have no mode', () => {
    expect(port('switchport mode fex-fabric', 'fex associate 101', 'channel-group 101').port).toEqual({
      name: 'Ethernet1/1',
      lag: { id: 101 },
    });
    const { data } = read(
      'hostname tor1\ninterface port-channel101\n  switchport mode fex-fabric\n  fex associate 101\ninterface Ethernet1/1\n  channel-group 101\n',
    );
    expect(data.ports).toEqual([{ name: 'Ethernet1/1', lag: { id: 101 } }]);
    expect(data.portChannels).toEqual([{ id: 101, name: 'port-channel101' }]);
  });

  test('their own settings', () => {
    const { channel: found, at } = channel(
      'description SERVER_hv01',
      'switchport mode trunk',
      'switchport trunk allowed vlan 7',
      'spanning-tree port type edge trunk',
      'mtu 9216',
      'vpc 10',
      'no lacp suspend-individual',
      'lacp min-links 2',
      'no shutdown',
    );
    expect(found).toEqual({
      id: 10,
      name: 'port-channel10',
      description: 'SERVER_hv01',
      adminUp: true,
      mode: 'trunk',
      nativeVlan: 1,
      allowedVlans: '7',
      mtu: 9216,
      stp: { edge: true },
      vpc: 10,
      suspendIndividual: false,
      minLinks: 2,
    });
    expect([at('id'), at('name'), at('vpc'), at('suspendIndividual'), at('minLinks'), at('peerLink')]).toEqual([
      'port-channel10',
      'port-channel10',
      '10',
      'no lacp suspend-individual',
      '2',
      'port-channel10',
    ]);
    expect(channel('lacp suspend-individual').channel.suspendIndividual).toBe(true);
    expect(channel('no lacp suspend-individual', 'default lacp suspend-individual').channel.suspendIndividual).toBeUndefined();
  });

  test('the peer link', () => {
    const { channel: found, at } = channel('switchport', 'vpc peer-link');
    expect(found).toEqual({ id: 10, name: 'port-channel10', mode: 'access', accessVlan: 1, peerLink: true });
    expect(at('peerLink')).toBe('vpc peer-link');
    expect(channel('vpc 10', 'no vpc', 'vpc peer-link', 'no vpc peer-link').channel).toEqual({ id: 10, name: 'port-channel10' });
  });

  test('a member leaves to its channel what it does not say itself', () => {
    const member = 'interface Ethernet1/1\n  switchport mode trunk\n  channel-group 10 mode active\n';
    const { port: of, channel: at } = read(
      `hostname tor1\ninterface port-channel10\n  switchport mode trunk\n  switchport trunk allowed vlan 7\n${member}`,
    );
    expect(of('Ethernet1/1')).toEqual({ name: 'Ethernet1/1', mode: 'trunk', lag: { id: 10, mode: 'active' } });
    expect(at(10)).toMatchObject({ allowedVlans: '7', nativeVlan: 1 });
    // Without the channel in the text the port's own defaults hold: NX-OS makes the channel after its first member.
    expect(read(`hostname tor1\n${member}`).port('Ethernet1/1')).toMatchObject({ allowedVlans: 'all', nativeVlan: 1 });
  });
});

describe('texts as they come', () => {
  const PLAIN =
    'hostname tor1\nvlan 7\n  name Mgmt\ninterface Ethernet1/1\n  description to hv01\n  switchport mode trunk\n  logging event port link-status\n  switchport trunk allowed vlan 7\n  mtu 9216\nspanning-tree port type edge bpduguard default\nrouter bgp 65000\n  neighbor 10.0.0.1\n    description spine\n    shutdown\n';
  const EXPECTED = read(PLAIN).data;

  test('as the switch prints them', () => {
    expect(EXPECTED).toEqual({
      kind: 'switch',
      name: 'tor1',
      os: 'nx-os',
      vlans: [{ id: 7, name: 'Mgmt' }],
      ports: [{ name: 'Ethernet1/1', description: 'to hv01', mode: 'trunk', nativeVlan: 1, allowedVlans: '7', mtu: 9216 }],
      spanningTree: { edgeBpduGuardDefault: true },
    });
  });

  test.each([
    ['CRLF', PLAIN.replaceAll('\n', '\r\n')],
    ['lone carriage returns', PLAIN.replaceAll('\n', '\r')],
    ['no final line end', PLAIN.trimEnd()],
    ['tabs', PLAIN.replaceAll(/^ +/gm, (blanks) => '\t'.repeat(blanks.length / 2))],
    ['one blank', PLAIN.replaceAll(/^ +/gm, (blanks) => ' '.repeat(blanks.length / 2))],
    ['everything indented', PLAIN.replaceAll(/^/gm, '    ')],
    ['comments and empty lines', PLAIN.replaceAll('\n', '\n! mtu 1\n\n   \n')],
    ['comments with #', `# mtu 1500\n${PLAIN}`],
    ['capital keywords', PLAIN.replaceAll(/^ *[a-z]+/gm, (word) => word.toUpperCase())],
    ['trailing blanks', PLAIN.replaceAll('\n', '  \n')],
    ['a pager', PLAIN.replaceAll('  mtu', ' --More-- \b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\b  mtu')],
    ['a pager on a line of its own', PLAIN.replaceAll('  mtu', '--More--\n  mtu')],
    ['a pager with colours', PLAIN.replaceAll('  mtu', '\u001b[7m--More--\u001b[m\r\u001b[K  mtu')],
    ['a prompt', `tor1# show running-config\n\n!Command: show running-config\n${PLAIN}tor1# exit\n`],
    ['progress', `Building configuration...\n\nCurrent configuration : 4711 bytes\n${PLAIN}`],
    [
      'exit and end',
      `configure terminal\n${PLAIN.replace('  mtu 9216\n', '  mtu 9216\n  exit\n')}end\ncopy running-config startup-config\n`,
    ],
    ['an indent below conf t', `conf t\n${PLAIN.replaceAll(/^/gm, '  ')}`],
    ['blanks before interface', PLAIN.replace('interface', ' interface')],
    ['a banner', `banner motd #\nhostname wrong\ninterface Ethernet1/9\n  mtu 1500\n#\n${PLAIN}`],
    ['a banner after the name', PLAIN.replace('vlan 7', 'banner motd ^C\nhostname wrong\n! #\nvlan 9\n^C\nvlan 7')],
    ['a banner on one line', `banner exec "hostname wrong"\n${PLAIN}`],
    ['a banner that never ends', `banner motd %\n${PLAIN}`],
    ['a second block', PLAIN.replace('  mtu 9216\n', 'interface Ethernet1/1\n  mtu 9216\n')],
  ])('with %s', (_what, text) => {
    expect(read(text).data).toEqual(EXPECTED);
  });

  test('without any indent', () => {
    const flat = PLAIN.replaceAll(/^ +/gm, '');
    expect(read(flat).data).toEqual(EXPECTED);
    const { data } = read(
      'hostname tor1\ninterface Ethernet1/1\nswitchport mode trunk\nno lldp transmit\nmtu 9216\nexit\nmtu 1500\nclass-map type qos X\ndescription no port\npolicy-map type network-qos NQ\nclass type network-qos C\npause no-drop\nmtu 9216\nsystem qos\nservice-policy type network-qos NQ\nservice-policy input MARK\n',
    );
    expect(data.ports).toEqual([{ name: 'Ethernet1/1', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all', mtu: 9216 }]);
    expect(data.qos).toEqual({
      servicePolicies: [
        { type: 'network-qos', name: 'NQ' },
        { type: 'qos', direction: 'input', name: 'MARK' },
      ],
      policyMaps: [{ type: 'network-qos', name: 'NQ' }],
      classes: [{ policy: 'NQ', name: 'C', noDrop: true, mtu: 9216 }],
    });
  });

  test('as typed', () => {
    const { data, at } = read(
      'tor1# configure terminal\ntor1(config)# interface Ethernet1/1\ntor1(config-if)# switchport mode access\ntor1(config-if)# mtu 9216\ntor1(config-if)# vlan 7\ntor1(config-vlan)# name Mgmt\n',
      '/a/tor1.log',
    );
    expect(data).toMatchObject({ ports: [{ name: 'Ethernet1/1', mode: 'access', mtu: 9216 }], vlans: [{ id: 7, name: 'Mgmt' }] });
    expect(at('ports', 0, 'mtu')).toBe('9216');
  });

  test('lines of other levels are not those of the interface before them', () => {
    const { data } = read(
      'hostname tor1\ninterface Ethernet1/1\nfex 101\n  description FEX0101\n  mtu 1500\nunknown thing\n  shutdown\nline vty\n  description x\n',
    );
    expect(data.ports).toEqual([{ name: 'Ethernet1/1' }]);
    const global = read(
      'hostname tor1\ninterface Ethernet1/1\nspanning-tree port type network default\ninterface Ethernet1/2\nspanning-tree port type edge bpdufilter default\n',
    );
    expect(global.data.ports).toEqual([{ name: 'Ethernet1/1' }, { name: 'Ethernet1/2' }]);
    const sub = read('hostname tor1\ninterface Ethernet1/1\n  hsrp 1\n    shutdown\n  mtu 9216\n      speed 10000\nmtu 1500\n');
    expect(sub.data.ports).toEqual([{ name: 'Ethernet1/1', mtu: 9216, speed: '10 Gbps' }]);
  });

  test('offsets hold after pagers, prompts and CRLF', () => {
    const { at, line } = read('hostname tor1\r\ninterface Ethernet1/1\r\n --More-- \b\b\b  mtu 9216\r\n  description a b\r\n');
    expect([at('ports', 0, 'mtu'), at('ports', 0, 'description'), line('ports', 0, 'description')]).toEqual(['9216', 'a b', 4]);
  });

  test('every place can be asked for', () => {
    const { at, data } = read(PLAIN);
    const walk = (value: unknown, path: Step[]): void => {
      if (value !== null && typeof value === 'object')
        for (const [k, v] of Object.entries(value)) walk(v, [...path, Array.isArray(value) ? Number(k) : k]);
      else if (path[0] !== 'kind' && path[0] !== 'os') expect(at(...path), path.join('.')).not.toBe('');
    };
    walk(data, []);
    expect([at(), at('ports'), at('ports', 0), at('ports', 99, 'mtu'), at('nothing', 3, 'x'), at('qos', 'classes', 0)]).toEqual([
      'tor1',
      'Ethernet1/1',
      'Ethernet1/1',
      'Ethernet1/1',
      'tor1',
      'tor1',
    ]);
  });

  test('huge and hostile texts end', () => {
    const long = 'switchport trunk allowed vlan '.concat('1,'.repeat(50_000), '1');
    const text = `hostname tor1\ninterface Ethernet1/1\n  ${long}\n  mtu ${'['.repeat(60_000)}\n  description ${'<'.repeat(60_000)}\ninterface Ethernet1/1${' '.repeat(60_000)}x\nvlan 1-4094\nvlan ${'1-4094,'.repeat(5000)}1\n${'banner motd \u4e00\n'.repeat(2000)}`;
    const started = performance.now();
    const { data } = read(text);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(data.vlans).toHaveLength(4094);
    const many = Array.from({ length: 20_100 }, (_, i) => `interface Ethernet${1 + (i >> 9)}/${1 + (i & 511)}\n`).join('');
    const capped = readNxOs({ path: '/a/b.cfg', text: many });
    expect((capped[0]!.data as SwitchData).ports).toHaveLength(20_000);
    expect(capped[0]!.problems?.map((p) => p.rule)).toEqual(['reading/limit']);
  });
});

describe('placeholders', () => {
  test.each([
    ['switchport access vlan [ACCESS_VLAN]', '[ACCESS_VLAN]'],
    ['switchport access vlan <VLAN>', '<VLAN>'],
    ['switchport access vlan {{ vlan }}', '{{ vlan }}'],
    ['switchport access vlan $VLAN$', '$VLAN$'],
    ['switchport access vlan << Replace >>', '<< Replace >>'],
  ])('%s', (line, placeholder) => {
    const { port: found, problems, at } = port('switchport mode access', line);
    expect(found).toEqual({ name: 'Ethernet1/1', mode: 'access' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      rule: 'reading/placeholder',
      message: `${placeholder} is a placeholder; what depends on it is not judged`,
    });
    expect(at('accessVlan')).toBe('Ethernet1/1');
  });

  test('the first that matters is told, at its place', () => {
    const text =
      'hostname tor1\nntp source-interface [MGMT_VLAN]\nusername $USER$ password 0 $PASS$\nsnmp-server community [PLACEHOLDER] ro\ninterface mgmt0\n  ip address <X>/24\ninterface Ethernet1/1\n  switchport mode trunk\n  switchport trunk allowed vlan 7,[STORAGE]\n  mtu [MTU]\n';
    const { problems, data } = read(text);
    expect(problems.map((p) => [p.rule, 'start' in p.place && text.slice(p.place.start, p.place.end)])).toEqual([
      ['reading/placeholder', '[STORAGE]'],
    ]);
    expect(data.ports).toEqual([{ name: 'Ethernet1/1', mode: 'trunk', nativeVlan: 1 }]);
  });

  test('names of policies', () => {
    const { port: found, problems } = port('service-policy type qos input [MARK]', 'service-policy type queuing output');
    expect(found).toEqual({ name: 'Ethernet1/1' });
    expect(problems).toHaveLength(1);
    const qos = read(
      'hostname tor1\nsystem qos\n  service-policy type network-qos [NQ]\npolicy-map type network-qos X\n  class type network-qos [C]\n    mtu 9216\n',
    );
    expect([qos.data.qos, qos.problems.length]).toEqual([{ policyMaps: [{ type: 'network-qos', name: 'X' }] }, 1]);
  });

  test('names, lists and descriptions', () => {
    const { data, problems } = read(
      'hostname {{ inventory_hostname }}\nvlan [MGMT]\n  name x\nvlan 7\n  name [MGMT_NAME]\ninterface vlan[MGMT]\n  mtu 9216\ninterface Ethernet1/[PORT]\n  mtu 9216\ninterface Ethernet1/1\n  description [PLACEHOLDER]\ninterface Ethernet1/2\n  description to [rack 7]\n',
      '/a/tor9.cfg',
    );
    expect(data).toEqual({
      kind: 'switch',
      name: 'tor9',
      os: 'nx-os',
      vlans: [{ id: 7 }],
      ports: [{ name: 'Ethernet1/1' }, { name: 'Ethernet1/2', description: 'to [rack 7]' }],
    });
    expect(problems.map((p) => p.message)).toEqual([
      '{{ inventory_hostname }} is a placeholder; what depends on it is not judged',
    ]);
  });

  test('nothing is told of a text without any that matters', () => {
    expect(read('hostname tor1\nlogging server [LOG_SERVER] 7\nvlan 7\n').problems).toEqual([]);
  });
});

describe('a whole configuration', () => {
  const TEXT = `!Command: show running-config
!Running configuration last done at: Tue May  6 08:12:44 2025
!Time: Tue May  6 09:30:02 2025

version 10.2(5) Bios:version 05.47
hostname rack7-tor1
vdc rack7-tor1 id 1
  limit-resource vlan minimum 16 maximum 4094
  limit-resource vrf minimum 2 maximum 4096

feature interface-vlan
feature lacp
feature vpc
feature lldp

username admin password 5 $5$HIDDEN  role network-admin
banner motd ^C
 interface Ethernet1/1 belongs to somebody
^C
class-map type qos match-all RDMA
  match cos 3
policy-map type network-qos HOSTS
  class type network-qos c-8q-nq3
    mtu 9216
    pause pfc-cos 3
  class type network-qos c-8q-nq-default
    mtu 9216
system qos
  service-policy type network-qos HOSTS
vlan 1,10,20-21
vlan 10
  name Management
vlan 20
  name Storage_A
spanning-tree mode mst
spanning-tree mst configuration
  name RACK7
  instance 1 vlan 10,20-21
vrf context keepalive
vpc domain 7
  peer-keepalive destination 10.255.7.2 source 10.255.7.1 vrf keepalive
  peer-gateway


interface Vlan1

interface Vlan10
  no shutdown
  mtu 9216
  ip address 10.0.10.2/24
  hsrp 10
    preempt
    priority 110
    ip 10.0.10.1

interface port-channel1
  description peer link
  switchport
  switchport mode trunk
  spanning-tree port type network
  vpc peer-link

interface port-channel11
  description hv01
  switchport
  switchport mode trunk
  switchport trunk allowed vlan 10,20-21
  spanning-tree port type edge trunk
  no lacp suspend-individual
  vpc 11

interface Ethernet1/1
  description hv01 NIC1
  switchport
  switchport mode trunk
  switchport trunk allowed vlan 10,20-21
  priority-flow-control mode on
  mtu 9216
  channel-group 11 mode active
  no shutdown

interface Ethernet1/2
  description hv02 SMB1
  switchport
  switchport mode trunk
  switchport trunk native vlan 20
  switchport trunk allowed vlan 20
  spanning-tree port type edge trunk
  spanning-tree bpduguard enable
  service-policy type qos input RDMA-IN
  mtu 9216

interface Ethernet1/3
  switchport
  switchport access vlan 10

interface Ethernet1/4
  no switchport
  ip address 10.1.0.1/31
  no shutdown

interface Ethernet1/53
  switchport
  switchport mode trunk
  channel-group 1 mode active

interface mgmt0
  vrf member management
  ip address 192.168.7.11/24
icam monitor scale

line console
line vty
boot nxos bootflash:/nxos64-cs.10.2.5.M.bin
router bgp 65007
  neighbor 10.1.0.0
    remote-as 65000
    description spine1
    shutdown
`;

  test('is recognised and read', async () => {
    const found = await readText({ path: '/estate/rack7/running.txt', text: TEXT });
    expect([found.syntax, found.problems, found.documents.length]).toEqual(['nx-os', [], 1]);
    const [document] = found.documents;
    const data = document!.data as SwitchData;
    expect(document).toMatchObject({ kind: 'switch', editable: false, stance: 'declared' });
    expect(data).toMatchObject({
      name: 'rack7-tor1',
      mlagDomain: 7,
      spanningTree: { mode: 'mst' },
      vlans: [{ id: 1 }, { id: 10, name: 'Management' }, { id: 20, name: 'Storage_A' }, { id: 21 }],
      svis: [{ vlanId: 1 }, { vlanId: 10, adminUp: true, mtu: 9216, ipAddresses: ['10.0.10.2/24'] }],
      portChannels: [
        { id: 1, mode: 'trunk', allowedVlans: 'all', stp: { edge: false }, peerLink: true },
        { id: 11, mode: 'trunk', allowedVlans: '10,20-21', stp: { edge: true }, vpc: 11, suspendIndividual: false },
      ],
      qos: {
        servicePolicies: [{ type: 'network-qos', name: 'HOSTS' }],
        policyMaps: [{ type: 'network-qos', name: 'HOSTS' }],
        classes: [
          { policy: 'HOSTS', name: 'c-8q-nq3', noDrop: true, pfcPriority: 3, mtu: 9216 },
          { policy: 'HOSTS', name: 'c-8q-nq-default', mtu: 9216 },
        ],
      },
    });
    expect(data.ports).toEqual([
      {
        name: 'Ethernet1/1',
        description: 'hv01 NIC1',
        adminUp: true,
        mode: 'trunk',
        allowedVlans: '10,20-21',
        mtu: 9216,
        pfc: { mode: 'on' },
        lag: { id: 11, mode: 'active' },
      },
      {
        name: 'Ethernet1/2',
        description: 'hv02 SMB1',
        mode: 'trunk',
        nativeVlan: 20,
        allowedVlans: '20',
        mtu: 9216,
        stp: { edge: true, bpduGuard: true },
        servicePolicies: [{ type: 'qos', direction: 'input', name: 'RDMA-IN' }],
      },
      { name: 'Ethernet1/3', mode: 'access', accessVlan: 10 },
      { name: 'Ethernet1/4', adminUp: true, mode: 'routed' },
      { name: 'Ethernet1/53', mode: 'trunk', lag: { id: 1, mode: 'active' } },
    ]);
    const { start, end } = document!.rangeOf(['ports', 1, 'allowedVlans']);
    expect([TEXT.slice(0, start).split('\n').length, TEXT.slice(start, end)]).toEqual([87, '20']);
  });
});
