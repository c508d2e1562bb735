import { isDeclared } from './adapter-feature.ts';
import { groupBy } from './group-by.ts';
import { ipKey } from './ip-prefix.ts';
import { macKey } from './mac-address.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at } from './place.ts';
import type { CustomerRoute, LookupRecord, VirtualNetworkPolicy } from './policy-entity.ts';
import { guidKey, virtualNetworks } from './virtual-networks.ts';

/** One lookup record of a fabric: all copies of it that hosts hold. Customer address and virtual subnet make it what it is. */
export class FabricRecord {
  /** The first copy, in the order of the files, stands for all. */
  readonly first: LookupRecord;

  constructor(
    readonly copies: readonly LookupRecord[],
    readonly fabric: Fabric,
  ) {
    this.first = copies[0]!;
  }

  /** A value that every copy which writes it has; undefined where none writes it, and where copies differ. */
  agreed<T>(of: (data: LookupRecord['data']) => T | undefined): T | undefined {
    const values = new Set(this.copies.map((copy) => of(copy.data)).filter((value) => value !== undefined));
    return values.size === 1 ? [...values][0] : undefined;
  }

  /** Names of the hosts that hold a copy, each once. */
  get hosts(): readonly string[] {
    return [...new Set(this.copies.flatMap((copy) => copy.policy.hosts))];
  }

  get rule(): LookupRecord['data']['rule'] {
    return this.agreed((data) => data.rule);
  }

  /** Provider address in its one spelling. */
  get providerAddress(): string | undefined {
    return this.agreed(({ providerAddress }) => (providerAddress === undefined ? undefined : ipKey(providerAddress)));
  }

  /** Customer in its one spelling. */
  get customer(): string | undefined {
    return this.agreed(({ customerId }) => (customerId === undefined ? undefined : guidKey(customerId)));
  }

  /** MAC address in its one spelling. */
  get mac(): string | undefined {
    return this.agreed(({ macAddress }) => (macAddress === undefined ? undefined : macKey(macAddress)));
  }
}

/**
 * The policies that describe one provider network: those applied to a common host, or to hosts of one cluster, and copies of one
 * policy. Within a fabric a virtual subnet, a routing domain and a provider address mean one thing; two fabrics of an estate may be
 * two sites with plans of their own.
 */
export class Fabric {
  readonly records: readonly FabricRecord[];
  readonly routes: readonly CustomerRoute[];
  private readonly byVsid: ReadonlyMap<number, readonly FabricRecord[]>;
  private readonly routesByVsid: ReadonlyMap<number, readonly CustomerRoute[]>;
  private readonly byProvider: ReadonlyMap<string, readonly FabricRecord[]>;

  constructor(
    readonly policies: readonly VirtualNetworkPolicy[],
    hostKey: (name: string) => string,
  ) {
    const copies = groupBy(
      policies.flatMap((policy) => policy.records),
      identity,
    );
    this.records = [...copies.values()].map((same) => new FabricRecord(declaredFirst(same, hostKey), this));
    const routes = groupBy(
      policies.flatMap((policy) => policy.customerRoutes),
      (route) => route.data.virtualSubnetId,
    );
    this.routes = [...routes.values()].flatMap((same) => declaredFirst(same, hostKey));
    this.routesByVsid = groupBy(this.routes, (route) => route.data.virtualSubnetId);
    this.byVsid = groupBy(this.records, (record) => record.first.data.virtualSubnetId);
    this.byProvider = groupBy(this.records, (record) => record.providerAddress);
  }

  /** The virtual subnets that records are in. */
  get vsids(): readonly number[] {
    return [...this.byVsid.keys()];
  }

  recordsIn(vsid: number): readonly FabricRecord[] {
    return this.byVsid.get(vsid) ?? [];
  }

  routesIn(vsid: number): readonly CustomerRoute[] {
    return this.routesByVsid.get(vsid) ?? [];
  }

  /** The records behind a provider address, which is given in its one spelling. */
  recordsBehind(providerAddress: string): readonly FabricRecord[] {
    return this.byProvider.get(providerAddress) ?? [];
  }

  /** The provider addresses of records, each in its one spelling. */
  get providerAddresses(): readonly string[] {
    return [...this.byProvider.keys()];
  }

  /** The routing domains of a virtual subnet; more than one is a mistake. */
  domainsOf(vsid: number): readonly string[] {
    return [...new Set(this.routesIn(vsid).map((route) => guidKey(route.data.routingDomainId)))];
  }

  /** The customers whose records are in a virtual subnet; more than one is a mistake. */
  customersIn(vsid: number): readonly string[] {
    return [...new Set(this.recordsIn(vsid).flatMap((record) => record.customer ?? []))];
  }
}

interface Known {
  readonly fabrics: readonly Fabric[];
  readonly byPolicy: ReadonlyMap<VirtualNetworkPolicy, Fabric>;
  readonly byRecord: ReadonlyMap<LookupRecord, FabricRecord>;
}

const memos = new WeakMap<Network, Known>();

