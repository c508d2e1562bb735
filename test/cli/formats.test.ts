import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '#report/formats';
import { CLEAN, folderWith, GUILTY, hvlint } from './run-hvlint.ts';

const RULE = 'vlan/nic-vlan-filter-on-team-member';

/** Formatters as packages have them: CommonJS, ES modules, one that fails, one that is none. */
const PACKAGES = {
  'hosts/hv01.yaml': GUILTY,
  'node_modules/eslint-formatter-count/index.js':
    'module.exports = (results, { cwd, rulesMeta }) => { const [{ ruleId }] = results[0].messages; return [results.length, ruleId, rulesMeta[ruleId].docs.url, cwd === process.cwd()].join(" "); };',
  'node_modules/eslint-formatter-modern/package.json':
    '{ "name": "eslint-formatter-modern", "type": "module", "exports": "./main.js" }',
  'node_modules/eslint-formatter-modern/main.js':
    'import path from "node:path"; export default async (results) => path.basename(results[0].filePath) + "\\n";',
  'node_modules/@team/eslint-formatter-x/index.js': 'module.exports = () => "scoped";',
  'node_modules/whole-name/index.js': 'exports.default = () => "whole";',
  'node_modules/eslint-formatter-broken/index.js': 'module.exports = () => { throw new Error("no project directory"); };',
  'node_modules/eslint-formatter-none/index.js': 'module.exports = 1;',
  'node_modules/eslint-formatter-crash/index.js': 'throw new Error("at load");',
  'own/formatter.cjs': 'module.exports = () => "own";',
};

describe('formatters for ESLint', { timeout: 60_000 }, () => {
  it('are found by name, whole name, scope and path', () => {
    const cwd = folderWith(PACKAGES);
    const out = (name: string) => hvlint(cwd, ['-f', `eslint:${name}`]).out;
    expect(out('count')).toMatch(new RegExp(`^1 ${RULE} https://unpkg\\.com/hvlint@[\\d.]+/rules/${RULE}\\.md true\\n$`));
    expect(out('eslint-formatter-count')).toBe(out('count'));
    expect(out('modern')).toBe('hv01.yaml\n');
    expect(out('@team/x')).toBe('scoped\n');
    expect(out('whole-name')).toBe('whole\n');
    expect(out('./own/formatter.cjs')).toBe('own\n');
    expect(hvlint(cwd, ['-f', 'eslint:modern=out/m.txt', '-f', 'unix']).status).toBe(1);
    expect(readFileSync(path.join(cwd, 'out/m.txt'), 'utf8')).toBe('hv01.yaml\n');
  });

  it('that are not there, are none or fail are told, with exit code 2', () => {
    const cwd = folderWith(PACKAGES);
    const err = (name: string) => {
      const ran = hvlint(cwd, ['-f', `eslint:${name}`, '--fix']);
      expect(ran.status).toBe(2);
      return ran.err;
    };
    expect(err('absent')).toBe(
      'hvlint: the ESLint formatter eslint-formatter-absent is not installed here; install it with: npm install -D eslint-formatter-absent\n',
    );
    expect(err('./absent.js')).toBe('hvlint: there is no ESLint formatter ./absent.js\n');
    expect(err('none')).toContain('none is no ESLint formatter: it exports no function');
    expect(err('crash')).toContain('the ESLint formatter crash cannot be loaded: at load');
    // What is known before anything is done stops it.
    expect(readFileSync(path.join(cwd, 'hosts/hv01.yaml'), 'utf8')).toBe(GUILTY);
    expect(hvlint(cwd, ['-f', 'eslint:broken']).err).toContain('the ESLint formatter broken failed: no project directory');
    expect(hvlint(cwd, ['-f', 'eslint:']).err).toContain("there is no format 'eslint:'");
  });

  it('are never loaded unasked', () => {
    const cwd = folderWith({ ...PACKAGES, 'node_modules/eslint-formatter-pretty/index.js': 'throw new Error("loaded");' });
    expect(hvlint(cwd, []).status).toBe(1);
  });
});

