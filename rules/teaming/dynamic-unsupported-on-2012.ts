import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { isNativeTeam } from '#model/native-team';
import { at } from '#model/place';
import { releasePlaces } from '#model/release-place';
import { RELEASES } from '#model/releases';

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team distributes by Dynamic, which Windows Server 2012 does not know',
  versions: RELEASES.noDynamic,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam (help of 2012 and of 2012 R2)',
  check(team, { network, report }) {
    const place = at(team, 'loadBalancingAlgorithm');
    // A machine that was seen with it runs a newer release.
    if (team.data.loadBalancingAlgorithm !== 'Dynamic' || !isDeclared(place)) return;
    const { host } = team;
    const instead =
      network.vmSwitchesOnTeam(team).length > 0 ? 'HyperVPort' : isNativeTeam(network, team) ? 'TransportPorts' : undefined;
    report(
      place,
      `the team ${team.name} distributes by Dynamic, which is new in Windows Server 2012 R2, but ${host.name} runs Windows Server 2012`,
      {
        related: releasePlaces(host),
        remedy: instead
          ? {
              on: host,
              shell: 'powershell',
              commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm ${instead}`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});
