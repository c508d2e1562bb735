import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'A placeholder stands where a value should be',
  source: 'hvlint: the input language',
});
