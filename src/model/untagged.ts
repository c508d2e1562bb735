import type { Host, Nic, Port, PortChannel, Team } from './entity.ts';
import { hostPort } from './host-port.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { VlanUse } from './vlan-use.ts';

/** What a port does with the untagged frames of the host behind it. */
export interface UntaggedPort {
  readonly nic: Nic;
  readonly mode: 'access' | 'trunk';
  /** The VLAN the port puts them into. */
  readonly vlan: number;
  /** Where it says so: the port or its port-channel, and the place there. */
  readonly owner: Port | PortChannel;
  readonly place: Place;
  /** What is known to send untagged over this port. */
  readonly users: readonly VlanUse[];
}

/** The VLAN of untagged frames on a port of a host, and who sends them; undefined unless mode and VLAN are written. */
export function untaggedPort(network: Network, port: Port): UntaggedPort | undefined {
  const mode = network.setting(port, 'mode')?.value;
  if (mode !== 'access' && mode !== 'trunk') return undefined;
  const property = mode === 'access' ? 'accessVlan' : 'nativeVlan';
  const vlan = network.setting(port, property);
  const host = vlan && hostPort(network, port);
  if (!host) return undefined;
  const { nic } = host;
  const users = [...host.uses.filter(sendsUntagged), ...nativeUse(network, network.teamOf(nic))];
  const place = vlan.entity.kind === 'port' ? at(vlan.entity, property) : at(vlan.entity, property);
  return { nic, mode, vlan: vlan.value, owner: vlan.entity, place, users };
}

/** The same for every port of the team (LBFO or SET) an adapter is a member of, in the order of the members. */
export function untaggedPorts(network: Network, nic: Nic): UntaggedPort[] {
  const teaming = network.teamingOf(nic);
  const nics = teaming ? network.nicsBehind(teaming) : [nic];
  return nics.flatMap((member) => {
    const port = network.portOf(member);
    return (port && network.nicOf(port) === member && untaggedPort(network, port)) ?? [];
  });
}

/** A virtual adapter without a VLAN setting sends untagged by default; in an export the setting may only be missing. */
function sendsUntagged({ vlan, consumer }: VlanUse): boolean {
  if (vlan !== undefined) return false;
  const written = (consumer.data as { vlan?: unknown }).vlan !== undefined;
  return written || consumer.tree.documents.every((document) => document.stance === 'declared');
}

/**
 * The Default interface of a team without a Hyper-V switch, where it is known to be used: it has an IP address, or it is all
 * the team has and the host is known to have no Hyper-V switch on it.
 */
function nativeUse(network: Network, team: Team | undefined): VlanUse[] {
  const teamNic = team?.allInterfaces.find((nic) => nic.vlan === 0);
  if (!team || !teamNic || network.vmSwitchesOnTeam(team).length > 0) return [];
  const alone = team.allInterfaces.length === 1 && hasNoSwitchOn(network, team.host);
  if (!alone && !teamNic.data.ipAddresses?.length) return [];
  return [{ vlan: undefined, consumer: teamNic, place: at(teamNic) }];
}

/** Whether every Hyper-V switch of a host is known. */
function hasNoSwitchOn(network: Network, host: Host): boolean {
  const told = host.data.vmSwitches !== undefined || network.inventory.hosts || host.hyperV === false;
  return told && host.vmSwitches.every((s) => network.uplink(s).sort !== 'unknown');
}
