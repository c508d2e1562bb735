import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { runLint } from '#cli/run';
import type { Finding } from '#lint/finding';
import { DEFAULT_SETTINGS } from '#lsp/settings';
import { Workspace } from '#lsp/workspace';
import { RULES } from '#rules';
import { writeFleet } from '../../bench/fleet.mjs';
import { folderWith } from '../cli/run-hvlint.ts';
import { seeded } from '../read/random.ts';
import { Client } from './client.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const TODAY = '2026-06-15';
const examples = readdirSync(`${root}/examples`, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
const workspaces: Workspace[] = [];

afterEach(() => {
  for (const workspace of workspaces.splice(0)) workspace.dispose();
});

function workspaceOf(folder: string): Workspace {
  const workspace = new Workspace({
    rules: RULES,
    today: () => TODAY,
    changed: () => {},
    log: (error) => {
      throw error;
    },
  });
  workspaces.push(workspace);
  workspace.setSettings({ ...DEFAULT_SETTINGS, delay: 0 });
  workspace.setFolders([folder]);
  return workspace;
}

/** A finding in one line: place, rule, message and related places. */
function line({ place, rule, severity, message, related, fingerprint }: Finding): string {
  const at = (of: Finding['place']): string => `${of.file.path}:${of.range().start}-${of.range().end}`;
  const others = related.map((r) => `${at(r.place)} ${r.message}`).join('; ');
  return `${at(place)} ${severity} ${rule.id} ${message} (${others}) ${fingerprint}`;
}

function shown(workspace: Workspace): string[] {
  return [...workspace.byPath().values()].flat().map(line).sort();
}

/** What the command finds in the same texts. */
async function found(folder: string, texts: ReadonlyMap<string, string>): Promise<string[]> {
  const { findings } = await runLint({
    paths: [folder],
    cwd: folder,
    rules: RULES,
    lookup: true,
    ruleFlags: {},
    inlineConfig: true,
    baseline: { use: 'read' },
    today: TODAY,
    texts: new Map([...texts].map(([file, text]) => [file, { text, encoding: undefined }])),
  });
  return findings.map(line).sort();
}

/** A text with one value in the place of another: of the same key elsewhere, or something that makes no sense. */
function edited(text: string, others: readonly string[], next: () => number): string {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const values = [...text.matchAll(/([\w-]+)"?: ([^\s{}[\],]+)/g)];
  if (values.length === 0 || next() < 0.05) return text.slice(0, Math.floor(next() * text.length));
  const target = pick(values);
  const same = [...pick(others).matchAll(/([\w-]+)"?: ([^\s{}[\],]+)/g)].filter(([, key]) => key === target[1]);
  const value = same.length > 0 && next() < 0.7 ? pick(same)[2]! : pick(['1', '42', 'x', '4095', 'true', '']);
  const end = target.index + target[0].length;
  return text.slice(0, end - target[2]!.length) + value + text.slice(end);
}

describe.each(examples)('examples/%s', (name) => {
  const folder = path.join(root, 'examples', name).replaceAll('\\', '/');

  it('has the findings of the command, file by file, and after each of random edits', async () => {
    const workspace = workspaceOf(folder);
    await workspace.complete();
    const texts = new Map<string, string>();
    expect(shown(workspace)).toEqual(await found(folder, texts));
    const next = seeded(name.length);
    const files = [...workspace.files()];
    const contents = files.map((file) => readFileSync(file, 'utf8'));
    for (let i = 0; i < 8; i++) {
      const at = Math.floor(next() * files.length);
      const file = files[at]!;
      const text = edited(texts.get(file) ?? contents[at]!, contents, next);
      if (texts.has(file)) workspace.change(file, text);
      else workspace.open(file, text);
      texts.set(file, text);
      await workspace.answered();
      expect(shown(workspace), file).toEqual(await found(folder, texts));
    }
    for (const file of texts.keys()) workspace.close(file);
    await workspace.complete();
    expect(shown(workspace)).toEqual(await found(folder, new Map()));
  });
});

describe('a configuration for several estates', () => {
  it.each([['.'], ['sites'], ['sites/a'], ['sites/b']])('has the findings of the command in %s', async (opened) => {
    const host = (name: string, vlanId: number): string =>
      `kind: host\nname: ${name}\nnics: [{ name: NIC1, vlanId: ${vlanId} }]\nteams: [{ name: T, members: [NIC1] }]\n`;
    const waiver = (name: string, more = 'reason: agreed'): string =>
      `  - { rule: vlan/nic-vlan-filter-on-team-member, on: "host:${name}", ${more} }\n`;
    const folder = folderWith({
      'hvlint.config.yaml': `estates: ["sites/*"]\nsuppress:\n${waiver('hv01')}${waiver('hv03')}${waiver('hv02', 'owner: me')}`,
      'sites/a/hv01.yaml': host('hv01', 42),
      'sites/b/hv02.yaml': host('hv02', 0),
    }).replaceAll('\\', '/');
    const within = opened === '.' ? folder : `${folder}/${opened}`;
    const all = async (texts: ReadonlyMap<string, string>): Promise<string[]> => {
      // The command tells of the configuration whatever is named; the editor shows what is in its folders.
      const lines = await found(within, texts);
      return lines.filter((text) => text.startsWith(`${within}/`));
    };
    const workspace = workspaceOf(within);
    await workspace.complete();
    expect(shown(workspace)).toEqual(await all(new Map()));
    const file = `${folder}/sites/a/hv01.yaml`;
    if ([...workspace.files()].includes(file)) {
      workspace.open(file, host('hv01', 0));
      await workspace.complete();
      expect(shown(workspace)).toEqual(await all(new Map([[file, host('hv01', 0)]])));
    }
    if (opened === '.') expect(shown(workspace).filter((text) => text.includes(' suppression/'))).toHaveLength(3);
  });
});

describe('the server', () => {
  it.each(examples)('shows what hvlint -f json has of examples/%s', async (name) => {
    const folder = path.join(root, 'examples', name);
    const client = await Client.start({ folders: [folder] });
    const kept = JSON.parse(readFileSync(path.join(folder, 'expected.json'), 'utf8')) as {
      findings: {
        file: string;
        line: number;
        column: number;
        endLine: number;
        endColumn: number;
        rule: string;
        severity: string;
      }[];
    };
    const wanted = kept.findings.map(
      (f) => `${path.join(root, f.file)}:${f.line}:${f.column}-${f.endLine}:${f.endColumn} ${f.severity} ${f.rule}`,
    );
    await client.until(() => [...client.shown.values()].flat().length >= wanted.length);
    // What is more than that would come now.
    await client.calm(wanted.length > 0 ? 300 : 2000);
    const has = [...client.shown].flatMap(([file, list]) =>
      list.map(({ range: { start, end }, severity, code }) => {
        const level = ['', 'error', 'warning', 'info'][severity!];
        return `${file}:${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1} ${level} ${code}`;
      }),
    );
    expect(has.sort()).toEqual(wanted.sort());
  });
});

describe('a fleet', () => {
  it('has the findings of the command at once after random edits, though only a part is looked at', async () => {
    const folder = folderWith({}).replaceAll('\\', '/');
    const out = `${folder}/fleet`;
    writeFleet({ hosts: 48, out, format: 'yaml', faults: 0.3, seed: '7' });
    const workspace = workspaceOf(out);
    workspace.quickCheck = -1;
    await workspace.complete();
    const texts = new Map<string, string>();
    expect(shown(workspace)).toEqual(await found(out, texts));
    const next = seeded(3);
    const files = [...workspace.files()];
    const contents = files.map((file) => readFileSync(file, 'utf8'));
    let looks = 0;
    for (let i = 0; i < 40; i++) {
      const at = Math.floor(next() * files.length);
      const file = files[at]!;
      const text = edited(texts.get(file) ?? contents[at]!, contents, next);
      if (texts.has(file)) workspace.change(file, text);
      else workspace.open(file, text);
      texts.set(file, text);
      await workspace.answered();
      looks += Number(workspace.looked);
      expect(shown(workspace), `${file}, edit ${i}`).toEqual(await found(out, texts));
      if (i % 8 === 7) await workspace.complete();
    }
    expect(looks).toBeGreaterThan(30);
  }, 120_000);
});
