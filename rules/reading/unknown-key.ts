import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A key that hvlint does not know',
  source: 'hvlint: the input language',
});
