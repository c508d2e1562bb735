import { describe, expect, it } from 'vitest';
import { osText } from '#model/os';
import { vlanSubnets } from '#model/routed-subnets';
import { vlanDisagreements } from '#model/vlan-subnets';
import { networkOnHost } from '#model/vm-subnets';
import { network } from './estate.ts';

describe('vlanSubnets', () => {
  const subnets = async (svi: string) => {
    const net = await network({ 'a.yaml': `kind: switch\nname: tor1\nsvis: [{ vlanId: 10, ${svi} }]\n` });
    return vlanSubnets(net.switch('tor1')!, 10)?.map(({ address }) => address);
  };

  it('are those of the interface and of shared addresses with a subnet of their own', async () => {
    expect(await subnets('ipAddresses: [10.0.10.2/24], virtualIpAddresses: [10.0.10.1, 10.0.11.1/24]')).toEqual([
      '10.0.10.2/24',
      '10.0.11.1/24',
    ]);
  });

  it('are not known where one of them is not', async () => {
    expect(await subnets('virtualIpAddresses: [10.0.11.1/24]')).toBeUndefined();
    expect(await subnets('ipAddresses: [10.0.10.2/24], virtualIpAddresses: [10.0.11.1/99]')).toBeUndefined();
  });
});

describe('vlanDisagreements', () => {
  it('tells who is outside of the subnets of a VLAN', async () => {
    const half = (name: string, address: string) =>
      `kind: switch\nname: ${name}\nmlagDomain: 1\nsvis: [{ vlanId: 42, ipAddresses: [${address}] }]\n`;
    const found = async (a: string, b: string) => {
      const net = await network({ 'a.yaml': `${half('tor1', a)}---\n${half('tor2', b)}` });
      return vlanDisagreements(net).map(({ vlan, device, others }) => [vlan, device.name, others.map(({ who }) => who)]);
    };
    expect(await found('10.0.42.2/24', '10.0.43.2/24')).toEqual([[42, 'tor1', ['tor2']]]);
    expect(await found('10.0.42.2/24', '10.0.42.3/24')).toEqual([]);
    expect(await found('10.0.42.2/24', '10.0.0.3/16')).toEqual([]);
  });
});

describe('networkOnHost', () => {
  const at = async (adapter: string, svis = '[{ vlanId: 42, ipAddresses: [10.0.42.1/24] }]', ports = 'accessVlan: 42') => {
    const net = await network({
      'a.yaml': `kind: host
name: hv01
nics: [{ name: NIC1, connectedTo: tor1/p1 }]
teams: [{ name: Team1, members: [NIC1], teamNics: [{ name: Team1, default: true }, { name: Team1 - VLAN 42, vlanId: 42 }] }]
vmSwitches: [{ name: S, switchType: External, netAdapterName: Team1 }, { name: T, switchType: External, netAdapterName: Team1 - VLAN 42 }]
---
kind: switch
name: tor1
ports: [{ name: p1, mode: access, ${ports} }]
svis: ${svis}
---
kind: vm
name: web
host: hv01
networkAdapters: [{ name: A, ${adapter} }]
`,
    });
    const found = networkOnHost(net, net.all('vm')[0]!.adapters[0]!, net.host('hv01')!);
    return found && [found.vlan, found.devices.map(({ name }) => name), found.subnets.map(({ address }) => address)];
  };

  it('is the VLAN of the adapter with its subnets', async () => {
    expect(await at('switchName: S')).toEqual([42, ['tor1'], ['10.0.42.1/24']]);
    expect(await at('switchName: S, vlan: { accessVlanId: 42 }', undefined, 'accessVlan: 7')).toEqual([
      42,
      ['tor1'],
      ['10.0.42.1/24'],
    ]);
  });

  it.each([
    ['no Hyper-V switch', 'vlan: { accessVlanId: 42 }'],
    ['a trunk', 'switchName: S, vlan: { operationMode: Trunk, allowedVlanIdList: "42,43", nativeVlanId: 0 }'],
    ['a team interface in a VLAN', 'switchName: T'],
    ['a VLAN without routed interface', 'switchName: S, vlan: { accessVlanId: 43 }'],
  ])('is not known with %s', async (_name, adapter) => {
    expect(await at(adapter)).toBeUndefined();
  });
});

describe('osText', () => {
  it('is how people say a release', () => {
    expect((['2012R2', 'azure-local', 'windows-10'] as const).map(osText)).toEqual([
      'Windows Server 2012 R2',
      'Azure Local',
      'Windows 10',
    ]);
  });
});
