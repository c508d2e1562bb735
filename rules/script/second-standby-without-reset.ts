import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A second member is made standby while another one is',
  hides: ['teaming/multiple-standby-members'],
  source: 'Windows Server 2012 NIC Teaming guidance, "Standby adapter"; learn.microsoft.com: Set-NetLbfoTeamMember',
});
