import { describe, expect, it } from 'vitest';
import type { Network } from '#model/network';
import { carrierOf, definedVlans, forwardedVlans, impossibleVlans, reservedFor } from '#model/switch-vlans';
import { network, shown } from './estate.ts';

const defined = (net: Network, name = 'tor1') =>
  definedVlans(net, net.switch(name)!)?.map(({ id, active, place }) => `${id} ${active ? '' : 'not '}active ${shown(place)}`);

describe('definedVlans', () => {
  it('are those of the list, with their state', async () => {
    const net = await network({
      'a.yaml': 'kind: switch\nname: tor1\nvlans: [{ id: 10 }, { id: 20, state: suspend }, { id: 30, state: active }]\n',
    });
    expect(defined(net)).toEqual(['10 active a.yaml 10', '20 not active a.yaml suspend', '30 active a.yaml active']);
  });

  it('are unknown without a list and with an empty one', async () => {
    const net = await network({ 'a.yaml': 'kind: switch\nname: tor1\n---\nkind: switch\nname: tor2\nvlans: []\n' });
    expect([defined(net), defined(net, 'tor2')]).toEqual([undefined, undefined]);
  });

  it('are those of the whole stack', async () => {
    const member = (name: string, vlan: number) => `kind: switch\nname: ${name}\nstackId: 1\nvlans: [{ id: ${vlan} }]\n`;
    const net = await network({ 'a.yaml': member('tor1', 10), 'b.yaml': member('tor2', 20) });
    expect(defined(net)).toEqual(['10 active a.yaml 10', '20 active b.yaml 20']);
  });
});

describe('forwardedVlans', () => {
  const forwarded = async (port: string) => {
    const net = await network({
      'a.yaml': `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/Ethernet1/1 }]
vmSwitches: [{ name: S, switchType: External, netAdapterName: NIC1 }]
hostAdapters:
  - { name: M, switchName: S, vlan: { operationMode: Untagged } }
  - { name: L, switchName: S, vlan: { operationMode: Access, accessVlanId: 20 } }
---
kind: switch
name: tor1
os: nx-os
ports: [{ name: Ethernet1/1, ${port} }]
`,
    });
    const [only] = net.all('port');
    const vlans = [...forwardedVlans(net, only!)].map(([vlan, uses]) => `${vlan} ${uses.map((use) => use.consumer.name)}`);
    return { vlans, carrier: shown(carrierOf(net, only!).place) };
  };

  it('are what a trunk lets pass, with who uses each', async () => {
    expect((await forwarded('mode: trunk, nativeVlan: 10')).vlans).toEqual(['20 L', '10 M']);
    expect(await forwarded('mode: trunk, nativeVlan: 10, allowedVlans: 10')).toEqual({ vlans: ['10 M'], carrier: 'a.yaml 10' });
    expect((await forwarded('mode: trunk, nativeVlan: 10, allowedVlans: 20')).vlans).toEqual(['20 L']);
  });

  it('are the untagged ones of an access port', async () => {
    expect(await forwarded('mode: access, accessVlan: 30')).toEqual({ vlans: ['30 M'], carrier: 'a.yaml 30' });
  });

  it('are none where the mode is not known or the port is shut down', async () => {
    expect((await forwarded('nativeVlan: 10')).vlans).toEqual([]);
    expect((await forwarded('mode: trunk, adminUp: false')).vlans).toEqual([]);
  });
});

describe('VLAN IDs', () => {
  it('are 1 to 4094', () => {
    expect(impossibleVlans('1,10-20,4094')).toEqual([]);
    expect(impossibleVlans('0-4095')).toEqual([0, 4095]);
    expect(impossibleVlans([5000, '5000', 7])).toEqual([5000]);
    expect(impossibleVlans(4095)).toEqual([4095]);
    expect(['all', 'none', undefined].flatMap(impossibleVlans)).toEqual([]);
  });

  it('are reserved as the system says', async () => {
    const net = await network({
      'a.yaml': 'kind: switch\nname: a\nos: ios\n---\nkind: switch\nname: b\nos: nx-os\n---\nkind: switch\nname: c\n',
    });
    const reserved = (name: string) =>
      [1001, 1002, 1005, 1006, 3967, 3968, 4047, 4048, 4093, 4094].filter((id) => reservedFor(net.switch(name)!, id));
    expect(reserved('a')).toEqual([1002, 1005]);
    expect(reserved('b')).toEqual([3968, 4047, 4094]);
    expect(reserved('c')).toEqual([]);
  });
});
