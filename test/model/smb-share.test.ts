import { describe, expect, it } from 'vitest';
import type { Share } from '#model/file-server-entity';
import {
  isClustered,
  machinesOf,
  nodesOfServer,
  onlyNode,
  serverRole,
  serversOn,
  unclusteredPlaces,
} from '#model/file-server-nodes';
import type { Network } from '#model/network';
import {
  clientsOf,
  fileServer,
  holdsVms,
  remotePaths,
  shareOf,
  smbRelations,
  uncPath,
  vmPaths,
  vmPathsOn,
  vmPathsTo,
  vmPathsToHost,
  vmPlaces,
  vmsClause,
  vmsText,
} from '#model/smb-share';
import { network, shown } from './estate.ts';

const shareNamed = (net: Network, id: string): Share => net.all('share').find((share) => share.id === id)!;

describe('uncPath', () => {
  it.each([
    ['\\\\fs01\\VMs\\web01', 'fs01', 'VMs'],
    ['//fs01.contoso.com/VMs', 'fs01.contoso.com', 'VMs'],
    ['  \\\\fs01\\VMs', 'fs01', 'VMs'],
    ['\\\\?\\UNC\\fs01\\VMs\\a.vhdx', 'fs01', 'VMs'],
    ['\\\\10.0.20.11\\C$\\x', '10.0.20.11', 'C$'],
  ])('%s', (path, server, share) => expect(uncPath(path)).toEqual({ server, share }));

  it.each([
    'C:\\ClusterStorage\\Volume1',
    'V:',
    '\\\\fs01',
    '\\\\fs01\\',
    '\\\\?\\Volume{5d1fb3a2-6f2c-4a37-9d60-2f4a9b3c1d10}\\VMs',
    '\\\\.\\PhysicalDrive1',
    'web01.vhdx',
    '',
  ])('is none: %s', (path) => expect(uncPath(path)).toBeUndefined());
});

describe('vmPaths', () => {
  it('are all a VM is stored under, with their places', async () => {
    const net = await network({
      'a.yaml':
        'kind: vm\nname: web01\npath: P\nsmartPagingFilePath: Q\nsnapshotFileLocation: R\nhardDrives: [{ path: S }, { path: T }]\n',
    });
    const paths = vmPaths(net.all('vm')[0]!);
    expect(paths.map(({ path }) => path)).toEqual(['P', 'Q', 'R', 'S', 'T']);
    expect(shown(paths[4]!.place)).toBe('a.yaml T');
  });
});

describe('fileServer', () => {
  const named = async (servers: string, name: string) =>
    fileServer(
      await network({
        'a.yaml': servers
          .split(';')
          .map((s) => `kind: file-server\n${s.trim().replaceAll(', ', '\n')}\n`)
          .join('---\n'),
      }),
      name,
    )?.name;

  it('is found by its name, its full name, and its first label', async () => {
    expect(await named('name: fs01', 'FS01')).toBe('fs01');
    expect(await named('name: fs01', 'fs01.contoso.com')).toBe('fs01');
    expect(await named('name: fs01.contoso.com', 'fs01')).toBe('fs01.contoso.com');
    expect(await named('name: fs01, fqdn: storage.contoso.com', 'storage.contoso.com')).toBe('fs01');
    expect(await named('name: fs01, fqdn: storage.contoso.com', 'storage')).toBe('fs01');
    expect(await named('name: fs01, fqdn: storage.contoso.com', 'fs01')).toBe('fs01');
  });

  it('is not one of another domain, nor what an address names', async () => {
    expect(await named('name: fs01.contoso.com', 'fs01.fabrikam.com')).toBeUndefined();
    expect(await named('name: fs01, fqdn: fs01.contoso.com', 'fs01.fabrikam.com')).toBeUndefined();
    expect(await named('name: "10.0.20.11"', '10.0.20.11')).toBeUndefined();
    expect(await named('name: fs01', 'fs02')).toBeUndefined();
  });

  it('is unknown where a short name could be one of two', async () => {
    expect(await named('name: fs01.contoso.com; name: fs01.fabrikam.com', 'fs01')).toBeUndefined();
    expect(await named('name: fs01.contoso.com; name: fs01', 'fs01')).toBe('fs01');
  });
});

