import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'A parameter is written by its short alias',
  fixable: 'safe',
  source: 'Windows Server 2012 NIC Teaming guidance, "Modifying a team"; learn.microsoft.com: Set-NetLbfoTeam (aliases)',
});
