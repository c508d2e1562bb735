import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import { traceOf } from '#cli/trace-command';
import type { Setting } from '#config/load';
import { PRESETS } from '#config/resolve';
import { type FormatName, render } from '#report/formats';
import { type Entry, entries, type Report, summarize } from '#report/report';
import { traceText } from '#report/trace';
import { RULES } from '#rules';

// HVLINT_UPDATE=1 npx vitest run test/examples.test.ts writes the expected outputs anew. Look at what changed before committing.
const update = process.env.HVLINT_UPDATE === '1';
const root = fileURLToPath(new URL('..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');
const examples = readdirSync(`${root}/examples`, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);

/** An example with this list of its faults has these and no other; one without is clean, unless its findings are what it is there to show. */
const FAULTS = 'FAULTS.md';
const SHOWS_FINDINGS = new Set(['nexus']);
/** Examples of several estates, a folder each. */
const SEVERAL = new Set(['five-forms']);
const broken = examples.filter((name) => existsSync(`${root}/examples/${name}/${FAULTS}`));
const clean = examples.filter((name) => !broken.includes(name) && !SHOWS_FINDINGS.has(name));

/** Every rule as hvlint:strict has it. */
const STRICT = Object.fromEntries(RULES.map((rule) => [rule.id, PRESETS['hvlint:strict'].severityOf(rule)]));

/** The outputs that are kept beside an example, and the format of each. */
const GOLDEN: Readonly<Record<string, FormatName>> = { 'expected.txt': 'codeframe', 'expected.json': 'json' };

async function lintExample(name: string, ruleFlags: Readonly<Record<string, Setting>> = {}): Promise<Report> {
  const result = await runLint({
    paths: [`examples/${name}`],
    cwd: root,
    rules: RULES,
    lookup: true,
    ruleFlags,
    inlineConfig: true,
    today: '2026-06-15',
  });
  // The version changes with every release; the kept outputs do not.
  return {
    cwd: root,
    findings: result.findings,
    summary: summarize(result.findings, { ...result, suppressed: result.suppressed.length }),
    notes: result.notes,
    toolVersion: '0.0.0',
    color: false,
  };
}

/** What a line of expected.trace.txt prints, run in the folder of the example. */
async function traceExample(name: string, command: string): Promise<string> {
  const [, ...words] = [...`trace ${command}`.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);
  const valuesOf = (flag: string): string[] => words.flatMap((word, i) => (words[i - 1] === flag ? [word] : []));
  const targets = words.filter((word, i) => !word.startsWith('--') && !words[i - 1]?.startsWith('--'));
  const [vsid] = valuesOf('--vsid').map(Number);
  const flags = { in: [], without: valuesOf('--without'), configLookup: true, ...(vsid === undefined ? {} : { vsid }) };
  const { trace, works } = await traceOf(targets, flags, `${root}/examples/${name}`, false);
  return `${traceText(trace)}exit code ${works ? 0 : 1}\n`;
}

/** Compares with what is kept, or keeps it anew. */
function expectKept(path: string, text: string): void {
  if (update) writeFileSync(path, text);
  expect(existsSync(path), `${path} is missing; write it with HVLINT_UPDATE=1`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
}

/** A finding in one line: where it is, what it is, and the characters it points at. */
function line({ finding: { place }, shown: f }: Entry): string {
  const { start, end } = place.range();
  return `${f.file}:${f.line} ${f.severity} ${f.rule} '${place.file.text.slice(start, end)}'`;
}

/** The table of FAULTS.md: what was broken, and which characters a finding must point at. */
function planted(name: string): string[] {
  const table = readFileSync(`${root}/examples/${name}/${FAULTS}`, 'utf8').split(/\r?\n/);
  return table.flatMap((row) => {
    const match = /^\| \d+ \| `([^`:]+):(\d+)` \| .+ \| (error|warning|info) `([^`]+)` \| `([^`]+)` \|$/.exec(row);
    if (!match) return [];
    const [, file, at, severity, rule, guilty] = match;
    return [`examples/${name}/${file}:${at} ${severity} ${rule} '${guilty!.replaceAll('\\|', '|')}'`];
  });
}

describe.each(examples)('examples/%s', (name) => {
  let report: Report;
  let found: Entry[];
  beforeAll(async () => {
    report = await lintExample(name);
    found = entries(report);
  });

  it.each(Object.entries(GOLDEN))('prints what %s holds', async (file, format) => {
    expectKept(`${root}/examples/${name}/${file}`, await render(format, report));
  });

  it('traces what expected.trace.txt holds', async () => {
    const path = `${root}/examples/${name}/expected.trace.txt`;
    const kept = existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : '';
    const commands = [...kept.matchAll(/^\$ hvlint trace (.+)$/gm)].map((m) => m[1]!);
    const blocks = await Promise.all(
      commands.map(async (command) => `$ hvlint trace ${command}\n${await traceExample(name, command)}`),
    );
    const text = blocks.join('\n');
    if (update && commands.length > 0) writeFileSync(path, text);
    expect(text).toBe(update ? text : kept);
  });

  it('reads every file and says nothing about its own', () => {
    expect(report.notes).toEqual([]);
    expect(report.summary.skipped).toBe(0);
    expect(found.filter((f) => f.shown.rule === 'internal/rule-crashed').map(line)).toEqual([]);
  });

  it('points at characters of one line, never at nothing', () => {
    for (const { finding } of found)
      for (const place of [finding.place, ...finding.related.map((r) => r.place)]) {
        const { start, end } = place.range();
        const slice = place.file.text.slice(start, end);
        expect(slice.trim(), `${finding.rule.id} in ${place.file.path} at ${start}`).not.toBe('');
        expect(slice, `${finding.rule.id} in ${place.file.path} at ${start}`).not.toMatch(/[\r\n]/);
      }
  });

  it('tells its findings apart', () => {
    // Estates of one example may have things of one name.
    const prints = found.map((f) => `${f.shown.fingerprint} ${SEVERAL.has(name) ? f.shown.file.split('/')[2] : ''}`);
    expect(prints.filter((print, i) => prints.indexOf(print) !== i)).toEqual([]);
  });
});

describe.each(clean)('examples/%s', (name) => {
  it('is clean', async () => {
    expect(entries(await lintExample(name)).map(line)).toEqual([]);
  });

  it('gets the advice of hvlint:strict that expected.strict.txt holds', async () => {
    expectKept(`${root}/examples/${name}/expected.strict.txt`, await render('unix', await lintExample(name, STRICT)));
  });
});

describe.each(broken)('examples/%s', (name) => {
  it('has every fault that FAULTS.md lists, and no other finding', async () => {
    const faults = planted(name);
    expect(faults.length).toBeGreaterThanOrEqual(4);
    const found = entries(await lintExample(name)).map(line);
    expect(found.sort()).toEqual(faults.sort());
  });
});

describe('examples/contoso-broken', () => {
  it('has at least 25 different faults, from every area', () => {
    const rules = new Set(planted('contoso-broken').map((fault) => / (?:error|warning|info) (\S+) /.exec(fault)![1]!));
    expect(rules.size).toBeGreaterThanOrEqual(25);
    for (const area of ['reading', 'vlan', 'third-party', 'vmq', 'compat', 'switch', 'teaming', 'vmswitch'])
      expect([...rules].filter((rule) => rule.startsWith(`${area}/`)).length, area).toBeGreaterThan(0);
  });
});
