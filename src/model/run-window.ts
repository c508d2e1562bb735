import type { ReplicaPlan } from './replica-entity.ts';

/** A span of local time, in milliseconds; changes between summer and winter time do not count. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** A local date and time, "2026-03-02T09:00", in milliseconds; undefined for a date that does not exist. */
export function momentOf(text: string): number | undefined {
  const written = text.trim().replace(' ', 'T');
  const time = Date.parse(`${written.length === 16 ? `${written}:00` : written}Z`);
  // 31 February is taken for 3 March.
  return Number.isNaN(time) || !new Date(time).toISOString().startsWith(written) ? undefined : time;
}

/** From a moment so many minutes on. */
export function spanOf(start: string | undefined, minutes: number | undefined): Span | undefined {
  const from = start === undefined ? undefined : momentOf(start);
  return from === undefined || minutes === undefined ? undefined : { start: from, end: from + minutes * MINUTE };
}

/** When the planner measures. */
export function measuringSpan({ data }: ReplicaPlan): Span | undefined {
  return spanOf(data.collectionStart, data.collectionDurationMinutes);
}

/** Milliseconds two spans have in common. */
export function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Minutes past midnight of "18:30". */
function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.trim().split(':').map(Number);
  return hours * 60 + minutes;
}

/**
 * The production hours of a plan that a span may meet, in order; a day's work may end on the next day. Holidays and days that are no
 * working days have none. Where only holidays are written, every other day is production from midnight to midnight. Undefined where
 * neither is written.
 */
export function productionSpans(plan: ReplicaPlan, { start, end }: Span): readonly Span[] | undefined {
  const { productionHours: hours, holidays } = plan.data;
  if (!hours && !holidays) return undefined;
  const from = minutesOf(hours?.start ?? '00:00') * MINUTE;
  const length = productionDay(plan);
  const spans: Span[] = [];
  // The work of the day before may reach into the span.
  for (let day = Math.floor(start / DAY) * DAY - DAY; day < end; day += DAY) {
    const date = new Date(day);
    const works = hours?.days?.some((name) => name === DAYS[date.getUTCDay()]) ?? true;
    if (!works || holidays?.some((holiday) => date.toISOString().startsWith(holiday.trim()))) continue;
    spans.push({ start: day + from, end: day + from + length });
  }
  return spans;
}

/** Milliseconds of one day's work: a whole day where the hours are not written. */
export function productionDay({ data }: ReplicaPlan): number {
  const { start = '00:00', end = '00:00' } = data.productionHours ?? {};
  const length = minutesOf(end) - minutesOf(start);
  return (length > 0 ? length : length + 24 * 60) * MINUTE;
}
