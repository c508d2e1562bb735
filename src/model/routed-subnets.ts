import type { Switch } from './entity.ts';
import { areDisjoint, type IpPrefix, parsePrefix } from './ip-prefix.ts';
import { at, type Place } from './place.ts';

/** An IPv4 subnet that a switch routes for a VLAN. */
export interface RoutedSubnet {
  /** As written: 10.0.42.2/24. */
  readonly address: string;
  readonly prefix: IpPrefix;
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

/**
 * The IPv4 subnets of a VLAN on a switch: of its routed interface, and of shared gateway addresses that have a subnet of their own.
 * Undefined where one of them is not known.
 */
export function vlanSubnets(device: Switch, vlan: number): readonly RoutedSubnet[] | undefined {
  const own = routedSubnets(device, vlan);
  const index = (device.data.svis ?? []).findIndex((svi) => svi.vlanId === vlan);
  const shared = (device.data.svis?.[index]?.virtualIpAddresses ?? []).flatMap((address, i) =>
    address.includes('/') ? [subnetOf(address, at(device, 'svis', index, 'virtualIpAddresses', i))] : [],
  );
  const all = own && [...own, ...shared];
  return all?.every((subnet) => subnet !== undefined) ? all : undefined;
}

/** Whether two lists of subnets have no address in common. */
export function haveNothingInCommon(a: readonly RoutedSubnet[], b: readonly RoutedSubnet[]): boolean {
  return a.every((one) => b.every((other) => areDisjoint(one.prefix, other.prefix)));
}

/** The IPv4 subnet of an address with its prefix; undefined where it is none (a /31 or /32 says nothing of the network behind it). */
export function subnetOf(address: string, place: Place): RoutedSubnet | undefined {
  const prefix = parsePrefix(address);
  if (prefix?.address.kind() !== 'ipv4' || prefix.length < 8 || prefix.length > 30) return undefined;
  return { address: address.trim(), prefix, place };
}
