import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith, hvlint } from './run-hvlint.ts';

/** A name with what build services and terminals obey, in the escapes of YAML. */
const NAME = String.raw`h\n::error file=x::pwned\n  ##vso[task.complete result=Failed;]a\n##teamcity[x]\u202e\x9b2J`;
const FILES = {
  '##vso[task.complete].yaml': `kind: host
name: "${NAME}"
os: 2022
nics: [{ name: "${NAME}", linkSpeed: 1 Gbps }, { name: "${NAME}", linkSpeed: 1 Gbps }]
`,
  '::error::x.yaml': 'kind: host\nname: "::error::x"\n"::error::key": 1\nnics: [{ name: "##[error]a" }]\n',
};
const OBEYED = /##[\w-]*\[|^\s*::|[\u0080-\u009f\u202e]/m;

describe('what build services read in a log', () => {
  it.each([
    [['--stats', '-f', 'unix']],
    [['.', '-f', 'json']],
    [['config', 'files']],
    [['config', 'print', '##vso[a]']],
    [['convert', '.']],
    [['graph']],
    [['graph', '-f', 'dot']],
    [['graph', '-f', 'mermaid']],
    [['report']],
    [['remediate']],
    [['##vso[no].yaml']],
    [['##vso[no]*.yaml']],
    [['convert', '##vso[no].yaml']],
    [['report', '##vso[no].yaml']],
    [['--config', '##vso[no].yaml']],
    [['trace', '##vso[no]']],
    [['capacity', '##vso[no]']],
    [['graph', '--focus', '##vso[no]']],
    [['graph', '--rule', '##vso[no]']],
    [['--format', '##vso[no]']],
    [['--rule', '##vso[no]: off']],
    [['explain', '##vso[no]']],
    [['--##vso[no]']],
    [['report', '--##vso[no]']],
  ])('%j says nothing they would obey', (args) => {
    // Where a file system has no such names, the names in the files are enough.
    const ran = hvlint(folderWith(FILES), args);
    expect(ran.out).not.toMatch(OBEYED);
    expect(ran.err).not.toMatch(OBEYED);
    expect(ran.out + ran.err).not.toBe('');
    expect(ran.err).not.toContain('a defect of hvlint');
  });

  it('nor is a written file, an estate or a folder named so', () => {
    const cwd = folderWith({ '##vso[a]/hvlint.config.yaml': 'root: true\n', '##vso[a]/hv01.yaml': 'kind: host\nname: hv01\n' });
    mkdirSync(path.join(cwd, 'empty'));
    for (const args of [
      ['config', 'files'],
      ['config', 'check'],
      ['convert', '.', '-o', '##vso[b]'],
      ['convert', '.', '-o', '##vso[b]'],
      ['graph', '-o', '##vso[a]'],
      ['report'],
      ['graph'],
      ['remediate', '-o', '##vso[a]'],
      ['--suppress-all', '--suppressions-location', '##vso[c].json'],
    ]) {
      const ran = hvlint(cwd, args);
      expect(ran.out + ran.err, args.join(' ')).not.toMatch(OBEYED);
    }
  });
});
