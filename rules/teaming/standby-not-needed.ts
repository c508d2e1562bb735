import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { activeAndStandby } from '#model/team-membership';

/** Two active members give the same fault tolerance and twice the bandwidth. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'One of the two members of a team is held in reserve',
  preset: 'strict',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"; Microsoft Learn, NIC Teaming settings',
  check(team, { report }) {
    const pair = activeAndStandby(team);
    if (!pair) return;
    const { active, standby } = pair;
    report(
      at(standby, 'administrativeMode'),
      `${standby.name} of the team ${team.name} of ${team.host.name} carries nothing while ${active.name} works; with both active the team survives the loss of either just as well`,
      {
        related: [{ at: at(active, 'name'), message: 'the active member' }],
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeamMember -Name ${standby.name} -Team ${team.name} -AdministrativeMode Active`],
          disruptive: false,
        },
      },
    );
  },
});
