import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import type { Finding } from '#lint/finding';
import { RULES } from '#rules';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const FORMS = readdirSync(`${root}/examples/five-forms`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** What is wrong in every form of the estate, and the thing it is about, by the name the form has for it. */
const FAULTS: Readonly<Record<string, (form: string) => string>> = {
  'switch/mtu-too-small': (form) => `switch:tor2/port:${port(form)}`,
  'teaming/address-hash-under-vswitch': () => 'host:hv01/team:team1',
  'vlan/team-port-not-trunk': (form) => `switch:tor2/port:${port(form)}`,
  'vlan/trunk-missing-vlan': (form) => `switch:tor1/port:${port(form)}`,
};

/** SONiC counts its interfaces. */
function port(form: string): string {
  return form === 'sonic' ? 'ethernet0' : 'ethernet1%2F1';
}

/** The file, and what is written at each fault, of the forms that do not say it as our own YAML does. */
const PLACES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  export: { 'teaming/address-hash-under-vswitch': 'hv01.hvlint.json "TransportPorts"' },
  script: { 'teaming/address-hash-under-vswitch': 'hv01.ps1 TransportPorts' },
  'nx-os': {
    'switch/mtu-too-small': 'tor2.cfg 1500',
    'vlan/team-port-not-trunk': 'tor2.cfg access',
    'vlan/trunk-missing-vlan': 'tor1.cfg 10',
  },
  sonic: {
    'switch/mtu-too-small': 'tor2/config_db.json "1500"',
    'vlan/team-port-not-trunk': 'tor2/config_db.json "untagged"',
    'vlan/trunk-missing-vlan': 'tor1/config_db.json "Vlan10|Ethernet0"',
  },
};
const IN_YAML: Readonly<Record<string, string>> = {
  'switch/mtu-too-small': 'tor2.yaml 1500',
  'teaming/address-hash-under-vswitch': 'hv01.yaml TransportPorts',
  'vlan/team-port-not-trunk': 'tor2.yaml access',
  'vlan/trunk-missing-vlan': 'tor1.yaml "10"',
};

describe.each(FORMS)('the estate as %s', (form) => {
  let findings: readonly Finding[];
  beforeAll(async () => {
    const result = await runLint({
      paths: [`examples/five-forms/${form}`],
      cwd: root,
      rules: RULES,
      lookup: true,
      ruleFlags: {},
      inlineConfig: true,
      today: '2026-06-15',
    });
    findings = result.findings;
  });

  it('has the faults of all forms, and no other', () => {
    const found = findings.map((f) => `${f.rule.id} ${f.entity}`);
    expect(found.sort()).toEqual(Object.entries(FAULTS).map(([rule, thing]) => `${rule} ${thing(form)}`));
  });

  it('has each where the form says it', () => {
    const found = findings.map(({ rule, place }) => {
      const { path: file, text } = place.file;
      const { start, end } = place.range();
      return [rule.id, `${file.split(`/five-forms/${form}/`)[1]} ${text.slice(start, end)}`];
    });
    expect(Object.fromEntries(found)).toEqual({ ...IN_YAML, ...PLACES[form] });
  });
});

describe('an estate that is written down in several forms at once', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-mixed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const lintMixed = async (files: Readonly<Record<string, string>>, changed: (text: string, file: string) => string) => {
    const estate = mkdtempSync(path.join(folder, 'estate-'));
    for (const [to, from] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(estate, to)), { recursive: true });
      writeFileSync(path.join(estate, to), changed(readFileSync(`${root}/examples/five-forms/${from}`, 'utf8'), from));
    }
    const { findings, notes } = await runLint({
      paths: [estate],
      cwd: folder,
      rules: RULES,
      lookup: false,
      ruleFlags: {},
      target: '2012R2',
      inlineConfig: true,
      today: '2026-06-15',
    });
    expect(notes).toEqual([]);
    return findings;
  };
  const ALL = {
    'declared/hv01.yaml': 'yaml/hv01.yaml',
    'declared/vms.yaml': 'yaml/vms.yaml',
    'declared/cables.csv': 'script/cables.csv',
    'exports/hv01.hvlint.json': 'export/hv01.hvlint.json',
    'scripts/hv01.ps1': 'script/hv01.ps1',
    'switches/tor1.yaml': 'yaml/tor1.yaml',
    'switches/tor1.cfg': 'nx-os/tor1.cfg',
    'switches/tor2.cfg': 'nx-os/tor2.cfg',
  };

  it('has each fault once, and nothing else', async () => {
    const findings = await lintMixed(ALL, (text) => text);
    expect(findings.map((f) => `${f.rule.id} ${f.entity}`).sort()).toEqual(
      Object.entries(FAULTS).map(([rule, thing]) => `${rule} ${thing('yaml')}`),
    );
  });

  it('is judged by what is declared, and what the machine says otherwise is drift', async () => {
    const findings = await lintMixed(ALL, (text, file) =>
      file === 'export/hv01.hvlint.json'
        ? text.replace('"TransportPorts"', '"Dynamic"').replace('"AccessVlanId": 42', '"AccessVlanId": 43')
        : text,
    );
    expect(findings.map((f) => `${f.rule.id} ${f.entity}`).sort()).toEqual(
      [
        ...Object.entries(FAULTS).map(([rule, thing]) => `${rule} ${thing('yaml')}`),
        'drift/team host:hv01/team:team1',
        'drift/vlan host:hv01/vm:web01/vm-adapter:network adapter',
      ].sort(),
    );
  });

  it('is judged by what was seen where nothing is declared', async () => {
    const { 'declared/hv01.yaml': _host, 'scripts/hv01.ps1': _script, ...rest } = ALL;
    const findings = await lintMixed(rest, (text) => text);
    expect(findings.map((f) => f.rule.id).sort()).toEqual(Object.keys(FAULTS));
    const team = findings.find((f) => f.rule.id === 'teaming/address-hash-under-vswitch')!;
    expect(team.place.file.path).toMatch(/exports\/hv01\.hvlint\.json$/);
  });
});

it('there are five forms', () => {
  expect(FORMS).toEqual(['export', 'nx-os', 'script', 'sonic', 'yaml']);
});
