import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'Remove-NetLbfoTeamNic is given the name of a team interface',
  fixable: 'unsafe',
  source: 'learn.microsoft.com: Remove-NetLbfoTeamNic',
});
