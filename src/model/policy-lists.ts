import { isForgotten } from '#read/forgotten';
import type { NetworkVirtualizationData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import type { Network } from './network.ts';
import type { VirtualNetworkPolicy } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** A sort of entries of network virtualization policies. */
export type PolicyList = 'lookupRecords' | 'customerRoutes' | 'providerAddresses' | 'providerRoutes';

/** Whether a policy has no entry of a sort that could not be read, or that says too little to be told apart: a route without its destination. */
export function isReadable(policy: VirtualNetworkPolicy, list: PolicyList): boolean {
  const { records, customerRoutes, providerAddresses, providerRoutes } = policy;
  const things = { lookupRecords: records, customerRoutes, providerAddresses, providerRoutes }[list];
  const written = policy.tree.documents.map(({ data }) => (data as NetworkVirtualizationData)[list]);
  const routes = list === 'customerRoutes' ? customerRoutes : [];
  if (routes.some((route) => route.data.destinationPrefix === undefined)) return false;
  return !isForgotten(policy.data, list) && !written.some(lostItems) && things.length === (policy.data[list]?.length ?? 0);
}

/** Whether a policy says which hosts it is applied to, all of them. */
export function appliesSomewhere(policy: VirtualNetworkPolicy): boolean {
  return (
    policy.hosts.length > 0 && !policy.tree.documents.some(({ data }) => lostItems((data as NetworkVirtualizationData).appliesTo))
  );
}

/** What makes lists of one sort unknown, worked out once for all hosts. */
interface Doubts {
  /** On every host. */
  readonly everywhere: boolean;
  /** On the hosts of these policies. */
  readonly policies: ReadonlySet<VirtualNetworkPolicy>;
}

const memos = new WeakMap<Network, Map<PolicyList, Doubts>>();

function doubtsOf(network: Network, list: PolicyList): Doubts {
  const memo = memos.get(network) ?? new Map<PolicyList, Doubts>();
  memos.set(network, memo);
  let doubts = memo.get(list);
  if (!doubts) {
    // Provider addresses and routes name their host themselves, in whichever policy they stand.
    const ofHosts = list === 'providerAddresses' || list === 'providerRoutes';
    const all = network.all('network-virtualization');
    const adrift = all.filter((policy) => !appliesSomewhere(policy));
    const unreadable = all.filter((policy) => !isReadable(policy, list));
    doubts = {
      everywhere:
        adrift.some((policy) => policy.data[list]?.some((entry) => !ofHosts || !('host' in entry))) ||
        unreadable.some((policy) => ofHosts || adrift.includes(policy)),
      policies: new Set(unreadable),
    };
    memo.set(list, doubts);
  }
  return doubts;
}

/** Whether every policy of the estate has only entries of a sort that can be read. */
export function allReadable(network: Network, list: PolicyList): boolean {
  return doubtsOf(network, list).policies.size === 0;
}

/**
 * Whether all entries of a sort that a host has are known, so that what is not among them is missing: a policy of the host
 * writes the list (an empty one says that there are none), or the inventory of hosts is complete. Not known where an entry could
 * not be read, and where a policy with such entries does not say which hosts it is applied to.
 */
export function knowsList(network: Network, host: string, list: PolicyList): boolean {
  const policies = virtualNetworks(network).policiesOn(host);
  const doubts = doubtsOf(network, list);
  if (doubts.everywhere || policies.some((policy) => doubts.policies.has(policy))) return false;
  return network.inventory.hosts || policies.some((policy) => policy.data[list] !== undefined);
}

/** The same for all hosts of a policy; a policy that names none knows what it writes itself. */
export function knowsListOf(network: Network, policy: VirtualNetworkPolicy, list: PolicyList): boolean {
  return policy.hosts.length > 0
    ? policy.hosts.every((host) => knowsList(network, host, list))
    : policy.data[list] !== undefined && isReadable(policy, list);
}
