import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '#model/network';
import { Network } from '#model/network';
import { isUnsettled, unresolvedReferences } from '#model/references';
import { readText } from '#read/read-file';
import { network, shown } from './estate.ts';

const COMPLETE: NetworkOptions = { inventory: { hosts: true, switches: true, vms: true } };

async function unresolved(files: Readonly<Record<string, string>>, options?: NetworkOptions): Promise<string[]> {
  return unresolvedReferences(await network(files, options)).map(
    ({ place, message, more }) => `${shown(place)}: ${message}${more.length > 0 ? ` (${more.map(shown).join(', ')})` : ''}`,
  );
}

describe('unresolvedReferences', () => {
  it('a running-config that shows one section does not tell which ports there are', async () => {
    const host = 'kind: host\nname: hv01\nnics: [{ name: NIC1, connectedTo: tor1/Ethernet1/2 }]\n';
    const config = (command: string) =>
      `!Command: ${command}\nhostname tor1\nfeature lacp\ninterface Ethernet1/1\n  switchport mode trunk\n`;
    expect(await unresolved({ 'a.yaml': host, 'tor1.cfg': config('show running-config interface') })).toEqual([]);
    expect(await unresolved({ 'a.yaml': host, 'tor1.cfg': config('show running-config') })).toHaveLength(1);
  });

  it('what a machine said of itself is never doubted', async () => {
    const team = 'kind: host\nname: hv01\nteams: [{ name: Team1, members: [NIC9] }]\n';
    const nics = 'kind: host\nname: hv01\nnics: [{ name: NIC1 }]\n';
    expect(await unresolved({ 'observed.yaml': team, 'a.yaml': nics })).toEqual([]);
    expect(await unresolved({ 'a.yaml': team, 'observed.yaml': nics })).toEqual([
      "a.yaml NIC9: hv01 has no adapter 'NIC9'; did you mean NIC1?",
    ]);
  });

  it('a list of which reading had to leave something out is no list to look a name up in', async () => {
    const { documents } = await readText({
      path: '/estate/a.yaml',
      text: 'kind: host\nname: hv01\nnics: [{ name: NIC1 }, { nmae: NIC2 }]\nvmSwitches: 5\nteams: [{ name: T, members: [NIC1, NIC2] }]\nhostAdapters: [{ name: A, switchName: External }]\n',
    });
    expect(unresolvedReferences(new Network(documents))).toEqual([]);
  });

  it('the primary interface of a team stays, though it is to be removed; an added one goes', async () => {
    const host = `kind: host
name: hv01
nics: [{ name: NIC1 }]
teams:
  - name: Team1
    members: [NIC1]
    teamNics: [{ name: Team1, ensure: Absent }, { name: Team1 - VLAN 5, vlanId: 5, ensure: Absent }]
vmSwitches:
  - { name: A, switchType: External, netAdapterName: team1 }
  - { name: B, switchType: External, netAdapterName: Team1 - VLAN 5 }
`;
    expect(await unresolved({ 'a.yaml': host })).toEqual(["a.yaml Team1 - VLAN 5: hv01 has no adapter 'Team1 - VLAN 5'"]);
  });

  it('an empty list says that there is nothing', async () => {
    expect(
      await unresolved({
        'a.yaml': 'kind: host\nname: hv01\nvmSwitches: []\nhostAdapters: [{ name: A, switchName: External }]\n',
      }),
    ).toEqual(["a.yaml External: hv01 has no Hyper-V switch 'External'"]);
  });

  it('one name missing in one place is told once, where it comes first', async () => {
    const files = {
      'a.yaml': 'kind: host\nname: hv01\nnics: [{ name: A, connectedTo: tor9/Eth1/1 }, { name: B, connectedTo: TOR9/Eth1/2 }]\n',
      'b.yaml': 'kind: host\nname: hv02\nnics: [{ name: A, connectedTo: tor9/Eth1/3 }]\n',
    };
    expect(await unresolved(files)).toEqual([]);
    expect(await unresolved(files, COMPLETE)).toEqual([
      "a.yaml tor9/Eth1/1: no switch 'tor9' is described, and the inventory of switches is complete (a.yaml TOR9/Eth1/2, b.yaml tor9/Eth1/3)",
    ]);
  });

  it('the port-channels of a stack may stand in the document of another unit', async () => {
    const unit = (name: string, rest: string): string => `kind: switch\nname: ${name}\nstackId: s1\n${rest}`;
    expect(
      await unresolved({
        'a.yaml': unit('sw1', 'ports: [{ name: Gi1/0/1, lag: { id: 7 } }]\nportChannels: [{ id: 1 }]\n'),
        'b.yaml': unit('sw2', 'portChannels: [{ id: 7 }]\n'),
      }),
    ).toEqual([]);
  });

  it('the channel-group of a running-config makes its port-channel', async () => {
    const { documents } = await readText(
      {
        path: '/estate/tor1.cfg',
        text: 'hostname tor1\ninterface port-channel10\ninterface Ethernet1/1\n  channel-group 20 mode active\n',
      },
      { as: 'nx-os' },
    );
    expect(documents).toHaveLength(1);
    expect(unresolvedReferences(new Network(documents))).toEqual([]);
  });

  it('a member of a team in a guest is missed where every adapter is known by its name there', async () => {
    const vm = (adapters: string, rest = ''): string =>
      `kind: vm\nname: lic01\nnetworkAdapters: [${adapters}]\nguest: { ${rest}teams: [{ name: T, members: [Ethernet, Ethernet 22] }] }\n`;
    const first = '{ name: A, guestName: Ethernet }';
    const found = ["a.yaml Ethernet 22: lic01 has no adapter 'Ethernet 22'; did you mean Ethernet 2?"];
    expect(await unresolved({ 'a.yaml': vm(`${first}, { name: B, guestName: Ethernet 2 }`) })).toEqual(found);
    expect(await unresolved({ 'a.yaml': vm(`${first}, { name: B }`, 'nicNames: { B: Ethernet 2 }, ') })).toEqual(found);
    expect(await unresolved({ 'a.yaml': vm(`${first}, { name: B }`) })).toEqual([]);
    expect(await unresolved({ 'a.yaml': vm(`${first}, { name: Ethernet 22, guestName: LAN }`) })).toEqual([]);
    expect(await unresolved({ 'a.yaml': vm('') })).toEqual([]);
    expect(await unresolved({ 'observed.yaml': vm(`${first}, { name: B, guestName: Ethernet 2 }`) })).toEqual([]);
  });

  it('a team in a guest may be made of another', async () => {
    const vm =
      'kind: vm\nname: v\nnetworkAdapters: [{ name: A, guestName: E1 }]\nguest: { teams: [{ name: T1, members: [E1] }, { name: T2, members: [t1] }] }\n';
    expect(await unresolved({ 'a.yaml': vm })).toEqual([]);
  });

  it('many hosts are named in part', async () => {
    const host = (i: number): string => `kind: host\nname: hv0${i}\ncluster: c1\nvmSwitches: [{ name: S }]\n---\n`;
    expect(
      await unresolved({
        'a.yaml': `${[1, 2, 3, 4].map(host).join('')}kind: vm\nname: v\ncluster: c1\nnetworkAdapters: [{ name: A, switchName: Q }]\n`,
      }),
    ).toEqual(["a.yaml Q: hv01, hv02 and 2 more have no Hyper-V switch 'Q'"]);
  });

  it('thousands of names that lead somewhere cost next to nothing', async () => {
    const hosts = Array.from(
      { length: 500 },
      (_, i) => `kind: host\nname: hv${i}\nnics: [{ name: A, connectedTo: tor1/Eth1/${i} }]\n---\n`,
    ).join('');
    const ports = Array.from({ length: 500 }, (_, i) => `{ name: Ethernet1/${i} }`).join(', ');
    const vms = Array.from({ length: 2000 }, (_, i) => `---\nkind: vm\nname: v${i}\nhost: hv${i % 500}\n`).join('');
    const net = await network({ 'a.yaml': `${hosts}kind: switch\nname: tor1\nports: [${ports}]\n${vms}` }, COMPLETE);
    const start = performance.now();
    expect(unresolvedReferences(net)).toEqual([]);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe('isUnsettled', () => {
  it.each([
    'NIC*',
    'NIC?',
    '{{ nic }}',
    '{{ site }}-NIC1',
    '<< Replace >>',
    `$${'{nic}'}`,
    '[NIC]',
    '<NIC>',
    '$NIC_PLACEHOLDER$',
    '',
    '  ',
  ])('%j', (name) => {
    expect(isUnsettled(name)).toBe(true);
  });
  it.each(['NIC1', 'Team1 - VLAN 5', 'vEthernet (Management)', 'Ethernet1/1', 'a<b', '[nic]'])('not %j', (name) => {
    expect(isUnsettled(name)).toBe(false);
  });
});
