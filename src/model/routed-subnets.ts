import type { Switch } from './entity.ts';
import { at, type Place } from './place.ts';

/** An IPv4 subnet that a switch routes for a VLAN. */
export interface RoutedSubnet {
  /** As written: 10.0.42.2/24. */
  readonly address: string;
  readonly first: number;
  readonly last: number;
  readonly place: Place;
}

/**
 * The IPv4 subnets of the routed interface of a VLAN. Undefined where there is no such interface, it is switched off, or an
 * address is not an IPv4 address with the prefix of a subnet (a /31 or /32 says nothing of the network behind it).
 */
export function routedSubnets(device: Switch, vlan: number): readonly RoutedSubnet[] | undefined {
  const svis = device.data.svis ?? [];
  const index = svis.findIndex((svi) => svi.vlanId === vlan);
  const addresses = svis[index]?.adminUp === false ? undefined : svis[index]?.ipAddresses;
  const subnets = addresses?.map((address, i) => subnetOf(address, at(device, 'svis', index, 'ipAddresses', i)));
  return subnets?.length && subnets.every((subnet) => subnet !== undefined) ? subnets : undefined;
}

/** Whether two lists of subnets have no address in common. */
export function areDisjoint(a: readonly RoutedSubnet[], b: readonly RoutedSubnet[]): boolean {
  return a.every((one) => b.every((other) => one.last < other.first || other.last < one.first));
}

function subnetOf(address: string, place: Place): RoutedSubnet | undefined {
  const match = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})\s*$/.exec(address);
  if (!match) return undefined;
  const [a, b, c, d, prefix] = match.slice(1).map(Number) as [number, number, number, number, number];
  if ([a, b, c, d].some((octet) => octet > 255) || prefix < 8 || prefix > 30) return undefined;
  const size = 2 ** (32 - prefix);
  const number = ((a * 256 + b) * 256 + c) * 256 + d;
  const first = number - (number % size);
  return { address: address.trim(), first, last: first + size - 1, place };
}
