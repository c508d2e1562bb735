import { defineRule } from '#lint/rule';
import { TeamNic } from '#model/entity';
import { at } from '#model/place';

/** A team is made of adapters, not of interfaces of other teams. */
export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'A member of a team is an interface of another team',
  since: '0.1.0',
  source: 'Windows Server 2012 and 2012 R2 NIC Teaming (LBFO) Deployment and Management, "Teams of teams"',
  check(member, { report }) {
    const { team, nic } = member;
    const { host } = team;
    const named = host.adapter(member.name);
    const below = named instanceof TeamNic && named.team !== team ? named : undefined;
    if (!below && !nic?.isTeamInterface) return;
    const what = below
      ? `the interface ${member.name} of the team ${below.team.name}`
      : `${member.name}, which is an interface of a team (${nic?.data.interfaceDescription?.trim()})`;
    report(at(member, 'name'), `the team ${team.name} of ${host.name} has ${what} as a member; a team cannot be made of teams`, {
      related: [
        ...(below ? [{ at: at(below.team, 'name'), message: `the team ${below.team.name}` }] : []),
        ...(!below && nic ? [{ at: at(nic, 'interfaceDescription'), message: 'the driver of team interfaces' }] : []),
      ],
    });
  },
});
