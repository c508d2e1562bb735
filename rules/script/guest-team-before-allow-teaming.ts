import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A team is made inside a VM before its adapters are allowed to be teamed',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming in a virtual machine"',
});
