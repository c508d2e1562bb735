import type { Cluster, Host, Vm } from './entity.ts';
import { parseIp } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
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
  readonly cluster: Cluster | undefined;
  /** What is known of it as a replica server. */
  readonly server: ReplicaServer | undefined;
}

/** What a server name of a replication setting leads to; undefined for an IP address and for what nothing describes. */
export function replicaEndpoint(network: Network, name: string): ReplicaEndpoint | undefined {
  if (parseIp(name)) return undefined;
  const broker = network.all('cluster').find((cluster) => brokerNames(network, cluster).some((own) => sameMachine(own, name)));
  if (broker) return { name, sort: 'broker', host: undefined, cluster: broker, server: serverOf(network, broker) };
  const host = network.host(name);
  const cluster = host && clusterOf(network, host);
  if (host) return { name, sort: cluster ? 'node' : 'host', host, cluster, server: serverOf(network, host) };
  const named = network.cluster(name);
  if (named) return { name, sort: 'cluster', host: undefined, cluster: named, server: serverOf(network, named) };
  const server = network.all('replica-server').find((each) => sameMachine(each.name, name));
  const of = server?.data.cluster === undefined ? undefined : network.cluster(server.data.cluster);
  return server && { name, sort: server.data.cluster === undefined ? 'host' : 'broker', host: undefined, cluster: of, server };
}

/** The cluster a host is a node of, when its document is there. */
export function clusterOf(network: Network, host: Host): Cluster | undefined {
  return network.all('cluster').find((cluster) => network.nodesOf(cluster.name).includes(host));
}

/** Names of the access point of a cluster's Replica Broker, as the cluster or a replica server of it says. */
export function brokerNames(network: Network, cluster: Cluster): readonly string[] {
  const { name, fqdn } = cluster.data.replicaBroker ?? {};
  const servers = network.all('replica-server').filter((server) => nameKey(server.data.cluster ?? '') === nameKey(cluster.name));
  return [fqdn, name, ...servers.map((server) => server.name)].filter((each) => each !== undefined);
}

/** Whether a cluster has a Replica Broker; undefined where nothing tells. */
export function hasBroker(network: Network, cluster: Cluster): boolean | undefined {
  if (brokerNames(network, cluster).length > 0) return true;
  const { replicaBroker, groups } = cluster.data;
  if (groups) return groups.some((group) => group.groupType === 'VMReplicaBroker');
  return replicaBroker === undefined ? undefined : false;
}

/** The replica server settings of a host, or of the Replica Broker of a cluster. */
export function serverOf(network: Network, of: Host | Cluster): ReplicaServer | undefined {
  return network.all('replica-server').find((server) => {
    const { host, cluster } = server.data;
    if (of.kind === 'cluster')
      return cluster === undefined
        ? [of.data.replicaBroker?.name, of.data.replicaBroker?.fqdn].some(
            (own) => own !== undefined && sameMachine(own, server.name),
          )
        : nameKey(cluster) === nameKey(of.name);
    return cluster === undefined && network.host(host ?? server.name) === of;
  });
}

/** Names under which the primary side of a VM asks: those of its broker where it is clustered, else of its host. Empty: unknown. */
export function primaryNames(network: Network, vm: Vm): readonly string[] {
  const { host, cluster } = vm.data;
  const own = host === undefined ? undefined : network.host(host);
  const of = cluster === undefined ? own && clusterOf(network, own) : network.cluster(cluster);
  if (of) return brokerNames(network, of);
  if (cluster !== undefined || host === undefined) return [];
  return [host, ...(own ? [own.name, ...(own.data.domain === undefined ? [] : [`${label(own.name)}.${own.data.domain}`])] : [])];
}

/** Whether an AllowedPrimaryServer covers a machine: its full name, or * for its first label. A short name meets by its label. */
export function allows(entry: string, name: string): boolean {
  const pattern = nameKey(entry);
  if (!pattern.startsWith('*.')) return sameMachine(entry, name);
  const rest = pattern.slice(2);
  return name.includes('.') ? nameKey(name).split('.').slice(1).join('.') === rest : true;
}

/** Whether two names are one machine: equal, or one is the first label of the other. */
export function sameMachine(a: string, b: string): boolean {
  const [x, y] = [nameKey(a), nameKey(b)];
  return x === y || (x.includes('.') !== y.includes('.') && label(x) === label(y));
}

function label(name: string): string {
  return nameKey(name).split('.', 1)[0]!;
}
