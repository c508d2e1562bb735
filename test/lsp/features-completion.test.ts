import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver/node';
import { folderWith } from '../cli/run-hvlint.ts';
import { ABLE, Client, uri } from './client.ts';

const SWITCH = `kind: switch
name: tor1
os: nx-os
vlans:
  - { id: 10, name: Management }
  - { id: 42 }
ports:
  - { name: Ethernet1/1, mode: trunk }
  - { name: Ethernet1/2, connectedTo: hv02/NIC1 }
`;
const HOST2 = `kind: host
name: hv02
cluster: c1
nics: [{ name: NIC1 }, { name: NIC2 }]
vmSwitches: [{ name: Converged, netAdapterName: [NIC1, NIC2] }]
`;
const FILES = { 'tor1.yaml': SWITCH, 'hv02.yaml': HOST2 };

async function started(files: Readonly<Record<string, string>> = FILES) {
  const cwd = folderWith({ 'hvlint.config.yaml': 'extends: hvlint:recommended\n', ...files });
  return { cwd, client: await Client.start({ folders: [cwd], capabilities: ABLE }) };
}

/** What is offered at the sign ¦ of a text, and what becomes of the text when one is taken. */
async function offered(client: Client, file: string, marked: string) {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  await client.open(file, text);
  const before = text.slice(0, offset).split(/\r?\n/);
  const list = await client.request<CompletionList | null>('textDocument/completion', {
    textDocument: { uri: uri(file) },
    position: { line: before.length - 1, character: before.at(-1)!.length },
  });
  await client.close(file);
  const items = list?.items ?? [];
  const taken = (label: string): string => {
    const { range, newText } = item(items, label).textEdit as TextEdit;
    const lines = text.split('\n');
    const line = lines[range.start.line]!;
    lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
    return lines.join('\n');
  };
  return { items, labels: items.map(({ label }) => label), taken };
}

function item(items: readonly CompletionItem[], label: string): CompletionItem {
  const found = items.find((each) => each.label === label);
  if (!found) throw new Error(`no ${label} among ${items.map((each) => each.label).join(', ')}`);
  return found;
}

