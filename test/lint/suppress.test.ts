import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { meansRule, type SuppressEntry } from '#lint/suppress';
import { inFile } from '#model/place';
import { BASE, estate, rule, THIRTEEN, told } from './estate.ts';

const HOST = 'kind: host\nname: hv01\nnics:\n  - name: NIC1\n    vlanId: 13\n  - name: NIC2\n    vlanId: 13\n';
const CONFIG = { path: '/estate/hvlint.config.yaml', text: 'suppress:\n  - x\n' };

const entry = (on: string, more: Partial<SuppressEntry> = {}): SuppressEntry => ({
  rule: 'test/thirteen',
  on,
  reason: 'because',
  until: undefined,
  place: inFile(CONFIG, { start: 14, end: 15 }),
  ...more,
});

describe('meansRule', () => {
  const aliased = rule('new/name', { about: 'nic', aliases: ['old/name'], check: () => {} });
  it.each(['*', 'new/*', 'new/name', 'old/name'])('%s', (pattern) => {
    expect(meansRule(pattern, aliased)).toBe(true);
  });
  it.each(['', 'new', 'new/', 'n/*', 'old/*', 'new/nam', '/*', 'new/name/*'])('not %j', (pattern) => {
    expect(meansRule(pattern, aliased)).toBe(false);
  });
});

describe('entries of the configuration', () => {
  it('silence a thing and everything within it, in any case', async () => {
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress: [entry('host:HV01/nic:NIC1')] })).toEqual([
      'a.yaml:7 warning test/thirteen NIC2 has VLAN 13',
    ]);
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress: [entry('host:hv01')] })).toEqual([]);
  });

  it('silence no other thing whose name begins the same', async () => {
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress: [entry('host:hv01/nic:nic')] })).toHaveLength(3);
  });

  it('are told when they silence nothing, in the configuration', async () => {
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress: [entry('host:hv07')] })).toContain(
      'hvlint.config.yaml:2 warning suppression/unused silences nothing: test/thirteen finds nothing here; remove it',
    );
  });

  it('need a reason and a day that has not passed', async () => {
    const suppress = [entry('host:hv01', { reason: undefined }), entry('host:hv01', { until: '2026-06-14' })];
    const lines = await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress });
    expect(lines.filter((line) => line.includes('test/thirteen'))).toHaveLength(2);
    expect(lines).toContain(
      "hvlint.config.yaml:2 warning suppression/without-reason say why: add 'reason'; a suppression without a reason does not count",
    );
    expect(lines).toContain(
      'hvlint.config.yaml:2 warning suppression/expired expired on 2026-06-14; what it silenced is reported again',
    );
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { suppress: [entry('host:hv01', { until: '2026-06-15' })] })).toEqual([]);
  });
});

