import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import type { Call, Word } from './cli-lines.ts';

/** Most addresses of one interface. */
const MAX_ADDRESSES = 512;
const OWN = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.{0,45}\/)[\da-f.]*:[\da-f:.]*)\/\d{1,3}$/i;
const SHARED = /^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.{0,45}$)[\da-f.]*:[\da-f:.]*)(?:\/\d{1,3})?$/i;

interface Kept {
  readonly own: Map<string, Range>;
  readonly shared: Map<string, Range>;
  /** The one IPv4 address of the interface, and of each group, that is not `secondary`. */
  readonly primary: Map<string, string>;
  /** Whether an address of its own is written that cannot be read, such as a placeholder or `dhcp`. */
  unread: boolean;
}

/** The addresses of routed VLAN interfaces, as the lines about them build them up. */
export class SviAddresses {
  private readonly kept = new Map<Draft, Kept>();

  /** `ip address 10.0.0.1/24 [secondary]`, `ip address 10.0.0.1 255.255.255.0`, `ipv6 address 2001:db8::1/64`. */
  own(draft: Draft, call: Call): void {
    const [address, mask] = call.args;
    const prefix = mask && prefixOf(mask.text);
    const text = address && (prefix === undefined ? address.text : `${address.text}/${prefix}`);
    const end = (prefix === undefined ? address : mask)?.end ?? call.rest.end;
    const kept = this.of(draft);
    if (call.undo) {
      if (text === undefined) kept.own.clear();
      else kept.own.delete(text);
    } else if (text === undefined || !OWN.test(text)) kept.unread = true;
    else put(kept.own, kept.primary, '', text, { start: call.rest.start, end }, isSecondary(call));
  }

  /** An address that a group of HSRP or VRRP, or a virtual router, shares with other switches. */
  shared(draft: Draft, group: string, address: Word | undefined, call: Call): void {
    const kept = this.of(draft);
    if (!address || !SHARED.test(address.text)) return;
    if (call.undo) kept.shared.delete(address.text);
    else put(kept.shared, kept.primary, group, address.text, address, isSecondary(call));
  }

  /** An address of a virtual router: there may be many, none before the others. */
  anycast(draft: Draft, address: Word | undefined, call: Call): void {
    const { shared } = this.of(draft);
    if (!address || !SHARED.test(address.text)) return;
    if (call.undo) shared.delete(address.text);
    else if (shared.size < MAX_ADDRESSES) shared.set(address.text, address);
  }

  /** Whether an interface has an address, so that it is routed. */
  has(draft: Draft): boolean {
    const kept = this.kept.get(draft);
    return kept !== undefined && (kept.unread || kept.own.size + kept.shared.size > 0);
  }

  forget(draft: Draft): void {
    this.kept.delete(draft);
  }

  /** Writes them into the interfaces. */
  finish(): void {
    for (const [draft, { own, shared, unread }] of this.kept) {
      write(draft, 'ipAddresses', own);
      // Where one of its own addresses is not known, nobody can say which subnet a shared one belongs to.
      if (unread) draft.lose('ipAddresses');
      if (unread && shared.size > 0) draft.lose('virtualIpAddresses');
      else write(draft, 'virtualIpAddresses', shared);
    }
  }

  private of(draft: Draft): Kept {
    const known = this.kept.get(draft);
    if (known) return known;
    const kept: Kept = { own: new Map(), shared: new Map(), primary: new Map(), unread: false };
    this.kept.set(draft, kept);
    return kept;
  }
}

/** One primary IPv4 address, any number of others. */
function put(
  into: Map<string, Range>,
  primary: Map<string, string>,
  group: string,
  text: string,
  { start, end }: Range,
  secondary: boolean,
): void {
  if (!text.includes(':') && !secondary) {
    const before = primary.get(group);
    if (before !== undefined && before !== text) into.delete(before);
    primary.set(group, text);
  }
  if (into.size < MAX_ADDRESSES) into.set(text, { start, end });
}

function write(draft: Draft, key: string, addresses: ReadonlyMap<string, Range>): void {
  const ranges = [...addresses.values()];
  if (ranges[0]) draft.set(key, [...addresses.keys()], ranges[0], ranges);
}

function isSecondary({ args }: Call): boolean {
  return args.some((arg) => arg.lower === 'secondary');
}

/** Length of the prefix a mask such as 255.255.255.0 stands for. */
function prefixOf(mask: string): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,3}){3}$/.test(mask)) return undefined;
  const octets = mask.split('.').map((octet) => Number(octet).toString(2).padStart(8, '0'));
  return /^(?=.{32}$)(1*)0*$/.exec(octets.join(''))?.[1]?.length;
}
