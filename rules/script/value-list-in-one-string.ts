import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'Several values in one string where a list is meant',
  fixable: 'unsafe',
  source: 'learn.microsoft.com: about_Arrays',
});
