import { describe, expect, it } from 'vitest';
import {
  averageRate,
  backlogMB,
  catchUpSec,
  exceeds,
  HEADROOM,
  historyGB,
  initialReplicationSec,
  linkMbps,
  outageToleranceSec,
  replicaIops,
  requiredMbps,
  sum,
  usableMbps,
} from '#model/replica-sizing';

const ten = <T>(value: T): T[] => Array.from({ length: 10 }, () => value);

/** Ten equal VMs: 200 GB each, 150 GB used, 30 MB in 300 s on average and 90 MB at most, 20 MB in 30 s at most, 25 writes a second. */
describe('the worked example', () => {
  const saving = 0.3;
  const usable = usableMbps(50, 0.7)!;
  const rate = averageRate(30, 300)!;

  it('fills 16.8 of 35 Mbps every 300 s, and more than there is every 30 s', () => {
    expect(usable).toBeCloseTo(35, 9);
    expect(rate).toBeCloseTo(0.1, 9);
    expect(sum(ten(requiredMbps(90, 300, saving)))).toBeCloseTo(16.8, 9);
    expect(16.8 / usable).toBeCloseTo(0.48, 9);
    const often = sum(ten(requiredMbps(20, 30, saving)))!;
    expect(often.toFixed(1)).toBe('37.3');
    expect(exceeds(often, usable)).toBe(true);
  });

  it('takes 66.7 hours for the first copy', () => {
    const seconds = initialReplicationSec(10 * 150, saving, usable)!;
    expect(seconds).toBeCloseTo(240_000, 6);
    expect((seconds / 3600).toFixed(1)).toBe('66.7');
  });

  it('bears 11.6 days without a link', () => {
    const seconds = outageToleranceSec(200, rate)!;
    expect(seconds).toBeCloseTo(1_000_000, 6);
    expect((seconds / 86_400).toFixed(1)).toBe('11.6');
  });

  it('keeps 24 hours of undo logs in 86 GB, 2086 GB in all, 2.5 TB with headroom', () => {
    const history = sum(ten(historyGB('logs', 24, rate, 200)))!;
    expect(history).toBeCloseTo(86.4, 9);
    expect((2000 + history).toFixed(0)).toBe('2086');
    expect((((2000 + history) * HEADROOM) / 1000).toFixed(1)).toBe('2.5');
  });

  it('keeps 15 snapshots in 3000 GB, 5 TB in all', () => {
    const history = sum(ten(historyGB('snapshots', 15, rate, 200)))!;
    expect(history).toBeCloseTo(3000, 9);
    expect(2000 + history).toBeCloseTo(5000, 9);
  });

  it('asks 750 operations a second of undo logs, 1500 of snapshots', () => {
    expect(sum(ten(replicaIops('logs', 24, 25, 1.5)))).toBe(750);
    expect(sum(ten(replicaIops('snapshots', 15, 25, 1.5)))).toBe(1500);
  });

  it('catches up with 8 hours in an hour and a half', () => {
    const backlog = sum(ten(backlogMB(rate, 28_800)))!;
    expect(backlog).toBeCloseTo(28_800, 6);
    expect(requiredMbps(10 * rate, 1, saving)).toBeCloseTo(5.6, 9);
    const seconds = catchUpSec(backlog, 10 * rate, saving, usable)!;
    expect(seconds.toFixed(0)).toBe('5486');
    expect((seconds / 3600).toFixed(1)).toBe('1.5');
  });

  it('agrees with the rule of thumb of about 20 days for 2 TB over 10 Mbps', () => {
    expect(initialReplicationSec(2000, 0, 10)).toBe(1_600_000);
  });
});

