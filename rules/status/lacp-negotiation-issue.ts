import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { memberFault } from '#model/team-status';

export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'A team member finds no LACP partner',
  since: '0.1.0',
  source: 'MSFT_NetLbfoTeamMember, FailureReason; Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"',
  check(member, { network, report }) {
    const { team, nic } = member;
    const fault = memberFault(member);
    if (fault?.sort !== 'lacp') return;
    const cable = nic && network.cableOf(nic);
    const wire = cable ? ` on ${cable.switch} ${cable.port}` : '';
    report(
      fault.place,
      `${member.name} of ${team.host.name} in the LACP team ${team.name} finds no partner${wire}: ${fault.shown}`,
      {
        related: [
          ...(team.data.teamingMode === undefined ? [] : [{ at: at(team, 'teamingMode'), message: 'the team runs LACP' }]),
          ...(cable ? [{ at: cable.place, message: 'the cable' }] : []),
        ],
      },
    );
  },
});
