import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ClientCapabilities, CodeAction, Range } from 'vscode-languageserver/node';
import { folderWith, hvlint } from '../cli/run-hvlint.ts';
import { ABLE, applied, Client, uri } from './client.ts';

const ALL: Range = { start: { line: 0, character: 0 }, end: { line: 1000, character: 0 } };
/** Capabilities of a client that takes edits as `changes` only. */
const PLAIN: ClientCapabilities = {
  ...ABLE,
  workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
};

async function opened(files: Readonly<Record<string, string>>, name: string, capabilities = ABLE) {
  const cwd = folderWith({ 'hvlint.config.yaml': 'extends: hvlint:recommended\n', ...files });
  const file = path.join(cwd, name);
  const client = await Client.start({ folders: [cwd], capabilities });
  await client.open(file, readFileSync(file, 'utf8'));
  await client.until(() => client.rules(file).length > 0);
  return { cwd, file, client, text: readFileSync(file, 'utf8') };
}

function titled(actions: readonly CodeAction[], part: string): CodeAction {
  const found = actions.find(({ title }) => title.includes(part));
  if (!found) throw new Error(`no action '${part}' among ${JSON.stringify(actions.map(({ title }) => title))}`);
  return found;
}

const CASES =
  'kind: Host\r\nname: hv01\r\nteams:\r\n  - { name: Team1, teamingMode: lacp, members: [NIC1] }\r\n  - { name: "T😀", teamingMode: LACP, members: [NIC2] }\r\n';

describe('repairs', () => {
  it('offers the safe fix of what is asked about, and all of its rule', async () => {
    const { file, client, text } = await opened({ 'hv01.yaml': CASES }, 'hv01.yaml');
    const rule = 'reading/enum-casing';
    expect(client.rules(file).filter((id) => id === rule).length).toBe(3);
    const marker = client.shown.get(file)!.find((d) => d.code === rule && d.range.start.line === 4)!;
    const actions = await client.actions(file, marker.range);
    const fix = titled(actions, 'Write Lacp');
    expect(fix).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: rule, range: marker.range }] });
    expect(applied(text, fix.edit, file)).toBe(text.replace('LACP', 'Lacp'));
    expect(fix.edit).toMatchObject({ documentChanges: [{ textDocument: { uri: uri(file), version: 1 } }] });
    const all = titled(actions, `Fix all 3 of ${rule} in this file`);
    expect(applied(text, all.edit, file)).toBe(text.replace('Host', 'host').replace('lacp', 'Lacp').replace('LACP', 'Lacp'));
    const [only] = await client.actions(file, ALL, ['source.fixAll']);
    expect(only).toMatchObject({ kind: 'source.fixAll.hvlint' });
    expect(applied(text, only!.edit, file)).toBe(applied(text, all.edit, file));
  });

  it('finds them by the line where the editor says no range, and writes changes where it knows no other', async () => {
    const { file, client, text } = await opened({ 'hv01.yaml': CASES }, 'hv01.yaml', PLAIN);
    const at = { line: 4, character: 0 };
    const fix = titled(await client.actions(file, { start: at, end: at }), 'Write Lacp');
    expect(Object.keys(fix.edit!)).toEqual(['changes']);
    expect(applied(text, fix.edit, file)).toBe(text.replace('LACP', 'Lacp'));
  });

  it('names what is unsafe so', async () => {
    const text = 'kind: hostt\nname: hv01\nnics: []\n';
    const { file, client } = await opened({ 'hv01.yaml': text }, 'hv01.yaml');
    const fix = titled(await client.actions(file, ALL), 'unsafe');
    expect(fix.isPreferred).toBeUndefined();
    expect(applied(text, fix.edit, file)).toBe(text.replace('hostt', 'host'));
    expect(await client.actions(file, ALL, ['source.fixAll.hvlint'])).toEqual([]);
  });

  it('repairs the text as it is now', async () => {
    const { file, client, text } = await opened({ 'hv01.yaml': CASES }, 'hv01.yaml');
    await client.change(file, `# first\r\n${text}`);
    const fix = titled(
      await client.actions(file, { start: { line: 5, character: 0 }, end: { line: 5, character: 60 } }),
      'Write Lacp',
    );
    expect(applied(`# first\r\n${text}`, fix.edit, file)).toBe(`# first\r\n${text.replace('LACP', 'Lacp')}`);
  });
});

