import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import type { TeamNic } from '#model/entity';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';
import { isPrimary, vlanInName, wantedInterfaces } from '#model/team-interface';

export default defineRule({
  about: 'team-nic',
  severity: 'error',
  title: 'An interface that was added to a team has no VLAN',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Adding new interfaces to the team"; https://learn.microsoft.com/powershell/module/netlbfo/add-netlbfoteamnic',
  check(teamNic, { report }) {
    const { team } = teamNic;
    const interfaces = wantedInterfaces(team);
    if (!interfaces.includes(teamNic) || !hasNoVlan(teamNic)) return;
    const primary = isPrimary(teamNic);
    // One of several may be the primary interface under another name, not two.
    const earlier = interfaces.slice(0, interfaces.indexOf(teamNic)).find((nic) => nic !== team.implicit && hasNoVlan(nic));
    if (primary || (primary === undefined && !earlier)) return;
    const vlan = vlanInName(teamNic);
    const other = primary === undefined ? earlier : team.teamNics.find((nic) => nic !== teamNic && isPrimary(nic));
    report(
      teamNic.data.vlanId === 0 ? at(teamNic, 'vlanId') : at(teamNic, 'name'),
      primary === undefined
        ? `${earlier?.name} and ${teamNic.name} of ${team.host.name} both have no VLAN; only the primary interface of the team ${team.name} can do without one`
        : `${teamNic.name} of ${team.host.name} has no VLAN, but is not the primary interface of the team ${team.name}`,
      {
        related: other
          ? [{ at: at(other, 'name'), message: primary === undefined ? 'has no VLAN either' : 'the primary interface' }]
          : [],
        remedy:
          vlan === undefined
            ? undefined
            : {
                on: team.host,
                shell: 'powershell',
                commands: [powershell`Add-NetLbfoTeamNic -Team ${team.name} -VlanID ${vlan}`],
                disruptive: false,
              },
      },
    );
  },
});

/** Whether an interface is known to have none: 0, or nothing where somebody described it. */
function hasNoVlan(teamNic: TeamNic): boolean {
  return teamNic.data.vlanId === 0 ? isDeclared(at(teamNic, 'vlanId')) : isLeftOut(teamNic, 'vlanId');
}
