import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** A team has one standby member at most. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team has more than one standby member',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Setting a team member to be the Standby Adapter"',
  check(team, { report }) {
    // In a switch-dependent team no member may be Standby at all: another rule says that.
    if (team.data.teamingMode === 'Static' || team.data.teamingMode === 'Lacp') return;
    const standby = team.members.filter(
      (member, i) =>
        member.settings?.administrativeMode === 'Standby' &&
        team.members.findIndex((other) => nameKey(other.name) === nameKey(member.name)) === i,
    );
    const [first, second, ...more] = standby;
    if (!first || !second) return;
    const names = standby.map((member) => member.name);
    report(
      at(second, 'administrativeMode'),
      `${names.slice(0, -1).join(', ')} and ${names.at(-1)} of the team ${team.name} are Standby; a team can have only one`,
      {
        related: [first, ...more].map((member) => ({
          at: at(member, 'administrativeMode'),
          message: `${member.name} is Standby${member === first ? '' : ' too'}`,
        })),
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [second, ...more].map(
            ({ name }) => powershell`Set-NetLbfoTeamMember -Name ${name} -Team ${team.name} -AdministrativeMode Active`,
          ),
          disruptive: false,
        },
      },
    );
  },
});
