/** VLAN IDs 1 to 4094, the ones IEEE 802.1Q leaves to users. */
const FIRST = 1;
const LAST = 4094;
const WORDS = 128;

/** A set of VLAN IDs as switches write them: 1,10-20. Never changes. */
export class VlanNumbers {
  static readonly none = new VlanNumbers(new Uint32Array(WORDS));
  static readonly all = VlanNumbers.of([[FIRST, LAST]]);

  /** One bit for each ID: a list may be built up by a great many `add` lines. */
  private constructor(private readonly bits: Uint32Array) {}

  private static of(ranges: readonly (readonly [first: number, last: number])[]): VlanNumbers {
    const bits = new Uint32Array(WORDS);
    for (const [first, last] of ranges)
      for (let word = first >> 5; word <= last >> 5; word++) {
        const from = word === first >> 5 ? first & 31 : 0;
        const to = word === last >> 5 ? last & 31 : 31;
        bits[word]! |= (0xffffffff >>> (31 - to + from)) << from;
      }
    return new VlanNumbers(bits);
  }

  /** Reads a list such as `1, 10-20`; undefined when it is no list or has an ID that does not exist. */
  static parse(text: string): VlanNumbers | undefined {
    const ranges: [number, number][] = [];
    for (const item of text.replace(/\s+/g, ' ').split(',')) {
      const match = /^ ?(\d{1,4})(?: ?- ?(\d{1,4}))? ?$/.exec(item);
      if (!match) return undefined;
      const first = Number(match[1]);
      const last = match[2] === undefined ? first : Number(match[2]);
      if (first < FIRST || last > LAST || first > last) return undefined;
      ranges.push([first, last]);
    }
    return VlanNumbers.of(ranges);
  }

  /** These and the others. */
  with(others: VlanNumbers): VlanNumbers {
    const bits = new Uint32Array(WORDS);
    for (let i = 0; i < WORDS; i++) bits[i] = this.bits[i]! | others.bits[i]!;
    return new VlanNumbers(bits);
  }

  /** These but not the others. */
  without(others: VlanNumbers): VlanNumbers {
    const bits = new Uint32Array(WORDS);
    for (let i = 0; i < WORDS; i++) bits[i] = this.bits[i]! & ~others.bits[i]!;
    return new VlanNumbers(bits);
  }

  /** How many there are. */
  get size(): number {
    let size = 0;
    for (let word of this.bits) {
      // The usual way to count the bits of a word: in pairs, fours, bytes, then all together.
      word -= (word >>> 1) & 0x55555555;
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
      size += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return size;
  }

  /** Whether an ID is among them. */
  has(id: number): boolean {
    return ((this.bits[id >> 5] ?? 0) & (1 << (id & 31))) !== 0;
  }

  /** The IDs in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    for (let id = FIRST; id <= LAST; id++) if (this.has(id)) yield id;
  }

  /** Canonical text: "all", "none", or ascending ranges such as "1,10-20". */
  toString(): string {
    const ranges: string[] = [];
    for (let id = FIRST; id <= LAST; id++) {
      if (!this.has(id)) continue;
      const first = id;
      while (this.has(id + 1)) id++;
      ranges.push(first === id ? `${first}` : `${first}-${id}`);
    }
    if (ranges.length === 0) return 'none';
    return ranges[0] === `${FIRST}-${LAST}` ? 'all' : ranges.join(',');
  }
}
