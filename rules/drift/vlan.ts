import { reportDrift } from '#lint/report-drift';
import { defineRule } from '#lint/rule';
import { virtualAdapters } from '#model/virtual-vlan';
import { adapterVlanDrift, interfaceVlanDrift, portVlanDrift } from '#model/vlan-drift';

/** VLANs that were set on a machine otherwise than they are declared. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'A team interface, virtual adapter or port is in another VLAN than it is declared in',
  needs: ['observation'],
  since: '0.1.0',
  source: 'hvlint: the input language',
  check(network, { report }) {
    for (const nic of network.all('team-nic')) reportDrift(report, interfaceVlanDrift(nic));
    for (const adapter of virtualAdapters(network)) reportDrift(report, adapterVlanDrift(adapter));
    for (const port of [...network.all('port'), ...network.all('port-channel')])
      reportDrift(report, portVlanDrift(network, port));
  },
});
