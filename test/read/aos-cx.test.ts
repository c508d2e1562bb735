import { describe, expect, test } from 'vitest';
import { readAosCx } from '#read/dialect/aos-cx';
import { looksLikeAosCx } from '#read/dialect/aos-cx-recognise';
import { looksLikeNxOs } from '#read/dialect/nx-os-recognise';
import { looksLikeOnyx } from '#read/dialect/onyx-recognise';
import { systemOf } from '#read/dialect/switch-recognise';
import { isPartial, readSwitch, spoilt, unknownOf } from './switch-sample.ts';

const SAMPLE = `!Version ArubaOS-CX GL.10.13.1000
!export-password: default
hostname "rack1-a"
banner motd !
interface 1/1/99
    vlan access 99
!
user admin group administrators password ciphertext AQBapb
aaa authentication port-access dot1x authenticator
    enable
vlan 1
vlan 10
    name Management
vlan 20-21,30
vlan 666
    shutdown
spanning-tree mode rpvst
qos trust cos
interface mgmt
    no shutdown
    ip dhcp
interface lag 1 multi-chassis
    no shutdown
    description hv01 team
    no routing
    vlan trunk native 10
    vlan trunk allowed 10,20-21
    vlan trunk allowed 30
    no vlan trunk allowed 21
    lacp mode active
    lacp rate fast
    lacp fallback
    spanning-tree port-type admin-edge
    spanning-tree bpdu-guard
interface lag 2 multi-chassis static
    no routing
    vlan access 20
interface lag 3
    no routing
    vlan trunk native 1 tag
    vlan trunk allowed all
interface lag 256
    vlan trunk allowed all
    lacp mode passive
interface 1/1/1
    no shutdown
    mtu 9198
    lag 1
    exit
interface 1/1/2
    lag 2
interface 1/1/3
    lag 3
interface 1/1/4
    lag 256
interface 1/1/5
    lag 77
interface 1/1/6-1/1/7,1/1/9
    no shutdown
    speed 10g-full
    no routing
    vlan access 30
    flow-control priority 3,5
    spanning-tree bpdu-filter disable
    aaa authentication port-access dot1x authenticator
        reauth
        enable
interface 1/1/10
    shutdown
    no routing
    flow-control rxtx
    speed auto 10g
interface 1/1/11
    no shutdown
    ip address 192.168.255.0/31
interface 1/1/12
    description nothing known
interface 1/1/13
    vlan trunk native 20
interface loopback 0
    ip address 10.0.0.1/32
interface vlan 10
    description gateway
    ip mtu 9198
    ip address 10.0.10.2/24
    ip address 10.0.11.2/24 secondary
    active-gateway ip mac 12:00:00:00:01:00
    active-gateway ip 10.0.10.1
interface vlan 20
    vrrp 1 address-family ipv4
        address 10.0.20.1 primary
vsx
    system-mac 02:00:00:00:10:00
    inter-switch-link lag 256
    keepalive peer 192.168.255.1 source 192.168.255.0
`;

const sample = () => readSwitch(readAosCx, SAMPLE);

