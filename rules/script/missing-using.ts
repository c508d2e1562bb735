import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A block that runs on another computer uses a variable that is not there',
  fixable: 'unsafe',
  source: 'learn.microsoft.com: about_Remote_Variables',
});
