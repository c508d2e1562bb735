import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A team interface has a VLAN ID that does not exist',
  source: 'IEEE 802.1Q; https://learn.microsoft.com/powershell/module/netlbfo/add-netlbfoteamnic',
});
