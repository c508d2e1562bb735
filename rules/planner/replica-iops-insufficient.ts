import { defineRule } from '#lint/rule';
import { quantityText } from '#model/quantity-text';
import { exceeds } from '#model/replica-sizing';
import { storageLimit, storageNeed } from '#model/storage-need';

/** The storage of the replica side keeps up with what is applied to it. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'The storage of the replica side of a capacity plan is too slow',
  since: '0.1.0',
  source:
    'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog on recovery points; the arithmetic of docs/capacity.md',
  check(plan, { network, report }) {
    const limit = storageLimit(network, plan, 'iops');
    const { atLeastIops, iops } = storageNeed(network, plan);
    if (!limit || !exceeds(atLeastIops, limit.value)) return;
    report(
      limit.place,
      `replication of the plan ${plan.name} makes ${iops === undefined ? 'at least ' : 'up to '}${quantityText(atLeastIops, limit.value)} operations a second on the replica side, and its storage takes ${quantityText(limit.value)}`,
      { key: `plan:${plan.name.toLowerCase()}` },
    );
  },
});
