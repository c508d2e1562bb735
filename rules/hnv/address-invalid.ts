import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'An address of a network virtualization policy is none',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
});
