import type { Range } from '#text/source-file';
import type { BlockNode } from './syntax-tree.ts';

/**
 * What an expression is known to be. Each value has the characters that say it where it is used: a finding about a value stands at
 * the argument, not where a variable got it.
 */
export type Value = (
  | { readonly sort: 'text'; readonly text: string }
  | { readonly sort: 'number'; readonly value: number; readonly text: string }
  | { readonly sort: 'boolean'; readonly value: boolean }
  | { readonly sort: 'null' }
  | { readonly sort: 'list'; readonly items: readonly Value[] /** Of lists inside too. */; readonly size?: number }
  | { readonly sort: 'table'; readonly entries: ReadonlyMap<string, TableEntry> }
  | { readonly sort: 'block'; readonly block: BlockNode }
  | { readonly sort: 'things'; readonly things: Things }
  | { readonly sort: 'unknown' }
) & {
  readonly range: Range;
  /** Of what a variable holds: the characters that gave it the value. They tell apart what one text stands for at two places. */
  readonly from?: Range | undefined;
};

export interface TableEntry {
  /** The key as written. */
  readonly key: string;
  readonly keyRange: Range;
  readonly value: Value;
}

/** What a cmdlet hands on: adapters, teams, VMs … by name. */
export interface Things {
  readonly of:
    | 'nic'
    | 'host-adapter'
    | 'vm-adapter'
    | 'team'
    | 'team-nic'
    | 'vm-switch'
    | 'vm'
    | 'host'
    | 'session'
    | 'qos-policy'
    | 'traffic-class'
    | 'virtualization'
    | 'feature'
    | 'share'
    | 'cluster-network'
    | 'firewall-rule'
    | 'other';
  /** Their names; undefined where not all of them are known. */
  readonly names: readonly Value[] | undefined;
  /** Of adapters of VMs: the VM. */
  readonly vm?: Value | undefined;
  /** Of what a session leads to, or things got with -CimSession: the machines. */
  readonly hosts?: readonly string[] | undefined;
  /** Of settings of adapters: which one, as it was asked for. */
  readonly setting?: { readonly parameter: string; readonly value: Value } | undefined;
  /** The property that picked them, where their names do not: `Where-Object Address -eq 10.0.0.0`. */
  readonly by?: { readonly property: string; readonly value: string } | undefined;
  /** Whether every thing of the kind is meant (`Get-NetAdapter`, `*`). */
  readonly all?: boolean;
  /** Whether there may be others than those named: the names are those the script happened to bring up. */
  readonly isPart?: boolean;
}

export function unknown(range: Range): Value {
  return { sort: 'unknown', range };
}

/** The same value, shown by other characters. */
export function shownAt(value: Value, range: Range): Value {
  return { ...value, range };
}

/** The text PowerShell would make of a value; undefined for what is not known or has no text of its own. */
export function textOf(value: Value | undefined): string | undefined {
  switch (value?.sort) {
    case 'text':
      return value.text;
    case 'number':
      return value.text;
    case 'boolean':
      return value.value ? 'True' : 'False';
    case 'null':
      return '';
    case 'list': {
      const texts = value.items.map(textOf);
      return texts.includes(undefined) ? undefined : texts.join(' ');
    }
    default:
      return undefined;
  }
}

/** The text a value has inside other text: a number is worked out, so that 1KB is 1024. */
export function stringOf(value: Value | undefined): string | undefined {
  if (value?.sort === 'number') return Math.abs(value.value) < 1e15 ? String(value.value) : undefined;
  if (value?.sort !== 'list') return textOf(value);
  const texts = value.items.map(stringOf);
  return texts.includes(undefined) ? undefined : joinedText(texts as string[], ' ');
}

/** The longest text and list that are worked out: what is longer is no setting. */
export const MAX_TEXT = 65_536;
export const MAX_ITEMS = 4096;

/** A list; unknown where it and the lists in it hold more than anybody needs. */
export function listValue(items: readonly Value[], range: Range): Value {
  let size = items.length;
  for (const item of items) if (item.sort === 'list') size += item.size ?? item.items.length;
  return size > MAX_ITEMS ? unknown(range) : { sort: 'list', items, size, range };
}

/** Texts joined; undefined when that is longer than anybody needs. */
export function joinedText(texts: readonly string[], separator: string): string | undefined {
  let length = 0;
  for (const text of texts) {
    length += text.length + separator.length;
    if (length > MAX_TEXT) return undefined;
  }
  return texts.join(separator);
}

/** The items of a list; one value is a list of one, $null of none. Undefined for what is not known. */
export function itemsOf(value: Value | undefined): readonly Value[] | undefined {
  if (!value || value.sort === 'unknown') return undefined;
  if (value.sort === 'null') return [];
  return value.sort === 'list' ? value.items.flatMap((item) => (item.sort === 'list' ? item.items : [item])) : [value];
}

/** Whether PowerShell takes a value for true; undefined for what is not known. */
export function truthOf(value: Value | undefined): boolean | undefined {
  switch (value?.sort) {
    case 'text':
      return value.text !== '';
    case 'number':
      return value.value !== 0;
    case 'boolean':
      return value.value;
    case 'null':
      return false;
    case 'list':
      return value.items.length > 1 ? true : value.items.length === 0 ? false : truthOf(value.items[0]);
    case 'table':
    case 'block':
      return true;
    default:
      return undefined;
  }
}