const HOST = `kind: host
name: hv01
os: 2012R2
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
teams:
  - { name: Team1, members: [NIC1] }
vmSwitches:
  - { name: External, netAdapterName: Team1 }
---
kind: vm
name: web01
host: hv01
networkAdapters:
  - { name: A, switchName: External, vlan: { operationMode: Access, accessVlanId: 42 } }
`;
const SWITCH =
  'hostname tor1\nfeature lacp\ninterface Ethernet1/1\n  switchport mode trunk\n  switchport trunk allowed vlan 10\n';
const RULE = 'vlan/trunk-missing-vlan';

describe('what no edit repairs', () => {
  it('shows the commands, and runs nothing', async () => {
    const { file, client } = await opened({ 'hv01.yaml': HOST, 'tor1.cfg': SWITCH }, 'tor1.cfg');
    const action = titled(
      await client.actions(file, { start: { line: 4, character: 4 }, end: { line: 4, character: 4 } }),
      'Show the commands',
    );
    expect(action.edit).toBeUndefined();
    const { command, arguments: given } = action.command!;
    const text = await client.request<string>('workspace/executeCommand', { command, arguments: given });
    expect(text).toContain('switchport trunk allowed vlan add 42');
    await client.until(() => client.received.some(({ method }) => method === 'window/showMessage'));
    expect(await client.request('workspace/executeCommand', { command, arguments: [1] })).toBeNull();
  });

  it('sends them to an editor that shows texts', async () => {
    const { file, client } = await opened({ 'hv01.yaml': HOST, 'tor1.cfg': SWITCH }, 'tor1.cfg', {
      ...ABLE,
      experimental: { hvlintShowText: true },
    });
    const { command, arguments: given } = titled(await client.actions(file, ALL), 'Show the commands').command!;
    await client.request('workspace/executeCommand', { command, arguments: given });
    await client.until(() => client.received.some(({ method }) => method === 'hvlint/showText'));
  });
});

