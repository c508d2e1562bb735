import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A script disables every adapter and leaves the team interfaces disabled',
  source: 'Windows Server 2012 NIC Teaming guidance, "Disabling and Enabling with Windows PowerShell"',
});
