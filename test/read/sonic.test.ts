import { describe, expect, test } from 'vitest';
import { readSonic } from '#read/dialect/sonic';
import { isSonic, mentionsSonic } from '#read/dialect/sonic-tables';
import { maskJsonSecrets } from '#text/secrets';
import { isPartial, readSwitch, spoilt, unknownOf } from './switch-sample.ts';

const SAMPLE = `{
  "DEVICE_METADATA": { "localhost": { "hostname": "rack1-a", "type": "ToRRouter", "mac": "00:e0:ec:00:00:01" } },
  "PORT": {
    "Ethernet0": { "alias": "Eth1/1", "lanes": "65, 66", "description": "hv01 NIC1", "speed": "25000", "mtu": "9100", "admin_status": "up" },
    "Ethernet4": { "alias": "Eth1/2", "speed": "100000" },
    "Ethernet8": { "admin_status": "up", "mtu": "1500", "description": "" },
    "Ethernet12": { "admin_status": "up" },
    "Ethernet16": { "admin_status": "up" },
    "Ethernet20": { "admin_status": "up" },
    "Ethernet24": { "admin_status": "up" },
    "Ethernet28": { "admin_status": "up", "mtu": "jumbo" },
    "Ethernet32": { "admin_status": "up" }
  },
  "VLAN": {
    "Vlan10": { "vlanid": "10", "members": ["Ethernet0", "Ethernet8"], "description": "Management" },
    "Vlan20": { "vlanid": 20, "members": ["Ethernet16 "] },
    "Vlan30": {}
  },
  "VLAN_MEMBER": {
    "Vlan10|Ethernet0": { "tagging_mode": "untagged" },
    "Vlan20|Ethernet0": { "tagging_mode": "tagged" },
    "Vlan30| Ethernet0": { "tagging_mode": "tagged" },
    "Vlan10|Ethernet8": { "tagging_mode": "untagged" },
    "Vlan20|PortChannel101": { "tagging_mode": "tagged" },
    "Vlan20|Ethernet20": { "tagging_mode": "priority_tagged" },
    "Vlan99|Ethernet24": { "tagging_mode": "tagged" },
    "Vlan10|Ethernet99": { "tagging_mode": "tagged" }
  },
  "PORTCHANNEL": {
    "PortChannel101": { "admin_status": "up", "mtu": "9100", "min_links": "1", "fallback": "true", "fast_rate": "true", "members": ["Ethernet4"] },
    "PortChannel102": { "static": "true" }
  },
  "PORTCHANNEL_MEMBER": { "PortChannel101|Ethernet4": {}, "PortChannel102|Ethernet12": {}, "PortChannel103|Ethernet32": {} },
  "INTERFACE": { "Ethernet28": {}, "Ethernet28|10.1.0.0/31": {} },
  "VLAN_INTERFACE": { "Vlan10": {}, "Vlan10|10.0.10.1/24": {}, "Vlan10|fc00::1/64": {} },
  "PORT_QOS_MAP": {
    "global": { "dscp_to_tc_map": "AZURE" },
    "Ethernet0,Ethernet4": { "pfc_enable": "3,4", "dscp_to_tc_map": "[DSCP_TO_TC_MAP|AZURE]" },
    "Ethernet8": { "pfc_enable": "", "dscp_to_tc_map": "AZURE" }
  },
  "DSCP_TO_TC_MAP": { "AZURE": { "3": "3" } },
  "DEVICE_NEIGHBOR": { "Ethernet0": { "name": "hv01", "port": "NIC1" }, "Ethernet8": { "name": "spine1" }, "Ethernet77": { "name": "x" } },
  "MCLAG_DOMAIN": { "1": { "source_ip": "10.9.0.2", "peer_ip": "10.9.0.1", "peer_link": "PortChannel102" } },
  "MCLAG_INTERFACE": { "1|PortChannel101": { "if_type": "PortChannel" } },
  "TACPLUS": { "global": { "passkey": "hunter2" } }
}
`;

const sample = () => readSwitch(readSonic, SAMPLE);

