import { describe, expect, it } from 'vitest';
import { mergeTrees, singleTree } from '#model/tree';
import { lostItems } from '#read/validate';
import { documents } from './estate.ts';

/** The tree of documents about one thing, and its conflicts in short. */
async function merged(files: Readonly<Record<string, string>>) {
  const { tree, conflicts } = mergeTrees(await documents(files));
  const at = (...path: (string | number)[]): string => {
    const { document, path: there } = tree.source(path);
    const { start, end } = document.rangeOf(there);
    return `${document.file.path.replace('/estate/', '')} ${document.file.text.slice(start, end)}`;
  };
  return { data: tree.data, at, tree, conflicts: conflicts.map((c) => [c.what, c.first.value, c.second.value]) };
}

describe('one document', () => {
  it('is its own tree', async () => {
    const [document] = await documents({ 'a.yaml': 'kind: host\nname: hv01\n' });
    const tree = singleTree(document!);
    expect(tree.data).toBe(document!.data);
    expect(tree.source(['nics', 0])).toEqual({ document, path: ['nics', 0] });
    expect(tree.fragments(['name'])).toEqual([{ document, path: ['name'], value: 'hv01' }]);
    expect(tree.fragments(['nics', 0])).toEqual([]);
  });
});

describe('declared documents', () => {
  it('complete each other; every property keeps where it was written', async () => {
    const { data, at, conflicts } = await merged({
      'a.yaml': 'kind: host\nname: hv01\nnics:\n  - { name: NIC1, vlanId: 0, rss: { enabled: true } }\n',
      'b.yaml':
        'kind: host\nname: HV01\nos: 2022\nnics:\n  - { name: NIC2, vlanId: 7 }\n  - { name: nic1, linkSpeed: 10 Gbps, rss: { maxProcessors: 4 } }\n',
    });
    expect(conflicts).toEqual([]);
    expect(data).toEqual({
      kind: 'host',
      name: 'hv01',
      os: '2022',
      nics: [
        { name: 'NIC1', vlanId: 0, linkSpeed: '10 Gbps', rss: { enabled: true, maxProcessors: 4 } },
        { name: 'NIC2', vlanId: 7 },
      ],
    });
    expect(at('name')).toBe('a.yaml hv01');
    expect(at('os')).toBe('b.yaml 2022');
    expect(at('nics', 0, 'vlanId')).toBe('a.yaml 0');
    expect(at('nics', 0, 'linkSpeed')).toBe('b.yaml 10 Gbps');
    expect(at('nics', 0, 'rss', 'enabled')).toBe('a.yaml true');
    expect(at('nics', 0, 'rss', 'maxProcessors')).toBe('b.yaml 4');
    expect(at('nics', 1, 'vlanId')).toBe('b.yaml 7');
    expect(at('nics', 0, 'mtuSize')).toBe('a.yaml NIC1');
  });

  it('put lists of values together where one of them is only a part', async () => {
    const { data, conflicts } = await merged({
      'a.yaml': 'kind: host\nname: hv01\nroles: [Hyper-V, DNS]\nqos: { flowControl: [3] }\n',
      'hv01.ps1': 'Install-WindowsFeature dns, Failover-Clustering\nEnable-NetQosFlowControl 3, 5\n',
    });
    expect(conflicts).toEqual([]);
    expect(data).toMatchObject({ roles: ['Hyper-V', 'DNS', 'Failover-Clustering'], qos: { flowControl: [3, 5] } });
    expect(lostItems((data as { roles: unknown }).roles)).toBe(true);
    const whole = await merged({
      'a.yaml': 'kind: cluster\nname: c1\nnodes: [hv01, hv02]\n',
      'b.yaml': 'kind: cluster\nname: c1\nnodes: [hv01, hv03]\n',
    });
    expect(whole.conflicts).toHaveLength(1);
  });

  it('know one port under several spellings, and a member by its bare name', async () => {
    const ports = await merged({
      'a.yaml': 'kind: switch\nname: tor1\nports: [{ name: Ethernet1/1, mode: trunk }]\n',
      'b.yaml': 'kind: switch\nname: tor1\nports: [{ name: Eth 1/1, mtu: 9216 }]\n',
    });
    expect(ports.data).toMatchObject({ ports: [{ name: 'Ethernet1/1', mode: 'trunk', mtu: 9216 }] });
    const members = await merged({
      'a.yaml': 'kind: host\nname: hv01\nteams: [{ name: T, members: [NIC1, NIC2] }]\n',
      'b.yaml': 'kind: host\nname: hv01\nteams: [{ name: T, members: [{ name: nic2, administrativeMode: Standby }] }]\n',
    });
    expect(members.data).toMatchObject({ teams: [{ members: ['NIC1', { name: 'nic2', administrativeMode: 'Standby' }] }] });
    expect(members.at('teams', 0, 'members', 1, 'administrativeMode')).toBe('b.yaml Standby');
    expect([...ports.conflicts, ...members.conflicts]).toEqual([]);
  });

  it('that agree, agree', async () => {
    const { conflicts } = await merged({
      'a.yaml': 'kind: host\nname: hv01\nos: 2022\nroles: [Hyper-V]\nnics: [{ name: NIC1, vlanId: 0 }]\n',
      'b.yaml': 'kind: host\nname: hv01\nos: 2022\nroles: [Hyper-V]\nnics: [{ name: NIC1, vlanId: 0 }]\n',
    });
    expect(conflicts).toEqual([]);
  });

  it('that disagree, conflict with the first', async () => {
    const { data, conflicts } = await merged({
      'a.yaml': 'kind: host\nname: hv01\nos: 2019\nnics: [{ name: NIC1, vlanId: 0 }]\n',
      'b.yaml': 'kind: host\nname: hv01\nos: 2022\nnics: [{ name: NIC2 }, { name: NIC1, vlanId: 7 }]\n',
      'c.yaml': 'kind: host\nname: hv01\nos: 2025\n',
    });
    expect(conflicts).toEqual([
      ['os', '2019', '2022'],
      ['os', '2019', '2025'],
      ['nics[0].vlanId', 0, 7],
    ]);
    expect(data).toMatchObject({ os: '2019', nics: [{ name: 'NIC1', vlanId: 0 }, { name: 'NIC2' }] });
  });

  it('two things of one name in one list stay two', async () => {
    const { data } = await merged({
      'a.yaml': 'kind: vm\nname: web01\nnetworkAdapters: [{ name: A, switchName: X }, { name: A, switchName: Y }]\n',
      'b.yaml': 'kind: vm\nname: web01\nnetworkAdapters: [{ name: a, iovWeight: 0 }, { name: a, iovWeight: 100 }]\n',
    });
    expect(data).toMatchObject({
      networkAdapters: [
        { name: 'A', switchName: 'X', iovWeight: 0 },
        { name: 'A', switchName: 'Y', iovWeight: 100 },
      ],
    });
  });
});

