import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

export default defineRule({
  about: 'guest-team',
  severity: 'warning',
  title: 'A team in a VM distributes dynamically; only address hash is supported there',
  since: '0.1.0',
  source: 'Microsoft Learn, NIC Teaming in VMs: NIC Teaming configuration requirements',
  check(team, { report }) {
    if (team.data.loadBalancingAlgorithm !== 'Dynamic') return;
    report(
      at(team, 'loadBalancingAlgorithm'),
      `the team ${team.name} in ${team.vm.name} distributes by Dynamic, while only address hash (TransportPorts, IPAddresses, MacAddresses) is supported in a VM`,
      {
        remedy: {
          on: team.vm,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm TransportPorts`],
          disruptive: true,
        },
      },
    );
  },
});
