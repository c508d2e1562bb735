import { describe, expect, it } from 'vitest';
import { azure } from '#report/azure';
import { teamcity } from '#report/teamcity';
import { FINDINGS, finding, placeOf, reportOf, ruleNamed } from './estate.ts';

/** What ends values, lines and commands in the logs of build services. */
const NASTY = "100%; a]b [c] |d 'e' %AZP25 %0A |n\r\n##vso[task.complete result=Failed;]x\n##teamcity[buildStatus]\n::error::y";
/** The same as people are to read it. */
const SHOWN =
  "100%; a]b [c] |d 'e' %AZP25 %0A |n #\\u{23}vso[task.complete result=Failed;]x #\\u{23}teamcity[buildStatus] ::error::y";

const HOSTILE = finding(ruleNamed('a/b'), placeOf({ path: `/estate/x;]|'%.yaml`, text: 'name: x' }, 'x'), NASTY, {
  related: [{ place: placeOf({ path: '/estate/y.yaml', text: 'z' }, 'z'), message: NASTY }],
});

/** A logging command as azure-pipelines-agent reads it. */
function logissue(line: string): Record<string, string> {
  const [, properties, message] = /^##vso\[task\.logissue ([^\]]*)\](.*)$/.exec(line)!;
  const data = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
  const value = (text: string) => data(text.replaceAll('%3B', ';').replaceAll('%5D', ']')).replaceAll('%AZP25', '%');
  const pairs = properties!.split(';').filter((pair) => pair !== '');
  return {
    ...Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), value(pair.slice(pair.indexOf('=') + 1))])),
    message: data(message!).replaceAll('%AZP25', '%'),
  };
}

/** A service message as TeamCity reads it. */
function service(line: string): Record<string, string> {
  const [, name, attributes] = /^##teamcity\[(\w+)((?: \w+='(?:[^|'[\]\r\n]|\|[|'[\]nr])*')*)\]$/.exec(line)!;
  const controls: Record<string, string> = { n: '\n', r: '\r' };
  return {
    name: name!,
    ...Object.fromEntries(
      [...attributes!.matchAll(/ (\w+)='((?:[^|']|\|.)*)'/g)].map((m) => [
        m[1] === 'name' ? 'title' : m[1]!,
        m[2]!.replace(/\|(.)/g, (_all, c: string) => controls[c] ?? c),
      ]),
    ),
  };
}

function lines(text: string): string[] {
  expect(text).toMatch(/\n$/);
  return text.slice(0, -1).split('\n');
}

describe('azure', () => {
  it('writes an issue a finding; infos are warnings that say so', () => {
    const issues = lines(azure(reportOf(FINDINGS))).map(logissue);
    expect(issues.map((issue) => [issue.type, issue.code, issue.sourcepath, issue.linenumber, issue.columnnumber])).toEqual([
      ['warning', 'vlan/filter', 'hosts/hv01.yaml', '5', '29'],
      ['error', 'vlan/several-lines', 'hosts/hv01.yaml', '6', '3'],
      ['warning', 'switch/weak-community', 'tor1.cfg', '2', '23'],
      ['error', 'vlan/not-allowed', 'tor1.cfg', '4', '28'],
    ]);
    expect(issues[2]!.message).toBe("info: tor1 has a community that 'anybody' knows");
    expect(issues[3]!.message).toBe(
      'Ethernet1/1 does not carry VLAN 42, which hv01 風扇😀 needs\nhosts/hv01.yaml:5:29: VLAN 42 is used here\ntor1.cfg:3:11\nfix: interface Ethernet1/1\nfix: switchport trunk allowed vlan add 42\non switch:tor1 (nx-os)',
    );
    expect(azure(reportOf([]))).toBe('');
  });

  it('survives what would end a value, a command or a line', () => {
    const all = lines(azure(reportOf([HOSTILE])));
    expect(all).toHaveLength(1);
    expect(logissue(all[0]!)).toEqual({
      type: 'error',
      sourcepath: "x;]|'%.yaml",
      linenumber: '1',
      columnnumber: '7',
      code: 'a/b',
      message: `${SHOWN}\ny.yaml:1:1: ${SHOWN}`,
    });
  });

  it("names files from the repository's root", () => {
    const [first] = lines(azure(reportOf(FINDINGS, { cwd: '/estate/hosts', repository: '/' })));
    expect(logissue(first!).sourcepath).toBe('estate/hosts/hv01.yaml');
  });
});

describe('teamcity', () => {
  it('names every rule once, before what it found', () => {
    const messages = lines(teamcity(reportOf([...FINDINGS, ...FINDINGS]))).map(service);
    expect(messages.map((m) => m.name)).toEqual([...Array(4).fill('inspectionType'), ...Array(8).fill('inspection')]);
    expect(messages[0]).toEqual({
      name: 'inspectionType',
      id: 'switch/weak-community',
      title: 'switch/weak-community',
      category: 'switch',
      description: 'switch/weak-community',
    });
    const ids = messages.slice(0, 4).map((m) => m.id);
    for (const message of messages.slice(4)) expect(ids).toContain(message.typeId);
    expect(messages.slice(4).map((m) => m.SEVERITY)).toEqual([
      'WARNING',
      'WARNING',
      'ERROR',
      'ERROR',
      'INFO',
      'INFO',
      'ERROR',
      'ERROR',
    ]);
    expect(teamcity(reportOf([]))).toBe('');
  });

  it('survives what would end a value, a message or a line', () => {
    const all = lines(teamcity(reportOf([HOSTILE])));
    expect(all).toHaveLength(2);
    expect(service(all[1]!)).toEqual({
      name: 'inspection',
      typeId: 'a/b',
      message: `${SHOWN}\ny.yaml:1:1: ${SHOWN}`,
      file: "x;]|'%.yaml",
      line: '1',
      SEVERITY: 'ERROR',
    });
  });

  it('keeps to the lengths TeamCity takes', () => {
    const long = finding(ruleNamed(`a/${'b'.repeat(300)}`), placeOf({ path: '/estate/x', text: 'x' }, 'x'), '|'.repeat(5000));
    const [type, inspection] = lines(teamcity(reportOf([long]))).map(service);
    expect(type!.id).toHaveLength(255);
    expect(inspection!.typeId).toBe(type!.id);
    expect(inspection!.message).toHaveLength(4000);
  });
});