describe('observed documents', () => {
  it('fill what nobody declared, whichever comes first, and never conflict', async () => {
    for (const declared of ['a.yaml', 'z.yaml']) {
      const { data, at, conflicts } = await merged({
        [declared]: 'kind: host\nname: hv01\nnics: [{ name: NIC1, vlanId: 0 }]\n',
        'observed.yaml': 'kind: host\nname: hv01\nos: 2022\nnics: [{ name: NIC1, vlanId: 42, status: Up }, { name: NIC2 }]\n',
      });
      expect(conflicts).toEqual([]);
      expect(data).toMatchObject({ os: '2022', nics: [{ name: 'NIC1', vlanId: 0, status: 'Up' }, { name: 'NIC2' }] });
      expect(at('nics', 0, 'vlanId')).toBe(`${declared} 0`);
      expect(at('nics', 0, 'status')).toBe('observed.yaml Up');
    }
  });

  it('two of them that differ are no matter of declarations', async () => {
    const { conflicts } = await merged({
      'observed1.yaml': 'kind: host\nname: hv01\nos: 2019\n',
      'observed2.yaml': 'kind: host\nname: hv01\nos: 2022\n',
    });
    expect(conflicts).toEqual([]);
  });
});

describe('what each document says', () => {
  const said = (tree: Awaited<ReturnType<typeof merged>>['tree'], ...path: (string | number)[]) =>
    tree.fragments(path).map((f) => [f.document.stance, f.path.join('.'), f.value]);

  it('is known of every thing and value, declared ones first', async () => {
    const { tree } = await merged({
      'observed.yaml': 'kind: host\nname: HV01\nnics: [{ name: NIC2 }, { name: nic1, vlanId: 42, status: Up }]\n',
      'a.yaml': 'kind: host\nname: hv01\nnics: [{ name: NIC1, vlanId: 0 }]\n',
      'b.yaml': 'kind: host\nname: hv01\nnics: [{ name: NIC3, vlanId: 7 }]\n',
    });
    expect(said(tree, 'name')).toEqual([
      ['declared', 'name', 'hv01'],
      ['declared', 'name', 'hv01'],
      ['observed', 'name', 'HV01'],
    ]);
    expect(said(tree, 'nics', 0, 'vlanId')).toEqual([
      ['declared', 'nics.0.vlanId', 0],
      ['observed', 'nics.1.vlanId', 42],
    ]);
    expect(said(tree, 'nics', 0, 'status')).toEqual([['observed', 'nics.1.status', 'Up']]);
    expect(said(tree, 'nics', 1, 'vlanId')).toEqual([['declared', 'nics.0.vlanId', 7]]);
    expect(said(tree, 'nics', 2)).toEqual([['observed', 'nics.0', { name: 'NIC2' }]]);
    expect(said(tree, 'nics', 9, 'vlanId')).toEqual([]);
  });

  it('ends within a value that is taken as a whole at the document it is taken from', async () => {
    const { tree } = await merged({
      'observed.yaml': 'kind: cluster\nname: c1\nnodes: [hv02, hv01]\n',
      'a.yaml': 'kind: cluster\nname: c1\nnodes: [hv01, hv03]\n',
    });
    expect(said(tree, 'nodes')).toEqual([
      ['declared', 'nodes', ['hv01', 'hv03']],
      ['observed', 'nodes', ['hv02', 'hv01']],
    ]);
    expect(said(tree, 'nodes', 1)).toEqual([['declared', 'nodes.1', 'hv03']]);
  });

  it('names what was observed and does not count', async () => {
    const { data, tree } = await merged({
      'observed.yaml': 'kind: host\nname: hv01\nhostAdapters: [{ name: M, vlan: { operationMode: Trunk, nativeVlanId: 5 } }]\n',
      'a.yaml': 'kind: host\nname: hv01\nhostAdapters: [{ name: M, vlan: { operationMode: Access, accessVlanId: 10 } }]\n',
    });
    expect(data).toMatchObject({ hostAdapters: [{ vlan: { operationMode: 'Access', accessVlanId: 10 } }] });
    expect(data).not.toMatchObject({ hostAdapters: [{ vlan: { nativeVlanId: 5 } }] });
    expect(said(tree, 'hostAdapters', 0, 'vlan', 'nativeVlanId')).toEqual([['observed', 'hostAdapters.0.vlan.nativeVlanId', 5]]);
  });
});

describe('lists of which a document shows only a part', () => {
  it('stay so when they are put together', async () => {
    const { data } = await merged({
      'a.yaml': 'kind: host\nname: hv01\n$hvlint: { partial: [nics] }\nnics: [{ name: NIC1 }]\nteams: [{ name: T }]\n',
      'b.yaml': 'kind: host\nname: hv01\nnics: [{ name: NIC2 }]\nteams: [{ name: T2 }]\n',
    });
    const { nics, teams } = data as { nics: unknown; teams: unknown };
    expect([lostItems(nics), lostItems(teams)]).toEqual([true, false]);
  });
});
