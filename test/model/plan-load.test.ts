import { describe, expect, it } from 'vitest';
import { linkVerdict } from '#model/link-verdict';
import { Network } from '#model/network';
import {
  historyFormOf,
  intervalsOf,
  isReplicated,
  knowsVms,
  leastPeakMB,
  linkNeed,
  loadsOf,
  planHostOn2012,
  usableOf,
} from '#model/plan-load';
import { storageLimit, storageNeed } from '#model/storage-need';
import { readText } from '#read/read-file';
import { network } from './estate.ts';

const HEAD = `kind: replica-plan\nname: p\nprimary: { name: hv01 }\nreplica: { name: hv02 }\nestimatedWanBandwidthMbps: 50\ncollectionDurationMinutes: 60\ntemporaryVmLocation: D:\\T\n`;

async function plan(text: string, estate = '') {
  const all = await network({ 'plan.yaml': HEAD + text, ...(estate ? { 'estate.yaml': estate } : {}) });
  const own = all.all('replica-plan')[0]!;
  return { all, own, loads: loadsOf(all, own) };
}

describe('loadsOf', () => {
  it('counts what is to be replicated, and what is measured where the plan does not say', async () => {
    const { own, loads } = await plan(
      'vms: [{ name: a }, { name: b, selected: false }, { name: c, selected: false, replicate: true }, { name: d, replicate: false }]\n',
    );
    expect(loads.map(({ vm }) => vm.name)).toEqual(['a', 'c']);
    expect(knowsVms(own)).toBe(true);
    expect(knowsVms((await plan('')).own)).toBe(false);
  });

  it('does not take a default for what cannot be read', async () => {
    const text = `${HEAD}linkUtilisation: much\nvms: [{ name: a, selected: perhaps }, { name: b, recoveryHistory: many }]\nrecoveryHistory: 3\n`;
    const all = new Network((await readText({ path: '/estate/p.yaml', text }, { explicit: true })).documents);
    const own = all.all('replica-plan')[0]!;
    expect(isReplicated(own.vms[0]!)).toBeUndefined();
    expect(knowsVms(own)).toBe(false);
    expect(usableOf(own)).toBeUndefined();
    expect(loadsOf(all, own)[0]!.historyHours).toBeUndefined();
  });

  it('takes the VM before the plan, and the default last', async () => {
    const { loads } = await plan(
      'replicationFrequencySec: 900\nrecoveryHistory: 2\nvms: [{ name: a, replicationFrequencySec: 30, recoveryHistory: 0 }, { name: b }]\n',
    );
    expect(loads.map(({ intervalSec, historyHours }) => [intervalSec, historyHours])).toEqual([
      [30, 0],
      [900, 2],
    ]);
    expect((await plan('vms: [{ name: a }]\n')).loads[0]).toMatchObject({ intervalSec: 300, historyHours: undefined });
  });

  it('takes sizes from the disks of the plan, the plan, the disks of the VM', async () => {
    const vm = `kind: vm\nname: d\nhost: hv01\nhardDrives: [{ path: 'D:\\a.vhdx', sizeGB: 10, usedGB: 1 }, { path: 'D:\\b.vhdx', sizeGB: 20 }]\nreplication: { replicaServerName: hv02, excludedVhdPath: ['d:\\B.vhdx'], recoveryHistory: 7 }\n`;
    const { loads } = await plan(
      `vms:
  - { name: a, sizeGB: 1, vhds: [{ path: 'D:\\x', sizeGB: 2 }, { path: 'D:\\y', sizeGB: 3 }, { path: 'D:\\z', sizeGB: 9, selected: false }] }
  - { name: b, sizeGB: 1, vhds: [{ path: 'D:\\x' }] }
  - { name: c, vhds: [{ path: 'D:\\x', sizeGB: 2 }, { path: 'D:\\y' }] }
  - { name: d }
`,
      vm,
    );
    expect(loads.map(({ sizeGB }) => sizeGB)).toEqual([5, 1, undefined, 10]);
    expect(loads[3]).toMatchObject({ usedGB: 1, historyHours: 7 });
  });

  it('takes the average of the longest window', async () => {
    const { loads } = await plan(
      'vms: [{ name: a, churn: [{ intervalSec: 300, averageMB: 30 }, { intervalSec: 900, averageMB: 180 }] }, { name: b }]\n',
    );
    expect(loads.map(({ rate }) => rate)).toEqual([0.2, undefined]);
  });
});

describe('leastPeakMB', () => {
  it.each([
    ['{ intervalSec: 300, peakMB: 90 }', [9, 90, 90]],
    ['{ intervalSec: 30, peakMB: 20 }', [20, 20, 20]],
    ['{ intervalSec: 900, peakMB: 90 }', [3, 30, 90]],
    ['{ intervalSec: 300, averageMB: 30 }', [3, 30, 90]],
    ['{ intervalSec: 300, averageMB: 30, peakMB: 60 }, { intervalSec: 900, peakMB: 70 }', [6, 60, 70]],
  ])('%s', async (churn, expected) => {
    const { loads } = await plan(`vms: [{ name: a, churn: [${churn}] }]\n`);
    expect([30, 300, 900].map((interval) => leastPeakMB(loads[0]!, interval as 30))).toEqual(expected);
  });
});

