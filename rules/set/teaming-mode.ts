import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A teaming mode that Switch Embedded Teaming does not have',
  fixable: 'unsafe',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmswitchteam',
});
