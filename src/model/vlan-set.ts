import type { VlanListText } from '#read/generated/documents';

/** Highest VLAN ID of IEEE 802.1Q; 0 and 4095 are reserved. */
export const MAX_VLAN = 4094;

const known = new Map<string, VlanSet>();

/** A set of VLAN IDs, 1 to 4094. Immutable; equal texts give the same object. */
export class VlanSet implements Iterable<number> {
  private constructor(private readonly ranges: readonly (readonly [number, number])[]) {}

  static readonly all = new VlanSet([[1, MAX_VLAN]]);
  static readonly none = new VlanSet([]);

  /** Reads "1,10-20", "all", "none", a number or a list of these; what is no VLAN ID is left out. Undefined for undefined. */
  static of(written: VlanListText | undefined): VlanSet | undefined {
    if (written === undefined) return undefined;
    const text = (Array.isArray(written) ? written.join(',') : String(written)).toLowerCase().trim();
    let set = known.get(text);
    if (!set) {
      set = parse(text);
      known.set(text, set);
    }
    return set;
  }

  static ofNumbers(ids: Iterable<number>): VlanSet {
    return VlanSet.of([...ids].sort((a, b) => a - b))!;
  }

  static fromRanges(ranges: readonly (readonly [number, number])[]): VlanSet {
    return new VlanSet(ranges);
  }

  has(id: number): boolean {
    for (const [from, to] of this.ranges) if (id >= from && id <= to) return true;
    return false;
  }

  get size(): number {
    return this.ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  }

  equals(other: VlanSet): boolean {
    return this === other || this.toString() === other.toString();
  }

  *[Symbol.iterator](): Iterator<number> {
    for (const [from, to] of this.ranges) for (let id = from; id <= to; id++) yield id;
  }

  /** The usual notation: "1,10-20"; "all" and "none" for those. */
  toString(): string {
    if (this.ranges.length === 0) return 'none';
    if (this.size === MAX_VLAN) return 'all';
    return this.ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
  }
}

function parse(text: string): VlanSet {
  if (text === 'all') return VlanSet.all;
  if (text === 'none' || text === '') return VlanSet.none;
  const ranges: [number, number][] = [];
  for (const part of text.split(/[,;\s]+/)) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    if (!match) continue;
    const from = Math.max(1, Number(match[1]));
    const to = Math.min(MAX_VLAN, Number(match[2] ?? match[1]));
    if (from <= to) ranges.push([from, to]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const joined: [number, number][] = [];
  for (const range of ranges) {
    const before = joined.at(-1);
    if (before && range[0] <= before[1] + 1) before[1] = Math.max(before[1], range[1]);
    else joined.push(range);
  }
  return VlanSet.fromRanges(joined);
}
