import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { guaranteesOn } from '#model/minimum-bandwidth';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** The minimum bandwidth of a virtual adapter is kept well only where all its traffic takes one member of the team. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'Virtual adapters have a minimum bandwidth, but the team below does not distribute by HyperVPort',
  versions: RELEASES.lbfoBelowSwitch,
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": Virtual Machine QoS',
  check(team, { network, report }) {
    const algorithm = team.data.loadBalancingAlgorithm;
    if (algorithm === undefined || algorithm === 'HyperVPort') return;
    // With one active member there is nothing to distribute.
    if (team.members.filter((member) => member.settings?.administrativeMode !== 'Standby').length < 2) return;
    const uses = network.vmSwitchesOnTeam(team).flatMap((vmSwitch) => guaranteesOn(network, vmSwitch));
    const [first] = uses;
    if (!first) return;
    const more = uses.length > 1 ? ` (and of ${uses.length - 1} more)` : '';
    report(
      at(team, 'loadBalancingAlgorithm'),
      `the team ${team.name} distributes by ${algorithm}, which spreads one adapter over its members, so ${first.text}${more} is not kept exactly`,
      {
        related: uses.map(({ place, text }) => ({ at: place, message: text })),
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm HyperVPort`],
          disruptive: true,
        },
      },
    );
  },
});
