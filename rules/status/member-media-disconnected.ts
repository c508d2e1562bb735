import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isDownItself, memberFault } from '#model/team-status';

export default defineRule({
  about: 'team-member',
  severity: 'warning',
  title: 'A team member has no link',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Checking the status of a team"; MSFT_NetLbfoTeamMember, FailureReason',
  check(member, { network, report }) {
    const { team, nic } = member;
    const fault = memberFault(member);
    // Without any member the team is Down, which is told once, with its members.
    if (fault?.sort !== 'media' || isDownItself(team)) return;
    const cable = nic && network.cableOf(nic);
    const port = nic && network.portOf(nic);
    const wire = cable ? ` (cabled to ${cable.switch} ${cable.port})` : '';
    report(
      fault.place,
      `${member.name} of ${team.host.name}${wire} has no link: ${fault.shown}; the team ${team.name} goes without it`,
      {
        related: [
          ...(team.data.status === undefined || team.data.status === 'Up'
            ? []
            : [{ at: at(team, 'status'), message: `the team is ${team.data.status}` }]),
          ...(port?.data.adminUp === false ? [{ at: at(port, 'adminUp'), message: 'the port is shut down' }] : []),
          ...(cable ? [{ at: cable.place, message: 'the cable' }] : []),
        ],
      },
    );
  },
});
