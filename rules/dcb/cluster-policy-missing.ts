import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { clusterOf } from '#model/cluster-nodes';
import { netDirectPolicies, qosList, qosPlace, roceAdapters } from '#model/dcb';
import { RELEASES } from '#model/releases';

/** Where storage fills the adapters, the heartbeat of the cluster needs a priority of its own. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A node of a cluster with RoCE has no QoS policy for the cluster',
  versions: RELEASES.convergedRdma,
  since: '0.1.0',
  source:
    'https://github.com/microsoft/Validate-DCB; https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  check(host, { network, report }) {
    const policies = qosList(host, 'policies');
    const cluster = clusterOf(network, host);
    // Without a policy for SMB Direct that one is the mistake.
    if (!policies || !cluster || netDirectPolicies(host).length === 0 || roceAdapters(network, host).length === 0) return;
    if (policies.some((policy) => policy.template === 'Cluster' || policy.ipPortMatchCondition === 3343)) return;
    const taken = policies.some((policy) => policy.priorityValue8021Action === 7);
    report(
      qosPlace(host, 'policies'),
      `${host.name} is a node of ${cluster.name} and has no QoS policy for the cluster: under the load of SMB Direct its heartbeats wait with everything else`,
      {
        remedy: taken
          ? undefined
          : {
              on: host,
              shell: 'powershell',
              commands: [powershell`New-NetQosPolicy -Name ${'Cluster'} -Cluster -PriorityValue8021Action 7`],
              disruptive: false,
            },
      },
    );
  },
});
