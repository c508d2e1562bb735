import { describe, expect, it } from 'vitest';
import { type BaselineEntry, baselineOf, pruned, renewed, withCurrentIds } from '#lint/baseline';
import { type EstateResult, lint } from '#lint/lint';
import type { Rule, Severity } from '#lint/rule';
import { at } from '#model/place';
import { BASE, estate, rule, THIRTEEN } from './estate.ts';

/** Reports every adapter twice without telling its two causes apart. */
const TWICE = rule('test/twice', {
  about: 'nic',
  check(nic, { report }) {
    report(at(nic), 'first');
    report(at(nic), 'second');
  },
});

const NIC1 = 'kind: host\nname: hv01\nnics:\n  - name: NIC1\n    vlanId: 13\n';
const BOTH = `${NIC1}  - name: NIC2\n    vlanId: 13\n`;
const ENTRY: BaselineEntry = { rule: 'test/thirteen', entity: 'host:hv01/nic:nic1', property: '/vlanId' };

async function run(
  files: Readonly<Record<string, string>>,
  baseline: readonly BaselineEntry[],
  more: {
    rules?: readonly Rule[];
    locked?: readonly string[];
    whole?: boolean;
    severityOf?: (r: Rule, path: string) => Severity | 'off';
  } = {},
): Promise<EstateResult> {
  const { rules = [THIRTEEN], ...settings } = more;
  return lint(await estate(files, { baseline, ...settings }), [...rules, ...BASE]);
}

const told = ({ findings }: EstateResult): string[] => findings.map((f) => `${f.entity} ${f.message}`);

describe('a baseline', () => {
  it('holds rule, thing, property and key of every cause, sorted', async () => {
    const { findings } = await run({ 'b.yaml': BOTH }, []);
    expect(baselineOf([...findings].reverse(), '/estate')).toEqual([ENTRY, { ...ENTRY, entity: 'host:hv01/nic:nic2' }]);
  });

  it('silences its cause wherever it stands, and nothing else', async () => {
    const result = await run({ 'moved/renamed.yaml': `# a line more\n${BOTH}` }, [ENTRY]);
    expect(told(result)).toEqual(['host:hv01/nic:nic2 NIC2 has VLAN 13']);
    expect(result.suppressed).toMatchObject([{ by: 'baseline', finding: { entity: 'host:hv01/nic:nic1' } }]);
    expect(result.stale).toEqual([]);
  });

  it('leaves another cause at the same place', async () => {
    const other = rule('test/other', {
      about: 'nic',
      check: (nic, { report }) => report(at(nic, 'vlanId'), 'other', { key: 'a' }),
    });
    const known = { ...ENTRY, rule: 'test/other', key: 'b' };
    const result = await run({ 'a.yaml': NIC1 }, [ENTRY, known], { rules: [THIRTEEN, other] });
    expect(told(result)).toEqual(['host:hv01/nic:nic1 other']);
    expect(result.stale).toEqual([known]);
  });

  it('counts causes that are the same in all it says', async () => {
    const entry = { rule: 'test/twice', entity: 'host:hv01/nic:nic1' };
    const { findings } = await run({ 'a.yaml': NIC1 }, [], { rules: [TWICE] });
    expect(baselineOf(findings, '/estate')).toEqual([{ ...entry, count: 2 }]);
    expect(told(await run({ 'a.yaml': NIC1 }, [entry], { rules: [TWICE] }))).toEqual(['host:hv01/nic:nic1 second']);
    const more = await run({ 'a.yaml': NIC1 }, [entry, { ...entry, count: 4 }], { rules: [TWICE] });
    expect(told(more)).toEqual([]);
    expect(more.stale).toEqual([{ ...entry, count: 3 }]);
    expect(pruned([entry, { ...entry, count: 4 }], more.stale)).toEqual([{ ...entry, count: 2 }]);
  });

  it('never counts for a locked rule', async () => {
    const result = await run({ 'a.yaml': NIC1 }, [ENTRY], { locked: ['test/*'] });
    expect(told(result)).toHaveLength(1);
    expect(result.lockedEntries).toEqual([ENTRY]);
    expect(renewed([ENTRY], result.findings, () => true, result.baseline)).toEqual([]);
  });

  it('never holds what is about suppressing', async () => {
    const { findings } = await run({ 'a.yaml': `${NIC1}# hvlint-disable-file test/none -- no such rule\n` }, []);
    expect(findings.map((f) => f.rule.id).sort()).toEqual(['suppression/unknown-rule', 'test/thirteen']);
    expect(baselineOf(findings, '/estate')).toEqual([ENTRY]);
    const forged = { rule: 'suppression/unknown-rule', file: 'a.yaml', key: 'test/none' };
    expect((await run({ 'a.yaml': `${NIC1}# hvlint-disable-file test/none -- x\n` }, [forged])).findings).toHaveLength(2);
  });

  it('knows former ids of rules', () => {
    const now = rule('new/name', { about: 'nic', aliases: ['old/name'], check: () => {} });
    expect(withCurrentIds([{ rule: 'old/name' }, { rule: 'x/y' }], [now])).toEqual([{ rule: 'new/name' }, { rule: 'x/y' }]);
  });
});

