import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A name that an earlier command of the script has changed',
  source: 'Windows Server 2012 NIC Teaming guidance, "Modifying team interfaces"; learn.microsoft.com: Rename-NetLbfoTeam',
});
