import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'hvlint-ci-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Action {
  readonly inputs: Readonly<Record<string, { default: string }>>;
  readonly runs: { readonly steps: readonly { name: string; shell?: string; run?: string; env?: Record<string, string> }[] };
}
const action = parse(readFileSync(`${root}action.yml`, 'utf8')) as Action;
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

/** Runs a step of the action as the runner does: `${{ inputs.x }}` replaced, npx being the command that was built. */
function step(name: string, inputs: Record<string, string>, outputs: Record<string, string> = {}) {
  const { run = '', env = {} } = action.runs.steps.find((s) => s.name === name)!;
  const output = path.join(work, 'output');
  writeFileSync(output, '');
  const fill = (text: string): string =>
    text
      .replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, key: string) => inputs[key] ?? action.inputs[key]!.default)
      .replace(/\$\{\{ steps\.lint\.outputs\.([\w-]+) \}\}/g, (_, key: string) => outputs[key] ?? '');
  const result = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: work,
    encoding: 'utf8',
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, fill(value)])),
      GITHUB_OUTPUT: output,
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: work,
      PATH: `${work}/bin:${process.env.PATH}`,
    },
  });
  return { ...result, output: readFileSync(output, 'utf8') };
}

beforeAll(() => {
  spawnSync('mkdir', ['-p', `${work}/bin`]);
  // npx --yes hvlint@VERSION …
  writeFileSync(`${work}/bin/npx`, `#!/bin/sh\nshift 2\nexec node "${root}dist/hvlint.js" "$@"\n`);
  chmodSync(`${work}/bin/npx`, 0o755);
  spawnSync('cp', ['-r', `${root}examples/contoso-broken`, `${root}examples/contoso`, work]);
});

describe('the steps of action.yml', () => {
  it('annotate, write SARIF and hand the exit code on', () => {
    const lint = step('Lint', { paths: 'contoso-broken\n' });
    expect(lint.status).toBe(0);
    expect(lint.stdout).toMatch(/^::error file=/m);
    expect(lint.output).toBe('exit-code=1\n');
    expect(JSON.parse(readFileSync(path.join(work, 'hvlint.sarif'), 'utf8')).version).toBe('2.1.0');
    expect(step('Result', {}, { 'exit-code': '1' }).status).toBe(1);
  });

  it('pass where nothing is wrong, with arguments one a line', () => {
    const lint = step('Lint', { paths: 'contoso', args: '--max-warnings=0\n--quiet' });
    expect(lint.output).toBe('exit-code=0\n');
    expect(step('Result', {}, { 'exit-code': '0' }).status).toBe(0);
  });

  it('run nothing that stands in an input', () => {
    const lint = step('Lint', { paths: '$(touch pwned)\n`touch pwned`; touch pwned' });
    expect(lint.output).toBe('exit-code=2\n');
    expect(existsSync(path.join(work, 'pwned'))).toBe(false);
  });

  it('use the version of this package', () => {
    expect(action.inputs.version!.default).toBe(version);
  });
});

it('the pre-commit hook gets no file names, since findings need the whole estate', () => {
  const [hook] = parse(readFileSync(`${root}.pre-commit-hooks.yaml`, 'utf8')) as {
    pass_filenames: boolean;
    entry: string;
    files: string;
  }[];
  expect(hook!.pass_filenames).toBe(false);
  expect(hook!.entry).toBe('hvlint');
  expect('hosts/hv01.yaml').toMatch(new RegExp(hook!.files));
});

it('docs/ci.md names this version', () => {
  const named = readFileSync(`${root}docs/ci.md`, 'utf8').match(/hvlint@[\d.]+|rev: v[\d.]+/g) ?? [];
  expect(named.length).toBeGreaterThan(3);
  for (const text of named) expect(text.replace(/^hvlint@|^rev: v/, '')).toBe(version);
});
