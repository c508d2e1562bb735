import { powershell } from '#lint/remedy';
import { vmRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isMeasured } from '#model/plan-load';
import { vmOfPlan } from '#model/plan-side';
import { machinesOf } from '#model/replication-leg';

/** The planner lists running VMs only. */
export default defineRule({
  about: 'planned-vm',
  severity: 'error',
  title: 'A VM that a capacity plan measures is not running',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(planned, { network, report }) {
    const vm = isMeasured(planned.data) ? vmOfPlan(network, planned) : undefined;
    const state = vm?.data.state;
    // Other stands for states that pass, such as Starting.
    if (!vm || state === undefined || state === 'Running' || state === 'Other') return;
    report(
      at(vm, 'state'),
      `the VM ${vm.name} is ${state}, and the plan ${planned.plan.name} is to measure it; the Capacity Planner lists running VMs only`,
      {
        related: [{ at: at(planned), message: `the plan ${planned.plan.name} measures it` }],
        remedy: vmRemedy(
          network,
          vm,
          { host: network.hostsOf(vm)[0], names: machinesOf(network, vm) },
          state === 'Paused'
            ? [powershell`Resume-VM -Name ${vm.name}`, 'Resume-VM']
            : [powershell`Start-VM -Name ${vm.name}`, 'Start-VM'],
          '',
        ),
      },
    );
  },
});
