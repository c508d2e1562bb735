import { defineReadingRule } from '#lint/rule';

export default defineReadingRule({
  severity: 'error',
  title: 'A value of a QoS policy or class is out of its range',
  source:
    'https://learn.microsoft.com/powershell/module/netqos/new-netqospolicy; https://learn.microsoft.com/powershell/module/dcbqos/enable-netqosflowcontrol; IEEE 802.1Q',
});
