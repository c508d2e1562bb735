import type { Vm, VmAdapter } from './entity.ts';
import { macKey, macOf } from './mac-address.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { LookupRecord } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** Whether a VM connects virtual networks on purpose: it says so, a policy names it as a gateway, or an adapter of it serves several. */
export function isGateway(network: Network, vm: Vm): boolean {
  if (vm.data.networkVirtualizationGateway === true) return true;
  if (vm.adapters.some(({ data }) => data.isolation?.multiTenantStack === 'On' || data.routingDomainMappings !== undefined))
    return true;
  return network
    .all('network-virtualization')
    .some((policy) => policy.data.gateways?.some((gateway) => nameKey(gateway.name) === nameKey(vm.name)));
}

/**
 * The lookup records that are about an adapter beyond doubt: those with its MAC address; where its address is not known, those that
 * name its VM, if no other VM has that name and they are all in one virtual subnet. None for what stands for other addresses.
 */
export function recordsAbout(network: Network, adapter: VmAdapter): readonly LookupRecord[] {
  const mac = macOf(adapter)?.key;
  const records = virtualNetworks(network)
    .recordsOf(adapter)
    .filter((record) => !record.isWildcard);
  if (mac !== undefined) return records.filter(({ data }) => data.macAddress !== undefined && macKey(data.macAddress) === mac);
  const subnets = new Set(records.map((record) => record.data.virtualSubnetId));
  const namesakes = records.length > 0 ? network.all('vm').filter((vm) => nameKey(vm.name) === nameKey(adapter.vm.name)) : [];
  return subnets.size === 1 && namesakes.length === 1 ? records : [];
}

/** The virtual subnets that one reaches: itself, and those of its routing domain as customer routes tell. */
export function domainSubnets(network: Network, vsid: number): ReadonlySet<number> {
  const virtual = virtualNetworks(network);
  return new Set([vsid, ...virtual.domainsOf(vsid).flatMap((domain) => virtual.vsidsOf(domain))]);
}
