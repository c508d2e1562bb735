import { defineRule } from '#lint/rule';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { planSide, vmOfPlan } from '#model/plan-side';
import { replicaEndpoint, sameMachine } from '#model/replica-endpoint';
import type { PlannedVm } from '#model/replica-entity';
import { primaryLeg } from '#model/replication-leg';

/** What is to be replicated is measured: otherwise the plan is too small. */
export default defineRule({
  about: 'planned-vm',
  severity: 'warning',
  title: 'A VM that is to be replicated is not measured by its capacity plan',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(planned, { network, report }) {
    if (planned.data.selected !== false) return;
    const wish = wishOf(network, planned);
    if (!wish) return;
    const place = at(planned, 'selected');
    report(
      place,
      `the VM ${planned.name} is to be replicated, and the plan ${planned.plan.name} does not measure it (selected: false)`,
      {
        related: [{ at: wish, message: 'it is to be replicated' }],
        fix: { title: 'Measure it', safe: false, changes: [{ at: place, value: true }] },
      },
    );
  },
});

/** Where it is written that a VM is to be replicated to the replica side of its plan: in the plan, else in its own document. */
function wishOf(network: Network, planned: PlannedVm): Place | undefined {
  const { replicate } = planned.data;
  if (replicate !== undefined) return replicate ? at(planned, 'replicate') : undefined;
  const vm = vmOfPlan(network, planned);
  const leg = vm && primaryLeg(vm);
  const target = leg?.data.replicaServerName;
  const { name, endpoint } = planSide(network, planned.plan, 'replica');
  if (!leg || target === undefined || name === undefined) return undefined;
  const to = replicaEndpoint(network, target);
  const same =
    to && endpoint
      ? (to.cluster ?? to.host ?? to.server) === (endpoint.cluster ?? endpoint.host ?? endpoint.server)
      : sameMachine(target, name);
  return same ? leg.at('replicaServerName') : undefined;
}
