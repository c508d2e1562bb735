import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { readText } from '#read/read-file';
import { json } from '#report/json';
import { type Report, reported, summarize } from '#report/report';
import { RULES } from '#rules';
import { ACTING, FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed, SWITCH } from './estate.ts';

const schema = JSON.parse(readFileSync(new URL('../../schemas/report.schema.json', import.meta.url), 'utf8'));
const valid = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

function problems(text: string): unknown[] {
  return valid(JSON.parse(text)) ? [] : (valid.errors ?? []);
}

describe('json', () => {
  it('writes the contract, key by key', () => {
    const text = json(
      reportOf(FINDINGS.slice(1, 2), {
        notes: [
          { file: '/estate/z.yaml', message: 'b' },
          { file: '/elsewhere/a.yaml', message: 'read as UTF-16LE' },
          { file: '/estate/z.yaml', message: 'a' },
        ],
      }),
    );
    expect(text).toBe(`{
  "schemaVersion": 1,
  "tool": {
    "name": "hvlint",
    "version": "1.2.3"
  },
  "summary": {
    "files": 2,
    "skipped": 1,
    "entities": {
      "host": 1,
      "switch": 1,
      "vm": 0
    },
    "errors": 1,
    "warnings": 0,
    "infos": 0,
    "suppressed": 4,
    "fixable": 0
  },
  "findings": [
    {
      "rule": "vlan/not-allowed",
      "severity": "error",
      "message": "Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs",
      "file": "tor1.cfg",
      "line": 4,
      "column": 28,
      "endLine": 4,
      "endColumn": 34,
      "entity": "switch:tor1/port:ethernet1%2F1",
      "property": "/allowedVlans",
      "key": "vlan:42",
      "fingerprint": "22222222222222222222222222222222",
      "related": [
        {
          "file": "hosts/hv01.yaml",
          "line": 5,
          "column": 29,
          "endLine": 5,
          "endColumn": 31,
          "message": "VLAN 42 is used here"
        },
        {
          "file": "tor1.cfg",
          "line": 3,
          "column": 11,
          "endLine": 3,
          "endColumn": 22,
          "message": ""
        }
      ],
      "fix": null,
      "remedy": {
        "on": "switch:tor1",
        "shell": "nx-os",
        "commands": [
          "interface Ethernet1/1",
          "switchport trunk allowed vlan add 42"
        ],
        "disruptive": false
      },
      "docs": "https://unpkg.com/hvlint@1.2.3/rules/vlan/not-allowed.md"
    }
  ],
  "notes": [
    {
      "file": "../elsewhere/a.yaml",
      "message": "read as UTF-16LE"
    },
    {
      "file": "z.yaml",
      "message": "a"
    },
    {
      "file": "z.yaml",
      "message": "b"
    }
  ]
}
`);
  });

  it('counts columns and offsets in UTF-16 units, behind CRLF, beyond the basic plane', () => {
    const { findings } = JSON.parse(json(reportOf(FINDINGS)));
    const [filter] = findings;
    expect(filter).toMatchObject({
      file: 'hosts/hv01.yaml',
      line: 5,
      column: 29,
      endLine: 5,
      endColumn: 31,
      property: '/vlanId',
    });
    const [edit] = filter.fix.edits;
    expect(HOST.text.slice(edit.start, edit.end)).toBe('42');
    expect(edit).toEqual({ file: 'hosts/hv01.yaml', start: 82, end: 84, text: '0' });
    expect(findings[1]).toMatchObject({ line: 6, column: 3, endLine: 7, endColumn: 7, entity: null, property: null, key: null });
  });

  it('is valid by its schema, which takes nothing else', () => {
    const text = json(reportOf(FINDINGS, { notes: [{ file: '/estate/a', message: 'x' }] }));
    expect(problems(text)).toEqual([]);
    expect(problems(json(reportOf([])))).toEqual([]);
    const document = JSON.parse(text);
    const broken: ((d: typeof document) => void)[] = [
      (d) => (d.more = 1),
      (d) => (d.schemaVersion = 2),
      (d) => delete d.summary.fixable,
      (d) => (d.summary.entities.Host = 1),
      (d) => (d.findings[0].line = 0),
      (d) => (d.findings[0].severity = 'fatal'),
      (d) => (d.findings[0].property = 'vlanId'),
      (d) => delete d.findings[0].fix,
      (d) => (d.findings[0].fix.edits = []),
      (d) => (d.findings[0].related[0].more = 1),
      (d) => (d.notes[0].file = ''),
    ];
    for (const change of broken) {
      const copy = structuredClone(document);
      change(copy);
      expect(problems(JSON.stringify(copy)), change.toString()).not.toEqual([]);
    }
  });

  it('is valid for what the rules really find, and keeps the order of the contract', async () => {
    const files = await Promise.all([
      readText(
        {
          path: '/estate/hosts/hv01.yaml',
          text: 'kind: host\r\nname: hv01\r\nnics:\r\n  - { name: Größe 😀, vlanId: 42, speeed: 1 }\r\nteams:\r\n  - { name: T, members: [Größe 😀] }\r\n',
        },
        { explicit: true },
      ),
      readText({ path: '/estate/broken.yaml', text: 'kind: host\nname: [\n' }, { explicit: true }),
    ]);
    const { findings } = lint(
      {
        root: '/estate',
        files,
        whole: true,
        inventory: { hosts: false, switches: false, vms: false },
        severityOf: (rule) => rule.severity,
        suppress: [],
        locked: [],
        lockedOff: [],
        inlineConfig: true,
        today: '2026-06-15',
      },
      RULES,
    );
    const text = json(reportOf(findings));
    expect(problems(text)).toEqual([]);
    const shown: { rule: string; file: string; line: number; column: number; entity: string; fix: unknown }[] =
      JSON.parse(text).findings;
    expect(shown.map((f) => f.file)).toEqual([...shown.map((f) => f.file)].sort());
    expect(shown).toContainEqual(expect.objectContaining({ file: 'broken.yaml', rule: 'reading/syntax', entity: null }));
    expect(shown).toContainEqual(
      expect.objectContaining({
        rule: 'vlan/nic-vlan-filter-on-team-member',
        line: 4,
        column: 31,
        endColumn: 33,
        property: '/vlanId',
      }),
    );
  });

  it('sorts by file, line, column, rule, entity, key and message', () => {
    const at = (part: string) => placeOf(HOST, part);
    const expected = [
      finding(ruleNamed('z/z'), at('host'), 'z'),
      finding(ruleNamed('a/b'), at('42'), 'a'),
      finding(ruleNamed('b/a'), at('42'), 'b', { entity: null, key: 'z' }),
      finding(ruleNamed('b/a'), at('42'), 'b', { entity: 'host:a', key: 'b' }),
      finding(ruleNamed('b/a'), at('42'), 'a', { entity: 'host:b' }),
      finding(ruleNamed('b/a'), at('42'), 'a', { entity: 'host:b', key: 'a' }),
      finding(ruleNamed('b/a'), at('42'), 'b', { entity: 'host:b', key: 'a' }),
      finding(ruleNamed('b/a'), at('42'), 'a', { entity: 'host:b', key: 'b' }),
      finding(ruleNamed('b/a'), at(' }'), 'a'),
      finding(ruleNamed('a/a'), placeOf(SWITCH, 'tor1'), 'a'),
    ];
    const texts = expected.map((f) => reported(f, '/estate', '1.2.3'));
    for (const shuffled of [expected, [...expected].reverse(), [...expected.slice(5), ...expected.slice(0, 5)]])
      expect(JSON.parse(json(reportOf(shuffled))).findings).toEqual(texts);
  });

  it('keeps texts raw, spelt so that no terminal and no build service obeys them', () => {
    const raw = '\u001b[31m ##vso[task.complete] ##[error]x\n::error::y \u009b2J \u202e \ufeff "\\##vso[x]"';
    const text = json(
      reportOf([finding(ruleNamed('a/b'), placeOf(HOST, '42'), raw, { key: raw })], { notes: [{ file: raw, message: raw }] }),
    );
    const document = JSON.parse(text);
    expect(document.findings[0]).toMatchObject({ message: raw, key: raw });
    expect(document.notes[0].message).toBe(raw);
    expect(text).not.toMatch(ACTING);
    expect(text).not.toMatch(/^\s*::/m);
  });

  it('writes a report of another folder relative to it', () => {
    const report: Report = reportOf(FINDINGS, { cwd: '/estate/hosts/site' });
    const files = JSON.parse(json(report)).findings.map((f: { file: string }) => f.file);
    expect(new Set(files)).toEqual(new Set(['../hv01.yaml', '../../tor1.cfg']));
  });
});

describe('summarize', () => {
  it('counts severities and fixes', () => {
    expect(summarize(FINDINGS, { files: 3, skipped: 2, entities: { vm: 7 }, suppressed: 1 })).toEqual({
      files: 3,
      skipped: 2,
      entities: { vm: 7 },
      errors: 2,
      warnings: 1,
      infos: 1,
      suppressed: 1,
      fixable: 1,
    });
  });
});
