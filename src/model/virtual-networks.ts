import { vsidOf } from './adapter-subnet.ts';
import type { Vm, VmAdapter } from './entity.ts';
import { groupBy } from './group-by.ts';
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
  private readonly byVmName: ReadonlyMap<string, readonly LookupRecord[]>;
  private readonly adaptersByMac: ReadonlyMap<string, readonly VmAdapter[]>;
  private readonly policiesByHost: ReadonlyMap<string, readonly VirtualNetworkPolicy[]>;
  private readonly addressesByHost: ReadonlyMap<string, readonly ProviderAddress[]>;
  private readonly routesByHost: ReadonlyMap<string, readonly ProviderRoute[]>;
  private adapters: ReadonlyMap<LookupRecord, VmAdapter> | undefined;

  constructor(private readonly network: Network) {
    const records = network.all('lookup-record');
    this.byVsid = groupBy(records, (record) => record.data.virtualSubnetId);
    this.routesByVsid = groupBy(network.all('customer-route'), (route) => route.data.virtualSubnetId);
    this.byMac = groupBy(records, (record) =>
      record.data.macAddress === undefined ? undefined : macKey(record.data.macAddress),
    );
    this.byVmName = groupBy(records, (record) => (record.data.vmName === undefined ? undefined : nameKey(record.data.vmName)));
    this.adaptersByMac = groupBy(network.all('vm-adapter'), (adapter) => macOf(adapter)?.key);
    this.policiesByHost = this.groupByHost(network.all('network-virtualization'));
    this.addressesByHost = this.groupByHost(network.all('provider-address'));
    this.routesByHost = this.groupByHost(network.all('provider-route'));
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
    return this.policiesByHost.get(this.hostKey(host)) ?? [];
  }

  recordsOn(host: string): readonly LookupRecord[] {
    return this.policiesOn(host).flatMap((policy) => policy.records);
  }

  customerRoutesOn(host: string): readonly CustomerRoute[] {
    return this.policiesOn(host).flatMap((policy) => policy.customerRoutes);
  }

  /** The provider addresses a host has. */
  providerAddressesOf(host: string): readonly ProviderAddress[] {
    return this.addressesByHost.get(this.hostKey(host)) ?? [];
  }

  providerRoutesOf(host: string): readonly ProviderRoute[] {
    return this.routesByHost.get(this.hostKey(host)) ?? [];
  }

  /** What is on each host, each thing once for a host that it names in two spellings. */
  private groupByHost<T extends { readonly hosts: readonly string[] }>(things: readonly T[]): Map<string, T[]> {
    const pairs = things.flatMap((thing) =>
      [...new Set(thing.hosts.map((name) => this.hostKey(name)))].map((key) => ({ key, thing })),
    );
    const groups = groupBy(pairs, ({ key }) => key);
    return new Map([...groups].map(([key, group]) => [key, group.map(({ thing }) => thing)]));
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

  /**
   * The records about an adapter: those with its MAC address in its virtual subnet, else those with it elsewhere, where neither
   * their name nor another adapter says that they are another's (two customers may have one MAC address); where none has it,
   * those that name its VM in its virtual subnet.
   */
  recordsOf(adapter: VmAdapter): readonly LookupRecord[] {
    const vsid = vsidOf(adapter);
    const mac = macOf(adapter)?.key;
    if (mac !== undefined) {
      const withMac = this.byMac.get(mac) ?? [];
      const here = withMac.filter((record) => record.data.virtualSubnetId === vsid);
      if (here.length > 0) return here;
      const others = this.adaptersByMac.get(mac)!;
      const free = withMac.filter(
        ({ data }) =>
          (data.vmName === undefined || nameKey(data.vmName) === nameKey(adapter.vm.name)) &&
          !others.some((other) => vsidOf(other) === data.virtualSubnetId),
      );
      if (free.length > 0) return free;
    }
    const named = this.recordsNaming(adapter.vm).filter((record) => !record.isWildcard);
    // A VM with one adapter leaves no doubt which one is meant.
    return adapter.vm.adapters.length === 1 ? named : named.filter((record) => record.data.virtualSubnetId === vsid && vsid > 0);
  }

  private recordsNaming(vm: Vm): readonly LookupRecord[] {
    return this.byVmName.get(nameKey(vm.name)) ?? [];
  }

  /** The adapter a record is about, when its VM is described. */
  adapterOf(record: LookupRecord): VmAdapter | undefined {
    if (!this.adapters) {
      const adapters = new Map<LookupRecord, VmAdapter>();
      for (const adapter of this.network.all('vm-adapter'))
        for (const own of this.recordsOf(adapter)) if (!adapters.has(own) || hasMacOf(own, adapter)) adapters.set(own, adapter);
      this.adapters = adapters;
    }
    return this.adapters.get(record);
  }
}

function hasMacOf({ data }: LookupRecord, adapter: VmAdapter): boolean {
  return data.macAddress !== undefined && macKey(data.macAddress) === macOf(adapter)?.key;
}

/** The form in which two spellings of one GUID are the same. */
export function guidKey(guid: string): string {
  return guid.trim().toLowerCase().replaceAll(/[{}]/g, '');
}
