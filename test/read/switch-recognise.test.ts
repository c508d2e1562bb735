import { describe, expect, test } from 'vitest';
import { looksLikeAosCx } from '#read/dialect/aos-cx-recognise';
import { detectDialect } from '#read/dialect/index';
import { looksLikeNxOs } from '#read/dialect/nx-os-recognise';
import { looksLikeOnyx } from '#read/dialect/onyx-recognise';
import { systemOf } from '#read/dialect/switch-recognise';
import { EOS, IOS, IOS_XE, OS9, OS10 } from './switch-samples.ts';

const NX_OS =
  '!Command: show running-config\nversion 9.3(5) Bios:version 05.45\nhostname tor1\nfeature lacp\nvlan 7\ninterface Ethernet1/1\n  switchport mode trunk\n  spanning-tree port type edge trunk\n';

/** Texts and the one system each is of. */
const TEXTS: readonly [what: string, system: string, text: string][] = [
  ['IOS as printed', 'ios', IOS],
  ['IOS XE as printed', 'ios', IOS_XE],
  ['EOS as printed', 'eos', EOS],
  ['OS10 as printed', 'os10', OS10],
  ['OS9 as printed', 'os9', OS9],
  ['NX-OS as printed', 'nx-os', NX_OS],
  ['a part of NX-OS', 'nx-os', 'hostname tor1\ninterface Ethernet1/1\n  switchport mode trunk\n'],
  ['NX-OS with HSRP', 'nx-os', 'feature hsrp\ninterface Vlan7\n  ip address 10.0.7.2/24\n  hsrp 7\n    ip 10.0.7.1\n'],
  ['a port of IOS', 'ios', 'interface GigabitEthernet1/0/1\n switchport mode access\n switchport access vlan 7\n'],
  [
    'a port of IOS, typed',
    'ios',
    'sw1(config)#interface gi1/0/1\nsw1(config-if)#switchport mode trunk\nsw1(config-if)#switchport trunk allowed vlan 7\n',
  ],
  ['a virtual IOS', 'ios', 'hostname sw1\ninterface Ethernet0/1\n switchport\n switchport trunk encapsulation dot1q\n'],
  ['IOS with an address', 'ios', 'hostname sw1\ninterface Ethernet1\n ip address 10.0.0.1 255.255.255.0\n no switchport\n'],
  ['IOS 12.0 with a blank', 'ios', 'version 12.0\nhostname sw1\n!\n interface FastEthernet0/1\n  switchport access vlan 7\n'],
  [
    'globals of 802.1X',
    'ios',
    'aaa new-model\ndevice-tracking policy P\n trusted-port\nservice-template T\nvlan configuration 1-1024\n',
  ],
  ['a port of EOS', 'eos', 'interface Ethernet1\n   switchport mode trunk\n'],
  ['a channel of EOS', 'eos', 'interface Port-Channel5\n   switchport mode trunk\n   mlag 5\n'],
  [
    'EOS with Ethernet1/1',
    'eos',
    'hostname leaf1\nvrf instance MGMT\ninterface Ethernet1/1\n   switchport mode trunk\n   spanning-tree portfast\n',
  ],
  ['a port of OS10', 'os10', 'interface ethernet1/1/1\n no shutdown\n switchport mode trunk\n switchport access vlan 7\n'],
  ['VLANs of OS10', 'os10', 'hostname tor1\ninterface vlan7\n no shutdown\ninterface port-channel10\n vlt-port-channel 10\n'],
  ['a port of OS9', 'os9', 'interface TenGigabitEthernet 0/1\n no ip address\n portmode hybrid\n switchport\n no shutdown\n'],
  ['VLANs of OS9', 'os9', 'interface Vlan 7\n no ip address\n tagged TenGigabitEthernet 0/1-36\n'],
  [
    'bridging of OS9',
    'os9',
    'dcb-map M\n priority-group 0 bandwidth 50 pfc off\n priority-pgid 0 0 0 1 0 0 0 0\ninterface range te 0/1-2\n dcb-map M\n',
  ],
  [
    'AOS-CX',
    'aos-cx',
    '!Version ArubaOS-CX GL.10.08\nhostname sw1\nvlan 1,7\ninterface lag 1 multi-chassis\n    no shutdown\n    no routing\n    vlan trunk native 1\n    vlan trunk allowed 7\n    lacp mode active\ninterface 1/1/1\n    no shutdown\n    lag 1\n',
  ],
  [
    'Onyx',
    'onyx',
    '##\n## Running database "initial"\n## Product name: Onyx\n##\nvlan 7\ninterface ethernet 1/1 switchport mode hybrid\ninterface ethernet 1/1 switchport hybrid allowed-vlan add 7\n',
  ],
];

