/** Properties that together name an item of a list that has no `name`, by what is in it. */
const NAMING: readonly (readonly string[])[] = [
  ['virtualSubnetId', 'customerAddress'],
  ['routingDomainId', 'virtualSubnetId', 'destinationPrefix'],
  ['host', 'providerAddress'],
  ['host', 'destinationPrefix'],
  ['allowedPrimaryServer'],
  ['intervalSec'],
  ['path'],
];

/** The name an item of a list goes by when it has no `name`: its address, route or path. Undefined for what has none. */
export function nameOfItem(item: object): string | undefined {
  const data = item as Record<string, unknown>;
  // The last property is what the item is about; where it is not written, the rest of the name stands for it.
  const naming =
    NAMING.find((names) => data[names.at(-1)!] !== undefined) ?? NAMING.find((names) => data[names[0]!] !== undefined);
  return naming?.flatMap((name) => (data[name] === undefined ? [] : [String(data[name])])).join('/');
}
