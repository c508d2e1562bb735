import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { allMembers } from '#model/team-membership';

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has no member',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Creating a NIC teaming" and "Modifying a NIC Team"; https://learn.microsoft.com/powershell/module/netlbfo/remove-netlbfoteammember',
  check(team, { report }) {
    const place = at(team, 'members');
    // What a machine shows as empty is a team it could not look into.
    if (allMembers(team)?.length !== 0 || !isDeclared(place)) return;
    report(place, `the team ${team.name} of ${team.host.name} has no member; Windows makes no team without an adapter`);
  },
});
