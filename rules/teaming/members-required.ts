import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { hasNoMembers } from '#model/team-members';

/** Windows makes no team without a member, and refuses to remove the last one. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has no members',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a NIC teaming" and "Adding and removing team members"',
  check(team, { network, report }) {
    const written = team.data.members !== undefined;
    const place = at(team, written ? 'members' : 'name');
    // A team without a list may be a part of one that is described elsewhere, unless the files hold every host.
    if (!hasNoMembers(team) || !isDeclared(place) || (!written && !network.inventory.hosts)) return;
    report(place, `the team ${team.name} of ${team.host.name} has no members, and Windows makes no team without one`);
  },
});
