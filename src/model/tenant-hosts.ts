import { lostItems } from '#read/validate';
import { virtualSubnetOf } from './adapter-subnet.ts';
import type { Vm, VmAdapter } from './entity.ts';
import { groupBy } from './group-by.ts';
import { ipKey } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { LookupRecord, ProviderAddress } from './policy-entity.ts';
import { type Fabric, fabrics, sameTarget } from './policy-fabric.ts';
import { isCopy } from './tenant-packet.ts';
import { guidKey, virtualNetworks } from './virtual-networks.ts';

/** A host that has a provider address, and what says so. */
export interface Owner {
  readonly host: string;
  readonly address: ProviderAddress;
}

/** Why a virtual subnet is needed on a host: a VM of it runs there, or may. */
export interface Tenant {
  readonly vsid: number;
  /** "the VM web01", "the record of web01 (10.1.1.2 in 5001)". */
  readonly who: string;
  readonly place: Place;
}

/** A host of a fabric, with the virtual subnets that VMs on it are in; the first VM that is known stands for all of its subnet. */
export interface TenantHost {
  readonly name: string;
  readonly fabric: Fabric;
  readonly tenants: ReadonlyMap<number, Tenant>;
}

const memos = new WeakMap<Network, TenantHosts>();

/** Where the VMs of virtual subnets run, and which hosts have which provider addresses. */
export function tenantHosts(network: Network): TenantHosts {
  const known = memos.get(network) ?? new TenantHosts(network);
  memos.set(network, known);
  return known;
}

/** What policies and VMs together say of hosts. Fabrics are kept apart: two sites may use one virtual subnet or address each for itself. */
export class TenantHosts {
  private readonly byHost = new Map<string, Fabric>();
  private readonly owners = new Map<string, Owner[]>();
  private readonly claims: ReadonlyMap<LookupRecord, readonly VmAdapter[]>;
  private readonly mates = new WeakMap<Fabric, ReadonlyMap<number, ReadonlySet<number>>>();
  private behind: ReadonlyMap<string, readonly LookupRecord[]> | undefined;
  private found: readonly TenantHost[] | undefined;

  constructor(private readonly network: Network) {
    const virtual = virtualNetworks(network);
    for (const fabric of fabrics(network))
      for (const policy of fabric.policies) for (const host of policy.hosts) this.byHost.set(virtual.hostKey(host), fabric);
    // Provider addresses that name a host may stand in a policy that is applied to none.
    for (const fabric of fabrics(network))
      for (const address of fabric.policies.flatMap((policy) => policy.providerAddresses))
        for (const host of address.hosts)
          if (!this.byHost.has(virtual.hostKey(host))) this.byHost.set(virtual.hostKey(host), fabric);
    for (const address of network.all('provider-address')) {
      const key = ipKey(address.data.providerAddress);
      const known = this.owners.get(key) ?? [];
      this.owners.set(key, known);
      for (const host of address.hosts)
        if (!known.some((owner) => virtual.hostKey(owner.host) === virtual.hostKey(host))) known.push({ host, address });
    }
    const pairs = network
      .all('vm-adapter')
      .flatMap((adapter) => virtual.recordsOf(adapter).map((record) => ({ record, adapter })));
    const claims = groupBy(pairs, ({ record }) => record);
    this.claims = new Map([...claims].map(([record, claimed]) => [record, claimed.map(({ adapter }) => adapter)]));
  }

  /** The fabric a host is in; undefined for hosts without a policy and a provider address. */
  fabricOfHost(host: string): Fabric | undefined {
    return this.byHost.get(virtualNetworks(this.network).hostKey(host));
  }

  /** The hosts of a fabric that have a provider address, each once, in the order of the files. */
  ownersOf(address: string, fabric: Fabric): readonly Owner[] {
    return (this.owners.get(ipKey(address)) ?? []).filter(({ host }) => this.fabricOfHost(host) === fabric);
  }

  /** The hosts of other fabrics that have a provider address: it may be another one there. */
  ownersBeside(address: string, fabric: Fabric): readonly Owner[] {
    return (this.owners.get(ipKey(address)) ?? []).filter(({ host }) => this.fabricOfHost(host) !== fabric);
  }

  /**
   * The one host of another fabric that has the provider address of a record, where a copy of the record in the policies of that host
   * names the address too: policies that are called differently, one for each host of one provider network.
   */
  ownerBeside(record: LookupRecord, fabric: Fabric): Owner | undefined {
    const { providerAddress } = record.data;
    if (providerAddress === undefined) return undefined;
    const [owner, ...others] = this.ownersBeside(providerAddress, fabric);
    const there = owner && this.fabricOfHost(owner.host);
    const copies = this.recordsBehind(providerAddress, there ?? fabric);
    return owner && others.length === 0 && copies.some((copy) => isCopy(copy, record) && sameTarget(copy, record))
      ? owner
      : undefined;
  }

  /** Whether a provider address is written for any host, in any fabric. */
  isAssigned(address: string): boolean {
    return this.owners.has(ipKey(address));
  }

  /** The provider addresses of a host. */
  addressesOf(host: string): readonly ProviderAddress[] {
    return virtualNetworks(this.network).providerAddressesOf(host);
  }