describe('under a build service', { timeout: 60_000 }, () => {
  const cwd = () => folderWith({ 'hosts/hv01.yaml': GUILTY });
  const run = (env: Record<string, string>, args: readonly string[] = [], at = cwd()) => hvlint(at, args, undefined, env);
  const HUMAN = /^ {2}hosts\/hv01\.yaml:6:13$/m;

  it.each([
    [{ GITHUB_ACTIONS: 'true' }, /^::error file=hosts\/hv01\.yaml,line=6,/m],
    [{ TF_BUILD: 'True' }, /^##vso\[task\.logissue type=error;sourcepath=hosts\/hv01\.yaml;/m],
    [{ TEAMCITY_VERSION: '2026.1' }, /^##teamcity\[inspection typeId=/m],
  ])('the annotations that %j takes out of the log stand behind the lines for people', (env, line) => {
    const COMMAND = /^(?:::|##)/m;
    const at = cwd();
    const { out } = run(env, [], at);
    expect(out).toMatch(HUMAN);
    expect(out).toMatch(line);
    expect(run(env, ['-f', 'pretty'], at).out).not.toMatch(COMMAND);
    expect(run(env, ['--anon'], at).out).not.toMatch(COMMAND);
    // The lines for people go to their file; what the service reads stays in the log.
    expect(run(env, ['-o', 'r.txt'], at).out).toMatch(line);
    expect(hvlint(folderWith({ 'hv02.yaml': CLEAN }), [], undefined, env).out).toBe('');
    expect(run({}, [], at).out).not.toMatch(COMMAND);
  });

  it('GitLab is told how it gets them, and no file is written', () => {
    const at = cwd();
    const { out, err } = run({ GITLAB_CI: 'true' }, [], at);
    expect(out).toMatch(HUMAN);
    expect(err).toContain('--format gitlab=gl-code-quality-report.json');
    expect(existsSync(path.join(at, 'gl-code-quality-report.json'))).toBe(false);
    expect(run({ GITLAB_CI: 'true' }, ['-f', 'gitlab'], at).err).not.toContain('gl-code-quality');
    expect(run({ GITLAB_CI: 'true' }, ['--quiet'], at).err).toBe('');
  });

  it('files are named from the root of the repository, and linked at the commit', () => {
    const root = cwd();
    const at = path.join(root, 'hosts');
    const github = {
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: root,
      GITHUB_SERVER_URL: 'https://github.test',
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_SHA: 'c0ffee',
    };
    expect(run(github, ['-f', 'github'], at).out).toContain('file=hosts/hv01.yaml,');
    expect(run(github, ['-f', 'markdown'], at).out).toContain(
      '[hosts/hv01.yaml:6](https://github.test/o/r/blob/c0ffee/hosts/hv01.yaml#L6)',
    );
    const gitlab = {
      GITLAB_CI: 'true',
      CI_PROJECT_DIR: root,
      CI_PROJECT_URL: 'https://gitlab.test/o/r',
      CI_COMMIT_SHA: 'c0ffee',
    };
    expect(JSON.parse(run(gitlab, ['-f', 'gitlab'], at).out)[0].location.path).toBe('hosts/hv01.yaml');
    expect(run(gitlab, ['-f', 'markdown'], at).out).toContain('(https://gitlab.test/o/r/-/blob/c0ffee/hosts/hv01.yaml#L6)');
    expect(run({ TF_BUILD: 'True', BUILD_SOURCESDIRECTORY: root }, ['-f', 'azure'], at).out).toContain(
      'sourcepath=hosts/hv01.yaml;',
    );
    // Somewhere else than the run: names stay relative to the working directory.
    expect(run({ ...github, GITHUB_WORKSPACE: '/elsewhere' }, ['-f', 'github'], at).out).toContain('file=hv01.yaml,');
  });

  it('SARIF has suppressed results, but not for GitHub, which takes them for open', () => {
    const at = folderWith({
      'hv01.yaml': GUILTY.replace('    vlanId', `    # hvlint-disable-next-line ${RULE} -- known\n    vlanId`),
    });
    const results = (env: Record<string, string>) => JSON.parse(run(env, ['-f', 'sarif'], at).out).runs[0].results;
    expect(results({})).toMatchObject([{ ruleId: RULE, suppressions: [{ kind: 'inSource', justification: 'known' }] }]);
    expect(results({ GITHUB_ACTIONS: 'true' })).toEqual([]);
  });
});

describe('--anon', { timeout: 60_000 }, () => {
  const FILES = {
    'oslo/secret-host.yaml': GUILTY.replace('hv01', 'secret-host').replaceAll('Team1', 'Secret Team'),
    'oslo/secret-latin.yaml': Buffer.from(`\ufeff${CLEAN.replace('hv02', 'secret-two')}`, 'utf16le'),
  };

  it('replaces names in every format, on standard error too', () => {
    const cwd = folderWith(FILES);
    const formats = Object.keys(FORMATS);
    const { out, err, status } = hvlint(cwd, [
      '--anon',
      '-f',
      'pretty',
      '--color',
      ...formats.flatMap((f) => ['-f', `${f}=out/${f}`]),
    ]);
    expect(status).toBe(1);
    const texts = [out + err, ...formats.map((format) => readFileSync(path.join(cwd, 'out', format), 'utf8'))];
    for (const text of texts) {
      expect(text).toContain('team-1');
      expect(text).not.toMatch(/secret|oslo/i);
      expect(text).not.toContain(cwd);
    }
  });

  it('gives the same every time, and shows no line of a file', () => {
    const cwd = folderWith(FILES);
    const once = hvlint(cwd, ['--anon', '-f', 'codeframe']).out;
    expect(hvlint(cwd, ['--anon', '-f', 'codeframe']).out).toBe(once);
    expect(once).not.toContain('vlanId: 42');
    expect(hvlint(cwd, ['-f', 'codeframe']).out).toContain('vlanId: 42');
  });

  it('goes with no diff', () => {
    expect(hvlint(folderWith(FILES), ['--anon', '--diff'])).toMatchObject({ status: 2, out: '' });
  });
});
