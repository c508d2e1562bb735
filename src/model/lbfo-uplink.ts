import { teamingMode } from './defaults.ts';
import type { Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { uplinkNames } from './uplink.ts';

/** An LBFO team (or an interface of one) below a Hyper-V switch. */
export interface LbfoUplink {
  /** Name of the team, else the name the Hyper-V switch gives its uplink. */
  readonly name: string;
  readonly team: Team | undefined;
  /** Where the Hyper-V switch says so. */
  readonly place: Place;
  /** Whether a machine was seen with it: then it exists, whatever its release says of creating it. */
  readonly observed: boolean;
  /**
   * Names of the members, where SET can take over from the team as it is: switch-independent, its one interface untagged and
   * used by this Hyper-V switch alone. Else undefined: then more has to change, on the host or on the switches.
   */
  readonly replaceable: readonly string[] | undefined;
}

/** Description of every LBFO team interface; a number follows from the second on: `… Driver #2`. */
const MULTIPLEXOR = /^microsoft network adapter multiplexor driver\b/i;

/** The LBFO team a Hyper-V switch stands on: by the name of a team interface, or by the description all of them have. */
export function lbfoUplink(network: Network, vmSwitch: VmSwitch): LbfoUplink | undefined {
  const uplink = network.uplink(vmSwitch);
  const { netAdapterName, netAdapterInterfaceDescription: one, netAdapterInterfaceDescriptions: several = [] } = vmSwitch.data;
  if (uplink.sort === 'none' || uplink.sort === 'set') return undefined;
  const byNic = uplink.nics.some((nic) => MULTIPLEXOR.test(nic.data.interfaceDescription ?? ''));
  const byText = [one ?? '', ...several].some((text) => MULTIPLEXOR.test(text));
  if (uplink.sort !== 'lbfo' && !byNic && !byText) return undefined;
  const property =
    netAdapterName !== undefined ? 'netAdapterName' : one !== undefined ? 'netAdapterInterfaceDescription' : undefined;
  const place = at(vmSwitch, property ?? 'netAdapterInterfaceDescriptions');
  return {
    name: uplink.team?.name ?? uplinkNames(vmSwitch)[0]?.name ?? 'behind the Microsoft Network Adapter Multiplexor Driver',
    team: uplink.team,
    place,
    observed: place.origin?.document.stance === 'observed',
    replaceable: uplink.team && replaceable(network, uplink.team) ? uplink.team.members.map((member) => member.name) : undefined,
  };
}

function replaceable(network: Network, team: Team): boolean {
  return (
    team.members.length > 0 &&
    team.allInterfaces.length === 1 &&
    team.allInterfaces[0]?.vlan === 0 &&
    network.vmSwitchesOnTeam(team).length === 1 &&
    teamingMode(team)?.value === 'SwitchIndependent'
  );
}
