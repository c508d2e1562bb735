import { forgottenKeys, isForgotten } from '#read/forgotten';
import type { ClusterData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import type { Cluster, Host, Vm } from './entity.ts';
import { parseIp } from './ip-prefix.ts';
import { firstLabel, nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { ReplicaServer } from './replica-entity.ts';

/** What a name in a replication setting leads to. */
export interface ReplicaEndpoint {
  /** The name as written. */
  readonly name: string;
  /**
   * host: a server of its own. node: a node of a cluster. broker: the access point of a cluster's Replica Broker. cluster: the
   * cluster's own name, which replication cannot use.
   */
  readonly sort: 'host' | 'node' | 'broker' | 'cluster';
  readonly host: Host | undefined;
  /** The cluster, when its document is there. */
  readonly cluster: Cluster | undefined;
  /** What is known of it as a replica server. */
  readonly server: ReplicaServer | undefined;
}

/**
 * What a server name of a replication setting leads to; undefined for an IP address, for what nothing describes, and for a short
 * name that several machines share.
 */
export function replicaEndpoint(network: Network, name: string): ReplicaEndpoint | undefined {
  if (parseIp(name)) return undefined;
  const owners = network.all('cluster').filter((cluster) => brokerNames(network, cluster).some((own) => sameMachine(own, name)));
  const [broker, other] = owners;
  if (broker && other) return undefined;
  if (broker) return { name, sort: 'broker', host: undefined, cluster: broker, server: serverOf(network, broker) };
  const host = hostCalled(network, name);
  if (host) return endpointAt(network, name, host, serverOf(network, host));
  const of = network.all('cluster').find((cluster) => lists(cluster, name));
  if (of) return { name, sort: 'node', host: undefined, cluster: of, server: serverNamed(network, name) };
  const named = network.cluster(name);
  if (named && fullNames([named.name], named.data.domain).some((own) => sameMachine(own, name)))
    return { name, sort: 'cluster', host: undefined, cluster: named, server: serverOf(network, named) };
  const server = serverNamed(network, name);
  if (!server) return undefined;
  const is = server.data.host === undefined ? undefined : hostCalled(network, server.data.host);
  if (is) return endpointAt(network, name, is, server);
  return { name, sort: server.data.cluster === undefined ? 'host' : 'broker', host: undefined, cluster: undefined, server };
}

function serverNamed(network: Network, name: string): ReplicaServer | undefined {
  const [server, another] = network.all('replica-server').filter((each) => sameMachine(each.name, name));
  return another ? undefined : server;
}

function endpointAt(network: Network, name: string, host: Host, server: ReplicaServer | undefined): ReplicaEndpoint {
  const cluster = clusterOf(network, host);
  return { name, sort: cluster || host.data.cluster !== undefined ? 'node' : 'host', host, cluster, server };
}

/** The described host of a name. A full name in another domain than the host is in is that of another machine. */
function hostCalled(network: Network, name: string): Host | undefined {
  const host = network.host(name);
  return host && namesOf(host).some((own) => sameMachine(own, name)) ? host : undefined;
}

/** Whether a cluster lists a machine as its node. */
function lists(cluster: Cluster, name: string): boolean {
  const { nodes = [], domain } = cluster.data;
  return nodes.some((node) => fullNames([node], domain).some((own) => sameMachine(own, name)));
}

/** The cluster a host is a node of, when its document is there. */
export function clusterOf(network: Network, host: Host): Cluster | undefined {
  return network.all('cluster').find((cluster) => network.nodesOf(cluster.name).includes(host));
}

/**
 * Names of the access point of a cluster's Replica Broker, as the cluster or a replica server of it says. Where its full name
 * is known, also from the cluster's domain, a short one is left out.
 */
export function brokerNames(network: Network, cluster: Cluster): readonly string[] {
  const { domain, replicaBroker } = cluster.data;
  const { name, fqdn } = replicaBroker ?? {};
  const servers = network.all('replica-server').filter((server) => {
    const of = server.data.cluster;
    return (
      of !== undefined && network.cluster(of) === cluster && !isNode(network, server) && !sameMachine(server.name, cluster.name)
    );
  });
  return fullNames([fqdn, name, ...servers.map((server) => server.name)], domain);
}

/** Whether a cluster has a Replica Broker; undefined where nothing tells. */
export function hasBroker(network: Network, cluster: Cluster): boolean | undefined {
  if (brokerNames(network, cluster).length > 0) return true;
  const { data, tree } = cluster;
  const { replicaBroker: broker, groups } = data;
  if (broker?.staticAddresses?.length || groups?.some((group) => group.groupType === 'VMReplicaBroker')) return true;
  // What is written and could not be read may be a broker, or its name.
  const lost = lostItems(broker?.staticAddresses) || (broker && [...forgottenKeys(broker)].length > 0);
  if (isForgotten(data, 'replicaBroker') || lost) return undefined;
  const whole = groups && !tree.documents.some((document) => lostItems((document.data as ClusterData).groups));
  return whole || broker ? false : undefined;
}

/** Where a cluster says that it has no Replica Broker. */
export function brokerPlace(cluster: Cluster): Place {
  return at(cluster, cluster.data.replicaBroker ? 'replicaBroker' : 'groups');
}

/** The replica server settings of a host, or of the Replica Broker of a cluster. */
export function serverOf(network: Network, of: Host | Cluster): ReplicaServer | undefined {
  const servers = network.all('replica-server');
  if (of.kind === 'host')
    return servers.find(
      (server) =>
        hostCalled(network, server.data.host ?? server.name) === of &&
        (server.data.cluster === undefined || isNode(network, server)),
    );
  const names = brokerNames(network, of);
  return servers.find(
    (server) =>
      !isNode(network, server) &&
      (names.some((own) => sameMachine(own, server.name)) ||
        (server.data.cluster !== undefined && network.cluster(server.data.cluster) === of)),
  );
}

/** Whether replica server settings are those of a Replica Broker. */
export function isBroker(network: Network, server: ReplicaServer): boolean {
  if (isNode(network, server)) return false;
  return server.data.cluster !== undefined || network.all('cluster').some((cluster) => serverOf(network, cluster) === server);
}

/** The replica server settings that are those of single nodes of a cluster. */
export function nodeServers(network: Network, cluster: Cluster): readonly ReplicaServer[] {
  const hosts = network.nodesOf(cluster.name);
  return network.all('replica-server').filter((server) => {
    const name = server.data.host ?? server.name;
    const host = hostCalled(network, name);
    return host ? hosts.includes(host) : lists(cluster, name);
  });
}

/** Whether replica server settings are those of a host or of one node of a cluster, not of a Replica Broker. */
function isNode(network: Network, server: ReplicaServer): boolean {
  const name = server.data.host ?? server.name;
  return hostCalled(network, name) !== undefined || network.all('cluster').some((cluster) => lists(cluster, name));
}

/**
 * Names under which the primary side of a VM asks: those of its broker where it is clustered, else of its host. A VM that is
 * only said to be on a node may ask as either. Full names where they are known, else short ones. Empty: unknown.
 */
export function primaryNames(network: Network, vm: Vm): readonly string[] {
  const { host, cluster } = vm.data;
  const own = host === undefined ? undefined : network.host(host);
  if (cluster !== undefined) {
    const of = network.cluster(cluster);
    return of ? brokerNames(network, of) : [];
  }
  const hostNames = host === undefined ? [] : own ? namesOf(own, host) : [host];
  if (!own || (own.data.cluster === undefined && !clusterOf(network, own))) return hostNames;
  const of = clusterOf(network, own);
  const broker = of ? brokerNames(network, of) : [];
  return broker.length > 0 ? [...broker, ...hostNames] : [];
}

/** Names of a host in replication: its full name where one is known, else its short one. `written` is how another document calls it. */
export function namesOf(host: Host, written?: string): readonly string[] {
  return fullNames([host.name, written], host.data.domain);
}

/** Of names of one machine the full ones; those that are short get the domain. Where there are none, the short ones. */
function fullNames(names: readonly (string | undefined)[], domain: string | undefined): readonly string[] {
  const written = names.filter((each) => each !== undefined);
  const full = written.filter((each) => each.includes('.'));
  // A domain without a dot is its NetBIOS name, which makes no full name.
  const made = full.length === 0 && domain?.includes('.') ? written.map((each) => `${each}.${domain.trim()}`) : [];
  const best = full.length > 0 ? full : made.length > 0 ? made : written;
  return [...new Map(best.map((each) => [nameKey(each), each])).values()];
}

/**
 * Whether an AllowedPrimaryServer covers a machine: its full name, `*.` for the first label of it, or * for every machine. A
 * short name meets every full one with its label, and every wildcard.
 */
export function allows(entry: string, name: string): boolean {
  const pattern = nameKey(entry);
  if (pattern === '*') return true;
  if (!pattern.startsWith('*.')) return sameMachine(entry, name);
  const rest = pattern.slice(2);
  return name.includes('.') ? nameKey(name).split('.').slice(1).join('.') === rest : true;
}

/** Whether two names are one machine: equal, or one is the first label of the other. An IP address is only itself. */
export function sameMachine(a: string, b: string): boolean {
  const [x, y] = [nameKey(a), nameKey(b)];
  if (x === y) return true;
  return x.includes('.') !== y.includes('.') && firstLabel(x) === firstLabel(y) && !parseIp(x) && !parseIp(y);
}