describe('a config_db.json', () => {
  test('becomes a switch', () => {
    const { data } = sample();
    expect(data).toEqual({
      kind: 'switch',
      name: 'rack1-a',
      os: 'sonic',
      mlagDomain: '1 10.9.0.1 10.9.0.2',
      qos: { trust: 'dscp' },
      vlans: [{ id: 10, name: 'Management' }, { id: 20 }, { id: 30 }],
      ports: [
        {
          name: 'Ethernet0',
          alias: 'Eth1/1',
          description: 'hv01 NIC1',
          adminUp: true,
          mtu: 9100,
          speed: '25 Gbps',
          mode: 'trunk',
          nativeVlan: 10,
          allowedVlans: '10,20,30',
          pfc: { mode: 'on', priorities: [3, 4] },
          neighbor: { name: 'hv01', port: 'NIC1' },
        },
        {
          name: 'Ethernet4',
          alias: 'Eth1/2',
          adminUp: false,
          mtu: 9100,
          speed: '100 Gbps',
          lag: { id: 101, mode: 'active' },
          pfc: { mode: 'on', priorities: [3, 4] },
        },
        {
          name: 'Ethernet8',
          adminUp: true,
          mtu: 1500,
          mode: 'access',
          accessVlan: 10,
          pfc: { mode: 'off' },
          neighbor: { name: 'spine1' },
        },
        { name: 'Ethernet12', adminUp: true, mtu: 9100, lag: { id: 102, mode: 'on' } },
        { name: 'Ethernet16', adminUp: true, mtu: 9100 },
        { name: 'Ethernet20', adminUp: true, mtu: 9100 },
        { name: 'Ethernet24', adminUp: true, mtu: 9100, mode: 'trunk', allowedVlans: '99' },
        { name: 'Ethernet28', adminUp: true, mode: 'routed' },
        { name: 'Ethernet32', adminUp: true, mtu: 9100, lag: { id: 103 } },
      ],
      portChannels: [
        {
          id: 101,
          name: 'PortChannel101',
          vpc: 101,
          adminUp: true,
          mtu: 9100,
          minLinks: 1,
          fallback: true,
          lacpRate: 'fast',
          mode: 'trunk',
          allowedVlans: '20',
        },
        { id: 102, name: 'PortChannel102', peerLink: true, mode: 'routed' },
      ],
      svis: [{ vlanId: 10, ipAddresses: ['10.0.10.1/24'] }],
    });
  });

  test('names what its tables do not have', () => {
    const { problems } = sample();
    expect(problems.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'reading/unresolved-reference Vlan99|Ethernet24 names Vlan99, which the table VLAN does not have',
      'reading/unresolved-reference Vlan10|Ethernet99 names Ethernet99, which the table PORT does not have',
      'reading/unresolved-reference PortChannel103|Ethernet32 names PortChannel103, which the table PORTCHANNEL does not have',
    ]);
    const { place } = problems[1]!;
    expect('start' in place && SAMPLE.slice(place.start, place.end)).toBe('"Vlan10|Ethernet99"');
  });

  test('has a place for every value', () => {
    const { at } = sample();
    expect(at('name')).toBe('"rack1-a"');
    expect(at('ports', 0, 'mtu')).toBe('"9100"');
    expect(at('ports', 0, 'nativeVlan')).toBe('"untagged"');
    expect(at('ports', 0, 'allowedVlans')).toBe('"Ethernet0"');
    expect(at('ports', 1, 'adminUp')).toBe('"Ethernet4"');
    expect(at('ports', 1, 'lag', 'mode')).toBe('"PortChannel101|Ethernet4"');
    expect(at('ports', 2, 'accessVlan')).toBe('"untagged"');
    expect(at('ports', 0, 'pfc', 'priorities')).toBe('"3,4"');
    expect(at('vlans', 1, 'id')).toBe('20');
  });

  test('leaves unknown what it does not say', () => {
    const { data, port, channel } = sample();
    expect(isPartial(data.ports!)).toBe(false);
    // In the list of members alone, and with a tag that only carries a priority.
    expect(unknownOf(port('Ethernet16'))).toEqual(['accessVlan', 'allowedVlans', 'mode', 'nativeVlan']);
    expect(unknownOf(port('Ethernet20'))).toEqual(['accessVlan', 'allowedVlans', 'mode', 'nativeVlan']);
    expect(unknownOf(port('Ethernet28'))).toEqual(['mtu']);
    expect(unknownOf(port('Ethernet32')!.lag)).toEqual(['mode']);
    expect(unknownOf(channel(101))).toEqual(['nativeVlan']);
  });

  test('gives members of a port-channel its MTU', () => {
    const { port } = readSwitch(
      readSonic,
      JSON.stringify({
        PORT: {
          Ethernet0: {},
          Ethernet4: { mtu: '9100' },
          Ethernet8: {},
          Ethernet12: { mtu: '1500' },
          Ethernet16: {},
          Ethernet20: {},
        },
        PORTCHANNEL: { PortChannel1: { mtu: '1500' }, PortChannel2: {}, PortChannel3: { mtu: 'jumbo' } },
        PORTCHANNEL_MEMBER: {
          'PortChannel1|Ethernet0': {},
          'PortChannel1|Ethernet4': {},
          'PortChannel2|Ethernet8': {},
          'PortChannel2|Ethernet12': {},
          'PortChannel3|Ethernet16': {},
        },
      }),
    );
    expect([0, 4, 8, 12, 16, 20].map((n) => port(`Ethernet${n}`)?.mtu)).toEqual([1500, 9100, 9100, undefined, undefined, 9100]);
    expect(unknownOf(port('Ethernet12'))).toContain('mtu');
    expect(unknownOf(port('Ethernet16'))).toContain('mtu');
  });

  test('does not take a switched port that is in no VLAN yet for a routed one', () => {
    const { port, channel } = readSwitch(
      readSonic,
      JSON.stringify({
        DEVICE_METADATA: { localhost: { hostname: 'a' } },
        PORT: { Ethernet0: { mode: 'trunk' }, Ethernet4: { mode: 'routed' }, Ethernet8: { mode: 'trunk' }, Ethernet12: {} },
        PORTCHANNEL: { PortChannel1: { mode: 'access' } },
        VLAN: { Vlan10: {} },
        VLAN_MEMBER: { 'Vlan10|Ethernet8': { tagging_mode: 'tagged' } },
      }),
    );
    expect([0, 4, 8, 12].map((n) => port(`Ethernet${n}`)?.mode)).toEqual([undefined, 'routed', 'trunk', 'routed']);
    expect(unknownOf(port('Ethernet0'))).toEqual(['mode']);
    expect(unknownOf(channel(1))).toEqual(['mode']);
  });

  test('is the same flat, and as a dump of the database', () => {
    const nested = JSON.parse(SAMPLE) as Record<string, Record<string, Record<string, unknown>>>;
    const flat: Record<string, unknown> = {};
    const dump: Record<string, unknown> = {};
    for (const [table, entries] of Object.entries(nested))
      for (const [key, entry] of Object.entries(entries)) {
        flat[`${table}|${key}`] = entry;
        const value = Object.fromEntries(
          Object.entries(entry).map(([k, v]) => (Array.isArray(v) ? [`${k}@`, v.join(',')] : [k, v])),
        );
        dump[`${table}|${key}`] = { expireat: 1_700_000_000.1, ttl: -0.001, type: 'hash', value };
      }
    const { data } = sample();
    expect(readSwitch(readSonic, JSON.stringify(flat)).data).toEqual(data);
    expect(readSwitch(readSonic, JSON.stringify(dump)).data).toEqual(data);
  });

  test('is called by its folder where it has no name', () => {
    const text = '{ "PORT": { "Ethernet0": { "admin_status": "up" } } }';
    expect(readSwitch(readSonic, text, '/estate/leaf7/config_db.json').data.name).toBe('leaf7');
    expect(readSwitch(readSonic, text, '/estate/leaf8.json').data.name).toBe('leaf8');
    expect(readSwitch(readSonic, text, '/estate/leaf7/config_db.json', 'given').data.name).toBe('given');
  });

  test('of ports alone says nothing of VLANs', () => {
    const { port } = readSwitch(readSonic, '{ "PORT": { "Ethernet0": { "admin_status": "up" } } }');
    expect(unknownOf(port('Ethernet0'))).toEqual(['mode']);
  });
});

