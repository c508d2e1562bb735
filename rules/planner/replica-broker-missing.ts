import { brokerRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { planSide } from '#model/plan-side';
import { brokerPlace, hasBroker } from '#model/replica-endpoint';

/** A cluster takes part in replication only through the Replica Broker: without it the replica side cannot be addressed. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The replica side of a capacity plan is a cluster without a Replica Broker',
  hides: ['replica/broker-missing'],
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog, "Why is the Hyper-V Replica Broker required?"',
  check(plan, { network, report }) {
    const { cluster, name, place } = planSide(network, plan, 'replica');
    if (!cluster || hasBroker(network, cluster) !== false) return;
    report(
      brokerPlace(cluster),
      `the cluster ${cluster.name} has no Replica Broker, and the plan ${plan.name} is to send VMs to it (${name})`,
      { related: [{ at: place, message: `the replica side of the plan ${plan.name}` }], remedy: brokerRemedy(cluster) },
    );
  },
});
