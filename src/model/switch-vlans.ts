import { isForgotten } from '#read/forgotten';
import type { VlanListText } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import { allowedVlans } from './defaults.ts';
import type { Port, PortChannel, Switch } from './entity.ts';
import { hostPort } from './host-port.ts';
import { same } from './lag.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { untaggedUses, untaggedVlan } from './untagged.ts';
import { MAX_VLAN, VlanSet } from './vlan-set.ts';
import type { VlanUse } from './vlan-use.ts';

/** A VLAN in the list of a switch. */
export interface DefinedVlan {
  readonly id: number;
  /** Whether its frames are forwarded; the place says what stops them. */
  readonly active: boolean;
  readonly state: string | undefined;
  readonly place: Place;
}

/**
 * The VLANs a switch defines; switches of one stack share theirs. Undefined where the list is not written, is empty (VLANs may
 * come from VTP) or has entries that could not be read.
 */
export function definedVlans(network: Network, device: Switch): readonly DefinedVlan[] | undefined {
  const lists = device.tree.documents.map(({ data }) => (data as Switch['data']).vlans);
  if (lists.some(lostItems) || isForgotten(device.data, 'vlans') || !device.data.vlans?.length) return undefined;
  const stack = network.all('switch').filter((other) => other === device || same(other.data.stackId, device.data.stackId));
  return stack.flatMap((member) =>
    (member.data.vlans ?? []).map(({ id, state }, i) => ({
      id,
      active: state === undefined || state === 'active',
      state,
      place: at(member, 'vlans', i, state === undefined ? 'id' : 'state'),
    })),
  );
}

/** The VLANs a port has to forward for the host behind it, as far as its own settings let them pass, with who needs each. */
export function forwardedVlans(network: Network, port: Port): ReadonlyMap<number, readonly VlanUse[]> {
  const vlans = new Map<number, VlanUse[]>();
  const mode = network.setting(port, 'mode')?.value;
  const host = hostPort(network, port);
  if (!host || (mode !== 'trunk' && mode !== 'access') || network.setting(port, 'adminUp')?.value === false) return vlans;
  const passes = mode === 'trunk' ? passing(network, port) : undefined;
  const add = (vlan: number, use: VlanUse): void => {
    if (passes && !passes.has(vlan)) return;
    const known = vlans.get(vlan);
    if (known) known.push(use);
    else vlans.set(vlan, [use]);
  };
  // A tag on an access port is another mistake.
  if (mode === 'trunk') for (const use of host.uses) if (use.vlan !== undefined) add(use.vlan, use);
  const untagged = untaggedVlan(network, port);
  if (untagged) for (const use of untaggedUses(network, port)) add(untagged.vlan, use);
  return vlans;
}

/** Where it is written which VLANs a port forwards: the list of a trunk or the VLAN of an access port. */
export function carrierOf(network: Network, port: Port): { readonly owner: Port | PortChannel; readonly place: Place } {
  const property = network.setting(port, 'mode')?.value === 'access' ? 'accessVlan' : 'allowedVlans';
  const owner = network.setting(port, property)?.entity ?? network.portChannelOf(port) ?? port;
  return { owner, place: owner.kind === 'port' ? at(owner, property) : at(owner, property) };
}

/** The VLANs that pass a trunk, where that is known. */
function passing(network: Network, port: Port): VlanSet | undefined {
  return allowedVlans(network.setting(port, 'allowedVlans')?.entity ?? port)?.value;
}

/** The numbers of a VLAN list that are no VLAN IDs. */
export function impossibleVlans(list: VlanListText | undefined): readonly number[] {
  const text = [list ?? []].flat().join(',');
  const numbers = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
  return [...new Set(numbers)].filter((id) => id < 1 || id > MAX_VLAN);
}

/**
 * VLANs that a system keeps for itself. NX-OS: what is so by default on every Nexus; Nexus 7000 and 9000 keep 4048-4093 too.
 * Sources: Cisco Nexus 7000, 9000 and 5500 layer 2 switching guides, "VLAN Ranges"; Cisco Catalyst, "Supported VLANs".
 */
const RESERVED: Readonly<Record<string, { readonly vlans: VlanSet; readonly what: string }>> = {
  'nx-os': { vlans: VlanSet.of('3968-4047,4094')!, what: 'NX-OS keeps for itself by default' },
  ios: { vlans: VlanSet.of('1002-1005')!, what: 'IOS keeps for FDDI and Token Ring' },
  'ios-xe': { vlans: VlanSet.of('1002-1005')!, what: 'IOS XE keeps for FDDI and Token Ring' },
};

/** What a switch keeps a VLAN for; undefined for VLANs that are free, and for systems of which that is not known. */
export function reservedFor(device: Switch, vlan: number): string | undefined {
  const reserved = RESERVED[device.data.os ?? ''];
  return reserved?.vlans.has(vlan) ? reserved.what : undefined;
}
