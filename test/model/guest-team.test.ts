import { describe, expect, it } from 'vitest';
import { hostToAsk, knowsTeams, onHosts, switchesOf, virtualFunctionsOf } from '#model/guest-team';
import { Network } from '#model/network';
import { readText } from '#read/read-file';
import { network } from './estate.ts';

/** The VM of a text, whatever reading has to say of it. */
async function known(...texts: string[]): Promise<boolean> {
  const files = await Promise.all(texts.map((text, i) => readText({ path: `/estate/${i}.yaml`, text })));
  return knowsTeams(new Network(files.flatMap((file) => file.documents)).all('vm')[0]!);
}

describe('knowsTeams', () => {
  const vm = (guest: string): string => `kind: vm\nname: v\nnetworkAdapters: [{ name: A }, { name: B }]\nguest: ${guest}\n`;

  it('where they are written, or written to be none', async () => {
    expect(await known(vm('{ teams: [] }'))).toBe(true);
    expect(await known(vm('{ roles: [FileServer], vmSwitches: [], teams: [{ name: T, members: [A, B] }] }'))).toBe(true);
  });

  it.each([
    '{ os: 2016 }',
    '{ teams: 5 }',
    '{ teams: [{ name: T }] }',
    '{ teams: [{ name: T, members: [A, Ethernet 2] }] }',
    '{ teams: [{ name: T, members: [A, { nmae: B }] }] }',
    '{ teams: [{ name: T, members: [A] }, { nmae: U }] }',
    '{ teams: [], roles: [Hyper-V] }',
    '{ teams: [], vmSwitches: [{ name: S }] }',
  ])('not by %s', async (guest) => {
    expect(await known(vm(guest))).toBe(false);
  });

  it('also of several documents, each whole', async () => {
    const more = (member: string): string => `kind: vm\nname: v\nguest: { teams: [{ name: U, members: [${member}] }] }\n`;
    expect(await known(vm('{ teams: [{ name: T, members: [A] }] }'), more('B'))).toBe(true);
    expect(await known(vm('{ teams: [{ name: T, members: [A] }] }'), more('B, { nmae: A }'))).toBe(false);
  });
});

describe('the Hyper-V switches of an adapter', () => {
  const HOSTS = `kind: host
name: hv01
cluster: c1
nics: [{ name: NIC1 }, { name: NIC2, sriov: { enabled: false } }]
teams: [{ name: T, members: [NIC1] }]
vmSwitches:
  - { name: S, netAdapterName: NIC1, iovEnabled: true }
  - { name: Off, netAdapterName: NIC2, iovEnabled: true }
  - { name: Teamed, netAdapterName: T, iovEnabled: true }
---
kind: host
name: hv02
cluster: c1
vmSwitches: [{ name: s }]
---
`;
  const vm = `kind: vm
name: v
cluster: c1
networkAdapters:
  - { name: A, switchName: S, iovWeight: 100 }
  - { name: B, switchName: S, iovWeight: 0 }
  - { name: C, switchName: Off, iovWeight: 100 }
  - { name: D, switchName: Teamed, iovWeight: 100 }
  - { name: E }
`;

  it('are one on each host it may run on', async () => {
    const net = await network({ 'a.yaml': HOSTS + vm });
    expect(net.all('vm-adapter').map((a) => switchesOf(net, a).map((s) => s.host.name))).toEqual([
      ['hv01', 'hv02'],
      ['hv01', 'hv02'],
      ['hv01'],
      ['hv01'],
      [],
    ]);
    const [first] = net.all('vm');
    expect(onHosts(first!, net.all('host'))).toBe(' on hv01 and 1 more');
    expect(onHosts(first!, net.all('host').slice(1))).toBe(' on hv02');
  });

  it('give a virtual function where it is asked for and offered', async () => {
    const net = await network({ 'a.yaml': HOSTS + vm });
    expect(net.all('vm-adapter').map((a) => virtualFunctionsOf(net, a).map((s) => s.id))).toEqual([
      ['host:hv01/vm-switch:s'],
      [],
      [],
      [],
      [],
    ]);
  });

  it('are changed on the host the VM says it runs on, where its name means one adapter', async () => {
    const on = 'kind: vm\nname: v\nhost: hv02\nnetworkAdapters: [{ name: A }, { name: B }, { name: b }]\n';
    const net = await network({ 'a.yaml': HOSTS + on });
    expect(net.all('vm-adapter').map((a) => hostToAsk(net, a)?.name)).toEqual(['hv02', undefined, undefined]);
    const clustered = await network({ 'a.yaml': HOSTS + vm });
    expect(hostToAsk(clustered, clustered.all('vm-adapter')[0]!)).toBeUndefined();
    expect(onHosts(net.all('vm')[0]!, net.all('host'))).toBe('');
  });
});
