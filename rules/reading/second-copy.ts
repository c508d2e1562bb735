import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'An export says something twice, and only one copy is read',
  source: 'hvlint: reading exports',
});
