import type { Host, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { uplinkNames } from './uplink.ts';

/** A team made with Windows: LBFO, or a Hyper-V switch with Switch Embedded Teaming. */
export interface MicrosoftTeam {
  readonly team: Team | VmSwitch;
  /** Its member adapters by name, as far as they are written. */
  readonly members: readonly { readonly name: string; readonly place: Place }[];
}

/** The teams Windows itself makes on a host. */
export function microsoftTeams(network: Network, host: Host): MicrosoftTeam[] {
  const lbfo = host.teams.map((team) => ({ team, members: team.members.map((m) => ({ name: m.name, place: at(m, 'name') })) }));
  const set = host.vmSwitches
    .filter((s) => s.data.embeddedTeamingEnabled === true || network.uplink(s).sort === 'set')
    .map((team) => ({ team, members: membersOfSet(network, team) }));
  return [...lbfo, ...set];
}

function membersOfSet(network: Network, vmSwitch: VmSwitch): MicrosoftTeam['members'] {
  if (vmSwitch.data.netAdapterName !== undefined) return uplinkNames(vmSwitch);
  return network.uplink(vmSwitch).nics.map(({ name }) => ({ name, place: at(vmSwitch, 'name') }));
}

/** Such a team in a sentence: "the team Team1", "the Hyper-V switch S (Switch Embedded Teaming)". */
export function microsoftTeamText(team: Team | VmSwitch): string {
  return team.kind === 'team' ? `the team ${team.name}` : `the Hyper-V switch ${team.name} (Switch Embedded Teaming)`;
}
