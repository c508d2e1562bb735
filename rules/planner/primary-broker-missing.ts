import { brokerRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { clusterOfVms, planSide } from '#model/plan-side';
import { brokerPlace, hasBroker } from '#model/replica-endpoint';

/** A cluster takes part in replication only through the Replica Broker: without it the primary side cannot be addressed. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The primary side of a capacity plan is a cluster without a Replica Broker',
  hides: ['replica/broker-missing'],
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog, "Why is the Hyper-V Replica Broker required?"',
  check(plan, { network, report }) {
    const side = planSide(network, plan, 'primary');
    const { name, place } = side;
    // The access point of a broker that is missing leads nowhere; the VMs of the plan tell which cluster is meant.
    const cluster = side.cluster ?? clusterOfVms(network, plan);
    if (!cluster || hasBroker(network, cluster) !== false) return;
    report(
      brokerPlace(cluster),
      `the cluster ${cluster.name} has no Replica Broker, and the plan ${plan.name} is to take VMs from it (${name})`,
      { related: [{ at: place, message: `the primary side of the plan ${plan.name}` }], remedy: brokerRemedy(cluster) },
    );
  },
});
