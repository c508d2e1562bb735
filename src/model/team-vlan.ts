import type { TeamNic, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { RELEASES } from './releases.ts';

/**
 * The Hyper-V switches that stand on the Default interface of the team a VLAN interface belongs to: the team hands them every
 * frame but those of that VLAN. None for an interface without a VLAN, and none on releases that refuse a Hyper-V switch on an
 * LBFO team (2022 without its override, 2025), which is another mistake.
 */
export function switchesBeside(network: Network, teamNic: TeamNic): readonly VmSwitch[] {
  if (!teamNic.data.vlanId) return [];
  const { os } = teamNic.team.host;
  const free = os === undefined || inRange(os, RELEASES.lbfoBelowSwitch);
  const override = inRange(os, RELEASES.lbfoBelowSwitchBlocked);
  return network
    .vmSwitchesOnTeam(teamNic.team)
    .filter((s) => network.uplink(s).teamNic?.vlan === 0 && (free || (override && s.data.allowNetLbfoTeams === true)));
}

/** The Hyper-V switch that stands on a team interface itself. */
export function switchOn(network: Network, teamNic: TeamNic): VmSwitch | undefined {
  return network.vmSwitchesOnTeam(teamNic.team).find((s) => network.uplink(s).teamNic === teamNic);
}
