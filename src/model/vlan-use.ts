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
  switch (modeOf(vlan)) {
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
      // What a private VLAN puts on the wire depends on the partner ports; all that is claimed of it is in privateVlansAbove.
      return [];
  }
}

function modeOf(vlan: VirtualAdapter['data']['vlan']): NonNullable<NonNullable<typeof vlan>['operationMode']> {
  if (vlan?.operationMode !== undefined) return vlan.operationMode;
  if (vlan?.accessVlanId !== undefined) return 'Access';
  if (vlan?.allowedVlanIdList !== undefined) return 'Trunk';
  return vlan?.primaryVlanId !== undefined ? 'Private' : 'Untagged';
}

/** A private VLAN whose partners are not on the same Hyper-V switch: the wire carries one of its VLANs at least, with a tag. */
export interface PrivateVlanUse {
  /** The primary VLAN and the secondary ones. */
  readonly vlans: VlanSet;
  readonly consumer: VirtualAdapter;
  readonly place: Place;
}

interface PrivateVlan extends PrivateVlanUse {
  readonly mode: 'Isolated' | 'Community' | 'Promiscuous';
  readonly primary: number;
}

/** The private VLAN of an adapter; undefined where not all of it is known. */
function privateVlan(adapter: VirtualAdapter): PrivateVlan | undefined {
  const { vlan, isolation } = adapter.data;
  if (!vlan?.primaryVlanId || isInVirtualSubnet(adapter) || isolation?.isolationMode === 'Vlan') return undefined;
  if (isForgotten(adapter.data, 'vlan') || isForgotten(vlan, 'operationMode') || modeOf(vlan) !== 'Private') return undefined;
  const { privateVlanMode: mode, primaryVlanId: primary } = vlan;
  const secondary = mode === 'Promiscuous' ? VlanSet.of(vlan.secondaryVlanIdList) : VlanSet.of(vlan.secondaryVlanId);
  if (mode === undefined || !secondary?.size) return undefined;
  const place = at(adapter as Entity<VirtualAdapter['data']>, 'vlan', 'primaryVlanId');
  return { mode, primary, vlans: VlanSet.ofNumbers([primary, ...secondary]), consumer: adapter, place };
}

/** Whether two adapters of a Hyper-V switch may talk within it: the others of an Isolated one are Promiscuous, of a Community one its like too. */
function arePartners(a: PrivateVlan, b: PrivateVlan): boolean {
  if (a === b || a.primary !== b.primary) return false;
  return (
    [a.mode, b.mode].includes('Promiscuous') || (a.mode === 'Community' && b.mode === 'Community' && a.vlans.equals(b.vlans))
  );
}

/** The private VLANs that need the wire below an adapter: those of virtual adapters that have nobody to talk to on their own switch. */
export function privateVlansAbove(network: Network, nic: Nic): readonly PrivateVlanUse[] {
  return network.vmSwitchesOn(nic).flatMap((vmSwitch) => {
    const uplink = network.uplink(vmSwitch);
    if (uplink.teamNic && uplink.teamNic.vlan !== 0) return [];
    const { lonely } = memoOf(network);
    let uses = lonely.get(vmSwitch);
    if (!uses) {
      const all = network.adaptersOn(vmSwitch).flatMap((adapter) => privateVlan(adapter) ?? []);
      uses = all.filter((one) => !all.some((other) => arePartners(one, other)));
      lonely.set(vmSwitch, uses);
    }
    return uses.filter(({ consumer }) => network.mapped(consumer, uplink.nics).includes(nic));
  });
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
  readonly lonely: Map<VmSwitch, readonly PrivateVlanUse[]>;
  readonly on: Map<VmSwitch, readonly { readonly adapter: VirtualAdapter; readonly uses: readonly VlanUse[] }[]>;
}

const memos = new WeakMap<Network, Memo>();

function memoOf(network: Network): Memo {
  let memo = memos.get(network);
  if (!memo) {
    memo = { above: new Map(), lonely: new Map(), on: new Map() };
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
