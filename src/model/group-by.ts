/** Things by what they have in common; those without a key are left out. */
export function groupBy<T, K>(things: readonly T[], keyOf: (thing: T) => K | undefined): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(thing);
    else groups.set(key, [thing]);
  }
  return groups;
}

/** Things by the keys they have, each by several. */
export function groupByEach<T, K>(things: readonly T[], keysOf: (thing: T) => readonly K[]): Map<K, T[]> {
  const map = new Map<K, T[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const known = map.get(key);
      if (known) known.push(thing);
      else map.set(key, [thing]);
    }
  }
  return map;
}
