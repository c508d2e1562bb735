import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'info',
  title: 'A team takes in the adapter over which the server is managed',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a team"',
});