describe('recognition', () => {
  test.each([
    ['the tables', SAMPLE],
    ['ports alone', '{"PORT":{"Ethernet0":{"lanes":"1"}}}'],
    ['the flat form', '{"PORT|Ethernet0": {"admin_status": "up"}}'],
    ['members of VLANs', '{ "VLAN_MEMBER": { "Vlan10|Ethernet0": {} } }'],
  ])('takes %s', (_what, text) => {
    expect(mentionsSonic(text)).toBe(true);
    expect(isSonic(JSON.parse(text))).toBe(true);
  });

  test.each([
    ['a document of ours', '{ "kind": "switch", "name": "a", "PORT": { "Ethernet0": {} } }'],
    ['ports of something else', '{ "PORT": 8080 }'],
    ['a list', '[{ "PORT": { "Ethernet0": {} } }]'],
    ['a text about it', '{ "note": "VLAN_MEMBER and PORT are tables" }'],
  ])('leaves %s', (_what, text) => {
    expect(mentionsSonic(text) && isSonic(JSON.parse(text))).toBe(false);
  });
});

test('secrets are covered, and the text stays JSON', () => {
  const text = JSON.stringify({
    TACPLUS: { global: { passkey: 'hunter2' } },
    SNMP_COMMUNITY: { public77: { TYPE: 'RO' }, private78: { TYPE: 'RW' } },
    'SNMP_COMMUNITY|other79': { TYPE: 'RO' },
    SNMP_USER: { u: { SNMP_USER_AUTH_PASSWORD: 'a\\"b77', name: 'visible' } },
    PORT: { Ethernet0: { description: 'password is on the desk' } },
  });
  const masked = maskJsonSecrets(text);
  expect(masked).toHaveLength(text.length);
  expect(() => JSON.parse(masked)).not.toThrow();
  expect(masked).not.toMatch(/hunter2|77|78|79/);
  expect(masked).toContain('password is on the desk');
  expect(masked).toContain('visible');
});

