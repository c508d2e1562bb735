import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { loadBalancingAlgorithm, teamingMode } from '#model/defaults';
import { algorithmPlace, hasMinimumBandwidth, isAddressHash } from '#model/distribution';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { activeMembers } from '#model/team-members';

/** A switch-independent team with an address hash receives on one member, whatever its VMs need. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A switch-independent team below a Hyper-V switch distributes by an address hash',
  versions: RELEASES.lbfoBelowSwitch,
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Interactions between configurations and load distribution algorithms"',
  check(team, { network, report }) {
    const algorithm = loadBalancingAlgorithm(team);
    if (!algorithm || !isAddressHash(algorithm.value) || teamingMode(team)?.value !== 'SwitchIndependent') return;
    // With one active member all traffic takes that one, whatever the algorithm.
    if ((activeMembers(team)?.atLeast ?? 0) < 2) return;
    const vmSwitches = network.vmSwitchesOnTeam(team);
    const adapters = vmSwitches.flatMap((vmSwitch) => network.adaptersOn(vmSwitch));
    const ofVms = adapters.filter((adapter) => adapter.kind === 'vm-adapter').length;
    if (ofVms < 2) return;
    const by = algorithm.known === 'default' ? `${algorithm.value} (the default)` : algorithm.value;
    // A minimum bandwidth is kept well only where each adapter stays on one member.
    const better = inRange(team.host.os, RELEASES.dynamic) && !adapters.some(hasMinimumBandwidth) ? 'Dynamic' : 'HyperVPort';
    report(
      algorithmPlace(team),
      `the team ${team.name} is switch-independent and distributes by ${by}: all that the ${ofVms} VM adapters above it receive comes in on one member`,
      {
        related: vmSwitches.map((vmSwitch) => ({
          at: at(vmSwitch, 'name'),
          message: `the Hyper-V switch ${vmSwitch.name} stands on it`,
        })),
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm ${better}`],
          disruptive: true,
        },
      },
    );
  },
});
