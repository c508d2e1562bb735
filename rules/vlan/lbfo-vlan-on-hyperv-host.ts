import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { switchesBeside, switchOn } from '#model/team-vlan';

/** "VLANs in a Hyper-V host" of the NIC Teaming guidance: VLANs belong in the Hyper-V switch, not in the team. */
export default defineRule({
  about: 'team-nic',
  severity: 'error',
  title: 'A team interface of a Hyper-V host has a VLAN',
  hides: ['vmswitch/team-with-extra-interfaces'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "VLANs in a Hyper-V host"; Hyper-V Best Practices Analyzer, rule 74',
  check(teamNic, { network, report }) {
    const vlan = teamNic.data.vlanId;
    if (!vlan) return;
    const { team } = teamNic;
    const { host } = team;
    const [vmSwitch] = switchesBeside(network, teamNic);
    if (vmSwitch) {
      const adapter = `Vlan${vlan}`;
      report(
        at(teamNic, 'vlanId'),
        `the team interface ${teamNic.name} takes VLAN ${vlan} out of ${team.name} before the Hyper-V switch ${vmSwitch.name} sees it`,
        {
          related: [{ at: at(vmSwitch, 'name'), message: `stands on ${team.name}` }],
          // A Hyper-V switch on the interface itself would go with it.
          remedy: switchOn(network, teamNic)
            ? undefined
            : {
                on: host,
                shell: 'powershell',
                commands: [
                  powershell`Remove-NetLbfoTeamNic -Team ${team.name} -VlanID ${vlan}`,
                  powershell`Add-VMNetworkAdapter -ManagementOS -Name ${adapter} -SwitchName ${vmSwitch.name}`,
                  powershell`Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName ${adapter} -Access -VlanId ${vlan}`,
                ],
                disruptive: true,
              },
        },
      );
      return;
    }
    // A team of its own takes nothing from a switch; the guidance of the releases it was written for advises against it all the same,
    // so it is said and no more.
    if (!host.hyperV || !inRange(host.os, RELEASES.lbfoBelowSwitch) || network.vmSwitchesOnTeam(team).length > 0) return;
    const [first] = host.vmSwitches;
    report(
      at(teamNic, 'vlanId'),
      `the team interface ${teamNic.name} separates VLAN ${vlan} in the team ${team.name}, though ${host.name} is a Hyper-V host`,
      {
        severity: 'info',
        related: [{ at: first ? at(first, 'name') : at(host, 'roles'), message: `makes ${host.name} a Hyper-V host` }],
      },
    );
  },
});
