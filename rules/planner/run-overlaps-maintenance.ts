import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { measuringSpan, overlap, spanOf } from '#model/run-window';

/** The planner goes on for some minutes after it has measured; how many nobody says. */
const SLACK_MINUTES = 15;

/** A run, and the minutes after it, fall into no window in which servers are restarted, backed up or changed. */
export default defineRule({
  about: 'replica-plan',
  severity: 'warning',
  title: 'A capacity plan measures in a maintenance window',
  since: '0.1.0',
  source: 'Capacity Planner for Hyper-V Replica',
  check(plan, { report }) {
    const run = measuringSpan(plan);
    if (!run) return;
    const busy = { start: run.start, end: run.end + SLACK_MINUTES * 60_000 };
    const met = (plan.data.maintenanceWindows ?? []).flatMap((window, i) => {
      const span = spanOf(window.start, window.durationMinutes);
      return span && overlap(busy, span) > 0 ? [{ window, i }] : [];
    });
    const [first, ...more] = met;
    if (!first) return;
    const { what = 'a maintenance window', start, durationMinutes } = first.window;
    const { collectionStart, collectionDurationMinutes } = plan.data;
    report(
      at(plan, 'collectionStart'),
      `the plan ${plan.name} measures from ${collectionStart?.trim()} for ${collectionDurationMinutes} minutes and some ${SLACK_MINUTES} more, into ${what} (${start.trim()}, ${durationMinutes} minutes)${more.length > 0 ? ` and ${more.length} more` : ''}`,
      {
        related: met.map(({ window, i }) => ({
          at: at(plan, 'maintenanceWindows', i, 'start'),
          message: window.what ?? 'a maintenance window',
        })),
      },
    );
  },
});
