import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { folderWith, hvlint } from './run-hvlint.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/trace.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const HOST = `kind: host
name: hv01
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
vmSwitches:
  - { name: S, switchType: External, netAdapterName: NIC1 }
---
kind: vm
name: web01
host: hv01
networkAdapters:
  - { name: A, switchName: S, vlan: { operationMode: Access, accessVlanId: 42 } }
---
kind: vm
name: web02
host: hv01
networkAdapters:
  - { name: A, switchName: S, vlan: { operationMode: Access, accessVlanId: 43 } }
`;
const SWITCH = 'kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, mode: trunk, allowedVlans: "1,42" }\n';
const ESTATE = { 'hv01.yaml': HOST, 'tor1.yaml': SWITCH };

/** Two hosts with a VM each of two customers, who have the same addresses. */
const TENANTS = {
  'hosts.yaml': `kind: host
name: hv01
vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/1 }]
---
kind: host
name: hv02
vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/2 }]
`,
  'tor1.yaml': `kind: switch
name: tor1
ports:
  - { name: Ethernet1/1, mode: access, accessVlan: 42 }
  - { name: Ethernet1/2, mode: access, accessVlan: 42 }
`,
  'policy.yaml': `kind: network-virtualization
name: tenants
appliesTo: [hv01, hv02]
customerRoutes:
  - { routingDomainId: "{b1000000-0000-4000-8000-000000005001}", virtualSubnetId: 5001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
  - { routingDomainId: "{e1000000-0000-4000-8000-000000006001}", virtualSubnetId: 6001, destinationPrefix: 10.1.0.0/16, nextHop: 0.0.0.0 }
lookupRecords:
  - { vmName: b1, virtualSubnetId: 5001, customerAddress: 10.1.1.1, providerAddress: 192.168.1.1, rule: TranslationMethodEncap }
  - { vmName: b2, virtualSubnetId: 5001, customerAddress: 10.1.1.2, providerAddress: 192.168.1.2, rule: TranslationMethodEncap }
  - { vmName: y1, virtualSubnetId: 6001, customerAddress: 10.1.1.1, providerAddress: 192.168.1.1, rule: TranslationMethodEncap }
  - { vmName: y2, virtualSubnetId: 6001, customerAddress: 10.1.1.2, providerAddress: 192.168.1.2, rule: TranslationMethodEncap }
providerAddresses:
  - { host: hv01, providerAddress: 192.168.1.1, prefixLength: 24, vlanId: 0 }
  - { host: hv02, providerAddress: 192.168.1.2, prefixLength: 24, vlanId: 0 }
`,
  'vms.yaml': ['b1 hv01 5001', 'b2 hv02 5001', 'y1 hv01 6001', 'y2 hv02 6001']
    .map((text) => text.split(' '))
    .map(
      ([name, host, vsid]) =>
        `kind: vm\nname: ${name}\nhost: ${host}\nnetworkAdapters: [{ name: A, switchName: S, virtualSubnetId: ${vsid} }]\n`,
    )
    .concat('kind: vm\nname: dc\nhost: hv01\nnetworkAdapters: [{ name: A, switchName: S }]\n')
    .join('---\n'),
};

describe('hvlint trace', () => {
  it('prints the way and ends with 0 where nothing stops it', () => {
    const { status, out, err } = hvlint(folderWith(ESTATE), ['trace', 'web01']);
    expect(err).toBe('');
    expect(out).toBe(`web01 (A) on hv01, VLAN 42  whole on every member
  ok   adapter A: sends with the tag of VLAN 42  hv01.yaml:12:76
  ok   Hyper-V switch S: stands on NIC1  hv01.yaml:6:54
  - ok   NIC1: no VLAN filter  hv01.yaml:4:13
    ok   tor1 Ethernet1/1: trunk, allows VLANs 1,42  tor1.yaml:4:53
  ends with the loss of NIC1 or tor1
`);
    expect(status).toBe(0);
  });

  it('ends with 1 where something stops it, and names the hop', () => {
    const { status, out } = hvlint(folderWith(ESTATE), ['trace', 'web02/A']);
    expect(out).toContain('STOP tor1 Ethernet1/1: does not carry VLAN 43 (it allows VLANs 1,42)  tor1.yaml:4:53');
    expect(status).toBe(1);
  });

  it('says whether two VMs can talk', () => {
    const { status, out } = hvlint(folderWith(ESTATE), ['trace', 'web01', 'web02']);
    expect(out).toContain('web01 (A) on hv01 and web02 (A) on hv01: cannot talk');
    expect(status).toBe(1);
  });

  it('asks what still works without a switch or an adapter', () => {
    const folder = folderWith(ESTATE);
    expect(hvlint(folder, ['trace', '42', '--without', 'tor1'])).toMatchObject({ status: 1 });
    expect(hvlint(folder, ['trace', '42', '--without', 'hv01/NIC1']).out).toContain('broken without hv01/NIC1');
  });

  it('writes JSON that fits its schema', () => {
    const { out } = hvlint(folderWith(ESTATE), ['trace', 'web01', 'web02', '-f', 'json', '--without', 'tor1']);
    const document = JSON.parse(out);
    expect(valid(document) ? [] : valid.errors).toEqual([]);
    expect(document.ways[1].legs[0].hops[1]).toMatchObject({ passage: 'stops', file: 'tor1.yaml', line: 4 });
  });

  it('follows a packet in a virtual subnet over the wire, and the reply back', () => {
    const { status, out, err } = hvlint(folderWith(TENANTS), ['trace', '--vsid', '5001', '10.1.1.2', '10.1.1.1']);
    expect(err).toBe('');
    expect(out).toBe(`10.1.1.2 to 10.1.1.1 in virtual subnet 5001  arrives
  ok   b2 (A): sends from 10.1.1.2 to 10.1.1.1 in virtual subnet 5001  vms.yaml:9:62
  ok   hv02 customer route: 10.1.0.0/16 is virtual subnet 5001 itself  policy.yaml:5:108
  ok   hv02 record of b2: 10.1.1.2 is behind 192.168.1.2  policy.yaml:9:86
  ok   hv02 record of b1: 10.1.1.1 is behind 192.168.1.1  policy.yaml:8:86
  ok   hv02: sends from 192.168.1.2, untagged  policy.yaml:14:36
  ok   wire: NVGRE with key 5001 from 192.168.1.2 to 192.168.1.1, around 10.1.1.2 to 10.1.1.1  policy.yaml:8:105
  ok   hv01: has 192.168.1.1 and gets it  policy.yaml:13:36
  ok   hv01 record of b1: key 5001 and 10.1.1.1 lead to it  policy.yaml:8:86
  ok   b1 (A): gets it at 10.1.1.1  vms.yaml:4:62

reply of b1 to b2, 10.1.1.1 to 10.1.1.2 in virtual subnet 5001  arrives
  ok   b1 (A): sends from 10.1.1.1 to 10.1.1.2 in virtual subnet 5001  vms.yaml:4:62
  ok   hv01 customer route: 10.1.0.0/16 is virtual subnet 5001 itself  policy.yaml:5:108
  ok   hv01 record of b1: 10.1.1.1 is behind 192.168.1.1  policy.yaml:8:86
  ok   hv01 record of b2: 10.1.1.2 is behind 192.168.1.2  policy.yaml:9:86
  ok   hv01: sends from 192.168.1.1, untagged  policy.yaml:13:36
  ok   wire: NVGRE with key 5001 from 192.168.1.1 to 192.168.1.2, around 10.1.1.1 to 10.1.1.2  policy.yaml:9:105
  ok   hv02: has 192.168.1.2 and gets it  policy.yaml:14:36
  ok   hv02 record of b2: key 5001 and 10.1.1.2 lead to it  policy.yaml:9:86
  ok   b2 (A): gets it at 10.1.1.2  vms.yaml:9:62
`);
    expect(status).toBe(0);
  });

  it('ends with 1 for a packet between two customers, which nothing translates', () => {
    const folder = folderWith(TENANTS);
    const { status, out } = hvlint(folder, ['trace', 'b2', 'y1']);
    expect(out).toContain('STOP routing domain of 5001: no policy translates to y1 in virtual subnet 6001');
    expect(out).toContain('10.1.1.1 leads to the record of b1 (10.1.1.1 in 5001)');
    expect(status).toBe(1);
    expect(hvlint(folder, ['trace', 'b1', 'dc']).out).toContain('cannot talk: b1 is in virtual subnet 5001, dc is not');
  });

  it('writes packets as JSON that fits its schema', () => {
    const folder = folderWith(TENANTS);
    const documents = [
      ['--vsid', '6001', '10.1.1.2', '10.1.1.1'],
      ['b2', 'y1'],
    ].map((args) => JSON.parse(hvlint(folder, ['trace', ...args, '-f', 'json']).out));
    for (const document of documents) expect(valid(document) ? [] : valid.errors).toEqual([]);
    const [arrived, apart] = documents;
    expect(arrived.packets[0].wire).toEqual({
      method: 'gre',
      source: '192.168.1.2',
      destination: '192.168.1.1',
      key: 6001,
      inner: { source: '10.1.1.2', destination: '10.1.1.1' },
    });
    expect(arrived.packets.map((packet: { reply: boolean }) => packet.reply)).toEqual([false, true]);
    expect(apart).toMatchObject({
      talks: [],
      packets: [{ verdict: 'lost', wire: null, destination: { vsid: 6001, sender: 'host:hv01/vm:y1/vm-adapter:a' } }],
    });
  });

  it.each<[string, string[], string]>([
    [
      'a virtual subnet nobody is in',
      ['--vsid', '7001', '10.1.1.2', '10.1.1.1'],
      'nothing in the files is in virtual subnet 7001',
    ],
    ['one address', ['--vsid', '5001', '10.1.1.2'], '--vsid wants two customer addresses: hvlint trace --vsid 5001'],
    ['a name for an address', ['--vsid', '5001', '10.1.1.2', 'b1'], "--vsid wants two customer addresses; 'b1' is none"],
    ['a number that is none', ['--vsid', 'blue', '10.1.1.2', '10.1.1.1'], 'It must be a whole number'],
    ['less of a switch', ['--vsid', '5001', '10.1.1.2', '10.1.1.1', '--without', 'tor1'], '--without takes something away'],
  ])('refuses %s for a packet with 2', (_what, args, message) => {
    const { status, out, err } = hvlint(folderWith(TENANTS), ['trace', ...args]);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it.each<[string, string[], string]>([
    ['a name nobody has', ['web03'], "nothing is called 'web03'; did you mean web01?"],
    ['an adapter below a Hyper-V switch', ['hv01/NIC1'], 'hv01/NIC1 sends nothing of its own: the Hyper-V switch S stands on it'],
    ['a VLAN nobody uses', ['7'], 'nothing in the files uses VLAN 7'],
    ['a switch nobody has', ['web01', '--without', 'tor2'], "nothing is called 'tor2'; did you mean tor1?"],
    ['a path that is not there', ['web01', '--in', 'sites'], 'sites'],
    ['no name', [], "missing required argument 'what'"],
  ])('refuses %s with 2', (_what, args, message) => {
    const { status, out, err } = hvlint(folderWith(ESTATE), ['trace', ...args]);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it('says of a VM that only its name is known', () => {
    const script = 'Set-VMNetworkAdapterVlan -VMName db01 -Access -VlanId 42\n';
    const { status, out, err } = hvlint(folderWith({ ...ESTATE, 'hv02.ps1': script }), ['trace', 'db01']);
    expect(err).toContain('db01 is known, but none of its network adapters is described');
    expect(out).toBe('');
    expect(status).toBe(2);
    const none = 'kind: vm\nname: db01\nhost: hv01\nnetworkAdapters: []\n';
    expect(hvlint(folderWith({ ...ESTATE, 'db01.yaml': none }), ['trace', 'db01']).err).toContain(
      'db01 is known, but it has no network adapter',
    );
  });

  it('does not count it as a stop that no file says to which Hyper-V switch an adapter is connected', () => {
    const script = 'Set-VMNetworkAdapterVlan -VMName db01 -VMNetworkAdapterName A -Access -VlanId 42\n';
    const { status, out } = hvlint(folderWith({ 'hv02.ps1': script }), ['trace', 'db01']);
    expect(out).toContain('?    Hyper-V switch: no file says which Hyper-V switch it is connected to  hv02.ps1:1:61');
    expect(status).toBe(0);
  });

  it('asks which estate is meant when several have the name', () => {
    const folder = folderWith({
      'a/hvlint.config.yaml': '{}',
      'a/hv01.yaml': HOST,
      'b/hvlint.config.yaml': '{}',
      'b/hv01.yaml': HOST,
    });
    expect(hvlint(folder, ['trace', 'web01']).err).toContain('2 estates have it; name one with --in <folder>');
    expect(hvlint(folder, ['trace', 'web01', '--in', 'a']).status).toBe(0);
  });

  it('traces what can be read of a broken file, and says that it is broken', () => {
    const { status, err } = hvlint(folderWith({ ...ESTATE, 'bad.yaml': 'kind: vm\nname: [x\n' }), ['trace', 'web01']);
    expect(err).toContain('hvlint: bad.yaml cannot be read in full');
    expect(status).toBe(0);
  });

  it('keeps a terminal from obeying names', () => {
    const evil = HOST.replaceAll('name: S,', 'name: "S\\u001b[31m\\u202e",').replaceAll(
      'switchName: S',
      'switchName: "S\\u001b[31m\\u202e"',
    );
    const { out } = hvlint(folderWith({ 'hv01.yaml': evil }), ['trace', 'web01']);
    expect(out).not.toContain('\u001b');
    expect(out).not.toContain('\u202e');
  });
});
