import { describe, expect, it } from 'vitest';
import { dateOf, directivesOf } from '#lint/directives';
import { inFile } from '#model/place';
import { type ReadOptions, readText } from '#read/read-file';

/** The directives of a file in short: what they name and say, and the lines of the file they cover. */
async function directives(text: string, path = '/estate/a.yaml', options: ReadOptions = { explicit: true }) {
  const file = await readText({ path, text }, options);
  const starts = [0, ...[...text.matchAll(/\n/g)].map((m) => m.index + 1)];
  return directivesOf(file).map((d) => {
    const covered = starts.flatMap((start, i) => (d.covers(inFile(file.file, { start, end: start + 1 })) ? [i + 1] : []));
    const { start, end } = d.place.range();
    return { rules: d.rules, reason: d.reason, until: d.until, covered, shown: file.file.text.slice(start, end) };
  });
}

const rows = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

describe('comments in YAML', () => {
  it('next line, this line, the file', async () => {
    const text = [
      '# hvlint-disable-file a/b -- one',
      'kind: host',
      '# hvlint-disable-next-line c/d e/f, g/* -- two -- and more (until 2026-12-31)',
      'name: hv01 # hvlint-disable-line -- three',
      '',
    ].join('\n');
    expect(await directives(text)).toEqual([
      { rules: ['a/b'], reason: 'one', until: undefined, covered: rows(5), shown: 'hvlint-disable-file a/b -- one' },
      {
        rules: ['c/d', 'e/f', 'g/*'],
        reason: 'two -- and more',
        until: '2026-12-31',
        covered: [4],
        shown: 'hvlint-disable-next-line c/d e/f, g/* -- two -- and more (until 2026-12-31)',
      },
      { rules: [], reason: 'three', until: undefined, covered: [4], shown: 'hvlint-disable-line -- three' },
    ]);
  });

  it('blocks, closed for all their rules or for some', async () => {
    const text = [
      '# hvlint-disable a/b c/d -- why', // 1
      'kind: host',
      '# hvlint-enable a/b', // 3
      'name: hv01',
      '# hvlint-enable', // 5
      'os: 2022',
      '# hvlint-disable -- all', // 7
      '# hvlint-enable x/y', // 8: not one of its names
      'roles: []',
      '',
    ].join('\n');
    expect((await directives(text)).map(({ rules, covered }) => [rules, covered])).toEqual([
      [['a/b'], [1, 2, 3]],
      [['c/d'], [1, 2, 3, 4, 5]],
      [[], [7, 8, 9, 10]],
    ]);
  });

  it('CRLF', async () => {
    const text = 'kind: host\r\n# hvlint-disable-next-line a/b -- why\r\nname: hv01\r\n';
    expect(await directives(text)).toMatchObject([
      { rules: ['a/b'], reason: 'why', covered: [3], shown: 'hvlint-disable-next-line a/b -- why' },
    ]);
  });

  it('words in values are none', async () => {
    const text = `kind: host
name: hv01
metadata:
  a: "# hvlint-disable-file a/b -- x"
  b: '  # hvlint-disable-file a/b -- x'
  c: |
    text
    # hvlint-disable-file a/b -- x
  d: >-
    # hvlint-disable-line a/b -- x
  e: x# hvlint-disable-line a/b -- x
  f: "multi
    # hvlint-disable-line a/b -- x"
# see hvlint-disable-line a/b -- x
`;
    expect(await directives(text)).toEqual([]);
  });

  it('words that only begin like a directive are none', async () => {
    expect(
      await directives(
        '# hvlint-disable-nextline a/b -- x\n# hvlint-disabled a/b -- x\n# hvlint-disable-files\nkind: host\nname: x\n',
      ),
    ).toEqual([]);
  });

  it.each([
    ['hvlint-disable-file a/b', { rules: ['a/b'], reason: undefined, until: undefined }],
    ['hvlint-disable-file a/b --', { rules: ['a/b'], reason: undefined, until: undefined }],
    ['hvlint-disable-file a/b -- (until 2027-01-01)', { rules: ['a/b'], reason: undefined, until: '2027-01-01' }],
    ['hvlint-disable-file a/b -- x (until: 2027-01-01)', { rules: ['a/b'], reason: 'x', until: '2027-01-01' }],
    ['hvlint-disable-file a/b -- x (until tomorrow)', { rules: ['a/b'], reason: 'x', until: 'unreadable' }],
    ['hvlint-disable-file a/b -- x (until)', { rules: ['a/b'], reason: 'x', until: 'unreadable' }],
    ['hvlint-disable-file a/b -- (until now) is no date', { rules: ['a/b'], reason: '(until now) is no date', until: undefined }],
    ['hvlint-disable-file a/b --x', { rules: ['a/b', '--x'], reason: undefined, until: undefined }],
  ])('%s', async (comment, expected) => {
    expect(await directives(`# ${comment}\nkind: host\nname: x\n`)).toMatchObject([expected]);
  });
});