describe('shares', () => {
  const estate = async () =>
    network({
      'a.yaml': `kind: file-server
name: sofs
shares: [{ name: VMs }, { name: ISO, scopeName: other }, { name: Own, scopeName: SOFS }, { name: Star, scopeName: "*" }, { name: Plan, usage: hyper-v }]
---
kind: file-server
name: n1
shares: [{ name: Data, scopeName: files }]
---
kind: host
name: hv01
cluster: hv
---
kind: host
name: hv02
cluster: hv
---
kind: host
name: sofs
---
kind: host
name: plain
---
kind: vm
name: web01
cluster: hv
path: \\\\sofs.contoso.com\\vms\\web01
hardDrives: [{ path: \\\\sofs\\VMs\\web01.vhdx }, { path: \\\\sofs\\Gone\\x.vhdx }]
---
kind: vm
name: web02
host: hv01
path: \\\\files\\data\\web02
hardDrives: [{ path: \\\\plain\\x\\web02.vhdx }, { path: 'D:\\web02.vhdx' }, { path: \\\\10.0.0.1\\VMs\\x.vhdx }]
---
kind: vm
name: web03
path: \\\\sofs\\VMs\\web03
`,
    });

  it('are found by the server and by the role they belong to', async () => {
    const net = await estate();
    expect(shareOf(net, '\\\\SOFS\\vms\\x')?.name).toBe('VMs');
    expect(shareOf(net, '\\\\sofs\\Own')?.name).toBe('Own');
    expect(shareOf(net, '\\\\sofs\\Star')?.name).toBe('Star');
    expect(shareOf(net, '\\\\sofs\\ISO')).toBeUndefined();
    expect(shareOf(net, '\\\\other\\ISO')?.name).toBe('ISO');
    expect(shareOf(net, '\\\\files\\Data')?.server.name).toBe('n1');
    expect(shareOf(net, '\\\\files\\Gone')).toBeUndefined();
    expect(shareOf(net, 'D:\\VMs')).toBeUndefined();
  });

  it('hold the VMs whose paths lead to them', async () => {
    const net = await estate();
    const vms = shareNamed(net, 'file-server:sofs/share:vms');
    const sofs = fileServer(net, 'sofs')!;
    expect(remotePaths(net)).toHaveLength(5);
    expect(vmPathsOn(net, vms).map(({ vm }) => vm.name)).toEqual(['web01', 'web01', 'web03']);
    expect(vmPathsTo(net, sofs)).toHaveLength(4);
    expect(clientsOf(net, sofs).map((host) => host.name)).toEqual(['hv01', 'hv02']);
    expect(holdsVms(net, vms)).toBe(true);
    expect(holdsVms(net, shareNamed(net, 'file-server:sofs/share:plan'))).toBe(true);
    expect(holdsVms(net, shareNamed(net, 'file-server:sofs/share:own'))).toBe(false);
    expect(vmsText(net, vms)).toBe('holds the VM web01 and 1 more');
    expect(vmsText(net, shareNamed(net, 'file-server:n1/share:data'))).toBe('holds the VM web02');
    expect(vmsText(net, shareNamed(net, 'file-server:sofs/share:plan'))).toBe('is meant for VMs');
    expect(vmsText(net, shareNamed(net, 'file-server:sofs/share:own'))).toBeUndefined();
    expect(vmPlaces(net, vms).map(({ at }) => shown(at))).toEqual([
      'a.yaml \\\\sofs.contoso.com\\vms\\web01',
      'a.yaml \\\\sofs\\VMs\\web03',
    ]);
  });

  it('make clauses about servers and machines', async () => {
    const net = await estate();
    const plain = net.host('plain')!;
    expect(vmPathsToHost(net, plain).map(({ vm }) => vm.name)).toEqual(['web02']);
    expect(vmsClause(net, plain)?.text).toBe('it holds the VM web02');
    expect(vmsClause(net, fileServer(net, 'sofs')!)?.text).toBe('it holds the VM web01 and 1 more');
    expect(vmsClause(net, net.host('sofs')!)?.text).toBe('it runs sofs, which holds the VM web01 and 1 more');
    expect(vmsClause(net, net.host('hv01')!)).toBeUndefined();
  });

  it('tell which hosts speak SMB with each other', async () => {
    const net = await estate();
    const names = (hosts: ReadonlySet<{ name: string }>) => [...hosts].map(({ name }) => name);
    expect(names(smbRelations(net, net.host('hv01')!).servers)).toEqual(['sofs', 'plain']);
    expect(names(smbRelations(net, net.host('hv02')!).servers)).toEqual(['sofs']);
    expect(names(smbRelations(net, net.host('sofs')!).clients)).toEqual(['hv01', 'hv02']);
    expect(names(smbRelations(net, net.host('plain')!).clients)).toEqual(['hv01']);
    expect(names(smbRelations(net, net.host('sofs')!).servers)).toEqual([]);
  });

  it('do not make a host a peer of itself', async () => {
    const net = await network({ 'a.yaml': 'kind: host\nname: hv01\n---\nkind: vm\nname: a\nhost: hv01\npath: \\\\hv01\\VMs\n' });
    const { clients, servers } = smbRelations(net, net.host('hv01')!);
    expect([clients.size, servers.size]).toEqual([0, 0]);
  });
});

