import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A value does not fit the schema of its kind',
  source: 'hvlint: the input language',
});
