import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { disabledInterfaces, failedPlace, failedText, isFailed, memberFault } from '#model/team-status';

/** A member that names its failure says more than the team does. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'A team works without one of its members, and no member says why',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Checking the status of a team"; MSFT_NetLbfoTeam, Status',
  check(team, { report }) {
    if (team.data.status !== 'Degraded' || team.members.some(memberFault) || disabledInterfaces(team).length > 0) return;
    const failed = team.members.filter(isFailed);
    const disabled = team.members.flatMap(({ nic }) => (nic?.data.status === 'Disabled' ? [nic] : []));
    const why = [...failed.map(failedText), ...disabled.map((nic) => `the adapter ${nic.name} is Disabled`)].join(', ');
    report(at(team, 'status'), `the team ${team.name} of ${team.host.name} is Degraded${why ? `: ${why}` : ''}`, {
      related: [
        ...failed.map((member) => ({ at: failedPlace(member), message: failedText(member) })),
        ...disabled.map((nic) => ({ at: at(nic, 'status'), message: `${nic.name} is Disabled` })),
      ],
    });
  },
});
