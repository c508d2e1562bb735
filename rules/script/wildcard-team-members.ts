import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'Team members are chosen by a pattern',
  source: 'learn.microsoft.com: New-NetLbfoTeam, Add-NetLbfoTeamMember',
});
