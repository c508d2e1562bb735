import { lostItems } from '#read/validate';
import type { Host, HostAdapter, Nic, TeamNic, Vm } from './entity.ts';
import { interfaceRdma, listedAs, windowsName } from './interface-rdma.ts';
import { type IpPrefix, isLinkLocal, parsePrefix, sameNetwork } from './ip-prefix.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { isUnsettled, isWhole } from './references.ts';
import { clusterOf } from './replica-endpoint.ts';
import { smbRelations, uncPath, vmPaths } from './smb-share.ts';

/** An address of an interface with its network. Link-local addresses are left out: they lead nowhere else. */
export interface InterfaceAddress {
  readonly prefix: IpPrefix;
  readonly place: Place;
}

/** An interface of a host that has IP addresses or is said to carry storage: an adapter, a team interface, a host adapter. */
export interface SmbInterface {
  readonly host: Host;
  readonly adapter: Nic | TeamNic | HostAdapter;
  readonly addresses: readonly InterfaceAddress[];
  /** Whether its addresses are written and could all be read with their prefix length. */
  readonly settled: boolean;
  /** What it is said to carry; team interfaces do not say. */
  readonly usage: Nic['data']['usage'];
  /** The physical adapters its frames may take. A team mapping is a preference only: the others stand in for the mapped one. */
  readonly nics: readonly Nic[];
  /** Whether there are no other physical adapters below it. */
  readonly complete: boolean;
}

/** The interfaces of a host, and whether there may be others: some adapter does not tell its addresses. */
interface Found {
  readonly interfaces: SmbInterface[];
  open: boolean;
}

const memo = new WeakMap<Network, Map<Host, Found>>();

/** The interfaces of a host that SMB may use. Adapters below a team or a Hyper-V switch have no addresses of their own. */
export function smbInterfaces(network: Network, host: Host): readonly SmbInterface[] {
  return found(network, host).interfaces;
}

