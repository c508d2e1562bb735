import { lostItems } from '#read/validate';
import { parseIp } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { allows, brokerNames, namesOf, sameMachine } from './replica-endpoint.ts';
import type { ReplicaServer } from './replica-entity.ts';

/**
 * Whether a Replica server is known to refuse a machine that asks under some names: every server is not allowed, which is written,
 * or not written beside entries (they count only then), and no entry covers a name. The nodes of a cluster count for its broker:
 * entries for them work as long as no other node sends. False where the names are unknown.
 */
export function refusesSender(network: Network, server: ReplicaServer, names: readonly string[]): boolean {
  const { replicationAllowedFromAnyServer: any, authorizationEntries: entries } = server.data;
  if (names.length === 0 || any === true || !entries || lostItems(entries)) return false;
  if (any === undefined && entries.length === 0) return false;
  // Of an entry that Windows does not take it is unknown whom it means.
  if (entries.some(({ allowedPrimaryServer: entry }) => parseIp(entry) || entry.replace(/^\s*\*\./, '').includes('*')))
    return false;
  const asked = [...names, ...nodesBehind(network, names)];
  return !entries.some((entry) => asked.some((name) => allows(entry.allowedPrimaryServer, name)));
}

/** Names of the nodes of the clusters whose Replica Broker has one of some names. */
function nodesBehind(network: Network, names: readonly string[]): readonly string[] {
  return network
    .all('cluster')
    .filter((cluster) => brokerNames(network, cluster).some((own) => names.some((name) => sameMachine(own, name))))
    .flatMap((cluster) => [...(cluster.data.nodes ?? []), ...network.nodesOf(cluster.name).flatMap((host) => namesOf(host))]);
}
