import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'warning',
  title: 'A script removes every team of a server',
  source: 'Windows Server 2012 NIC Teaming guidance, "Deleting a team"',
});
