import { describe, expect, test } from 'vitest';
import { readIos } from '#read/dialect/ios';
import { IOS, IOS_XE } from './switch-samples.ts';
import { everyPlaceIsSaid, growth, readSwitch, survives, variants } from './switch-text.ts';

const read = (text: string) => readSwitch('ios', text);
const port = (...lines: string[]) => {
  const found = read(`hostname sw1\ninterface GigabitEthernet1/0/1\n${lines.map((line) => ` ${line}\n`).join('')}`);
  return { ...found, port: found.data.ports![0]! };
};

const EXPECTED = {
  kind: 'switch',
  name: 'sw1',
  os: 'ios',
  spanningTree: { mode: 'rapid-pvst', edgeBpduGuardDefault: true },
  tagNativeVlan: true,
  vlans: [{ id: 7, name: 'Management' }, { id: 8 }, { id: 9 }, { id: 20 }, { id: 30, name: 'Old', state: 'shutdown' }],
  portChannels: [
    {
      id: 10,
      name: 'Port-channel10',
      description: 'to hv01',
      nativeVlan: 7,
      allowedVlans: '7-9,20',
      mode: 'trunk',
      stp: { edge: true },
    },
  ],
  ports: [
    {
      name: 'GigabitEthernet1/0/1',
      description: 'hv01 NIC1',
      nativeVlan: 7,
      allowedVlans: '7-9,20',
      mode: 'trunk',
      lag: { id: 10, mode: 'active', rate: 'fast' },
      mtu: 9198,
    },
    {
      name: 'GigabitEthernet1/0/2',
      accessVlan: 8,
      mode: 'access',
      security: { maxMac: 4 },
      stp: { bpduGuard: true, edge: true },
      mtu: 9198,
      dot1x: { enabled: true },
    },
    { name: 'GigabitEthernet1/0/3', accessVlan: 9, mtu: 9198 },
    {
      name: 'GigabitEthernet1/0/4',
      mode: 'trunk',
      speed: '1 Gbps',
      flowControl: { receive: 'On' },
      servicePolicies: [{ type: 'qos', direction: 'input', name: 'MARK' }],
      mtu: 9198,
      nativeVlan: 1,
      allowedVlans: 'all',
      stp: { edge: false },
    },
    { name: 'GigabitEthernet1/0/5', stp: { bpduFilter: false }, mtu: 9198 },
    { name: 'GigabitEthernet1/0/6', adminUp: false, mtu: 9198, mode: 'routed' },
    { name: 'GigabitEthernet1/0/7', lag: { id: 11 }, mtu: 9198 },
    { name: 'TenGigabitEthernet1/1/1', mtu: 1500 },
  ],
  svis: [
    { vlanId: 1, adminUp: false },
    { vlanId: 7, ipAddresses: ['10.0.7.2/24', '10.1.7.2/24'], virtualIpAddresses: ['10.0.7.1'] },
  ],
};

describe('a configuration as IOS prints it', () => {
  const found = read(IOS);

  test('becomes a switch', () => {
    expect(found.data).toEqual(EXPECTED);
    expect(found.problems).toEqual([]);
  });

  test('every value has its place', () => {
    everyPlaceIsSaid('ios', IOS);
    const { at, line } = found;
    expect(at('ports', 0, 'lag', 'rate')).toBe('fast');
    expect(at('portChannels', 0, 'allowedVlans')).toBe('20');
    expect(at('ports', 0, 'mtu')).toBe('9198');
    expect(at('ports', 5, 'mode')).toBe('no switchport');
    expect(at('ports', 3, 'allowedVlans')).toBe('trunk');
    expect(at('svis', 1, 'ipAddresses', 1)).toBe('10.1.7.2 255.255.255.0');
    expect(at('svis', 1, 'virtualIpAddresses', 0)).toBe('10.0.7.1');
    expect(IOS.split('\n')[line('ports', 2, 'accessVlan') - 1]).toBe(' switchport access vlan 9');
  });

  test('what nobody can tell is unknown', () => {
    const { unknown, port, partial, data } = found;
    // Without a mode, the platform and the other side decide.
    expect(unknown(port('GigabitEthernet1/0/3'))).toEqual(['mode']);
    expect(unknown(port('TenGigabitEthernet1/1/1'))).toEqual(['mode']);
    expect(unknown(port('GigabitEthernet1/0/5'))).toEqual(
      ['accessVlan', 'allowedVlans', 'dot1x', 'mode', 'nativeVlan', 'security', 'servicePolicies'].sort(),
    );
    expect(unknown(port('GigabitEthernet1/0/7').lag)).toEqual(['mode']);
    expect([partial(data.ports), partial(data.vlans)]).toEqual([false, false]);
  });

  test.each(variants(IOS))('is the same with %s', (_what, text) => {
    expect(read(text).data).toEqual(EXPECTED);
  });

  test('without any indent', () => {
    const flat = read(IOS.replaceAll(/^ +/gm, '')).data;
    expect(flat.ports).toEqual(EXPECTED.ports);
    expect(flat.vlans).toEqual(EXPECTED.vlans);
    expect(flat.svis).toEqual(EXPECTED.svis);
  });
});

