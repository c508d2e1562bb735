import type { Range } from '#text/source-file';
import { markForgotten, markPartial } from './forgotten.ts';
import type { SyntaxMember, SyntaxNode } from './syntax-node.ts';

/**
 * How sure it is that what is said comes about. certain: it does. perhaps: only under a condition nobody can tell, which a new thing or
 * setting is taken to meet, a change of a known one is not. either: one of several branches, so that nothing is known but names.
 */
export interface Certainty {
  level: 'certain' | 'perhaps' | 'either';
  /** Things that were looked through so far: a reader that repeats itself can tell when that is too much. */
  lookups?: number;
}

function count(certainty: Certainty, things: number): void {
  certainty.lookups = (certainty.lookups ?? 0) + things;
}

export type Plain = string | number | boolean;
interface Written {
  readonly value: Plain | readonly Plain[];
  readonly items?: readonly Range[];
  /** Of a list of values: there may be others. */
  readonly isPart?: boolean;
}
type Content = Written | Draft | DraftList;
interface Member {
  readonly content: Content;
  readonly range: Range;
}

/**
 * A mapping of one of our documents while a dialect fills it in: what is known, with the characters that said it. The last word
 * wins, as on the machine.
 */
export class Draft {
  private readonly members = new Map<string, Member>();
  private readonly lost = new Set<string>();
  private readonly spellings = new Map<string, string>();
  /** Whether names of properties are free: `advancedProperties`, `bindings`. */
  isFree = false;
  /** Whether the thing was made in the script: only then is what nothing says the default. */
  created = false;
  /** Whether it is a document: of its lists the names are known also where a condition decides, as long as nothing else is. */
  isDocument = false;
  /** Properties of the thing: of one made elsewhere, those that are not said are unknown. A list tells its things theirs. */
  properties: readonly string[] = [];

  constructor(
    /** The characters that brought the thing up: its name where it is made. */
    readonly range: Range,
    private readonly certainty: Certainty,
  ) {}

  /** A known value. */
  set(key: string, value: Plain | readonly Plain[], range: Range, items?: readonly Range[]): void {
    const { level } = this.certainty;
    const same = JSON.stringify(this.get(key)) === JSON.stringify(value);
    if (key !== 'name' && key !== 'kind' && !same && (level === 'either' || (level === 'perhaps' && this.members.has(key)))) {
      this.lose(key);
      return;
    }
    if (level === 'perhaps' && this.lost.has(key)) return;
    this.members.set(key, { content: { value, ...(items ? { items } : {}) }, range });
    this.lost.delete(key);
    if (this.isFree && !this.spellings.has(keyOf(key))) this.spellings.set(keyOf(key), key);
  }

  /** The property has a value that nobody can tell. */
  lose(key: string): void {
    this.members.delete(key);
    this.lost.add(key);
  }

  /** The property is back at what it is without being set; under a condition nobody can tell, a known one becomes unknown. */
  clear(key: string): void {
    if (this.certainty.level !== 'certain' && (this.members.has(key) || this.lost.has(key))) {
      this.lose(key);
      return;
    }
    this.members.delete(key);
    this.lost.delete(key);
  }

  /** One more value of a list; what is not known to be all of it is a part. */
  addTo(key: string, value: Plain, range: Range): void {
    const { values, items, isPart } = this.valuesOf(key);
    count(this.certainty, values.length);
    if (this.certainty.level === 'either') {
      if (this.members.has(key)) this.setValues(key, values, items, true, this.members.get(key)!.range);
      else this.lose(key);
      return;
    }
    if (values.some((each) => keyOf(String(each)) === keyOf(String(value)))) return;
    this.setValues(key, [...values, value], [...items, range], isPart, this.members.get(key)?.range ?? range);
  }

  /** Takes values out of a list; under a condition nobody can tell, they may be gone or not. */
  takeFrom(key: string, test: (value: Plain) => boolean): void {
    const { values, items, isPart } = this.valuesOf(key);
    const at = this.members.get(key)?.range;
    if (!at || !values.some(test)) return;
    const stays = values.map((value) => !test(value));
    this.setValues(
      key,
      values.filter((_, i) => stays[i]),
      items.filter((_, i) => stays[i]),
      isPart || this.certainty.level !== 'certain',
      at,
    );
  }

