import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { failedPlace, failedText, isDownItself, isFailed, memberFault } from '#model/team-status';

export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team is down',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Checking the status of a team"; MSFT_NetLbfoTeam, Status',
  check(team, { report }) {
    if (!isDownItself(team)) return;
    const causes = team.members.flatMap((member) => {
      const fault = memberFault(member);
      if (fault) return [{ at: fault.place, message: `${member.name} has no link` }];
      return isFailed(member) ? [{ at: failedPlace(member), message: failedText(member) }] : [];
    });
    const why = causes.map(({ message }) => message).join(', ');
    report(at(team, 'status'), `the team ${team.name} of ${team.host.name} is Down${why ? `: ${why}` : ''}`, { related: causes });
  },
});
