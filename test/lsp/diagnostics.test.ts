import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../cli/run-hvlint.ts';
import { ABLE, Client, uri } from './client.ts';

const HOST = `kind: host
name: hv01
os: 2012R2
nics:
  - name: NIC1
    connectedTo: tor1/Ethernet1/1
teams:
  - name: Team1
    members: [NIC1]
vmSwitches:
  - { name: External, netAdapterName: Team1 }
`;
const VM = `kind: vm
name: web01
host: hv01
networkAdapters:
  - { name: A, switchName: External, vlan: { operationMode: Access, accessVlanId: 42 } }
`;
const SWITCH = `kind: switch
name: tor1
ports:
  - { name: Ethernet1/1, mode: trunk, allowedVlans: "10,42" }
`;
const RULE = 'vlan/trunk-missing-vlan';
const CONFIG = 'extends: hvlint:strict\nrules:\n  "*": off\n  vlan/trunk-missing-vlan: error\n  reading/*: error\n';

function estate(more: Readonly<Record<string, string | Buffer>> = {}) {
  const folder = folderWith({ 'hv01.yaml': HOST, 'web01.yaml': VM, 'tor1.yaml': SWITCH, 'hvlint.config.yaml': CONFIG, ...more });
  const file = (name: string) => path.join(folder, name);
  return { folder, file };
}

describe('diagnostics across files', () => {
  it('marks the switch for what a host needs, and the marker goes with its cause', async () => {
    const { folder, file } = estate();
    const client = await Client.start({ folders: [folder] });
    await client.open(file('web01.yaml'), VM);
    await client.change(file('web01.yaml'), VM.replace('42', '43'));
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    const [found] = client.shown.get(file('tor1.yaml'))!;
    expect(found).toMatchObject({
      code: RULE,
      source: 'hvlint',
      severity: 1,
      codeDescription: { href: expect.stringMatching(/^https:\/\/.*\/rules\/vlan\/trunk-missing-vlan\.md$/) },
      range: { start: { line: 3 } },
    });
    expect(found!.relatedInformation!.map((r) => r.location.uri)).toContain(uri(file('web01.yaml')));
    await client.change(file('web01.yaml'), VM);
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
    // The other way round: an edit of the switch.
    await client.open(file('tor1.yaml'), SWITCH);
    await client.change(file('tor1.yaml'), '10', { start: { line: 3, character: 52 }, end: { line: 3, character: 57 } });
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    // A buffer that is closed without being saved: the disk counts again.
    await client.close(file('tor1.yaml'));
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
  });

  it('sees what happens on disk: changed, deleted, created files and folders', async () => {
    const { folder, file } = estate();
    const client = await Client.start({ folders: [folder] });
    writeFileSync(file('tor1.yaml'), SWITCH.replace('10,42', '10'));
    await client.happened([file('tor1.yaml'), 2]);
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    rmSync(file('web01.yaml'));
    await client.happened([file('web01.yaml'), 3]);
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
    writeFileSync(file('web02.yaml'), VM.replace('web01', 'web02'));
    await client.happened([file('web02.yaml'), 1]);
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
  });

  it('sees it too for a client that does not watch files', async () => {
    const { folder, file } = estate();
    const { didChangeWatchedFiles: _, ...workspace } = ABLE.workspace!;
    const client = await Client.start({ folders: [folder], capabilities: { ...ABLE, workspace } });
    await client.open(file('web01.yaml'), VM.replace('42', '43'));
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    await client.calm();
    writeFileSync(file('tor1.yaml'), SWITCH.replace('10,42', '10,43'));
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
  });

  it('survives that its folder goes', async () => {
    const { folder, file } = estate();
    writeFileSync(file('tor1.yaml'), SWITCH.replace('10,42', '10'));
    const client = await Client.start({ folders: [folder] });
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    rmSync(folder, { recursive: true });
    await client.happened([folder, 3]);
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
  });

  it('checks several folders, and lets one go', async () => {
    const one = estate();
    const two = estate();
    for (const { file } of [one, two]) writeFileSync(file('tor1.yaml'), SWITCH.replace('10,42', '10'));
    const client = await Client.start({ folders: [one.folder, two.folder] });
    await client.until(() => [one, two].every(({ file }) => client.rules(file('tor1.yaml')).includes(RULE)));
    await client.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: [{ uri: uri(one.folder), name: 'one' }] },
    });
    await client.until(() => client.rules(one.file('tor1.yaml')).length === 0);
    expect(client.rules(two.file('tor1.yaml'))).toEqual([RULE]);
  });

  it('finds the configuration and the rest of the estate upwards where no folder is open', async () => {
    const { file } = estate({ 'vms/web02.yaml': VM.replace('web01', 'web02').replace('42', '43') });
    const client = await Client.start({ folders: null });
    await client.open(file('vms/web02.yaml'), readFileSync(file('vms/web02.yaml'), 'utf8'));
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
    await client.close(file('vms/web02.yaml'));
    await client.until(() => client.rules(file('tor1.yaml')).length === 0);
  });

  it('reads a folder within an estate with the rest of it', async () => {
    const { file } = estate({
      'vms/web02.yaml': VM.replace('web01', 'web02').replace('switchName: External', 'switchName: Extern'),
    });
    const client = await Client.start({ folders: [file('vms')] });
    await client.until(() => client.rules(file('vms/web02.yaml')).includes('reading/unresolved-reference'));
  });

  it('reads what is not saved yet', async () => {
    const { folder, file } = estate();
    const client = await Client.start({ folders: [folder] });
    await client.open(file('new.yaml'), VM.replace('web01', 'web02').replace('42', '43'));
    await client.until(() => client.rules(file('tor1.yaml')).includes(RULE));
  });

  it('runs once for a burst of keystrokes', async () => {
    const { folder, file } = estate();
    const client = await Client.start({ folders: [folder], settings: { delay: 150 } });
    await client.open(file('web01.yaml'), VM);
    await client.calm(600);
    const before = client.pushes.get(file('tor1.yaml')) ?? 0;
    for (let vlan = 100; vlan < 140; vlan++) await client.change(file('web01.yaml'), VM.replace('42', String(vlan)));
    await client.until(() => String(client.shown.get(file('tor1.yaml'))?.[0]?.message).includes('139'));
    await client.calm();
    expect(client.pushes.get(file('tor1.yaml'))! - before).toBe(1);
  });
});
