import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { settledMembers } from '#model/team-members';

/** A standby member works only after another member has failed: alone it never does. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'The only member of a team is in standby',
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a team" and "Configurations for NIC Teaming"',
  check(team, { report }) {
    const [member, ...others] = settledMembers(team) ?? [];
    // A member that is named twice is a mistake of its own: which of the two roles counts, nobody knows.
    if (!member || others.length > 0 || team.members.length > 1 || member.settings?.administrativeMode !== 'Standby') return;
    // In a switch-dependent team Windows makes it active: another rule says that.
    if (team.data.teamingMode === 'Static' || team.data.teamingMode === 'Lacp') return;
    const place = at(member, 'administrativeMode');
    report(place, `${member.name} is the only member of the team ${team.name} and Standby, so nothing carries its traffic`, {
      fix: { title: 'Make it active', safe: true, changes: [{ at: place, value: 'Active' }] },
      remedy: {
        on: team.host,
        shell: 'powershell',
        commands: [powershell`Set-NetLbfoTeamMember -Name ${member.name} -Team ${team.name} -AdministrativeMode Active`],
        disruptive: false,
      },
    });
  },
});
