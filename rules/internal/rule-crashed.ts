import { defineEngineRule } from '#lint/rule';

export default defineEngineRule({
  severity: 'error',
  title: 'A rule of hvlint failed: a defect of hvlint',
  since: '0.1.0',
  source: 'hvlint',
});