  /** The records of a fabric with a provider address, one for each copy. */
  recordsBehind(address: string, fabric: Fabric): readonly LookupRecord[] {
    this.behind ??= groupBy(this.network.all('lookup-record'), ({ data: { providerAddress } }) =>
      providerAddress === undefined ? undefined : ipKey(providerAddress),
    );
    return (this.behind.get(ipKey(address)) ?? []).filter((record) => fabric.policies.includes(record.policy));
  }

  /** The VM adapters a record is about, as far as they are described: usually one. VMs on hosts of other fabrics are not meant. */
  adaptersOf(record: LookupRecord, fabric: Fabric): readonly VmAdapter[] {
    const virtual = virtualNetworks(this.network);
    return (this.claims.get(record) ?? []).filter(({ vm }) => {
      const known = virtual.hostNamesOf(vm).map((host) => this.fabricOfHost(host));
      return known.every((other) => other === undefined) || known.includes(fabric);
    });
  }

  /** The VMs of these adapters. */
  vmsOf(record: LookupRecord, fabric: Fabric): readonly Vm[] {
    return [...new Set(this.adaptersOf(record, fabric).map((adapter) => adapter.vm))];
  }

  /**
   * All hosts a VM may run on, by name. Undefined where some of them may not be known: it names neither host nor cluster, or the
   * nodes of its cluster are not listed.
   */
  hostsOf(vm: Vm): readonly string[] | undefined {
    const { host, cluster, possibleOwners } = vm.data;
    if (cluster !== undefined) {
      const nodes = possibleOwners ?? this.network.cluster(cluster)?.data.nodes;
      if (nodes === undefined ? !this.network.inventory.hosts : lostItems(nodes)) return undefined;
    } else if (host === undefined) return undefined;
    return virtualNetworks(this.network).hostNamesOf(vm);
  }

  /** The virtual subnets that can be reached from one, itself among them: those of its routing domain. */
  reachableFrom(vsid: number, fabric: Fabric): ReadonlySet<number> {
    const mates = this.mates.get(fabric) ?? matesIn(fabric);
    this.mates.set(fabric, mates);
    return mates.get(vsid) ?? new Set([vsid]);
  }

  /**
   * The hosts of fabrics on which VMs of virtual subnets run or may run, as far as that is known: as the VMs say; where the VM of
   * a record is not described, as its provider address says, which is on the host of the VM.
   */
  get all(): readonly TenantHost[] {
    this.found ??= this.find();
    return this.found;
  }

  private find(): readonly TenantHost[] {
    const virtual = virtualNetworks(this.network);
    const hosts = new Map<string, { name: string; fabric: Fabric; tenants: Map<number, Tenant> }>();
    const add = (host: string, tenant: Tenant): void => {
      const fabric = this.fabricOfHost(host);
      if (!fabric) return;
      const key = virtual.hostKey(host);
      const known = hosts.get(key) ?? { name: this.network.host(host)?.name ?? host, fabric, tenants: new Map() };
      hosts.set(key, known);
      if (!known.tenants.has(tenant.vsid)) known.tenants.set(tenant.vsid, tenant);
    };
    for (const adapter of this.network.all('vm-adapter')) {
      const subnet = virtualSubnetOf(adapter);
      if (!subnet?.vsid) continue;
      const tenant = { ...subnet, who: `the VM ${adapter.vm.name}` };
      for (const host of virtual.hostNamesOf(adapter.vm)) add(host, tenant);
    }
    for (const fabric of fabrics(this.network)) {
      for (const record of fabric.policies.flatMap((policy) => policy.records)) {
        const { providerAddress, virtualSubnetId: vsid } = record.data;
        if (providerAddress === undefined || record.isWildcard || this.vmsOf(record, fabric).length > 0) continue;
        const [owner, another] = this.ownersOf(providerAddress, fabric);
        // An address that several hosts have, or that a cluster moves, tells nothing.
        if (owner && !another && owner.address.data.managedByCluster !== true)
          add(owner.host, { vsid, who: record.text, place: at(record, 'providerAddress') });
      }
    }
    return [...hosts.values()];
  }
}

function matesIn(fabric: Fabric): ReadonlyMap<number, ReadonlySet<number>> {
  const domains = groupBy(fabric.routes, (route) => guidKey(route.data.routingDomainId));
  const mates = new Map<number, Set<number>>();
  for (const routes of domains.values()) {
    const vsids = new Set(routes.map((route) => route.data.virtualSubnetId));
    for (const vsid of vsids) mates.set(vsid, new Set([...(mates.get(vsid) ?? []), ...vsids]));
  }
  return mates;
}

/** Names as part of a sentence: "HOST1", "HOST1 and HOST2", "HOST1, HOST2 and 3 more". */
export function namesText(names: readonly string[]): string {
  const [first, second, ...others] = names;
  if (second === undefined) return first ?? '';
  return others.length > 0 ? `${first}, ${second} and ${others.length} more` : `${first} and ${second}`;
}

/** Where VMs say on what they run, to be told beside a finding. */
export function runPlaces(vms: readonly Vm[]): readonly { readonly at: Place; readonly message: string }[] {
  return vms.map((vm) => ({
    at: at(vm, vm.data.cluster === undefined ? 'host' : 'cluster'),
    message: `where ${vm.name} runs`,
  }));
}
