import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { CLEAN, findings, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

vi.setConfig({ testTimeout: 60_000 });

const HVLINT = fileURLToPath(new URL('../../dist/index.js', import.meta.url));

const BODY = `{
  rules: {
    'acme/nic-names': defineRule({
      about: 'nic',
      severity: 'warning',
      title: 'An adapter is not called by its place',
      check(nic, { report }) {
        if (!nic.name.startsWith('Slot')) report(at(nic, 'name'), nic.name + ' does not say its slot', { key: 'name' });
      },
    }),
  },
}`;
const BY_FUNCTION = `export default ({ defineRule, at }) => (${BODY});\n`;
const BY_IMPORT = `import { at, defineRule } from ${JSON.stringify(HVLINT)};\nexport default ${BODY};\n`;

const plugin = (rules: string): string => `export default { rules: { ${rules} } };\n`;
const rule = (parts = ''): string => `{ about: 'nic', severity: 'error', title: 'T', check() {}, ${parts} }`;

describe('--plugin', () => {
  it.each([
    ['a function that gets the kit', BY_FUNCTION],
    ['an object that imports hvlint', BY_IMPORT],
  ])('adds rules: %s', (_what, text) => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'rules/acme.mjs': text });
    const ran = hvlint(cwd, ['-f', 'json', '--plugin', 'rules/acme.mjs', '--max-warnings', '1']);
    expect(findings(ran)).toMatchObject([
      {
        rule: 'acme/nic-names',
        severity: 'warning',
        file: 'hv02.yaml',
        line: 5,
        message: 'NIC1 does not say its slot',
        docs: '',
      },
      { rule: 'acme/nic-names', line: 6 },
    ]);
    expect(ran.status).toBe(1);
    expect(hvlint(cwd, []).out).toBe('');
  });

  it('makes its rules known to configurations, comments, flags and every format', () => {
    const cwd = folderWith({
      'hvlint.config.yaml': 'rules: { acme/nic-names: error }\n',
      'hv02.yaml': CLEAN.replace('NIC2', 'NIC2 # hvlint-disable-line acme/* -- later'),
      'acme.mjs': BY_FUNCTION,
    });
    const without = hvlint(cwd, []);
    expect([without.status, without.err.includes("no rule 'acme/nic-names'")]).toEqual([2, true]);
    for (const format of ['pretty', 'sarif', 'codeframe', 'markdown', 'junit', 'gitlab']) {
      const ran = hvlint(cwd, ['--plugin', 'acme.mjs', '-f', format]);
      expect([format, ran.status, ran.out.includes('acme/nic-names'), ran.out.includes('unpkg.com')]).toEqual([
        format,
        1,
        true,
        false,
      ]);
    }
    expect(hvlint(cwd, ['--plugin', 'acme.mjs', '--rule', 'acme/*: off']).status).toBe(0);
    expect(hvlint(cwd, ['explain', 'acme/nic-names', '--plugin', 'acme.mjs']).out).toContain(
      'An adapter is not called by its place',
    );
    expect(hvlint(cwd, ['rules', '--plugin', 'acme.mjs']).out).toContain('acme/nic-names');
    expect(hvlint(cwd, ['config', 'check', '--plugin', 'acme.mjs']).status).toBe(0);
    expect(hvlint(cwd, ['--plugin', 'acme.mjs', '--suppress-all']).status).toBe(0);
  });

  it('never keeps its results in a cache', () => {
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'acme.mjs': BY_FUNCTION });
    const ran = hvlint(cwd, ['--plugin', 'acme.mjs', '--cache']);
    expect(ran.err).toContain('note: --cache is left out: what a plugin does may change without its file');
    expect(existsSync(path.join(cwd, '.hvlintcache'))).toBe(false);
  });

  it('with a rule that crashes says which, and ends with 2', () => {
    const throws = rule().replace('check() {}', "check() { throw new Error('oh'); }");
    const cwd = folderWith({ 'hv02.yaml': CLEAN, 'acme.mjs': plugin(`'acme/x': ${throws}`) });
    const ran = hvlint(cwd, ['-f', 'json', '--plugin', 'acme.mjs']);
    expect([ran.status, findings(ran)[0]!.message]).toEqual([2, 'the rule acme/x failed on host:hv02/nic:nic1: oh']);
  });

  it.each([
    ['no file', undefined, 'cannot be loaded'],
    ['that does not parse', 'export default {', 'cannot be loaded'],
    ['that throws', "throw new Error('oh');", 'cannot be loaded: oh'],
    ['without rules', 'export default {};', 'its default export must be { rules:'],
    ['without an export', 'export const rules = {};', 'its default export must be { rules:'],
    ['with an id without area', plugin(`x: ${rule()}`), "the id 'x' must be area/name"],
    ['with an id that escapes', plugin(`'../x': ${rule()}`), "the id '../x' must be area/name"],
    ['with an id of ours', plugin(`'vlan/trunk-missing-vlan': ${rule()}`), 'there is a rule vlan/trunk-missing-vlan already'],
    [
      'with an alias of ours',
      plugin(`'a/b': ${rule("aliases: ['vlan/trunk-missing-vlan']")}`),
      'there is a rule vlan/trunk-missing-vlan already',
    ],
    ['about nothing', plugin(`'a/b': { ...${rule()}, about: 'constructor' }`), "the rule a/b is about 'constructor'"],
    ['of no severity', plugin(`'a/b': { ...${rule()}, severity: 'fatal' }`), "the rule a/b has the severity 'fatal'"],
    ['without a title', plugin(`'a/b': { ...${rule()}, title: ' ' }`), 'the rule a/b has no title'],
    ['without a check', plugin(`'a/b': { ...${rule()}, check: 1 }`), 'the rule a/b has no check function'],
    ['that is asynchronous', plugin(`'a/b': { ...${rule()}, async check() {} }`), 'has a check that is asynchronous'],
  ])('refuses a module %s', (_what, text, message) => {
    const cwd = folderWith({ 'hv01.yaml': GUILTY });
    if (text !== undefined) writeFileSync(path.join(cwd, 'acme.mjs'), text);
    const ran = hvlint(cwd, ['--plugin', 'acme.mjs']);
    expect([ran.status, ran.err.includes(message), ran.err]).toEqual([2, true, expect.stringContaining('--plugin acme.mjs')]);
  });

  it('refuses the same rule of two plugins', () => {
    const cwd = folderWith({ 'a.mjs': plugin(`'a/b': ${rule()}`), 'b.mjs': plugin(`'a/b': ${rule()}`) });
    expect(hvlint(cwd, ['--plugin', 'a.mjs', '--plugin', 'b.mjs']).err).toContain('b.mjs: there is a rule a/b already');
  });
});

it('no configuration has code loaded', () => {
  const cwd = folderWith({
    'hvlint.config.yaml': 'plugins: [./acme.mjs]\n',
    'hvlint.config.js': "require('fs').writeFileSync('ran', '')",
    'acme.mjs': "import fs from 'node:fs'; fs.writeFileSync('ran', '');",
    'hv01.yaml': GUILTY,
  });
  const ran = hvlint(cwd, []);
  expect([ran.status, ran.err.includes("the key 'plugins' is unknown here")]).toEqual([2, true]);
  expect(existsSync(path.join(cwd, 'ran'))).toBe(false);
});
