import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'Windows Server 2012 under its name before release',
  fixable: 'safe',
  source: 'Microsoft, announcement of Windows Server 2012 (formerly "Windows Server 8")',
});
