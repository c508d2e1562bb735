import { describe, expect, it } from 'vitest';
import { fingerprint, MAX_RELATED } from '#lint/finding';
import { lint } from '#lint/lint';
import { powershell } from '#lint/remedy';
import type { Rule } from '#lint/rule';
import { at } from '#model/place';
import { SCHEMAS } from '#read/generated/schemas';
import { readText } from '#read/read-file';
import { RULES } from '#rules';
import { BASE, estate, rule, THIRTEEN, told } from './estate.ts';

const HOST = 'kind: host\nname: hv01\nnics:\n  - name: NIC1\n    vlanId: 13\n  - name: NIC2\n    vlanId: 13\n';

/** Findings of handmade rules on files. */
async function run(files: Readonly<Record<string, string>>, rules: readonly Rule[], settings = {}) {
  return lint(await estate(files, settings), [...rules, ...BASE]);
}

describe('asking', () => {
  it('every subject of the kind a rule is about, once', async () => {
    const asked: string[] = [];
    const about = (['host', 'nic', 'network', 'file'] as const).map((kind) =>
      rule(`test/${kind}`, {
        about: kind,
        check: (subject) => {
          asked.push(`${kind} ${'name' in subject ? subject.name : ''}`.trim());
        },
      }),
    );
    await run({ 'a.yaml': HOST, 'b.yaml': 'kind: vm\nname: web01\n' }, about);
    expect(asked.sort()).toEqual(['file', 'file', 'host hv01', 'network', 'nic NIC1', 'nic NIC2']);
  });

  it('only about the releases a rule speaks of', async () => {
    const files = {
      'a.yaml': ['2008R2', '2012', '2019', 'azure-local', 'windows-11', '']
        .map((os, i) => `kind: host\nname: h${i}\n${os && `os: ${os}\n`}nics: [{ name: N }]\n`)
        .join('---\n'),
    };
    const hosts = async (versions: Rule['versions'], settings = {}): Promise<string[]> => {
      const names: string[] = [];
      const check = (nic: { host: { name: string } }): void => void names.push(nic.host.name);
      await run(files, [rule('test/x', { about: 'nic', ...(versions ? { versions } : {}), check })], settings);
      return names;
    };
    expect(await hosts(undefined)).toEqual(['h0', 'h1', 'h2', 'h3', 'h4', 'h5']);
    expect(await hosts({ from: '2016' })).toEqual(['h2', 'h3']);
    expect(await hosts({ to: '2012' })).toEqual(['h0', 'h1']);
    expect(await hosts({ from: '2019', to: '2019' })).toEqual(['h2']);
    expect(await hosts({ from: '2016' }, { target: '2022' })).toEqual(['h2', 'h3', 'h5']);
  });

  it('a rule that is off everywhere is not asked', async () => {
    const never = rule('test/never', { about: 'host', check: () => expect.unreachable() });
    expect(
      (await run({ 'a.yaml': HOST }, [never], { severityOf: (r: Rule) => (r === never ? 'off' : r.severity) })).crashed,
    ).toBe(false);
  });
});

describe('a rule that throws', () => {
  const crashing = rule('test/crash', {
    about: 'nic',
    check(nic) {
      if (nic.name === 'NIC1') throw new Error('cannot count to 13');
    },
  });

  it('becomes a finding that names it, and the others still run', async () => {
    const { findings, crashed } = await run({ 'a.yaml': HOST }, [crashing, THIRTEEN]);
    expect(crashed).toBe(true);
    expect(findings.map((f) => [f.rule.id, f.severity, f.message, f.entity])).toEqual([
      [
        'internal/rule-crashed',
        'error',
        'the rule test/crash failed on host:hv01/nic:nic1: cannot count to 13',
        'host:hv01/nic:nic1',
      ],
      ['test/thirteen', 'warning', 'NIC1 has VLAN 13', 'host:hv01/nic:nic1'],
      ['test/thirteen', 'warning', 'NIC2 has VLAN 13', 'host:hv01/nic:nic2'],
    ]);
    expect(await told({ 'a.yaml': HOST }, [crashing])).toEqual([
      'a.yaml:4 error internal/rule-crashed the rule test/crash failed on host:hv01/nic:nic1: cannot count to 13',
    ]);
  });

  it('counts as a crash also where its finding is off', async () => {
    const off = (r: Rule) => (r.id === 'internal/rule-crashed' ? 'off' : r.severity);
    expect(await run({ 'a.yaml': HOST }, [crashing], { severityOf: off })).toMatchObject({ crashed: true, findings: [] });
  });

  it('keeps what it said before', async () => {
    const late = rule('test/late', {
      about: 'host',
      check(host, { report }) {
        report(at(host, 'name'), 'said');
        throw new TypeError('then broke');
      },
    });
    const { findings } = await run({ 'a.yaml': HOST }, [late]);
    expect(findings.map((f) => f.rule.id).sort()).toEqual(['internal/rule-crashed', 'test/late']);
  });

  it('about the network', async () => {
    const broken = rule('test/broken', {
      about: 'network',
      check() {
        throw new Error('no');
      },
    });
    expect((await run({ 'a.yaml': HOST }, [broken])).findings.map((f) => f.message)).toEqual([
      'the rule test/broken failed on network: no',
    ]);
  });
});

