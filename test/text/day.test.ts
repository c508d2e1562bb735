import { expect, test } from 'vitest';
import { dayOf } from '#text/day';

test('the day where the user is, whatever the hour', () => {
  expect(dayOf(new Date(2026, 0, 5, 0, 0, 1))).toBe('2026-01-05');
  expect(dayOf(new Date(2026, 10, 30, 23, 59, 59))).toBe('2026-11-30');
  const now = new Date();
  expect(dayOf(now)).toBe(now.toLocaleDateString('sv-SE'));
});
