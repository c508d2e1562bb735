import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { convertedText } from '#cli/convert-command';
import { discover } from '#estate/discover';
import { Configs, newTally, planEstates, readEstate } from '#estate/estates';
import type { Finding } from '#lint/finding';
import { type Estate, lint } from '#lint/lint';
import { DIALECTS, type DialectName } from '#read/dialect/index';
import type { ReadFile } from '#read/document';
import { readText } from '#read/read-file';
import { RULES } from '#rules';
import { type Block, parsePage } from './rule-page.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');

/** Files as `hvlint convert` leaves them, one a thing, in the order of the originals. */
async function converted(files: readonly ReadFile[]): Promise<ReadFile[]> {
  const texts = files.flatMap((file) => file.documents.map(convertedText));
  const path = (i: number): string => `/converted/${String(i).padStart(6, '0')}.yaml`;
  const read = await Promise.all(texts.map((text, i) => readText({ path: path(i), text })));
  // What is missing or still to be filled in is so in both; nothing else may be wrong.
  const known = new Set(files.flatMap((file) => file.problems.map(({ rule }) => rule)));
  for (const file of read) expect(file.problems.filter(({ rule }) => !known.has(rule))).toEqual([]);
  return read;
}

type Settings = Omit<Estate, 'files' | 'root'>;

const SETTINGS: Settings = {
  whole: true,
  inventory: { hosts: false, switches: false, vms: false },
  severityOf: (rule) => rule.severity,
  suppress: [],
  locked: [],
  inlineConfig: false,
  today: '2026-06-15',
};

/** What is found, as far as it must not depend on what it was found in. */
function found(files: readonly ReadFile[], settings: Settings): string[] {
  // Comments that are there and count for nothing are a matter of the file; so is what reading found, under whatever name.
  const reading = new Set(files.flatMap((file) => file.problems.map(({ rule }) => rule)));
  const about = (f: Finding): boolean =>
    !/^(?:reading|script|suppression)\//.test(f.rule.id) && (f.entity !== null || !reading.has(f.rule.id));
  return lint({ ...settings, inlineConfig: false, root: '/estate', files }, RULES)
    .findings.filter(about)
    .map((f) => `${f.rule.id} ${f.entity} ${f.place.property} ${f.key ?? ''}`)
    .sort();
}

async function expectSame(files: readonly ReadFile[], settings: Settings = SETTINGS): Promise<string[]> {
  const before = found(files, settings);
  expect(found(await converted(files), settings)).toEqual(before);
  return before;
}

