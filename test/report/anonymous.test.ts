import { describe, expect, it } from 'vitest';
import { Network } from '#model/network';
import type { Document } from '#read/document';
import { readText } from '#read/read-file';
import { anonymousDocument } from '#report/anonymous/document';
import { isPublicName } from '#report/anonymous/names';
import { Pseudonyms } from '#report/anonymous/pseudonyms';
import { anonymousReport } from '#report/anonymous/report';
import { schemaWords } from '#report/anonymous/schema-words';
import { eslintResults } from '#report/eslint-results';
import { FORMATS, type FormatName, render } from '#report/formats';
import type { Report } from '#report/report';
import { RULES } from '#rules';
import { finding, placeOf, reportOf, ruleNamed } from './estate.ts';
import { EXAMPLES, exampleReport, ROOT } from './example-reports.ts';

const NAMES = Object.keys(FORMATS) as FormatName[];

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g;
const MAC = /(?<![\w-])(?:[0-9A-F]{2}-){5}[0-9A-F]{2}(?![\w-])|(?<!\w)00155D[0-9A-F]{6}(?!\w)/gi;

/** Names that the files of an example hold, found without hvlint's own reading of what a name is. */
function originals(texts: Iterable<string>): { names: Set<string>; addresses: Set<string> } {
  const names = new Set<string>();
  const addresses = new Set<string>();
  const add = (name: string): void => {
    const plain = name.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (!isPublicName(plain) && !/^[\d.:/A-F-]+$/i.test(plain)) names.add(plain);
  };
  for (const text of texts) {
    for (const [, name] of text.matchAll(
      /(?:^|[\s{,-])(?:name|host|switch|cluster|vmName|switchName|netAdapterName|domain|fqdn|serverName|replicaServerName|guestName|nic|description|runsOn|site)"?:[ \t]*("[^"\n]*"|'[^'\n]*'|[^\s#,{}[\]"'][^#,}\]\n]*)/g,
    ))
      add(name!);
    for (const [, list] of text.matchAll(/(?:members|nodes|netAdapterName|possibleOwners|appliesTo): *\[([^\]{]*)\]/g))
      for (const name of list!.split(',')) add(name);
    for (const [, name] of text.matchAll(/^(?:hostname|switchname) (\S+)/gm)) add(name!);
    for (const [, name] of text.matchAll(/^ +description (.+)$/gm)) add(name!);
    for (const [address] of [...text.matchAll(IPV4), ...text.matchAll(MAC)])
      if (!/^(?:0|127|22[4-9]|2[345]\d)\./.test(address)) addresses.add(address.toUpperCase());
  }
  return { names, addresses };
}

/** What stands in an output beside the texts of hvlint itself, which may use any word. */
function ownTextsRemoved(name: string, text: string): string {
  let own = text;
  if (name === 'sarif') {
    const log = JSON.parse(text) as { runs: { tool: { driver: { rules: unknown } } }[] };
    log.runs[0]!.tool.driver.rules = [];
    own = JSON.stringify(log);
  }
  const lines = name === 'teamcity' ? own.split('\n').filter((line) => !line.startsWith('##teamcity[inspectionType')) : [own];
  let rest = lines.join('\n').replace(/https:\/\/unpkg\.com\S+/g, '');
  for (const rule of RULES) rest = rest.replaceAll(rule.id, '');
  return rest;
}

/** What of an example stands in any output of a report: names, addresses, files, the folder it lies in. */
async function leaks(report: Report, documents: readonly Document[]): Promise<string[]> {
  const { names, addresses } = originals(new Set(documents.map((d) => d.file.text)));
  expect(names.size).toBeGreaterThan(4);
  const outputs: [string, string][] = await Promise.all(
    NAMES.map(async (name): Promise<[string, string]> => [name, await render(name, report)]),
  );
  outputs.push(['eslint', JSON.stringify(eslintResults(report).results)]);
  // Words that messages and titles of ours use, told apart from names only by where they stand.
  const prose = new Set([...words(RULES.map((rule) => rule.title).join(' ')), ...schemaWords()]);
  const found: string[] = [];
  for (const [format, output] of outputs) {
    const text = ownTextsRemoved(format, output);
    const shown = text.toLowerCase();
    const there = new Set(words(shown));
    for (const name of names) {
      const lower = name.toLowerCase();
      const parts = words(lower);
      // Cheap first: most names have a word that is nowhere in the output.
      if (!parts.every((word) => there.has(word)) || (parts.length === 1 && prose.has(lower))) continue;
      const escaped = lower.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
      if (new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u').test(shown)) found.push(`${format}: ${name}`);
    }
    for (const [address] of [...text.matchAll(IPV4), ...text.matchAll(MAC)])
      if (addresses.has(address.toUpperCase())) found.push(`${format}: ${address}`);
    const files = documents.map(({ file }) => file.path.split('/').at(-1)!);
    for (const part of [ROOT, ...files]) if (text.includes(part)) found.push(`${format}: ${part}`);
  }
  return [...new Set(found)];
}

describe.each(EXAMPLES)('examples/%s', { timeout: 60_000 }, (example) => {
  it('has no name, address or file of the original in any output', async () => {
    const { report, documents } = await exampleReport(example);
    expect(await leaks(anonymousReport(report, new Pseudonyms(documents, RULES)), documents)).toEqual([]);
    // What is looked for is there otherwise.
    if (report.findings.length > 0) expect((await leaks(report, documents)).length).toBeGreaterThan(10);
  });

  it('keeps every finding where it is, and gives the same in any order', async () => {
    const { report, documents } = await exampleReport(example);
    const json = async (from: Report, of: typeof documents) =>
      JSON.parse(await render('json', anonymousReport(from, new Pseudonyms(of, RULES)))) as {
        findings: { rule: string; line: number; column: number; endColumn: number; related: unknown[]; fingerprint: string }[];
      };
    const anonymous = await json(report, documents);
    const plain = JSON.parse(await render('json', report)) as typeof anonymous;
    const places = (of: typeof anonymous) =>
      of.findings.map((f) => `${f.rule} ${f.line}:${f.column}-${f.endColumn} ${f.related.length}`).sort();
    expect(places(anonymous)).toEqual(places(plain));
    const prints = (of: typeof anonymous) => new Set(of.findings.map((f) => f.fingerprint)).size;
    expect(prints(anonymous)).toBe(prints(plain));
    const reversed = { ...report, findings: [...report.findings].reverse() };
    expect(await json(reversed, [...documents].reverse())).toEqual(anonymous);
  });

  it('has a network of the same shape behind other names', async () => {
    const { documents } = await exampleReport(example);
    const pseudonyms = new Pseudonyms(documents, RULES);
    const options = { inventory: { hosts: false, switches: false, vms: false } };
    const before = new Network(documents, options);
    const after = new Network(
      documents.map((d) => anonymousDocument(d, pseudonyms)),
      options,
    );
    for (const kind of ['host', 'nic', 'team', 'vm-switch', 'switch', 'port', 'vm', 'vm-adapter', 'cluster'] as const) {
      const ids = before.all(kind).map((entity) => pseudonyms.entity(entity.id));
      expect(
        after
          .all(kind)
          .map((entity) => entity.id)
          .sort(),
        kind,
      ).toEqual(ids.sort());
    }
    const cables = (network: Network) => network.all('nic').filter((nic) => network.portOf(nic) !== undefined).length;
    expect(cables(after)).toBe(cables(before));
  });
});

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

async function pseudonymsFor(...texts: string[]): Promise<Pseudonyms> {
  const files = await Promise.all(texts.map((text, i) => readText({ path: `/e/f${i}.yaml`, text }, { explicit: true })));
  return new Pseudonyms(files.flatMap((f) => f.documents));
}

describe('addresses', () => {
  const ADDRESSES = [
    '10.1.1.0/24',
    '10.1.1.1/24',
    '10.1.1.77/24',
    '10.1.2.77/24',
    '10.200.1.77/24',
    '192.168.4.9/24',
    '193.4.5.6/29',
    '193.4.5.7/29',
  ];
  const text = `kind: host\nname: hv01\nnics:\n  - { name: NIC1, macAddress: 00-15-5D-01-02-03, ipAddresses: [${ADDRESSES.join(', ')}] }\n`;
  const bits = (address: string): string =>
    address
      .split('/')[0]!
      .split('.')
      .map((n) => Number(n).toString(2).padStart(8, '0'))
      .join('');
  const common = (a: string, b: string): number => [...bits(a)].findIndex((bit, i) => bit !== bits(b)[i]);

  it('have the same prefixes in common afterwards, stay private or public, and become none of the others', async () => {
    const pseudonyms = await pseudonymsFor(text);
    const images = ADDRESSES.map((address) => pseudonyms.text(address));
    for (let i = 0; i < ADDRESSES.length; i++)
      for (let j = 0; j < i; j++) {
        const length = common(ADDRESSES[i]!, ADDRESSES[j]!);
        // Below a first number of their own, public addresses have nothing in common to keep.
        if (length >= 8) expect(common(images[i]!, images[j]!), `${ADDRESSES[i]} ${ADDRESSES[j]}`).toBe(length);
      }
    expect(images.slice(0, 5).every((image) => image.startsWith('10.') && image.endsWith('/24'))).toBe(true);
    expect(images[0]).toMatch(/\.0\/24$/);
    expect(images[1]).toMatch(/\.1\/24$/);
    expect(images[5]).toMatch(/^192\.168\./);
    expect(images[6]).not.toMatch(/^(?:10|127|169\.254|172\.|192\.168|193)\./);
    for (const image of images) expect(ADDRESSES).not.toContain(image);
  });

  it('are found within other text, with ports and lengths behind them; masks and versions stay', async () => {
    const pseudonyms = await pseudonymsFor(text);
    const image = pseudonyms.text('10.1.1.77');
    expect(pseudonyms.text('to 10.1.1.77:443, (10.1.1.77) and 10.1.1.77.')).toBe(`to ${image}:443, (${image}) and ${image}.`);
    for (const same of [
      '255.255.255.0',
      '0.0.0.0/0',
      '127.0.0.1',
      '224.0.0.18',
      '9.3(5)',
      '12:30:00',
      'version 26.39.2048',
      'VLANs 1,10-20',
      '107374182400',
    ])
      expect(pseudonyms.text(same)).toBe(same);
  });

  it('of other sorts keep their form', async () => {
    const pseudonyms = await pseudonymsFor(text);
    expect(pseudonyms.text('00-15-5D-01-02-03')).toBe('00-15-5D-00-00-01');
    expect(pseudonyms.text('0015.5d01.0203 and 00155D010203')).toBe('0015.5d00.0001 and 00155D000001');
    expect(pseudonyms.text('a4:bf:01:22:33:44')).toBe('02:00:00:00:00:02');
    expect(pseudonyms.text('01-80-C2-00-00-0E')).toMatch(/^03-00-00-/);
    expect(pseudonyms.text('FF-FF-FF-FF-FF-FF')).toBe('FF-FF-FF-FF-FF-FF');
    expect(pseudonyms.text('fe80::1')).toBe('fe80::1');
    const six = pseudonyms.text('2001:db8:1::5/64');
    expect(six).toMatch(/^[23][0-9a-f]{3}:.*\/64$/);
    expect(six).not.toContain('db8');
    expect(pseudonyms.text('{6B29FC40-CA47-1067-B31D-00DD010662DA}')).toBe('{00000000-0000-0000-0000-000000000001}');
  });

  it('depend on what was read', async () => {
    const one = await pseudonymsFor(text);
    const other = await pseudonymsFor(text.replace('hv01', 'hv02'));
    const all = (p: Pseudonyms): string => ADDRESSES.map((address) => p.text(address)).join();
    expect(all(one)).not.toBe(all(other));
    expect(all(await pseudonymsFor(text))).toBe(all(one));
  });
});

describe('names', () => {
  const ESTATE = `kind: host
name: HV01.contoso.com
cluster: O'Brien
nics:
  - { name: Uplink A, connectedTo: tor1/Ethernet1/1 }
  - { name: "12" }
hostAdapters:
  - { name: Uplink A (mgmt), switchName: vEthernet (X) }
---
kind: vm
name: web01
host: hv01
hardDrives: [{ path: 'C:\\ClusterStorage\\Volume1\\Secret Plan\\web01.vhdx' }]
---
kind: switch
name: tor1
ports:
  - { name: Ethernet1/1, description: HV01 Uplink A }
  - { name: Ethernet1/2, description: leased line of Fabrikam }
`;

  it('are replaced in any case, the longest first, and only as whole words', async () => {
    const p = await pseudonymsFor(ESTATE);
    const nic = p.text('Uplink A');
    expect(nic).toMatch(/^nic-\d$/);
    expect(p.text('uplink a of hv01, xUplink A, Uplink AB')).toBe(`${nic} of host-1, xUplink A, Uplink AB`);
    expect(p.text('Uplink A (MGMT)')).toMatch(/^adapter-\d$/);
    expect(p.text('hv01.contoso.com')).toBe('host-1.domain-1');
    expect(p.text('tor1/Ethernet1/1')).toBe('switch-1/Ethernet1/1');
    expect(p.text('12 and VLAN 12')).toBe('12 and VLAN 12');
    expect(p.text('C:\\ClusterStorage\\Volume1\\Secret Plan\\web01.vhdx')).toMatch(
      /^C:\\ClusterStorage\\Volume1\\name-\d\\vm-1\.vhdx$/,
    );
  });

  it('that are words of messages are names where they are written like them, and in ids', async () => {
    const { documents } = await readText(
      { path: '/e/a.yaml', text: 'kind: host\nname: hv01\nnics: [{ name: NIC1 }]\nteams: [{ name: Team, members: [NIC1] }]\n' },
      { explicit: true },
    );
    const p = new Pseudonyms(documents, RULES);
    expect(p.text('the team Team of hv01')).toBe('the team team-1 of host-1');
    expect(p.entity('host:hv01/team:team')).toBe('host:host-1/team:team-1');
    expect(p.entity('host:hv01/team:team#2')).toBe('host:host-1/team:team-1#2');
    expect(p.pointer('/members/Team')).toBe('/members/team-1');
  });

  it('within descriptions stay related; other descriptions are replaced whole', async () => {
    const p = await pseudonymsFor(ESTATE);
    expect(p.text('HV01 Uplink A')).toBe(`host-1 ${p.text('Uplink A')}`);
    expect(p.text('leased line of Fabrikam')).toBe('description-1');
  });

  it('are replaced in ids, also those that stand in no document', async () => {
    const p = await pseudonymsFor(ESTATE);
    expect(p.entity('host:hv01.contoso.com/nic:uplink a')).toBe(`host:host-1.domain-1/nic:${p.text('Uplink A')}`);
    expect(p.entity('switch:tor1/port:ethernet1%2F1')).toBe('switch:switch-1/port:ethernet1%2F1');
    expect(p.entity('host:unheard-of')).toMatch(/^host:host-\d$/);
  });

  it('never take the name of something else', async () => {
    const p = await pseudonymsFor('kind: host\nname: host-2\n---\nkind: host\nname: host-1\n---\nkind: host\nname: alpha\n');
    expect([p.text('alpha'), p.text('host-1'), p.text('host-2')].sort()).toEqual(['host-3', 'host-4', 'host-5']);
  });

  it('in commands may have their quotes doubled', async () => {
    const p = await pseudonymsFor(ESTATE);
    const file = { path: '/estate/hosts/oslo/hv01.yaml', text: 'name: x' };
    const report = anonymousReport(
      reportOf([
        finding(ruleNamed('a/b'), placeOf(file, 'x'), "O'Brien", {
          remedy: { on: 'host:hv01', shell: 'powershell', commands: ["Get-Cluster -Name 'O''Brien'"], disruptive: false },
        }),
      ]),
      p,
    );
    expect(report.findings[0]).toMatchObject({
      message: 'cluster-1',
      remedy: { on: 'host:host-1', commands: ["Get-Cluster -Name 'cluster-1'"] },
    });
    expect(report.findings[0]!.place.file.path).toMatch(
      /\/folder-1\/folder-2\/file-1\.yaml$|\/folder-1\/folder-2\/host-1\.yaml$/,
    );
  });

  it('are replaced where a message quotes what is no value of any document', async () => {
    const p = await pseudonymsFor(ESTATE);
    const file = { path: '/estate/a.yaml', text: 'teamingMode: northwind-secret\nlitware: 1\n' };
    const report = anonymousReport(
      reportOf(
        [
          finding(
            ruleNamed('reading/schema'),
            placeOf(file, 'northwind-secret'),
            "teamingMode cannot be 'northwind-secret' (known: Static, Lacp)",
          ),
          finding(ruleNamed('reading/unknown-key'), placeOf(file, 'litware'), "the key 'litware' is unknown here", {
            key: 'a/litware',
          }),
          finding(ruleNamed('reading/placeholder'), placeOf(file, 'northwind-secret'), 'northwind-secret is a placeholder'),
        ],
        {
          suppressed: [
            { finding: finding(ruleNamed('a/b'), placeOf(file, 'litware'), 'x'), by: 'comment', reason: 'as litware says' },
          ],
        },
      ),
      p,
    );
    expect(JSON.stringify(report)).not.toMatch(/northwind|litware/);
    expect(report.findings[0]!.message).toMatch(/^teamingMode cannot be 'text-\d' \(known: Static, Lacp\)$/);
  });
});
