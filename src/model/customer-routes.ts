import { type IpPrefix, ipKey, lowestHost, parsePrefix } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { CustomerRoute, LookupRecord } from './policy-entity.ts';
import type { Fabric } from './policy-fabric.ts';
import { isReadable } from './policy-lists.ts';
import { tenantHosts } from './tenant-hosts.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** A prefix of a virtual subnet itself, and the route that says so. */
export interface OnLinkPrefix {
  readonly route: CustomerRoute;
  readonly prefix: IpPrefix;
}

/** The routes of a fabric that start in a virtual subnet. */
export function routesIn(network: Network, fabric: Fabric, vsid: number): readonly CustomerRoute[] {
  return virtualNetworks(network)
    .customerRoutesIn(vsid)
    .filter((route) => fabric.policies.includes(route.policy));
}

const memos = new WeakMap<Fabric, Map<number, readonly OnLinkPrefix[] | undefined>>();

/** The prefixes of a virtual subnet. Undefined where a route could not be read, or does not say where it leads and how. */
export function onLinkPrefixes(network: Network, fabric: Fabric, vsid: number): readonly OnLinkPrefix[] | undefined {
  const memo = memos.get(fabric) ?? new Map<number, readonly OnLinkPrefix[] | undefined>();
  memos.set(fabric, memo);
  if (!memo.has(vsid)) memo.set(vsid, findPrefixes(network, fabric, vsid));
  return memo.get(vsid);
}

function findPrefixes(network: Network, fabric: Fabric, vsid: number): readonly OnLinkPrefix[] | undefined {
  const routes = routesIn(network, fabric, vsid);
  if (!fabric.policies.every((policy) => isReadable(policy, 'customerRoutes'))) return undefined;
  if (routes.some((route) => route.data.nextHop === undefined)) return undefined;
  const found = routes
    .filter((route) => route.isOnLink)
    .map((route) => ({ route, prefix: parsePrefix(route.data.destinationPrefix ?? '') }));
  return found.every((one): one is OnLinkPrefix => one.prefix !== undefined) ? found : undefined;
}

/** Whether an address is what Windows answers for as gateway of a virtual subnet: the lowest host address of one of its prefixes. */
export function isBuiltInGateway(network: Network, fabric: Fabric, vsid: number, address: string): boolean {
  return routesIn(network, fabric, vsid).some((route) => {
    const prefix = route.isOnLink ? parsePrefix(route.data.destinationPrefix ?? '') : undefined;
    return prefix !== undefined && lowestHost(prefix)?.toString() === ipKey(address);
  });
}

/** Whether a record is that of a gateway: a policy or its VM says so, or a customer route of its routing domain leads to it. */
export function isGateway(network: Network, fabric: Fabric, record: LookupRecord): boolean {
  const { vmName, customerAddress, virtualSubnetId } = record.data;
  const named = fabric.policies.some((policy) =>
    policy.data.gateways?.some(({ name }) => vmName !== undefined && nameKey(name) === nameKey(vmName)),
  );
  const hosts = tenantHosts(network);
  return (
    named ||
    hosts.vmsOf(record, fabric).some((vm) => vm.data.networkVirtualizationGateway === true) ||
    [...hosts.reachableFrom(virtualSubnetId, fabric)].some((vsid) =>
      routesIn(network, fabric, vsid).some(
        (route) => !route.isOnLink && route.data.nextHop !== undefined && ipKey(route.data.nextHop) === ipKey(customerAddress),
      ),
    )
  );
}
