/** A type of interface a system has: how its name begins and what it is to us. */
export interface InterfaceType {
  readonly kind: 'port' | 'port-channel' | 'vlan';
  /** In lower case. */
  readonly word: string;
  /** Fewest letters the system takes for it. */
  readonly shortest: number;
  /** What a name is written with: Ethernet, Port-Channel. */
  readonly prefix: string;
  /** Whether a number without a slot is one of the slot before it: `0/0,37-42` is 0/0 and 0/37 to 0/42. */
  readonly keepsSlot?: boolean;
}

/** An interface hvlint has a place for. */
export interface NamedInterface {
  readonly kind: InterfaceType['kind'];
  /** As the system writes it: Ethernet1/1, Port-Channel10. */
  readonly name: string;
  /** The last number of the name: of a port-channel or VLAN its ID. */
  readonly number: number;
}

/** Most interfaces one line may name. */
const MAX_RANGE = 512;
const PART = /^([a-z-]*) ?(\d{1,9}(?:[/:]\d{1,9}){0,4})(?: ?- ?([a-z-]*) ?(\d{1,9}(?:[/:]\d{1,9}){0,4}))?$/;

/**
 * The interfaces of an `interface` line, ranges and lists included: `Ethernet1/1`, `Eth 1/1-1/54`, `range Gi1/0/1 - 24`,
 * `Et1,3-4`.
 * 'too-many' for more than a switch has; undefined for types hvlint has no place for and for nonsense.
 */
export function interfacesOf(text: string, types: readonly InterfaceType[]): readonly NamedInterface[] | 'too-many' | undefined {
  const names: NamedInterface[] = [];
  // Some systems call a port by its numbers alone.
  let type = types.find((t) => t.word === '');
  let slot = '';
  const list = text.toLowerCase().replace(/\s+/g, ' ').trim();
  for (const part of list.replace(/^range /, '').split(',')) {
    const match = PART.exec(part.trim());
    if (!match) return undefined;
    const [, word = '', first = '', lastWord = '', last = first] = match;
    // A part without a type continues the one before it: Ethernet1/1, 1/3.
    if (word !== '') type = types.find((t) => word.length >= t.shortest && t.word.startsWith(word));
    if (!type || (lastWord !== '' && !type.word.startsWith(lastWord))) return undefined;
    const inSlot = type.keepsSlot && word === '' && !/[/:]/.test(first) ? slot : '';
    const numbers = spanOf(inSlot + first, /[/:]/.test(last) ? last : inSlot + last);
    if (!numbers) return undefined;
    slot = numbers.before;
    if (names.length + numbers.to - numbers.from + 1 > MAX_RANGE) return 'too-many';
    for (let n = numbers.from; n <= numbers.to; n++)
      names.push({ kind: type.kind, name: `${type.prefix}${numbers.before}${n}`, number: n });
  }
  return names;
}

/** `1/3/1` to `4` or `1/3/4`: only the last number may differ. */
function spanOf(
  first: string,
  last: string,
): { readonly before: string; readonly from: number; readonly to: number } | undefined {
  const split = (text: string): { before: string; number: number } => {
    const at = Math.max(text.lastIndexOf('/'), text.lastIndexOf(':')) + 1;
    return { before: text.slice(0, at), number: Number(text.slice(at)) };
  };
  const [from, to] = [split(first), split(last)];
  if ((to.before !== '' && to.before !== from.before) || to.number < from.number) return undefined;
  return { before: from.before, from: from.number, to: to.number };
}