describe('severities', () => {
  const mild = rule('test/mild', {
    about: 'nic',
    severity: 'error',
    check(nic, { report }) {
      report(at(nic, 'vlanId'), nic.name, nic.name === 'NIC1' ? {} : { severity: 'warning' });
    },
  });
  const set = (severity: string) => ({ severityOf: (r: Rule) => (r === mild ? severity : r.severity) });

  it.each([
    ['error', ['error', 'warning']],
    ['warning', ['warning', 'info']],
    ['info', ['info', 'info']],
    ['off', []],
  ])('a setting of %s moves all findings of a rule by as many steps', async (setting, severities) => {
    const { findings } = await run({ 'a.yaml': HOST }, [mild], set(setting));
    expect(findings.map((f) => f.severity)).toEqual(severities);
  });

  it('a rule made stricter stops at error', async () => {
    const { findings } = await run({ 'a.yaml': HOST }, [THIRTEEN], {
      severityOf: (r: Rule) => (r === THIRTEEN ? 'error' : r.severity),
    });
    expect(findings.map((f) => f.severity)).toEqual(['error', 'error']);
  });

  it('may differ from file to file', async () => {
    const files = { 'a.yaml': HOST, 'lab.yaml': HOST.replace('hv01', 'hv02') };
    const severityOf = (r: Rule, path: string) => (r === THIRTEEN && path.endsWith('lab.yaml') ? 'off' : r.severity);
    const { findings } = await run(files, [THIRTEEN], { severityOf });
    expect(findings.map((f) => f.entity)).toEqual(['host:hv01/nic:nic1', 'host:hv01/nic:nic2']);
  });
});

describe('hiding', () => {
  const at13 = (id: string, hides: string[]) =>
    rule(id, {
      about: 'nic',
      hides,
      check: (nic, { report }) => (nic.data.vlanId === 13 ? report(at(nic, 'vlanId'), id) : undefined),
    });

  it('one mistake that two rules name is told by one', async () => {
    const other = rule('test/other', {
      about: 'host',
      check: (host, { report }) => report(at(host, 'nics', 0, 'vlanId'), 'same place'),
    });
    expect(await told({ 'a.yaml': HOST }, [at13('test/hides', ['test/thirteen', 'test/other']), THIRTEEN, other])).toEqual([
      'a.yaml:5 warning test/hides test/hides',
      'a.yaml:7 warning test/hides test/hides',
    ]);
  });

  it('not where the hiding rule is off', async () => {
    const hiding = at13('test/hides', ['test/thirteen']);
    const off = (r: Rule, path: string) => (r === hiding && path.endsWith('b.yaml') ? 'off' : r.severity);
    const files = { 'a.yaml': HOST, 'b.yaml': HOST.replace('hv01', 'hv02') };
    expect(await told(files, [hiding, THIRTEEN], { severityOf: off })).toEqual([
      'a.yaml:5 warning test/hides test/hides',
      'a.yaml:7 warning test/hides test/hides',
      'b.yaml:5 warning test/thirteen NIC1 has VLAN 13',
      'b.yaml:7 warning test/thirteen NIC2 has VLAN 13',
    ]);
  });

  it('not where only the path is the same, in another document of the file', async () => {
    const first = rule('test/first', {
      about: 'host',
      hides: ['test/second'],
      check: (host, { report }) => (host.name === 'hv01' ? report(at(host, 'os'), 'first') : undefined),
    });
    const second = rule('test/second', { about: 'host', check: (host, { report }) => report(at(host, 'os'), 'second') });
    const files = { 'a.yaml': 'kind: host\nname: hv01\nos: 2019\n---\nkind: host\nname: hv02\nos: 2019\n' };
    expect(await told(files, [first, second])).toEqual([
      'a.yaml:3 warning test/first first',
      'a.yaml:7 warning test/second second',
    ]);
  });
});

