import { defineRule } from '#lint/rule';
import { quantityText } from '#model/quantity-text';
import { exceeds, HEADROOM } from '#model/replica-sizing';
import { storageLimit, storageNeed } from '#model/storage-need';

/** The replica side has room for the disks, their recovery points and a fifth more. */
export default defineRule({
  about: 'replica-plan',
  severity: 'error',
  title: 'The replica side of a capacity plan has not enough space',
  since: '0.1.0',
  source:
    'Capacity Planner for Hyper-V Replica; Microsoft Virtualization blog on recovery points; the arithmetic of docs/capacity.md',
  check(plan, { network, report }) {
    const free = storageLimit(network, plan, 'freeGB');
    const { atLeastGB, gb } = storageNeed(network, plan);
    if (!free || !exceeds(atLeastGB * HEADROOM, free.value)) return;
    const full = exceeds(atLeastGB, free.value);
    const need = `${gb === undefined ? 'at least ' : ''}${quantityText(atLeastGB, free.value)} GB`;
    const wanted = full ? '' : `, ${quantityText(atLeastGB * HEADROOM, free.value)} GB with a fifth in reserve`;
    report(
      free.place,
      `the disks and recovery points of the plan ${plan.name} take ${need} on the replica side${wanted}, and ${quantityText(free.value)} GB are free`,
      { key: `plan:${plan.name.toLowerCase()}`, severity: full ? 'error' : 'warning' },
    );
  },
});