test('IOS XE is told by its version, its interfaces or its stack', () => {
  const { data, unknown } = read(IOS_XE);
  expect(data).toEqual({
    kind: 'switch',
    name: 'cat9k',
    os: 'ios-xe',
    ports: [
      { name: 'GigabitEthernet0/0', mtu: 9198 },
      { name: 'TwentyFiveGigE1/0/1', allowedVlans: '1-2', mode: 'trunk', mtu: 9198, nativeVlan: 1, stp: { edge: true } },
    ],
  });
  expect(unknown(data.ports![0])).toEqual(['mode']);
  expect(read('hostname a\nswitch 1 provision c3850-24t\ninterface GigabitEthernet1/0/1\n').data.os).toBe('ios-xe');
  expect(read('hostname a\nswitch 1 provision ws-c2960x-24ts-l\ninterface GigabitEthernet1/0/1\n').data.os).toBe('ios');
});

describe('the switch', () => {
  test('VLANs are only part of what there is unless VTP leaves them to the file', () => {
    const text = 'hostname sw1\nvlan 7\ninterface GigabitEthernet1/0/1\n';
    for (const [line, partial] of [
      ['', true],
      ['vtp mode server\n', true],
      ['vtp mode off\n', false],
      ['vtp mode transparent\n', false],
    ] as const) {
      const { data, partial: isPartial } = read(line + text);
      expect(isPartial(data.vlans), line).toBe(partial);
    }
  });

  test('without a name the text may be a part', () => {
    const { data, partial } = read(
      'Current configuration : 95 bytes\n!\ninterface GigabitEthernet1/0/1\n switchport mode access\nend\n',
    );
    expect(data.name).toBe('tor1');
    expect(partial(data.ports)).toBe(true);
  });

  test('system mtu is that of its ports as far as the system says so', () => {
    const mtu = (lines: string, name = 'GigabitEthernet1/0/1') =>
      read(`${lines}hostname a\ninterface ${name}\n`).data.ports![0]!.mtu;
    expect(mtu('system mtu 9198\n')).toBeUndefined();
    expect(mtu('system mtu 9198\nversion 16.12\n')).toBe(9198);
    expect(mtu('system mtu jumbo 9000\nsystem mtu 1998\n')).toBe(9000);
    expect(mtu('system mtu routing 1500\n')).toBeUndefined();
    expect(mtu('system mtu jumbo 9000\n', 'FastEthernet0/1')).toBeUndefined();
  });

  test('vlan configuration and access maps define nothing', () => {
    expect(
      read(
        'hostname a\nvlan configuration 1-1024\n device-tracking attach-policy P\nvlan access-map M 10\nvlan filter M vlan-list 7\ninterface Vlan7\n',
      ).data,
    ).toEqual({
      kind: 'switch',
      name: 'a',
      os: 'ios',
      svis: [{ vlanId: 7 }],
    });
  });

  test('two names are two switches', async () => {
    const text = 'hostname a\ninterface Gi1/0/1\n mtu 9000\nhostname b\ninterface Gi1/0/2\nhostname A\ninterface Gi1/0/3\n';
    const found = readIos({ path: '/a.cfg', text }).map(({ data }) => data as { name: string; ports: { name: string }[] });
    expect(found.map(({ name, ports }) => [name, ports.map((p) => p.name)])).toEqual([
      ['A', ['GigabitEthernet1/0/1', 'GigabitEthernet1/0/3']],
      ['b', ['GigabitEthernet1/0/2']],
    ]);
  });
});

