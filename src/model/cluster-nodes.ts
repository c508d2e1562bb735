import type { Cluster, Host } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';

/** A failover cluster: its document, where it has one, and the nodes that are described. */
export interface ClusterNodes {
  readonly name: string;
  readonly cluster: Cluster | undefined;
  readonly nodes: readonly Host[];
}

interface Known {
  readonly all: readonly ClusterNodes[];
  readonly of: ReadonlyMap<Host, ClusterNodes>;
}

const known = new WeakMap<Network, Known>();

/** Every cluster of the estate: those with a document, and those that hosts say they are nodes of. */
export function clusters(network: Network): readonly ClusterNodes[] {
  return knownClusters(network).all;
}

/** The cluster a host is a node of. */
export function clusterOf(network: Network, host: Host): ClusterNodes | undefined {
  return knownClusters(network).of.get(host);
}

function knownClusters(network: Network): Known {
  const before = known.get(network);
  if (before) return before;
  const names = new Map<string, string>();
  for (const { name } of network.all('cluster')) names.set(nameKey(name), name);
  for (const { data } of network.all('host'))
    if (data.cluster !== undefined && !names.has(nameKey(data.cluster))) names.set(nameKey(data.cluster), data.cluster);
  const all = [...names.values()].map((name) => ({ name, cluster: network.cluster(name), nodes: network.nodesOf(name) }));
  const found = { all, of: new Map(all.flatMap((each) => each.nodes.map((node) => [node, each] as const))) };
  known.set(network, found);
  return found;
}

/** Something that is known of one node. */
export interface NodeFact {
  readonly node: Host;
  /** The same for nodes that agree. */
  readonly key: string;
  /** Whether the node lacks what others have: of two groups of one size the other is then the usual one. */
  readonly lacking?: boolean;
}

/** Nodes that differ from what most have. */
export interface Deviation<F extends NodeFact> {
  /** Those that agree with one another and are the most; of two groups of one size the one that comes first. */
  readonly usual: readonly F[];
  readonly odd: readonly F[];
}

/** Divides what is known of nodes into what most have and what others have; undefined where all agree. */
export function deviation<F extends NodeFact>(facts: readonly F[]): Deviation<F> | undefined {
  const groups = new Map<string, F[]>();
  for (const fact of facts) groups.set(fact.key, [...(groups.get(fact.key) ?? []), fact]);
  if (groups.size < 2) return undefined;
  const usual = [...groups.values()].reduce((best, group) =>
    group.length > best.length || (group.length === best.length && best[0]!.lacking) ? group : best,
  );
  return { usual, odd: facts.filter((fact) => !usual.includes(fact)) };
}

/** Hosts in a sentence: "hv01", "hv01 and hv02", "hv01, hv02 and 3 more". */
export function hostsText(hosts: readonly Host[]): string {
  const names = hosts.map((host) => host.name);
  if (names.length < 2) return names.join('');
  if (names.length < 4) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
