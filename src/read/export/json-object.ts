import type { Range } from '#text/source-file';
import type { SyntaxNode } from '../syntax-node.ts';

/** A value of a JSON text with its place; without one while a text is only being recognised. */
export interface Located {
  readonly value: unknown;
  readonly node: SyntaxNode | undefined;
}

const NOWHERE: Range = { start: 0, end: 0 };

/** The characters of a value; of a list or mapping only its bracket. */
export function placeOf({ node }: Located): Range {
  if (!node) return NOWHERE;
  const { start, end } = node.range;
  return node.members || node.items ? { start, end: Math.min(end, start + 1) } : node.range;
}

/** The form in which `InterfaceDescription`, `interfaceDescription` and `interface_description` are one key. */
export function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** An object of an export, its members found in any spelling. */
export class JsonObject {
  /** Members by normal key; of two spellings of one key the first. */
  readonly fields = new Map<string, Located & { readonly written: string }>();

  constructor(readonly located: Located) {
    for (const [written, value] of Object.entries(located.value as object)) {
      const key = keyOf(written);
      if (!this.fields.has(key)) this.fields.set(key, { value, node: located.node?.members?.get(written)?.value, written });
    }
  }

  /** The first of several members that is there; null says nothing. Names are normal keys. */
  at(...names: readonly string[]): Located | undefined {
    for (const name of names) {
      const field = this.fields.get(name);
      if (field && field.value !== null && field.value !== undefined) return field;
    }
    return undefined;
  }

  /** Text of a member, trimmed; undefined for empty text and for anything else. */
  text(...names: readonly string[]): string | undefined {
    const found = this.at(...names);
    return found && typeof found.value === 'string' ? found.value.trim() || undefined : undefined;
  }

  /** A mapping inside. */
  object(...names: readonly string[]): JsonObject | undefined {
    const found = this.at(...names);
    return found && isObject(found.value) ? new JsonObject(found) : undefined;
  }

  /** Where the object is shown: by its name, else by its first value. */
  get place(): Range {
    const shown =
      this.at('name', 'interfacealias', 'vmnetworkadaptername', 'vmname') ??
      [...this.fields.values()].find(({ value }) => value !== null && typeof value !== 'object');
    return placeOf(shown ?? this.located);
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The list of a wrapper: Windows PowerShell writes some lists as `{ "value": [ … ], "Count": 2 }`. */
export function unwrapped(located: Located): Located {
  const { value, node } = located;
  if (!isObject(value)) return located;
  const keys = Object.keys(value);
  if (keys.length !== 2) return located;
  const [list, count] = [keys.find((key) => keyOf(key) === 'value'), keys.find((key) => keyOf(key) === 'count')];
  if (list === undefined || count === undefined || typeof value[count] !== 'number') return located;
  return { value: value[list], node: node?.members?.get(list)?.value };
}

/** The items of a list; one value is a list of one, which PowerShell collapses, and null of none. */
export function itemsOf(located: Located | undefined): readonly Located[] {
  if (!located) return [];
  const list = unwrapped(located);
  if (list.value === null || list.value === undefined) return [];
  if (!Array.isArray(list.value)) return [list];
  return list.value.map((value, i) => unwrapped({ value, node: list.node?.items?.[i] }));
}
