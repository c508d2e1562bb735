import { brokerRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { brokerPlace, hasBroker } from '#model/replica-endpoint';
import { aimedLegs, legsText, legText } from '#model/replication-leg';

/** A cluster takes part in replication, on either side, only through the Replica Broker. */
export default defineRule({
  about: 'cluster',
  severity: 'error',
  title: 'VMs are replicated from or to a cluster that has no Replica Broker',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog, "Why is the Hyper-V Replica Broker required?"',
  check(cluster, { network, report }) {
    if (hasBroker(network, cluster) !== false) return;
    const ends = aimedLegs(network).flatMap((leg) => {
      const { cluster: home } = leg.vm.data;
      if (leg.target?.cluster === cluster) return [{ leg, place: leg.at('replicaServerName'), how: 'to it' }];
      const runsHere = home !== undefined && network.cluster(home) === cluster && !leg.isExtended;
      return runsHere ? [{ leg, place: leg.at(), how: 'from it' }] : [];
    });
    const [first] = ends;
    if (!first) return;
    report(
      brokerPlace(cluster),
      `the cluster ${cluster.name} has no Replica Broker, and ${legsText(ends.map(({ leg }) => leg))} replicated ${first.how}`,
      {
        related: ends.map(({ leg, place, how }) => ({ at: place, message: `${legText(leg)} is replicated ${how}` })),
        remedy: brokerRemedy(cluster),
      },
    );
  },
});
