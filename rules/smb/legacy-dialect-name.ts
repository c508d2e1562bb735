import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'SMB 3.0 under its name before release',
  fixable: 'safe',
  source: '[MS-SMB2], Server Message Block Protocol Versions 2 and 3; Get-SmbConnection',
});
