import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import type { Team } from '#model/entity';
import { at } from '#model/place';
import { isHostAdapter, settledMembers } from '#model/team-members';

/** With one member there is nothing to fail over to. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team has one member',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a NIC teaming" and "Configurations for NIC Teaming"',
  check(team, { report }) {
    const [member, ...others] = settledMembers(team) ?? [];
    // A member that is named twice was meant to be another one: that is said as such.
    if (!member || others.length > 0 || team.members.length > 1) return;
    // A host adapter must not be in a team at all: another member would not help it.
    if (isHostAdapter(member)) return;
    const why = maySeparateVlans(team) ? 'it can only separate VLANs' : 'it only adds a layer';
    report(
      at(member, 'name'),
      `${member.name} is the only member of the team ${team.name} of ${team.host.name}: without another to fail over to, ${why}`,
      maySeparateVlans(team) ? { severity: 'info' } : {},
    );
  },
});

/** Whether the team has an interface with a VLAN, or may have one that an export does not show. */
function maySeparateVlans(team: Team): boolean {
  if (team.data.teamNics === undefined && !isDeclared(at(team, 'name'))) return true;
  return team.allInterfaces.some((teamNic) => teamNic.vlan !== 0);
}
