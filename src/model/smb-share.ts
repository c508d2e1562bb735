import type { Cluster, Host, Vm } from './entity.ts';
import type { FileServer, Share } from './file-server-entity.ts';
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
  const match = /^\s*[\\/]{2}(?![?.][\\/])([^\\/]+)[\\/]([^\\/]+)/.exec(path);
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

/** The file server a name leads to; undefined for an IP address and for what nothing describes. */
export function fileServer(network: Network, name: string): FileServer | undefined {
  if (parseIp(name)) return undefined;
  return network
    .all('file-server')
    .find((server) => [server.name, server.data.fqdn].some((own) => own !== undefined && sameMachine(own, name)));
}

/** The share a UNC path leads to; undefined where its server or the share is not described. */
export function shareOf(network: Network, path: string): Share | undefined {
  const unc = uncPath(path);
  const server = unc && fileServer(network, unc.server);
  return server?.shares.find((share) => nameKey(share.name) === nameKey(unc!.share));
}

/** The paths of VMs that lead to a share. */
export function vmPathsOn(network: Network, share: Share): readonly VmPath[] {
  return network.all('vm').flatMap((vm) => vmPaths(vm).filter(({ path }) => shareOf(network, path) === share));
}

/** Whether a share holds VMs: one of the estate lies there, or it says so itself. */
export function holdsVms(network: Network, share: Share): boolean {
  return share.data.usage === 'hyper-v' || (share.data.usage === undefined && vmPathsOn(network, share).length > 0);
}

/** The cluster a file server runs on, when its document is there. */
export function clusterOfServer(network: Network, server: FileServer): Cluster | undefined {
  return server.data.cluster === undefined ? undefined : network.cluster(server.data.cluster);
}

/** Whether a file server is clustered; undefined where nothing tells. A list of one node is no cluster, of several it is one. */
export function isClustered(network: Network, server: FileServer): boolean | undefined {
  const { cluster, clustered, nodes } = server.data;
  if (cluster !== undefined) return true;
  if (clustered !== undefined) return clustered;
  if ((nodes?.length ?? 0) > 1) return true;
  // The machine of that name is known, and it is a node or it is none.
  const host = network.host(server.name);
  return host && host.data.cluster !== undefined ? true : undefined;
}

/** The servers a file server runs on, as far as they are described. */
export function nodesOfServer(network: Network, server: FileServer): readonly Host[] {
  const { nodes, cluster } = server.data;
  if (nodes) return nodes.flatMap((name) => network.host(name) ?? []);
  if (cluster !== undefined) return network.nodesOf(cluster);
  const own = network.host(server.name);
  return own ? [own] : [];
}
