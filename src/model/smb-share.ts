import type { Host, Vm } from './entity.ts';
import type { FileServer, Share } from './file-server-entity.ts';
import { nodesOfServer, serversOn } from './file-server-nodes.ts';
import { parseIp } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { sameMachine } from './replica-endpoint.ts';

/** A path of the form \\server\share\…; forward slashes count as well. */
export interface UncPath {
  readonly server: string;
  readonly share: string;
}

/** The server and share of a UNC path; undefined for other paths. */
export function uncPath(path: string): UncPath | undefined {
  const match = /^\s*(?:[\\/]{2}\?[\\/]UNC[\\/]|[\\/]{2}(?![?.][\\/]))([^\\/]+)[\\/]([^\\/]+)/i.exec(path);
  return match ? { server: match[1]!.trim(), share: match[2]!.trim() } : undefined;
}

/** A path a VM is stored under, and where it is written. */
export interface VmPath {
  readonly vm: Vm;
  readonly path: string;
  readonly place: Place;
}

/** Every path a VM is stored under: configuration, disks, smart paging, checkpoints. */
export function vmPaths(vm: Vm): readonly VmPath[] {
  const { path, smartPagingFilePath, snapshotFileLocation, hardDrives = [] } = vm.data;
  const own = [
    ['path', path],
    ['smartPagingFilePath', smartPagingFilePath],
    ['snapshotFileLocation', snapshotFileLocation],
  ] as const;
  return [
    ...own.flatMap(([key, value]) => (value === undefined ? [] : [{ vm, path: value, place: at(vm, key) }])),
    ...hardDrives.map((drive, i) => ({ vm, path: drive.path, place: at(vm, 'hardDrives', i, 'path') })),
  ];
}

/** A path of a VM that leads to a file server of the estate; the share is undefined where the server does not list it. */
export interface RemotePath extends VmPath {
  readonly server: FileServer;
  readonly share: Share | undefined;
}

/** A path of a VM that leads to a server which is described as a host only. */
interface PlainPath extends VmPath {
  readonly server: Host;
}

/** The other ends of a host's SMB traffic, as far as they are described. Neither holds the host itself. */
export interface SmbRelations {
  /** Hosts whose VMs lie on a file server that runs on it. */
  readonly clients: ReadonlySet<Host>;
  /** Servers that run the file servers its VMs lie on. */
  readonly servers: ReadonlySet<Host>;
}

/** What a UNC path leads to. */
interface Target {
  readonly server: FileServer;
  readonly share: Share | undefined;
}

/** What is worked out once for an estate. */
interface Index {
  readonly targets: Map<string, Target | undefined>;
  readonly servers: Map<string, FileServer | undefined>;
  paths: readonly RemotePath[] | undefined;
  plain: readonly PlainPath[] | undefined;
  relations: Map<Host, { clients: Set<Host>; servers: Set<Host> }> | undefined;
}

const memo = new WeakMap<Network, Index>();

function indexOf(network: Network): Index {
  const known = memo.get(network) ?? {
    targets: new Map(),
    servers: new Map(),
    paths: undefined,
    plain: undefined,
    relations: undefined,
  };
  memo.set(network, known);
  return known;
}

/**
 * The file server a name leads to; undefined for an IP address, for what nothing describes, and where a short name could be one of
 * several. A full name leads only to a server that has no other one.
 */
export function fileServer(network: Network, name: string): FileServer | undefined {
  const { servers } = indexOf(network);
  const key = nameKey(name);
  if (!servers.has(key)) servers.set(key, parseIp(name) ? undefined : find(network.all('file-server'), key));
  return servers.get(key);
}

function find(servers: readonly FileServer[], key: string): FileServer | undefined {
  const exact = servers.find(({ name, data }) => [name, data.fqdn ?? name].some((own) => nameKey(own) === key));
  if (exact) return exact;
  const meant = servers.filter(({ name, data }) => {
    const full = data.fqdn ?? (name.includes('.') ? name : undefined);
    return !(key.includes('.') && full !== undefined) && [full ?? name, name].some((own) => sameMachine(own, key));
  });
  return meant.length === 1 ? meant[0] : undefined;
}

/** Whether a share is there under a server name: it belongs to that name of a cluster, or to no other (`*` in exports). */
function isUnder(share: Share, name: string): boolean {
  const scope = share.data.scopeName?.trim() ?? '*';
  return scope === '*' || sameMachine(scope, name) || sameMachine(scope, share.server.name);
}

/** The file server and share a UNC path leads to: by the name of the server, or by that of the cluster role a share belongs to. */
function lookUp(network: Network, path: string): Target | undefined {
  const unc = uncPath(path);
  if (!unc || parseIp(unc.server)) return undefined;
  const { targets } = indexOf(network);
  const key = `${nameKey(unc.server)}\n${nameKey(unc.share)}`;
  if (!targets.has(key)) targets.set(key, targetOf(network, unc));
  return targets.get(key);
}

function targetOf(network: Network, unc: UncPath): Target | undefined {
  const named = (share: Share): boolean => nameKey(share.name) === nameKey(unc.share);
  const server = fileServer(network, unc.server);
  if (server) return { server, share: server.shares.find((share) => named(share) && isUnder(share, unc.server)) };
  const scoped = network
    .all('share')
    .filter(({ data }) => data.scopeName !== undefined && data.scopeName !== '*' && sameMachine(data.scopeName, unc.server));
  const [first] = scoped;
  return first && scoped.every((share) => share.server === first.server)
    ? { server: first.server, share: scoped.find(named) }
    : undefined;
}

