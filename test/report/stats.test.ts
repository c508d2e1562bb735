import { describe, expect, it } from 'vitest';
import type { Finding } from '#lint/finding';
import { stats, timings } from '#report/stats';
import { folderWith, GUILTY, hvlint } from '../cli/run-hvlint.ts';

const finding = (rule: string, severity: Finding['severity'], entity: string | null): Finding =>
  ({ rule: { id: rule }, severity, entity }) as Finding;

describe('stats', () => {
  it('counts by rule, area and thing, the most first', () => {
    const text = stats([
      finding('a/x', 'warning', 'host:hv01'),
      finding('a/y', 'error', 'host:hv01/nic:nic1'),
      finding('a/y', 'info', 'switch:tor1/port:1/2'),
      finding('b/z', 'error', null),
    ]);
    expect(text).toBe(
      `${[
        'rule  error  warning  info',
        'a/y       1        0     1',
        'a/x       0        1     0',
        'b/z       1        0     0',
        '',
        'area  error  warning  info',
        'a/*       1        1     1',
        'b/*       1        0     0',
        '',
        'thing        error  warning  info',
        'host:hv01        1        1     0',
        '(a file)         1        0     0',
        'switch:tor1      0        0     1',
      ].join('\n')}\n`,
    );
  });

  it('shows names harmlessly, in columns, and counts what does not fit', () => {
    const many = Array.from({ length: 23 }, (_, i) => finding('a/x', 'error', `host:h${String(i).padStart(2, '0')}`));
    const text = stats([...many, finding('a/x', 'error', 'host:\u001b[31m漢'), finding('a/x', 'error', 'host:\u001b[31m漢')]);
    expect(text).not.toContain('\u001b');
    const lines = text.split('\n');
    const [thing, row] = [lines.findIndex((l) => l.startsWith('thing')), lines.findIndex((l) => l.includes('漢'))];
    expect(row).toBe(thing + 1);
    // The sign is two cells wide.
    expect(lines[row]!.indexOf('2')).toBe(lines[row + 1]!.indexOf('1', 10) - 1);
    expect(lines).toContain('and 4 more');
  });

  it('names nothing that a build service would obey', () => {
    const text = stats([finding('a/x', 'error', '::error::x'), finding('a/x', 'error', 'host:##vso[task.complete]')]);
    expect(text).not.toMatch(/##\w|^\s*::/m);
    expect(text).toContain('host:#\\u{23}vso[task.complete]');
  });

  it('says how long phases and the slowest rules took', () => {
    const rules = new Map(Array.from({ length: 22 }, (_, i) => [`a/r${i}`, i]));
    const lines = timings(new Map([['read files', 12.34]]), rules).split('\n');
    expect(lines).toContain('read files  12.3');
    expect(lines).toContain('a/r21        21.0');
    expect(lines).toContain('the other 2   1.0');
    expect(timings(new Map(), new Map())).toBe('phase  ms\n');
  });
});

describe('--stats and --timing', () => {
  it('are told on standard error, and change no result', () => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    const plain = hvlint(cwd, ['-f', 'json']);
    const more = hvlint(cwd, ['-f', 'json', '--stats', '--timing']);
    expect([more.status, more.out]).toEqual([plain.status, plain.out]);
    expect(more.err).toContain('host:hv01      1        0     0\n');
    expect(more.err).toMatch(/\nread files +\d+\.\d\n/);
    expect(more.err).toMatch(/\nvlan\/[a-z-]+ +\d+\.\d\n/);
    expect(hvlint(cwd, ['--anon', '--stats']).err).not.toContain('hv01');
  });
});
