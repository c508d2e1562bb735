import { type Nic, TeamNic } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { ProviderAddress } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';
import { vlanFilter } from './way-nic.ts';

/** A VLAN of provider addresses on an adapter. */
export interface ProviderTag {
  /** VLAN ID of the tag on the wire; undefined for untagged packets. */
  readonly tag: number | undefined;
  /** The first provider address in it. */
  readonly address: ProviderAddress;
}

/**
 * The VLANs of the provider addresses whose packets leave through an adapter: those on the adapter itself, on its team, or on another
 * member of its team. Only where interface and VLAN are written, and where nothing between them and the wire sets a VLAN of its own.
 */
export function providerTags(network: Network, nic: Nic): readonly ProviderTag[] {
  const { host } = nic;
  if (vlanFilter(nic)) return [];
  const mates = new Set(network.teamingOf(nic) ? network.nicsBehind(network.teamingOf(nic)!) : [nic]);
  const tags = new Map<number, ProviderTag>();
  for (const address of virtualNetworks(network).providerAddressesOf(host.name)) {
    const { interface: name, vlanId } = address.data;
    if (name === undefined || vlanId === undefined || tags.has(vlanId)) continue;
    const on = host.adapter(name);
    const through = on instanceof TeamNic ? on.vlan === 0 && on.team.nics.includes(nic) : on !== undefined && mates.has(on);
    const team = host.teams.find((each) => nameKey(each.name) === nameKey(name));
    if (through || (!on && team?.nics.includes(nic))) tags.set(vlanId, { tag: vlanId === 0 ? undefined : vlanId, address });
  }
  return [...tags.values()];
}
