import { allowedVlans } from './defaults.ts';
import type { Host, Nic, Port, PortChannel, Team } from './entity.ts';
import { hostPort } from './host-port.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { isWhole } from './references.ts';
import type { VlanUse } from './vlan-use.ts';

/** What a port does with untagged frames. */
export interface UntaggedVlan {
  readonly port: Port;
  readonly mode: 'access' | 'trunk';
  /** The VLAN the port puts them into. */
  readonly vlan: number;
  /** Where that is written: the port or its port-channel, and the place there. */
  readonly owner: Port | PortChannel;
  readonly place: Place;
}

/** The VLAN of untagged frames on a port: access VLAN or native VLAN. Undefined unless mode and VLAN are written. */
export function untaggedVlan(network: Network, port: Port): UntaggedVlan | undefined {
  const mode = network.setting(port, 'mode')?.value;
  if (mode !== 'access' && mode !== 'trunk') return undefined;
  const property = mode === 'access' ? 'accessVlan' : 'nativeVlan';
  const vlan = network.setting(port, property);
  if (!vlan) return undefined;
  const { entity: owner } = vlan;
  return { port, mode, vlan: vlan.value, owner, place: owner.kind === 'port' ? at(owner, property) : at(owner, property) };
}

/** Whether nothing says that a port does not carry the VLAN it puts untagged frames into: the list of a trunk may leave it out. */
export function mayPass(network: Network, { port, mode, vlan }: UntaggedVlan): boolean {
  const allowed = mode === 'trunk' ? allowedVlans(network.setting(port, 'allowedVlans')?.entity ?? port)?.value : undefined;
  return allowed?.has(vlan) ?? true;
}

/** The ports of the team (LBFO or SET) an adapter is a member of, in the order of the members; of one that stands alone, its own. */
export function portsBeside(network: Network, nic: Nic): readonly Port[] {
  const teaming = network.teamingOf(nic);
  const nics = teaming ? network.nicsBehind(teaming) : [nic];
  return nics.flatMap((member) => network.portOf(member) ?? []);
}

const memos = new WeakMap<Network, Map<Port, readonly VlanUse[]>>();

/** Everything that is known to send untagged frames over a port. */
export function untaggedUses(network: Network, port: Port): readonly VlanUse[] {
  let memo = memos.get(network);
  if (!memo) {
    memo = new Map();
    memos.set(network, memo);
  }
  let uses = memo.get(port);
  if (!uses) {
    const host = hostPort(network, port);
    uses = host ? [...host.uses.filter(sendsUntagged), ...nativeUse(network, network.teamOf(host.nic))] : [];
    memo.set(port, uses);
  }
  return uses;
}

/** A virtual adapter without a VLAN setting sends untagged by default; in an export the setting may only be missing. */
function sendsUntagged({ vlan, consumer }: VlanUse): boolean {
  if (vlan !== undefined) return false;
  const { vlan: written } = consumer.data as { vlan?: object };
  return written !== undefined || consumer.isDeclared;
}

/**
 * The Default interface of a team without a Hyper-V switch, where it is known to be used: it has an IP address, or it is all
 * the team has and the host is known to have no Hyper-V switch on it.
 */
function nativeUse(network: Network, team: Team | undefined): VlanUse[] {
  const teamNic = team?.allInterfaces.find((nic) => nic.vlan === 0);
  if (!team || !teamNic || network.vmSwitchesOnTeam(team).length > 0) return [];
  const alone = team.allInterfaces.length === 1 && knowsItsSwitches(network, team.host);
  if (!alone && !teamNic.data.ipAddresses?.length) return [];
  return [{ vlan: undefined, consumer: teamNic, place: at(teamNic) }];
}

/** Whether all Hyper-V switches of a host are described, each with what it stands on. */
function knowsItsSwitches(network: Network, host: Host): boolean {
  const told = isWhole(host, 'vmSwitches') || network.inventory.hosts || host.hyperV === false;
  return told && host.vmSwitches.every((s) => network.uplink(s).sort !== 'unknown');
}
