/** An interface hvlint has a place for: a port, a port-channel or a routed VLAN interface. */
export interface InterfaceName {
  readonly kind: 'port' | 'port-channel' | 'vlan';
  /** Canonical: Ethernet1/1, port-channel10, Vlan7. */
  readonly name: string;
  /** The last number of the name: ID of the port-channel or VLAN. */
  readonly number: number;
}

/** Most interfaces one line may name: twice the ports of the largest line card with every port broken out. */
export const MAX_RANGE = 512;

/** Shortest beginning of each type that NX-OS takes for it (`int e1/1`, `po10`, `vl7`). */
const TYPES = [
  { kind: 'port', word: 'ethernet', shortest: 1, prefix: 'Ethernet', highest: 4096 },
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'port-channel', highest: 4096 },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'Vlan', highest: 4094 },
] as const;

const NUMBER = String.raw`(\d{1,9}(?:/\d{1,9}){0,2})`;
const PART = new RegExp(`^([a-z-]*) ?${NUMBER}(?: ?- ?([a-z-]*) ?${NUMBER})?$`);

/**
 * The interfaces of an `interface` line: `Ethernet1/1`, `Ethernet 1/1-1/54`, `Eth1/1, Eth1/3-4`, `Ethernet1/3/1-4`.
 * 'too-many' for more than `most`; undefined for types hvlint has no place for (mgmt0, loopback0, Ethernet1/1.100) and for nonsense.
 */
export function interfaceNames(text: string, most = MAX_RANGE): readonly InterfaceName[] | 'too-many' | undefined {
  const names: InterfaceName[] = [];
  let type: (typeof TYPES)[number] | undefined;
  for (const part of text.toLowerCase().replace(/\s+/g, ' ').split(',')) {
    const match = PART.exec(part.trim());
    if (!match) return undefined;
    const [, word = '', first = '', lastWord = '', last = first] = match;
    // A part without a type continues the one before it: Ethernet1/1, 1/3.
    if (word !== '') type = typeOf(word);
    if (!type || (lastWord !== '' && typeOf(lastWord) !== type)) return undefined;
    const numbers = range(first, last);
    if (!numbers || (type.kind !== 'port' && (numbers.before !== '' || numbers.from < 1))) return undefined;
    if (names.length + numbers.to - numbers.from + 1 > most) return 'too-many';
    if (numbers.to > type.highest) return undefined;
    for (let n = numbers.from; n <= numbers.to; n++)
      names.push({ kind: type.kind, name: `${type.prefix}${numbers.before}${n}`, number: n });
  }
  return names;
}

function typeOf(word: string): (typeof TYPES)[number] | undefined {
  return TYPES.find((t) => word.length >= t.shortest && t.word.startsWith(word));
}

/** `1/3/1` to `4` or `1/3/4`: only the last number may differ. Leading zeros are dropped, as NX-OS does. */
function range(first: string, last: string): { readonly before: string; readonly from: number; readonly to: number } | undefined {
  const from = first.split('/').map(Number);
  const to = last.split('/').map(Number);
  const before = from.slice(0, -1);
  if (to.length > 1 && (to.length !== from.length || before.some((n, i) => n !== to[i]))) return undefined;
  const [lowest, highest] = [from.at(-1)!, to.at(-1)!];
  if (highest < lowest) return undefined;
  return { before: before.map((n) => `${n}/`).join(''), from: lowest, to: highest };
}
