import { describe, expect, it } from 'vitest';
import { momentOf, overlap, productionDay, productionSpans, spanOf } from '#model/run-window';
import { network } from './estate.ts';

const at = (text: string): number => Date.parse(`${text}Z`);

async function plan(text: string) {
  const head =
    'kind: replica-plan\nname: p\nprimary: {}\nestimatedWanBandwidthMbps: 50\ncollectionDurationMinutes: 60\ntemporaryVmLocation: D:\\T\n';
  return (await network({ 'plan.yaml': head + text })).all('replica-plan')[0]!;
}

describe('moments and spans', () => {
  it('reads local dates and times, and none that do not exist', () => {
    expect(momentOf('2026-03-02T09:00')).toBe(at('2026-03-02T09:00:00'));
    expect(momentOf(' 2026-03-02 09:00:30 ')).toBe(at('2026-03-02T09:00:30'));
    expect(momentOf('2026-02-31T09:00')).toBeUndefined();
    expect(momentOf('2026-13-01T09:00')).toBeUndefined();
  });

  it('measures what two spans have in common', () => {
    const span = spanOf('2026-03-02T09:00', 60)!;
    expect(overlap(span, spanOf('2026-03-02T09:30', 60)!)).toBe(30 * 60_000);
    expect(overlap(span, spanOf('2026-03-02T10:00', 60)!)).toBe(0);
    expect(spanOf(undefined, 60)).toBeUndefined();
    expect(spanOf('2026-03-02T09:00', undefined)).toBeUndefined();
  });
});

describe('production', () => {
  const week = { start: at('2026-03-02T00:00:00'), end: at('2026-03-09T00:00:00') };

  it('leaves out days without work and holidays', async () => {
    const own = await plan(
      'productionHours: { start: "08:00", end: "18:00", days: [Monday, Friday] }\nholidays: ["2026-03-06"]\n',
    );
    expect(productionSpans(own, week)).toEqual([{ start: at('2026-03-02T08:00:00'), end: at('2026-03-02T18:00:00') }]);
    expect(productionDay(own)).toBe(10 * 3_600_000);
  });

  it('begins with the shift of the evening before', async () => {
    const own = await plan('productionHours: { start: "22:00", end: "06:00" }\n');
    expect(productionSpans(own, week)![0]).toEqual({ start: at('2026-03-01T22:00:00'), end: at('2026-03-02T06:00:00') });
    expect(productionDay(own)).toBe(8 * 3_600_000);
  });

  it('is every other day where only holidays are written, and unknown without both', async () => {
    const own = await plan('holidays: ["2026-03-02"]\n');
    expect(productionSpans(own, { start: week.start, end: at('2026-03-04T00:00:00') })).toEqual([
      { start: at('2026-03-01T00:00:00'), end: at('2026-03-02T00:00:00') },
      { start: at('2026-03-03T00:00:00'), end: at('2026-03-04T00:00:00') },
    ]);
    expect(productionDay(own)).toBe(24 * 3_600_000);
    expect(productionSpans(await plan(''), week)).toBeUndefined();
  });
});
