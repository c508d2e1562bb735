import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isPrimary } from '#model/team-interface';

export default defineRule({
  about: 'team-nic',
  severity: 'error',
  title: 'The primary interface of a team is to be removed, but the team stays',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Removing interfaces from the team"',
  check(teamNic, { report }) {
    if (teamNic.data.ensure !== 'Absent' || !isPrimary(teamNic)) return;
    const { team } = teamNic;
    report(
      at(teamNic, 'ensure'),
      `${teamNic.name} of ${team.host.name} is to be removed, but it is the primary interface of the team ${team.name}, which goes only with the team`,
      { related: [{ at: at(team, 'name'), message: 'the team stays' }] },
    );
  },
});
