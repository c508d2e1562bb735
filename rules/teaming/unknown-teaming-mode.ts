import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A teaming mode that Windows does not know',
  fixable: 'safe',
  source: 'Windows Server 2012 NIC Teaming guidance, "Modifying a team"; learn.microsoft.com: Set-NetLbfoTeam',
});
