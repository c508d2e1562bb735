import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { allMembers, isStandby } from '#model/team-membership';

/** A standby member works only when another fails, and a team of one has no other. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'The only member of a team is Standby',
  fixable: 'safe',
  hides: ['teaming/single-member-team'],
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a NIC teaming" and "Configurations for NIC Teaming"',
  check(team, { report }) {
    // In a switch-dependent team no member may be Standby at all: another rule says that. So it does of several.
    if (team.data.teamingMode === 'Static' || team.data.teamingMode === 'Lacp') return;
    const [only, ...others] = allMembers(team) ?? [];
    if (!only || others.length > 0 || !isStandby(only)) return;
    const place = at(only, 'administrativeMode');
    report(
      place,
      `${only.name}, the only member of the team ${team.name} of ${team.host.name}, is Standby, so nothing carries the traffic`,
      {
        fix: { title: 'Make it Active', safe: true, changes: [{ at: place, value: 'Active' }] },
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeamMember -Name ${only.name} -Team ${team.name} -AdministrativeMode Active`],
          disruptive: false,
        },
      },
    );
  },
});