  /** What a list holds is all there is. */
  completeList(key: string, range: Range): void {
    const { values, items } = this.valuesOf(key);
    this.setValues(key, values, items, false, this.members.get(key)?.range ?? range);
  }

  private valuesOf(key: string): { values: readonly Plain[]; items: readonly Range[]; isPart: boolean } {
    const member = this.members.get(key);
    if (!member || !('value' in member.content)) return { values: [], items: [], isPart: true };
    const { value, items, isPart = false } = member.content;
    const values: readonly Plain[] = typeof value === 'object' ? value : [value];
    count(this.certainty, values.length);
    return { values, items: items ?? values.map(() => member.range), isPart };
  }

  private setValues(key: string, value: readonly Plain[], items: readonly Range[], isPart: boolean, range: Range): void {
    this.members.set(key, { content: { value, items, isPart }, range });
    this.lost.delete(key);
  }

  get(key: string): Plain | readonly Plain[] | undefined {
    const content = this.members.get(key)?.content;
    if (!content || !('value' in content)) return undefined;
    if (typeof content.value === 'object') count(this.certainty, content.value.length);
    return content.value;
  }

  /** A property as it was spelt first: names of some are free, and compare without regard to case. */
  spelling(key: string): string {
    return this.spellings.get(keyOf(key)) ?? key;
  }

  has(key: string): boolean {
    return this.members.has(key);
  }

  /** Whether a property has a value that nobody can tell. */
  isLost(key: string): boolean {
    return this.lost.has(key);
  }

  /** Where a property is said. */
  rangeOf(key: string): Range | undefined {
    return this.members.get(key)?.range;
  }

  /** A mapping inside, made when it is not there. */
  section(key: string, range: Range): Draft {
    const known = this.members.get(key)?.content;
    if (known instanceof Draft) return known;
    const section = new Draft(range, this.certainty);
    section.created = true;
    this.members.set(key, { content: section, range });
    this.lost.delete(key);
    return section;
  }

  /**
   * A list of things inside, made when it is not there; `naming` is the property that tells them apart. What one of several branches puts into a
   * list of a thing is not known to be in it: it goes nowhere, and the list becomes unknown.
   */
  list(key: string, range: Range, naming = 'name'): DraftList {
    if (this.certainty.level === 'either' && !this.isDocument) {
      this.lose(key);
      return new DraftList(this.certainty, naming);
    }
    const known = this.members.get(key)?.content;
    if (known instanceof DraftList) return known;
    const list = new DraftList(this.certainty, naming);
    this.members.set(key, { content: list, range });
    this.lost.delete(key);
    return list;
  }

  /** Takes over a list that was filled elsewhere. */
  adopt(key: string, list: DraftList, range: Range): void {
    this.members.set(key, { content: list, range });
  }

  /** The mapping inside as it is, or undefined. */
  inner(key: string): Draft | undefined {
    const known = this.members.get(key)?.content;
    return known instanceof Draft ? known : undefined;
  }

  /** The list as it is, or undefined. */
  listed(key: string): DraftList | undefined {
    const known = this.members.get(key)?.content;
    return known instanceof DraftList ? known : undefined;
  }

  /** Plain data and the places of all its parts. `known` are the properties that were not said of a thing made elsewhere. */
  finish(properties: readonly string[] = this.properties): { readonly data: Record<string, unknown>; readonly node: SyntaxNode } {
    const data: Record<string, unknown> = {};
    const members = new Map<string, SyntaxMember>();
    for (const [key, { content, range }] of this.members) {
      if (content instanceof Draft || content instanceof DraftList) {
        const inner = content instanceof Draft ? content.finish() : content.finish(range);
        data[key] = inner.data;
        members.set(key, { key: range, value: inner.node });
      } else {
        data[key] = typeof content.value === 'object' ? [...content.value] : content.value;
        if (content.isPart) markPartial(data[key] as readonly unknown[]);
        const items = content.items?.map((item) => ({ range: item }));
        members.set(key, { key: range, value: { range, ...(items ? { items } : {}) } });
      }
    }
    for (const key of this.lost) markForgotten(data, key);
    if (!this.created) for (const key of properties) if (!(key in data)) markForgotten(data, key);
    return { data, node: { range: this.range, members } };
  }
}

