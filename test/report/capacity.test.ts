import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { type Capacity, capacityOf } from '#model/capacity';
import { capacityJson, capacityMarkdown, capacityTable } from '#report/capacity';
import { network } from '../model/estate.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/capacity.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

const HEAD = `kind: replica-plan
name: branches
primary: { name: hv01 }
replica: { name: hv02 }
estimatedWanBandwidthMbps: 50
collectionDurationMinutes: 480
temporaryVmLocation: D:\\CapPlan
`;
const FULL = `${HEAD}compressionSaving: 0.3
linkUtilisation: 0.7
replicationFrequencySec: 300
initialReplication: media
irWindowHours: 24
recoveryHistory: 24
replicaStorage: { freeGB: 7000, iops: 2500 }
vms:
${Array.from({ length: 10 }, (_, i) => `  - { name: fs${i}, sizeGB: 200, usedGB: 150, writeIops: 25, churn: [{ intervalSec: 300, averageMB: 30, peakMB: 90 }, { intervalSec: 30, peakMB: 20 }] }`).join('\n')}
`;

async function capacity(plan: string, more: string = '', outageHours = 8): Promise<Capacity> {
  const all = await network({ 'plan.yaml': plan, ...(more ? { 'more.yaml': more } : {}) });
  return capacityOf(all, all.all('replica-plan')[0]!, outageHours);
}

