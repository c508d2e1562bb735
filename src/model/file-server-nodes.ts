import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
import type { Cluster, Host } from './entity.ts';
import type { FileServer } from './file-server-entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { clusterOf, sameMachine } from './replica-endpoint.ts';

/** The cluster a file server runs on, when its document is there. */
export function clusterOfServer(network: Network, server: FileServer): Cluster | undefined {
  return server.data.cluster === undefined ? undefined : network.cluster(server.data.cluster);
}

/** The role of a file server as it says it, or as the roles of a cluster do under its name. */
export function serverRole(network: Network, server: FileServer): 'FileServer' | 'ScaleOutFileServer' | undefined {
  if (server.data.role !== undefined) return server.data.role;
  const type = roleInCluster(network, server);
  return type === 'ScaleoutFileServer' ? 'ScaleOutFileServer' : type === 'FileServer' ? 'FileServer' : undefined;
}

function roleInCluster(network: Network, server: FileServer): string | undefined {
  const clusters = server.data.cluster === undefined ? network.all('cluster') : [clusterOfServer(network, server)];
  return clusters.flatMap((cluster) => cluster?.data.groups ?? []).find((group) => nameKey(group.name) === nameKey(server.name))
    ?.groupType;
}

/**
 * Whether a file server is a role of a failover cluster; undefined where nothing tells. A machine that lists its roles without
 * Failover-Clustering is none, and neither is one that runs on itself alone; shares that a node of a cluster has under its own
 * name are unknown.
 */
export function isClustered(network: Network, server: FileServer): boolean | undefined {
  const { cluster, clustered, nodes } = server.data;
  if (cluster !== undefined) return true;
  if (clustered !== undefined) return clustered;
  if ((nodes?.length ?? 0) > 1 || roleInCluster(network, server) !== undefined) return true;
  const host = network.host(server.name);
  if (host && (host.data.cluster !== undefined || clusterOf(network, host))) return undefined;
  if (nodes?.[0] !== undefined && !lostItems(nodes)) return sameMachine(nodes[0], server.name) ? false : undefined;
  const roles = host?.data.roles ?? [];
  if (roles.length === 0 || lostItems(roles)) return undefined;
  return roles.some((role) => /^failover-?clustering$/i.test(role.replaceAll(' ', ''))) ? undefined : false;
}

/** What shows that a file server is not clustered: its own word, its nodes, or the roles of the host of its name. */
export function unclusteredPlaces(network: Network, server: FileServer): { at: Place; message: string }[] {
  const host = network.host(server.name);
  const message = 'shows that it is not clustered';
  if (server.data.clustered !== undefined) return [{ at: at(server, 'clustered'), message }];
  if (server.data.nodes) return [{ at: at(server, 'nodes'), message }];
  return host ? [{ at: at(host, 'roles'), message }] : [];
}

/** The servers a file server runs on, as far as they are described. */
export function nodesOfServer(network: Network, server: FileServer): readonly Host[] {
  const { nodes, cluster } = server.data;
  if (nodes) return nodes.flatMap((name) => network.host(name) ?? []);
  if (cluster !== undefined) return network.nodesOf(cluster);
  const own = network.host(server.name);
  return own ? [own] : [];
}

/** The hosts that a cluster or file server consists of, as far as they are described; a host consists of itself. */
export function machinesOf(network: Network, of: Cluster | FileServer | Host): readonly Host[] {
  if (of.kind === 'host') return [of];
  return of.kind === 'cluster' ? network.nodesOf(of.name) : nodesOfServer(network, of);
}

const memo = new WeakMap<Network, Map<Host, FileServer[]>>();

/** The file servers that run on a host. */
export function serversOn(network: Network, host: Host): readonly FileServer[] {
  let runs = memo.get(network);
  if (!runs) {
    runs = new Map();
    memo.set(network, runs);
    for (const server of network.all('file-server'))
      for (const node of nodesOfServer(network, server)) runs.set(node, [...(runs.get(node) ?? []), server]);
  }
  return runs.get(host) ?? [];
}

/**
 * The only node of the cluster of a file server, with the place it is listed at: from the cluster's list, else from its own.
 * Undefined where there are others or nothing tells.
 */
export function onlyNode(network: Network, server: FileServer): { readonly name: string; readonly place: Place } | undefined {
  const cluster = clusterOfServer(network, server);
  const listed = cluster?.data.nodes;
  const [list, place] = cluster && listed ? [listed, at(cluster, 'nodes', 0)] : [server.data.nodes ?? [], at(server, 'nodes', 0)];
  const [name, ...others] = list;
  if (name === undefined || others.length > 0 || lostItems(list)) return undefined;
  // A host may say that it is a node where the list does not have it.
  const known = server.data.cluster === undefined ? [] : network.nodesOf(server.data.cluster);
  return known.some((node) => node !== network.host(name)) ? undefined : { name, place };
}

/** Whether every entry of a list could be read, so that what is not in it is known not to be there. */
export function isWholeList(list: readonly unknown[]): boolean {
  return !lostItems(list);
}

/** Whether a file server has no value for a property, not even one that could not be read. */
export function isSilentOn(server: FileServer, property: keyof FileServer['data'] & string): boolean {
  return server.data[property] === undefined && !isForgotten(server.data, property);
}
