import { isForgotten } from '#read/forgotten';
import { isInVirtualSubnet } from './adapter-subnet.ts';
import type { Entity, Nic, VirtualAdapter, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { VlanSet } from './vlan-set.ts';

/** One VLAN that something above an adapter needs the wire to carry. */
export interface VlanUse {
  /** VLAN ID of the tag on the wire; undefined for untagged frames. */
  readonly vlan: number | undefined;
  readonly consumer: Entity;
  /** Where the consumer says so. */
  readonly place: Place;
}

/** A list longer than this says "whatever there is", not what is needed. */
const LONG_LIST = 100;

/**
 * VLANs a virtual adapter sends and receives with a tag, and whether it sends untagged. Undefined entries are left out when nothing is
 * known. An adapter in a virtual subnet sends nothing of its own: its packets leave from the provider address of the host.
 */
export function vlansOfAdapter(adapter: VirtualAdapter): VlanUse[] {
  if (isInVirtualSubnet(adapter)) return [];
  const { vlan, isolation } = adapter.data;
  const use = (id: number | undefined, place: Place): VlanUse => ({ vlan: id === 0 ? undefined : id, consumer: adapter, place });
  const here = at(adapter as Entity<VirtualAdapter['data']>);
  const deeper = (property: 'vlan' | 'isolation', key: string): Place =>
    at(adapter as Entity<VirtualAdapter['data']>, property, key);
  // A mode that was written wrongly is unknown, not the default.
  if (isForgotten(adapter.data, 'vlan') || (vlan && isForgotten(vlan, 'operationMode'))) return [];
  if (isolation?.isolationMode === 'Vlan')
    return isolation.defaultIsolationId === undefined
      ? []
      : [use(isolation.defaultIsolationId, deeper('isolation', 'defaultIsolationId'))];
  const mode =
    vlan?.operationMode ??
    (vlan?.accessVlanId !== undefined
      ? 'Access'
      : vlan?.allowedVlanIdList !== undefined
        ? 'Trunk'
        : vlan?.primaryVlanId !== undefined
          ? 'Private'
          : 'Untagged');
  switch (mode) {
    case 'Untagged':
      // What an export does not show of a VLAN is unknown, not Untagged.
      return vlan?.operationMode === undefined && !adapter.isDeclared ? [] : [use(undefined, here)];
    case 'Access':
      return vlan?.accessVlanId === undefined ? [] : [use(vlan.accessVlanId, deeper('vlan', 'accessVlanId'))];
    case 'Trunk': {
      const ids = VlanSet.of(vlan?.allowedVlanIdList);
      if (!ids || ids.size > LONG_LIST) return [];
      return [...ids].map((id) => use(id, deeper('vlan', 'allowedVlanIdList')));
    }
    default:
      // What a private VLAN puts on the wire depends on the partner ports; nothing is claimed about it.
      return [];
  }
}

/**
 * The VLANs that must pass an adapter and its switch port, with who needs each: team interfaces, host adapters and VM adapters
 * above it. An adapter that is mapped to another member (Set-VMNetworkAdapterTeamMapping) needs nothing here.
 * An adapter that stands alone needs what its own VLAN setting says.
 */
export function vlansAbove(network: Network, nic: Nic): readonly VlanUse[] {
  const { above } = memoOf(network);
  let uses = above.get(nic);
  if (!uses) {
    uses = findAbove(network, nic);
    above.set(nic, uses);
  }
  return uses;
}

/** Many rules ask what is above the adapters of one network; the members of a team share the answers. */
interface Memo {
  readonly above: Map<Nic, readonly VlanUse[]>;
  readonly on: Map<VmSwitch, readonly { readonly adapter: VirtualAdapter; readonly uses: readonly VlanUse[] }[]>;
}

const memos = new WeakMap<Network, Memo>();

function memoOf(network: Network): Memo {
  let memo = memos.get(network);
  if (!memo) {
    memo = { above: new Map(), on: new Map() };
    memos.set(network, memo);
  }
  return memo;
}

function usesOn(network: Network, vmSwitch: VmSwitch) {
  const { on } = memoOf(network);
  let uses = on.get(vmSwitch);
  if (!uses) {
    uses = network.adaptersOn(vmSwitch).map((adapter) => ({ adapter, uses: vlansOfAdapter(adapter) }));
    on.set(vmSwitch, uses);
  }
  return uses;
}

function findAbove(network: Network, nic: Nic): readonly VlanUse[] {
  const uses: VlanUse[] = [];
  const team = network.teamOf(nic);
  for (const teamNic of team?.teamNics ?? [])
    if (teamNic.data.vlanId) uses.push({ vlan: teamNic.data.vlanId, consumer: teamNic, place: at(teamNic, 'vlanId') });
  const vmSwitches = network.vmSwitchesOn(nic);
  for (const vmSwitch of vmSwitches) {
    const uplink = network.uplink(vmSwitch);
    // Below a team interface with a VLAN the switch sees that VLAN alone, untagged.
    if (uplink.teamNic && uplink.teamNic.vlan !== 0) continue;
    for (const { adapter, uses: own } of usesOn(network, vmSwitch))
      if (network.mapped(adapter, uplink.nics).includes(nic)) uses.push(...own);
  }
  if (!team && vmSwitches.length === 0) {
    const keyword = nic.advancedNumber('VlanID');
    if (nic.data.vlanId) uses.push({ vlan: nic.data.vlanId, consumer: nic, place: at(nic, 'vlanId') });
    else if (nic.data.vlanId === undefined && keyword?.value)
      uses.push({ vlan: keyword.value, consumer: nic, place: at(nic, 'advancedProperties', keyword.key) });
  }
  return uses;
}
