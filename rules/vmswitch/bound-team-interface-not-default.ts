import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { interfaceBelow, standingOn } from '#model/standing-switch';
import { isPrimary } from '#model/team-interface';

/** "VLANs in a Hyper-V host" of the NIC Teaming guidance: the switch gets every VLAN, and takes them apart itself. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'A Hyper-V switch stands on a team interface with a VLAN, and sees no other',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V host"; Hyper-V Best Practices Analyzer, rule 75',
  check(vmSwitch, { network, report }) {
    const teamNic = interfaceBelow(network, vmSwitch);
    if (!teamNic || teamNic.vlan === 0) return;
    const { team, data } = teamNic;
    // Beside a Hyper-V switch on the Default interface, the VLAN interface itself is what is wrong: other rules say that.
    if (standingOn(network, team).some((other) => other.teamNic.vlan === 0)) return;
    const byVlan = data.vlanId !== undefined;
    const place = byVlan ? at(teamNic, 'vlanId') : at(teamNic, 'default');
    const free = isPrimary(teamNic) && !team.allInterfaces.some((other) => other !== teamNic && other.vlan === 0);
    const only = byVlan
      ? `, which takes VLAN ${data.vlanId} alone: the switch sees no other VLAN`
      : ', which is not in Default mode';
    report(
      place,
      `the Hyper-V switch ${vmSwitch.name} of ${vmSwitch.host.name} stands on the team interface ${teamNic.name}${only}`,
      {
        related: [{ at: at(vmSwitch, 'netAdapterName'), message: 'the Hyper-V switch' }],
        // Which VLAN the switch sees is more than the finding is about.
        fix: free
          ? {
              title: 'Put the interface into Default mode',
              safe: false,
              changes: [
                ...(byVlan ? [{ at: at(teamNic, 'vlanId'), value: 0 }] : []),
                ...(data.default === false ? [{ at: at(teamNic, 'default'), value: true }] : []),
              ],
            }
          : undefined,
        remedy: free
          ? {
              on: team.host,
              shell: 'powershell',
              commands: [powershell`Set-NetLbfoTeamNic -Name ${teamNic.name} -Team ${team.name} -Default`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});
