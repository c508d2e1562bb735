import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A replication interval is not 30, 300 or 900 seconds',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmreplication, -ReplicationFrequencySec',
});