describe('hostile input', () => {
  test('never throws', () => {
    for (const text of spoilt(SAMPLE)) {
      mentionsSonic(text);
      maskJsonSecrets(text);
      readSonic({ path: 'config_db.json', text });
    }
    for (const value of [null, 1, 'x', [], [[]], { vlanid: {}, members: {}, name: 1, port: [] }]) {
      const odd = JSON.stringify(
        Object.fromEntries(
          [
            'PORT',
            'VLAN',
            'VLAN_MEMBER',
            'PORTCHANNEL',
            'PORTCHANNEL_MEMBER',
            'PORT_QOS_MAP',
            'DEVICE_NEIGHBOR',
            'MCLAG_DOMAIN',
            'VLAN_INTERFACE',
          ]
            .map((table): [string, unknown] => [
              table,
              { 'Ethernet0|': value, 'Vlan1|Ethernet0': value, Ethernet0: value, '': value },
            ])
            .concat([['DEVICE_METADATA', { localhost: {} }]]),
        ),
      );
      readSonic({ path: 'config_db.json', text: odd });
    }
  }, 30_000);

  test('takes time by its length', () => {
    const members = Array.from(
      { length: 50_000 },
      (_, i) => `"Vlan${(i % 4094) + 1}|Ethernet${i % 64}": {"tagging_mode": "tagged"}`,
    );
    const ports = Array.from({ length: 20_000 }, (_, i) => `"Ethernet${i}": {}`);
    const texts = [
      `{"DEVICE_METADATA": {"localhost": {}}, "PORT": {${ports.join(',')}}, "VLAN_MEMBER": {${members.join(',')}}}`,
      `{"PORT": {${'"Ethernet0": {"password": "x"},'.repeat(50_000)}"a": {}}}`,
      `{"SNMP_COMMUNITY": {${'"SNMP_COMMUNITY": {'.repeat(50_000)}`,
      '"passkey'.repeat(100_000),
      `{${' '.repeat(500_000)}"PORT"${' '.repeat(500_000)}:`,
    ];
    const before = performance.now();
    for (const text of texts) {
      mentionsSonic(text);
      maskJsonSecrets(text);
      readSonic({ path: 'config_db.json', text });
    }
    expect(performance.now() - before).toBeLessThan(15_000);
  }, 30_000);
});
