import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isPrimary } from '#model/team-interface';
import { switchOn } from '#model/team-vlan';

export default defineRule({
  about: 'team-nic',
  severity: 'info',
  title: 'The only interface of a team takes one VLAN, and the team discards everything else',
  preset: 'strict',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Adding new interfaces to the team"; https://learn.microsoft.com/powershell/module/netlbfo/set-netlbfoteamnic',
  check(teamNic, { network, report }) {
    const { team, data } = teamNic;
    if (!data.vlanId || data.default === true || data.ensure === 'Absent' || !isPrimary(teamNic)) return;
    if (team.allInterfaces.some((other) => other !== teamNic)) return;
    // What a Hyper-V switch loses by it is the matter of a rule about Hyper-V switches.
    if (switchOn(network, teamNic)) return;
    report(
      at(teamNic, 'vlanId'),
      `${teamNic.name}, the only interface of the team ${team.name} of ${team.host.name}, takes VLAN ${data.vlanId}: the team discards untagged frames and every other VLAN`,
      { related: [{ at: at(team, 'name'), message: 'the team' }] },
    );
  },
});
