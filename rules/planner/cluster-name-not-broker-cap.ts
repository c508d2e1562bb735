import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { nameFault, type PlanSide, planSides } from '#model/plan-side';
import { brokerNames, hasBroker } from '#model/replica-endpoint';

/** A clustered side of a plan is named by the full DNS name of the access point of its Replica Broker, and by nothing else. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A clustered side of a capacity plan is not named by the access point of its Replica Broker',
  hides: ['replica/broker-not-used'],
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    for (const side of planSides(network, plan)) {
      const { which, name, place, cluster } = side;
      // Without a broker the cluster is what has to be changed.
      if (name === undefined || (cluster && hasBroker(network, cluster) === false)) continue;
      const is = mistake(side);
      if (is === undefined) continue;
      const broker = cluster && brokerNames(network, cluster).find((own) => own.includes('.'));
      report(
        place,
        `the ${which} side of the plan ${plan.name} is '${name}', ${is}${broker === undefined ? '' : `; the Replica Broker there is ${broker}`}`,
        {
          // A short name is found where the DNS suffix is the right one.
          severity: is === SHORT ? 'warning' : 'error',
          related: cluster
            ? [
                {
                  at: cluster.data.replicaBroker ? at(cluster, 'replicaBroker') : at(cluster),
                  message: `the cluster ${cluster.name}`,
                },
              ]
            : [],
          fix:
            broker === undefined ? undefined : { title: `Write ${broker}`, safe: false, changes: [{ at: place, value: broker }] },
        },
      );
    }
  },
});

const SHORT = 'which is no full DNS name';

/** What the name of a side is that is known to be a cluster; undefined where it may be right, or the side may be a server. */
function mistake({ name = '', endpoint, clustered }: PlanSide): string | undefined {
  if (clustered !== true) return undefined;
  if (endpoint?.sort === 'node') return `which is a node of the cluster ${endpoint.cluster?.name ?? endpoint.host?.data.cluster}`;
  if (endpoint?.sort === 'cluster') return 'which is the name of the cluster itself';
  if (endpoint?.sort === 'host') return 'which is a server, while the plan says that the side is a cluster';
  const fault = nameFault(name);
  if (fault !== undefined) return `which is ${fault}`;
  return name.trim().includes('.') ? undefined : SHORT;
}
