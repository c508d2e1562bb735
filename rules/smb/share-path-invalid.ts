import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'The folder of a share is no absolute path on its server',
  source: 'https://learn.microsoft.com/powershell/module/smbshare/new-smbshare',
});
