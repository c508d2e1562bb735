import { describe, expect, it } from 'vitest';
import { allPorts, isAddressHash, nicSpeed, portTeam } from '#model/distribution';
import type { Network, NetworkOptions } from '#model/network';
import { network, shown } from './estate.ts';

const vmSwitch = (n: Network) => n.all('vm-switch')[0]!;

const nics = 'nics:\n  - { name: NIC1, linkSpeed: 1 Gbps }\n  - { name: NIC2, speed: 10000000000 }\n';
const lbfo = (more = '') =>
  `kind: host\nname: hv01\n${nics}teams:\n  - { name: Team1, loadBalancingAlgorithm: HyperVPort, members: [NIC1, NIC2] }\n` +
  `vmSwitches:\n  - { name: S, switchType: External, netAdapterName: Team1 }\n${more}`;
const set = (more = '') =>
  `kind: host\nname: hv01\n${nics}vmSwitches:\n` +
  `  - { name: S, switchType: External, netAdapterName: [NIC1, NIC2], loadBalancingAlgorithm: HyperVPort }\n${more}`;

describe('portTeam', () => {
  const of = async (text: string) => {
    const n = await network({ 'hv01.yaml': text });
    return portTeam(n, vmSwitch(n));
  };

  it('is the LBFO team or the embedded team that distributes by HyperVPort', async () => {
    for (const text of [lbfo(), set()]) {
      const found = await of(text);
      expect(found?.active).toEqual({ atLeast: 2, atMost: 2 });
      expect(found?.fastest).toBe(10e9);
      expect(shown(found!.place)).toBe('hv01.yaml HyperVPort');
    }
    expect(await of(lbfo().replace('HyperVPort', 'Dynamic'))).toBeUndefined();
    expect(await of(set().replace('HyperVPort', 'Dynamic'))).toBeUndefined();
  });

  it('does not exist on a release that has no such team', async () => {
    const releases = async (text: (more: string) => string) => {
      const found = [];
      for (const os of ['2012', '2012R2', '2016', '2022', '2025', 'windows-10'])
        if (await of(text(`os: ${os}\n`))) found.push(os);
      return found;
    };
    expect(await releases(lbfo)).toEqual(['2012', '2012R2', '2016', '2022']);
    expect(await releases(set)).toEqual(['2016', '2022', '2025']);
  });

  it('does not know the fastest member where a speed is missing', async () => {
    expect((await of(lbfo().replace('linkSpeed: 1 Gbps', 'linkSpeed: 0 bps')))?.fastest).toBeUndefined();
  });
});

describe('allPorts', () => {
  const complete: NetworkOptions = { inventory: { hosts: false, switches: false, vms: true } };
  const vm = (head: string, adapters = '[{ name: A, switchName: S }]') =>
    `---\nkind: vm\nname: web01\n${head}\nnetworkAdapters: ${adapters}\n`;
  const count = async (text: string, options = complete) => {
    const n = await network({ 'hv01.yaml': text }, options);
    return allPorts(n, vmSwitch(n))?.count;
  };

  it('counts the host adapter every Hyper-V switch has by default', async () => {
    expect(await count(set('hostAdapters: []\n'))).toBe(1);
    expect(await count(set('hostAdapters: [{ name: M, switchName: S }, { name: L, switchName: S }]\n'))).toBe(2);
    expect(await count(set('hostAdapters: []\n').replace('HyperVPort', 'HyperVPort, allowManagementOS: false'))).toBe(0);
  });

  it('counts every VM that may run on the host', async () => {
    const host = set('hostAdapters: []\n');
    expect(await count(`${host}${vm('host: hv01', '[{ name: A, switchName: S }, { name: B, switchName: Other }]')}`)).toBe(2);
    expect(await count(`${host}${vm('host: hv02')}`)).toBe(1);
    expect(await count(`${host}${vm('cluster: c1')}---\nkind: cluster\nname: c1\nnodes: [hv01, hv02]\n`)).toBe(2);
    expect(await count(`${host}${vm('cluster: c1')}---\nkind: cluster\nname: c1\nnodes: [hv02]\n`)).toBe(1);
    expect(await count(`${host}cluster: c2\n${vm('cluster: c1')}`)).toBe(1);
  });

  it('is unknown where a VM or a host adapter may be missing', async () => {
    const host = set('hostAdapters: []\n');
    expect(await count(host, {})).toBeUndefined();
    expect(await count(set())).toBeUndefined();
    expect(await count(set('hostAdapters: [{ name: M }]\n'))).toBeUndefined();
    expect(await count(`${host}${vm('cluster: c1')}`)).toBeUndefined();
    expect(await count(`${host}${vm('generation: 2')}`)).toBeUndefined();
    expect(await count(`${host}${vm('host: hv01', '[{ name: A }]')}`)).toBeUndefined();
    expect(await count(`${host}---\nkind: vm\nname: web01\nhost: hv01\n`)).toBeUndefined();
  });
});

it('tells address hashes and speeds', async () => {
  expect(
    ['TransportPorts', 'IPAddresses', 'MacAddresses', 'HyperVPort', 'Dynamic'].map((a) => isAddressHash(a as 'Dynamic')),
  ).toEqual([true, true, true, false, false]);
  const n = await network({ 'hv01.yaml': lbfo() });
  expect(n.all('nic').map(nicSpeed)).toEqual([1e9, 10e9]);
});
