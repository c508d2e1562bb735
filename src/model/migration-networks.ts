import { lostItems } from '#read/validate';
import { clusters } from './cluster-nodes.ts';
import type { Host } from './entity.ts';
import { areDisjoint, type IpPrefix, isHostAddress, parseIp, parsePrefix } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { routedSubnets } from './routed-subnets.ts';

/** A node whose migration networks are none of those of the other nodes. */
export interface MigrationParting {
  readonly cluster: string;
  readonly node: Host;
  /** The nodes it shares none with; most of the cluster. */
  readonly others: readonly Host[];
}

/**
 * The migration networks a node is confined to; undefined where it may use every network, where one of them is not known, and where
 * none is written.
 */
export function migrationNetworks(node: Host): readonly IpPrefix[] | undefined {
  const { liveMigration } = node.data;
  const written = liveMigration?.migrationNetworks;
  if (!written?.length || lostItems(written) || liveMigration?.useAnyNetworkForMigration === true) return undefined;
  if (liveMigration?.virtualMachineMigrationEnabled === false) return undefined;
  const prefixes = written.map((text) => migrationNetwork(node, text));
  return prefixes.every((prefix) => prefix !== undefined) ? prefixes : undefined;
}

/** The subnet of an entry. One address alone (Add-VMMigrationNetwork 192.168.0.1) stands for the network of the adapter that has it. */
function migrationNetwork(node: Host, text: string): IpPrefix | undefined {
  const prefix = parsePrefix(text);
  if (prefix && !isHostAddress(prefix)) return prefix;
  const address = prefix?.address ?? parseIp(text);
  if (!address) return undefined;
  const adapters = [...node.nics, ...node.hostAdapters, ...node.teams.flatMap((team) => team.allInterfaces)];
  return adapters
    .flatMap(({ data }) => (data.ipAddresses ?? []).map(parsePrefix))
    .find((own) => own && !isHostAddress(own) && own.address.toString() === address.toString());
}

/**
 * The nodes of clusters that share a migration network with none of the other nodes. Subnets a switch of the estate routes reach one
 * another, and nodes at different places are meant to be routed: neither is counted.
 */
export function migrationPartings(network: Network): readonly MigrationParting[] {
  const routed = routedNetworks(network);
  const isRouted = (prefixes: readonly IpPrefix[]): boolean =>
    prefixes.some((prefix) => routed.some((subnet) => !areDisjoint(subnet, prefix)));
  return clusters(network).flatMap(({ name, nodes }) => {
    const known = nodes.flatMap((node) => {
      const prefixes = migrationNetworks(node);
      return prefixes ? [{ node, prefixes }] : [];
    });
    const apart = (a: (typeof known)[number], b: (typeof known)[number]): boolean =>
      a.node.data.site === b.node.data.site &&
      a.prefixes.every((one) => b.prefixes.every((other) => areDisjoint(one, other))) &&
      !(isRouted(a.prefixes) && isRouted(b.prefixes));
    const partings = known.flatMap((own) => {
      const others = known.filter((other) => other !== own);
      const strangers = others.filter((other) => apart(own, other));
      return others.length > 0 && strangers.length === others.length
        ? [{ cluster: name, node: own.node, others: strangers.map(({ node }) => node) }]
        : [];
    });
    // Where all nodes are apart from one another, the first is the one the others are measured by.
    return partings.length === known.length ? partings.slice(1) : partings;
  });
}

function routedNetworks(network: Network): readonly IpPrefix[] {
  return network
    .all('switch')
    .flatMap((device) =>
      (device.data.svis ?? []).flatMap(({ vlanId }) => (routedSubnets(device, vlanId) ?? []).map(({ prefix }) => prefix)),
    );
}