describe('releases', () => {
  it.each([
    ['2012', '2022', [300], 'logs'],
    ['2012R2', '2012', [300], 'snapshots'],
    ['2012R2', '2012R2', [30, 300, 900], 'logs'],
  ])('%s to %s', async (from, to, intervals, form) => {
    const { all, own } = await plan('', `kind: host\nname: hv01\nos: ${from}\n---\nkind: host\nname: hv02\nos: ${to}\n`);
    expect(intervalsOf(all, own)).toEqual(intervals);
    expect(historyFormOf(all, own)).toBe(form);
  });

  it('replace an interval that 2012 does not have', async () => {
    const vms =
      'replicationFrequencySec: 30\nvms: [{ name: a, churn: [{ intervalSec: 30, peakMB: 125 }, { intervalSec: 300, peakMB: 750 }] }, { name: b, replicationFrequencySec: 300 }]\n';
    const old = await plan(vms, 'kind: host\nname: hv01\nos: 2012\n');
    expect(old.loads.map(({ plannedSec, intervalSec }) => [plannedSec, intervalSec])).toEqual([
      [30, 300],
      [300, 300],
    ]);
    expect(linkNeed(old.all, old.own, 'chosen').atLeast).toBe(20);
    const later = await plan(vms, 'kind: host\nname: hv01\nos: 2012R2\n');
    expect(later.loads.map(({ intervalSec }) => intervalSec)).toEqual([30, 300]);
  });

  it('bind a plan by the primary side, else by the replica side', async () => {
    const bound = async (from: string, to: string): Promise<string | undefined> => {
      const { all, own } = await plan('', `kind: host\nname: hv01\n${from}---\nkind: host\nname: hv02\n${to}`);
      return planHostOn2012(all, own)?.name;
    };
    expect(await bound('os: 2012\n', 'os: 2022\n')).toBe('hv01');
    expect(await bound('', 'os: 2012\n')).toBe('hv02');
    expect(await bound('os: 2016\n', 'os: 2012\n')).toBeUndefined();
    expect(await bound('', '')).toBeUndefined();
  });

  it('are unknown without the hosts, and where nodes differ', async () => {
    const alone = await plan('');
    expect(intervalsOf(alone.all, alone.own)).toEqual([30, 300, 900]);
    expect(historyFormOf(alone.all, alone.own)).toBeUndefined();
    const { all, own } = await plan(
      '',
      'kind: cluster\nname: hv02\nnodes: [n1, n2]\n---\nkind: host\nname: n1\nos: 2012\n---\nkind: host\nname: n2\nos: 2016\n',
    );
    expect(historyFormOf(all, own)).toBeUndefined();
  });
});

describe('linkNeed and linkVerdict', () => {
  it('knows what is certain of a need of which a part is unknown', async () => {
    const { all, own } = await plan('vms: [{ name: a, churn: [{ intervalSec: 300, peakMB: 750 }] }, { name: b }]\n');
    expect(linkNeed(all, own, 300)).toEqual({ atLeast: 20, mbps: undefined });
    expect(linkNeed(all, own, 'chosen').atLeast).toBe(20);
    const known = await plan('vms: [{ name: a, churn: [{ intervalSec: 300, peakMB: 750 }] }]\n');
    expect(linkNeed(known.all, known.own, 300)).toEqual({ atLeast: 20, mbps: 20 });
  });

  it.each([
    ['peakMB: 1050', 'fits'],
    ['peakMB: 1051', 'tight'],
    ['peakMB: 1312', 'tight'],
    ['peakMB: 1313', 'unreachable'],
    ['peakMB: 4000', 'insufficient'],
  ])('every 300 s %s: %s', async (peak, verdict) => {
    const { all, own } = await plan(`vms: [{ name: a, churn: [{ intervalSec: 300, ${peak} }] }]\n`);
    expect(linkVerdict(all, own)?.verdict).toBe(verdict);
  });

  it('names the shortest interval that is known to fit', async () => {
    const { all, own } = await plan(
      'replicationFrequencySec: 30\nvms: [{ name: a, churn: [{ intervalSec: 30, peakMB: 200 }, { intervalSec: 300, peakMB: 300 }] }]\n',
    );
    expect(linkVerdict(all, own)).toMatchObject({ verdict: 'unreachable', fitting: { sec: 300 } });
    expect(linkVerdict((await plan('vms: []\n')).all, (await plan('vms: []\n')).own)).toBeUndefined();
  });
});

describe('storage', () => {
  it('is what the plan says, else the server', async () => {
    const server = 'kind: replica-server\nname: hv02\nstorage: { freeGB: 5, iops: 6 }\n';
    const both = await plan('replicaStorage: { freeGB: 1 }\n', server);
    expect(storageLimit(both.all, both.own, 'freeGB')?.value).toBe(1);
    expect(storageLimit(both.all, both.own, 'iops')?.value).toBe(6);
    const none = await plan('');
    expect(storageLimit(none.all, none.own, 'iops')).toBeUndefined();
  });

  it('counts what is known', async () => {
    const { all, own } = await plan('recoveryHistory: 0\nvms: [{ name: a, sizeGB: 10, writeIops: 2 }, { name: b }]\n');
    expect(storageNeed(all, own)).toEqual({ form: undefined, atLeastGB: 10, gb: undefined, atLeastIops: 3, iops: undefined });
  });
});
