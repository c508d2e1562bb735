import { isForgotten } from '#read/forgotten';
import { lostItems } from '#read/validate';
import { isDeclared } from './adapter-feature.ts';
import type { Host, Vm } from './entity.ts';
import { groupByEach } from './group-by.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { at, type Place } from './place.ts';
import { RELEASES } from './releases.ts';
import { brokerNames, namesOf, primaryNames, type ReplicaEndpoint, replicaEndpoint, serverOf } from './replica-endpoint.ts';
import type { ReplicaServer, ReplicationData } from './replica-entity.ts';

/** One step of the replication of a VM: from where it runs to its replica, or from the replica on to a third server. */
export interface ReplicationLeg {
  readonly vm: Vm;
  readonly isExtended: boolean;
  /** Settings that both steps have. */
  readonly data: NonNullable<ReplicationData['extended']>;
  /** Place of a setting; of the whole section where it is not written. */
  at(property?: keyof NonNullable<ReplicationData['extended']>): Place;
}

/**
 * The steps of the replication of a VM that its document describes as going out. None for a VM that is not replicated (an empty
 * section, mode None, state Disabled) or that is itself the last copy; a replica has only the step that goes on.
 */
export function legsOf(vm: Vm): readonly ReplicationLeg[] {
  const { replication } = vm.data;
  if (!replication || replication.replicationMode === 'None' || /^disabled$/i.test(replication.replicationState ?? '')) return [];
  const { replicationMode: mode, extended } = replication;
  const legs: ReplicationLeg[] = [];
  if (!isReplica(vm) && Object.keys(replication).some((key) => !/^(?:metadata|\$hvlint|extended|x-.*)$/.test(key)))
    legs.push({
      vm,
      isExtended: false,
      data: replication,
      at: (property) => (property ? at(vm, 'replication', property) : at(vm, 'replication')),
    });
  if (extended && Object.keys(extended).length > 0 && mode !== 'ExtendedReplica' && mode !== 'TestReplica')
    legs.push({
      vm,
      isExtended: true,
      data: extended,
      at: (property) => at(vm, 'replication', 'extended', ...(property ? [property] : [])),
    });
  return legs;
}

/** The step from where a VM runs to its replica. */
export function primaryLeg(vm: Vm): ReplicationLeg | undefined {
  return legsOf(vm).find((leg) => !leg.isExtended);
}

/** Whether a VM is a copy that receives changes, and not the one that runs. */
export function isReplica(vm: Vm): boolean {
  const { asReplica, allowedPrimaryServer, replicationMode } = vm.data.replication ?? {};
  return (
    asReplica === true ||
    allowedPrimaryServer !== undefined ||
    (replicationMode !== undefined && replicationMode !== 'Primary' && replicationMode !== 'None')
  );
}

/** A step with what its server name leads to. */
export interface AimedLeg extends ReplicationLeg {
  readonly target: ReplicaEndpoint | undefined;
}

/** The steps of an estate, by what asks for them. */
interface LegIndex {
  readonly all: readonly AimedLeg[];
  readonly byVm: ReadonlyMap<Vm, readonly AimedLeg[]>;
  readonly byServer: ReadonlyMap<ReplicaServer, readonly AimedLeg[]>;
  readonly byHost: ReadonlyMap<Host, readonly AimedLeg[]>;
  readonly bySender: ReadonlyMap<ReplicaServer, readonly AimedLeg[]>;
  readonly vmsByName: ReadonlyMap<string, readonly Vm[]>;
}

const memos = new WeakMap<Network, LegIndex>();
const NONE: readonly never[] = [];

function indexOf(network: Network): LegIndex {
  const known = memos.get(network);
  if (known) return known;
  const target = remembered((name: string) => replicaEndpoint(network, name));
  const all = network.all('vm').flatMap((vm) =>
    legsOf(vm).map((leg) => {
      const name = leg.data.replicaServerName;
      return { ...leg, target: name === undefined ? undefined : target(name) };
    }),
  );
  const settings = remembered((home: string) => {
    const name = home.slice(home.indexOf(' ') + 1);
    // A node has the settings of the broker of its cluster.
    const end = home.startsWith('host') ? replicaEndpoint(network, name) : undefined;
    const cluster = end ? end.cluster : network.cluster(name);
    return cluster ? serverOf(network, cluster) : end?.server;
  });
  const names = new Set(all.map(({ vm }) => nameKey(vm.name)));
  const made: LegIndex = {
    all,
    byVm: groupByEach(all, ({ vm }) => [vm]),
    byServer: groupByEach(all, (leg) => (leg.target?.server ? [leg.target.server] : NONE)),
    byHost: groupByEach(all, (leg) => targetHosts(network, leg)),
    bySender: groupByEach(all, (leg) => {
      const { host, cluster } = leg.vm.data;
      const server = leg.isExtended ? undefined : settings(cluster === undefined ? `host ${host ?? ''}` : `cluster ${cluster}`);
      return server ? [server] : NONE;
    }),
    vmsByName: groupByEach(names.size === 0 ? NONE : network.all('vm').filter((vm) => names.has(nameKey(vm.name))), (vm) => [
      nameKey(vm.name),
    ]),
  };
  memos.set(network, made);
  return made;
}

function remembered<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}

/** Every step of every VM of an estate, with its target. */
export function aimedLegs(network: Network): readonly AimedLeg[] {
  return indexOf(network).all;
}

