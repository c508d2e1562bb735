import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { isMeasured } from '#model/plan-load';
import { vmOfPlan } from '#model/plan-side';

/** What is not to be replicated is not measured either: it would make the plan too large. */
export default defineRule({
  about: 'planned-vm',
  severity: 'info',
  title: 'A capacity plan measures a VM or disk that is not to be replicated',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(planned, { network, report }) {
    const { replicate, vhds = [] } = planned.data;
    if (!isMeasured(planned.data)) return;
    const plan = planned.plan.name;
    if (replicate === false) {
      const place = at(planned, 'selected');
      return report(place, `the plan ${plan} measures the VM ${planned.name}, which is not to be replicated (replicate: false)`, {
        key: 'selected',
        related: [{ at: at(planned, 'replicate'), message: 'not to be replicated' }],
        fix: { title: 'Measure it no longer', safe: false, changes: [{ at: place, value: false }] },
      });
    }
    const vm = vmOfPlan(network, planned);
    const excluded = vm?.data.replication?.excludedVhdPath ?? [];
    for (const [i, disk] of vhds.entries()) {
      const j = excluded.findIndex((path) => nameKey(path) === nameKey(disk.path));
      if (!vm || j < 0 || !isMeasured(disk)) continue;
      const place = at(planned, 'vhds', i, 'selected');
      report(place, `the plan ${plan} measures ${disk.path}, which ${vm.name} does not replicate (excludedVhdPath)`, {
        key: `disk:${nameKey(disk.path)}`,
        related: [{ at: at(vm, 'replication', 'excludedVhdPath', j), message: 'left out of replication' }],
        fix: { title: 'Measure it no longer', safe: false, changes: [{ at: place, value: false }] },
      });
    }
  },
});
