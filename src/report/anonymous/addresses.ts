import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';

const IPV4 = /(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)/y;
const IPV6 = /(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?=[^\w:]|$))/iy;
const MAC = /[0-9a-f]{2}(?:(?:-[0-9a-f]{2}){5}|(?::[0-9a-f]{2}){5}|[0-9a-f]{2}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{10})/iy;
const GUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/iy;
/** A fingerprint of a certificate. */
const HASH = /[0-9a-f]{40}/iy;
const LENGTH = /\/\d{1,3}/y;

/** Ways in which bits are known beforehand: an address keeps the bits that say what sort of address it is. */
const KEPT: readonly (readonly [RegExp, number])[] = [
  [/^(?:0|127)\./, 32],
  // Multicast, reserved, and masks.
  [/^2(?:2[4-9]|[345]\d)\./, 32],
  [/^10\./, 8],
  [/^169\.254\./, 16],
  [/^172\.(?:1[6-9]|2\d|3[01])\./, 12],
  [/^192\.168\./, 16],
  [/^100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./, 10],
];

/** First numbers of addresses all of which are public. */
const PUBLIC = Array.from({ length: 223 }, (_, i) => i + 1).filter((n) => ![10, 100, 127, 169, 172, 192].includes(n));

/** Whether a text is an address: these are told by their form, not by where they stand. */
export function isAddress(text: string): boolean {
  const whole = (pattern: RegExp): boolean => {
    pattern.lastIndex = 0;
    return pattern.test(text.replace(/\/\d{1,3}$/, '')) && pattern.lastIndex === text.replace(/\/\d{1,3}$/, '').length;
  };
  return (
    whole(IPV4) || whole(GUID) || whole(HASH) || (whole(MAC) && text.length > 12) || ipaddr.IPv6.isValid(text.split('/')[0]!)
  );
}

/**
 * Other addresses in the place of those of an estate. Two IP addresses that have a prefix in common have one of the same length in common
 * afterwards; what they become depends on a key, so that nobody can reckon back. MAC addresses become consecutive numbers.
 */
export class Addresses {
  private readonly flips = new Map<string, boolean>();
  private readonly macs = new Map<string, string>();
  private lastMac = 0;
  private firsts: Map<number, number> | undefined;
  private readonly ids = new Map<string, string>();
  private salt = 0;
  private readonly originals = new Set<string>();