/** The steps of a VM with their targets. */
export function aimedLegsOf(network: Network, vm: Vm): readonly AimedLeg[] {
  return vm.data.replication ? (indexOf(network).byVm.get(vm) ?? NONE) : NONE;
}

/** The steps that go to a replica server. */
export function legsTo(network: Network, server: ReplicaServer): readonly AimedLeg[] {
  return indexOf(network).byServer.get(server) ?? NONE;
}

/** The steps that may end at a host. */
export function legsToHost(network: Network, host: Host): readonly AimedLeg[] {
  return indexOf(network).byHost.get(host) ?? NONE;
}

/** The first steps that go out from a replica server: from its host, or from the cluster whose broker it is. */
export function legsFrom(network: Network, server: ReplicaServer): readonly AimedLeg[] {
  return indexOf(network).bySender.get(server) ?? NONE;
}

/** Names of what a step ends at, full ones where they are known. Empty: unknown, or a name that replication cannot use. */
export function targetNames(network: Network, { target }: AimedLeg): readonly string[] {
  if (target?.sort === 'broker') return target.cluster ? brokerNames(network, target.cluster) : [target.name];
  return target?.sort === 'host' ? (target.host ? namesOf(target.host, target.name) : [target.name]) : [];
}

/** The described hosts a step may end at: the server, or the nodes of its cluster. */
export function targetHosts(network: Network, { target }: AimedLeg): readonly Host[] {
  if (target?.host) return [target.host];
  return target?.cluster && target.sort !== 'node' ? network.nodesOf(target.cluster.name) : [];
}

/** The described hosts a step may start from: those the VM may run on, or, for the step that goes on, those of its replica. */
export function sourceHosts(network: Network, leg: AimedLeg): readonly Host[] {
  if (!leg.isExtended || isReplica(leg.vm)) return network.hostsOf(leg.vm);
  const first = aimedLegsOf(network, leg.vm).find((other) => !other.isExtended);
  return first ? targetHosts(network, first) : [];
}

/** Names of the machines one of which has the VM of a step on its sending side; undefined where they are not all known. */
export function senders(network: Network, leg: AimedLeg): readonly string[] | undefined {
  if (!leg.isExtended || isReplica(leg.vm)) return machinesOf(network, leg.vm);
  const target = aimedLegsOf(network, leg.vm).find((other) => !other.isExtended)?.target;
  return target?.sort === 'host' ? [target.name] : wholeNames(target?.cluster?.data.nodes);
}

/** Names of the machines one of which has a VM: its host, or what may own it in its cluster. Undefined where they are not all known. */
export function machinesOf(network: Network, { data: { host, cluster, possibleOwners } }: Vm): readonly string[] | undefined {
  if (cluster === undefined) return host === undefined ? undefined : [host];
  return wholeNames(possibleOwners ?? network.cluster(cluster)?.data.nodes);
}

function wholeNames(names: readonly string[] | undefined): readonly string[] | undefined {
  return names && names.length > 0 && !lostItems(names) ? names : undefined;
}

/** Names under which the sending side of a step asks: of its broker or of its host. Empty: unknown. */
export function sourceNames(network: Network, leg: AimedLeg): readonly string[] {
  if (!leg.isExtended || isReplica(leg.vm)) return primaryNames(network, leg.vm);
  const first = aimedLegsOf(network, leg.vm).find((other) => !other.isExtended);
  return first ? targetNames(network, first) : [];
}

/** The hosts of a step that cannot get a Kerberos ticket, because they are members of no domain. */
export function workgroupHosts(network: Network, leg: AimedLeg): readonly Host[] {
  const hosts = [...sourceHosts(network, leg), ...targetHosts(network, leg)];
  return [...new Set(hosts)].filter((host) => host.data.partOfDomain === false);
}

/**
 * Whether a step is bound to what Windows Server 2012 can do: its source runs it, or its target does where nothing is known of the
 * source. A newer source that replicates to 2012 is another mistake. The host that says so, else undefined.
 */
export function hostOn2012(network: Network, leg: AimedLeg): Host | undefined {
  const sources = sourceHosts(network, leg);
  const known = sources.some((host) => host.os !== undefined) ? sources : targetHosts(network, leg);
  return known.find((host) => inRange(host.os, RELEASES.firstReplica));
}

/** Whether somebody described a step and left a setting out; not so of an export, nor of a value that could not be read. */
export function leavesOut({ data, at: place }: ReplicationLeg, property: keyof ReplicationLeg['data']): boolean {
  return data[property] === undefined && !isForgotten(data, property) && isDeclared(place());
}

/** How a step is called in messages. */
export function legText({ vm, isExtended }: ReplicationLeg): string {
  return isExtended ? `the extended replica of the VM ${vm.name}` : `the VM ${vm.name}`;
}

/** Several steps as the subject of a sentence, with its verb: "the VM web01 and 2 more are". */
export function legsText([first, ...more]: readonly ReplicationLeg[]): string {
  return first ? `${legText(first)} ${more.length > 0 ? `and ${more.length} more are` : 'is'}` : '';
}

/** The VM that is the replica of another: of the same name, on the hosts a step ends at; undefined where it is not described. */
export function replicaOf(network: Network, leg: AimedLeg): Vm | undefined {
  const hosts = targetHosts(network, leg);
  const namesakes = indexOf(network).vmsByName.get(nameKey(leg.vm.name)) ?? NONE;
  return namesakes.find((vm) => vm !== leg.vm && network.hostsOf(vm).some((host) => hosts.includes(host)));
}
