import { describe, expect, it } from 'vitest';
import { folderWith, hvlint } from './run-hvlint.ts';

const PLAN = (name: string): string => `kind: replica-plan
name: ${name}
primary: { name: hv01 }
replica: { name: hv02 }
estimatedWanBandwidthMbps: 50
collectionDurationMinutes: 480
temporaryVmLocation: D:\\CapPlan
vms:
  - { name: web01, sizeGB: 100, churn: [{ intervalSec: 300, averageMB: 30, peakMB: 90 }] }
`;

describe('hvlint capacity', () => {
  it('reckons the only plan there is', () => {
    const { status, out, err } = hvlint(folderWith({ 'plan.yaml': PLAN('branches') }), ['capacity']);
    expect(err).toBe('');
    expect(out).toMatch(/^branches: hv01 to hv02, 1 VM\n\nPer VM\n/);
    expect(out).toContain('every 300 s: 2.4 Mbps, which fits; link needed: 3.4 Mbps');
    expect(out).toContain('After an outage of 8 hours');
    expect(status).toBe(0);
  });

  it('takes a plan by its name, the outage and the release of hosts that do not say', () => {
    const folder = folderWith({ 'a.yaml': PLAN('a'), 'b.yaml': PLAN('b'), 'hv02.yaml': 'kind: host\nname: hv02\n' });
    const { status, out } = hvlint(folder, ['capacity', 'B', '--outage-hours', '1.5', '--target', '2012', '-f', 'json']);
    expect(status).toBe(0);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ plan: 'b', outage: { hours: 1.5 }, storage: { form: 'snapshots' } });
    expect(document.intervals.map((each: { intervalSec: number }) => each.intervalSec)).toEqual([300]);
  });

  it('does not plan with an interval that Windows Server 2012 does not have', () => {
    const folder = folderWith({
      'plan.yaml': `${PLAN('old')}replicationFrequencySec: 30\n`,
      'hosts.yaml': 'kind: host\nname: hv01\nos: 2012\n---\nkind: host\nname: hv02\nos: 2012\n',
    });
    const { status, out } = hvlint(folder, ['capacity', 'old']);
    expect(out).toContain('planned every 30 s, which Windows Server 2012 does not have: reckoned with 300 s\n');
    expect(out).not.toContain('as planned');
    expect(status).toBe(0);
  });

  it('ends with 0 where the plan does not fit: it judges nothing', () => {
    const folder = folderWith({ 'plan.yaml': PLAN('a').replace('peakMB: 90', 'peakMB: 90000') });
    const { status, out } = hvlint(folder, ['capacity', '-f', 'markdown']);
    expect(out).toContain('- every 300 s: 2400 Mbps, which does not fit');
    expect(status).toBe(0);
  });

  const TWO = { 'a.yaml': PLAN('alpha'), 'b.yaml': PLAN('beta') };
  it.each<[string, Record<string, string>, string[], string]>([
    ['a name nobody has', TWO, ['alhpa'], "capacity: nothing is called 'alhpa'; did you mean alpha?"],
    ['no name where there are several', TWO, [], 'there are 2 capacity plans; name one: alpha, beta'],
    ['no plan', { 'hv01.yaml': 'kind: host\nname: hv01\n' }, [], 'no file holds a capacity plan (kind: replica-plan)'],
    ['no file of ours', { 'x.yaml': 'a: b\n' }, [], 'nothing to reckon'],
    [
      'a plan two estates have',
      { 'x/hvlint.config.yaml': '{}', 'x/p.yaml': PLAN('p'), 'y/hvlint.config.yaml': '{}', 'y/p.yaml': PLAN('p') },
      ['p'],
      'p: 2 estates have it; name one with --in <folder>',
    ],
    ['an outage that is no number', TWO, ['alpha', '--outage-hours', '8h'], 'It must be a number of hours'],
    ['a path that is not there', TWO, ['alpha', '--in', 'sites'], 'sites'],
    ['another format', TWO, ['alpha', '-f', 'text'], 'Allowed choices are table, markdown, json'],
  ])('refuses %s with 2', (_what, files, args, message) => {
    const { status, out, err } = hvlint(folderWith(files), ['capacity', ...args]);
    expect(err).toContain(message);
    expect(out).toBe('');
    expect(status).toBe(2);
  });

  it('keeps a terminal from obeying names', () => {
    const evil = PLAN('a').replace('web01', '"w\\u001b[31m\\u202eb"');
    for (const format of ['table', 'markdown', 'json']) {
      const { out } = hvlint(folderWith({ 'plan.yaml': evil }), ['capacity', '-f', format]);
      expect(out).not.toContain('\u001b');
      expect(out).not.toContain('\u202e');
    }
  });
});