describe('a running-config', () => {
  test('becomes a switch', () => {
    const { data, problems } = sample();
    expect(problems).toEqual([]);
    expect(data).toEqual({
      kind: 'switch',
      name: 'rack1-a',
      os: 'aos-cx',
      mlagDomain: '02:00:00:00:10:00',
      qos: { trust: 'cos' },
      spanningTree: { mode: 'rpvst' },
      vlans: [{ id: 1 }, { id: 10, name: 'Management' }, { id: 20 }, { id: 21 }, { id: 30 }, { id: 666, state: 'shutdown' }],
      portChannels: [
        {
          id: 1,
          name: 'lag1',
          vpc: 1,
          adminUp: true,
          description: 'hv01 team',
          mode: 'trunk',
          nativeVlan: 10,
          allowedVlans: '10,20,30',
          lacpRate: 'fast',
          fallback: true,
          stp: { edge: true, bpduGuard: true },
        },
        { id: 2, name: 'lag2', vpc: 2, mode: 'access', accessVlan: 20 },
        { id: 3, name: 'lag3', mode: 'trunk', allowedVlans: 'all' },
        { id: 256, name: 'lag256', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all', peerLink: true },
      ],
      ports: [
        { name: '1/1/1', adminUp: true, mtu: 9198, lag: { id: 1, mode: 'active' } },
        { name: '1/1/2', lag: { id: 2, mode: 'on' } },
        { name: '1/1/3', lag: { id: 3, mode: 'on' } },
        { name: '1/1/4', lag: { id: 256, mode: 'passive' } },
        { name: '1/1/5', lag: { id: 77 } },
        ...['1/1/6', '1/1/7', '1/1/9'].map((name) => ({
          name,
          adminUp: true,
          speed: '10 Gbps',
          pfc: { mode: 'on', priorities: [3, 5] },
          stp: { bpduFilter: false },
          dot1x: { enabled: true },
        })),
        { name: '1/1/10', adminUp: false, mode: 'access', accessVlan: 1, flowControl: { receive: 'On', send: 'On' } },
        { name: '1/1/11', adminUp: true, mode: 'routed' },
        { name: '1/1/12', description: 'nothing known' },
        { name: '1/1/13', mode: 'trunk', nativeVlan: 20, allowedVlans: 'all' },
      ],
      svis: [
        {
          vlanId: 10,
          description: 'gateway',
          mtu: 9198,
          ipAddresses: ['10.0.10.2/24', '10.0.11.2/24'],
          virtualIpAddresses: ['10.0.10.1'],
        },
        { vlanId: 20, virtualIpAddresses: ['10.0.20.1'] },
      ],
    });
  });

  test('has a place for every value', () => {
    const { at } = sample();
    expect(at('name')).toBe('"rack1-a"');
    expect(at('portChannels', 0, 'allowedVlans')).toBe('21');
    expect(at('portChannels', 0, 'nativeVlan')).toBe('10');
    expect(at('portChannels', 0, 'vpc')).toBe('lag 1');
    expect(at('ports', 0, 'mtu')).toBe('9198');
    expect(at('ports', 0, 'lag', 'mode')).toBe('lacp mode active');
    expect(at('ports', 6, 'speed')).toBe('10g-full');
    expect(at('ports', 8, 'accessVlan')).toBe('1/1/10');
    expect(at('svis', 0, 'ipAddresses')).toBe('10.0.10.2/24');
  });

  test('leaves unknown what it does not say', () => {
    const { data, port, channel } = sample();
    expect(isPartial(data.ports!)).toBe(true);
    expect(isPartial(data.vlans!)).toBe(false);
    expect(unknownOf(port('1/1/12'))).toEqual(['mode']);
    expect(unknownOf(port('1/1/5')!.lag)).toEqual(['mode']);
    expect(unknownOf(channel(3))).toEqual(['nativeVlan']);
  });

  test('is read without its indent, and from a transcript', () => {
    const { port, channel } = readSwitch(
      readAosCx,
      'rack1-a# show running-config\nvlan 10\nname X\ninterface lag 1\nno routing\nvlan trunk native 10\nvlan trunk allowed 10,20\nlacp mode active\nexit\ninterface 1/1/1\nlag 1\nvlan 20\n',
    );
    expect(channel(1)).toEqual({ id: 1, name: 'lag1', mode: 'trunk', nativeVlan: 10, allowedVlans: '10,20' });
    expect(port('1/1/1')).toEqual({ name: '1/1/1', lag: { id: 1, mode: 'active' } });
  });

  test('that trusts other things at single ports has no trust of its own', () => {
    const { data } = readSwitch(readAosCx, 'hostname a\nqos trust cos\ninterface 1/1/1\n    qos trust dscp\n');
    expect(data.qos).toEqual({});
    expect(unknownOf(data.qos)).toEqual(['trust']);
  });

  test('leaves it open whether a port that is not said to be an edge port becomes one', () => {
    for (const line of [
      'spanning-tree port-type admin-network',
      'no spanning-tree port-type',
      'no spanning-tree port-type admin-edge',
    ]) {
      const { port } = readSwitch(
        readAosCx,
        `interface 1/1/1\n    no routing\n    spanning-tree port-type admin-edge\n    ${line}\n`,
      );
      expect(port('1/1/1')?.stp, line).toEqual({});
      expect(unknownOf(port('1/1/1')?.stp), line).toEqual(['edge']);
    }
  });

  test('does not control ports by 802.1X while the switch does not', () => {
    const { port } = readSwitch(
      readAosCx,
      'interface 1/1/1\n    aaa authentication port-access dot1x authenticator\n        enable\n',
    );
    expect(port('1/1/1')).toEqual({ name: '1/1/1' });
  });

  describe('where a client gets its VLANs when it comes', () => {
    const ROLE = 'port-access role ap\n    vlan trunk native 100\n    vlan trunk allowed 12,100\n';
    const PORTS =
      'interface 1/1/1\n    no routing\n    vlan access 20\ninterface 1/1/2\n    ip address 10.0.0.1/31\ninterface 1/1/3\n    lag 1\ninterface lag 1\n    no routing\n    vlan access 30\n';
    const VLANS = ['accessVlan', 'allowedVlans', 'mode', 'nativeVlan'];

    test.each([
      [
        'the role of a profile',
        `${ROLE}port-access device-profile p\n    enable\n    associate role ap\n    associate lldp-group g\n`,
      ],
      [
        'a role that is not in the text',
        'port-access device-profile p\n    associate cdp-group g\n    associate role other\n    enable\n',
      ],
    ])('by %s, those of every port are unknown', (_what, profile) => {
      const { port, channel } = readSwitch(readAosCx, `hostname a\n${profile}${PORTS}`);
      expect(port('1/1/1')).toEqual({ name: '1/1/1' });
      expect(unknownOf(port('1/1/1'))).toEqual(VLANS);
      expect(port('1/1/2')).toEqual({ name: '1/1/2', mode: 'routed' });
      expect(channel(1)).toMatchObject({ mode: 'access', accessVlan: 30 });
    });

    test.each([
      [
        'a profile that is not enabled',
        `${ROLE}port-access device-profile p\n    associate role ap\n    associate lldp-group g\n`,
      ],
      ['a profile without a role', `${ROLE}port-access device-profile p\n    enable\n    associate lldp-group g\n`],
      [
        'a role that says no VLANs',
        'port-access role ap\n    poe-priority high\nport-access device-profile p\n    enable\n    associate role ap\n    associate lldp-group g\n',
      ],
      [
        'a profile of MAC addresses, which takes a statement at the port',
        `${ROLE}port-access device-profile p\n    enable\n    associate role ap\n    associate mac-group g\n`,
      ],
    ])('not by %s', (_what, profile) => {
      const { port } = readSwitch(readAosCx, `hostname a\n${profile}${PORTS}`);
      expect(port('1/1/1')).toEqual({ name: '1/1/1', mode: 'access', accessVlan: 20 });
    });

    test.each([
      'aaa authentication port-access mac-auth\n        enable',
      'aaa authentication port-access mac-auth enable',
      'aaa authentication port-access dot1x authenticator\n        enable',
      'port-access device-profile\n        mode block-until-profile-applied',
      'port-access fallback-role guest',
    ])('those of one port are unknown: %s', (statement) => {
      const { port } = readSwitch(
        readAosCx,
        `hostname a\ninterface 1/1/1\n    no routing\n    vlan access 20\n    ${statement}\ninterface 1/1/4\n    no routing\n    vlan access 20\n`,
      );
      expect(unknownOf(port('1/1/1'))).toEqual(expect.arrayContaining(VLANS));
      expect(port('1/1/4')).toMatchObject({ mode: 'access', accessVlan: 20 });
    });

    test('a port that only says how it would authenticate keeps its own', () => {
      const { port } = readSwitch(
        readAosCx,
        'hostname a\ninterface 1/1/1\n    no routing\n    vlan access 20\n    aaa authentication port-access mac-auth\n        reauth\n    aaa authentication port-access critical-role c\n',
      );
      expect(port('1/1/1')).toMatchObject({ mode: 'access', accessVlan: 20 });
    });
  });

  test('tells ranges no switch has', () => {
    const [document] = readAosCx({ path: 'a.cfg', text: 'hostname a\nvlan 7\ninterface 1/1/1-1/1/999\n    no shutdown\n' });
    expect(document!.problems?.map(({ rule }) => rule)).toEqual(['reading/limit']);
  });
});

describe('recognition', () => {
  test.each([
    ['the head', SAMPLE],
    ['a LAG', 'hostname a\ninterface lag 5 multi-chassis\r\n    no shutdown\r\n'],
    ['a port', 'interface 1/1/1\n    no routing\n    no shutdown\n'],
    ['an access port', 'interface 1/1/1\n    no shutdown\n    vlan access 10\n'],
  ])('takes %s', (_what, text) => {
    expect(looksLikeAosCx(text)).toBe(true);
    expect(looksLikeNxOs(text)).toBe(false);
    expect(looksLikeOnyx(text)).toBe(false);
    expect(systemOf(text)).toBeUndefined();
  });

  test.each([
    ['NX-OS', 'feature lacp\ninterface Ethernet1/1\n  switchport access vlan 10\n'],
    ['IOS', 'interface GigabitEthernet1/0/1\n switchport access vlan 10\n'],
    ['ArubaOS-Switch', '; J9729A Configuration Editor\nhostname "a"\ninterface 1/1\n   name "x"\nvlan 10\n   untagged 1/1\n'],
    ['prose', 'The interface 1/1/1 is on the left.\n'],
  ])('leaves %s', (_what, text) => {
    expect(looksLikeAosCx(text)).toBe(false);
  });
});

describe('hostile input', () => {
  test('never throws', () => {
    for (const text of spoilt(SAMPLE)) {
      looksLikeAosCx(text);
      readAosCx({ path: 'a.cfg', text });
    }
  }, 30_000);

  test('takes time by its length', () => {
    const texts = [
      `hostname a\n${Array.from({ length: 20_000 }, (_, i) => `interface 1/1/${(i % 400) + 1}\n    vlan trunk allowed ${(i % 4000) + 1}\n`).join('')}`,
      `interface 1/1/1-1/1/500\n${'    vlan trunk allowed 1-4094\n'.repeat(30_000)}`,
      `vlan 1-4094\n${'    name x\n'.repeat(30_000)}`,
      'interface '.repeat(200_000),
      `${' '.repeat(60_000)}interface 1/1/1\n`.repeat(20),
      Array.from({ length: 5000 }, (_, i) => `${' '.repeat(i)}vlan access 10`).join('\n'),
    ];
    const before = performance.now();
    for (const text of texts) {
      looksLikeAosCx(text);
      readAosCx({ path: 'a.cfg', text });
    }
    expect(performance.now() - before).toBeLessThan(15_000);
  }, 30_000);
});
