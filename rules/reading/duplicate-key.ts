import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A key is written twice in one mapping',
  source: 'hvlint: the input language',
});
