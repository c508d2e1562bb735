import { describe, expect, test } from 'vitest';
import { EOS } from './switch-samples.ts';
import { everyPlaceIsSaid, growth, readSwitch, survives, variants } from './switch-text.ts';

const read = (text: string, name?: string) => readSwitch('eos', text, '/estate/switches/tor1.cfg', name);
const port = (...lines: string[]) => {
  const found = read(`hostname leaf1\ninterface Ethernet1\n${lines.map((line) => `   ${line}\n`).join('')}`);
  return { ...found, port: found.data.ports![0]! };
};

const EXPECTED = {
  kind: 'switch',
  name: 'leaf1',
  os: 'eos',
  mlagDomain: 'RACK1',
  spanningTree: { mode: 'mstp', edgeBpduGuardDefault: true },
  vlans: [{ id: 10, name: 'Storage' }, { id: 11 }, { id: 12 }, { id: 13, state: 'suspend' }],
  portChannels: [
    {
      id: 5,
      name: 'Port-Channel5',
      description: 'hv01 team',
      nativeVlan: 10,
      allowedVlans: '10-12',
      mode: 'trunk',
      minLinks: 1,
      fallback: true,
      vpc: 5,
      stp: { edge: true },
    },
    {
      id: 47,
      name: 'Port-Channel47',
      description: 'peer',
      mode: 'trunk',
      peerLink: true,
      nativeVlan: 1,
      allowedVlans: 'all',
    },
  ],
  ports: [
    { name: 'Ethernet1', description: 'SERVER_hv01_NIC1', lag: { id: 5, mode: 'active', rate: 'fast' } },
    {
      name: 'Ethernet2',
      mtu: 9214,
      speed: '25 Gbps',
      allowedVlans: '10-11',
      mode: 'trunk',
      nativeVlan: 1,
      flowControl: { receive: 'Off' },
      servicePolicies: [{ name: 'RDMA' }],
      pfc: { mode: 'on', priorities: [3] },
    },
    {
      name: 'Ethernet3',
      accessVlan: 10,
      mode: 'access',
      stp: { edge: true, bpduGuard: true },
      dot1x: { enabled: true },
    },
    { name: 'Ethernet4', nativeVlan: 10 },
    { name: 'Ethernet5/1', mode: 'routed' },
    { name: 'Ethernet6', adminUp: false, pfc: { mode: 'on', priorities: [3, 4] }, mode: 'access', accessVlan: 1 },
    { name: 'Ethernet47', lag: { id: 47, mode: 'active' } },
  ],
  svis: [
    {
      vlanId: 10,
      mtu: 9214,
      ipAddresses: ['10.0.10.2/24', '10.1.10.2/24'],
      virtualIpAddresses: ['10.0.10.1', '10.1.10.1'],
    },
    { vlanId: 11, virtualIpAddresses: ['10.0.11.1/24'] },
  ],
  qos: {
    classes: [
      { type: 'queuing', policy: 'RDMA', name: 'tx-queue 3', bandwidthPercent: 50 },
      { type: 'queuing', policy: 'RDMA', name: 'tx-queue 5', algorithm: 'Strict' },
    ],
  },
};

describe('a configuration as EOS prints it', () => {
  test('becomes a switch', () => {
    const { data, problems, unknown, port, partial } = read(EOS);
    expect(data).toEqual(EXPECTED);
    expect(problems).toEqual([]);
    // The VLAN of the phone is all such a port carries besides.
    expect(unknown(port('Ethernet4'))).toEqual(['mode']);
    expect([partial(data.ports), partial(data.vlans), partial(data.qos!.classes)]).toEqual([false, false, false]);
  });

  test('every value has its place', () => {
    everyPlaceIsSaid('eos', EOS);
    const { at, line } = read(EOS);
    expect(at('mlagDomain')).toBe('RACK1');
    expect(at('portChannels', 1, 'peerLink')).toBe('peer-link Port-Channel47');
    expect(at('ports', 1, 'pfc', 'priorities')).toBe('3 no-drop');
    expect(EOS.split('\n')[line('ports', 1, 'pfc', 'priorities') - 1]).toBe('   priority-flow-control priority 3 no-drop');
    expect(at('ports', 0, 'lag', 'rate')).toBe('fast');
    expect(at('ports', 1, 'allowedVlans')).toBe('10,11');
    expect(at('ports', 5, 'accessVlan')).toBe('Ethernet6');
  });

  test.each(variants(EOS).filter(([what]) => what !== 'capital keywords'))('is the same with %s', (_what, text) => {
    expect(read(text).data).toEqual(EXPECTED);
  });

  test('without any indent', () => {
    const flat = read(EOS.replaceAll(/^ +/gm, '')).data;
    expect([flat.ports, flat.portChannels, flat.svis]).toEqual([EXPECTED.ports, EXPECTED.portChannels, EXPECTED.svis]);
  });
});

