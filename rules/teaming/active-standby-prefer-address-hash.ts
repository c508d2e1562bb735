import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isNativeTeam } from '#model/native-team';
import { at } from '#model/place';
import { activeAndStandby } from '#model/team-membership';

/** With one adapter at work there is nothing to rebalance. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'A team of one active and one standby member distributes dynamically',
  preset: 'strict',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Interactions between Configurations and Load distribution algorithms"; Microsoft Learn, NIC Teaming settings',
  check(team, { network, report }) {
    const pair = activeAndStandby(team);
    if (!pair || team.data.loadBalancingAlgorithm !== 'Dynamic' || !isNativeTeam(network, team)) return;
    report(
      at(team, 'loadBalancingAlgorithm'),
      `the team ${team.name} of ${team.host.name} distributes by Dynamic, but only ${pair.active.name} works and ${pair.standby.name} waits; an address hash does the same with less work`,
      {
        related: [{ at: at(pair.standby, 'administrativeMode'), message: `${pair.standby.name} is Standby` }],
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
