import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { DEFAULT_SETTINGS, settingsOf } from '#lsp/settings';
import { SERVER_RELEASES } from '#model/os';
import { documentSchema } from '../scripts/document-schema.mjs';
import { hvlint } from './cli/run-hvlint.ts';
import { Client } from './lsp/client.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const json = (file: string) => JSON.parse(readFileSync(`${root}${file}`, 'utf8'));

interface Pattern {
  readonly regexp: string;
  readonly [group: string]: string | number;
}

interface Manifest {
  readonly version: string;
  readonly contributes: {
    readonly commands: readonly { command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { default: unknown; enum?: string[] }>> };
    readonly problemMatchers: readonly { pattern: Pattern; owner: string; fileLocation: unknown }[];
    readonly jsonValidation: readonly { url: string }[];
    readonly yamlValidation: readonly { url: string }[];
  };
}

/** A variable of the editor's. */
const WORKSPACE = '$' + '{workspaceFolder}';
const manifest = json('editors/vscode/package.json') as Manifest;
const { contributes } = manifest;
const broken = readdirSync(`${root}examples`).filter((name) => name.endsWith('-broken'));

/** What a matcher reads in a line, by its names for the groups. */
function read({ regexp, ...groups }: Pattern, line: string): Record<string, string> | undefined {
  const found = new RegExp(regexp).exec(line);
  if (!found) return undefined;
  return Object.fromEntries(Object.entries(groups).map(([name, group]) => [name, found[Number(group)] ?? '']));
}

describe('problem matchers', () => {
  it.each(broken)('read every finding of %s', (example) => {
    const lines = hvlint(root, [`examples/${example}`, '-f', 'unix'])
      .out.trimEnd()
      .split('\n');
    const { findings } = JSON.parse(hvlint(root, [`examples/${example}`, '-f', 'json']).out);
    const ofCode = contributes.problemMatchers[0]!.pattern;
    const docs = readFileSync(`${root}docs/editors.md`, 'utf8');
    expect(docs).toContain(JSON.stringify(ofCode.regexp));
    const wanted = findings.map((f: Record<string, unknown>) => ({
      file: f.file,
      line: String(f.line),
      column: String(f.column),
      endLine: String(f.endLine),
      endColumn: String(f.endColumn),
      severity: f.severity,
      code: f.rule,
    }));
    expect(lines.map((line) => ({ ...read(ofCode, line), message: undefined }))).toEqual(
      wanted.map((w: object) => ({ ...w, message: undefined })),
    );
    const ofGithub = json('editors/github/hvlint-matcher.json').problemMatcher as { severity?: string; pattern: Pattern[] }[];
    for (const [i, line] of lines.entries()) {
      const read1 = ofGithub.flatMap(({ severity, pattern }) => {
        const found = read(pattern[0]!, line);
        return found ? [{ severity, ...found }] : [];
      });
      const { endLine: _, endColumn: __, ...start } = wanted[i];
      expect(read1).toEqual([
        { ...start, severity: start.severity === 'info' ? 'notice' : start.severity, message: expect.anything() },
      ]);
    }
  });

  it('know no severity that GitHub drops, and no key it does not have', () => {
    for (const { pattern, severity, ...rest } of json('editors/github/hvlint-matcher.json').problemMatcher) {
      expect(Object.keys(rest)).toEqual(['owner']);
      expect([undefined, 'error', 'warning', 'notice']).toContain(severity);
      for (const key of Object.keys(pattern[0]))
        expect(['regexp', 'file', 'line', 'column', 'severity', 'message', 'code']).toContain(key);
    }
  });
});

describe('the extension for VS Code', () => {
  it('starts the server as the library of clients does', async () => {
    const client = await Client.start({ args: [`--clientProcessId=${process.pid}`] });
    expect(client.result.serverInfo?.name).toBe('hvlint');
  });

  it('matches what a task prints without looking at the disk: the last file of "autodetect" came too late to be shown', () => {
    expect(contributes.problemMatchers.map(({ fileLocation }) => fileLocation)).toEqual([['relative', WORKSPACE]]);
  });

  it('has the version of what is in it', () => {
    expect(manifest.version).toBe(json('package.json').version);
    expect(json('editors/vscode/package-lock.json').version).toBe(manifest.version);
  });

  it('offers the settings that the server knows, with their defaults', () => {
    const { properties } = contributes.configuration;
    const defaults = Object.fromEntries(Object.entries(properties).map(([name, p]) => [name.replace('hvlint.', ''), p.default]));
    const { 'inlayHints.enabled': enabled, enable: _, 'trace.server': __, ...others } = defaults;
    expect(settingsOf({ ...others, inlayHints: { enabled } })).toEqual(DEFAULT_SETTINGS);
    expect(Object.keys({ ...others, inlayHints: 1 }).sort()).toEqual(Object.keys(DEFAULT_SETTINGS).sort());
    // Those that the command takes too.
    const [none, ...targets] = properties['hvlint.target']!.enum!;
    expect(none).toBe('');
    expect(targets).toEqual(SERVER_RELEASES.filter((os) => os !== '2008R2'));
  });

  it('registers what it contributes', () => {
    const source = readFileSync(`${root}editors/vscode/src/extension.ts`, 'utf8');
    const registered = [...source.matchAll(/registerCommand\('([^']+)'/g)].map((m) => m[1]);
    expect(registered.sort()).toEqual(contributes.commands.map(({ command }) => command).sort());
    const made = ['document.schema.json'];
    for (const { url } of [...contributes.jsonValidation, ...contributes.yamlValidation]) {
      const name = url.replace('./server/schemas/', '');
      expect(made.includes(name) || existsSync(`${root}schemas/${name}`), url).toBe(true);
    }
  });

  it('checks documents by a schema that says nothing of others', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const file of readdirSync(`${root}schemas`)) ajv.addSchema(json(`schemas/${file}`));
    const valid = ajv.compile(documentSchema(`${root}schemas/`));
    expect(valid({ kind: 'Deployment', apiVersion: 'apps/v1' })).toBe(true);
    expect(valid({ kind: 'host', name: 'hv01', nicz: [] })).toBe(false);
    const text = readFileSync(`${root}examples/contoso/hosts/hv01.yaml`, 'utf8');
    for (const document of parseAllDocuments(text)) expect(valid(document.toJS()), JSON.stringify(valid.errors)).toBe(true);
  });
});