describe('what a finding carries', () => {
  it('at most ten related places; the message says how many more', async () => {
    const many = rule('test/many', {
      about: 'host',
      check: (host, { report }) =>
        report(at(host, 'name'), 'too many', { related: host.nics.map((nic) => ({ at: at(nic, 'name'), message: nic.name })) }),
    });
    const nics = Array.from({ length: 14 }, (_, i) => `  - { name: N${i} }\n`).join('');
    const [finding] = (await run({ 'a.yaml': `kind: host\nname: hv01\nnics:\n${nics}` }, [many])).findings;
    expect(finding!.related).toHaveLength(MAX_RELATED);
    expect(finding!.message).toBe('too many (and 4 more)');
  });

  it('a fix in the style of the file, or none where the value is not written or not ours', async () => {
    const fixing = rule('test/fix', {
      about: 'nic',
      check: (nic, { report }) =>
        report(at(nic, 'vlanId'), 'x', { fix: { title: 'y', safe: true, changes: [{ at: at(nic, 'vlanId'), value: 0 }] } }),
    });
    const text = 'kind: host\nname: hv01\nnics: [{ name: A, vlanId: 13 }, { name: B, vlanId: "13" }, { name: C }]\n';
    const edits = async (files: Record<string, string>): Promise<unknown[]> =>
      (await run(files, [fixing])).findings.map((f) => f.fix?.edits.map((e) => e.text));
    expect(await edits({ 'a.yaml': text })).toEqual([['0'], ['"0"'], undefined]);
    const config = 'hostname tor1\ninterface Ethernet1/1\n  mtu 1500\n';
    const port = rule('test/port', {
      about: 'port',
      check: (p, { report }) =>
        report(at(p, 'mtu'), 'x', { fix: { title: 'y', safe: true, changes: [{ at: at(p, 'mtu'), value: 9216 }] } }),
    });
    const { findings } = lint(await estate({ 'tor1.cfg': config }, {}, { as: 'nx-os' }), [port, ...BASE]);
    expect(findings.map((f) => [f.message, f.fix])).toEqual([['x', undefined]]);
  });

  it('no remedy when a name cannot be quoted', async () => {
    const remedying = rule('test/remedy', {
      about: 'nic',
      check: (nic, { report }) =>
        report(at(nic, 'name'), 'x', {
          remedy: {
            on: nic.host,
            shell: 'powershell',
            commands: [powershell`Set-NetAdapter -Name ${nic.name}`],
            disruptive: false,
          },
        }),
    });
    const { findings } = await run({ 'a.yaml': 'kind: host\nname: hv01\nnics: [{ name: "it\'s" }, { name: "a\\u202eb" }]\n' }, [
      remedying,
    ]);
    expect(findings.map((f) => f.remedy?.commands)).toEqual([["Set-NetAdapter -Name 'it''s'"], undefined]);
  });
});

