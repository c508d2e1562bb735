import { forgottenKeys } from '#read/forgotten';
import { lostItems } from '#read/validate';
import { BORROWED, macKey } from './mac-address.ts';
import { nameKey } from './names.ts';
import { sameValue } from './same-value.ts';
import type { Fragment } from './tree.ts';

/**
 * What observed documents may add to declared ones. A gap is filled only with what fits the declared rest: half of what is wanted
 * and half of what is there would be a host that never was, and rules would accuse it.
 */

/**
 * Properties that say one thing together: where somebody declared one of them, the others are taken from a machine only when it was
 * seen with the very value that is declared.
 */
const TOGETHER: readonly (readonly string[])[] = [
  ['switchType', 'netAdapterName', 'netAdapterInterfaceDescriptions', 'netAdapterInterfaceDescription', 'embeddedTeamingEnabled'],
  ['vlan', 'isolation'],
  [
    'operationMode',
    'accessVlanId',
    'nativeVlanId',
    'allowedVlanIdList',
    'privateVlanMode',
    'primaryVlanId',
    'secondaryVlanId',
    'secondaryVlanIdList',
  ],
  ['isolationMode', 'defaultIsolationId', 'multiTenantStack', 'allowUntaggedTraffic'],
  ['mode', 'accessVlan', 'nativeVlan', 'allowedVlans'],
  ['vlanId', 'primary', 'default'],
  ['macAddress', 'staticMacAddress', 'dynamicMacAddressEnabled'],
  ['linkSpeed', 'speed'],
  ['minimumBandwidthWeight', 'minimumBandwidthAbsolute'],
  ['host', 'cluster'],
];

/** Lists that are one statement: who declares members means all of them. */
const MEMBERS = new Set(['members', 'netAdapterName', 'nodes']);

/** What an item of a list has of its own besides its name, so that it is known under another name. */
const MARKS: Readonly<Record<string, (item: Data) => string | undefined>> = {
  nics: macOf,
  hostAdapters: macOf,
  networkAdapters: macOf,
  teamNics: ({ vlanId }) => (vlanId === undefined ? undefined : String(vlanId)),
};

/** Lists of a host whose items are made of adapters, which can be in one of them only. */
const BUILT_ON_ADAPTERS: Readonly<Record<string, readonly string[]>> = {
  teams: ['members'],
  thirdPartyTeams: ['members'],
  vmSwitches: ['netAdapterName', 'netAdapterInterfaceDescriptions', 'netAdapterInterfaceDescription'],
};

type Data = Readonly<Record<string, unknown>>;

