import { defineEngineRule } from '#lint/rule';

export default defineEngineRule({
  severity: 'warning',
  title: 'A suppression names a rule that does not exist',
  since: '0.1.0',
  source: 'hvlint: suppression',
});