describe('silencing', () => {
  const JSON_HOST =
    '{\n  "kind": "host",\n  "name": "hv01",\n  "teams": [\n    { "name": "T", "teamingMode": "lacp", "members": [] }\n  ]\n}\n';
  it.each([
    ['yaml', 'hv01.yaml', CASES, 4],
    [
      'yaml behind another comment',
      'hv01.yaml',
      CASES.replace('  - { name: "T', '  # hvlint-disable-next-line vmq/* -- x\r\n  - { name: "T'),
      5,
    ],
    ['json', 'hv01.json', JSON_HOST, 4],
    [
      'json with a list of them',
      'hv01.json',
      JSON_HOST.replace('{ "name": "T"', '{ "$hvlint": { "disable": [{ "rule": "vmq/*", "reason": "x" }] }, "name": "T"'),
      4,
    ],
    [
      'json with one',
      'hv01.json',
      JSON_HOST.replace('{ "name": "T"', '{ "$hvlint": { "disable": { "rule": "vmq/*", "reason": "x" } }, "name": "T"'),
      4,
    ],
    ['json with marks', 'hv01.json', JSON_HOST.replace('{ "name": "T"', '{ "$hvlint": { "unknown": ["x"] }, "name": "T"'), 4],
    ['json in the document', 'hv01.json', JSON_HOST.replace('host"', 'Host"'), 1],
  ])('writes a comment or member that counts: %s', async (_, name, text, line) => {
    const { file, client } = await opened({ [name]: text }, name);
    const here = { start: { line, character: 0 }, end: { line, character: 200 } };
    const action = titled(await client.actions(file, here), 'Suppress reading/enum-casing here');
    const silent = applied(text, action.edit, file);
    expect(silent).toContain('TODO say why');
    const left = client.rules(file).filter((id) => id === 'reading/enum-casing').length;
    await client.change(file, silent);
    await client.until(() => client.rules(file).filter((id) => id === 'reading/enum-casing').length < left);
    expect(client.rules(file).filter((id) => id.startsWith('reading/') && id !== 'reading/enum-casing')).toEqual([]);
  });

  it('writes comments of scripts between commands, never into one', async () => {
    const text =
      'New-NetLbfoTeam -Name Team1 `\n  -TeamMembers NIC1 `\n  -TeamingMode Lacpp `\n  -LoadBalancingAlgorithm HyperVPort\nGet-Date\n';
    const cwd = folderWith({ 'setup.ps1': text, 'hvlint.config.yaml': 'extends: hvlint:strict\n' });
    const file = path.join(cwd, 'setup.ps1');
    const client = await Client.start({ folders: [cwd] });
    await client.open(file, text);
    await client.until(() => (client.shown.get(file) ?? []).some(({ range }) => range.start.line <= 3));
    const marker = client.shown.get(file)!.find(({ range }) => range.start.line <= 3)!;
    const action = titled(await client.actions(file, marker.range), `Suppress ${String(marker.code)} here`);
    const silent = applied(text, action.edit, file);
    expect(silent.split('\n')[0]).toMatch(/^# hvlint-disable \S+ -- TODO say why$/);
    expect(silent.split('\n')[5]).toMatch(/^# hvlint-enable \S+$/);
    await client.change(file, silent);
    await client.until(() => !client.rules(file).includes(String(marker.code)));
  });

  it('writes a comment into a running-config', async () => {
    const { file, client, text } = await opened({ 'hv01.yaml': HOST, 'tor1.cfg': SWITCH }, 'tor1.cfg');
    const at = { line: 4, character: 10 };
    const action = titled(await client.actions(file, { start: at, end: at }), `Suppress ${RULE} here`);
    await client.change(file, applied(text, action.edit, file));
    await client.until(() => !client.rules(file).includes(RULE));
  });

  it.each([
    ['empty', ''],
    ['without rules', '# ours\nextends: hvlint:recommended\n'],
    ['with rules in lines', 'rules:\n  vmq/*: off\nsuppress:\n  - { rule: vmq/*, on: "host:x", reason: y }\n'],
    ['with rules in braces', 'rules: { vmq/*: off }\nsuppress: [{ rule: vmq/*, on: "host:x", reason: y }]\n'],
    ['with a setting of its own', `rules:\n  ${RULE}: error\n`],
    ['with empty braces', 'rules: {}\nsuppress: []\n'],
  ])('writes into a configuration that is %s', async (_, config) => {
    const { cwd, file, client } = await opened(
      { 'hv01.yaml': HOST, 'tor1.cfg': SWITCH, 'hvlint.config.yaml': config },
      'tor1.cfg',
    );
    const own = path.join(cwd, 'hvlint.config.yaml');
    const actions = await client.actions(file, { start: { line: 4, character: 4 }, end: { line: 4, character: 4 } });
    for (const title of [
      `Suppress ${RULE} on switch:tor1/port:ethernet1%2F1 in hvlint.config.yaml`,
      `Switch ${RULE} off in hvlint.config.yaml`,
    ]) {
      const next = applied(config, titled(actions, title).edit, own);
      const folder = folderWith({ 'hv01.yaml': HOST, 'tor1.cfg': SWITCH, 'hvlint.config.yaml': next });
      const { out, err } = hvlint(folder, ['-f', 'json']);
      expect(err).not.toContain('hvlint.config.yaml:');
      expect(JSON.parse(out).findings.filter((f: { rule: string }) => f.rule === RULE)).toEqual([]);
    }
  });

  it('writes into a configuration in JSON, and not for what is locked', async () => {
    const config = '{\n  "extends": "hvlint:recommended"\n}\n';
    const { cwd, file, client } = await opened(
      { 'hv01.yaml': HOST, 'tor1.cfg': SWITCH, 'a/hvlint.config.json': config, 'a/hv01.yaml': HOST, 'a/tor1.cfg': SWITCH },
      'a/tor1.cfg',
    );
    const actions = await client.actions(file, ALL);
    const own = path.join(cwd, 'a/hvlint.config.json');
    expect(JSON.parse(applied(config, titled(actions, `Switch ${RULE} off`).edit, own))).toMatchObject({
      rules: { [RULE]: 'off' },
    });
    expect(JSON.parse(applied(config, titled(actions, `Suppress ${RULE} on`).edit, own))).toMatchObject({
      suppress: [{ rule: RULE }],
    });
    const locked = await opened(
      { 'hv01.yaml': HOST, 'tor1.cfg': SWITCH, 'hvlint.config.yaml': `locked: [${RULE}]\n` },
      'tor1.cfg',
    );
    const titles = (await locked.client.actions(locked.file, ALL)).map(({ title }) => title);
    expect(titles.filter((title) => title.includes(`${RULE} `) && title.includes('hvlint.config'))).toEqual([]);
  });
});
