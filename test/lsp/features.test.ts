import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  ClientCapabilities,
  DocumentSymbol,
  Hover,
  InlayHint,
  Location,
  MarkupContent,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { folderWith } from '../cli/run-hvlint.ts';
import { ABLE, applied, Client, uri } from './client.ts';

const HOST = `kind: host
name: hv01
os: "2016"
nics:
  - { name: NIC1, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, connectedTo: { switch: tor1, port: Ethernet1/2 } }
teams:
  - name: Team1
    members: [NIC1, "NIC2"]
    teamNics: [{ name: Team1 - VLAN 42, vlanId: 42 }]
vmSwitches:
  - { name: Converged, netAdapterName: Team1 }
hostAdapters:
  - { name: mgmt, switchName: Converged, vlan: { accessVlanId: 10 } }
`;
const CONFIG = `hostname tor1
!Command: show running-config
version 9.3(8)
vlan 1,10,42
interface Ethernet1/1
  switchport
  switchport mode trunk
  switchport trunk allowed vlan 10,42
interface Ethernet1/2
  switchport
  switchport mode trunk
`;
const VM = `{
  "kind": "vm",
  "name": "web01",
  "host": "hv01",
  "networkAdapters": [{ "name": "A", "switchName": "Converged", "vlan": { "operationMode": "Access", "accessVlanId": 10 } }]
}
`;
const FILES = { 'hv01.yaml': HOST, 'tor1.cfg': CONFIG, 'web01.json': VM };
const MARKDOWN: ClientCapabilities = {
  ...ABLE,
  textDocument: {
    ...ABLE.textDocument,
    hover: { contentFormat: ['markdown', 'plaintext'] },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    rename: { prepareSupport: true },
  },
};

async function started(files: Readonly<Record<string, string>> = FILES, capabilities = MARKDOWN, settings?: unknown) {
  const cwd = folderWith({ 'hvlint.config.yaml': 'extends: hvlint:recommended\n', ...files });
  const client = await Client.start({ folders: [cwd], capabilities, settings });
  for (const name of Object.keys(files)) await client.open(path.join(cwd, name), files[name]!);
  const file = (name: string): string => path.join(cwd, name);
  /** The place of the nth time a text stands in a file. */
  const at = (name: string, text: string, nth = 1, more = 1) => {
    const content = readFileSync(file(name), 'utf8');
    let offset = -1;
    for (let i = 0; i < nth; i++) offset = content.indexOf(text, offset + 1);
    if (offset < 0) throw new Error(`no ${text} in ${name}`);
    const before = content.slice(0, offset + more).split('\n');
    return {
      textDocument: { uri: uri(file(name)) },
      position: { line: before.length - 1, character: before.at(-1)!.length },
    };
  };
  const shown = (locations: readonly Location[] | null): string[] =>
    (locations ?? []).map(({ uri: of, range }) => `${of.split('/').at(-1)}:${range.start.line + 1}:${range.start.character + 1}`);
  return { cwd, client, file, at, shown };
}

function text(hover: Hover | null): string {
  return (hover?.contents as MarkupContent | undefined)?.value ?? '';
}

