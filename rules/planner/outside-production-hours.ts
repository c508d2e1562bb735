import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { measuringSpan, overlap, productionDay, productionSpans } from '#model/run-window';

/** A run measures in production hours: half of it at least, or half a working day where it is longer than one. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'A capacity plan measures outside production hours',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { report }) {
    const run = measuringSpan(plan);
    const production = run && productionSpans(plan, run);
    if (!production) return;
    const inside = production.reduce((all, span) => all + overlap(run, span), 0);
    const wanted = Math.min(run.end - run.start, productionDay(plan)) / 2;
    if (inside >= wanted) return;
    const { collectionStart, collectionDurationMinutes, productionHours, holidays } = plan.data;
    const minutes = Math.round(inside / 60_000);
    report(
      at(plan, 'collectionStart'),
      `the plan ${plan.name} measures from ${collectionStart?.trim()} for ${collectionDurationMinutes} minutes, of which ${minutes === 0 ? 'none' : minutes} ${minutes === 1 ? 'is' : 'are'} in production hours`,
      {
        related: [
          ...(productionHours ? [{ at: at(plan, 'productionHours'), message: 'the production hours' }] : []),
          ...(holidays ? [{ at: at(plan, 'holidays'), message: 'days without production' }] : []),
        ],
      },
    );
  },
});
