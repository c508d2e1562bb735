import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const root = new URL('..', import.meta.url).pathname;

/** What each floor may import of ours. A floor may always import itself. */
const BELOW: Record<string, readonly string[]> = {
  text: [],
  read: ['text'],
  model: ['text', 'read'],
  lint: ['text', 'read', 'model'],
  rules: ['text', 'model', 'lint'],
  fix: ['text', 'read', 'model', 'lint'],
  report: ['text', 'read', 'model', 'lint'],
  config: ['text', 'read', 'model', 'lint'],
  estate: ['text', 'read', 'model', 'lint', 'config'],
  lsp: ['text', 'read', 'model', 'lint', 'fix', 'report', 'config', 'estate'],
  cli: ['text', 'read', 'model', 'lint', 'fix', 'report', 'config', 'estate', 'rules', 'lsp'],
};

/** Built-in modules and packages a floor may use; undefined: any. */
const OUTSIDE: Record<string, readonly string[] | undefined> = {
  text: ['fastest-levenshtein'],
  read: ['js-yaml', 'yaml', 'node:buffer'],
  model: ['ipaddr.js'],
  lint: ['node:crypto'],
  rules: [],
  fix: [],
  report: [
    'eslint-formatter-pretty',
    'chalk',
    'string-width',
    'diff',
    'yaml',
    'elkjs',
    'ipaddr.js',
    'node:crypto',
    'node:util',
    'node:path',
  ],
  config: ['node:fs', 'node:fs/promises', 'node:path', 'picomatch'],
  estate: ['node:fs', 'node:path', 'node:timers/promises', 'globby'],
  lsp: undefined,
  cli: undefined,
};

function files(folder: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((f) => f.replaceAll('\\', '/'))
    .filter((f) => f.endsWith('.ts') && !f.startsWith('generated/'))
    .map((f) => `${folder}/${f}`);
}

function importsOf(file: string): string[] {
  const text = readFileSync(root + file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'";]*?from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g,
    ),
  ].map((m) => (m[1] ?? m[2] ?? m[3])!);
}

const floors = Object.keys(BELOW);

describe('floors', () => {
  for (const floor of floors) {
    const folder = floor === 'rules' ? 'rules' : `src/${floor}`;
    it(`${floor} imports only what is below it`, () => {
      const wrong: string[] = [];
      const found = files(folder).filter((f) => f !== 'rules/index.ts');
      expect(found.length).toBeGreaterThan(0);
      for (const file of found)
        for (const specifier of importsOf(file)) {
          const ours = /^#(\w+)/.exec(specifier)?.[1];
          if (ours) {
            if (ours !== floor && !BELOW[floor]!.includes(ours)) wrong.push(`${file} imports ${specifier}`);
          } else if (specifier.startsWith('.')) {
            // Within a floor; a rule never imports another rule.
            if (floor === 'rules') wrong.push(`${file} imports ${specifier}`);
            else if (specifier.startsWith('..') && file.split('/').length <= 3)
              wrong.push(`${file} leaves its floor by ${specifier}`);
          } else {
            const name = specifier.startsWith('@')
              ? specifier.split('/').slice(0, 2).join('/')
              : specifier.startsWith('node:')
                ? specifier
                : specifier.split('/')[0]!;
            const allowed = OUTSIDE[floor];
            if (allowed && !allowed.includes(name)) wrong.push(`${file} imports ${specifier}`);
          }
        }
      expect(wrong).toEqual([]);
    });
  }

  it('only cli and lsp know the process, the console and timers', () => {
    const wrong = floors
      .filter((floor) => floor !== 'cli' && floor !== 'lsp')
      .flatMap((floor) => files(floor === 'rules' ? 'rules' : `src/${floor}`))
      .filter((file) =>
        /\b(?:console\.|process\.|setTimeout\(|setInterval\(|Date\.now\(|new Date\(\))/.test(
          readFileSync(root + file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('nothing read is ever executed', () => {
    const wrong = floors
      .flatMap((floor) => files(floor === 'rules' ? 'rules' : `src/${floor}`))
      .filter((file) => file !== 'src/cli/git.ts')
      .filter((file) =>
        /\beval\(|new Function\(|node:vm|child_process|\bfetch\(|node:https?\b|node:net\b/.test(
          readFileSync(root + file, 'utf8'),
        ),
      );
    expect(wrong).toEqual([]);
  });

  it('the only program that is run is git', () => {
    const text = readFileSync(`${root}src/cli/git.ts`, 'utf8');
    expect([...text.matchAll(/\b(?:exec|spawn|fork)\w*\(([^,]*),/g)].map((m) => m[1])).toEqual(['this.program']);
  });

  it('code is loaded by its literal name, but for plugins and formatters that a flag names', () => {
    const wrong = floors
      .flatMap((floor) => files(floor === 'rules' ? 'rules' : `src/${floor}`))
      .filter((file) => /\bimport\((?!\s*')|\bcreateRequire\(/.test(readFileSync(root + file, 'utf8')));
    expect(wrong.sort()).toEqual(['src/cli/eslint-formatter.ts', 'src/cli/plugins.ts']);
  });
});
