import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { qosDrift } from '#model/qos-drift';

/** QoS that was set on a machine otherwise than it is declared: lossless traffic is so on the whole way or not at all. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'QoS of a host, a virtual adapter or a port is not as it is declared',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language; https://learn.microsoft.com/powershell/module/netqos/get-netqospolicy',
  check(network, { report }) {
    reportDrift(report, qosDrift(network));
  },
});
