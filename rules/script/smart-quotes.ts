import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'Typographic quotes around a string',
  fixable: 'safe',
  source: 'PowerShell language specification, 2.3.5.2 (quote characters)',
});
