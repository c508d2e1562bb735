import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isOnSide, planSide } from '#model/plan-side';
import { primaryLeg } from '#model/replication-leg';

/** The planner measures before anything is replicated: no VM on the primary side may be replicated when it runs. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A VM on the primary side of a capacity plan is replicated before the plan has measured',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    // Where loads are written the planner has run, and replication is what comes after it.
    if (plan.vms.some(({ data }) => data.churn?.length)) return;
    const side = planSide(network, plan, 'primary');
    const found = network.all('vm').flatMap((vm) => {
      const leg = primaryLeg(vm);
      return leg && isOnSide(network, side, vm) ? [{ vm, leg }] : [];
    });
    const [first, ...more] = found;
    if (!first) return;
    report(
      side.place,
      `the plan ${plan.name} is to measure ${side.name}, where ${first.vm.name}${more.length > 0 ? ` and ${more.length} more are` : ' is'} replicated already: the Capacity Planner wants none to be`,
      {
        related: found.map(({ vm, leg }) => ({
          at: leg.data.replicaServerName === undefined ? at(vm, 'replication') : leg.at('replicaServerName'),
          message: `${vm.name} is replicated`,
        })),
      },
    );
  },
});
