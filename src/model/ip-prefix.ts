import ipaddr from 'ipaddr.js';

/** An IP address. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** An address with the length of its network: 10.0.10.2/24. */
export interface IpPrefix {
  readonly address: IpAddress;
  readonly length: number;
}

/** An address as people write it, without a prefix length; undefined when it is none. Zones (fe80::1%3) are not addresses alone. */
export function parseIp(text: string): IpAddress | undefined {
  const written = text.trim();
  // The library says no by an error it catches, which costs more than everything else here.
  if (/^\d+(?:\.\d+){3}$/.test(written) && ipaddr.IPv4.isValidFourPartDecimal(written)) return ipaddr.IPv4.parse(written);
  return !written.includes('%') && ipaddr.IPv6.isValid(written) ? ipaddr.IPv6.parse(written) : undefined;
}

/** An address with its prefix length, `10.0.10.2/24`; undefined without a length and where one of the two is wrong. */
export function parsePrefix(text: string): IpPrefix | undefined {
  const [head = '', tail = '', ...more] = text.trim().split('/');
  const address = parseIp(head);
  if (!address || more.length > 0 || !/^\d{1,3}$/.test(tail)) return undefined;
  const length = Number(tail);
  return length <= address.toByteArray().length * 8 ? { address, length } : undefined;
}

/** Whether an address lies in the network of a prefix. Never across versions. */
export function inPrefix({ address: network, length }: IpPrefix, address: IpAddress): boolean {
  return network.kind() === address.kind() && address.match([network, length] as [ipaddr.IPv4, number] & [ipaddr.IPv6, number]);
}

/** Whether two networks have no address in common. */
export function areDisjoint(a: IpPrefix, b: IpPrefix): boolean {
  return !inPrefix(a, b.address) && !inPrefix(b, a.address);
}

/** Whether an address counts only on its own link: 169.254.0.0/16, fe80::/10. */
export function isLinkLocal(address: IpAddress): boolean {
  return address.range() === 'linkLocal';
}

/** The form in which two spellings of one address are the same; text that is no address stands for itself. */
export function ipKey(text: string): string {
  return parseIp(text)?.toString() ?? text.trim().toLowerCase();
}

/** Whether a prefix is one address alone: 10.0.10.2/32. */
export function isHostAddress({ address, length }: IpPrefix): boolean {
  return length === address.toByteArray().length * 8;
}

/** The network of a prefix: 10.0.10.0/24 for 10.0.10.2/24. */
export function networkOf(prefix: IpPrefix): IpPrefix {
  const text = prefixText(prefix);
  const address =
    prefix.address.kind() === 'ipv4' ? ipaddr.IPv4.networkAddressFromCIDR(text) : ipaddr.IPv6.networkAddressFromCIDR(text);
  return { address, length: prefix.length };
}

/** Whether the address of a prefix is not that of its network: 10.0.10.2/24. */
export function hasHostBits(prefix: IpPrefix): boolean {
  return networkOf(prefix).address.toString() !== prefix.address.toString();
}

/** The lowest address a host can have in a network; undefined for networks of one or two addresses. */
export function lowestHost(prefix: IpPrefix): IpAddress | undefined {
  const bytes = networkOf(prefix).address.toByteArray();
  if (prefix.length > bytes.length * 8 - 2) return undefined;
  return ipaddr.fromByteArray([...bytes.slice(0, -1), bytes.at(-1)! + 1]);
}

/** A prefix as people write it. */
export function prefixText({ address, length }: IpPrefix): string {
  return `${address.toString()}/${length}`;
}

/** Which of the two versions of IP an address is of, in words. */
export function familyText(address: IpAddress): 'IPv4' | 'IPv6' {
  return address.kind() === 'ipv4' ? 'IPv4' : 'IPv6';
}

/** Whether two prefixes are the same network: 10.0.20.11/24 and 10.0.20.12/24. */
export function sameNetwork(a: IpPrefix, b: IpPrefix): boolean {
  return a.length === b.length && inPrefix(a, b.address);
}

/** The network of a prefix in words: 10.0.20.0/24 for 10.0.20.11/24. */
export function networkText(prefix: IpPrefix): string {
  return prefixText(networkOf(prefix));
}

/** What no adapter has as an address of its own. Sources: RFC 1122, section 3.2.1.3; RFC 4291, section 2. */
const NO_UNICAST: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address',
  loopback: 'a loopback address',
  multicast: 'a multicast address',
  broadcast: 'the broadcast address',
};

/** What an address is that no adapter can have as its own, in words; undefined for one it can have. */
export function noUnicast(address: IpAddress): string | undefined {
  return NO_UNICAST[address.range()];
}

/**
 * What an IPv4 address is when it is the first or the last of a network, which no host can have; undefined for every other, and in
 * networks of one or two addresses (RFC 3021).
 */
export function networkEnd(prefix: IpPrefix, address: IpAddress): 'network' | 'broadcast' | undefined {
  if (address.kind() !== 'ipv4' || prefix.length > 30 || !inPrefix(prefix, address)) return undefined;
  if (networkOf(prefix).address.toString() === address.toString()) return 'network';
  return ipaddr.IPv4.broadcastAddressFromCIDR(prefixText(prefix)).toString() === address.toString() ? 'broadcast' : undefined;
}

/** An IPv4 subnet written as an address and a mask, 10.0.10.0 and 255.255.255.0; undefined where one of the two is wrong. */
export function maskedPrefix(address: string | undefined, mask: string | undefined): IpPrefix | undefined {
  const length = ipaddr.IPv4.isValidFourPartDecimal(mask?.trim() ?? '')
    ? ipaddr.IPv4.parse(mask!.trim()).prefixLengthFromSubnetMask()
    : null;
  return address === undefined || length === null ? undefined : parsePrefix(`${address.trim()}/${length}`);
}
