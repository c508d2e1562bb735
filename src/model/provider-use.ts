import type { Host, VmAdapter } from './entity.ts';
import { ipKey } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { at } from './place.ts';
import type { ProviderAddress } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';
import type { VlanUse } from './vlan-use.ts';

/** What an adapter in a virtual subnet sends from: the provider address its lookup records name, as its host has it. */
export function providerAddressOf(network: Network, adapter: VmAdapter, host: Host | undefined): ProviderAddress | undefined {
  if (!host) return undefined;
  const virtual = virtualNetworks(network);
  const keys = virtual.recordsOf(adapter).flatMap(({ data }) => (data.providerAddress ? [ipKey(data.providerAddress)] : []));
  return virtual.providerAddressesOf(host.name).find(({ data }) => keys.includes(ipKey(data.providerAddress)));
}

/** The VLAN in which its packets leave the host; undefined where that is not known. */
export function providerUse(network: Network, adapter: VmAdapter, host: Host | undefined): VlanUse | undefined {
  const address = providerAddressOf(network, adapter, host);
  const vlan = address?.data.vlanId;
  return address && vlan !== undefined ? { vlan: vlan || undefined, consumer: address, place: at(address, 'vlanId') } : undefined;
}
