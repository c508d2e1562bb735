import { defineRule } from '#lint/rule';
import type { Vm } from '#model/entity';
import { nameKey } from '#model/names';
import { at, type Place } from '#model/place';
import { isMeasured } from '#model/plan-load';
import { isOnSide, planSide } from '#model/plan-side';
import type { PlannedVm } from '#model/replica-entity';

/** The VMs that are to be measured are on the primary side of their plan. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A VM that a capacity plan measures is not on the primary side',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { network, report }) {
    const side = planSide(network, plan, 'primary');
    const away: { planned: PlannedVm; vm: Vm }[] = [];
    let there = 0;
    for (const planned of plan.vms.filter(({ data }) => isMeasured(data))) {
      const named = network.all('vm').filter((vm) => nameKey(vm.name) === nameKey(planned.name));
      const [vm] = named;
      if (!vm && network.inventory.vms)
        report(
          at(planned, 'name'),
          `the plan ${plan.name} is to measure the VM ${planned.name}, and no VM of that name is described; the inventory of VMs is complete`,
        );
      if (vm && named.every((each) => isOnSide(network, side, each) === false)) away.push({ planned, vm });
      else there++;
    }
    const [first, ...more] = away;
    // Where none is there, the name of the side is what is wrong.
    if (first && more.length > 0 && there === 0)
      return report(
        side.place,
        `the plan ${plan.name} is to measure ${away.length} VMs on ${side.name}, and none of them is there: ${first.vm.name} is ${whereText(first.vm)}`,
        { related: away.map(({ vm }) => ({ at: wherePlace(vm), message: `${vm.name} is ${whereText(vm)}` })) },
      );
    for (const { planned, vm } of away)
      report(
        at(planned, 'name'),
        `the plan ${plan.name} is to measure the VM ${planned.name} on ${side.name}, and it is ${whereText(vm)}`,
        { related: [{ at: wherePlace(vm), message: 'where the VM is' }] },
      );
  },
});

function whereText({ data }: Vm): string {
  return data.host === undefined ? `in the cluster ${data.cluster}` : `on ${data.host}`;
}

function wherePlace(vm: Vm): Place {
  return vm.data.host === undefined ? at(vm, 'cluster') : at(vm, 'host');
}
