import { defineEngineRule } from '#lint/rule';

export default defineEngineRule({
  severity: 'warning',
  title: 'A suppression has expired',
  since: '0.1.0',
  source: 'hvlint: suppression',
});
