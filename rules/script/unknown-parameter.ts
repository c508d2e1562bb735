import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A parameter that the cmdlet does not have',
  fixable: 'unsafe',
  source: 'learn.microsoft.com: the page of each cmdlet',
});
