import type { Team, TeamNic, VmSwitch } from './entity.ts';
import { lbfoUplink } from './lbfo-uplink.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { RELEASES } from './releases.ts';

/**
 * The team interface a Hyper-V switch stands on, where the two can stand together: on releases that take an LBFO team, on 2022 with
 * its override, on a host that does not say its release, and wherever a machine was seen with it. Elsewhere the switch is
 * refused, which is another mistake.
 */
export function interfaceBelow(network: Network, vmSwitch: VmSwitch): TeamNic | undefined {
  const { host, data } = vmSwitch;
  const stands =
    host.os === undefined ||
    inRange(host.os, RELEASES.lbfoBelowSwitch) ||
    (inRange(host.os, RELEASES.lbfoBelowSwitchBlocked) && data.allowNetLbfoTeams === true) ||
    lbfoUplink(network, vmSwitch)?.observed === true;
  return stands ? network.uplink(vmSwitch).teamNic : undefined;
}

/** The Hyper-V switches that stand on the interfaces of a team, each with its interface. */
export function standingOn(network: Network, team: Team): readonly { vmSwitch: VmSwitch; teamNic: TeamNic }[] {
  return network.vmSwitchesOnTeam(team).flatMap((vmSwitch) => {
    const teamNic = interfaceBelow(network, vmSwitch);
    return teamNic ? [{ vmSwitch, teamNic }] : [];
  });
}
