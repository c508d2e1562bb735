import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { checkstyle } from '#report/checkstyle';
import { junit } from '#report/junit';
import type { Report } from '#report/report';
import { element, xmlDocument } from '#report/xml';
import { FINDINGS, finding, placeOf, reportOf, ruleNamed } from './estate.ts';
import { EXAMPLES, exampleReport } from './example-reports.ts';

/** Characters that XML cannot hold, that end what they stand in, and that readers would take for white space. */
const NASTY = 'a\u0000b\u0008<c attr="d" e=\'f\'>&amp;]]>\ud800 \ufffe\uffff\r\n\t😀 ##vso[x]';

/** Errors of xmllint, for each document. */
async function problems(schema: string, documents: ReadonlyMap<string, string>): Promise<string[]> {
  const { valid, errors } = await validateXML({
    xml: [...documents].map(([name, contents]) => ({ fileName: `${name}.xml`, contents })),
    schema: [readFileSync(new URL(`schemas/${schema}.xsd`, import.meta.url), 'utf8')],
  });
  return valid ? [] : errors.map((e) => e.rawMessage);
}

describe.each([
  ['junit', junit],
  ['checkstyle', checkstyle],
] as const)('%s', (name, format) => {
  let documents: Map<string, string>;
  beforeAll(async () => {
    const reports = new Map<string, Report>(
      await Promise.all(EXAMPLES.map(async (e) => [e, (await exampleReport(e)).report] as const)),
    );
    const place = placeOf({ path: `/estate/${NASTY}`, text: 'x' }, 'x');
    reports.set('nasty', reportOf([finding(ruleNamed('a/b'), place, NASTY, { related: [{ place, message: NASTY }] })]));
    reports.set('nothing', reportOf([]));
    reports.set('by-hand', reportOf(FINDINGS));
    documents = new Map([...reports].map(([key, report]) => [key, format(report)]));
  });

  it('passes xmllint for every example and for names full of markup', async () => {
    expect(await problems(name, documents)).toEqual([]);
  });

  it('would not pass it otherwise', async () => {
    const broken = documents.get('by-hand')!.replace(/ (?:timestamp|source)="[^"]*"/, '');
    expect(await problems(name, new Map([['broken', broken]]))).not.toEqual([]);
    expect(await problems(name, new Map([['broken', documents.get('nasty')!.replace('&lt;', '<')]]))).not.toEqual([]);
  });
});

describe('junit', () => {
  it('has a suite a file and a case a finding; infos fail nothing', () => {
    const text = junit(reportOf(FINDINGS, { today: '2026-06-15' }));
    expect([...text.matchAll(/<testsuite (.*)>/g)].map((m) => m[1])).toEqual([
      'id="0" package="hvlint" name="hosts/hv01.yaml" tests="2" failures="2" errors="0" skipped="0" time="0" hostname="localhost" timestamp="2026-06-15T00:00:00"',
      'id="1" package="hvlint" name="tor1.cfg" tests="2" failures="1" errors="0" skipped="1" time="0" hostname="localhost" timestamp="2026-06-15T00:00:00"',
    ]);
    expect(text.match(/<failure /g)).toHaveLength(3);
    expect(text).toContain('<skipped message="tor1 has a community that \'anybody\' knows"/>');
    expect(text).toContain('>hosts/hv01.yaml:5:29\n風扇😀 drops');
  });

  it('has a case that passes where nothing was found', () => {
    expect(junit(reportOf([]))).toContain('tests="1" failures="0"');
  });
});

it('checkstyle groups by file and gives the rule behind a dot', () => {
  expect(checkstyle(reportOf(FINDINGS)).split('\n').slice(2, 5)).toEqual([
    '  <file name="hosts/hv01.yaml">',
    '    <error line="5" column="29" severity="warning" message="風扇😀 drops every VLAN but 42 before the team Team1 sees it: 100%, always" source="hvlint.vlan/filter"/>',
    '    <error line="6" column="3" severity="error" message="a finding of two lines" source="hvlint.vlan/several-lines"/>',
  ]);
});

it('xml keeps line ends and tabs of attributes, and writes what it cannot hold as the sign for that', () => {
  expect(xmlDocument(element('a', { b: 'x\n\t"&\u0001\ud800' }, 'y < z ]]> \r'))).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<a b="x&#10;&#9;&quot;&amp;\ufffd\ufffd">y &lt; z ]]&gt; &#13;</a>\n',
  );
});
