import { forgottenKeys } from '#read/forgotten';
import { lostItems } from '#read/validate';
import { BORROWED, macKey } from './mac-address.ts';
import { nameKey } from './names.ts';
import { sameValue } from './same-value.ts';
import type { Fragment } from './tree.ts';

/**
 * What observed documents may add to declared ones. A gap is filled only with what fits the declared rest: half of what is wanted
 * and half of what is there would be a host that never was, and rules would accuse it. The same holds for scripts that say different
 * things about one host: neither is wrong, and what comes of both is unknown.
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
  return shared.length === 0 ? undefined : shared.every((each) => agree(each, declared[each], seen[each]) !== false);
}

/** Whether not every item of a list need count, although one document alone has such a list. */
export function isToBeSifted({ document, path, value }: Fragment, roots: readonly Fragment[]): boolean {
  return (
    isBuiltOnAdapters({ document, path, value }) &&
    Array.isArray(value) &&
    (document.stance === 'observed' || roots.filter(isScript).length > 1)
  );
}

function isObserved(group: readonly Fragment[]): boolean {
  return group.every((f) => f.document.stance === 'observed');
}

function isScript({ document }: Fragment): boolean {
  return document.syntax === 'powershell';
}

/** For lists about one thing, grouped by item: the items that count. `roots` are the documents as a whole. */
export function fillingItems(
  lists: readonly Fragment[],
  groups: readonly (readonly Fragment[])[],
  roots: readonly Fragment[],
): readonly (readonly Fragment[])[] {
  const declared = lists.filter((f) => f.document.stance === 'declared');
  const name = String(lists[0]!.path.at(-1));
  const counting = isBuiltOnAdapters(lists[0]!) ? groups.filter((group) => !contradictsScript(group, name, roots)) : groups;
  if (declared.length === lists.length) return counting;
  if (MEMBERS.has(name) && declared.length > 0)
    return declared.every((f) => lostItems(f.value)) ? counting : counting.filter((g) => !isObserved(g));
  const refused = [sameUnderAnotherName(name, groups), builtOnDeclared(lists[0]!, roots)];
  return withoutMixedUp(counting.filter((group) => !isObserved(group) || !refused.some((refuses) => refuses(group))));
}

/**
 * Two adapters of one name are told apart by their order, which a machine may show differently: where what was seen does not agree with
 * what is declared, nobody knows which is which, and what was seen of all of them is left out.
 */
function withoutMixedUp(groups: readonly (readonly Fragment[])[]): readonly (readonly Fragment[])[] {
  const names = groups.map(([first]) => (isData(first!.value) ? nameKey(String(first!.value.name)) : undefined));
  const repeated = new Set(names.filter((name, i) => name !== undefined && names.indexOf(name) !== i));
  if (repeated.size === 0) return groups;
  const differs = (group: readonly Fragment[]): boolean => {
    const [declared, seen] = [
      group.find((f) => f.document.stance === 'declared'),
      group.find((f) => f.document.stance === 'observed'),
    ];
    return isObserved(group) || (declared !== undefined && seen !== undefined && agree('', declared.value, seen.value) === false);
  };
  const mixed = new Set(
    names.filter(
      (name, i) =>
        repeated.has(name) && differs(groups[i]!) && groups.some((group, j) => names[j] === name && !isObserved(group)),
    ),
  );
  return groups.flatMap((group, i) => {
    const left = mixed.has(names[i]) ? group.filter((f) => f.document.stance === 'declared') : group;
    return left.length > 0 ? [left] : [];
  });
}

/**
 * Whether one script builds something on an adapter that another one builds something else on. They are two ways to set up the host, or
 * two steps of one whose order nobody knows: what comes of it is unknown.
 */
function contradictsScript(group: readonly Fragment[], list: string, roots: readonly Fragment[]): boolean {
  if (!group.every(isScript)) return false;
  const name = nameIn(group[0]!.value);
  const adapters = new Set(group.flatMap((f) => adaptersOf(f.value)));
  return roots
    .filter((root) => isScript(root) && !group.some((f) => f.document === root.document))
    .some((root) =>
      Object.keys(BUILT_ON_ADAPTERS).some((other) =>
        itemsOf(root, other).some(
          (item) => (other !== list || nameIn(item) !== name) && adaptersOf(item).some((adapter) => adapters.has(adapter)),
        ),
      ),
    );
}

function nameIn(item: unknown): string {
  return isData(item) ? nameKey(String(item.name)) : '';
}

/** The properties that stand or fall with one of which scripts say different things. */
export function fallingWith(key: string): readonly string[] {
  return TOGETHER.find((each) => each.includes(key)) ?? [key];
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
function builtOnDeclared(list: Fragment, roots: readonly Fragment[]): (group: readonly Fragment[]) => boolean {
  if (!isBuiltOnAdapters(list)) return () => false;
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

function isBuiltOnAdapters({ path }: Fragment): boolean {
  return path.length === 1 && String(path[0]) in BUILT_ON_ADAPTERS;
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
