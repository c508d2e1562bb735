import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A file is larger or deeper than hvlint reads',
  source: 'hvlint: the input language',
});
