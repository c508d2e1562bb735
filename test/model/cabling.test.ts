import { describe, expect, test } from 'vitest';
import { DescriptionForms } from '#model/port-description';
import { unresolvedReferences } from '#model/references';
import { network, shown } from './estate.ts';

/** Two hosts with two adapters each, and a switch with four ports. */
const HOSTS = `kind: host
name: hv01
nics: [{ name: NIC1, permanentAddress: 0C-42-A1-00-00-01 }, { name: NIC2, macAddress: 0C-42-A1-00-00-02 }]
---
kind: host
name: hv02
nics: [{ name: NIC1 }, { name: NIC2 }]
`;

function ports(...settings: string[]): string {
  const each = settings.map((setting, i) => `  - { name: Ethernet1/${i + 1}, ${setting} }`);
  return `kind: switch\nname: tor1\nports:\n${each.join('\n')}\n  - { name: Ethernet1/9 }\n`;
}

async function estate(files: Record<string, string>, descriptions?: string[]) {
  const net = await network({ 'hosts.yaml': HOSTS, ...files }, descriptions ? { descriptions } : {});
  const portOf = (host: string, nic: string) => net.portOf(net.host(host)!.nic(nic)!)?.name;
  return { net, portOf, said: net.cablingDisagreements.map(({ cable }) => shown(cable.place)) };
}

describe('a cable', () => {
  test.each([
    ['of the port', 'connectedTo: hv01/NIC1'],
    ['of the port, in two words', 'connectedTo: { host: " hv01 ", nic: nic1 }'],
    ['of the neighbour', 'neighbor: { name: hv01, port: NIC1 }'],
    ['of LLDP, by the burnt-in address', 'lldpNeighbors: [{ chassisId: hv01, portId: "0c42.a100.0001" }]'],
    ['of LLDP, by name', 'lldpNeighbors: [{ systemName: hv01.contoso.com, portId: x, portDescription: NIC1 }]'],
    ['of LLDP, beside strangers', 'lldpNeighbors: [{ systemName: phone, portId: NIC1 }, { portId: 0C-42-A1-00-00-01 }]'],
  ])('%s', async (_what, setting) => {
    const { net, portOf, said } = await estate({ 'tor1.yaml': ports(setting) });
    expect(portOf('hv01', 'NIC1')).toBe('Ethernet1/1');
    expect(net.nicOf(net.port('tor1', 'Ethernet1/1')!)?.id).toBe('host:hv01/nic:nic1');
    expect(said).toEqual([]);
  });

  test('of what an adapter hears', async () => {
    const hosts = HOSTS.replace('name: NIC2, mac', 'name: NIC2, lldpNeighbors: [{ systemName: TOR1, portId: "Eth 1/1" }], mac');
    const { portOf } = await estate({ 'hosts.yaml': hosts, 'tor1.yaml': ports('mtu: 9216') });
    expect(portOf('hv01', 'NIC2')).toBe('Ethernet1/1');
  });

  test('of a port under its other name', async () => {
    const { portOf } = await estate({
      'tor1.yaml': ports('alias: fortyGigE0/4'),
      'cables.csv': 'host,nic,switch,port\nhv01,NIC1,tor1,fortyGigE0/4\n',
    });
    expect(portOf('hv01', 'NIC1')).toBe('Ethernet1/1');
  });

  test.each([
    ['to nothing described', 'neighbor: { name: ARISTA01T1, port: Ethernet1 }'],
    ['without the port of the neighbour', 'neighbor: { name: hv01 }'],
    ['of two neighbours', 'lldpNeighbors: [{ portId: 0C-42-A1-00-00-01 }, { portId: 0C-42-A1-00-00-02 }]'],
    ['of a description without a form', 'description: hv01 NIC1'],
  ])('is none %s', async (_what, setting) => {
    const { net, portOf } = await estate({ 'tor1.yaml': ports(setting) });
    expect(net.cables).toEqual([]);
    expect(portOf('hv01', 'NIC1')).toBeUndefined();
  });

  test('of descriptions, where the configuration has their form', async () => {
    const { portOf, net } = await estate(
      { 'tor1.yaml': ports('description: SERVER_hv01_NIC1', 'description: "HV02  nic2"', 'description: uplink spine1') },
      ['SERVER_{host}_{nic}', '{host} {nic}'],
    );
    expect(portOf('hv01', 'NIC1')).toBe('Ethernet1/1');
    expect(portOf('hv02', 'NIC2')).toBe('Ethernet1/2');
    expect(net.cables).toHaveLength(2);
  });
});

