/** Keys whose value was written but could not be used, by the mapping they stood in. */
const forgotten = new WeakMap<object, Set<string>>();

/**
 * Takes a value that cannot be used out of a mapping and remembers that there was one: what is written wrongly is unknown, and
 * a default would be a guess.
 */
export function forget(holder: object, key: string): void {
  delete (holder as Record<string, unknown>)[key];
  markForgotten(holder, key);
}

/** Stands for every key that a mapping does not have. No property of ours has this name. */
export const ALL_OTHERS = 'all';

/** Remembers that a mapping has a value for a key which could not be read. */
export function markForgotten(holder: object, key: string): void {
  const keys = forgotten.get(holder);
  if (keys) keys.add(key);
  else forgotten.set(holder, new Set([key]));
}

/** Whether a mapping had a value for a key that could not be used. */
export function isForgotten(holder: object, key: string): boolean {
  const keys = forgotten.get(holder);
  return keys !== undefined && (keys.has(key) || (keys.has(ALL_OTHERS) && !Object.hasOwn(holder, key)));
}

/** The keys of a mapping whose values could not be used. */
export function forgottenKeys(holder: object): Iterable<string> {
  return forgotten.get(holder) ?? [];
}

/** Lists that hold only a part of what there is. */
const partial = new WeakSet<object>();

/** Remembers that a list is only a part, as of a running-config that shows one section: what is not in it may still exist. */
export function markPartial(list: readonly unknown[]): void {
  partial.add(list);
}

/** Whether a list is known to be only a part. */
export function isPartial(list: object): boolean {
  return partial.has(list);
}
