import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A change of the teaming mode makes the standby member active',
  source: 'Windows Server 2012 NIC Teaming guidance, "Standby adapter"',
});
