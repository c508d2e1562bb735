import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/** Shorter runs than this say little of the load. The guidance calls 10 minutes short; the limit is ours. */
const SHORT_MINUTES = 30;

/** A run measures long enough to meet the load as it is. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'A capacity plan measures too short a time',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { report }) {
    const { collectionDurationMinutes: minutes } = plan.data;
    if (minutes === undefined || minutes >= SHORT_MINUTES) return;
    report(
      at(plan, 'collectionDurationMinutes'),
      `the plan ${plan.name} measures ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}; less than ${SHORT_MINUTES} show a moment, not the load`,
    );
  },
});
