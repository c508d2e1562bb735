import type { Vm, VmAdapter } from './entity.ts';
import { macKey, macOf } from './mac-address.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { CustomerRoute, LookupRecord, ProviderAddress, ProviderRoute, VirtualNetworkPolicy } from './policy-entity.ts';

const memos = new WeakMap<Network, VirtualNetworks>();

/** The virtual networks (HNV) of an estate, as its policies describe them. */
export function virtualNetworks(network: Network): VirtualNetworks {
  let known = memos.get(network);
  if (!known) {
    known = new VirtualNetworks(network);
    memos.set(network, known);
  }
  return known;
}

/** What the policies of an estate say of hosts, virtual subnets and routing domains. Names of hosts compare as machines do. */
export class VirtualNetworks {
  private readonly byVsid: ReadonlyMap<number, readonly LookupRecord[]>;
  private readonly routesByVsid: ReadonlyMap<number, readonly CustomerRoute[]>;
  private readonly byMac: ReadonlyMap<string, readonly LookupRecord[]>;

  constructor(private readonly network: Network) {
    const records = network.all('lookup-record');
    this.byVsid = groupBy(records, (record) => record.data.virtualSubnetId);
    this.routesByVsid = groupBy(network.all('customer-route'), (route) => route.data.virtualSubnetId);
    this.byMac = groupBy(records, (record) =>
      record.data.macAddress === undefined ? undefined : macKey(record.data.macAddress),
    );
  }

  /** Names of the hosts that some policy is applied to, each once, as first written. */
  get hosts(): readonly string[] {
    const names = new Map<string, string>();
    for (const policy of this.network.all('network-virtualization'))
      for (const name of policy.hosts) if (!names.has(this.hostKey(name))) names.set(this.hostKey(name), name);
    return [...names.values()];
  }

  /** The form in which two spellings of one host meet: a described host under its own name, others as written. */
  hostKey(name: string): string {
    return nameKey(this.network.host(name)?.name ?? name);
  }

  /** The policies applied to a host. */
  policiesOn(host: string): readonly VirtualNetworkPolicy[] {
    const key = this.hostKey(host);
    return this.network.all('network-virtualization').filter((policy) => policy.hosts.some((name) => this.hostKey(name) === key));
  }

  recordsOn(host: string): readonly LookupRecord[] {
    return this.policiesOn(host).flatMap((policy) => policy.records);
  }

  customerRoutesOn(host: string): readonly CustomerRoute[] {
    return this.policiesOn(host).flatMap((policy) => policy.customerRoutes);
  }

  /** The provider addresses a host has. */
  providerAddressesOf(host: string): readonly ProviderAddress[] {
    return this.network.all('provider-address').filter((address) => this.has(address, host));
  }

  providerRoutesOf(host: string): readonly ProviderRoute[] {
    return this.network.all('provider-route').filter((route) => this.has(route, host));
  }

  private has(thing: ProviderAddress | ProviderRoute, host: string): boolean {
    const key = this.hostKey(host);
    return thing.hosts.some((name) => this.hostKey(name) === key);
  }

  /** All records of a virtual subnet, of every policy. */
  recordsIn(vsid: number): readonly LookupRecord[] {
    return this.byVsid.get(vsid) ?? [];
  }

  customerRoutesIn(vsid: number): readonly CustomerRoute[] {
    return this.routesByVsid.get(vsid) ?? [];
  }

  /** Every virtual subnet that a record or a customer route names, in order. */
  get vsids(): readonly number[] {
    return [...new Set([...this.byVsid.keys(), ...this.routesByVsid.keys()])].sort((a, b) => a - b);
  }

  /** The routing domains of a virtual subnet, as customer routes say; more than one is a mistake. */
  domainsOf(vsid: number): readonly string[] {
    return [...new Set(this.customerRoutesIn(vsid).map((route) => guidKey(route.data.routingDomainId)))];
  }

  /** The virtual subnets of a routing domain, in order. */
  vsidsOf(domain: string): readonly number[] {
    const key = guidKey(domain);
    return this.vsids.filter((vsid) => this.domainsOf(vsid).includes(key));
  }

  /** Names of the hosts a VM may run on, whether or not they are described; its cluster's nodes as far as they are known. */
  hostNamesOf(vm: Vm): readonly string[] {
    const { host, cluster, possibleOwners } = vm.data;
    if (cluster === undefined) return host === undefined ? [] : [host];
    const listed = this.network.cluster(cluster)?.data.nodes ?? [];
    const nodes = possibleOwners ?? [...listed, ...this.network.nodesOf(cluster).map((node) => node.name)];
    const names = new Map([...nodes, ...(host === undefined ? [] : [host])].map((name) => [this.hostKey(name), name]));
    return [...names.values()];
  }

  /** The records about an adapter: those with its MAC address; where none has it, those that name its VM in its virtual subnet. */
  recordsOf(adapter: VmAdapter): readonly LookupRecord[] {
    const mac = macOf(adapter);
    const ownMac = (mac && this.byMac.get(mac.key)) ?? [];
    if (ownMac.length > 0) return ownMac;
    const vsid = adapter.data.virtualSubnetId ?? 0;
    const named = this.recordsNaming(adapter.vm).filter((record) => !record.isWildcard);
    // A VM with one adapter leaves no doubt which one is meant.
    return adapter.vm.adapters.length === 1 ? named : named.filter((record) => record.data.virtualSubnetId === vsid && vsid > 0);
  }

  private recordsNaming(vm: Vm): readonly LookupRecord[] {
    const key = nameKey(vm.name);
    return this.network.all('lookup-record').filter((record) => nameKey(record.data.vmName ?? '') === key);
  }

  /** The adapter a record is about, when its VM is described. */
  adapterOf(record: LookupRecord): VmAdapter | undefined {
    return this.network.all('vm-adapter').find((adapter) => this.recordsOf(adapter).includes(record));
  }
}

/** The form in which two spellings of one GUID are the same. */
export function guidKey(guid: string): string {
  return guid.trim().toLowerCase().replaceAll(/[{}]/g, '');
}

function groupBy<T, K>(things: readonly T[], keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}
