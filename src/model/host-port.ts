import type { Entity, Nic, Port, PortChannel, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import type { VlanSet } from './vlan-set.ts';
import { type VlanUse, vlansAbove } from './vlan-use.ts';

/** A switch port as the host behind it sees it. */
export interface HostPort {
  readonly nic: Nic;
  /** The team or Hyper-V switch on the adapter, or the adapter itself when it stands alone. */
  readonly above: Team | VmSwitch | Nic;
  /** The VLANs something above uses and that may travel over this port. */
  readonly uses: readonly VlanUse[];
}

/** What is cabled to a port and what it needs there; undefined when no described adapter is cabled to it. */
export function hostPort(network: Network, port: Port): HostPort | undefined {
  const nic = network.nicOf(port);
  if (!nic) return undefined;
  return {
    nic,
    above: network.teamingOf(nic) ?? network.vmSwitchesOn(nic)[0] ?? nic,
    uses: vlansAbove(network, nic),
  };
}

/** A port or port-channel with its switch: "tor1 Ethernet1/1". */
export function portText(entity: Port | PortChannel): string {
  return `${entity.switch.name} ${entity.name}`;
}

/** What stands on an adapter, with its host: "the team Team1 of hv01". */
export function aboveText(above: HostPort['above']): string {
  const what = above.kind === 'team' ? 'the team' : above.kind === 'vm-switch' ? 'the Hyper-V switch' : 'the adapter';
  return `${what} ${above.name} of ${above.host.name}`;
}

/** Who uses a VLAN: "the VM web01 (adapter A)". */
export function consumerText(consumer: Entity): string {
  switch (consumer.kind) {
    case 'vm-adapter':
      return `the VM ${consumer.parent?.name} (adapter ${consumer.name})`;
    case 'host-adapter':
      return `the host adapter ${consumer.name}`;
    case 'team-nic':
      return `the team interface ${consumer.name}`;
    default:
      return `the adapter ${consumer.name}`;
  }
}

/** A set of VLANs as part of a sentence: "VLAN 42", "VLANs 1,10-20"; a long list is cut. */
export function vlansText(vlans: VlanSet): string {
  const list = vlans.toString();
  const cut = list.length > 60 ? `${list.slice(0, list.lastIndexOf(',', 60))} …` : list;
  return vlans.size === 1 ? `VLAN ${cut}` : vlans.size === 0 ? 'no VLAN' : `VLANs ${cut}`;
}
