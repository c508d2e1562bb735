import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A virtual subnet ID is reserved or does not fit the GRE key',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord; RFC 7637',
});