describe('comments', () => {
  const disabled = (comment: string): Record<string, string> => ({ 'a.yaml': `# ${comment}\n${HOST}` });

  it('silence, and what they silence is counted', async () => {
    const result = lint(await estate(disabled('hvlint-disable-file test/* -- because')), [THIRTEEN, ...BASE]);
    expect(result.findings).toEqual([]);
    expect(result.suppressed.map(({ finding }) => finding.message)).toEqual(['NIC1 has VLAN 13', 'NIC2 has VLAN 13']);
  });

  it('do nothing when they are not to count', async () => {
    expect(await told(disabled('hvlint-disable-file test/*'), [THIRTEEN], { inlineConfig: false })).toHaveLength(2);
  });

  it('silence what reading found, too', async () => {
    expect(
      await told({ 'a.yaml': 'kind: host\nname: hv01\nfoo: 1 # hvlint-disable-line reading/unknown-key -- ours\n' }, []),
    ).toEqual([]);
    expect(
      await told(
        {
          'a.json':
            '{ "kind": "host", "name": "hv01", "foo": 1, "$hvlint": { "disable": [{ "rule": "reading/unknown-key", "reason": "ours" }] } }',
        },
        [],
      ),
    ).toEqual([]);
  });

  it('that silence nothing are judged only when their rule was on and everything was read', async () => {
    const files = { 'a.yaml': '# hvlint-disable-file test/thirteen -- because\nkind: host\nname: hv01\n' };
    expect(await told(files, [THIRTEEN])).toHaveLength(1);
    expect(await told(files, [THIRTEEN], { whole: false })).toEqual([]);
    expect(await told(files, [THIRTEEN], { severityOf: (r) => (r.id === THIRTEEN.id ? 'off' : r.severity) })).toEqual([]);
  });

  it('of a rule that is off for their file only are not judged either', async () => {
    const files = {
      'a.yaml': '# hvlint-disable-file test/thirteen -- because\nkind: host\nname: hv01\n',
      'b.yaml': 'kind: host\nname: hv02\n',
    };
    const severityOf = (r: { id: string; severity: 'error' | 'warning' | 'info' }, path: string) =>
      r.id === THIRTEEN.id && path.endsWith('a.yaml') ? ('off' as const) : r.severity;
    expect(await told(files, [THIRTEEN], { severityOf })).toEqual([]);
  });

  it('with a misspelt rule silence nothing', async () => {
    expect(await told(disabled('hvlint-disable-file test/thirten -- because'), [THIRTEEN])).toEqual([
      "a.yaml:1 warning suppression/unknown-rule there is no rule 'test/thirten'; did you mean test/thirteen?",
      'a.yaml:6 warning test/thirteen NIC1 has VLAN 13',
      'a.yaml:8 warning test/thirteen NIC2 has VLAN 13',
    ]);
  });

  it('with one rule that exists silence that', async () => {
    expect(await told(disabled('hvlint-disable-file no/rule test/thirteen -- because'), [THIRTEEN])).toEqual([
      "a.yaml:1 warning suppression/unknown-rule there is no rule 'no/rule'",
    ]);
  });

  it('cannot silence what is said about suppressions', async () => {
    expect(
      await told({ 'a.yaml': '# hvlint-disable-file suppression/* -- x\n# hvlint-disable-file\nkind: host\nname: x\n' }, []),
    ).toEqual([
      'a.yaml:1 warning suppression/unused silences nothing: suppression/* finds nothing here; remove it',
      "a.yaml:2 warning suppression/without-reason say why: add '-- reason'; a suppression without a reason does not count",
    ]);
  });
});

describe('locked rules', () => {
  const locked = ['test/*'];

  it('stay, and each attempt is told once', async () => {
    expect(await told({ 'a.yaml': `# hvlint-disable-file -- all of it\n${HOST}` }, [THIRTEEN], { locked })).toEqual([
      'a.yaml:1 error suppression/locked test/thirteen is locked by the configuration and cannot be silenced here',
      'a.yaml:6 warning test/thirteen NIC1 has VLAN 13',
      'a.yaml:8 warning test/thirteen NIC2 has VLAN 13',
    ]);
  });

  it('stay against the configuration, too', async () => {
    const suppress = [entry('host:hv01')];
    const lockedOff = [{ rule: 'test/thirteen', place: inFile(CONFIG, { start: 0, end: 8 }) }];
    expect(await told({ 'a.yaml': HOST }, [THIRTEEN], { locked, suppress, lockedOff })).toEqual([
      'a.yaml:5 warning test/thirteen NIC1 has VLAN 13',
      'a.yaml:7 warning test/thirteen NIC2 has VLAN 13',
      'hvlint.config.yaml:1 error suppression/locked test/thirteen is locked and cannot be switched off here',
      'hvlint.config.yaml:2 error suppression/locked test/thirteen is locked by the configuration and cannot be silenced here',
    ]);
  });
});

describe('fingerprints of what is said about suppressions', () => {
  const prints = async (text: string, root = '/estate'): Promise<string[]> => {
    const { findings } = lint(await estate({ 'a.yaml': text }, { root }), [THIRTEEN, ...BASE]);
    const own = findings.filter((f) => f.rule.id.startsWith('suppression/')).map((f) => f.fingerprint);
    expect(new Set(own).size).toBe(own.length);
    return own.sort();
  };

  it('are unique, and stay when lines move', async () => {
    const [a, b] = ['# hvlint-disable-line test/thirteen -- x', '# hvlint-disable-line test/*'];
    const one = await prints(`kind: host\nname: hv01 ${a}\nos: 2022 ${b}\nroles: [] ${a}\n`);
    expect(one).toHaveLength(3);
    expect(await prints(`# more\n\nos: 2022 ${b}\nkind: host\nroles: [] ${a}\nname: hv01 ${a}\n`)).toEqual(one);
  });
});
