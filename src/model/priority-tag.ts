import { netDirectPolicies } from './dcb.ts';
import type { HostAdapter, Nic } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { vlansOfAdapter } from './vlan-use.ts';

/**
 * Whether lossless traffic of an adapter is told by DSCP and needs no VLAN tag: a policy for RDMA sets a DSCP value, the switch trusts
 * DSCP, or a setting of the driver is about it (NVIDIA: DscpBasedEtsEnabled, TxUntagPriority).
 */
export function usesDscp(network: Network, nic: Nic): boolean {
  if (netDirectPolicies(nic.host).some(({ policy }) => policy.dscpAction !== undefined)) return true;
  if (network.portOf(nic)?.switch.data.qos?.trust === 'dscp') return true;
  return Object.entries(nic.data.advancedProperties ?? {}).some(
    ([keyword, value]) => /dscp|TxUntagPriority/i.test(keyword) && Number(value) !== 0,
  );
}

/**
 * Where it says that RDMA of an adapter leaves untagged; undefined where it is tagged or nothing tells. An adapter that stands alone
 * says so with VLAN 0. A host adapter on one of the given adapters is untagged unless it has a VLAN; with IeeePriorityTag it sends
 * tags with the priority alone, and where that is written as off, the setting itself is the mistake.
 */
export function untaggedRdma(network: Network, adapter: Nic | HostAdapter, below: readonly Nic[]): Place | undefined {
  if (adapter.kind === 'nic') {
    // A Hyper-V switch whose adapters are not all known may stand on it.
    const { vmSwitches } = adapter.host;
    if (network.vmSwitchesOn(adapter).length > 0 || vmSwitches.some((s) => !network.uplink(s).complete)) return undefined;
    const keyword = adapter.advancedNumber('VlanID');
    if (adapter.data.vlanId !== undefined) return adapter.data.vlanId === 0 ? at(adapter, 'vlanId') : undefined;
    return keyword?.value === 0 ? at(adapter, 'advancedProperties', keyword.key) : undefined;
  }
  const on = adapter.data.switchName === undefined ? undefined : adapter.host.vmSwitch(adapter.data.switchName);
  const carried = on && network.uplink(on).nics.some((nic) => below.includes(nic));
  if (!carried || !adapter.data.rdma?.enabled || adapter.data.ieeePriorityTag !== undefined) return undefined;
  const [use] = vlansOfAdapter(adapter);
  return use && use.vlan === undefined ? use.place : undefined;
}