  /** `texts` are all values of the estate: no address of theirs may come out for another. */
  constructor(
    private readonly key: string,
    texts: Iterable<string>,
  ) {
    const ips = new Set<string>();
    const macs = new Set<string>();
    for (const text of texts)
      for (let at = 0; at < text.length; at++) {
        if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1]!)) continue;
        const ip = take(IPV4, text, at);
        const mac = ip === undefined ? take(MAC, text, at) : undefined;
        if (ip !== undefined) ips.add(ip);
        else if (mac !== undefined) macs.add(plainMac(mac));
        at += Math.max(0, (ip ?? mac ?? '').length - 1);
      }
    for (const address of [...ips, ...macs]) this.originals.add(address);
    while (this.salt < 16 && [...ips].some((ip) => this.ipv4(ip) !== ip && ips.has(this.ipv4(ip)))) {
      this.salt++;
      this.flips.clear();
      this.firsts = undefined;
    }
    // In their order, so that ranges stay ranges.
    for (const mac of [...macs].sort()) this.mac(mac);
  }

  /** What stands for the address that begins at an offset, and how long that is; undefined where there is none. */
  at(text: string, offset: number): { readonly length: number; readonly text: string } | undefined {
    const found = (
      pattern: RegExp,
      replace: (address: string) => string | undefined,
    ): { length: number; text: string } | undefined => {
      const address = take(pattern, text, offset);
      const replaced = address === undefined ? undefined : replace(address);
      return replaced === undefined ? undefined : { length: address!.length, text: replaced };
    };
    return (
      found(GUID, (guid) => this.id(guid.toLowerCase(), '00000000-0000-0000-0000-'.length, guid)) ??
      found(HASH, (hash) => this.id(hash.toLowerCase(), 40 - 12, hash)) ??
      found(MAC, (mac) => this.asWritten(mac)) ??
      this.network(text, offset)
    );
  }

  /** An IP address and, where the length of its prefix is written behind it, that too: then its host bits stay zero where they are. */
  private network(text: string, offset: number): { length: number; text: string } | undefined {
    const four = take(IPV4, text, offset);
    const six = four === undefined ? take(IPV6, text, offset) : undefined;
    const address = four ?? six;
    if (address === undefined || (six !== undefined && !ipaddr.IPv6.isValid(six))) return undefined;
    const length = take(LENGTH, text, offset + address.length);
    const bits = length === undefined ? undefined : Number(length.slice(1));
    const image = four !== undefined ? this.ipv4(four, bits) : this.ipv6(six!, bits);
    return { length: address.length + (length?.length ?? 0), text: image + (length ?? '') };
  }

  private ipv4(address: string, prefix = 32): string {
    const bytes = address.split('.').map(Number);
    const kept = KEPT.find(([pattern]) => pattern.test(address))?.[1] ?? 0;
    const image = this.flipped(bytes, kept === 0 ? 8 : kept, 24, prefix);
    // A public address stays public: its first number becomes another one of those.
    if (kept === 0) image[0] = this.firstNumber(bytes[0]!);
    return image.join('.');
  }

  private firstNumber(number: number): number {
    this.firsts ??= new Map(
      [...PUBLIC]
        .map((n) => ({ n, rank: this.hash(`first ${n}`) }))
        .sort((a, b) => (a.rank < b.rank ? -1 : 1))
        .map(({ n }, i) => [PUBLIC[i]!, n]),
    );
    // Those with private parts.
    return this.firsts.get(number) ?? this.firsts.get(PUBLIC[0]!)!;
  }

  private ipv6(address: string, prefix = 128): string {
    const parsed = ipaddr.IPv6.parse(address);
    const bytes = parsed.toByteArray();
    const kind = parsed.range();
    const kept =
      kind === 'loopback' || kind === 'unspecified' || kind === 'multicast'
        ? 128
        : kind === 'linkLocal'
          ? 64
          : kind === 'uniqueLocal'
            ? 8
            : 3;
    return new ipaddr.IPv6(this.flipped(bytes, kept, 64, prefix)).toString();
  }

  /**
   * Bits from `kept` on flipped or not, each as all bits before it say. Within the host part, which begins at `host`, what stands before
   * the first one stays: networks still end in 0 and gateways in 1. Behind a written prefix, zeros stay zeros.
   */
  private flipped(bytes: readonly number[], kept: number, host: number, prefix: number): number[] {
    const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const zeros = !bits.slice(prefix).includes('1');
    const image = [...bits].map((bit, i) => {
      if (i < kept || (i >= host && !bits.slice(host, i).includes('1')) || (zeros && i >= prefix)) return bit;
      return this.isFlipped(`${bytes.length} ${bits.slice(0, i)}`) ? String(1 - Number(bit)) : bit;
    });
    return bytes.map((_byte, i) => Number.parseInt(image.slice(8 * i, 8 * i + 8).join(''), 2));
  }

  private isFlipped(before: string): boolean {
    const known = this.flips.get(before) ?? Number.parseInt(this.hash(before)[0]!, 16) >= 8;
    this.flips.set(before, known);
    return known;
  }

  private hash(text: string): string {
    return createHash('sha256').update(`${this.key}\n${this.salt}\n${text}`).digest('hex');
  }

  /** A MAC address with the separators and the case it was written with. Twelve digits alone are one only where they are known as one. */
  private asWritten(written: string): string | undefined {
    const plain = plainMac(written);
    if (written.length === 12 && !this.originals.has(plain) && !(/[A-F]/.test(plain) && /\d/.test(plain))) return undefined;
    if (/^(?:0{12}|F{12})$/.test(plain)) return written;
    const digits = [...this.mac(plain)];
    const lower = written === written.toLowerCase();
    return written.replace(/[0-9a-f]/gi, () => {
      const digit = digits.shift()!;
      return lower ? digit.toLowerCase() : digit;
    });
  }

  /** Addresses that Hyper-V gave stay recognisable as such. */
  private mac(plain: string): string {
    const known = this.macs.get(plain);
    if (known !== undefined) return known;
    const group = Number.parseInt(plain.slice(0, 2), 16) & 1 ? '030000' : '020000';
    const start = plain.startsWith('00155D') ? '00155D' : group;
    let image = '';
    do image = start + (++this.lastMac).toString(16).toUpperCase().padStart(6, '0');
    while (this.originals.has(image));
    this.macs.set(plain, image);
    return image;
  }

  /** An identifier without meaning: the zeros of its form, then a number. */
  private id(text: string, zeros: number, written: string): string {
    const number = this.ids.get(text) ?? String(this.ids.size + 1).padStart(12, '0');
    this.ids.set(text, number);
    return written.slice(0, zeros).replace(/[0-9a-f]/gi, '0') + number;
  }
}

function plainMac(mac: string): string {
  return mac.replace(/[-:.]/g, '').toUpperCase();
}

/** What a pattern finds at an offset, where neither a letter or digit nor a further part of the same sort follows. */
function take(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  const match = pattern.exec(text)?.[0] ?? '';
  const after = text.slice(offset + match.length, offset + match.length + 3);
  const further = pattern === IPV4 ? /^\.\d/ : /^[-:.][0-9a-f]{2}/i;
  return match === '' || /^[\p{L}\p{N}]/u.test(after) || further.test(after) ? undefined : match;
}
