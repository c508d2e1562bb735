import { expect, it } from 'vitest';
import { github } from '#report/github';
import { FINDINGS, finding, placeOf, reportOf, ruleNamed } from './estate.ts';

/** A workflow command as actions/runner reads it. */
function parse(line: string) {
  const [, command, properties, message] = /^::(\w+) (.*?)::(.*)$/.exec(line)!;
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const property = (text: string) => data(text).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%');
  return {
    command,
    ...Object.fromEntries(
      properties!.split(',').map((pair) => [pair.slice(0, pair.indexOf('=')), property(pair.slice(pair.indexOf('=') + 1))]),
    ),
    message: data(message!).replaceAll('%25', '%'),
  };
}

it('writes one command a finding, with columns only where it is on one line', () => {
  expect(github(reportOf(FINDINGS))).toBe(
    `::warning file=hosts/hv01.yaml,line=5,endLine=5,col=29,endColumn=31,title=vlan/filter::風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%25, always%0Ahosts/hv01.yaml:8:30: the members of Team1%0Afix: Write 0%0Afix: Set-NetAdapter -Name '風扇😀' -VlanID 0%0Aon host:hv01 (powershell, interrupts service)
::error file=hosts/hv01.yaml,line=6,endLine=7,title=vlan/several-lines::a finding of two lines
::notice file=tor1.cfg,line=2,endLine=2,col=23,endColumn=29,title=switch/weak-community::tor1 has a community that 'anybody' knows
::error file=tor1.cfg,line=4,endLine=4,col=28,endColumn=34,title=vlan/not-allowed::Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs%0Ahosts/hv01.yaml:5:29: VLAN 42 is used here%0Ator1.cfg:3:11%0Afix: interface Ethernet1/1%0Afix: switchport trunk allowed vlan add 42%0Aon switch:tor1 (nx-os)
`,
  );
  expect(github(reportOf([]))).toBe('');
});

it('escapes what would end a property, a value or a line', () => {
  const file = { path: '/estate/a,b=c::d:%2C.yaml', text: 'name: x' };
  const text = github(reportOf([finding(ruleNamed('a/b'), placeOf(file, 'x'), 'a%0Ab::c,d\r\n::error::e')]));
  expect(text.match(/\n/g)).toHaveLength(1);
  expect(parse(text.trimEnd())).toEqual({
    command: 'error',
    file: 'a,b=c::d:%2C.yaml',
    line: '1',
    endLine: '1',
    col: '7',
    endColumn: '8',
    title: 'a/b',
    message: 'a%0Ab::c,d ::error::e',
  });
});

it("names files from the repository's root", () => {
  const lines = github(reportOf(FINDINGS, { cwd: '/estate/hosts', repository: '/' })).split('\n');
  expect(parse(lines[0]!)).toMatchObject({ file: 'estate/hosts/hv01.yaml' });
  expect(lines[0]).toContain('%0Aestate/hosts/hv01.yaml:8:30: ');
});
