import { bitsPerSecond } from './bit-rate.ts';
import { nameKey, portKey } from './names.ts';
import { VlanSet } from './vlan-set.ts';

const VLAN_LISTS = new Set(['allowedVlans', 'allowedVlanIdList', 'secondaryVlanIdList']);
const BIT_RATES = new Set(['linkSpeed', 'speed', 'transmitLinkSpeed', 'receiveLinkSpeed']);
const MAC_ADDRESSES = new Set(['macAddress', 'permanentAddress', 'staticMacAddress']);

/**
 * Whether two written values of one property mean the same: names in any case, lists in any order, "10 Gbps" and 10000000000,
 * "1-3" and [1, 2, 3], 00-15-5D-01-02-03 and 0015.5d01.0203. No list of the documents depends on its order.
 */
export function sameValue(property: string, a: unknown, b: unknown): boolean {
  if (VLAN_LISTS.has(property)) return VlanSet.of(a as string)!.equals(VlanSet.of(b as string)!);
  if (Array.isArray(a) || Array.isArray(b)) return sameItems([a].flat(), [b].flat());
  if (property === 'connectedTo') return portOf(a) === portOf(b);
  if (isMapping(a) && isMapping(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => Object.hasOwn(a, key) && Object.hasOwn(b, key) && sameValue(key, a[key], b[key]));
  }
  return scalar(property, a) === scalar(property, b);
}

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  const rest = [...b];
  return (
    a.length === b.length &&
    a.every((item) => {
      const i = rest.findIndex((other) => sameValue('', item, other) || nameOf(item) === nameOf(other));
      return i >= 0 && rest.splice(i, 1).length > 0;
    })
  );
}

/** A member may be written by its name alone or with more; undefined names are unlike each other. */
function nameOf(item: unknown): unknown {
  if (typeof item === 'string') return nameKey(item);
  return isMapping(item) && typeof item.name === 'string' ? nameKey(item.name) : Symbol();
}

function portOf(written: unknown): string {
  const text = isMapping(written)
    ? `${String(written.switch ?? written.host)}/${String(written.port ?? written.nic)}`
    : String(written);
  return `${nameKey(text.slice(0, text.indexOf('/')))}/${portKey(text.slice(text.indexOf('/') + 1))}`;
}

function scalar(property: string, value: unknown): unknown {
  if (BIT_RATES.has(property)) return bitsPerSecond(value as string | number) ?? value;
  if (MAC_ADDRESSES.has(property))
    return String(value)
      .toLowerCase()
      .replace(/[^0-9a-f]/g, '');
  return nameKey(isMapping(value) ? JSON.stringify(value) : String(value));
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