describe('hover', () => {
  it('says what a key means and what holds without it', async () => {
    const { client, at } = await started({
      'hv01.yaml': 'kind: host\nname: hv01\nteams:\n  - { name: T, members: [A], loadBalancingAlgorithm: Dynamic }\n',
    });
    const key = await client.request<Hover>('textDocument/hover', at('hv01.yaml', 'loadBalancingAlgorithm'));
    expect(text(key)).toContain('**loadBalancingAlgorithm**');
    expect(text(key)).toContain('HyperVPort');
    expect(text(key)).toContain('Dynamic on 2016');
    expect(key.range).toEqual({ start: { line: 3, character: 29 }, end: { line: 3, character: 51 } });
  });

  it('says what an adapter, a team, a port and a VLAN are connected to', async () => {
    const { client, at } = await started();
    const hover = async (...where: Parameters<typeof at>) =>
      text(await client.request<Hover | null>('textDocument/hover', at(...where)));
    const nic = await hover('hv01.yaml', 'NIC1');
    expect(nic).toContain('**Adapter NIC1 of hv01**');
    expect(nic).toContain('cabled to tor1 Ethernet1/1');
    expect(nic).toContain('member of team Team1');
    const member = await hover('hv01.yaml', 'NIC2', 2);
    expect(member).toContain('**Adapter NIC2 of hv01**');
    const team = await hover('hv01.yaml', 'Team1');
    expect(team).toContain('SwitchIndependent \\(default\\)');
    expect(team).toContain('NIC1: cabled to tor1 Ethernet1/1');
    const port = await hover('tor1.cfg', 'Ethernet1/1');
    expect(port).toContain('**Port Ethernet1/1 of tor1**');
    expect(port).toContain('cabled to hv01 NIC1');
    const vlan = await hover('web01.json', '10');
    expect(vlan).toContain('**VLAN 10**');
    expect(vlan).toContain('defined on tor1');
    expect(vlan).toContain('used by hv01 mgmt, web01 A');
    expect(await hover('web01.json', 'Converged')).toContain('Hyper-V switch Converged of hv01');
  });

  it('says why something is reported, with what repairs it, in plain text where the client takes no Markdown', async () => {
    const host =
      'kind: host\nname: hv01\nos: "2016"\nnics: [{ name: "*NIC*" }]\nteams:\n  - { name: T, members: ["*NIC*"], teamingMode: lacp }\n';
    for (const capabilities of [MARKDOWN, ABLE]) {
      const { client, at, file } = await started({ 'hv01.yaml': host }, capabilities);
      await client.until(() => client.rules(file('hv01.yaml')).includes('reading/enum-casing'));
      const why = await client.request<Hover>('textDocument/hover', at('hv01.yaml', 'lacp'));
      expect((why.contents as MarkupContent).kind).toBe(capabilities === MARKDOWN ? 'markdown' : 'plaintext');
      expect(text(why)).toContain('reading/enum-casing');
      expect(text(why).split('\n').length).toBeGreaterThan(1);
      const nic = text(await client.request<Hover>('textDocument/hover', at('hv01.yaml', '*NIC*')));
      expect(nic).toContain(capabilities === MARKDOWN ? 'Adapter \\*NIC\\* of hv01' : 'Adapter *NIC* of hv01');
    }
  });

  it('makes nothing of what files say', async () => {
    const name = '[x](command:y) <img src=a> `z` https://a.example';
    const { client, at } = await started({ 'hv01.yaml': `kind: host\nname: hv01\nnics:\n  - name: "${name}"\n` });
    const shown = text(await client.request<Hover>('textDocument/hover', at('hv01.yaml', '[x]')));
    expect(shown).toContain('\\[x\\]\\(command:y\\) &lt;img src\\=a&gt; \\`z\\` https&#58;//a.example');
  });
});

