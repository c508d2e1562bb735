import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
import { vsidOf } from './adapter-subnet.ts';
import { ipKey } from './ip-prefix.ts';
import type { Network } from './network.ts';
import type { Fabric } from './policy-fabric.ts';
import { tenantHosts } from './tenant-hosts.ts';
import { guidKey } from './virtual-networks.ts';

/**
 * Whether a gateway serves a routing domain of a fabric: policies declare it, a VM is one, a wildcard record of the domain sends what is
 * foreign somewhere, the VM behind a next hop has an adapter outside of the domain, or the hosts leave routing to an external router.
 * Undefined where no policy says which gateways there are.
 */
export function servesDomain(network: Network, fabric: Fabric, domain: string, vsids: ReadonlySet<number>): boolean | undefined {
  const lists = fabric.policies.flatMap(({ data }) => (data.gateways ? [data.gateways] : []));
  const declared = lists.flat().some(
    // One that does not say which domains it serves may serve all.
    ({ routingDomainIds: served }) => !served || lostItems(served) || served.some((guid) => guidKey(guid) === domain),
  );
  const adapters = network.all('vm-adapter');
  const records = fabric.records.map(({ first }) => first).filter(({ data }) => vsids.has(data.virtualSubnetId));
  const hops = new Set(
    fabric.routes.flatMap(({ data, isOnLink }) =>
      vsids.has(data.virtualSubnetId) && data.nextHop && !isOnLink ? ipKey(data.nextHop) : [],
    ),
  );
  if (
    declared ||
    fabric.policies.some(({ data }) => data.useExternalRouter === true) ||
    records.some((record) => record.isWildcard) ||
    adapters.some(
      ({ vm, data }) =>
        vm.data.networkVirtualizationGateway === true ||
        data.isolation?.multiTenantStack === 'On' ||
        data.routingDomainMappings?.some(({ routingDomainId }) => guidKey(routingDomainId) === domain),
    ) ||
    records.some(
      (record) =>
        hops.has(ipKey(record.data.customerAddress)) &&
        tenantHosts(network)
          .vmsOf(record, fabric)
          .some((vm) => vm.adapters.some((adapter) => !vsids.has(vsidOf(adapter)))),
    )
  )
    return true;
  const told =
    lists.length > 0 &&
    fabric.policies.every(
      ({ data, tree }) =>
        !isForgotten(data, 'gateways') && !tree.documents.some((d) => lostItems((d.data as typeof data).gateways)),
    );
  return told ? false : undefined;
}