/** Whether somebody declared that there is nothing: an empty list or section. What is known to be missing in it makes it no statement. */
export function saysNone(fragments: readonly Fragment[]): boolean {
  const { document, value } = fragments[0]!;
  if (document.stance !== 'declared' || fragments.at(-1)!.document.stance === 'declared') return false;
  if (fragments.some((f) => f.document.stance === 'declared' && f.value !== value)) return false;
  if (Array.isArray(value)) return value.length === 0 && !lostItems(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.keys(value).length === 0 && [...forgottenKeys(value)].length === 0;
}

/** For mappings about one thing: whether a property that only observed documents have may be taken from one of them. */
export function fillingProperties(fragments: readonly Fragment[]): (key: string, from: Fragment) => boolean {
  const declared = fragments.filter((f) => f.document.stance === 'declared').map((f) => f.value as Data);
  if (declared.length === 0 || declared.length === fragments.length) return () => true;
  const keys = new Set(declared.flatMap((data) => Object.keys(data)).map((key) => key.toLowerCase()));
  return (key, { document }) => {
    // Registry keywords and components have no case: *JumboPacket that is declared is not filled in as *jumbopacket.
    if (keys.has(key.toLowerCase())) return false;
    const group = TOGETHER.find((each) => each.includes(key));
    if (!group) return true;
    const said = group.flatMap((each) => {
      const holder = declared.find((data) => Object.hasOwn(data, each));
      return holder ? [{ key: each, value: holder[each] }] : [];
    });
    if (said.length === 0) return true;
    const seen = fragments.find((f) => f.document === document)!.value as Data;
    const verdicts = said.map((each) =>
      Object.hasOwn(seen, each.key) ? agree(each.key, each.value, seen[each.key]) : undefined,
    );
    return verdicts.includes(true) && !verdicts.includes(false);
  };
}

/** Whether two values agree in what both say; undefined where they have nothing in common. */
function agree(key: string, declared: unknown, seen: unknown): boolean | undefined {
  if (!isData(declared) || !isData(seen)) return sameValue(key, declared, seen);
  const shared = Object.keys(declared).filter((each) => Object.hasOwn(seen, each));
  return shared.length === 0 ? undefined : shared.every((each) => agree(each, declared[each], seen[each]));
}

/** For lists about one thing, grouped by item: the items that count. `roots` are the documents as a whole. */
export function fillingItems<G extends readonly Fragment[]>(
  lists: readonly Fragment[],
  groups: readonly G[],
  roots: readonly Fragment[],
): readonly G[] {
  const isObserved = (group: readonly Fragment[]): boolean => group.every((f) => f.document.stance === 'observed');
  const declared = lists.filter((f) => f.document.stance === 'declared');
  if (declared.length === 0 || !groups.some(isObserved)) return groups;
  const name = String(lists[0]!.path.at(-1));
  if (MEMBERS.has(name)) return declared.every((f) => lostItems(f.value)) ? groups : groups.filter((g) => !isObserved(g));
  const refused = [sameUnderAnotherName(name, groups), builtOnDeclared(lists[0]!, roots)];
  return groups.filter((group) => !isObserved(group) || !refused.some((refuses) => refuses(group)));
}

/** Items that nobody declared and that have the mark of one that was not seen: it has another name on the machine. */
function sameUnderAnotherName(list: string, groups: readonly (readonly Fragment[])[]): (group: readonly Fragment[]) => boolean {
  const markOf = MARKS[list];
  if (!markOf) return () => false;
  const marks = (group: readonly Fragment[]): string[] => group.flatMap((f) => (isData(f.value) ? (markOf(f.value) ?? []) : []));
  const unseen = new Set(groups.filter((group) => group.every((f) => f.document.stance === 'declared')).flatMap(marks));
  return (group) => marks(group).some((mark) => unseen.has(mark));
}

/** Teams and Hyper-V switches that nobody declared, on adapters of which a declared one is made: it takes their place. */
function builtOnDeclared({ path }: Fragment, roots: readonly Fragment[]): (group: readonly Fragment[]) => boolean {
  const properties = path.length === 1 ? BUILT_ON_ADAPTERS[String(path[0])] : undefined;
  if (!properties) return () => false;
  const used = new Set(
    roots
      .filter((root) => root.document.stance === 'declared')
      .flatMap((root) => Object.keys(BUILT_ON_ADAPTERS).flatMap((list) => itemsOf(root, list)))
      .flatMap((item) => adaptersOf(item)),
  );
  return (group) =>
    group.some(({ document, value }) => {
      const names = described(roots.find((root) => root.document === document)!);
      return adaptersOf(value).some((name) => used.has(names.get(name) ?? name));
    });
}

/** Names of the adapters that a team or a Hyper-V switch is made of, or their descriptions. */
function adaptersOf(item: unknown): string[] {
  if (!isData(item)) return [];
  return Object.values(BUILT_ON_ADAPTERS)
    .flat()
    .flatMap((property) => [item[property] ?? []].flat())
    .flatMap((each) => (typeof each === 'string' ? nameKey(each) : isData(each) ? nameKey(String(each.name)) : []));
}

/** Adapters of a document by description. */
function described(root: Fragment): ReadonlyMap<string, string> {
  return new Map(
    itemsOf(root, 'nics').flatMap((nic) =>
      isData(nic) && typeof nic.interfaceDescription === 'string'
        ? [[nameKey(nic.interfaceDescription), nameKey(String(nic.name))] as const]
        : [],
    ),
  );
}

function itemsOf(root: Fragment, list: string): readonly unknown[] {
  const items = (root.value as Data)[list];
  return Array.isArray(items) ? items : [];
}

/** The address of an adapter that has one of its own. */
function macOf({ macAddress, interfaceDescription, virtual }: Data): string | undefined {
  const borrowed = virtual === true || BORROWED.test(String(interfaceDescription));
  return typeof macAddress !== 'string' || borrowed ? undefined : macKey(macAddress);
}

function isData(value: unknown): value is Data {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
