import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { isReplicated, loadOf } from '#model/plan-load';
import { durationText, quantityText } from '#model/quantity-text';
import { outageToleranceSec } from '#model/replica-sizing';

/** An outage of a day is worth bearing without copying everything again. */
const WANTED_SEC = 24 * 3600;

/** The log of changes of a VM does not reach half of its disks within a day without a link. */
export default defineRule({
  about: 'planned-vm',
  severity: 'info',
  title: 'A VM of a capacity plan has to be resynchronised after an outage of less than a day',
  preset: 'strict',
  since: '0.1.0',
  source:
    'Microsoft Virtualization blog on resynchronisation; the arithmetic of docs/capacity.md; the limit of 24 hours is our own',
  check(planned, { network, report }) {
    if (isReplicated(planned) !== true) return;
    const { sizeGB, rate } = loadOf(network, planned);
    const seconds = outageToleranceSec(sizeGB, rate);
    if (seconds === undefined || seconds >= WANTED_SEC) return;
    report(
      at(planned, 'churn'),
      `the VM ${planned.name} of the plan ${planned.plan.name} writes ${quantityText(rate! * 3.6)} GB an hour: after ${durationText(seconds)} without a link its log has half the size of its disks (${quantityText(sizeGB!)} GB), and it has to be resynchronised`,
    );
  },
});