describe('fingerprints', () => {
  const messy = (hosts: string[], nics: string[]): string =>
    hosts
      .map(
        (name) =>
          `kind: host\nname: ${name}\nfoo: 1\nnics:\n${nics.map((nic) => `  - { name: ${nic}, vlanId: 13, mtuSize: x, bar: 2 }\n`).join('')}`,
      )
      .join('---\n');

  it('are unique', async () => {
    const { findings } = await run({ 'a.yaml': messy(['hv01', 'hv02'], ['A', 'B']), 'b.yaml': messy(['hv03'], ['A', 'B']) }, [
      THIRTEEN,
    ]);
    expect(findings.length).toBe(3 * (1 + 2 * 3));
    expect(new Set(findings.map((f) => f.fingerprint)).size).toBe(findings.length);
  });

  it('stay the same when documents, items and lines move', async () => {
    const prints = async (text: string): Promise<string[]> =>
      (await run({ 'a.yaml': text }, [THIRTEEN])).findings.map((f) => f.fingerprint).sort();
    const one = await prints(messy(['hv01', 'hv02'], ['A', 'B']));
    expect(await prints(`# moved\n\n${messy(['hv02', 'hv01'], ['B', 'A'])}`)).toEqual(one);
    expect(await prints(messy(['hv01', 'hv02'], ['A', 'B']).replaceAll('\n', '\r\n'))).toEqual(one);
  });

  it('stay the same when one of several mistakes is repaired', async () => {
    const prints = async (text: string): Promise<Set<string>> =>
      new Set((await run({ 'a.yaml': text }, [THIRTEEN])).findings.map((f) => f.fingerprint));
    const text = messy(['hv01'], ['A', 'B']);
    const all = await prints(text);
    for (const repaired of [
      text.replace('mtuSize: x', 'mtuSize: 1500'),
      text.replace('vlanId: 13', 'vlanId: 0'),
      text.replace(', bar: 2', ''),
    ]) {
      const rest = await prints(repaired);
      expect(rest.size).toBe(all.size - 1);
      expect([...rest].filter((print) => !all.has(print))).toEqual([]);
    }
  });

  it('do not depend on where the estate lies', async () => {
    const prints = async (root: string): Promise<string[]> => {
      const files = [await readText({ path: `${root}/a.yaml`, text: messy(['hv01'], ['A']) })];
      return lint({ ...(await estate({})), root, files }, [THIRTEEN, ...BASE]).findings.map((f) => f.fingerprint);
    };
    expect(await prints('C:/Users/me/estate')).toEqual(await prints('/build/1'));
  });

  it('differ by rule, thing, property and key', () => {
    const prints = [
      fingerprint('a/b', 'host:x', '/y', undefined),
      fingerprint('a/c', 'host:x', '/y', undefined),
      fingerprint('a/b', 'host:z', '/y', undefined),
      fingerprint('a/b', 'host:x', '/z', undefined),
      fingerprint('a/b', 'host:x', '/y', 'k'),
      fingerprint('a/b', 'host:x', '/y', undefined, 2),
    ];
    expect(new Set(prints).size).toBe(prints.length);
    expect(fingerprint('a/b', 'host:x', '/y', undefined, 1)).toBe(prints[0]);
  });

  it('one cause said twice in the same words is said once', async () => {
    const twice = rule('test/twice', {
      about: 'nic',
      check(nic, { report }) {
        for (const text of ['same', 'same', 'other']) report(at(nic, 'vlanId'), text);
        report(at(nic, 'vlanId'), 'same', { key: 'k' });
      },
    });
    const { findings } = await run({ 'a.yaml': 'kind: host\nname: h\nnics: [{ name: N, vlanId: 1 }]\n' }, [twice]);
    expect(findings.map((f) => [f.message, f.key])).toEqual([
      ['same', undefined],
      ['other', undefined],
      ['same', 'k'],
    ]);
    expect(new Set(findings.map((f) => f.fingerprint)).size).toBe(3);
  });
});

const INVENTORY = { hosts: true, switches: true, vms: true };

async function readingPrints(files: Readonly<Record<string, string>>): Promise<string[]> {
  const { findings } = lint(await estate(files, { inventory: INVENTORY }), BASE);
  const all = findings.map((f) => `${f.rule.id} ${f.fingerprint}`);
  expect(new Set(all).size).toBe(all.length);
  return all.sort();
}

describe('fingerprints of the rules about references and documents', () => {
  it('stay the same when items move', async () => {
    const file = (nics: string[], links: string[]): string => `kind: host
name: hv01
nics: [${nics.join(', ')}]
teams: [{ name: T, members: [NIC9, NIC8] }]
---
kind: host
name: hv01
nics: [{ name: A, vlanId: 7 }, { name: B, vlanId: 7 }]
---
kind: cabling
links: [${links.join(', ')}]
`;
    const nics = ['{ name: A, vlanId: 1 }', '{ name: B, vlanId: 1 }', '{ name: C }', '{ name: c }'];
    const links = ['x', 'y', 'A'].map((nic, i) => `{ host: hv0${i}, nic: ${nic}, switch: tor${i}, port: Eth1/1 }`);
    const one = await readingPrints({ 'a.yaml': file(nics, links) });
    expect(one.length).toBeGreaterThanOrEqual(9);
    expect(
      await readingPrints({ 'a.yaml': `# moved\n${file([nics[1]!, nics[2]!, nics[3]!, nics[0]!], links.reverse())}` }),
    ).toEqual(one);
  });
});

describe('what reading reports', () => {
  it('is known as a rule, also what schemas name', () => {
    const ids = new Set(RULES.map((r) => r.id));
    const named: string[] = [];
    JSON.stringify(SCHEMAS, (key, value: unknown) => {
      if (key === 'x-rule') named.push(String(value));
      return value;
    });
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('the same input gives the same result', async () => {
    const files = { 'a.yaml': HOST, 'b.yaml': 'kind: host\nname: hv02\nfoo: 1\nteams: [{ name: T, members: [X] }]\nnics: []\n' };
    const once = (
      await run(
        files,
        RULES.filter((r) => !BASE.includes(r)),
      )
    ).findings.map((f) => f.fingerprint);
    expect(
      (
        await run(
          files,
          RULES.filter((r) => !BASE.includes(r)),
        )
      ).findings.map((f) => f.fingerprint),
    ).toEqual(once);
  });
});
