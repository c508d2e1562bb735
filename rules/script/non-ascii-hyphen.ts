import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A character that looks like a hyphen and that PowerShell takes for a letter',
  fixable: 'safe',
  source: 'PowerShell language specification, 2.3.5 and 2.3.4 (dash characters)',
});
