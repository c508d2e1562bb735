import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { standingOn } from '#model/standing-switch';

/** "VLANs in a Hyper-V host" of the NIC Teaming guidance: below a Hyper-V switch a team has one interface. */
export default defineRule({
  about: 'team-nic',
  severity: 'warning',
  title: 'A team below a Hyper-V switch has a further interface',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V host"; Hyper-V Best Practices Analyzer, rule 74',
  check(teamNic, { network, report }) {
    const { team, data } = teamNic;
    if (data.ensure === 'Absent') return;
    const standing = standingOn(network, team);
    const [first] = standing;
    if (!first || standing.some((other) => other.teamNic === teamNic)) return;
    // A Default interface beside a Hyper-V switch that stands on a VLAN: the switch stands on the wrong one, as another rule says.
    if (teamNic.vlan === 0 && standing.every((other) => other.teamNic.vlan !== 0)) return;
    const vlan = data.vlanId;
    const takes = vlan ? ` takes VLAN ${vlan} and` : '';
    report(
      at(teamNic, vlan ? 'vlanId' : 'name'),
      `the interface ${teamNic.name} of the team ${team.name} on ${team.host.name}${takes} shares the bandwidth of the Hyper-V switch ${first.vmSwitch.name}, which does not know of it`,
      {
        related: standing.map(({ vmSwitch }) => ({ at: at(vmSwitch, 'netAdapterName'), message: 'the Hyper-V switch' })),
        remedy: vlan
          ? {
              on: team.host,
              shell: 'powershell',
              commands: [powershell`Remove-NetLbfoTeamNic -Team ${team.name} -VlanID ${vlan}`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});
