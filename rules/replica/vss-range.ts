import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'Application-consistent recovery points are not 1 to 12 hours apart',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplication, -VSSSnapshotFrequencyHour',
});
