import type { NetworkVirtualizationData } from '#read/generated/documents';
import { Entity } from './entity.ts';
import { nameKey } from './names.ts';

type ItemOf<K extends keyof NetworkVirtualizationData> =
  Extract<NetworkVirtualizationData[K], readonly unknown[] | undefined> extends readonly (infer T)[] | undefined ? T : never;

export type LookupRecordData = ItemOf<'lookupRecords'>;
export type CustomerRouteData = ItemOf<'customerRoutes'>;
export type ProviderAddressData = ItemOf<'providerAddresses'>;
export type ProviderRouteData = ItemOf<'providerRoutes'>;

/** A Hyper-V Network Virtualization policy: what is applied to some hosts. */
export class VirtualNetworkPolicy extends Entity<NetworkVirtualizationData> {
  get kind(): 'network-virtualization' {
    return 'network-virtualization';
  }
  records: readonly LookupRecord[] = [];
  customerRoutes: readonly CustomerRoute[] = [];
  providerAddresses: readonly ProviderAddress[] = [];
  providerRoutes: readonly ProviderRoute[] = [];
  /** Whether another document holds a copy of the same policy for other hosts. */
  hasCopies = false;

  /** Copies of one policy are told apart by their hosts. */
  override get id(): string {
    return this.hasCopies ? `${super.id}@${this.hosts.map(nameKey).sort().join('+')}` : super.id;
  }

  /** Names of the hosts it is applied to; none where it does not say. */
  get hosts(): readonly string[] {
    return this.data.appliesTo ?? [];
  }

  /** Whether it is applied to a host. */
  isOn(host: string): boolean {
    return this.hosts.some((name) => nameKey(name) === nameKey(host));
  }
}

abstract class PolicyPart<D> extends Entity<D> {
  declare readonly parent: VirtualNetworkPolicy;

  get policy(): VirtualNetworkPolicy {
    return this.parent;
  }
}

/** Where a customer address lives. */
export class LookupRecord extends PolicyPart<LookupRecordData> {
  get kind(): 'lookup-record' {
    return 'lookup-record';
  }

  /** Whether it stands for addresses outside of the virtual network, not for one VM. */
  get isWildcard(): boolean {
    return this.data.type === 'GatewayWildcard' || this.data.type === 'L2Only' || this.hasNoAddress;
  }

  /** Whether it is about one VM whose address somebody wrote: not a wildcard, not learned. Before 2012 R2 no record has a type. */
  get isStatic(): boolean {
    return !this.isWildcard && (this.data.type ?? 'Static') === 'Static';
  }

  /** Whether its customer address is 0.0.0.0 or ::, which is no address. */
  get hasNoAddress(): boolean {
    return isUnspecified(this.data.customerAddress);
  }

  /** How the record is called in messages: its VM where it names one, and its address. */
  get text(): string {
    const { vmName, customerAddress, virtualSubnetId } = this.data;
    return `${vmName === undefined ? 'the record' : `the record of ${vmName}`} (${customerAddress} in ${virtualSubnetId})`;
  }
}

/** A route inside a virtual network. */
export class CustomerRoute extends PolicyPart<CustomerRouteData> {
  get kind(): 'customer-route' {
    return 'customer-route';
  }

  /** Whether the destination is the virtual subnet itself. */
  get isOnLink(): boolean {
    return this.data.nextHop !== undefined && isUnspecified(this.data.nextHop);
  }
}

/** An address of a host on the provider network. */
export class ProviderAddress extends PolicyPart<ProviderAddressData> {
  get kind(): 'provider-address' {
    return 'provider-address';
  }

  /** Names of the hosts that have it: the one it names, else every host of the policy. */
  get hosts(): readonly string[] {
    return this.data.host === undefined ? this.policy.hosts : [this.data.host];
  }
}

/** A route between provider networks. */
export class ProviderRoute extends PolicyPart<ProviderRouteData> {
  get kind(): 'provider-route' {
    return 'provider-route';
  }

  /** Names of the hosts that have it: the one it names, else every host of the policy. */
  get hosts(): readonly string[] {
    return this.data.host === undefined ? this.policy.hosts : [this.data.host];
  }
}

/** 0.0.0.0 or ::, in any spelling of zeros. */
function isUnspecified(address: string): boolean {
  return /^[\s0.]+$|^[\s0:]+$/.test(address);
}