describe('completion', () => {
  it('offers keys that are not written yet, with what they mean and what holds without them', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'hv01.yaml');
    const block = await offered(client, file, 'kind: host\nname: hv01\nteams:\n  - name: Team1\n    ¦\n    members: [NIC1]\n');
    expect(block.labels).toContain('teamingMode');
    expect(block.labels).not.toContain('members');
    expect(block.labels).not.toContain('name');
    expect(block.taken('loadBalancingAlgorithm')).toContain('\n    loadBalancingAlgorithm: \n');
    expect(item(block.items, 'loadBalancingAlgorithm').documentation).toMatchObject({
      kind: 'plaintext',
      value: expect.stringContaining('Not written: TransportPorts on 2012; Dynamic on 2016, 2019, 2022, 2025.'),
    });
    expect(block.taken('teamNics')).toContain('\n    teamNics:\n');
    const typing = await offered(client, file, 'kind: host\nname: hv01\nteams:\n  - name: Team1\n    teaming¦\n');
    expect(typing.taken('teamingMode')).toContain('\n    teamingMode: \n');
    const flow = await offered(client, file, 'kind: host\nname: hv01\nteams: [{ name: Team1, ¦ }]\n');
    expect(flow.taken('teamingMode')).toContain('[{ name: Team1, teamingMode:  }]');
    const item1 = await offered(client, file, 'kind: host\nname: hv01\nnics:\n  - ¦\n');
    expect(item1.taken('name')).toContain('  - name: \n');
    const root = await offered(client, file, 'kind: host\nname: hv01\nnics: []\n¦');
    expect(root.labels).toContain('vmSwitches');
    expect(root.labels).not.toContain('nics');
  });

  it('offers values of enumerations and yes or no, in block and flow, also right behind the colon', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'hv01.yaml');
    const text = 'kind: host\nname: hv01\nteams:\n  - name: Team1\n    teamingMode:';
    const empty = await offered(client, file, `${text} ¦\n    members: [NIC1]\n`);
    expect(empty.labels.sort()).toEqual(['Lacp', 'Static', 'SwitchIndependent']);
    expect((await offered(client, file, `${text}¦\n`)).taken('Lacp')).toBe(`${text} Lacp\n`);
    const flow = await offered(client, file, 'kind: host\nname: hv01\nteams: [{ name: T, teamingMode: La¦, members: [NIC1] }]\n');
    expect(flow.taken('Lacp')).toContain('teamingMode: Lacp, members');
    expect((await offered(client, file, 'kind: host\nname: hv01\nvmSwitches: [{ name: V, iovEnabled: ¦ }]\n')).labels).toEqual([
      'true',
      'false',
    ]);
    expect((await offered(client, file, 'kind: ¦\nname: hv01\n')).labels).toEqual(
      expect.arrayContaining(['host', 'switch', 'vm']),
    );
    expect((await offered(client, file, '¦')).labels).toEqual(['kind']);
  });

  it('offers names of the text that is being typed, also while it is broken', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'hv01.yaml');
    const host = 'kind: host\nname: hv01\nnics:\n  - name: Slot 1\n  - name: NIC2\n';
    const list = await offered(client, file, `${host}teams:\n  - name: T\n    members:\n      - ¦\n`);
    expect(list.labels.slice(0, 3)).toEqual(['Slot 1', 'NIC2', 'name']);
    expect(list.taken('Slot 1')).toContain('      - Slot 1\n');
    const open = await offered(client, file, `${host}teams:\n  - { name: T, members: [NIC2, ¦\nhostAdapters:\n  - name: a\n`);
    expect(open.labels).toEqual(['Slot 1']);
    const quoted = await offered(client, file, `${host}teams: [{ name: T, members: ["Sl¦"] }]\n`);
    expect(quoted.taken('Slot 1')).toContain('["Slot 1"]');
    const uplink = await offered(
      client,
      file,
      `${host}teams: [{ name: T, teamNics: [{ name: T - VLAN 5 }] }]\nvmSwitches:\n  - name: S\n    netAdapterName: ¦\n`,
    );
    expect(uplink.labels).toEqual(['Slot 1', 'NIC2', 'T', 'T - VLAN 5']);
    const on = await offered(client, file, `${host}vmSwitches: [{ name: S }]\nhostAdapters:\n  - name: a\n    switchName: ¦\n`);
    expect(on.labels).toEqual(['S']);
  });

  it('offers names and VLANs that other files describe', async () => {
    const { cwd, client } = await started();
    const host = path.join(cwd, 'hv01.yaml');
    const cable = await offered(client, host, 'kind: host\nname: hv01\nnics:\n  - name: NIC1\n    connectedTo: tor1/¦\n');
    expect(cable.labels).toEqual(['tor1/Ethernet1/1', 'tor1/Ethernet1/2']);
    expect(item(cable.items, 'tor1/Ethernet1/1').detail).toContain('free');
    expect(item(cable.items, 'tor1/Ethernet1/2').detail).toContain('hv02 NIC1');
    expect(cable.taken('tor1/Ethernet1/1')).toContain('connectedTo: tor1/Ethernet1/1\n');
    const port = await offered(
      client,
      host,
      'kind: host\nname: hv01\nnics: [{ name: NIC1, connectedTo: { switch: tor1, port: ¦ } }]\n',
    );
    expect(port.labels).toEqual(['Ethernet1/1', 'Ethernet1/2']);
    const vlan = await offered(
      client,
      host,
      'kind: host\nname: hv01\nhostAdapters:\n  - name: a\n    vlan: { accessVlanId: ¦ }\n',
    );
    expect(vlan.labels).toEqual(['10', '42']);
    expect(item(vlan.items, '10').detail).toBe('Management, on tor1');
    const cluster = await offered(client, host, 'kind: host\nname: hv01\ncluster: ¦\n');
    expect(cluster.labels).toEqual(['c1']);
    const vm = path.join(cwd, 'web01.yaml');
    expect((await offered(client, vm, 'kind: vm\nname: web01\nhost: ¦\n')).labels).toEqual(['hv02']);
    const connected = await offered(
      client,
      vm,
      'kind: vm\nname: web01\ncluster: c1\nnetworkAdapters:\n  - name: A\n    switchName: ¦\n',
    );
    expect(connected.labels).toEqual(['Converged']);
    const nodes = await offered(client, path.join(cwd, 'c.yaml'), 'kind: cluster\nname: c1\nnodes: [¦]\n');
    expect(nodes.labels).toEqual(['hv02']);
    const links = await offered(
      client,
      path.join(cwd, 'm.yaml'),
      'kind: cabling\nlinks:\n  - host: hv02\n    nic: ¦\n    switch: tor1\n',
    );
    expect(links.labels).toEqual(['NIC1', 'NIC2']);
  });

  it('writes JSON in JSON', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'hv01.json');
    const text = (rest: string): string => `{\n  "kind": "host",\n  "name": "hv01",\n  "teams": [{ "name": "T", ${rest}`;
    const key = await offered(client, file, text('¦ }]\n}\n'));
    expect(key.taken('teamingMode')).toBe(text('"teamingMode":  }]\n}\n'));
    const begun = await offered(client, file, text('"team¦"'));
    expect(begun.taken('teamingMode')).toBe(text('"teamingMode": '));
    const value = await offered(client, file, text('"teamingMode": ¦ }]\n}\n'));
    expect(value.taken('Lacp')).toBe(text('"teamingMode": "Lacp" }]\n}\n'));
    const quoted = await offered(client, file, text('"teamingMode": "¦"'));
    expect(quoted.taken('Lacp')).toBe(text('"teamingMode": "Lacp"'));
  });

  it('keeps out of comments, of documents of other tools and of running configurations', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'x.yaml');
    expect((await offered(client, file, 'kind: host\nname: hv01\n# os¦\n')).items).toEqual([]);
    expect((await offered(client, file, 'apiVersion: v1\nkind: host\n¦')).items).toEqual([]);
    expect((await offered(client, file, 'on: push\n¦')).items).toEqual([]);
    expect((await offered(client, file, 'kind: { a: 1 }\nname: ¦\n')).items).toEqual([]);
    const config = 'hostname tor9\n!\ninterface Ethernet1/1\n  switchport¦\n';
    expect((await offered(client, path.join(cwd, 'tor9.cfg'), config)).items).toEqual([]);
  });

  it('counts as the client does behind an emoji, and knows CRLF and several documents', async () => {
    const { cwd, client } = await started();
    const file = path.join(cwd, 'hv01.yaml');
    const emoji = await offered(client, file, 'kind: host\nname: hv01\nteams: [{ name: "😀", teamingMode: ¦ }]\n');
    expect(emoji.taken('Lacp')).toContain('"😀", teamingMode: Lacp }');
    const crlf = await offered(
      client,
      file,
      'kind: vm\r\nname: a\r\n---\r\nkind: host\r\nname: hv01\r\nos: ¦\r\n---\r\nkind: vm\r\n',
    );
    expect(crlf.labels).toContain('2012R2');
  });
});
