import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'YAML reads a text as something else',
  fixable: 'safe',
  source: 'hvlint: the input language',
});
