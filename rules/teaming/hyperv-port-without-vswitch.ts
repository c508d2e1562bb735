import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isNativeTeam } from '#model/native-team';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { activeMembers } from '#model/team-members';

/** HyperVPort distributes the ports of a Hyper-V switch: a team that serves the host itself has none. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team distributes by HyperVPort, but no Hyper-V switch stands on it',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Algorithms for traffic distribution"',
  check(team, { network, report }) {
    if (team.data.loadBalancingAlgorithm !== 'HyperVPort') return;
    // With one active member nothing is distributed at all.
    if ((activeMembers(team)?.atMost ?? 0) < 2 || !isNativeTeam(network, team)) return;
    const algorithm = inRange(team.host.os, RELEASES.dynamic) ? 'Dynamic' : 'TransportPorts';
    report(
      at(team, 'loadBalancingAlgorithm'),
      `the team ${team.name} distributes by HyperVPort, but no Hyper-V switch of ${team.host.name} stands on it whose ports it could distribute`,
      {
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm ${algorithm}`],
          disruptive: true,
        },
      },
    );
  },
});
