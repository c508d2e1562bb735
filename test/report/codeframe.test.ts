import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { codeframe } from '#report/codeframe';
import type { SourceFile } from '#text/source-file';
import { FINDINGS, finding, placeOf, reportOf, ruleNamed } from './estate.ts';

/** The frame lines of one finding in a file, about a part of it. */
function frameOf(text: string, part: string | [number, number], path = '/estate/f.yaml'): string[] {
  const file: SourceFile = { path, text };
  const place =
    typeof part === 'string' ? placeOf(file, part) : { file, range: () => ({ start: part[0], end: part[1] }), property: '' };
  return codeframe(reportOf([finding(ruleNamed('a/b'), place, 'm')]))
    .split('\n')
    .filter((line) => line.includes(' |'));
}

/** What stands above the carets, which must be the text meant as it is shown. */
function marked(lines: string[]): string {
  const caret = lines.findIndex((line) => /\| *\^+$/.test(line));
  const before = lines[caret]!.indexOf('^');
  const count = lines[caret]!.length - before;
  let shown = '';
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(lines[caret - 1]!)) {
    if (width >= before && width < before + count) shown += segment;
    width += stringWidth(segment);
  }
  return shown;
}

describe('codeframe', () => {
  it('shows findings, related places and repairs', () => {
    expect(
      codeframe(reportOf(FINDINGS)),
    ).toBe(`warning vlan/filter: 風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always
  --> hosts/hv01.yaml:5:29
    3 | nics:
    4 |  # Lüfter 風扇 😀 links
  > 5 |   - { name: "風扇😀", vlanId: 42 }
      |                               ^^
    6 |   - name: NIC2
    7 | teams:
  --> hosts/hv01.yaml:8:30
    6 |   - name: NIC2
    7 | teams:
  > 8 |   - { name: Team1, members: ["風扇😀", NIC2] }
      |                              ^^^^^^^^^^^^^^ the members of Team1
  fix: Write 0
  fix: Set-NetAdapter -Name '風扇😀' -VlanID 0
       on host:hv01 (powershell, interrupts service)
  why: hvlint explain vlan/filter

error vlan/several-lines: a finding of two lines
  --> hosts/hv01.yaml:6:3
    4 |  # Lüfter 風扇 😀 links
    5 |   - { name: "風扇😀", vlanId: 42 }
  > 6 |   - name: NIC2
      |   ^^^^^^^^^^^^
  > 7 | teams:
      | ^^^^^^
    8 |   - { name: Team1, members: ["風扇😀", NIC2] }
  why: hvlint explain vlan/several-lines

info switch/weak-community: tor1 has a community that 'anybody' knows
  --> tor1.cfg:2:23
    1 | hostname tor1
  > 2 | snmp-server community ****** ro
      |                       ^^^^^^
    3 | interface Ethernet1/1
    4 |   switchport trunk allowed vlan 1
  why: hvlint explain switch/weak-community

error vlan/not-allowed: Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs
  --> tor1.cfg:4:28
    2 | snmp-server community ****** ro
    3 | interface Ethernet1/1
  > 4 |   switchport trunk allowed vlan 1
      |                            ^^^^^^
  --> hosts/hv01.yaml:5:29
    3 | nics:
    4 |  # Lüfter 風扇 😀 links
  > 5 |   - { name: "風扇😀", vlanId: 42 }
      |                               ^^ VLAN 42 is used here
    6 |   - name: NIC2
    7 | teams:
  --> tor1.cfg:3:11
    1 | hostname tor1
    2 | snmp-server community ****** ro
  > 3 | interface Ethernet1/1
      |           ^^^^^^^^^^^
    4 |   switchport trunk allowed vlan 1
  fix: interface Ethernet1/1
  fix: switchport trunk allowed vlan add 42
       on switch:tor1 (nx-os)
  why: hvlint explain vlan/not-allowed

2 errors
1 warning
1 info
`);
    expect(codeframe(reportOf([]))).toBe('');
  });

  it('differs in nothing but escape codes when it may use colours', () => {
    const plain = codeframe(reportOf(FINDINGS));
    const colored = codeframe(reportOf(FINDINGS, { color: true }));
    expect(plain).not.toContain('\u001b');
    expect(stripVTControlCharacters(colored)).toBe(plain);
    expect(colored).toContain('\u001b[31merror\u001b[39m');
    expect(colored).toContain('\u001b[33m^^\u001b[39m');
    expect(colored).toContain('\u001b[36m^^ VLAN 42 is used here\u001b[39m');
  });

  it.each([
    ['tabs', 'a:\n\t\tb:\t\tword\t# x\n', 'word'],
    ['wide letters', 'name: 風扇 ｗｏｒｄ 風\n', 'ｗｏｒｄ'],
    ['letters of two units', '😀😀 😀x 😀\n', '😀x'],
    ['combining marks', 'e\u0301e\u0301 o\u0308 word\n', 'word'],
    ['a byte order mark', '\ufeff  word\n', 'word'],
  ])('puts carets under the range behind %s', (_name, text, part) => {
    const shown = marked(frameOf(text, part));
    expect(shown).toBe(part);
  });

  it('shows control characters without losing its place, also within a range', () => {
    expect(marked(frameOf('a: "\u001b[31m\u0007" word\u009b2J\n', 'word\u009b'))).toBe('word\\u{9b}');
    expect(frameOf('a: \u202eword\n', 'word')).toEqual(['  > 1 | a: \\u{202e}word', '      |            ^^^^']);
  });

  it('breaks commands in source lines', () => {
    expect(frameOf('a: ##vso[task.complete] word ##[error]\n::error::x\n', 'word')).toEqual([
      '  > 1 | a: #\\u{23}vso[task.complete] word #\\u{23}[error]',
      '      |                              ^^^^',
      '    2 | ::error::x',
    ]);
  });

  it('covers secrets in every line shown, without losing its place', () => {
    expect(frameOf('password: hunter2\nb: { apikey: "k e y", word: 1 }\nsecret: s\n', 'word: 1')).toEqual([
      '    1 | password: *******',
      '  > 2 | b: { apikey: *******, word: 1 }',
      '      |                       ^^^^^^^',
      '    3 | secret: *',
    ]);
  });

  it('counts lines that end with CR as well as CRLF', () => {
    const text = 'one\rsecret: "a\rword: b"\r\nlast';
    expect(frameOf(text, 'word')).toEqual([
      '    1 | one',
      '    2 | secret: **',
      '  > 3 | word: b"',
      '      | ^^^^',
      '    4 | last',
    ]);
  });

  it('has a caret for an empty range, at the end of a line and of an empty file', () => {
    expect(frameOf('ab\ncd', [2, 2])).toEqual(['  > 1 | ab', '      |   ^', '    2 | cd']);
    expect(frameOf('', [0, 0])).toEqual(['  > 1 |', '      | ^']);
    expect(frameOf('ab\n', [3, 3])).toEqual(['    1 | ab', '  > 2 |', '      | ^']);
  });

  it('does not reach into the line a range ends before', () => {
    expect(frameOf('ab\ncd\nef\n', [3, 6])).toEqual(['    1 | ab', '  > 2 | cd', '      | ^^', '    3 | ef']);
  });

  it('shortens a range of many lines, and skips carets of empty ones', () => {
    const text = Array.from({ length: 12 }, (_, i) => `  line ${i + 1}`).join('\n');
    expect(frameOf(text, 'line 2\n  line 3\n  line 4\n  line 5\n  line 6\n  line 7\n  line 8\n  line 9')).toEqual([
      '     1 |   line 1',
      '  >  2 |   line 2',
      '       |   ^^^^^^',
      '  >  3 |   line 3',
      '       |   ^^^^^^',
      '    .. |',
      '  >  9 |   line 9',
      '       |   ^^^^^^',
      '    10 |   line 10',
      '    11 |   line 11',
    ]);
    expect(frameOf('a\n\nb', 'a\n\nb')).toEqual(['  > 1 | a', '      | ^', '  > 2 |', '  > 3 | b', '      | ^']);
  });

  it('clips a very long line around the range', () => {
    const long = `{"a":"${'x'.repeat(50_000)}風扇","word":1,"b":"${'y'.repeat(50_000)}"}`;
    const lines = frameOf(`short\n${long}\nshort\n`, 'word');
    expect(lines).toEqual([
      '    1 | …',
      `  > 2 | …${'x'.repeat(33)}風扇","word":1,"b":"${'y'.repeat(67)}…`,
      `      | ${' '.repeat(41)}^^^^`,
      '    3 | …',
    ]);
    expect(frameOf(long, [6, 50_000])).toEqual([`  > 1 | {"a":"${'x'.repeat(114)}…`, `      |       ${'^'.repeat(114)}`]);
    expect(frameOf(`${'😀'.repeat(50_000)}word`, 'word')).toEqual([
      `  > 1 | …${'😀'.repeat(20)}word`,
      `      | ${' '.repeat(41)}^^^^`,
    ]);
  });

  it('never shows half a character where a neighbouring line is cut', () => {
    const [before] = frameOf(`${'😀'.repeat(200)}\n${'x'.repeat(141)}word${'x'.repeat(100)}`, 'word');
    expect(before).toBe(`    1 | …${'😀'.repeat(60)}…`);
  });

  it('clips a line of control characters so that the range is still seen', () => {
    const lines = frameOf(`${'\u001b'.repeat(300)}word${'\u001b'.repeat(300)}`, 'word');
    expect(marked(lines)).toBe('word');
    for (const line of lines) expect(stringWidth(line)).toBeLessThan(140);
  });
});
