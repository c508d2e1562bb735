import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'A known value in unusual letters',
  fixable: 'safe',
  source: 'hvlint: the input language',
});
