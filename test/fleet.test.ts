import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import { RULES } from '#rules';
import { writeFleet } from '../bench/fleet.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'hvlint-fleet-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function found(name: string): Promise<string[]> {
  const { findings, entities } = await runLint({
    paths: [name],
    cwd: folder,
    rules: RULES,
    lookup: false,
    ruleFlags: {},
    inlineConfig: true,
    today: '2026-06-15',
  });
  expect(entities.host).toBe(72);
  return findings.map((f) => `${f.rule.id} ${path.posix.relative(`${folder.replaceAll('\\', '/')}/${name}`, f.place.file.path)}`);
}

describe('the fleet of the benchmark', () => {
  it.each(['yaml', 'json'] as const)('is healthy in %s: no rule says anything', async (format) => {
    writeFleet({ hosts: 72, out: path.join(folder, format), format });
    expect(await found(format)).toEqual([]);
  });

  it.each(['yaml', 'json'] as const)('has every planted fault found in %s, and nothing else', async (format) => {
    const { planted } = writeFleet({ hosts: 72, out: path.join(folder, `${format}-faults`), format, faults: 0.6 });
    const findings = await found(`${format}-faults`);
    expect(new Set(planted.map((p) => p.rule)).size).toBeGreaterThan(8);
    for (const { rule, files } of planted)
      expect(
        files.some((file) => findings.includes(`${rule} ${file}`)),
        `${rule} in ${files.join(' or ')}`,
      ).toBe(true);
    expect(findings.length).toBe(planted.length);
  });
});
