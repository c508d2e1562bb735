import { defineEngineRule } from '#lint/rule';

export default defineEngineRule({
  severity: 'error',
  title: 'A suppression of a locked rule',
  since: '0.1.0',
  source: 'hvlint: suppression',
});
