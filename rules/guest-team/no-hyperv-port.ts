import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'A team in a VM distributes by Hyper-V port',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Modifying a team" and "NIC teaming on Virtual Machines"',
  check(team, { report }) {
    if (team.data.loadBalancingAlgorithm !== 'HyperVPort') return;
    const place = at(team, 'loadBalancingAlgorithm');
    report(place, `the team ${team.name} in ${team.vm.name} distributes by HyperVPort, which Windows refuses to a team in a VM`, {
      fix: { title: 'Distribute by address hash', safe: true, changes: [{ at: place, value: 'TransportPorts' }] },
      remedy: {
        on: team.vm,
        shell: 'powershell',
        commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm TransportPorts`],
        disruptive: true,
      },
    });
  },
});
