import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'The encoding of a file had to be guessed',
  source: 'hvlint: the input language',
});
