import { defineEngineRule } from '#lint/rule';

export default defineEngineRule({
  severity: 'warning',
  title: 'A suppression silences nothing',
  since: '0.1.0',
  source: 'hvlint: suppression',
});