describe('one system and no other', () => {
  test.each(TEXTS)('%s', (_what, system, text) => {
    const claims = [
      ...(looksLikeNxOs(text) ? ['nx-os'] : []),
      ...(looksLikeAosCx(text) ? ['aos-cx'] : []),
      ...(looksLikeOnyx(text) ? ['onyx'] : []),
      ...(systemOf(text) ?? []),
    ];
    expect([...claims].join('')).toBe(system);
    expect(detectDialect(text)).toBe(system);
    for (const form of [
      text.replaceAll('\n', '\r\n'),
      text.replaceAll(/^/gm, '  '),
      `sw# show run\n${text}`,
      `${text}${text}${text}`,
    ])
      expect([system, system === 'eos' || system === 'nx-os' ? undefined : system]).toContain(detectDialect(form));
  });
});

test.each([
  ['Junos', 'set interfaces xe-0/0/0 unit 0 family ethernet-switching\nset vlans v7 vlan-id 7\n'],
  ['FRRouting', 'frr version 8.1\nfrr defaults traditional\nhostname r1\ninterface Ethernet1\n ip address 10.0.0.1/31\n'],
  [
    'Enterprise SONiC',
    'interface-naming standard\nhostname s1\ninterface Eth1/1/1\n mtu 9100\n switchport trunk allowed Vlan 7\n',
  ],
  [
    'IOS XR',
    '!! IOS XR Configuration 7.3.2\nhostname r1\ninterface GigabitEthernet0/0/0/0\n ipv4 address 10.0.0.1 255.255.255.0\n!\nline console\n',
  ],
  ['ASA', 'ASA Version 9.8(2)\nhostname fw\ninterface GigabitEthernet0/0\n nameif outside\n ip address 10.0.0.1 255.255.255.0\n'],
  [
    'A10',
    'hostname lb\ninterface ethernet 1\n enable\n ip address 10.0.0.1 255.255.255.0\nslb server S 10.0.0.2\n port 80 tcp\n',
  ],
  ['our YAML', '---\nkind: switch\nname: tor1\nports:\n  - { name: GigabitEthernet1/0/1, mode: trunk }\n'],
  ['JSON', '{ "interface": "GigabitEthernet1/0/1" }'],
  ['an ini file', '[interface]\nname = GigabitEthernet1/0/1\n'],
  ['a log', 'Mar 16 10:15:54 sw1 %LINK-3-UPDOWN: Interface GigabitEthernet1/0/1, changed state to up\n'.repeat(50)],
  [
    'prose',
    `The switch has a problem.\n${'Nobody knows why it does what it does.\n'.repeat(30)}interface GigabitEthernet1/0/1\n`,
  ],
  ['a template', '{% for p in ports %}\ninterface GigabitEthernet1/0/{{ p }}\n switchport mode access\n{% endfor %}\n'],
  ['what two systems could be', 'hostname sw1\nvlan 7\n'],
  ['what two others could be', 'interface Vlan7\n description x\n'],
  ['nothing', ''],
])('leaves %s', (_what, text) => {
  expect(systemOf(text)).toBeUndefined();
});

test('looks at the head of huge texts only', () => {
  const text = 'interface GigabitEthernet1/0/1\n switchport mode access\n';
  expect(systemOf(`${text}${'! padding padding\n'.repeat(10_000)}interface ethernet1/1/1\n`)).toBe('ios');
  expect(systemOf(`${'! padding padding\n'.repeat(10_000)}${text}`)).toBeUndefined();
  expect(systemOf('a'.repeat(5_000_000))).toBeUndefined();
  expect(systemOf('interface '.repeat(500_000))).toBeUndefined();
});
