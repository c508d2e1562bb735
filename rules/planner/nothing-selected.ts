import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isMeasured, knowsVms, measuresNoDisk } from '#model/plan-load';

/** A plan measures one VM at least, and one disk at least of every VM it measures. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A capacity plan measures nothing',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { report }) {
    const selected = plan.vms.filter(({ data }) => isMeasured(data) !== false);
    if (knowsVms(plan) && selected.length === 0)
      report(
        at(plan, 'vms'),
        `the plan ${plan.name} measures no VM: ${plan.vms.length === 0 ? 'it lists none' : `selected is false for ${plan.vms.length === 1 ? 'the only one' : `all ${plan.vms.length}`}`}`,
        { related: plan.vms.map((vm) => ({ at: at(vm, 'selected'), message: `${vm.name} is not measured` })) },
      );
    for (const vm of selected) {
      if (!isMeasured(vm.data) || !measuresNoDisk(vm)) continue;
      report(
        at(vm, 'vhds'),
        `the plan ${plan.name} measures the VM ${vm.name}, and no disk of it: ${vm.data.vhds?.length === 0 ? 'it lists none' : 'selected is false for every one'}`,
        {
          related: (vm.data.vhds ?? []).map((disk, i) => ({
            at: at(vm, 'vhds', i, 'selected'),
            message: `${disk.path} is not measured`,
          })),
        },
      );
    }
  },
});