test.each([
  ['interface GigabitEthernet1/0/1', ['GigabitEthernet1/0/1']],
  ['interface Gi1/0/1', ['GigabitEthernet1/0/1']],
  ['interface gigabitethernet 1/0/1', ['GigabitEthernet1/0/1']],
  ['interface range Gi1/0/1 - 3', ['GigabitEthernet1/0/1', 'GigabitEthernet1/0/2', 'GigabitEthernet1/0/3']],
  ['interface range Gi1/0/1 , Te1/1/1 - 2', ['GigabitEthernet1/0/1', 'TenGigabitEthernet1/1/1', 'TenGigabitEthernet1/1/2']],
  ['interface range GigabitEthernet1/0/1-GigabitEthernet1/0/2', ['GigabitEthernet1/0/1', 'GigabitEthernet1/0/2']],
  ['interface Twe1/0/1', ['TwentyFiveGigE1/0/1']],
  ['interface FortyGigE1/1/1', ['FortyGigE1/1/1']],
  ['interface Fo1/1/1', ['FortyGigabitEthernet1/1/1']],
  ['interface Hu1/0/1', ['HundredGigE1/0/1']],
  ['interface fa0/1', ['FastEthernet0/1']],
  ['interface GigabitEthernet0/0.10', undefined],
  ['interface Loopback0', undefined],
])('%s', (line, names) => {
  expect(read(`hostname a\nvlan 7\n${line}\n switchport mode access\n`).data.ports?.map((p) => p.name)).toEqual(names);
});

