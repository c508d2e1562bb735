import { stripVTControlCharacters } from 'node:util';
import chalk from 'chalk';
import logSymbols from 'log-symbols';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { pretty } from '#report/pretty';
import { FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed } from './estate.ts';

const X = stripVTControlCharacters(logSymbols.error);
const W = stripVTControlCharacters(logSymbols.warning);

afterEach(() => vi.unstubAllEnvs());

describe('pretty', () => {
  it('writes one line a finding, and counts infos apart from warnings', () => {
    expect(pretty(reportOf(FINDINGS))).toBe(`
  hosts/hv01.yaml:6:3
  ${W}  5:29  風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always  vlan/filter
  ${X}  6:3   a finding of two lines                                                      vlan/several-lines

  tor1.cfg:4:28
  ${W}  2:23  info: tor1 has a community that 'anybody' knows                             switch/weak-community
  ${X}  4:28  Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs                 vlan/not-allowed

  2 errors
  1 warning
  1 info
`);
    expect(pretty(reportOf([]))).toBe('');
  });

  it('counts nothing that is not there', () => {
    const two = [FINDINGS[0]!, { ...FINDINGS[0]!, message: 'z' }];
    expect(pretty(reportOf(two))).toMatch(/\n\n {2}2 infos\n$/);
    expect(pretty(reportOf(two))).not.toMatch(/\d warning/);
  });

  it('has colours by the flag alone, and gives the process back its own', () => {
    const plain = pretty(reportOf(FINDINGS));
    for (const level of [0, 3] as const) {
      chalk.level = level;
      const colored = pretty(reportOf(FINDINGS, { color: true }));
      expect(colored).toContain(`\u001b[31m${X}\u001b[39m`);
      expect(colored).toContain(`\u001b[33m${W}\u001b[39m`);
      expect(colored).toContain('\u001b[4mhosts/hv01.yaml\u001b[24m');
      expect(colored).toContain('  \u001b[34m1 info\u001b[39m\n');
      expect(colored.slice(colored.lastIndexOf('\n\n'))).toBe(
        '\n\n  \u001b[31m2 errors\u001b[39m\n  \u001b[33m1 warning\u001b[39m\n  \u001b[34m1 info\u001b[39m\n',
      );
      expect(stripVTControlCharacters(colored)).toBe(plain);
      expect(pretty(reportOf(FINDINGS))).toBe(plain);
      expect(chalk.level).toBe(level);
    }
    expect(plain).not.toContain('\u001b');
  });

  it('has links where the terminal takes them, to the real file and the page of the rule', () => {
    vi.stubEnv('FORCE_HYPERLINK', '1');
    vi.stubEnv('TERM_PROGRAM', 'other');
    vi.stubEnv('TERM', 'xterm');
    vi.stubEnv('TMUX', undefined);
    const file = { path: 'C:/Estate/Größe #1.yaml', text: 'name: x' };
    const findings = [finding(ruleNamed('a/b'), placeOf(file, 'x'), 'm')];
    const text = pretty(reportOf(findings, { cwd: 'C:\\Estate', color: true }));
    expect(text).toContain(
      '\u001b]8;;file:///C:/Estate/Gr%C3%B6%C3%9Fe%20%231.yaml\u0007\u001b[4mGröße #1.yaml\u001b[24m\u001b]8;;\u0007',
    );
    expect(text).toContain('\u001b]8;;https://unpkg.com/hvlint@1.2.3/rules/a/b.md\u0007');
    // An address that strippers of escape codes do not recognise: without colours there must be no link to strip.
    const plain = pretty(reportOf(findings, { cwd: 'C:\\Estate', toolVersion: "1.2.3+b'c" }));
    expect(plain).toBe(`\n  Größe #1.yaml:1:7\n  ${X}  1:7  m  a/b\n\n  1 error\n`);
  });

  it('keeps quotes, and cuts a message without end', () => {
    const text = pretty(
      reportOf([
        finding(ruleNamed('a/b'), placeOf(HOST, '42'), "no kind 'hots', `x` or ''; it's \ufdd0\ufdd20\ufdd2 unknown"),
        finding(ruleNamed('a/c', 'info'), placeOf(HOST, '42'), '😀'.repeat(5000)),
      ]),
    );
    expect(text).toContain("no kind 'hots', `x` or ''; it's \ufffd\ufffd0\ufffd unknown");
    expect(text).toContain(`  info: ${'😀'.repeat(196)}…  a/c`);
  });

  it('leaves the findings it was given as they were', () => {
    const findings = Object.freeze([...FINDINGS]);
    const before = findings.map((f) => f.message);
    pretty(reportOf(findings));
    expect(findings.map((f) => f.message)).toEqual(before);
  });
});
