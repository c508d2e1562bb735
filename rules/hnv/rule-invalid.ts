import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A lookup record is to be translated in a way that does not exist',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
});
