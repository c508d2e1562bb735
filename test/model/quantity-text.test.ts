import { describe, expect, it } from 'vitest';
import { durationText, quantityText } from '#model/quantity-text';

describe('quantities', () => {
  it('are short, and told apart from a limit they pass', () => {
    expect([quantityText(37.33), quantityText(99.96), quantityText(2086.4), quantityText(24)]).toEqual([
      '37.3',
      '100',
      '2086',
      '24',
    ]);
    expect(quantityText(40.0044, 40)).toBe('40.004');
    expect(quantityText(40, 40)).toBe('40');
    expect(quantityText(Number.POSITIVE_INFINITY)).toBe('without end');
  });

  it('of time have the unit people would use', () => {
    expect([30, 60, 3600, 5486, 240_000, 345_600, 1_000_000].map(durationText)).toEqual([
      '30 s',
      '1 minute',
      '1 hour',
      '1.5 hours',
      '66.7 hours',
      '4 days',
      '11.6 days',
    ]);
    expect(durationText(Number.POSITIVE_INFINITY)).toBe('without end');
  });
});
