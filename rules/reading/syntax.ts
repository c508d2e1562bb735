import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'The file cannot be parsed',
  source: 'hvlint: the input language',
});
