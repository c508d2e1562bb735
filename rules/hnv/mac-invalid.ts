import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A lookup record has no MAC address that an adapter can have',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
});
