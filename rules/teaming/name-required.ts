import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A team has no name',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Creating a NIC teaming"; https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam',
});