describe('capacity', () => {
  it('prints the worked example', async () => {
    const text = capacityTable(await capacity(FULL, 'kind: host\nname: hv02\nos: 2012R2\n'));
    expect(text.replace(/ {2}fs[1-9].*\n/g, '')).toBe(`branches: hv01 to hv02, 10 VMs

Per VM
  VM     Mbps, 30 s  Mbps, 300 s  Mbps, 900 s  used GB  first copy  points GB  stored GB  IOPS  backlog GB  outage borne
  fs0           3.7        1.7 *      unknown      150   6.7 hours        8.6        209    75         2.9     11.6 days
  total        37.3         16.8       >= 5.6     1500  66.7 hours       86.4       2086   750        28.8     11.6 days

Link
  the link has 50 Mbps, of which replication may fill 35 Mbps (70 percent); compression saves 30 percent
  every 30 s: 37.3 Mbps, which does not fit; link needed: 53.3 Mbps
  every 300 s: 16.8 Mbps, which fits; link needed: 24 Mbps
  every 900 s: unknown, at least 5.6 Mbps, which fits; link needed: unknown, at least 8 Mbps
  as planned (*): 16.8 Mbps, which fits; link needed: 24 Mbps

First copy
  planned on media
  1500 GB over the link take 66.7 hours
  link needed to do it within 24 hours: 139 Mbps

Replica side
  disks 2000 GB; recovery points 86.4 GB as undo logs
  together 2086 GB, with a fifth in reserve 2504 GB; free 7000 GB
  operations a second 750; its storage takes 2500

After an outage of 8 hours
  28.8 GB wait to be sent; once the link is back they take 1.5 hours
  after 11.6 days without a link fs0 is the first VM that has to be resynchronised

Reckoned with, and not written
  the peaks of all VMs fall together
  recovery points are undo logs, and each write makes 3 operations on the replica (published: 2 to 3)
  the replica side keeps 20 percent in reserve; disks count at their full size
  a VM is resynchronised when its log has half the size of its disks
`);
  });

  it('says what is unknown, and what is reckoned with instead', async () => {
    const text = capacityTable(
      await capacity(
        `${HEAD.replace('replica: { name: hv02 }\n', '')}vms: [{ name: web01, sizeGB: 100, churn: [{ intervalSec: 300, averageMB: 6000 }] }, { name: 風扇, usedGB: 10 }, { name: test01, replicate: false }]\n`,
        '',
        1,
      ),
    );
    expect(text).toContain('branches: hv01 to unknown, 2 VMs\n');
    expect(text).toContain(
      'web01     unknown    unknown *      unknown  unknown          unknown    unknown    unknown  unknown          72  41.7 minutes',
    );
    expect(text).toContain(
      'total      >= 160       >= 160       >= 160    >= 10  >= 38.1 minutes    unknown     >= 100  unknown       >= 72  41.7 minutes',
    );
    for (const line of [
      'every 900 s: unknown, at least 160 Mbps, which does not fit; link needed: unknown, at least 229 Mbps',
      'not reckoned, because not to be replicated: test01',
      'disks unknown, at least 100 GB; recovery points unknown, how they are kept is unknown',
      'operations a second unknown; its storage takes unknown',
      'After an outage of 1 hour\n',
      'unknown, at least 72 GB wait to be sent; once the link is back they take unknown',
      'after 41.7 minutes without a link web01 is the first VM that has to be resynchronised',
      'replication may fill 70 percent of the link (linkUtilisation)',
      'compression saves nothing (compressionSaving)',
      'VMs that do not say are replicated every 300 s (replicationFrequencySec)',
      'the first copy goes over the network (initialReplication)',
      'the first copy may take 24 hours (irWindowHours)',
      'without recovery points each write makes 1.5 operations on the replica (iopsFactor)',
      'the release of the replica side is unknown, and with it what recovery points take',
    ])
      expect(text).toContain(line);
  });

  it('has one interval on Windows Server 2012, and snapshots', async () => {
    const found = await capacity(
      FULL.replace('recoveryHistory: 24', 'recoveryHistory: 15'),
      'kind: host\nname: hv02\nos: 2012\n',
    );
    expect(found.intervals.map((each) => each.intervalSec)).toEqual([300]);
    expect(found.storage.historyGB.value).toBeCloseTo(3000, 6);
    expect(found.storage.iops.value).toBe(1500);
    expect(capacityTable(found)).toContain('recovery points 3000 GB as snapshots');
  });

  it('says of an interval that is planned and is not there what it reckons with', async () => {
    const plan = FULL.replace('replicationFrequencySec: 300', 'replicationFrequencySec: 30');
    const old = await capacity(plan, 'kind: host\nname: hv01\nos: 2012\n');
    const text = capacityTable(old);
    expect(text).toContain('VM     Mbps, 300 s  used GB');
    expect(text).toContain('fs0          1.7 *      150');
    expect(text).toContain(`  every 300 s: 16.8 Mbps, which fits; link needed: 24 Mbps
  planned every 30 s, which Windows Server 2012 does not have: reckoned with 300 s
  with the intervals there are (*): 16.8 Mbps, which fits; link needed: 24 Mbps
`);
    expect(JSON.parse(capacityJson(old, '1')).unavailableSec).toEqual([30]);
    const two = await capacity(
      plan.replace('{ name: fs1,', '{ name: fs1, replicationFrequencySec: 900,'),
      'kind: host\nname: hv01\nos: 2012\n',
    );
    expect(capacityTable(two)).toContain('planned every 30 or 900 s, which');
    const later = await capacity(plan, 'kind: host\nname: hv01\nos: 2012R2\n');
    expect(later.unavailableSec).toEqual([]);
    expect(capacityTable(later)).toContain('as planned (*): 37.3 Mbps, which does not fit');
  });

  it('never catches up where the average fills the link', async () => {
    const plan = `${HEAD}linkUtilisation: 0.5\nvms: [{ name: web01, churn: [{ intervalSec: 300, averageMB: 1000 }] }]\n`;
    expect(capacityTable(await capacity(plan))).toContain(
      '96 GB wait to be sent and never are, because the link carries no more than what the VMs go on writing\n',
    );
    expect(capacityJson(await capacity(plan), '1')).toContain('"catchUpSec": "infinite"');
  });

  it('bears any outage where nothing is written', async () => {
    const plan = `${HEAD}vms: [{ name: web01, sizeGB: 10, churn: [{ intervalSec: 300, averageMB: 0 }] }]\n`;
    expect(capacityTable(await capacity(plan))).toContain('no VM has to be resynchronised, however long it lasts');
  });

  it.each([
    ['the worked example', FULL],
    ['a plan of which nothing is known', HEAD],
    ['nobody to replicate', `${HEAD}vms: []\n`],
    [
      'no way to send',
      `${HEAD}linkUtilisation: 0\nvms: [{ name: web01, usedGB: 1, sizeGB: 1, churn: [{ intervalSec: 900, averageMB: 0, peakMB: 9 }] }]\n`,
    ],
  ])('writes JSON that fits its schema: %s', async (_name, plan) => {
    const document = JSON.parse(capacityJson(await capacity(plan), '0.1.0'));
    expect(valid(document) ? [] : valid.errors).toEqual([]);
  });

  it('knows in JSON what is unknown', async () => {
    const document = JSON.parse(capacityJson(await capacity(FULL), '0.1.0'));
    expect(document.vms[0]).toMatchObject({
      mbps: { 30: 3.73333333333, 300: 1.68, 900: null },
      toleranceSec: 1_000_000,
      historyGB: null,
    });
    expect(document.storage.totalGB).toEqual({ value: null, atLeast: 2000 });
  });

  it('writes Markdown whose names mean nothing to it', async () => {
    const text = capacityMarkdown(await capacity(FULL.replace('name: fs0', 'name: "fs|0*[x]_y\\u001b[31m"')));
    expect(text).toContain('# branches: hv01 to hv02, 10 VMs\n\n## Per VM\n\n| VM | Mbps, 30 s |');
    expect(text).toContain('| --- | ---: |');
    expect(text).toContain('| fs\\|0\\*\\[x\\]\\_y');
    expect(text).not.toContain('\u001b');
    expect(text).toContain('- planned on media\n');
  });
});
