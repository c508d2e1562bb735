import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { nicSpeed } from '#model/distribution';
import { at } from '#model/place';
import { activeAndStandby } from '#model/team-members';

export default defineRule({
  about: 'team',
  severity: 'info',
  preset: 'strict',
  title: 'One of two members is in standby',
  // Whether there is a standby member at all comes before how its team distributes.
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"',
  check(team, { report }) {
    const pair = activeAndStandby(team);
    if (!pair) return;
    const { active, standby } = pair;
    // A slower adapter as the reserve of a faster one has its reason.
    const speeds = [active, standby].map(({ nic }) => nic && nicSpeed(nic));
    if (speeds.every((speed) => speed !== undefined) && speeds[0] !== speeds[1]) return;
    report(
      at(standby, 'administrativeMode'),
      `${standby.name} of the team ${team.name} is Standby; as an active member it would give the same fault tolerance beside ${active.name}, and its bandwidth too`,
      {
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
