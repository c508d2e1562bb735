import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { loadBalancingAlgorithm } from '#model/defaults';
import { algorithmPlace } from '#model/distribution';
import { isNativeTeam } from '#model/native-team';
import { at } from '#model/place';
import { activeAndStandby } from '#model/team-members';

/** With one active member there is nothing to distribute, and Address Hash costs least. */
export default defineRule({
  about: 'team',
  severity: 'info',
  preset: 'strict',
  title: 'A team with one active and one standby member does not distribute by an address hash',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Switch Independent configuration / Address Hash distribution"',
  check(team, { network, report }) {
    const algorithm = loadBalancingAlgorithm(team);
    if (algorithm?.value !== 'Dynamic' && algorithm?.value !== 'HyperVPort') return;
    const pair = activeAndStandby(team);
    if (!pair || !isNativeTeam(network, team)) return;
    const { active, standby } = pair;
    const by = algorithm.known === 'default' ? `${algorithm.value} (the default)` : algorithm.value;
    report(
      algorithmPlace(team),
      `the team ${team.name} distributes by ${by}, but only ${active.name} is active; as long as that stays so, an address hash does the same with less work`,
      {
        related: [{ at: at(standby, 'administrativeMode'), message: `${standby.name} is Standby` }],
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm TransportPorts`],
          disruptive: true,
        },
      },
    );
  },
});
