import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { failedPlace, failedText, isFailed, memberFault } from '#model/team-status';

/** The reserve steps in only when an active member fails. */
export default defineRule({
  about: 'team-member',
  severity: 'warning',
  title: 'The standby member of a team carries the traffic',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Setting a team member to be the Standby Adapter"; MSFT_NetLbfoTeamMember',
  check(member, { report }) {
    const { team, settings } = member;
    if (settings?.administrativeMode !== 'Standby' || settings.operationalMode !== 'Active') return;
    // The member that failed, or the team, says it already.
    const { status } = team.data;
    if (status === 'Degraded' || status === 'Down' || team.members.some(memberFault)) return;
    const failed = team.members.filter((other) => other !== member && isFailed(other));
    const why = failed.length > 0 ? failed.map(failedText).join(', ') : 'an active member has failed';
    report(
      at(member, 'operationalMode'),
      `${member.name}, the standby member of the team ${team.name} on ${team.host.name}, carries the traffic: ${why}`,
      {
        related: [
          { at: at(member, 'administrativeMode'), message: 'it is the reserve' },
          ...failed.map((other) => ({ at: failedPlace(other), message: failedText(other) })),
        ],
      },
    );
  },
});
