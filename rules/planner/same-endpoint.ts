import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { planSides } from '#model/plan-side';

/** The sides of a plan are two servers or clusters. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'Both sides of a capacity plan are one server or one cluster',
  hides: [
    'planner/cluster-name-not-broker-cap',
    'planner/primary-not-authorized',
    'planner/replica-broker-missing',
    'planner/replica-not-enabled',
  ],
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const [primary, replica] = planSides(network, plan);
    if (primary.name === undefined || replica.name === undefined) return;
    const [from, to] = [primary, replica].map(({ cluster, endpoint }) => cluster ?? endpoint?.host ?? endpoint?.server);
    if (from ? from !== to : nameKey(primary.name) !== nameKey(replica.name)) return;
    const common = from ? `${from.kind === 'cluster' ? 'the cluster ' : ''}${from.name}` : 'one name';
    report(
      replica.place,
      `both sides of the plan ${plan.name} are ${common} (${primary.name} and ${replica.name}): nothing would cross the link that is to be measured`,
      { related: [{ at: primary.place, message: 'the primary side' }] },
    );
  },
});