describe('sources that disagree', () => {
  test('leave both ends unknown', async () => {
    const { net, portOf, said } = await estate({
      'tor1.yaml': ports('connectedTo: hv01/NIC1', 'mtu: 9216', 'connectedTo: hv02/NIC2'),
      'cables.csv': 'host,nic,switch,port\nhv01,NIC1,tor1,Ethernet1/2\n',
    });
    expect(said).toEqual(['tor1.yaml hv01/NIC1']);
    expect(portOf('hv01', 'NIC1')).toBeUndefined();
    for (const name of ['Ethernet1/1', 'Ethernet1/2']) {
      expect(net.nicOf(net.port('tor1', name)!)).toBeUndefined();
      expect(net.cableTo(net.port('tor1', name)!)).toBeUndefined();
    }
    expect(portOf('hv02', 'NIC2')).toBe('Ethernet1/3');
  });

  test('about swapped cables are told once for each', async () => {
    const { said } = await estate({
      'tor1.yaml': ports('connectedTo: hv01/NIC2', 'connectedTo: hv01/NIC1'),
      'cables.csv': 'host,nic,switch,port\nhv01,NIC1,tor1,Ethernet1/1\nhv01,NIC2,tor1,Ethernet1/2\n',
    });
    expect(said).toEqual(['tor1.yaml hv01/NIC2', 'tor1.yaml hv01/NIC1']);
  });

  test('about switches that nobody describes', async () => {
    const csv = (port: string) => ({ 'cables.csv': `host,nic,switch,port\nhv01,NIC1,core1,1/1\nhv01,NIC1,core1,${port}\n` });
    expect((await estate(csv('1/2'))).said).toEqual(['cables.csv 1/2']);
    expect((await estate(csv('Ethernet1/1'))).said).toEqual([]);
    expect((await estate(csv('uplink'))).said).toEqual([]);
  });

  test('about hosts: one that is not described is another one, its adapters may have two names', async () => {
    const to = (end: string) => ({
      'tor1.yaml': ports(`connectedTo: ${end}`),
      'cables.csv': 'host,nic,switch,port\nhv09.contoso.com,NIC1,tor1,Ethernet1/1\n',
    });
    expect((await estate(to('hv08/NIC1'))).said).toEqual(['tor1.yaml hv08/NIC1']);
    expect((await estate(to('hv01/NIC1'))).said).toEqual(['tor1.yaml hv01/NIC1']);
    expect((await estate(to('hv09/Slot 3'))).said).toEqual([]);
  });
});

test('names that a port is cabled to are looked up', async () => {
  const { net } = await estate({ 'tor1.yaml': ports('connectedTo: hv01/NIC7', 'connectedTo: { host: hv07, nic: NIC1 }') });
  expect(unresolvedReferences(net).map(({ message, place }) => `${message} at ${shown(place)}`)).toEqual([
    "hv01 has no adapter 'NIC7'; did you mean NIC1? at tor1.yaml hv01/NIC7",
  ]);
  const whole = await network(
    { 'hosts.yaml': HOSTS, 'tor1.yaml': ports('connectedTo: { host: hv07, nic: NIC1 }') },
    { inventory: { hosts: true, switches: true, vms: true } },
  );
  expect(unresolvedReferences(whole).map(({ place }) => shown(place))).toEqual(['tor1.yaml hv07']);
});

describe('descriptions', () => {
  const named = (form: string, text: string) => [...new DescriptionForms([form]).named(text)];

  test.each([
    ['SERVER_{host}_{nic}', 'server_hv01_NIC1', [{ host: 'hv01', nic: 'NIC1' }]],
    ['{host} {nic}', '  hv01    NIC1 ', [{ host: 'hv01', nic: 'NIC1' }]],
    ['{nic}@{host}', 'NIC1@hv01', [{ host: 'hv01', nic: 'NIC1' }]],
    ['{host}:{nic}<=={any}', 'hv01:NIC1<==tor1', [{ host: 'hv01', nic: 'NIC1' }]],
    ['{any}==>{host}:{nic}', 'tor1:1==>hv01:NIC1', [{ host: 'hv01', nic: 'NIC1' }]],
    ['{any}to {host} {nic} ({any}', 'link to hv01 NIC1 (blue)', [{ host: 'hv01', nic: 'NIC1' }]],
    [
      '{host}_{nic}',
      'hv_01_NIC1',
      [
        { host: 'hv', nic: '01_NIC1' },
        { host: 'hv_01', nic: 'NIC1' },
      ],
    ],
    ['SERVER_{host}_{nic}', 'uplink_hv01_NIC1', []],
    ['SERVER_{host}_{nic}', 'SERVER_hv01_', []],
    ['{host}{nic}', 'hv01NIC1', []],
    ['{host}-{host}', 'hv01-hv01', []],
    ['{host} {nic}', `hv01 ${'x'.repeat(300)}`, []],
  ])('%s of "%s"', (form, text, expected) => {
    expect(named(form, text)).toEqual(expected);
  });

  test('of nothing but separators take no time', () => {
    const before = performance.now();
    for (let i = 0; i < 2000; i++) named('{any}_{host}_{nic}_{any}', '_a'.repeat(120));
    expect(performance.now() - before).toBeLessThan(5000);
  });
});
