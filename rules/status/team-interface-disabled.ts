import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { disabledInterfaces } from '#model/team-status';

/** Disabling and enabling all adapters at once leaves the team interface Disabled: it is gone while its members are. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A team interface is disabled',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Disabling and Enabling with Windows PowerShell"',
  check(team, { report }) {
    for (const { teamNic, place, besideUp } of disabledInterfaces(team))
      report(
        place,
        `the interface ${teamNic.name} of the team ${team.name} on ${team.host.name} is Disabled: it passes no traffic, whatever its members do`,
        {
          key: teamNic.name,
          // One of several that work may well be off on purpose.
          ...(besideUp ? { severity: 'warning' as const } : {}),
          remedy: {
            on: team.host,
            shell: 'powershell',
            commands: [powershell`Enable-NetAdapter -Name ${teamNic.name}`],
            disruptive: false,
          },
        },
      );
  },
});