describe('names', () => {
  it('leads from a name to what it is the name of', async () => {
    const { client, at, shown } = await started();
    const definition = async (...where: Parameters<typeof at>) =>
      shown(await client.request<Location[] | null>('textDocument/definition', at(...where)));
    expect(await definition('hv01.yaml', 'tor1/Ethernet1/1', 1, 8)).toEqual(['tor1.cfg:5:11']);
    expect(await definition('hv01.yaml', 'tor1/Ethernet1/1')).toEqual(['tor1.cfg:1:10']);
    expect(await definition('hv01.yaml', 'NIC1', 2)).toEqual(['hv01.yaml:5:13']);
    expect(await definition('hv01.yaml', 'netAdapterName: Team1', 1, 18)).toEqual(['hv01.yaml:8:11']);
    expect(await definition('web01.json', 'Converged')).toEqual(['hv01.yaml:12:13']);
    expect(await definition('web01.json', 'hv01')).toEqual(['hv01.yaml:2:7']);
    expect(await definition('hv01.yaml', '10 }')).toEqual(['tor1.cfg:4:6']);
    expect(await definition('hv01.yaml', 'vmSwitches')).toEqual([]);
  });

  it('finds everywhere a thing is named, from every one of these places', async () => {
    const { client, at, shown } = await started();
    const references = async (name: string, part: string, includeDeclaration: boolean, nth = 1, more = 1) =>
      shown(
        await client.request<Location[] | null>('textDocument/references', {
          ...at(name, part, nth, more),
          context: { includeDeclaration },
        }),
      ).sort();
    const converged = ['hv01.yaml:12:13', 'hv01.yaml:14:31', 'web01.json:5:52'];
    expect(await references('hv01.yaml', 'Converged', true)).toEqual(converged);
    expect(await references('web01.json', 'Converged', true)).toEqual(converged);
    expect(await references('web01.json', 'Converged', false)).toEqual(converged.slice(1));
    expect(await references('tor1.cfg', 'Ethernet1/1', false)).toEqual(['hv01.yaml:5:37']);
    expect(await references('tor1.cfg', '10,42', false, 2)).toEqual([
      'hv01.yaml:14:64',
      'tor1.cfg:11:19',
      'tor1.cfg:8:33',
      'web01.json:5:118',
    ]);
    expect(await references('hv01.yaml', 'NIC2', true)).toEqual(['hv01.yaml:6:13', 'hv01.yaml:9:21']);
  });

  it('lists the things of a file, as a tree or without', async () => {
    const { client, file } = await started();
    const tree = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: uri(file('hv01.yaml')) },
    });
    const line = ({ name, detail, children }: DocumentSymbol): string =>
      `${detail} ${name}(${(children ?? []).map(line).join(' ')})`;
    expect(tree.map(line)).toEqual([
      'host hv01(nics NIC1() nics NIC2() teams Team1(teamNics Team1 - VLAN 42()) vmSwitches Converged() hostAdapters mgmt())',
    ]);
    const config = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri: uri(file('tor1.cfg')) },
    });
    expect(config.map(line)[0]).toContain('ports Ethernet1/1()');
    const plain = await started(FILES, ABLE);
    const list = await plain.client.request<SymbolInformation[]>('textDocument/documentSymbol', {
      textDocument: { uri: uri(plain.file('web01.json')) },
    });
    expect(list).toMatchObject([
      { name: 'web01' },
      { name: 'A', containerName: 'web01', location: { uri: uri(plain.file('web01.json')) } },
    ]);
  });
});