describe('JSON', () => {
  it('comments of both sorts, but not in texts', async () => {
    const text = [
      '{ "kind": "host", "name": "hv01",', // 1
      '  // hvlint-disable-next-line a/b -- why', // 2
      '  "os": "2022", /* hvlint-disable-line c/d -- because */', // 3
      '  "metadata": "// hvlint-disable-file e/f -- no",', // 4
      '}',
    ].join('\n');
    expect((await directives(text, '/estate/a.json')).map(({ rules, reason, covered }) => [rules, reason, covered])).toEqual([
      [['a/b'], 'why', [3]],
      [['c/d'], 'because', [3]],
    ]);
  });

  it('$hvlint covers the object it stands in', async () => {
    const text = `{ "kind": "host", "name": "hv01", "nics": [
{ "name": 5, "vlanId": 1 },
{ "nonsense": true },
{
"name": "NIC2", "$hvlint": { "disable": [{ "rule": "a/b", "reason": " why ", "until": "2027-01-01" }, { "rule": ["c/d", "e/*"] }] },
"vlanId": 2 },
{ "name": "NIC3" } ],
"$hvlint": { "disable": { "rule": "g/h", "reason": "one" } }
}`;
    const found = await directives(text, '/estate/a.json');
    expect(found.map(({ rules, reason, until }) => [rules, reason, until])).toEqual([
      [['g/h'], 'one', undefined],
      [['a/b'], 'why', '2027-01-01'],
      [['c/d', 'e/*'], undefined, undefined],
    ]);
    // A line counts here when its first character does.
    expect(found.map((d) => d.covered)).toEqual([rows(9), [4, 5, 6], [4, 5, 6]]);
    expect(found.map((d) => d.shown)).toEqual(['"g/h"', '"a/b"', '"rule"']);
  });

  it.each(['{}', '5', 'null', '{ "disable": [] }', '{ "disable": [null] }', '{ "disable": ["a/b"] }'])(
    '$hvlint of %s does no harm',
    async (value) => {
      const found = await directives(`{ "kind": "host", "name": "hv01", "$hvlint": ${value} }`, '/estate/a.json');
      for (const directive of found) expect(directive).toMatchObject({ reason: undefined });
    },
  );
});

describe('running-configs', () => {
  it('! on a line of its own', async () => {
    const text = [
      'hostname tor1',
      '! hvlint-disable-next-line a/b -- why',
      'interface Ethernet1/1',
      '  description x ! hvlint-disable-line a/b -- no',
      '  ! hvlint-disable-file c/d -- lab',
      '',
    ].join('\n');
    const found = await directives(text, '/estate/tor1.cfg', { as: 'nx-os' });
    expect(found.map(({ rules, covered }) => [rules, covered])).toEqual([
      [['a/b'], [3]],
      [['c/d'], rows(6)],
    ]);
  });
});

describe('dateOf', () => {
  it.each(['2026-06-15', '2028-02-29', '0001-01-01'])('%s is a day', (text) => {
    expect(dateOf(text)).toBe(text);
  });
  it.each(['', '2027-02-30', '2027-13-01', '15.06.2026', '2026-6-5', '2026-06-15T00:00:00Z', 'soon', '99999-01-01'])(
    '%j is none',
    (text) => {
      expect(dateOf(text)).toBe('unreadable');
    },
  );
});
