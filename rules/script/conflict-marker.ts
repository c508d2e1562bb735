import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A merge conflict was committed',
  source: 'git-merge documentation, "How conflicts are presented"',
});
