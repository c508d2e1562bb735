import { vsidOf } from './adapter-subnet.ts';
import { clusterOfServer, nodesOfServer } from './file-server-nodes.ts';
import type { TopologyDraft } from './topology.ts';
import { thingId } from './topology-id.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** Tenants: virtual subnets, in their routing domains where one is known, and the VMs in them. */
export function tenantsInto(draft: TopologyDraft): void {
  const { network } = draft;
  const virtual = virtualNetworks(network);
  const subnet = (vsid: number): string => {
    const id = thingId('virtual-subnet', String(vsid));
    const domains = virtual.domainsOf(vsid);
    const [domain] = domains;
    const parent =
      domain !== undefined && domains.length === 1
        ? draft.thing({ id: thingId('routing-domain', domain), kind: 'routing-domain', name: domain, parent: undefined }).id
        : undefined;
    const routes = virtual.customerRoutesIn(vsid).flatMap(({ data }) => data.destinationPrefix ?? []);
    const facts = [...new Set(routes)];
    return draft.thing({
      id,
      kind: 'virtual-subnet',
      name: String(vsid),
      parent,
      facts: facts.length > 3 ? [`${facts.length} routes`] : facts,
    }).id;
  };
  for (const vsid of virtual.vsids) subnet(vsid);
  for (const adapter of network.all('vm-adapter')) {
    const vsid = vsidOf(adapter);
    if (vsid > 0) draft.link('subnet', subnet(vsid), adapter.vm.id);
  }
  for (const record of network.all('lookup-record'))
    draft.aliases.set(record.id, thingId('virtual-subnet', String(record.data.virtualSubnetId)));
  for (const route of network.all('customer-route'))
    draft.aliases.set(route.id, thingId('virtual-subnet', String(route.data.virtualSubnetId)));
  for (const part of [...network.all('provider-address'), ...network.all('provider-route')])
    for (const name of part.hosts.slice(0, 1)) draft.aliases.set(part.id, network.host(name)?.id ?? thingId('host', name));
  // What serves is drawn as the machines it runs on.
  for (const server of network.all('replica-server')) {
    const host = network.host(server.data.host ?? server.name);
    const cluster = server.data.cluster === undefined ? undefined : network.cluster(server.data.cluster);
    if (host ?? cluster) draft.aliases.set(server.id, (host ?? cluster)!.id);
  }
  for (const server of network.all('file-server')) {
    const home = clusterOfServer(network, server) ?? nodesOfServer(network, server)[0];
    if (home) draft.aliases.set(server.id, home.id);
  }
}
