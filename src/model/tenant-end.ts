import { vsidOf } from './adapter-subnet.ts';
import type { VmAdapter } from './entity.ts';
import { guestAddresses } from './guest-address.ts';
import { ipKey, parseIp } from './ip-prefix.ts';
import type { Network } from './network.ts';
import type { LookupRecord } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** One end of a packet inside of virtual networks. */
export interface TenantEnd {
  readonly address: string;
  /** Undefined for an address that is looked for in the routing domain of the sender. */
  readonly vsid: number | undefined;
  /** The adapter that has the address, where its VM is described. */
  readonly adapter: VmAdapter | undefined;
}

/** The ends a VM adapter is in virtual subnets: the addresses set inside the guest, where they are written; else those of its lookup records. */
export function tenantEnds(network: Network, adapter: VmAdapter): readonly (TenantEnd & { readonly vsid: number })[] {
  const vsid = vsidOf(adapter);
  if (vsid === 0) return [];
  const records = virtualNetworks(network).recordsOf(adapter);
  const known = records.filter((record) => record.data.virtualSubnetId === vsid && !record.isWildcard);
  const written = setAddresses(adapter);
  const addresses = written.length > 0 ? written : known.map(({ data }) => data.customerAddress);
  const once = new Map(addresses.map((address) => [ipKey(address), address]));
  return [...once.values()].map((address) => ({ address, vsid, adapter }));
}

/** The addresses set inside the guest, as far as they are written; DHCP may give others. */
export function setAddresses(adapter: VmAdapter): readonly string[] {
  return adapter.data.dhcp ? [] : guestAddresses(adapter).map(({ text }) => text);
}

/** The end of an address in a virtual subnet, with its adapter where one is described. */
export function tenantEnd(network: Network, vsid: number, address: string): TenantEnd & { readonly vsid: number } {
  const record = recordsOf(network, vsid, address)[0];
  return { address, vsid, adapter: record && virtualNetworks(network).adapterOf(record) };
}

/** Whether two addresses are both IPv4 or both IPv6. */
export function sameFamily(a: string, b: string): boolean {
  return parseIp(a)?.kind() === parseIp(b)?.kind();
}

/** The lookup records of an address in a virtual subnet; those of wildcards are left out. */
export function recordsOf(network: Network, vsid: number, address: string): readonly LookupRecord[] {
  const key = ipKey(address);
  const records = virtualNetworks(network).recordsIn(vsid);
  return records.filter((record) => !record.isWildcard && ipKey(record.data.customerAddress) === key);
}