describe('ports', () => {
  test('additions and removals are to every VLAN', () => {
    expect(port('switchport mode trunk', 'switchport trunk allowed vlan remove 7').port.allowedVlans).toBe('1-6,8-4094');
    expect(port('switchport mode trunk', 'switchport trunk allowed vlan except 7').port.allowedVlans).toBe('1-6,8-4094');
    expect(port('switchport mode trunk', 'switchport trunk allowed vlan none').port.allowedVlans).toBe('none');
    expect(
      port('switchport mode trunk', 'switchport trunk allowed vlan none', 'switchport trunk allowed vlan add 7').port
        .allowedVlans,
    ).toBe('7');
    expect(
      port('switchport mode trunk', 'switchport trunk allowed vlan 7', 'no switchport trunk allowed vlan').port.allowedVlans,
    ).toBe('all');
  });

  test('a value that cannot be read is unknown, and told where it is a placeholder', () => {
    const {
      port: p,
      unknown,
      problems,
    } = port(
      'switchport mode trunk',
      'switchport trunk native vlan <<NATIVE>>',
      'switchport trunk allowed vlan [LIST]',
      'mtu {{ mtu }}',
    );
    expect(p).toEqual({ name: 'GigabitEthernet1/0/1', mode: 'trunk' });
    expect(unknown(p)).toEqual(['allowedVlans', 'mtu', 'nativeVlan']);
    expect(problems.map(({ rule, message }) => [rule, message.split(' ')[0]])).toEqual([['reading/placeholder', '<<NATIVE>>']]);
  });

  test('modes that are neither trunk nor access', () => {
    for (const mode of ['dot1q-tunnel', 'private-vlan host', 'dynamic desirable', 'trunk phone']) {
      const { port: p, unknown } = port(`switchport mode ${mode}`);
      expect(p, mode).toEqual({ name: 'GigabitEthernet1/0/1' });
      expect(unknown(p)).toEqual(['mode']);
    }
    expect(port('switchport host').port).toEqual({
      name: 'GigabitEthernet1/0/1',
      mode: 'access',
      accessVlan: 1,
      stp: { edge: true },
    });
  });

  test('portfast has an effect by mode', () => {
    const edge = (...lines: string[]) => port(...lines).port.stp?.edge;
    expect(edge('switchport mode access', 'spanning-tree portfast')).toBe(true);
    expect(edge('switchport mode access', 'spanning-tree portfast edge')).toBe(true);
    expect(edge('switchport mode trunk', 'spanning-tree portfast')).toBe(false);
    expect(edge('switchport mode trunk', 'spanning-tree portfast edge trunk')).toBe(true);
    expect(edge('switchport mode trunk', 'spanning-tree portfast network')).toBe(false);
    expect(edge('switchport mode access', 'spanning-tree portfast disable')).toBe(false);
    expect(edge('switchport mode access', 'spanning-tree portfast', 'no spanning-tree portfast')).toBeUndefined();
    expect(edge('spanning-tree portfast')).toBeUndefined();
  });

  test('802.1X is on where control, authenticator and switch say so', () => {
    const enabled = (head: string, ...lines: string[]) =>
      read(`${head}hostname a\ninterface Gi1/0/1\n${lines.map((l) => ` ${l}\n`).join('')}`).data.ports![0]!.dot1x?.enabled;
    const on = 'dot1x system-auth-control\n';
    expect(enabled(on, 'authentication port-control auto', 'dot1x pae authenticator')).toBe(true);
    expect(enabled(on, 'access-session port-control auto', 'dot1x pae authenticator')).toBe(true);
    expect(enabled(on, 'dot1x port-control auto')).toBe(true);
    // Only by MAC address.
    expect(enabled(on, 'authentication port-control auto', 'mab')).toBeUndefined();
    expect(enabled('', 'authentication port-control auto', 'dot1x pae authenticator')).toBeUndefined();
    expect(enabled(on, 'dot1x pae authenticator')).toBeUndefined();
    expect(enabled(on, 'authentication port-control force-authorized', 'dot1x pae authenticator')).toBe(false);
  });

  test('a later block adds to an earlier one and the last word counts', () => {
    const { data } = read(
      'hostname a\ninterface Gi1/0/1\n mtu 1500\n switchport mode access\ninterface range Gi1/0/1-2\n mtu 9000\ndefault interface Gi1/0/2\n',
    );
    expect(data.ports).toEqual([
      { name: 'GigabitEthernet1/0/1', mtu: 9000, mode: 'access', accessVlan: 1 },
      { name: 'GigabitEthernet1/0/2' },
    ]);
  });

  test('show run all prints defaults, which are none', () => {
    const { port: p, unknown } = port(
      'switchport',
      'switchport access vlan 1',
      'no switchport nonegotiate',
      'no switchport protected',
      'switchport mode dynamic auto',
      'no mtu',
      'no shutdown',
      'no channel-group',
      'no spanning-tree portfast',
    );
    expect(p).toEqual({ name: 'GigabitEthernet1/0/1', accessVlan: 1, adminUp: true });
    expect(unknown(p)).toEqual(['mode']);
  });
});

describe('hostile texts', () => {
  test('end', () => survives('ios', IOS), 20_000);

  test.each([
    ['ports', (i: number) => `interface GigabitEthernet${i >> 5}/0/${i & 31}\n switchport mode trunk`],
    ['additions', (i: number) => `interface Gi1/0/1\n switchport trunk allowed vlan add ${1 + (i % 4094)}`],
    ['ranges', () => 'interface range Gi1/0/1-500\n mtu 9000\n switchport trunk allowed vlan add 7'],
    ['VLANs', () => 'vlan 1-4094\n name x'],
    ['resets', (i: number) => `interface Gi1/0/${i}\n mtu 9000\ndefault interface Gi1/0/${i}`],
    [
      'addresses',
      (i: number) => `interface Vlan7\n ip address 10.${i >> 16}.${(i >> 8) & 255}.${i & 255} 255.255.255.0 secondary`,
    ],
    ['lines without indent', (i: number) => (i % 5 === 0 ? `interface Gi1/0/${i}` : 'storm-control broadcast level 1')],
    ['names', (i: number) => `hostname a${i}\nvlan 7`],
  ])('time grows with the text: %s', (_what, line) => {
    expect(growth('ios', line, 1500)).toBeLessThan(12);
  });
});