describe('a stale entry', () => {
  const gone = { ...ENTRY, entity: 'host:hv09/nic:nic1' };

  it('is told when the whole estate was read', async () => {
    expect((await run({ 'a.yaml': NIC1 }, [ENTRY, gone])).stale).toEqual([gone]);
    expect((await run({ 'a.yaml': NIC1 }, [ENTRY, gone], { whole: false })).stale).toEqual([]);
  });

  it('is not told of a rule that is off, or off where the thing stands', async () => {
    const clean = NIC1.replace('13', '12');
    expect((await run({ 'a.yaml': clean }, [ENTRY])).stale).toEqual([ENTRY]);
    expect((await run({ 'a.yaml': clean }, [ENTRY], { severityOf: (r) => (r === THIRTEEN ? 'off' : r.severity) })).stale).toEqual(
      [],
    );
    const lab = { 'lab/a.yaml': clean, 'b.yaml': NIC1.replace('hv01', 'hv02') };
    const severityOf = (r: Rule, path: string) => (r === THIRTEEN && path.includes('/lab/') ? 'off' : r.severity);
    expect((await run(lab, [ENTRY], { severityOf })).stale).toEqual([]);
  });

  it('is not told of a rule that this version does not have', async () => {
    expect((await run({ 'a.yaml': NIC1 }, [{ ...ENTRY, rule: 'test/gone' }])).stale).toEqual([]);
  });
});

describe('what is about a file', () => {
  const WRONG = 'kind: host\nname: hv01\nnicz: []\n';
  const entry = { rule: 'reading/unknown-key', file: 'a.yaml', key: 'hv01/nicz' };

  it('is known by its file, and by the rest when that file is gone', async () => {
    const { findings } = await run({ 'a.yaml': WRONG }, []);
    expect(baselineOf(findings, '/estate')).toEqual([entry]);
    expect((await run({ 'a.yaml': WRONG }, [entry])).findings).toEqual([]);
    const moved = await run({ 'site/b.yaml': WRONG }, [entry]);
    expect([moved.findings, moved.stale]).toEqual([[], []]);
  });

  it('is new in another file while the first is there', async () => {
    const second = await run({ 'a.yaml': WRONG, 'b.yaml': WRONG.replace('kind', '# again\nkind') }, [entry]);
    expect(second.findings.filter((f) => f.rule.id === entry.rule).map((f) => f.place.file.path)).toEqual(['/estate/b.yaml']);
  });

  it('without a key is new in every other file', async () => {
    const broken = 'kind: host\nname: [\n';
    const { findings } = await run({ 'a.yaml': broken }, []);
    const known = baselineOf(findings, '/estate');
    expect(known).toMatchObject([{ rule: 'reading/syntax', file: 'a.yaml' }]);
    expect((await run({ 'a.yaml': broken }, known)).findings).toEqual([]);
    expect((await run({ 'b.yaml': broken }, known)).findings).toHaveLength(1);
  });
});

describe('a baseline made anew', () => {
  const old = { ...ENTRY, entity: 'host:hv09/nic:nic1' };
  const other = { ...ENTRY, rule: 'test/twice' };

  it('drops what is gone of the rules that are meant, and keeps the others', async () => {
    const { findings, baseline } = await run({ 'a.yaml': NIC1 }, []);
    expect(renewed([old, other], findings, (r) => r === THIRTEEN, baseline)).toEqual([ENTRY, other]);
    expect(renewed([old, other], findings, () => false, baseline)).toEqual([old, other]);
  });

  it('keeps what nobody can judge: of a part of the estate, or of a rule that is off', async () => {
    const part = await run({ 'a.yaml': NIC1 }, [], { whole: false });
    expect(renewed([{ ...ENTRY, count: 3 }, old], part.findings, () => true, part.baseline)).toEqual([
      { ...ENTRY, count: 3 },
      old,
    ]);
    const off = await run({ 'a.yaml': NIC1 }, [], { severityOf: (r) => (r === THIRTEEN ? 'off' : r.severity) });
    expect(renewed([ENTRY], off.findings, () => true, off.baseline)).toEqual([ENTRY]);
  });
});
