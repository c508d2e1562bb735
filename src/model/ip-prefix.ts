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
  if (ipaddr.IPv4.isValidFourPartDecimal(written)) return ipaddr.IPv4.parse(written);
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
