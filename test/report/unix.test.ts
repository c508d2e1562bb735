import { expect, it } from 'vitest';
import { unix } from '#report/unix';
import { FINDINGS, finding, HOST, placeOf, reportOf, ruleNamed } from './estate.ts';

/** The matcher that editors and build services are given. */
const LINE = /^(.+?):(\d+):(\d+)-(\d+):(\d+): (error|warning|info) (.*) \[(\S+)\]$/;

it('writes one line a finding', () => {
  expect(unix(reportOf(FINDINGS))).toBe(
    `hosts/hv01.yaml:5:29-5:31: warning 風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always [vlan/filter]
hosts/hv01.yaml:6:3-7:7: error a finding of two lines [vlan/several-lines]
tor1.cfg:2:23-2:29: info tor1 has a community that 'anybody' knows [switch/weak-community]
tor1.cfg:4:28-4:34: error Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs [vlan/not-allowed]
`,
  );
  expect(unix(reportOf([]))).toBe('');
});

it('is understood by the matcher, whatever names hold', () => {
  const file = { path: 'D:/a: b/[x]:1.yaml', text: 'name: x' };
  const text = unix(
    reportOf(
      [
        finding(ruleNamed('a/b', 'info'), placeOf(file, 'x'), 'one\r\ntwo [c/d]\u2028three'),
        finding(ruleNamed('a/c'), placeOf(HOST, '42'), ''),
      ],
      { cwd: 'C:/estate' },
    ),
  );
  const lines = text.trimEnd().split('\n');
  expect(lines.map((line) => LINE.exec(line)?.slice(1))).toEqual([
    ['/estate/hosts/hv01.yaml', '5', '29', '5', '31', 'error', '', 'a/c'],
    ['D:/a: b/[x]:1.yaml', '1', '7', '1', '8', 'info', 'one two [c/d]\\u{2028}three', 'a/b'],
  ]);
});
