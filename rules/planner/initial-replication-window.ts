import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { knowsVms, loadsOf, planValue, usableOf } from '#model/plan-load';
import { quantityText } from '#model/quantity-text';
import { exceeds, initialReplicationSec, sum } from '#model/replica-sizing';

/** The first copy over the link is done in the time it may take. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'The first copy of the VMs of a capacity plan takes longer over the link than it may',
  since: '0.1.0',
  source: 'Microsoft Virtualization blog on initial replication; the arithmetic of docs/capacity.md',
  check(plan, { network, report }) {
    const window = planValue(plan, 'irWindowHours');
    if (planValue(plan, 'initialReplication') !== 'network' || window === undefined) return;
    const used = loadsOf(network, plan).map((load) => load.usedGB);
    // Disks of which nothing is known make it only longer.
    const known = used.reduce<number>((all, gb) => all + (gb ?? 0), 0);
    const seconds = initialReplicationSec(known, planValue(plan, 'compressionSaving'), usableOf(plan));
    if (seconds === undefined || !exceeds(seconds, window * 3600)) return;
    const whole = knowsVms(plan) && sum(used) !== undefined;
    report(
      plan.data.irWindowHours === undefined ? at(plan, 'initialReplication') : at(plan, 'irWindowHours'),
      `the first copy of the VMs of the plan ${plan.name} (${whole ? '' : 'at least '}${quantityText(known)} GB) takes ${whole ? '' : 'at least '}${quantityText(seconds / 3600, window)} hours over the link, and may take ${window}`,
      { key: 'irWindowHours', related: [{ at: at(plan, 'estimatedWanBandwidthMbps'), message: 'the link' }] },
    );
  },
});
