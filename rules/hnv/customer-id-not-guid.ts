import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A customer or routing domain has no GUID',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute',
});
