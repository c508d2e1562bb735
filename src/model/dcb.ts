import { isForgotten } from '#read/forgotten';
import type { HostData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import { adapterFeature, isDeclared } from './adapter-feature.ts';
import type { Host, Nic } from './entity.ts';
import { type RdmaTechnology, rdmaTechnology } from './interface-rdma.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { at, type Place } from './place.ts';
import { RELEASES } from './releases.ts';

type Qos = NonNullable<HostData['qos']>;
type QosList = 'policies' | 'trafficClasses' | 'flowControl';
export type QosPolicy = NonNullable<Qos['policies']>[number];
export type TrafficClass = NonNullable<Qos['trafficClasses']>[number];

/**
 * A list of the QoS section of a host where it holds everything there is: it is written and every item could be read, or the section
 * is empty, which says that there is none. Undefined where something may be missing.
 */
export function qosList<K extends QosList>(host: Host, key: K): NonNullable<Qos[K]> | undefined {
  const sections = host.tree.documents.flatMap((document) => (document.data as HostData).qos ?? []);
  if (sections.some((qos) => isForgotten(qos, key) || lostItems(qos[key]))) return undefined;
  const written = host.data.qos?.[key];
  if (written !== undefined) return written as NonNullable<Qos[K]>;
  const empty = sections.length > 0 && sections.every((qos) => Object.keys(qos).length === 0);
  return empty ? ([] as unknown as NonNullable<Qos[K]>) : undefined;
}

/** Where a list of the QoS section is written, or the section that should hold it. */
export function qosPlace(host: Host, key: QosList): Place {
  return host.data.qos?.[key] === undefined ? at(host, 'qos') : at(host, 'qos', key);
}

/** A traffic class that is written, with its place in the list. */
export interface WrittenClass {
  readonly item: TrafficClass;
  readonly index: number;
  readonly priorities: readonly number[];
}

/** The traffic classes somebody made: without [Default], which Windows lists by itself and gives every priority without a class. */
export function madeClasses(host: Host): readonly WrittenClass[] {
  return (host.data.qos?.trafficClasses ?? []).flatMap((item, index) =>
    isDefaultClass(item) ? [] : [{ item, index, priorities: item.priority === undefined ? [] : [item.priority].flat() }],
  );
}

/** The built-in class. */
export function isDefaultClass({ name }: TrafficClass): boolean {
  return /^\[?default\]?$/i.test(name.trim());
}

/** Whether priorities or classes of the host itself are written: DCB is not left to the switch. */
export function hasLocalDcb(host: Host): boolean {
  return (host.data.qos?.flowControl ?? []).length > 0 || madeClasses(host).length > 0;
}

/** The shares of the classes together, in percent; without strict classes, which have none, and without the built-in one. */
export function sharesOf(host: Host): number {
  return madeClasses(host).reduce(
    (sum, { item }) => sum + (item.algorithm === 'Strict' ? 0 : (item.bandwidthPercentage ?? 0)),
    0,
  );
}

/** A QoS policy for RDMA: it matches a Network Direct port, 445 for SMB Direct. */
export interface NetDirectPolicy {
  readonly policy: QosPolicy;
  readonly index: number;
  /** Undefined where it is not written or could not be read. */
  readonly priority: number | undefined;
}

/** The policies that match RDMA. Templates do not: they match TCP. */
export function netDirectPolicies(host: Host): readonly NetDirectPolicy[] {
  return (host.data.qos?.policies ?? []).flatMap((policy, index) =>
    policy.netDirectPortMatchCondition === undefined ? [] : [{ policy, index, priority: policy.priorityValue8021Action }],
  );
}

/**
 * The lossless priorities of a host that no traffic without loss uses: none of its policies does, but for those of the cluster and of
 * the rest. Empty where that is not known: policies and priorities are all written, and one policy at least is for RDMA.
 */
export function extraLossless(host: Host): readonly number[] {
  const policies = qosList(host, 'policies');
  const lossless = qosList(host, 'flowControl');
  if (!policies || !lossless || netDirectPolicies(host).length === 0) return [];
  // Storage of other sorts may be wanted without loss.
  const wanted = policies.filter(({ template }) => template !== 'Cluster' && template !== 'Default');
  const used = wanted.map((policy) => policy.priorityValue8021Action);
  return used.includes(undefined) ? [] : lossless.filter((priority) => !used.includes(priority));
}

/** An adapter on which RDMA is to be used. */
export interface RdmaAdapter {
  readonly nic: Nic;
  readonly technology: RdmaTechnology | undefined;
}

const known = new WeakMap<Network, Map<Host, readonly RdmaAdapter[]>>();

/**
 * The adapters of a host on which RDMA is used: those somebody says so of, by switching it on, by naming the technology, by letting
 * them carry storage, or by a host adapter with RDMA above them. Where nobody does, those an export shows with RDMA on, because that
 * may be the driver's default: only where all of them have one technology. Without those that cannot: RDMA is off, an LBFO team
 * is above, or a Hyper-V switch before Windows Server 2016.
 */
export function rdmaAdapters(network: Network, host: Host): readonly RdmaAdapter[] {
  const hosts = known.get(network) ?? new Map<Host, readonly RdmaAdapter[]>();
  known.set(network, hosts);
  const before = hosts.get(host);
  if (before) return before;
  const able = host.data.offload?.networkDirect === 'Disabled' ? [] : host.nics.filter((nic) => canDoRdma(network, nic));
  const wanted = able.filter((nic) => isWanted(network, nic));
  const shown = able.filter((nic) => adapterFeature(nic, 'rdma')?.on);
  const used = (wanted.length > 0 ? wanted : shown).map((nic) => ({ nic, technology: rdmaTechnology(nic)?.technology }));
  const single = wanted.length > 0 || new Set(used.map(({ technology }) => familyOf(technology))).size === 1;
  const found = single ? used : [];
  hosts.set(host, found);
  return found;
}

/** The adapters on which RDMA over Converged Ethernet is used. It needs a network that loses nothing; iWARP brings TCP with it. */
export function roceAdapters(network: Network, host: Host): readonly RdmaAdapter[] {
  return rdmaAdapters(network, host).filter(({ technology }) => isRoce(technology));
}

/** Whether a technology is RoCE, of either version. */
export function isRoce(technology: RdmaTechnology | undefined): boolean {
  return familyOf(technology) === 'RoCE';
}

function familyOf(technology: RdmaTechnology | undefined): string | undefined {
  return technology === 'RoCEv2' ? 'RoCE' : technology;
}

function canDoRdma(network: Network, nic: Nic): boolean {
  const switched = network.vmSwitchesOn(nic).length > 0 && inRange(nic.host.os, RELEASES.noSet);
  return adapterFeature(nic, 'rdma')?.on !== false && !network.teamOf(nic) && !switched && !nic.isTeamInterface;
}

function isWanted(network: Network, nic: Nic): boolean {
  const rdma = adapterFeature(nic, 'rdma');
  if (rdma?.declared) return true;
  const technology = rdmaTechnology(nic);
  if (nic.data.rdma?.technology !== undefined && isDeclared(at(nic, 'rdma', 'technology'))) return true;
  if (nic.data.usage === 'storage' && (rdma || technology)) return true;
  return network
    .vmSwitchesOn(nic)
    .flatMap((vmSwitch) => network.adaptersOn(vmSwitch))
    .some((adapter) => adapter.kind === 'host-adapter' && adapter.data.rdma?.enabled);
}

/**
 * Whether somebody wrote DCB for RoCE in full, policy, classes and lossless priorities, and not the one line that makes the host
 * unwilling. Hosts are willing by default: https://learn.microsoft.com/powershell/module/dcbqos/get-netqosdcbxsetting. An export
 * need not show it.
 */
export function leavesWillingOut(network: Network, host: Host): boolean {
  const { qos } = host.data;
  const { documents } = host.tree;
  const sections = documents.flatMap((document) => (document.data as HostData).qos ?? []);
  if (!qos || qos.dcbx?.willing !== undefined || documents.some(({ stance }) => stance === 'observed')) return false;
  if (sections.some((each) => isForgotten(each, 'dcbx') || (each.dcbx && isForgotten(each.dcbx, 'willing')))) return false;
  const full = (qos.flowControl ?? []).length > 0 && madeClasses(host).length > 0 && netDirectPolicies(host).length > 0;
  return full && roceAdapters(network, host).length > 0;
}
