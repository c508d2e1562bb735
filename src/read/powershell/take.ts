import type { Draft, Plain } from '../draft.ts';
import { itemsOf, textOf, type Value } from './value.ts';

/** As what a value is taken; `any` leaves numbers numbers and text text. */
type As = 'text' | 'number' | 'boolean' | 'list' | 'any';

/** What an argument says of a property: unknown values make it unknown, without an argument nothing changes. */
export function take(draft: Draft, key: string, value: Value | undefined, as: As = 'any'): void {
  if (!value) return;
  const known = plainOf(value, as);
  if (known === undefined) draft.lose(key);
  else draft.set(key, known, value.range, value.sort === 'list' ? value.items.map((item) => item.range) : undefined);
}

/** What a parameter of type Boolean, or an enumeration of True and False, makes of a value; undefined for what is not known. */
export function booleanOf(value: Value | undefined): boolean | undefined {
  const known = value && plainOf(value, 'boolean');
  return typeof known === 'boolean' ? known : undefined;
}

/** A value as plain data; undefined when it, or a part of it, is not known. */
function plainOf(value: Value, as: As): Plain | readonly Plain[] | undefined {
  if (as === 'list') {
    const items = itemsOf(value)?.map((item) => plainOf(item, 'any'));
    return items === undefined || items.some((item) => item === undefined) ? undefined : (items as Plain[]);
  }
  switch (value.sort) {
    case 'number':
      return as === 'text' ? value.text : as === 'boolean' ? value.value !== 0 : value.value;
    case 'boolean':
      return as === 'text' ? (value.value ? 'True' : 'False') : as === 'number' ? Number(value.value) : value.value;
    case 'text': {
      if (as === 'number' || as === 'any') {
        const number = Number(value.text.trim());
        if (value.text.trim() !== '' && /^-?\d+(?:\.\d+)?$/.test(value.text.trim())) return as === 'number' ? number : value.text;
        return as === 'number' ? undefined : value.text;
      }
      if (as === 'boolean')
        return /^\$?true$|^1$/i.test(value.text) ? true : /^\$?false$|^0$/i.test(value.text) ? false : undefined;
      return value.text;
    }
    case 'list':
      return as === 'any' || as === 'text' ? (as === 'text' ? textOf(value) : plainOf(value, 'list')) : undefined;
    default:
      return undefined;
  }
}
