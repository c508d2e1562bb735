import type { Host } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { VirtualNetworkPolicy } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** Where a policy says that it is for a host. */
export interface HostMention {
  readonly policy: VirtualNetworkPolicy;
  readonly place: Place;
}

/** The policies that are applied to a host or give it a provider address, each with the place that says so. */
export function hostMentions(network: Network, host: Host): readonly HostMention[] {
  const virtual = virtualNetworks(network);
  const isMeant = (name: string): boolean => virtual.hostKey(name) === virtual.hostKey(host.name);
  return network.all('network-virtualization').flatMap((policy) => {
    const index = policy.hosts.findIndex(isMeant);
    if (index >= 0) return [{ policy, place: at(policy, 'appliesTo', index) }];
    const address = policy.providerAddresses.find(({ data }) => data.host !== undefined && isMeant(data.host));
    return address ? [{ policy, place: at(address, 'host') }] : [];
  });
}
