import { inPrefix, ipKey, parseIp, parsePrefix } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { virtualNetworks } from './virtual-networks.ts';
import { domainSubnets } from './virtual-subnet.ts';

/** A provider address, as a guest of a virtual subnet sees it. */
export interface FabricAddress {
  /** Where it is written as a provider address. */
  readonly place: Place;
  /** The one address of the virtual network behind it; undefined where there are several, or none. */
  readonly customerAddress: string | undefined;
}

const memos = new WeakMap<Network, ReadonlyMap<string, Place>>();

/**
 * The provider address that a text means inside a virtual subnet. Undefined where it may mean something else: the address spaces of
 * customers and provider may overlap, so it must be no address of the virtual network and lie in no prefix its routes lead to, and
 * those routes must be known.
 */
export function fabricAddress(network: Network, vsid: number, text: string): FabricAddress | undefined {
  const place = providerPlaces(network).get(ipKey(text));
  const address = parseIp(text);
  if (!place || !address) return undefined;
  const virtual = virtualNetworks(network);
  const vsids = [...domainSubnets(network, vsid)];
  const prefixes = vsids
    .flatMap((each) => virtual.customerRoutesIn(each))
    .map(({ data }) => (data.destinationPrefix === undefined ? undefined : parsePrefix(data.destinationPrefix)));
  if (prefixes.length === 0 || prefixes.some((prefix) => !prefix || inPrefix(prefix, address))) return undefined;
  const records = vsids.flatMap((each) => virtual.recordsIn(each));
  const key = ipKey(text);
  if (records.some((record) => ipKey(record.data.customerAddress) === key)) return undefined;
  const behind = records.filter(({ data, isWildcard }) => !isWildcard && ipKey(data.providerAddress ?? '') === key);
  const customers = new Set(behind.map((record) => ipKey(record.data.customerAddress)));
  return { place, customerAddress: customers.size === 1 ? [...customers][0] : undefined };
}

/** Every provider address with the place it is written at: of the host that has it, else of the first record that names it. */
function providerPlaces(network: Network): ReadonlyMap<string, Place> {
  let known = memos.get(network);
  if (!known) {
    const places = new Map<string, Place>();
    for (const each of network.all('provider-address')) {
      const key = ipKey(each.data.providerAddress);
      if (!places.has(key)) places.set(key, at(each, 'providerAddress'));
    }
    for (const record of network.all('lookup-record')) {
      const { providerAddress } = record.data;
      if (providerAddress !== undefined && !places.has(ipKey(providerAddress)))
        places.set(ipKey(providerAddress), at(record, 'providerAddress'));
    }
    memos.set(network, places);
    known = places;
  }
  return known;
}