describe('what is not written', () => {
  test('a port is an access port of VLAN 1', () => {
    expect(port().port).toEqual({ name: 'Ethernet1', mode: 'access', accessVlan: 1 });
    expect(port('switchport mode trunk').port).toEqual({ name: 'Ethernet1', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all' });
    expect(port('no switchport').port).toEqual({ name: 'Ethernet1', mode: 'routed' });
    expect(port('switchport mode trunk', 'switchport trunk allowed vlan add 7').port.allowedVlans).toBe('all');
  });

  test('switchport default mode routed', () => {
    const { data } = read(
      'hostname leaf1\nswitchport default mode routed\ninterface Ethernet1\ninterface Ethernet2\n   switchport\ninterface Ethernet3\n   switchport mode trunk\n   switchport\ninterface Port-Channel1\n   no switchport\n',
    );
    expect(data.ports).toEqual([
      { name: 'Ethernet1', mode: 'routed' },
      { name: 'Ethernet2', mode: 'access', accessVlan: 1 },
      { name: 'Ethernet3', mode: 'trunk', nativeVlan: 1, allowedVlans: 'all' },
    ]);
    expect(data.portChannels![0]!.mode).toBe('routed');
    const other = read('hostname leaf1\nswitchport default mode phone\ninterface Ethernet1\n');
    expect(other.unknown(other.data.ports![0])).toEqual(['mode']);
  });

  test('trunk groups limit what passes, so only a list says', () => {
    const text = (group: string, list: string) =>
      `hostname leaf1\nvlan 7\n${group}interface Ethernet1\n   switchport mode trunk\n${list}interface Ethernet2\n   switchport mode trunk\n   switchport trunk group MLAG\n`;
    const grouped = read(text('   trunk group MLAG\n', ''));
    expect(grouped.data.ports!.map((p) => [p.allowedVlans, grouped.unknown(p)])).toEqual([
      [undefined, ['allowedVlans']],
      [undefined, ['allowedVlans', 'trunkGroups']],
    ]);
    const listed = read(text('   trunk group MLAG\n', '   switchport trunk allowed vlan 7\n'));
    expect(listed.port('Ethernet1').allowedVlans).toBe('7');
    expect(read(text('', '')).data.ports!.map((p) => p.allowedVlans)).toEqual(['all', undefined]);
  });

  test('show run all prints defaults, which are none', () => {
    const { port: p, unknown } = port(
      'no description',
      'no shutdown',
      'mtu 1500',
      'no l2 mtu',
      'speed auto',
      'no flowcontrol receive',
      'switchport access vlan 1',
      'switchport trunk native vlan 1',
      'switchport trunk allowed vlan 1-4094',
      'switchport mode access',
      'switchport',
      'no switchport trunk group',
      'no channel-group',
      'lacp timer normal',
      'spanning-tree portfast auto',
      'no spanning-tree portfast',
      'no spanning-tree bpduguard rate-limit',
      'spanning-tree bpduguard rate-limit default',
      'no dot1x pae',
      'no priority-flow-control',
      'no priority-flow-control priority 3',
      'priority-flow-control pause watchdog default',
    );
    expect(p).toMatchObject({ name: 'Ethernet1', adminUp: true, mtu: 1500, mode: 'access', accessVlan: 1 });
    expect([p.lag, p.stp?.edge, p.stp?.bpduGuard, p.dot1x, p.speed, p.flowControl?.receive]).toEqual(Array(6).fill(undefined));
    expect(unknown(p)).toEqual([]);
  });
});

describe('interface profiles', () => {
  const HV = `interface profile HV
   command description of the profile
   command mtu 9214
   command switchport mode trunk
   command switchport trunk allowed vlan 10
   command spanning-tree portfast
`;
  const used = (...lines: string[]) => {
    const found = read(`hostname leaf1\n${HV}interface Ethernet1\n${lines.map((line) => `   ${line}\n`).join('')}`);
    return { ...found, port: found.data.ports![0]! };
  };

  test('their commands hold for the interface', () => {
    const { port: p, unknown, at, data } = used('profile HV');
    expect(p).toEqual({
      name: 'Ethernet1',
      description: 'of the profile',
      mtu: 9214,
      mode: 'trunk',
      nativeVlan: 1,
      allowedVlans: '10',
      stp: { edge: true },
    });
    expect([unknown(p), data.ports!.length]).toEqual([[], 1]);
    expect(at('ports', 0, 'allowedVlans')).toBe('10');
    expect(used('no profile').port).toEqual({ name: 'Ethernet1', mode: 'access', accessVlan: 1 });
  });

  test.each([
    ['before', ['profile HV', 'switchport trunk allowed vlan 20', 'no spanning-tree portfast', 'mtu 1500']],
    ['behind', ['switchport trunk allowed vlan 20', 'no spanning-tree portfast', 'mtu 1500', 'profile HV']],
  ])('the lines of the interface win, with the profile %s them', (_where, lines) => {
    expect(used(...lines).port).toMatchObject({ mode: 'trunk', allowedVlans: '20', mtu: 1500, stp: {} });
    expect(used(...lines).port.stp!.edge).toBeUndefined();
  });

  test('a profile makes a routed port, and the interface a switched one of it', () => {
    const text = (line: string) =>
      read(`hostname leaf1\ninterface profile P2P\n   command no switchport\ninterface Ethernet1\n   profile P2P\n${line}`);
    expect(text('').port('Ethernet1').mode).toBe('routed');
    expect(text('   switchport\n').port('Ethernet1')).toMatchObject({ mode: 'access', accessVlan: 1 });
  });

  test.each([
    ['is not in the text', 'profile ELSEWHERE'],
    ['is one of several', 'profile HV OTHER'],
    ['goes by another', 'profile NESTED'],
  ])('what an interface does not say itself is unknown where its profile %s', (_what, line) => {
    const { data, unknown } = read(
      `hostname leaf1\n${HV}interface profile NESTED\n   command profile HV\ninterface Ethernet1\n   ${line}\n   mtu 9000\ninterface Ethernet2\n`,
    );
    const [first, second] = data.ports!;
    expect(first).toEqual({ name: 'Ethernet1', mtu: 9000 });
    expect(unknown(first)).toEqual(
      expect.arrayContaining(['accessVlan', 'allowedVlans', 'lag', 'mode', 'nativeVlan', 'speed', 'stp']),
    );
    expect(second!.mode).toBe('access');
  });

  test('without any indent', () => {
    const flat = `${`hostname leaf1\n${HV}`.replaceAll(/^ +/gm, '')}interface Ethernet1\nprofile HV\nmtu 1500\n`;
    expect(read(flat).port('Ethernet1')).toMatchObject({ mode: 'trunk', allowedVlans: '10', mtu: 1500 });
  });
});

describe('parts of a configuration', () => {
  test('the command above says what it is', () => {
    const text = (command: string) =>
      `! Command: show running-config${command}\n! device: leaf9 (DCS-7050, EOS-4.30.1F)\n!\ninterface Ethernet1\n`;
    for (const [command, partial] of [
      ['', false],
      [' all', false],
      [' sanitized', false],
      [' interfaces Ethernet1', true],
      [' section interface', true],
      [' diffs', true],
    ] as const) {
      const { data, partial: isPartial } = read(text(command));
      expect([data.name, isPartial(data.ports)], command).toEqual(['leaf9', partial]);
    }
    const { data, partial } = read('interface Ethernet1\n   switchport mode trunk\n');
    expect([data.name, partial(data.ports)]).toEqual(['tor1', true]);
    expect(read(text(''), 'given').data.name).toBe('given');
  });
});

test.each([
  ['Ethernet1', ['Ethernet1']],
  ['Et1/1', ['Ethernet1/1']],
  ['Ethernet 1/1-4', ['Ethernet1/1', 'Ethernet1/2', 'Ethernet1/3', 'Ethernet1/4']],
  ['Ethernet1-2,5', ['Ethernet1', 'Ethernet2', 'Ethernet5']],
  ['Et1, Et3', ['Ethernet1', 'Ethernet3']],
  ['Ethernet3/1/1', ['Ethernet3/1/1']],
  ['Ethernet1.100', undefined],
  ['Management1', undefined],
  ['Loopback0', undefined],
  ['defaults', undefined],
])('interface %s', (line, names) => {
  expect(read(`hostname a\nvlan 7\ninterface ${line}\n   mtu 9214\n`).data.ports?.map((p) => p.name)).toEqual(names);
});

describe('ports', () => {
  test.each([
    ['speed 25g', '25 Gbps'],
    ['speed 100gfull', '100 Gbps'],
    ['speed 100g-4', '100 Gbps'],
    ['speed forced 10000full', '10 Gbps'],
    ['speed auto 40gfull', undefined],
  ])('%s', (line, speed) => {
    expect(port(line).port.speed).toBe(speed);
  });

  test('what cannot be read is unknown', () => {
    const { port: p, unknown } = port(
      'switchport mode dot1q-tunnel',
      'switchport trunk native vlan tag',
      'switchport trunk allowed vlan x',
    );
    expect(p).toEqual({ name: 'Ethernet1' });
    expect(unknown(p)).toEqual(['allowedVlans', 'mode', 'nativeVlan']);
  });

  test('a profile that is not in the text may say anything', () => {
    const { port: p, unknown } = port('service-profile ELSEWHERE');
    expect(p.servicePolicies).toEqual([{ name: 'ELSEWHERE' }]);
    expect(unknown(p)).toEqual(['pfc']);
    const own = port('service-profile ELSEWHERE', 'priority-flow-control on');
    expect(own.port.pfc).toEqual({ mode: 'on' });
  });

  test('a rate of LACP makes no member', () => {
    expect(port('lacp timer fast').port).toEqual({ name: 'Ethernet1', mode: 'access', accessVlan: 1 });
  });

  test('802.1X takes the whole switch too', () => {
    const { port: p, unknown } = port('dot1x port-control auto');
    expect([p.dot1x, unknown(p.dot1x)]).toEqual([{}, ['enabled']]);
    expect(port('dot1x port-control force-authorized').port.dot1x).toEqual({ enabled: false });
  });
});

test('banners', () => {
  const { data } = read(
    'banner motd\nhostname wrong\ninterface Ethernet9\nEOF\nbanner login\nnever ends\nhostname leaf1\ninterface Ethernet1\n',
  );
  expect([data.name, data.ports!.map((p) => p.name)]).toEqual(['leaf1', ['Ethernet1']]);
});

describe('hostile texts', () => {
  test('end', () => survives('eos', EOS), 20_000);

  test.each([
    ['ports', (i: number) => `interface Ethernet${i >> 5}/${i & 31}\n   switchport mode trunk`],
    ['additions', (i: number) => `interface Ethernet1\n   switchport trunk allowed vlan add ${1 + (i % 4094)}`],
    [
      'profiles',
      (i: number) => `qos profile P${i}\n   tx-queue 3\n      bandwidth percent 5\ninterface Et1\n   service-profile P${i}`,
    ],
    ['interface profiles', (i: number) => `interface profile P\n   command mtu ${1000 + i}\ninterface Et1\n   profile P`],
    ['uses of a profile', (i: number) => (i === 0 ? 'interface profile P\ninterface Et1' : '   mtu 9000\n   profile P')],
    ['addresses', (i: number) => `interface Vlan7\n   ip virtual-router address 10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`],
    ['banners', () => 'banner login'],
  ])('time grows with the text: %s', (_what, line) => {
    expect(growth('eos', line, 1500)).toBeLessThan(12);
  });
});
