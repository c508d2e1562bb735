import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
import { isDeclared } from './adapter-feature.ts';
import { bitsPerSecond } from './bit-rate.ts';
import type { HostAdapter, Nic, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { at, type Place } from './place.ts';
import { isUnsettled } from './references.ts';
import { RELEASES } from './releases.ts';
import { uplinkNames } from './uplink.ts';

/** An adapter a Hyper-V switch names as its uplink. */
export interface NamedMember {
  readonly name: string;
  readonly place: Place;
}

/** The physical adapters below a Hyper-V switch. */
export interface SwitchMembers {
  /** By name as written, each once; empty in exports, which name them by description. */
  readonly named: readonly NamedMember[];
  /** Those the host describes, each once. */
  readonly nics: readonly Nic[];
  /** Whether there are no others: the list is written, every entry of it could be read and none is a placeholder. */
  readonly whole: boolean;
}

/** The adapters a Hyper-V switch names, each once. */
export function namedMembers(vmSwitch: VmSwitch): readonly NamedMember[] {
  const byName = new Map<string, NamedMember>();
  for (const member of uplinkNames(vmSwitch)) if (!byName.has(nameKey(member.name))) byName.set(nameKey(member.name), member);
  return [...byName.values()];
}

/** The adapters below a Hyper-V switch, as far as they are written and described. */
export function switchMembers(network: Network, vmSwitch: VmSwitch): SwitchMembers {
  const { complete, nics: found } = network.uplink(vmSwitch);
  const list = vmSwitch.data.netAdapterName;
  const named = namedMembers(vmSwitch);
  const nics = [...new Set(found)];
  const settled = list !== undefined && !lostItems(list) && !named.some(({ name }) => isUnsettled(name));
  return { named, nics, whole: named.length === 0 && nics.length > 0 ? complete : settled };
}

/**
 * The members of the embedded team (SET) of a Hyper-V switch; undefined where it has none or nothing tells. The flag says so, or
 * several adapters do: New-VMSwitch takes them for SET. Before Windows Server 2016 there is no SET, whatever is written.
 * Source: https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch
 */
export function embeddedTeam(network: Network, vmSwitch: VmSwitch): SwitchMembers | undefined {
  const { data, host } = vmSwitch;
  if (inRange(host.os, RELEASES.noSet) || isForgotten(data, 'embeddedTeamingEnabled')) return undefined;
  const members = switchMembers(network, vmSwitch);
  const { sort } = network.uplink(vmSwitch);
  const several = members.named.length > 1 || (members.named.length === 0 && members.nics.length > 1);
  // Where no member is described the uplink is unknown, and the flag or the list alone tells.
  return (data.embeddedTeamingEnabled ?? several) && (sort === 'set' || sort === 'unknown') ? members : undefined;
}

/**
 * The adapter a host adapter is mapped to. Without a target it is mapped to none, which is what is so until somebody runs
 * Set-VMNetworkAdapterTeamMapping; undefined where nothing tells: exports do not show mappings.
 */
export function teamMapping(adapter: HostAdapter): { readonly target?: string } | undefined {
  const target = adapter.data.teamMapping?.physicalNetAdapterName;
  if (target !== undefined) return { target };
  return adapter.isDeclared && adapter.data.teamMapping === undefined && !isForgotten(adapter.data, 'teamMapping')
    ? {}
    : undefined;
}

/**
 * Link speed of an adapter in bits per second, with its place; undefined when it is not written. What the same document calls
 * disconnected or disabled has no speed: Windows then shows the last one, the lowest, or none.
 */
export function knownSpeed(nic: Nic): { readonly bits: number; readonly place: Place } | undefined {
  const { linkSpeed, speed, status, mediaConnectionState } = nic.data;
  const bits = bitsPerSecond(linkSpeed ?? speed);
  if (bits === undefined) return undefined;
  const place = at(nic, linkSpeed !== undefined ? 'linkSpeed' : 'speed');
  const down =
    status !== undefined && status !== 'Up'
      ? at(nic, 'status')
      : mediaConnectionState === 'Disconnected'
        ? at(nic, 'mediaConnectionState')
        : undefined;
  return down && (!isDeclared(place) || down.origin?.document === place.origin?.document) ? undefined : { bits, place };
}
