import type { Finding } from '#lint/finding';
import { defineRule, named, type Rule, type Severity } from '#lint/rule';
import { inFile, type Place } from '#model/place';
import { type Report, summarize } from '#report/report';
import type { SourceFile } from '#text/source-file';

/** A rule of a name, for findings made by hand. */
export function ruleNamed(id: string, severity: Severity = 'error'): Rule {
  return named(id, defineRule({ about: 'network', severity, title: id, since: '0.1.0', source: 'a test', check: () => {} }));
}

/** The place of a part of a file, found by its text. */
export function placeOf(file: SourceFile, part: string, property = ''): Place {
  const start = file.text.indexOf(part);
  if (start < 0) throw new Error(`no '${part}' in ${file.path}`);
  return { ...inFile(file, { start, end: start + part.length }), property };
}

export function finding(rule: Rule, place: Place, message: string, more: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: rule.severity,
    message,
    place,
    key: undefined,
    related: [],
    fix: undefined,
    remedy: undefined,
    entity: null,
    subject: '',
    fingerprint: '0123456789abcdef0123456789abcdef',
    ...more,
  };
}

export function reportOf(findings: readonly Finding[], more: Partial<Report> = {}): Report {
  return {
    cwd: '/estate',
    findings,
    summary: summarize(findings, { files: 2, skipped: 1, entities: { host: 1, switch: 1, vm: 0 }, suppressed: 4 }),
    notes: [],
    toolVersion: '1.2.3',
    color: false,
    ...more,
  };
}

/** A host whose file has Windows line ends and letters beyond ASCII and the basic plane. */
export const HOST: SourceFile = {
  path: '/estate/hosts/hv01.yaml',
  text: [
    'kind: host',
    'name: hv01',
    'nics:',
    '\t# Lüfter 風扇 😀 links',
    '  - { name: "風扇😀", vlanId: 42 }',
    '  - name: NIC2',
    'teams:',
    '  - { name: Team1, members: ["風扇😀", NIC2] }',
    '',
  ].join('\r\n'),
};

export const SWITCH: SourceFile = {
  path: '/estate/tor1.cfg',
  text: 'hostname tor1\nsnmp-server community s3cr3t ro\ninterface Ethernet1/1\n  switchport trunk allowed vlan 1\n',
};

/** Two files, every severity, related places in both, a fix and remedies. Not in the order of reports. */
export const FINDINGS: readonly Finding[] = [
  finding(ruleNamed('switch/weak-community', 'info'), placeOf(SWITCH, 's3cr3t'), "tor1 has a community that 'anybody' knows", {
    fingerprint: '1'.repeat(32),
    entity: 'switch:tor1',
  }),
  finding(
    ruleNamed('vlan/not-allowed'),
    placeOf(SWITCH, 'vlan 1', '/allowedVlans'),
    'Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs',
    {
      fingerprint: '2'.repeat(32),
      entity: 'switch:tor1/port:ethernet1%2F1',
      key: 'vlan:42',
      related: [
        { place: placeOf(HOST, '42'), message: 'VLAN 42 is used here' },
        { place: placeOf(SWITCH, 'Ethernet1/1'), message: '' },
      ],
      remedy: {
        on: 'switch:tor1',
        shell: 'nx-os',
        commands: ['interface Ethernet1/1', 'switchport trunk allowed vlan add 42'],
        disruptive: false,
      },
    },
  ),
  finding(
    ruleNamed('vlan/filter', 'warning'),
    placeOf(HOST, '42', '/vlanId'),
    '風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always',
    {
      fingerprint: '3'.repeat(32),
      entity: 'host:hv01/nic:風扇😀',
      related: [{ place: placeOf(HOST, '"風扇😀", NIC2'), message: 'the members of Team1' }],
      fix: { title: 'Write 0', safe: true, edits: [{ file: HOST, range: placeOf(HOST, '42').range(), text: '0' }] },
      remedy: {
        on: 'host:hv01',
        shell: 'powershell',
        commands: ["Set-NetAdapter -Name '風扇😀' -VlanID 0"],
        disruptive: true,
      },
    },
  ),
  finding(ruleNamed('vlan/several-lines'), placeOf(HOST, '- name: NIC2\r\nteams:'), 'a finding of two lines', {
    fingerprint: '4'.repeat(32),
  }),
];

/** What acts on a terminal, in an editor or on the log of a build service, of a text whose lines may end. */
export const ACTING = /##[\w-]*\[|(?!\n)[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