describe('rename', () => {
  it('renames a thing in every file that names it, with the quotes that are there', async () => {
    const { client, at, file } = await started();
    const request = (where: ReturnType<typeof at>, newName: string) =>
      client.request<WorkspaceEdit>('textDocument/rename', { ...where, newName });
    const edit = await request(at('web01.json', 'Converged'), 'v: "1"');
    expect(applied(HOST, edit, file('hv01.yaml'))).toBe(HOST.replaceAll('Converged', `'v: "1"'`));
    expect(applied(VM, edit, file('web01.json'))).toBe(VM.replace('"Converged"', '"v: \\"1\\""'));
    const nic = await request(at('hv01.yaml', 'NIC2'), 'Slot 2');
    expect(applied(HOST, nic, file('hv01.yaml'))).toBe(HOST.replaceAll('NIC2', 'Slot 2'));
    const host = await request(at('hv01.yaml', 'hv01'), 'hv09');
    expect(applied(VM, host, file('web01.json'))).toBe(VM.replace('hv01', 'hv09'));
    const team = await request(at('hv01.yaml', 'Team1'), 'T');
    expect(applied(HOST, team, file('hv01.yaml'))).toBe(
      HOST.replace('name: Team1\n', 'name: T\n').replace('netAdapterName: Team1', 'netAdapterName: T'),
    );
  });

  it('keeps numbers, and the spelling of parts that stay', async () => {
    const tor =
      'kind: switch\nname: tor1\nports:\n  - { name: Ethernet1/1, lag: { id: 10 } }\nportChannels: [{ id: 10, name: port-channel10 }]\n';
    const host = 'kind: host\nname: hv01\nnics: [{ name: NIC1, connectedTo: "TOR1/Eth1/1" }]\n';
    const { client, at, file } = await started({ 'tor1.yaml': tor, 'hv01.yaml': host });
    const request = (where: ReturnType<typeof at>, newName: string) =>
      client.request<WorkspaceEdit>('textDocument/rename', { ...where, newName });
    const channel = await request(at('tor1.yaml', '10 }'), '11');
    expect(applied(tor, channel, file('tor1.yaml'))).toBe(tor.replaceAll('id: 10', 'id: 11'));
    const port = await request(at('tor1.yaml', 'Ethernet1/1'), 'Ethernet1/7');
    expect(applied(host, port, file('hv01.yaml'))).toBe(host.replace('Eth1/1', 'Ethernet1/7'));
    const device = await request(at('hv01.yaml', 'TOR1'), 'leaf1');
    expect(applied(host, device, file('hv01.yaml'))).toBe(host.replace('TOR1', 'leaf1'));
    expect(applied(tor, device, file('tor1.yaml'))).toBe(tor.replace('tor1', 'leaf1'));
  });

  it('says what can be renamed, and refuses what machines say, what has another name already, and VLANs', async () => {
    const { client, at } = await started();
    expect(await client.request('textDocument/prepareRename', at('hv01.yaml', 'NIC2', 2))).toMatchObject({ placeholder: 'NIC2' });
    expect(await client.request('textDocument/prepareRename', at('hv01.yaml', 'teams'))).toBeNull();
    const fails = (where: ReturnType<typeof at>, newName: string, message: string) =>
      expect(client.request('textDocument/rename', { ...where, newName })).rejects.toThrow(message);
    await fails(
      at('hv01.yaml', 'tor1/Ethernet1/1', 1, 8),
      'Ethernet1/9',
      'tor1.cfg, which says what a machine has and is not edited',
    );
    await expect(client.request('textDocument/prepareRename', at('hv01.yaml', 'tor1/'))).rejects.toThrow('is not edited');
    await fails(at('hv01.yaml', 'NIC1'), 'nic2', 'There is another nic2 already');
    await fails(at('hv01.yaml', 'accessVlanId: 10', 1, 15), '11', 'A VLAN is its number');
    await fails(at('hv01.yaml', 'hv01'), ' ', 'at least one character');
    await fails(at('hv01.yaml', 'hv01'), 'a/b', 'no slash');
  });

  it('renames a Hyper-V switch on every node a VM may run on', async () => {
    const node = (name: string) => `kind: host\nname: ${name}\ncluster: c1\nvmSwitches: [{ name: S, switchType: Internal }]\n`;
    const vm = 'kind: vm\nname: web01\ncluster: c1\nnetworkAdapters: [{ name: A, switchName: s }]\n';
    const { client, at, file } = await started({ 'a.yaml': node('a'), 'b.yaml': node('b'), 'vm.yaml': vm });
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...at('a.yaml', 'S, switchType'), newName: 'V' });
    for (const name of ['a', 'b']) expect(applied(node(name), edit, file(`${name}.yaml`))).toBe(node(name).replace(' S,', ' V,'));
    expect(applied(vm, edit, file('vm.yaml'))).toBe(vm.replace('switchName: s', 'switchName: V'));
  });
});

describe('inlay hints', () => {
  const ALL = { start: { line: 0, character: 0 }, end: { line: 100, character: 0 } };

  it('shows what holds because nothing is written, unless it is switched off', async () => {
    for (const inlayHints of [true, false]) {
      const sw = 'kind: switch\nname: tor2\nos: nx-os\nports:\n  - { name: "Ethernet1/1", mode: trunk }\n';
      const { client, file } = await started({ ...FILES, 'tor2.yaml': sw }, MARKDOWN, { delay: 20, inlayHints });
      const hints = (name: string) =>
        client.request<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri: uri(file(name)) }, range: ALL });
      const told = [...(await hints('hv01.yaml')), ...(await hints('tor2.yaml'))].map(
        ({ label, position: { line, character } }) => `${line + 1}:${character + 1} ${label}`,
      );
      expect(told).toEqual(
        inlayHints
          ? ['8:16 teamingMode: SwitchIndependent', '8:16 loadBalancingAlgorithm: Dynamic', '5:26 allowedVlans: all']
          : [],
      );
    }
  });

  it('claims nothing where it is not known', async () => {
    const { client, file } = await started({ ...FILES, 'hv01.yaml': HOST.replace('2016', '2012R2') });
    const hints = await client.request<InlayHint[]>('textDocument/inlayHint', {
      textDocument: { uri: uri(file('hv01.yaml')) },
      range: ALL,
    });
    expect(hints.map(({ label }) => label)).toEqual(['teamingMode: SwitchIndependent']);
  });
});