describe('the cluster of a file server', () => {
  const clustered = async (server: string, more = '') => {
    const net = await network({ 'a.yaml': `kind: file-server\nname: fs01\n${server}\n${more}` });
    return isClustered(net, net.all('file-server')[0]!);
  };

  it.each([
    ['cluster: c1', '', true],
    ['clustered: true\nnodes: [fs01]', '', true],
    ['nodes: [n1, n2]', '', true],
    ['', '---\nkind: cluster\nname: c1\ngroups: [{ name: FS01, groupType: FileServer }]\n', true],
    ['clustered: false\nnodes: [n1, n2]', '', false],
    ['nodes: [fs01.contoso.com]', '', false],
    ['', '---\nkind: host\nname: fs01\nroles: [Hyper-V]\n', false],
    ['', '', undefined],
    ['nodes: []', '', undefined],
    ['nodes: [n1]', '', undefined],
    ['nodes: [fs01]', '---\nkind: host\nname: fs01\ncluster: c1\n', undefined],
    ['', '---\nkind: host\nname: fs01\nroles: [Hyper-V]\n---\nkind: cluster\nname: c1\nnodes: [fs01]\n', undefined],
    ['', '---\nkind: host\nname: fs01\nroles: []\n', undefined],
    ['', '---\nkind: host\nname: fs01\nroles: [Failover Clustering]\n', undefined],
    ['', '---\nkind: host\nname: fs01\n', undefined],
  ])('is known from %j and %j: %s', async (server, more, expected) => expect(await clustered(server, more)).toBe(expected));

  it('shows what says that there is none', async () => {
    const places = async (server: string) => {
      const net = await network({
        'a.yaml': `kind: file-server\nname: fs01\n${server}---\nkind: host\nname: fs01\nroles: [A]\n`,
      });
      return unclusteredPlaces(net, net.all('file-server')[0]!).map(({ at }) => at.property);
    };
    expect(await places('clustered: false\nnodes: [fs01]\n')).toEqual(['/clustered']);
    expect(await places('nodes: [fs01]\n')).toEqual(['/nodes']);
    expect(await places('')).toEqual(['/roles']);
  });

  it('gives the role, the nodes and the only one of them', async () => {
    const net = await network({
      'a.yaml': `kind: cluster
name: c1
nodes: [n1, n2]
groups: [{ name: sofs, groupType: ScaleoutFileServer }, { name: fs, groupType: FileServer }, { name: x, groupType: Other }]
---
kind: cluster
name: c2
nodes: [n3]
---
kind: host
name: n1
---
kind: host
name: n3
cluster: c2
---
kind: host
name: fs9
---
kind: file-server
name: sofs
cluster: c1
---
kind: file-server
name: fs
---
kind: file-server
name: x
role: FileServer
cluster: c2
---
kind: file-server
name: fs9
nodes: [n1, n9]
---
kind: file-server
name: solo
clustered: true
nodes: [n9]
`,
    });
    const server = (name: string) => fileServer(net, name)!;
    const names = (hosts: readonly { name: string }[]) => hosts.map(({ name }) => name);
    expect(['sofs', 'fs', 'x', 'fs9'].map((name) => serverRole(net, server(name)))).toEqual([
      'ScaleOutFileServer',
      'FileServer',
      'FileServer',
      undefined,
    ]);
    expect(names(nodesOfServer(net, server('sofs')))).toEqual(['n1']);
    expect(names(nodesOfServer(net, server('fs9')))).toEqual(['n1']);
    expect(names(nodesOfServer(net, server('fs')))).toEqual([]);
    expect(names(serversOn(net, net.host('n1')!))).toEqual(['sofs', 'fs9']);
    expect(names(machinesOf(net, net.cluster('c2')!))).toEqual(['n3']);
    expect(names(machinesOf(net, net.host('n3')!))).toEqual(['n3']);
    expect(names(machinesOf(net, server('x')))).toEqual(['n3']);
    expect(onlyNode(net, server('sofs'))).toBeUndefined();
    expect(onlyNode(net, server('fs'))).toBeUndefined();
    expect(onlyNode(net, server('x'))?.name).toBe('n3');
    expect(onlyNode(net, server('solo'))?.name).toBe('n9');
  });

  it('has another node where a host says so', async () => {
    const net = await network({
      'a.yaml':
        'kind: cluster\nname: c1\nnodes: [n1]\n---\nkind: host\nname: n2\ncluster: c1\n---\nkind: file-server\nname: fs\ncluster: c1\n',
    });
    expect(onlyNode(net, net.all('file-server')[0]!)).toBeUndefined();
  });
});
