import { expect, it } from 'vitest';
import { gitlab } from '#report/gitlab';
import { FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed } from './estate.ts';
import { EXAMPLES, exampleReport } from './example-reports.ts';

interface Issue {
  readonly check_name: string;
  readonly description: string;
  readonly severity: string;
  readonly fingerprint: string;
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const issues = (text: string): Issue[] => JSON.parse(text) as Issue[];

it('writes what GitLab must have of every entry', () => {
  expect(issues(gitlab(reportOf(FINDINGS)))[0]).toEqual({
    type: 'issue',
    check_name: 'vlan/filter',
    description: '風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always',
    categories: ['Bug Risk'],
    severity: 'minor',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    location: { path: 'hosts/hv01.yaml', lines: { begin: 5, end: 5 } },
  });
  expect(issues(gitlab(reportOf(FINDINGS))).map((i) => i.severity)).toEqual(['minor', 'major', 'info', 'major']);
  expect(gitlab(reportOf([]))).toBe('[]\n');
});

it('has fingerprints in which no line counts', () => {
  const at = (text: string) =>
    issues(gitlab(reportOf([finding(ruleNamed('a/b'), placeOf({ path: '/estate/a.yaml', text }, 'x'), 'm')])))[0]!;
  const [one, moved] = [at('x'), at('\n\n\n  x')];
  expect(moved.location.lines.begin).toBe(4);
  expect(moved.fingerprint).toBe(one.fingerprint);
});

it('tells apart what is the same but for its file, or in all', () => {
  const place = placeOf(HOST, '42');
  const same = finding(ruleNamed('a/b'), place, 'm');
  const elsewhere = finding(ruleNamed('a/b'), placeOf({ ...HOST, path: '/estate/other.yaml' }, '42'), 'm');
  const prints = issues(gitlab(reportOf([same, same, same, elsewhere]))).map((i) => i.fingerprint);
  expect(new Set(prints).size).toBe(4);
});

it.each(EXAMPLES)('has unique fingerprints and whole entries for examples/%s', async (name) => {
  const all = issues(gitlab((await exampleReport(name)).report));
  expect(new Set(all.map((i) => i.fingerprint)).size).toBe(all.length);
  for (const { description, location, check_name } of all) {
    expect(description).not.toBe('');
    expect(check_name).not.toBe('');
    expect(location.path).toMatch(/^examples\//);
    expect(location.lines.begin).toBeGreaterThan(0);
  }
});
