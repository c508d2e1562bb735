import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { remediationFiles } from '#cli/remediate-command';
import { runLint } from '#cli/run';
import { RULES } from '#rules';
import { lineRange } from '#text/line-index';
import { folderWith } from './run-hvlint.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = readdirSync(`${root}examples`, { withFileTypes: true })
  .filter((e) => e.isDirectory())
  .map((e) => e.name);
const today = '2026-06-15';

describe.each(examples)('the scripts for examples/%s', (name) => {
  it.each([false, true])('are clean by our own rules; disruptive commands: %s', async (includeDisruptive) => {
    const flags = { rule: [], inlineConfig: true, configLookup: true, includeDisruptive };
    const { files } = await remediationFiles([`examples/${name}`], flags, root, today);
    const found: string[] = [];
    let read = 0;
    // As it is, and as -Apply makes it: what is only tried changes nothing.
    for (const { name: file, text } of files.filter((each) => each.name.endsWith('.ps1')))
      for (const script of [text, text.replace('$WhatIf = -not $Apply', '$WhatIf = $false')]) {
        const base = path.basename(file);
        const result = await runLint({
          paths: ['.'],
          cwd: folderWith({ [base]: script }),
          rules: RULES,
          lookup: false,
          ruleFlags: {},
          inlineConfig: true,
          today,
        });
        read += result.files;
        for (const { severity, rule, message, place } of result.findings)
          if (severity !== 'info')
            found.push(`${file}:${lineRange(place.file, place.range()).line} ${severity} ${rule.id} ${message}`);
      }
    expect(found).toEqual([]);
    if (includeDisruptive && name === 'contoso-broken') expect(read).toBeGreaterThan(8);
  });
});

it('every example with faults that have commands was tried', async () => {
  const flags = { rule: [], inlineConfig: true, configLookup: true };
  let scripts = 0;
  for (const name of examples.filter((each) => each.endsWith('-broken'))) {
    const { files } = await remediationFiles([`examples/${name}`], flags, root, today);
    scripts += files.filter((each) => each.name.endsWith('.ps1')).length;
  }
  expect(scripts).toBeGreaterThan(20);
});