/** Things in the order they came up; their names compare without regard to case. */
export class DraftList {
  /** The things, each with the name it is found by. */
  private readonly names = new Map<Draft, string>();
  /** Things of each name; the first is the one that is meant. */
  private readonly named = new Map<string, Draft[]>();
  /** Properties of the things: what is not said of a thing made elsewhere is unknown. */
  properties: readonly string[] = [];
  /** Whether everything there is was made in the text. */
  whole = false;

  constructor(
    private readonly certainty: Certainty,
    private readonly naming: string,
  ) {}

  get(name: string | number): Draft | undefined {
    return this.named.get(keyOf(name))?.[0];
  }

  /** The thing of a name, made when it is not there. */
  at(name: string | number, range: Range): Draft {
    return this.get(name) ?? this.make(name, range);
  }

  /** A further thing, also where there is one of that name. */
  make(name: string | number, range: Range): Draft {
    const draft = new Draft(range, this.certainty);
    draft.set(this.naming, name, range);
    this.put(draft, keyOf(name));
    return draft;
  }

  /** A further thing that has no name of its own; `key` finds it again. */
  add(range: Range, key = ''): Draft {
    const draft = new Draft(range, this.certainty);
    if (key === '') this.names.set(draft, '');
    else this.put(draft, keyOf(key));
    return draft;
  }

  private put(draft: Draft, name: string): void {
    this.names.set(draft, name);
    const same = this.named.get(name);
    if (same) same.push(draft);
    else this.named.set(name, [draft]);
  }

  /** Takes a thing out of those that are found by its name. */
  private unname(draft: Draft): void {
    const name = this.names.get(draft);
    const rest = name === undefined ? undefined : this.named.get(name)?.filter((each) => each !== draft);
    if (name === undefined || !rest) return;
    if (rest.length > 0) this.named.set(name, rest);
    else this.named.delete(name);
  }

  /** Takes back a thing of which too little is known. */
  drop(draft: Draft): void {
    this.unname(draft);
    this.names.delete(draft);
  }

  /** Takes a thing away; under a condition nobody can tell it stays. */
  remove(name: string): void {
    if (this.certainty.level !== 'certain') return;
    for (const draft of this.named.get(keyOf(name)) ?? []) this.names.delete(draft);
    this.named.delete(keyOf(name));
  }

  /** Takes away the things that pass a test; under a condition nobody can tell they stay. */
  removeWhere(test: (draft: Draft) => boolean): void {
    if (this.certainty.level !== 'certain') return;
    for (const draft of this.all) if (test(draft)) this.drop(draft);
  }

  rename(from: string, to: string, range: Range): void {
    const draft = this.get(from);
    if (!draft) return;
    if (this.certainty.level !== 'certain') {
      // Which of the two names it has, nobody can tell.
      this.drop(draft);
      this.whole = false;
      return;
    }
    this.unname(draft);
    this.put(draft, keyOf(to));
    draft.set(this.naming, to, range);
  }

  clear(): void {
    if (this.certainty.level !== 'certain') return;
    this.names.clear();
    this.named.clear();
  }

  get all(): readonly Draft[] {
    count(this.certainty, this.names.size);
    return [...this.names.keys()];
  }

  finish(range: Range): { readonly data: readonly unknown[]; readonly node: SyntaxNode } {
    const finished = [...this.names.keys()].map((draft) => draft.finish(this.properties));
    const data = finished.map((item) => item.data);
    if (!this.whole) markPartial(data);
    return { data, node: { range, items: finished.map((item) => item.node) } };
  }
}

function keyOf(name: string | number): string {
  return String(name).trim().toLowerCase();
}