/** The share a UNC path leads to; undefined where its server or the share is not described. */
export function shareOf(network: Network, path: string): Share | undefined {
  return lookUp(network, path)?.share;
}

/** Every path of a VM that leads to a file server of the estate. */
export function remotePaths(network: Network): readonly RemotePath[] {
  const index = indexOf(network);
  index.paths ??= network.all('vm').flatMap((vm) =>
    vmPaths(vm).flatMap((each) => {
      const found = lookUp(network, each.path);
      return found ? [{ ...each, ...found }] : [];
    }),
  );
  return index.paths;
}

/** The paths of VMs that lead to a host which no file server of the estate describes. */
export function vmPathsToHost(network: Network, host: Host): readonly VmPath[] {
  return plainPaths(network).filter((path) => path.server === host);
}

function plainPaths(network: Network): readonly PlainPath[] {
  const index = indexOf(network);
  index.plain ??= network.all('vm').flatMap((vm) =>
    vmPaths(vm).flatMap((each) => {
      const unc = uncPath(each.path);
      const server = unc && !parseIp(unc.server) && !lookUp(network, each.path) ? network.host(unc.server) : undefined;
      return server ? [{ ...each, server }] : [];
    }),
  );
  return index.plain;
}

/** The hosts a host speaks SMB with because of VMs. */
export function smbRelations(network: Network, host: Host): SmbRelations {
  const index = indexOf(network);
  if (!index.relations) {
    index.relations = new Map(network.all('host').map((each) => [each, { clients: new Set(), servers: new Set() }]));
    const { relations } = index;
    const relate = (client: Host, node: Host): void => {
      if (client === node) return;
      relations.get(client)?.servers.add(node);
      relations.get(node)?.clients.add(client);
    };
    for (const { vm, server } of remotePaths(network))
      for (const client of network.hostsOf(vm)) for (const node of nodesOfServer(network, server)) relate(client, node);
    for (const { vm, server } of plainPaths(network)) for (const client of network.hostsOf(vm)) relate(client, server);
  }
  return index.relations.get(host)!;
}

/** The paths of VMs that lead to a share. */
export function vmPathsOn(network: Network, share: Share): readonly VmPath[] {
  return remotePaths(network).filter((path) => path.share === share);
}

/** The paths of VMs that lead to a file server, also to shares it does not list. */
export function vmPathsTo(network: Network, server: FileServer): readonly VmPath[] {
  return remotePaths(network).filter((path) => path.server === server);
}

/** The hosts that run VMs which lie on a file server, as far as they are described: every node that may own one. */
export function clientsOf(network: Network, server: FileServer): readonly Host[] {
  return [...new Set(vmPathsTo(network, server).flatMap(({ vm }) => network.hostsOf(vm)))];
}

/** Whether a share holds VMs: one of the estate lies there, or it says so itself. */
export function holdsVms(network: Network, share: Share): boolean {
  return share.data.usage === 'hyper-v' || vmPathsOn(network, share).length > 0;
}

/** What a share or file server holds of VMs, as the end of a sentence: "holds the VM web01 and 2 more"; undefined where it holds none. */
export function vmsText(network: Network, of: Share | FileServer): string | undefined {
  const paths = of.kind === 'share' ? vmPathsOn(network, of) : vmPathsTo(network, of);
  const [first, ...more] = new Set(paths.map(({ vm }) => vm.name));
  if (first !== undefined) return `holds the VM ${first}${more.length > 0 ? ` and ${more.length} more` : ''}`;
  const shares = of.kind === 'share' ? [of] : of.shares;
  const meant = shares.find((share) => share.data.usage === 'hyper-v');
  if (!meant) return undefined;
  return of.kind === 'share' ? 'is meant for VMs' : `has the share ${meant.name}, which is meant for VMs`;
}

/** Where the VMs of a share or file server say that they lie there, one place for each VM. */
export function vmPlaces(network: Network, of: Share | FileServer): { at: Place; message: string }[] {
  const paths = of.kind === 'share' ? vmPathsOn(network, of) : vmPathsTo(network, of);
  const first = new Map(paths.toReversed().map((path) => [path.vm, path]));
  return [...first.values()].toReversed().map(({ vm, place }) => ({ at: place, message: `the VM ${vm.name} lies there` }));
}

/**
 * What VMs lie on a file server, or on a machine by itself or by a file server it runs, as a clause: "it runs sofs, which holds the
 * VM web01". Undefined where there are none.
 */
export function vmsClause(
  network: Network,
  of: FileServer | Host,
): { text: string; places: { at: Place; message: string }[] } | undefined {
  if (of.kind === 'file-server') {
    const text = vmsText(network, of);
    return text === undefined ? undefined : { text: `it ${text}`, places: vmPlaces(network, of) };
  }
  const [first, ...more] = new Set(vmPathsToHost(network, of).map(({ vm }) => vm));
  if (first) {
    const text = `it holds the VM ${first.name}${more.length > 0 ? ` and ${more.length} more` : ''}`;
    return { text, places: [first, ...more].map((vm) => ({ at: at(vm, 'name'), message: `the VM ${vm.name} lies there` })) };
  }
  for (const server of serversOn(network, of)) {
    const text = vmsText(network, server);
    if (text !== undefined) return { text: `it runs ${server.name}, which ${text}`, places: vmPlaces(network, server) };
  }
  return undefined;
}
