import { powershell } from '#lint/remedy';
import { legRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { brokerNames, hasBroker } from '#model/replica-endpoint';
import { aimedLegsOf, legText } from '#model/replication-leg';

/** The replica of a VM may live on any node of a cluster, and only the access point of the Replica Broker knows on which. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'A VM is replicated to a node or to the name of a cluster, not to its Replica Broker',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog, "Why is the Hyper-V Replica Broker required?"',
  check(vm, { network, report }) {
    for (const leg of aimedLegsOf(network, vm)) {
      const { target } = leg;
      if (!target || (target.sort !== 'node' && target.sort !== 'cluster')) continue;
      const { name, sort, host, cluster } = target;
      // Without a broker the cluster is what has to be changed.
      if (cluster && hasBroker(network, cluster) === false) continue;
      const of = cluster?.name ?? host?.data.cluster ?? '';
      const [broker] = cluster ? brokerNames(network, cluster) : [];
      const is = sort === 'node' ? `a node of the cluster ${of}` : 'the name of the cluster itself';
      const place = leg.at('replicaServerName');
      report(
        place,
        `${legText(leg)} is replicated to ${name}, which is ${is}${broker === undefined ? '' : `; the Replica Broker there is ${broker}`}`,
        {
          related: cluster
            ? [{ at: cluster.data.replicaBroker ? at(cluster, 'replicaBroker') : at(cluster), message: `the cluster ${of}` }]
            : host
              ? [{ at: at(host, 'cluster'), message: `a node of ${of}` }]
              : [],
          fix: broker?.includes('.')
            ? { title: `Replicate to ${broker}`, safe: false, changes: [{ at: place, value: broker }] }
            : undefined,
          remedy: broker === undefined ? undefined : legRemedy(network, leg, powershell`-ReplicaServerName ${broker}`),
        },
      );
    }
  },
});
