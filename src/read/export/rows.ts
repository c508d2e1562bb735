import type { Range } from '#text/source-file';
import { hostName, hostOfContainer, hostOfRow } from './host-name.ts';
import { isObject, JsonObject, type Located, placeOf, unwrapped } from './json-object.ts';
import { isCmdletKey, recognise, shapeOfKey } from './recognise.ts';
import type { ShapeName } from './shapes.ts';

/** One object of a cmdlet, with the computer it was got from where that is said. */
export interface Row {
  readonly shape: ShapeName;
  readonly object: JsonObject;
  readonly host: string | undefined;
  /** The list it stands in; two lists of one sort may be copies. */
  readonly list: object;
  readonly listPlace: Range;
  /** Normal key of the list. */
  readonly listKey: string;
}

/** Everything an export holds that hvlint knows. */
export interface Rows {
  readonly rows: readonly Row[];
  /** Lists that are known to hold everything there is, also empty ones: only our own collector says so. */
  readonly whole: readonly { readonly shape: ShapeName; readonly host: string; readonly place: Range }[];
  /** Whether the content alone says that this is an export. */
  readonly certain: boolean;
}

/** Member of our own collector's files: the version of their form. */
export const STAMP = 'hvlintInventory';
const STAMP_KEY = 'hvlintinventory';

interface Context {
  readonly host: string | undefined;
  readonly hint: ShapeName | undefined;
  readonly key: string;
  readonly list: object;
  readonly listPlace: Range;
}

/** Finds the objects of cmdlets in a JSON value, wherever a collector put them. `hint`: what the file's name promises. */
export function findRows(root: Located, hint: ShapeName | undefined): Rows {
  const rows: Row[] = [];
  const whole: { shape: ShapeName; host: string; place: Range }[] = [];
  let certain = false;
  walk(root, { host: undefined, hint, key: '', list: [], listPlace: placeOf(root) });
  return { rows, whole, certain };

  function walk(wrapped: Located, context: Context): void {
    const located = unwrapped(wrapped);
    const { value, node } = located;
    if (Array.isArray(value)) {
      // Keys of an item are not names, whatever its list is called.
      const inside = {
        ...context,
        key: NAMED_CONTAINERS.has(context.key) ? '' : context.key,
        list: value,
        listPlace: placeOf(located),
      };
      for (const [i, item] of value.entries()) walk({ value: item, node: node?.items?.[i] }, inside);
      return;
    }
    if (!isObject(value)) return;
    const object = new JsonObject(located);
    if (typeof object.fields.get(STAMP_KEY)?.value === 'number') {
      certain = true;
      walkInventory(object);
      return;
    }
    const found = recognise(object, context.hint);
    if (found) {
      certain ||= found.certain;
      const { list, listPlace, key } = context;
      rows.push({ shape: found.shape, object, host: hostOfRow(object) ?? context.host, list, listPlace, listKey: key });
      if (found.shape !== 'vm') return;
    }
    const host = hostOfContainer(object) ?? context.host;
    for (const [key, member] of object.fields) {
      if (member.value === null || typeof member.value !== 'object' || NOISE.has(key)) continue;
      const named = NAMED_CONTAINERS.has(context.key) && shapeOfKey(key) === undefined ? hostName(member.written) : undefined;
      certain ||= isCmdletKey(member.written);
      walk(member, {
        host: named ?? host,
        hint: found?.shape === 'vm' && key === 'networkadapters' ? 'vmNetworkAdapter' : shapeOfKey(key),
        key,
        list: member.value,
        listPlace: placeOf(member),
      });
    }
  }

  /** Our own collector's file: lists by cmdlet, each of them everything there is. */
  function walkInventory(inventory: JsonObject): void {
    const host = hostName(inventory.text('host', 'computername')) ?? undefined;
    const lists = inventory.object('cmdlets');
    for (const [key, member] of lists?.fields ?? []) {
      const shape = shapeOfKey(key);
      if (shape === undefined || member.value === null) continue;
      if (host !== undefined) whole.push({ shape, host, place: placeOf(member) });
      walk(member, { host, hint: shape, key, list: member.value as object, listPlace: placeOf(member) });
    }
  }
}

/** Keys under which hosts are told apart by further keys: `{ "nodes": { "hv01": { … } } }`. */
const NAMED_CONTAINERS = new Set(['hosts', 'nodes', 'servers', 'computers']);

/** Members ConvertTo-Json writes of CIM objects and sessions that hold nothing about the thing. */
const NOISE = new Set([
  'cimclass',
  'ciminstanceproperties',
  'cimsystemproperties',
  'cimsession',
  'parentadapter',
  'psobject',
  'pstypenames',
  'runspaceid',
]);