/** The fabrics of an estate, in the order of the files. */
export function fabrics(network: Network): readonly Fabric[] {
  return known(network).fabrics;
}

/** The fabric a policy describes a part of. */
export function fabricOf(network: Network, policy: VirtualNetworkPolicy): Fabric {
  return known(network).byPolicy.get(policy)!;
}

/** What a record is a copy of; undefined for one that a host shows beside what is declared for it. */
export function fabricRecord(network: Network, record: LookupRecord): FabricRecord | undefined {
  return known(network).byRecord.get(record);
}

function known(network: Network): Known {
  let found = memos.get(network);
  if (!found) {
    const networks = virtualNetworks(network);
    const all = partition(network).map((policies) => new Fabric(policies, (name) => networks.hostKey(name)));
    const byRecord = new Map(
      all.flatMap((fabric) => fabric.records).flatMap((record) => record.copies.map((copy) => [copy, record] as const)),
    );
    const byPolicy = new Map(all.flatMap((fabric) => fabric.policies.map((policy) => [policy, fabric] as const)));
    found = { fabrics: all, byPolicy, byRecord };
    memos.set(network, found);
  }
  return found;
}

/** Whether one host holds two records: their policies are applied to it, or are one. */
export function onOneHost(network: Network, a: LookupRecord, b: LookupRecord): boolean {
  const networks = virtualNetworks(network);
  const hosts = new Set(a.policy.hosts.map((name) => networks.hostKey(name)));
  return a.policy === b.policy || b.policy.hosts.some((name) => hosts.has(networks.hostKey(name)));
}

/** Whether nothing tells that two records lead to another adapter or another provider address. */
export function sameTarget({ data: a }: LookupRecord, { data: b }: LookupRecord): boolean {
  const same = (x: string | undefined, y: string | undefined, keyOf: (text: string) => string | undefined): boolean =>
    x === undefined || y === undefined || keyOf(x) === keyOf(y);
  return same(a.macAddress, b.macAddress, macKey) && same(a.providerAddress, b.providerAddress, ipKey);
}

/** A provider address that a host has beside another one and no record uses; undefined where there is none. */
export function spareProviderAddress(network: Network, fabric: Fabric, beside: string): string | undefined {
  const networks = virtualNetworks(network);
  const having = network.all('provider-address').find(({ data }) => ipKey(data.providerAddress) === beside);
  const own = having?.hosts.length === 1 ? networks.providerAddressesOf(having.hosts[0]!) : [];
  return own.find(({ data }) => fabric.recordsBehind(ipKey(data.providerAddress)).length === 0)?.data.providerAddress;
}

/** Two records with one identity are copies. Those that stand for other addresses are told apart by the MAC address of their gateway. */
function identity(record: LookupRecord): string {
  const { virtualSubnetId, customerAddress, macAddress } = record.data;
  return [virtualSubnetId, ipKey(customerAddress), ...(record.isWildcard ? [macAddress && macKey(macAddress)] : [])].join('\n');
}

/** Without what was observed on a host for which something is declared: exports only fill gaps. */
function declaredFirst<T extends LookupRecord | CustomerRoute>(things: readonly T[], hostKey: (name: string) => string): T[] {
  const declared = things.filter((thing) => isDeclared(at(thing as LookupRecord)));
  const told = new Set(declared.flatMap((thing) => thing.policy.hosts.map(hostKey)));
  return things.filter((thing) => declared.includes(thing) || !thing.policy.hosts.some((host) => told.has(hostKey(host))));
}

/** Policies that meet: by name, on a host, or in a cluster. */
function partition(network: Network): VirtualNetworkPolicy[][] {
  const networks = virtualNetworks(network);
  const clusters = new Map<string, string>();
  for (const cluster of network.all('cluster'))
    for (const node of cluster.data.nodes ?? []) clusters.set(networks.hostKey(node), nameKey(cluster.name));
  for (const host of network.all('host'))
    if (host.data.cluster !== undefined) clusters.set(networks.hostKey(host.name), nameKey(host.data.cluster));
  const groups = new Map<string, Set<VirtualNetworkPolicy>>();
  for (const policy of network.all('network-virtualization')) {
    const hosts = policy.hosts.map((host) => networks.hostKey(host));
    const inClusters = hosts.flatMap((host) => clusters.get(host) ?? []);
    const keys = [
      `policy:${nameKey(policy.name)}`,
      ...hosts.map((host) => `host:${host}`),
      ...inClusters.map((name) => `cluster:${name}`),
    ];
    const met = new Set(keys.flatMap((key) => groups.get(key) ?? []));
    const [first = new Set<VirtualNetworkPolicy>(), ...others] = met;
    first.add(policy);
    for (const key of keys) groups.set(key, first);
    for (const other of others) {
      for (const each of other) first.add(each);
      for (const [key, group] of groups) if (group === other) groups.set(key, first);
    }
  }
  const order = new Map(network.all('network-virtualization').map((policy, i) => [policy, i]));
  return [...new Set(groups.values())].map((group) => [...group].sort((a, b) => order.get(a)! - order.get(b)!));
}