describe('borders', () => {
  it('a share of the link', () => {
    expect(usableMbps(50, 0)).toBe(0);
    expect(usableMbps(50, 1)).toBe(50);
  });

  it('the link that a need asks for', () => {
    expect(linkMbps(16.8, 0.7)).toBeCloseTo(24, 9);
    expect(linkMbps(0, 0)).toBe(0);
    expect(linkMbps(1, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('compression of everything and of nothing', () => {
    expect(requiredMbps(90, 300, 0)).toBeCloseTo(2.4, 9);
    expect(requiredMbps(90, 300, 1)).toBe(0);
  });

  it('nothing to copy, and no link to copy over', () => {
    expect(initialReplicationSec(0, 0, 0)).toBe(0);
    expect(initialReplicationSec(1, 0, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('an average that fills the link never catches up', () => {
    expect(catchUpSec(100, 1, 0, 8)).toBe(Number.POSITIVE_INFINITY);
    expect(catchUpSec(100, 1, 0, 8.8)).toBeCloseTo(1000, 6);
    expect(catchUpSec(0, 1, 0, 8)).toBe(0);
  });

  it('a VM that writes nothing bears any outage', () => {
    expect(outageToleranceSec(200, 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('without recovery points nothing is kept, and the factor counts', () => {
    expect(historyGB(undefined, 0, undefined, undefined)).toBe(0);
    expect(replicaIops(undefined, 0, 100, 1.5)).toBe(150);
    expect(historyGB('logs', 1, 1, undefined)).toBeCloseTo(3.6, 9);
    expect(replicaIops('logs', 1, 100, 1.5)).toBe(300);
  });

  it('equal numbers do not exceed each other, however they were worked out', () => {
    expect(0.1 + 0.2 > 0.3).toBe(true);
    expect(exceeds(0.1 + 0.2, 0.3)).toBe(false);
    expect(exceeds(0.3001, 0.3)).toBe(true);
    expect(exceeds(0, 0)).toBe(false);
    expect(exceeds(1e-6, 0)).toBe(true);
  });
});

describe('what is unknown', () => {
  it('makes the result unknown', () => {
    expect(sum([1, undefined])).toBeUndefined();
    expect(sum([])).toBe(0);
    expect(usableMbps(undefined, 0.7)).toBeUndefined();
    expect(usableMbps(50, undefined)).toBeUndefined();
    expect(requiredMbps(undefined, 300, 0)).toBeUndefined();
    expect(requiredMbps(90, 300, undefined)).toBeUndefined();
    expect(linkMbps(undefined, 0.7)).toBeUndefined();
    expect(linkMbps(1, undefined)).toBeUndefined();
    expect(averageRate(undefined, 300)).toBeUndefined();
    expect(initialReplicationSec(undefined, 0, 10)).toBeUndefined();
    expect(initialReplicationSec(1, undefined, 10)).toBeUndefined();
    expect(initialReplicationSec(1, 0, undefined)).toBeUndefined();
    expect(backlogMB(undefined, 60)).toBeUndefined();
    expect(catchUpSec(undefined, 1, 0, 10)).toBeUndefined();
    expect(catchUpSec(1, undefined, 0, 10)).toBeUndefined();
    expect(catchUpSec(1, 1, undefined, 10)).toBeUndefined();
    expect(catchUpSec(1, 1, 0, undefined)).toBeUndefined();
    expect(outageToleranceSec(undefined, 1)).toBeUndefined();
    expect(outageToleranceSec(1, undefined)).toBeUndefined();
    expect(historyGB('logs', undefined, 1, 1)).toBeUndefined();
    expect(historyGB('logs', 1, undefined, 1)).toBeUndefined();
    expect(historyGB('snapshots', 1, 1, undefined)).toBeUndefined();
    expect(historyGB(undefined, 1, 1, 1)).toBeUndefined();
    expect(replicaIops('logs', undefined, 1, 1.5)).toBeUndefined();
    expect(replicaIops('logs', 1, undefined, 1.5)).toBeUndefined();
    expect(replicaIops(undefined, 1, 1, 1.5)).toBeUndefined();
    expect(replicaIops('logs', 0, 1, undefined)).toBeUndefined();
  });
});
