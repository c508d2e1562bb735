import { adapterFeature, isDeclared } from './adapter-feature.ts';
import type { Host } from './entity.ts';
import type { FileServer } from './file-server-entity.ts';
import { nodesOfServer, serversOn } from './file-server-nodes.ts';
import { interfaceRdma } from './interface-rdma.ts';
import type { Network } from './network.ts';
import { inRange, type OsRange, osText } from './os.ts';
import { at, type Place } from './place.ts';
import { interfaceText, type SmbInterface, storageInterfaces } from './storage-network.ts';

/** Where SMB Direct is planned for on a host: by its client or server settings, or by those of a file server it runs. */
export function plannedDirect(network: Network, host: Host): Place | undefined {
  if (host.data.smbClient?.smbDirect) return at(host, 'smbClient', 'smbDirect');
  if (host.data.smbServer?.smbDirect) return at(host, 'smbServer', 'smbDirect');
  const server = serversOn(network, host).find((each) => each.data.smbServer?.smbDirect);
  return server && at(server, 'smbServer', 'smbDirect');
}

/** Where SMB Direct is counted on for a host: it is planned for, or somebody wrote RDMA on for an adapter. */
export function directWish(network: Network, host: Host): Place | undefined {
  const adapters = host.nics.flatMap((nic) => adapterFeature(nic, 'rdma') ?? []).filter(({ on }) => on);
  const virtual = host.hostAdapters.filter((adapter) => adapter.data.rdma?.enabled);
  const written = [...adapters.map(({ place }) => place), ...virtual.map((adapter) => at(adapter, 'rdma', 'enabled'))];
  return plannedDirect(network, host) ?? written.find(isDeclared);
}

/** Whether RDMA of an interface is on and somebody counts on it: it is written, said to carry storage, or SMB Direct is planned for. */
export function countsOnRdma(network: Network, of: SmbInterface): boolean {
  const rdma = interfaceRdma(of);
  if (!rdma?.on) return false;
  return rdma.declared || of.usage === 'storage' || plannedDirect(network, of.host) !== undefined;
}

/** SMB Direct that is in use, or planned for: who does it, and on what release. */
export interface DirectUse {
  /** As a sentence: "NIC2 of fs01 (Windows Server 2019) does SMB Direct". */
  readonly text: string;
  readonly place: Place;
}

/**
 * SMB Direct of a host or file server whose release is one that is asked for: a storage interface with RDMA that is counted on; of a
 * file server those of the servers it runs on, or its own plan where none of them is described.
 */
export function directUse(network: Network, of: Host | FileServer, releases: OsRange): DirectUse | undefined {
  if (of.kind === 'host') {
    if (of.os === undefined || !inRange(of.os, releases)) return undefined;
    const direct = storageInterfaces(network, of).find((each) => countsOnRdma(network, each));
    const text = direct && `${interfaceText(direct)} of ${of.name} (${osText(of.os)}) does SMB Direct`;
    return text === undefined ? undefined : { text, place: interfaceRdma(direct!)!.place };
  }
  const nodes = nodesOfServer(network, of);
  const { os, smbServer } = of.data;
  if (nodes.length === 0)
    return smbServer?.smbDirect && os !== undefined && inRange(os, releases)
      ? { text: `SMB Direct is planned for on ${osText(os)}`, place: at(of, 'smbServer', 'smbDirect') }
      : undefined;
  return nodes.map((node) => directUse(network, node, releases)).find((use) => use !== undefined);
}
