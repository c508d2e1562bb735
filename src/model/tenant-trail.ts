import type { Network } from './network.ts';
import { at, keyOf, type Place } from './place.ts';
import type { LookupRecord } from './policy-entity.ts';
import { fabricRecord } from './policy-fabric.ts';
import { knowsList } from './policy-lists.ts';
import type { TenantEnd } from './tenant-end.ts';
import { type Owner, tenantHosts } from './tenant-hosts.ts';
import type { HostPolicy, ProviderPacket, Untranslated } from './tenant-packet.ts';
import { virtualNetworks } from './virtual-networks.ts';
import type { Hop } from './way.ts';
import type { Passage } from './way-port.ts';

/** What is known of the way of a tenant's packet so far, and the questions its hops have in common. */
export class TenantTrail {
  readonly hops: Hop[] = [];
  readonly virtual;
  wire: ProviderPacket | undefined;

  constructor(
    readonly network: Network,
    readonly source: TenantEnd & { readonly vsid: number },
  ) {
    this.virtual = virtualNetworks(network);
  }

  /** One more hop. Whether the packet passes it. */
  hop(entity: Hop['entity'], name: string, passage: Passage, says: string, place: Place = at(entity)): boolean {
    this.hops.push({ entity, name, passage, says, place });
    return passage === 'passes';
  }

  /** What stands for the sender, where the adapter is not described. */
  senderEntity(record: LookupRecord | undefined): Hop['entity'] {
    return (
      this.source.adapter ??
      record ??
      this.virtual.recordsIn(this.source.vsid)[0] ??
      this.network.all('network-virtualization')[0]!
    );
  }

  /** What a host translates by. */
  policyOf(host: string): HostPolicy {
    const adrift = this.network.all('network-virtualization').filter((policy) => policy.hosts.length === 0);
    return {
      // A policy that does not say where it is applied may be on every host.
      records: [...this.virtual.recordsOn(host), ...adrift.flatMap((policy) => policy.records)],
      routes: [...this.virtual.customerRoutesOn(host), ...adrift.flatMap((policy) => policy.customerRoutes)],
      complete: {
        records: knowsList(this.network, host, 'lookupRecords'),
        routes: knowsList(this.network, host, 'customerRoutes'),
      },
    };
  }

  /** The hop at a host that does not translate the packet. */
  refused(host: string, { certain, says, by, lacking }: Untranslated): undefined {
    const policies = this.virtual.policiesOn(host);
    const policy = policies.find((each) => lacking !== undefined && each.data[lacking] !== undefined) ?? policies[0];
    const entity = by ?? policy ?? this.senderEntity(undefined);
    const place = !by && policy && lacking && policy.data[lacking] ? keyOf(policy, lacking) : at(entity);
    const where = policies.length === 0 && certain ? `; no policy is applied to ${host}` : '';
    this.hop(entity, host, certain ? 'stops' : 'unknown', `${says}${where}`, place);
    return undefined;
  }

  /** Where the VM of a record is: where its provider address is, if it may run there; else where it may run. */
  hostOf(names: readonly string[], record: LookupRecord | undefined): string | undefined {
    const address = record?.data.providerAddress;
    const owners = record && address !== undefined ? this.ownersOf(record, address).map((owner) => owner.host) : [];
    return names.find((name) => owners.some((owner) => this.sameHost(owner, name))) ?? names[0] ?? owners[0];
  }

  ownersOf(record: LookupRecord, address: string): readonly Owner[] {
    const fabric = fabricRecord(this.network, record)?.fabric;
    if (!fabric) return [];
    const hosts = tenantHosts(this.network);
    const own = hosts.ownersOf(address, fabric);
    const beside = own.length === 0 ? hosts.ownerBeside(record, fabric) : undefined;
    return beside ? [beside] : own;
  }

  sameHost(a: string, b: string): boolean {
    return this.virtual.hostKey(a) === this.virtual.hostKey(b);
  }
}

/** A lookup record as people call it. */
export function nameOf({ data }: LookupRecord): string {
  return `record of ${data.vmName ?? data.customerAddress}`;
}
