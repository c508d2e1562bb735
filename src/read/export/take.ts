import type { Range } from '#text/source-file';
import type { Draft, Plain } from '../draft.ts';
import { itemsOf, type JsonObject, type Located, placeOf } from './json-object.ts';

/** As what a member is taken. `numbers`: an enumeration whose numbers are known, for values written as numbers. */
export type As =
  | 'text'
  | 'number'
  /** A number above zero: zero stands for "not set". */
  | 'positive'
  /** A number from zero on: -1 stands for "not set". */
  | 'natural'
  | 'boolean'
  | 'onOff'
  /** A word of an enumeration, or its number where the schema of the property knows it. */
  | 'word'
  | 'speed'
  | { readonly numbers: Readonly<Record<number, string>> };

/** A property of ours and the members, by normal key, that say it: the first that is there counts. */
export interface Property {
  readonly to: string;
  readonly from: readonly string[];
  readonly as: As;
}

/** Properties whose names are those of the cmdlet, in camelCase: `vlanId` from `VlanID`. */
export function same(as: As, ...names: readonly string[]): Property[] {
  return names.map((to) => ({ to, from: [to.toLowerCase()], as }));
}

export function from(to: string, as: As, ...names: readonly string[]): Property {
  return { to, from: names, as };
}

/** OnOffState of the Hyper-V module: On is 0 and Off is 1, against what one would think. */
const ON_OFF = new Map<unknown, string>([
  [0, 'On'],
  [1, 'Off'],
  [true, 'On'],
  [false, 'Off'],
  ['on', 'On'],
  ['off', 'Off'],
  ['true', 'On'],
  ['false', 'Off'],
]);

/** What ConvertTo-Json writes for objects below its depth: the name of their type, or their members in one text. */
export function isCollapsed(text: string): boolean {
  return /^(?:@\{|(?:System|Microsoft)\.[\w.]+(?:\[\])?$|CimSession\b|\w+_\w+ \()/.test(text);
}

/** A member as a plain value; undefined when it says nothing that is known. */
export function plainOf({ value }: Located, as: As): Plain | undefined {
  if (typeof as === 'object') return wordOf(typeof value === 'number' ? as.numbers[value] : value);
  switch (as) {
    case 'text':
      return typeof value === 'string' && value.trim() !== '' && !isCollapsed(value) ? value.trim() : undefined;
    case 'word':
      return typeof value === 'number' ? value : wordOf(value);
    case 'number':
      return numberOf(value);
    case 'positive':
    case 'natural': {
      const number = numberOf(value);
      return number !== undefined && number >= (as === 'positive' ? Number.MIN_VALUE : 0) ? number : undefined;
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return typeof value === 'string' && /^(?:true|false)$/i.test(value.trim()) ? /^true$/i.test(value.trim()) : undefined;
    case 'onOff':
      return ON_OFF.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
    case 'speed':
      return speedOf(value);
  }
}

function wordOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w .-]+$/.test(value.trim()) && !isCollapsed(value) && !/^\d+$/.test(value.trim())
    ? value.trim()
    : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
  // Beyond that JavaScript loses digits, and the largest numbers stand for "unknown".
  return typeof number === 'number' && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : undefined;
}

/** A bit rate: `10 Gbps`, or bits a second. Zero and the largest number say that there is no link. */
function speedOf(value: unknown): Plain | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number > 0 && number < 1e15 ? number : undefined;
  return typeof value === 'string' && /^\s*[\d.]+\s*[KMGT]?bps\s*$/i.test(value) && Number.parseFloat(value) > 0
    ? value.trim()
    : undefined;
}

/** Text items of a list with their places; undefined where an item is no text, or the list may have been joined to one text. */
export function textsOf(
  located: Located | undefined,
  known?: (text: string) => boolean,
): { text: string; place: Range }[] | undefined {
  const items = itemsOf(located);
  const texts = items.map((item) => ({ text: plainOf(item, 'text'), place: placeOf(item) }));
  if (!texts.every((item): item is { text: string; place: Range } => typeof item.text === 'string')) return undefined;
  // Below its depth ConvertTo-Json joins the items of a list with blanks.
  const [only] = texts;
  if (texts.length === 1 && typeof located?.value === 'string' && /\s/.test(only!.text) && !(known?.(only!.text) ?? false))
    return undefined;
  return texts;
}

/** Places that say different things about one property: the first was read. */
export interface Difference {
  readonly what: string;
  readonly read: Range;
  readonly other: Range;
}

/** Fills drafts from objects. What was said first stays; what differs from it is kept to be told. */
export class Taker {
  readonly differences: Difference[] = [];

  /** Says a property, unless it is said already. */
  say(draft: Draft, key: string, value: Plain | readonly Plain[] | undefined, place: Range, items?: readonly Range[]): void {
    if (value === undefined) return;
    const known = draft.get(key);
    if (known === undefined) {
      if (!draft.has(key)) draft.set(key, value, place, items);
      return;
    }
    if (foldOf(known) === foldOf(value)) return;
    const name = draft.get('name');
    this.differences.push({
      what: `${key}${name === undefined ? '' : ` of ${String(name)}`}`,
      read: draft.rangeOf(key)!,
      other: place,
    });
  }

  /** Takes the properties of a table. */
  take(draft: Draft, object: JsonObject, properties: readonly Property[]): void {
    for (const { to, from: names, as } of properties) {
      for (const name of names) {
        const found = object.at(name);
        const value = found && plainOf(found, as);
        if (value === undefined) continue;
        this.say(draft, to, value, placeOf(found!));
        break;
      }
    }
  }

  /** A section for the properties of a table, made only where one of them is there. */
  section(draft: Draft, key: string, object: JsonObject, properties: readonly Property[]): Draft | undefined {
    const any = properties.some(({ from: names, as }) =>
      names.some((name) => object.at(name) && plainOf(object.at(name)!, as) !== undefined),
    );
    if (!any) return undefined;
    const section = draft.section(key, object.place);
    this.take(section, object, properties);
    return section;
  }
}

function foldOf(value: Plain | readonly Plain[]): string {
  return JSON.stringify(value).toLowerCase();
}
