import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import { RULES } from '#rules';
import { writeFleet } from '../bench/fleet.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-fleet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function found(name: string, hosts: number): Promise<string[]> {
  const { findings, entities } = await runLint({
    paths: [name],
    cwd: folder,
    rules: RULES,
    lookup: false,
    ruleFlags: {},
    inlineConfig: true,
    today: '2026-06-15',
  });
  expect(entities.host).toBe(hosts);
  return findings.map((f) => `${f.rule.id} ${path.posix.relative(`${folder.replaceAll('\\', '/')}/${name}`, f.place.file.path)}`);
}

describe('the fleet of the benchmark', () => {
  it.each(['yaml', 'json'] as const)('is healthy in %s: no rule says anything', async (format) => {
    writeFleet({ hosts: 72, out: path.join(folder, format), format });
    expect(await found(format, 72)).toEqual([]);
  });

  it.each(['yaml', 'json'] as const)('has every planted fault found in %s, and nothing else', async (format) => {
    const name = `${format}-faults`;
    const { planted } = writeFleet({ hosts: 144, out: path.join(folder, name), format, faults: 0.9 });
    const findings = await found(name, 144);
    expect(new Set(planted.map((p) => p.rule)).size).toBeGreaterThan(90);
    const missed = planted.filter(({ rule, files }) => !files.some((file) => findings.includes(`${rule} ${file}`)));
    expect(missed).toEqual([]);
    const rules = findings.map((finding) => finding.slice(0, finding.indexOf(' ')));
    expect(rules.sort()).toEqual(planted.flatMap(({ rule, beside }) => [rule, ...beside]).sort());
  });

  it('has the same faults at its first hosts, however many follow', () => {
    const few = writeFleet({ hosts: 30, out: path.join(folder, 'few'), faults: 0.5 });
    const many = writeFleet({ hosts: 100, out: path.join(folder, 'many'), faults: 0.5 });
    expect(few.planted.length).toBeGreaterThan(8);
    expect(many.planted.slice(0, few.planted.length)).toEqual(few.planted);
  });
});
