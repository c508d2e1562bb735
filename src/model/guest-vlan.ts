import { isForgotten } from '#read/forgotten';
import type { VmAdapter } from './entity.ts';
import { switchesOf } from './guest-team.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { untaggedVlan } from './untagged.ts';
import { vlansOfAdapter } from './vlan-use.ts';

/** An adapter of a VM with the one VLAN it is set to; 0 is untagged. */
export interface VlanOfMember {
  readonly adapter: VmAdapter;
  readonly vlan: number;
  readonly place: Place;
}

/** Two adapters of one team whose VLANs differ: the first there is, and the first that differs from it. */
export function vlanMismatch(
  network: Network,
  adapters: readonly VmAdapter[],
): { readonly first: VlanOfMember; readonly other: VlanOfMember } | undefined {
  const known = adapters.flatMap((adapter) => singleVlan(adapter) ?? []);
  const [first] = known;
  const other =
    first && known.find((each) => each.vlan !== first.vlan && vlanOnWire(network, each) !== vlanOnWire(network, first));
  return first && other && { first, other };
}

/** The VLAN of a member as part of a sentence: "in VLAN 42", "untagged". */
export function memberVlanText({ adapter, vlan }: VlanOfMember): string {
  return `${adapter.name} is ${vlan === 0 ? 'untagged' : `in VLAN ${vlan}`}`;
}

/** Untagged or Access, or the same by isolation. Undefined for Trunk, Private and virtual subnets, and when nothing tells. */
function singleVlan(adapter: VmAdapter): VlanOfMember | undefined {
  const { vlan = {}, isolation = {} } = adapter.data;
  const wrong = [adapter.data, vlan, isolation].some((data) =>
    ['vlan', 'isolation', 'operationMode', 'accessVlanId', 'isolationMode'].some((key) => isForgotten(data, key)),
  );
  const isolated =
    adapter.data.isolation && (!/^(?:None|Vlan)$/.test(isolation.isolationMode ?? '') || isolation.multiTenantStack === 'On');
  const single = vlan.operationMode ? /^(?:Untagged|Access)$/.test(vlan.operationMode) : vlan.allowedVlanIdList === undefined;
  const [use] = vlansOfAdapter(adapter);
  if (wrong || isolated || !single || !use) return undefined;
  const place = use.vlan === undefined && vlan.operationMode ? at(adapter, 'vlan', 'operationMode') : use.place;
  return { adapter, vlan: use.vlan ?? 0, place };
}

/**
 * The VLAN a member's frames have outside the host: that of the member, else what every port (or team interface) below its
 * Hyper-V switch makes of untagged frames. Still 0 where one of them does not tell.
 */
function vlanOnWire(network: Network, { adapter, vlan }: VlanOfMember): number {
  if (vlan !== 0) return vlan;
  const found = switchesOf(network, adapter).flatMap((vmSwitch) => {
    const { nics, teamNic } = network.uplink(vmSwitch);
    if (teamNic?.vlan) return [teamNic.vlan];
    const ports = nics.map((nic) => network.portOf(nic));
    return ports.map((port) => (port && untaggedVlan(network, port)?.vlan) ?? 0);
  });
  return found.every((each) => each === found[0]) ? (found[0] ?? 0) : 0;
}
