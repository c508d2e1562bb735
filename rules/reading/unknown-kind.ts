import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A kind that is nearly one of ours',
  fixable: 'unsafe',
  source: 'hvlint: the input language',
});
