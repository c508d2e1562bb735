import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { isReplicated, planHostOn2012 } from '#model/plan-load';

/** Points that Windows Server 2012 keeps beside the latest copy. */
const MOST_POINTS = 15;

/** Windows Server 2012 replicates every five minutes and keeps 15 additional recovery points; what a plan wants beyond that is not there. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'A capacity plan wants what Hyper-V Replica of Windows Server 2012 does not have',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Microsoft Virtualization blog on what is new in Hyper-V Replica in Windows Server 2012 R2',
  check(plan, { network, report }) {
    const host = planHostOn2012(network, plan);
    if (!host) return;
    const related = [{ at: at(host, 'os'), message: `${host.name} runs ${osText(host.os!)}` }];
    for (const item of [plan, ...plan.vms.filter((vm) => isReplicated(vm) === true)]) {
      const who = item.kind === 'planned-vm' ? `the VM ${item.name} of the plan ${plan.name}` : `the plan ${plan.name}`;
      const { replicationFrequencySec: seconds = 300, recoveryHistory: points = 0 } = item.data;
      const setting = (key: 'replicationFrequencySec' | 'recoveryHistory', wish: string, limit: string, value: number): void => {
        const place = item.kind === 'planned-vm' ? at(item, key) : at(item, key);
        report(place, `${who} is made for ${wish}, but ${host.name} runs ${osText(host.os!)}, which ${limit}`, {
          related,
          fix: { title: `Write ${value}`, safe: false, changes: [{ at: place, value }] },
        });
      };
      if (seconds !== 300)
        setting('replicationFrequencySec', `replication every ${seconds} seconds`, 'replicates every 300 seconds only', 300);
      if (points > MOST_POINTS)
        setting('recoveryHistory', `${points} additional recovery points`, `keeps up to ${MOST_POINTS}`, MOST_POINTS);
    }
  },
});
