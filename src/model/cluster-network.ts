import { lostItems } from '#read/validate';
import type { Cluster, Host, Nic } from './entity.ts';
import { type IpPrefix, inPrefix, maskedPrefix } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { Place } from './place.ts';
import { type SmbInterface, smbInterfaces } from './storage-network.ts';

/** A cluster network that is written. */
export interface ClusterNetwork {
  readonly name: string;
  readonly index: number;
  readonly role: NonNullable<Cluster['data']['networks']>[number]['role'];
  readonly prefix: IpPrefix | undefined;
}

/** All networks of a cluster; undefined where they are not written or one could not be read. */
export function clusterNetworks(cluster: Cluster): readonly ClusterNetwork[] | undefined {
  const { networks } = cluster.data;
  if (!networks || lostItems(networks)) return undefined;
  return networks.map(({ name, role, address, addressMask }, index) => ({
    name,
    index,
    role,
    prefix: maskedPrefix(address, addressMask),
  }));
}

/** An adapter on which a node hangs in a network: nothing stands in for it. */
export interface LoneAdapter {
  readonly node: Host;
  readonly nic: Nic;
}

/** The nodes of a cluster that are known to be in a network with one physical adapter. */
export function loneAdapters(network: Network, nodes: readonly Host[], prefix: IpPrefix): readonly LoneAdapter[] {
  return nodes.flatMap((node) => {
    const inside = smbInterfaces(network, node).filter(({ addresses }) =>
      addresses.some((address) => inPrefix(prefix, address.prefix.address)),
    );
    const [only, ...others] = inside;
    const nic = only && others.length === 0 ? singleNic(only) : undefined;
    return nic && !isVendorTeamed(nic) ? [{ node, nic }] : [];
  });
}

function singleNic({ nics, complete }: SmbInterface): Nic | undefined {
  return complete && nics.length === 1 ? nics[0] : undefined;
}

/** Whether the teaming software of a vendor has an adapter: as a member, or as the team that it shows as an adapter. */
function isVendorTeamed({ host, name, data }: Nic): boolean {
  const text = `${name} ${data.interfaceDescription ?? ''}`;
  return (
    /\bteam/i.test(text) ||
    host.thirdPartyTeams.some((team) =>
      [team.name, ...(team.data.members ?? [])].some((other) => nameKey(other) === nameKey(name)),
    )
  );
}

/** An address of an interface in a subnet: not a route to one host, or to the other end of a link. */
export interface NodeSubnet {
  readonly each: SmbInterface;
  readonly prefix: IpPrefix;
  readonly place: Place;
}

/** The subnets a node is in, by the addresses of its interfaces. */
export function nodeSubnets(network: Network, node: Host): readonly NodeSubnet[] {
  return smbInterfaces(network, node).flatMap((each) =>
    each.addresses.flatMap(({ prefix, place }) =>
      prefix.length <= prefix.address.toByteArray().length * 8 - 2 ? [{ each, prefix, place }] : [],
    ),
  );
}