function found(network: Network, host: Host): Found {
  const byHost = memo.get(network) ?? new Map<Host, Found>();
  memo.set(network, byHost);
  const known = byHost.get(host);
  if (known) return known;
  const result: Found = { interfaces: [], open: false };
  const add = (
    adapter: SmbInterface['adapter'],
    usage: SmbInterface['usage'],
    below: Pick<SmbInterface, 'nics' | 'complete'>,
  ) => {
    const owner = adapter.kind === 'host-adapter' && !adapter.data.ipAddresses ? (listedAs(adapter) ?? adapter) : adapter;
    const written = owner.data.ipAddresses?.map((text, i) => ({ prefix: parsePrefix(text), place: at(owner, 'ipAddresses', i) }));
    const addresses = written?.flatMap(({ prefix, place }) =>
      prefix && !isLinkLocal(prefix.address) ? [{ prefix, place }] : [],
    );
    const settled = written?.every(({ prefix }) => prefix) ?? false;
    result.open ||= !settled;
    // One that is said to carry storage has addresses, also where they are not written.
    if (addresses?.length || usage === 'storage')
      result.interfaces.push({
        host,
        adapter,
        addresses: addresses ?? [],
        settled,
        usage,
        nics: below.nics,
        complete: below.complete,
      });
  };
  const virtual = new Set(host.hostAdapters.map(windowsName));
  for (const nic of host.nics) {
    const shadow = nic.isTeamInterface || virtual.has(nameKey(nic.name));
    if (shadow || network.teamingOf(nic) || network.vmSwitchesOn(nic).length > 0 || isDown(nic)) continue;
    add(nic, nic.data.usage, { nics: [nic], complete: !/^\s*vEthernet \(/i.test(nic.name) });
  }
  for (const team of host.teams) {
    // An interface that a Hyper-V switch stands on has no address either.
    const below = network.vmSwitchesOnTeam(team).length > 0;
    for (const teamNic of team.allInterfaces)
      if (!below || teamNic.data.ipAddresses)
        add(teamNic, undefined, { nics: team.nics, complete: team.members.length > 0 && team.members.every((m) => m.nic) });
  }
  for (const adapter of host.hostAdapters) {
    const on = adapter.data.switchName === undefined ? undefined : host.vmSwitch(adapter.data.switchName);
    add(adapter, adapter.data.usage, on ? network.uplink(on) : { nics: [], complete: false });
  }
  byHost.set(host, result);
  return result;
}

function isDown({ data }: Nic): boolean {
  return (data.status !== undefined && data.status !== 'Up') || data.mediaConnectionState === 'Disconnected';
}

/** Whether the adapters of a host are all listed, and its host adapters where it has Hyper-V switches for them. */
export function listsAdapters(host: Host): boolean {
  const virtual = host.vmSwitches.every(({ data }) => data.allowManagementOS === false) || isWhole(host, 'hostAdapters');
  return isWhole(host, 'nics') && virtual && !lostItems(host.data.teams);
}

/** Whether the interfaces of a host are all known: its adapters are listed, and each that may have addresses tells them. */
export function knowsInterfaces(network: Network, host: Host): boolean {
  return listsAdapters(host) && !found(network, host).open;
}

/** Hosts that speak SMB with a host: those whose VMs lie on it, and the nodes of file servers its VMs lie on. */
export function smbPeers(network: Network, host: Host): readonly Host[] {
  const { clients, servers } = smbRelations(network, host);
  return [...new Set([...clients, ...servers])];
}

/** Whether an interface may carry storage: it is said to, or it is not said to carry something else. */
export function mayCarryStorage({ usage }: SmbInterface): boolean {
  return usage === undefined || usage === 'storage';
}

/** Groups of hosts that speak SMB with each other: file servers with the hosts whose VMs lie on them, and the nodes of one cluster. */
export function smbGroups(network: Network): readonly (readonly Host[])[] {
  const groups: Host[][] = [];
  const seen = new Set<Host>();
  for (const start of network.all('host')) {
    if (seen.has(start)) continue;
    seen.add(start);
    const group = [start];
    for (const host of group) {
      const cluster = clusterName(network, host);
      const near = [...smbPeers(network, host), ...(cluster === undefined ? [] : network.nodesOf(cluster))];
      for (const other of near) {
        if (seen.has(other)) continue;
        seen.add(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

/** Name of the cluster a host is a node of; undefined where nothing says that it is one. */
export function clusterName(network: Network, host: Host): string | undefined {
  return host.data.cluster ?? clusterOf(network, host)?.name;
}

/** Two interfaces of two hosts in one network. */
export interface SmbPath {
  readonly from: SmbInterface;
  readonly to: SmbInterface;
  readonly network: IpPrefix;
}

/** The networks two hosts have in common, as pairs of interfaces: the ways of SMB between them that need no router. */
export function smbPaths(network: Network, from: Host, to: Host): readonly SmbPath[] {
  return smbInterfaces(network, from).flatMap((near) =>
    smbInterfaces(network, to).flatMap((far) => {
      const common = near.addresses.find((a) => far.addresses.some((b) => sameNetwork(a.prefix, b.prefix)));
      return common ? [{ from: near, to: far, network: common.prefix }] : [];
    }),
  );
}

/** The interfaces of a host that are told apart as those of storage: said to carry it, else those on which somebody wrote RDMA on. */
export function toldStorage(network: Network, host: Host): readonly SmbInterface[] {
  const all = smbInterfaces(network, host);
  const said = all.filter(({ usage }) => usage === 'storage');
  if (said.length > 0) return said;
  return all.filter((each) => {
    const rdma = mayCarryStorage(each) ? interfaceRdma(each) : undefined;
    return rdma?.on && rdma.declared;
  });
}

/**
 * The storage interfaces of a host: those told apart as such, else those that are not said to carry something else and have a
 * network in common with a host it speaks SMB with.
 */
export function storageInterfaces(network: Network, host: Host): readonly SmbInterface[] {
  const told = toldStorage(network, host);
  if (told.length > 0) return told;
  const paths = smbPeers(network, host).flatMap((peer) => smbPaths(network, host, peer));
  const common = new Set(paths.flatMap(({ from, to }) => (mayCarryStorage(to) ? [from] : [])));
  return smbInterfaces(network, host).filter((each) => mayCarryStorage(each) && common.has(each));
}

/** The interface of a host that Windows knows by a name (InterfaceAlias): NIC1, Team1, vEthernet (SMB1). Undefined for patterns. */
export function interfaceByAlias(network: Network, host: Host, alias: string): SmbInterface | undefined {
  if (isUnsettled(alias)) return undefined;
  return smbInterfaces(network, host).find(({ adapter }) => interfaceAlias(adapter) === nameKey(alias));
}

function interfaceAlias(adapter: SmbInterface['adapter']): string {
  return adapter.kind === 'host-adapter' ? windowsName(adapter) : nameKey(adapter.name);
}

/** An interface as people call it. */
export function interfaceText({ adapter }: Pick<SmbInterface, 'adapter'>): string {
  if (adapter.kind === 'nic') return adapter.name;
  return `the ${adapter.kind === 'team-nic' ? 'team interface' : 'host adapter'} ${adapter.name}`;
}

/** What shows that a host keeps VMs on shares: one of its VMs, an adapter that is to carry storage, or a plan for SMB Direct. */
export function usesSmbStorage(network: Network, host: Host): { readonly text: string; readonly place: Place } | undefined {
  for (const vm of vmsOf(network, host))
    for (const { path, place } of vmPaths(vm)) {
      const unc = uncPath(path);
      if (unc) return { text: `the VM ${vm.name} lies on \\\\${unc.server}\\${unc.share}`, place };
    }
  const carrier = smbInterfaces(network, host).find(({ usage }) => usage === 'storage')?.adapter;
  if (carrier && carrier.kind !== 'team-nic')
    return { text: `${interfaceText({ adapter: carrier })} is to carry storage`, place: at(carrier, 'usage') };
  return host.data.smbClient?.smbDirect
    ? { text: 'SMB Direct is planned for', place: at(host, 'smbClient', 'smbDirect') }
    : undefined;
}

const vmsByHost = new WeakMap<Network, Map<Host, Vm[]>>();

/** The VMs that may run on a host. */
function vmsOf(network: Network, host: Host): readonly Vm[] {
  let known = vmsByHost.get(network);
  if (!known) {
    known = new Map();
    for (const vm of network.all('vm'))
      for (const each of network.hostsOf(vm)) {
        const list = known.get(each);
        if (list) list.push(vm);
        else known.set(each, [vm]);
      }
    vmsByHost.set(network, known);
  }
  return known.get(host) ?? [];
}

/** Name of the adapter of an interface in commands: vEthernet (SMB1) for a host adapter. */
export function adapterName({ adapter }: Pick<SmbInterface, 'adapter'>): string {
  return adapter.kind === 'host-adapter' ? `vEthernet (${adapter.name})` : adapter.name;
}