const examples = readdirSync(`${root}/examples`, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe('an example that is converted has the findings it had', () => {
  it.each(examples.map(({ name }) => name))('examples/%s', async (name) => {
    const configs = new Configs({ lookup: true, rules: RULES, ruleFlags: {}, cwd: root });
    const discovery = await discover([`examples/${name}`], root, (folder) => configs.of(folder));
    for (const plan of await planEstates(discovery, configs, root)) {
      const files = await readEstate(plan, {}, newTally(0));
      const { target, inventory, descriptions } = plan.config;
      await expectSame(files, { ...SETTINGS, whole: plan.whole, target, inventory, descriptions });
    }
  });
});

/** The files of a page's case, as the tests of rules read them. */
async function filesOf(blocks: readonly Block[]): Promise<ReadFile[]> {
  const sources = blocks.filter((b) => b.language !== 'findings' && b.file !== 'hvlint.config.yaml');
  return Promise.all(
    sources.map((b) =>
      readText(
        { path: `/estate/${b.file}`, text: b.text },
        { explicit: true, ...(b.as ? { as: b.as as DialectName } : {}), ...(b.stance ? { stance: b.stance } : {}) },
      ),
    ),
  );
}

/** Cases of which YAML has no word: one statement for all ports, and a state that only follows from a default. */
const WITHOUT_WORDS = new Set([
  'Onyx says it in one line for all ports; a LAG for both of its ports',
  'SONiC does not say what state the port has',
  'NX-OS keeps ports down that say nothing',
]);

describe('a case of a page that is converted has the findings it had', () => {
  const areas = new Set(RULES.map((rule) => rule.id.split('/')[0]!));
  it.each([...areas])(
    '%s',
    async (area) => {
      for (const rule of RULES.filter(({ id }) => id.startsWith(`${area}/`)))
        for (const page of [`${root}/rules/${rule.id}.md`, `${root}/test/rules/${rule.id}.md`].filter(existsSync))
          for (const { section, name, blocks } of parsePage(readFileSync(page, 'utf8')).cases) {
            if (section === 'Fixed' || WITHOUT_WORDS.has(name)) continue;
            const config = blocks.find((b) => b.file === 'hvlint.config.yaml');
            const { inventory, target } = (config ? parse(config.text) : {}) as { inventory?: unknown; target?: unknown };
            const complete = (kind: string): boolean =>
              (typeof inventory === 'string' ? inventory : (inventory as Record<string, string> | undefined)?.[kind]) ===
              'complete';
            const settings: Settings = {
              ...SETTINGS,
              severityOf: ({ id, severity }) => (id === rule.id ? severity : 'off'),
              inventory: { hosts: complete('hosts'), switches: complete('switches'), vms: complete('vms') },
              ...(target === undefined ? {} : { target: String(target) as '2019' }),
            };
            await expectSame(await filesOf(blocks), settings).catch((error: Error) => {
              throw new Error(`${rule.id}, ${section}: ${name}: ${error.message}`);
            });
          }
    },
    60_000,
  );
});

/** Comments and strings of TypeScript, as far as tests write them; only strings have the group. */
const STRINGS = /\/\/[^\n]*|\/\*.*?\*\/|`((?:[^`\\]|\\.)*)`|'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"/gs;
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

/** The texts in a test: every string of several lines that has nothing put in. */
function samplesOf(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(STRINGS)]
    .map((match) => (match[1] ?? match[2] ?? match[3] ?? '').replaceAll(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char))
    .filter((text) => text.includes('\n') && !text.includes('${'));
}

const tests = readdirSync(`${root}/test/read`).filter((file) => /\.ts$/.test(file));

describe('a sample of a dialect that is converted has the findings it had', () => {
  it.each(DIALECTS)(
    '%s',
    async (name) => {
      const own = tests.filter((file) => file.startsWith(name) || /-samples?\.ts$/.test(file));
      const texts = [...new Set(own.flatMap((file) => samplesOf(`${root}/test/read/${file}`)))];
      let documents = 0;
      for (const [i, text] of texts.entries()) {
        const file = await readText({ path: `/estate/sample${i}`, text }, { as: name, explicit: true });
        if (file.documents.length === 0) continue;
        await expectSame([file]).catch((error: Error) => {
          throw new Error(`${error.message}\n${text}`);
        });
        documents += file.documents.length;
      }
      expect(documents).toBeGreaterThan(0);
    },
    60_000,
  );
});

describe('values that other YAML readers take for something else', () => {
  const values = {
    macAddress: '00155E010203',
    permanentAddress: '0015.5d01.0203',
    driverVersion: '1.10',
    firmwareVersion: '1e3',
    physicalMediaType: 'No',
    interfaceDescription: 'Contoso: 25G #2',
    driverFileName: '18:30',
    driverProvider: '0x1F',
  };
  const vm = {
    kind: 'vm',
    name: 'on',
    networkAdapters: [
      {
        name: '~',
        allowTeaming: 'On',
        macAddressSpoofing: 'Off',
        routingDomainMappings: [{ routingDomainId: '{b1000000-0000-4000-8000-000000005001}', isolationId: [5001] }],
        vlan: { operationMode: 'Trunk', allowedVlanIdList: '1,10-20', nativeVlanId: 0 },
      },
    ],
    replication: {
      certificateThumbprint: '1234567890123456789012345678901234567890',
      autoResynchronizeIntervalStart: '18:30',
      autoResynchronizeIntervalEnd: '06:00:00',
    },
  };
  const host = {
    kind: 'host',
    name: '0123',
    os: '2019',
    nics: [{ name: '1e5', ...values, advancedProperties: { VlanID: '0', '*SpeedDuplex': '0', '*FlowControl': '03' } }],
    teams: [{ name: 'null', members: ['yes', '- x', '#1', ''].filter((text) => text !== '') }],
  };

  it.each([host, vm])('come through unharmed: $kind', async (data) => {
    const source = await readText({ path: '/estate/a.json', text: JSON.stringify(data) });
    expect(source.problems).toEqual([]);
    const [there] = await converted([source]);
    expect(there!.documents[0]!.data).toEqual(source.documents[0]!.data);
    // YAML 1.1, as other tools read it, has the same texts.
    const { $hvlint: _marks, ...old } = parse(there!.file.text, { version: '1.1' }) as Record<string, unknown>;
    expect(old).toEqual(source.documents[0]!.data);
  });
});

describe('what is not known', () => {
  it('is written, and read again', async () => {
    const text = `kind: host
name: hv01
nics: [{ name: NIC1 }, 5]
teams: [{ name: Team1, teamingMode: Sideways, members: [NIC1, NIC2] }]
$hvlint: { stance: observed, unknown: [os], partial: [teams] }
`;
    const source = await readText({ path: '/estate/a.yaml', text });
    const written = convertedText(source.documents[0]!);
    expect(parse(written)).toEqual({
      kind: 'host',
      name: 'hv01',
      nics: [{ name: 'NIC1' }],
      teams: [{ name: 'Team1', members: ['NIC1', 'NIC2'], $hvlint: { unknown: ['teamingMode'] } }],
      $hvlint: { stance: 'observed', unknown: ['os'], partial: ['nics', 'teams'] },
    });
    const again = await readText({ path: '/estate/b.yaml', text: written });
    expect(again.problems).toEqual([]);
    expect(again.directives).toEqual([]);
    expect(again.documents[0]).toMatchObject({ stance: 'observed', editable: false, complete: false });
    expect(convertedText(again.documents[0]!)).toBe(written);
  });

  it('is not of the configuration of a device', async () => {
    const source = await readText(
      { path: '/estate/tor1.cfg', text: 'hostname tor1\ninterface Ethernet1/1\n  mtu 9216\n' },
      { as: 'nx-os' },
    );
    const written = convertedText(source.documents[0]!);
    expect(written).toContain('$hvlint: { complete: true');
    expect((await readText({ path: '/estate/tor1.yaml', text: written })).documents[0]!.complete).toBe(true);
    const seen = await readText(source.file, { as: 'nx-os', stance: 'observed' });
    expect(parse(convertedText(seen.documents[0]!))).toMatchObject({ $hvlint: { stance: 'observed' } });
  });
});
