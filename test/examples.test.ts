import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import { traceOf } from '#cli/trace-command';
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

/** The outputs that are kept beside an example, and the format of each. */
const GOLDEN: Readonly<Record<string, FormatName>> = { 'expected.txt': 'codeframe', 'expected.json': 'json' };

async function lintExample(name: string): Promise<Report> {
  const result = await runLint({
    paths: [`examples/${name}`],
    cwd: root,
    rules: RULES,
    lookup: true,
    ruleFlags: {},
    inlineConfig: true,
    today: '2026-06-15',
  });
  // The version changes with every release; the kept outputs do not.
  return {
    cwd: root,
    findings: result.findings,
    summary: summarize(result.findings, result),
    notes: result.notes,
    toolVersion: '0.0.0',
    color: false,
  };
}

/** What a line of expected.trace.txt prints, run in the folder of the example. */
async function traceExample(name: string, command: string): Promise<string> {
  const [, ...words] = [...`trace ${command}`.matchAll(/'([^']*)'|(\S+)/g)].map((m) => m[1] ?? m[2]!);
  const without = words.flatMap((word, i) => (words[i - 1] === '--without' ? [word] : []));
  const targets = words.filter((word, i) => word !== '--without' && words[i - 1] !== '--without');
  const { trace, works } = await traceOf(targets, { in: [], without, configLookup: true }, `${root}/examples/${name}`, false);
  return `${traceText(trace)}exit code ${works ? 0 : 1}\n`;
}

/** A finding in one line: where it is, what it is, and the characters it points at. */
function line({ finding: { place }, shown: f }: Entry): string {
  const { start, end } = place.range();
  return `${f.file}:${f.line} ${f.severity} ${f.rule} '${place.file.text.slice(start, end)}'`;
}

/** The table of FAULTS.md: what was broken, and which characters a finding must point at. */
function planted(): string[] {
  const table = readFileSync(`${root}/examples/contoso-broken/FAULTS.md`, 'utf8').split(/\r?\n/);
  return table.flatMap((row) => {
    const match = /^\| \d+ \| `([^`:]+):(\d+)` \| .+ \| (error|warning|info) `([^`]+)` \| `([^`]+)` \|$/.exec(row);
    if (!match) return [];
    const [, file, at, severity, rule, guilty] = match;
    return [`examples/contoso-broken/${file}:${at} ${severity} ${rule} '${guilty}'`];
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
    const path = `${root}/examples/${name}/${file}`;
    const text = await render(format, report);
    if (update) writeFileSync(path, text);
    expect(existsSync(path), `${path} is missing; write it with HVLINT_UPDATE=1`).toBe(true);
    expect(text).toBe(readFileSync(path, 'utf8').replaceAll('\r\n', '\n'));
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
    const prints = found.map((f) => f.shown.fingerprint);
    expect(prints.filter((print, i) => prints.indexOf(print) !== i)).toEqual([]);
  });
});

describe('examples/contoso', () => {
  it('is clean', async () => {
    expect(entries(await lintExample('contoso')).map(line)).toEqual([]);
  });
});

describe('examples/contoso-broken', () => {
  it('has every fault that FAULTS.md lists, and no other finding', async () => {
    const found = entries(await lintExample('contoso-broken')).map(line);
    expect(found.sort()).toEqual(planted().sort());
  });

  it('has at least 25 different faults, from every area', () => {
    const rules = new Set(planted().map((fault) => / (?:error|warning|info) (\S+) /.exec(fault)![1]!));
    expect(rules.size).toBeGreaterThanOrEqual(25);
    for (const area of ['reading', 'vlan', 'third-party', 'vmq', 'compat', 'switch', 'teaming', 'vmswitch'])
      expect([...rules].filter((rule) => rule.startsWith(`${area}/`)).length, area).toBeGreaterThan(0);
  });
});
