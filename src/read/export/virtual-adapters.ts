import type { Draft } from '../draft.ts';
import { macId } from './adapters.ts';
import type { ExportEstate, ExportedHost } from './estate.ts';
import { type JsonObject, type Located, placeOf } from './json-object.ts';
import type { MachineList } from './machines.ts';
import type { Row } from './rows.ts';
import { from, type Property, plainOf, same, type Taker } from './take.ts';

const ADAPTER: readonly Property[] = [
  ...same('text', 'switchName'),
  ...same('onOff', 'ieeePriorityTag'),
  ...same('natural', 'vmqWeight', 'virtualSubnetId'),
  from('vmmqEnabled', 'boolean', 'vmmqenabledrequested', 'vmmqenabled'),
  from('vmmqQueuePairs', 'positive', 'vmmqqueuepairsrequested', 'vmmqqueuepairs'),
  ...same('boolean', 'vrssEnabled'),
];
/** Properties that only adapters of VMs have in our documents. */
const VM_ADAPTER: readonly Property[] = [
  ...same('onOff', 'allowTeaming', 'macAddressSpoofing', 'deviceNaming'),
  ...same('boolean', 'dynamicMacAddressEnabled', 'isLegacy'),
  ...same('natural', 'iovWeight'),
  ...same('text', 'testReplicaSwitchName'),
];
/** Zero is "not set" in all three. */
const BANDWIDTH: readonly Property[] = same('positive', 'minimumBandwidthWeight', 'minimumBandwidthAbsolute', 'maximumBandwidth');

/** Enumerations of the Hyper-V module; Community and so on have no zero. */
const ISOLATION_MODE = { numbers: { 0: 'None', 1: 'NativeVirtualSubnet', 2: 'ExternalVirtualSubnet', 3: 'Vlan' } } as const;
const PRIVATE_MODE = { numbers: { 1: 'Isolated', 2: 'Community', 3: 'Promiscuous' } } as const;

/** Keys of lists that collectors keep for adapters of the management operating system alone. */
const OF_HOST = new Set(['hostvirtualnics', 'managementadapters', 'managementosadapters']);

/** Virtual adapters of the management operating system and of VMs. */
export function readVirtualAdapters(host: ExportedHost, estate: ExportEstate, machines: MachineList): void {
  const { taker } = estate;
  const whole = host.wholePlace('vmNetworkAdapter');
  if (whole) host.list('hostAdapters', whole).whole = true;
  const counted = new Map<string, number>();
  let listsMachines = whole !== undefined;
  for (const row of host.rows('vmNetworkAdapter')) {
    const draft = adapterOf(host, row, machines, counted);
    if (!draft) continue;
    listsMachines ||= draft.vm;
    const { object } = row;
    taker.take(draft.draft, object, draft.vm ? [...ADAPTER, ...VM_ADAPTER] : ADAPTER);
    const mac = object.at('macaddress');
    if (mac && typeof mac.value === 'string' && macId(mac.value))
      taker.say(draft.draft, 'macAddress', mac.value.trim(), placeOf(mac));
    taker.take(draft.draft, object.object('bandwidthsetting') ?? object, BANDWIDTH);
    readVlan(draft.draft, object.object('vlansetting'), taker);
    readIsolation(draft.draft, object.object('isolationsetting'), taker);
    if (!draft.vm) taker.section(draft.draft, 'rdma', object, [from('enabled', 'boolean', 'rdmaenabled')]);
  }
  // Where another file lists the adapters, they are put together by their names.
  if (!listsMachines) for (const shape of ['vmVlan', 'vmIsolation'] as const) bringUp(host.rows(shape), machines);
  const join = (row: Row): Draft | undefined => adapterBehind(host, row.object, machines);
  for (const row of host.rows('vmVlan')) readVlan(join(row), row.object, taker);
  for (const row of host.rows('vmIsolation')) readIsolation(join(row), row.object, taker);
  for (const row of host.rows('vmTeamMapping')) {
    const draft = adapterBehind(host, row.object, undefined);
    if (draft) taker.section(draft, 'teamMapping', row.object, [from('physicalNetAdapterName', 'text', 'netadaptername')]);
  }
}

interface VirtualAdapterDraft {
  readonly draft: Draft;
  readonly vm: boolean;
}

function adapterOf(
  host: ExportedHost,
  row: Row,
  machines: MachineList,
  counted: Map<string, number>,
): VirtualAdapterDraft | undefined {
  const { object, listKey } = row;
  const name = object.text('name');
  if (name === undefined || object.text('vmsnapshotname') !== undefined) return undefined;
  const management = object.at('ismanagementos', 'ismanagementnic')?.value;
  const vmName = object.text('vmname') ?? machines.around(row);
  const ids = [object.text('id'), object.text('adapterid', 'deviceid'), macId(object.text('macaddress'))].flatMap(
    (id) => id?.toLowerCase() ?? [],
  );
  if (vmName === undefined ? management === true || OF_HOST.has(listKey) : management === true) {
    const draft = host.list('hostAdapters', object.place).at(name, object.place);
    draft.created = true;
    for (const id of ids) host.hostAdapterIds.set(id, draft);
    return { draft, vm: false };
  }
  if (vmName === undefined) return undefined;
  const vm = machines.named(vmName, object);
  const list = vm.list('networkAdapters', object.place);
  if (host.wholePlace('vmNetworkAdapter')) list.whole = true;
  // Adapters of a VM may share a name: a further one in the same list is another.
  const at = `${vmName}\n${name}`.toLowerCase();
  const known = machines.adapter(vmName, ids);
  if (known) return { draft: known, vm: true };
  const inList = `${at}\n${machines.listNumber(row.list)}`;
  const nth = counted.get(inList) ?? 0;
  counted.set(inList, nth + 1);
  const named = machines.adaptersNamed(vmName, name);
  const before = ids.length > 0 ? undefined : named[nth];
  const draft = before ?? list.make(name, object.place);
  if (!before) named.push(draft);
  draft.created = true;
  machines.remember(vmName, ids, draft);
  return { draft, vm: true };
}

/** Makes the adapters of VMs that settings are about, but for those that share their names: which of them is meant, a name does not say. */
function bringUp(rows: readonly Row[], machines: MachineList): void {
  const byName = new Map<string, Row[]>();
  for (const row of rows) {
    const { name, vmName } = parentOf(row.object);
    if (name === undefined || vmName === undefined) continue;
    const key = `${vmName}\n${name}`.toLowerCase();
    byName.set(key, [...(byName.get(key) ?? []), row]);
  }
  for (const [row, another] of byName.values()) {
    const { object } = row!;
    const { name, vmName } = parentOf(object);
    const named = machines.adaptersNamed(vmName!, name!);
    if (another || named.length > 0) continue;
    const draft = machines.named(vmName!, object).list('networkAdapters', object.place).make(name!, object.place);
    draft.created = true;
    named.push(draft);
  }
}

/** The adapter a row of settings is about, by its parent; undefined where two could be meant. */
function adapterBehind(host: ExportedHost, object: JsonObject, machines: MachineList | undefined): Draft | undefined {
  const parent = parentOf(object);
  if (parent.name === undefined) return undefined;
  if (parent.vmName !== undefined) {
    const named = machines?.adaptersNamed(parent.vmName, parent.name) ?? [];
    return named.length === 1 ? named[0] : undefined;
  }
  const known = host.draft.listed('hostAdapters')?.get(parent.name);
  if (known || !parent.management) return known;
  const draft = host.list('hostAdapters', object.place).at(parent.name, object.place);
  draft.created = true;
  return draft;
}

/** The adapter settings belong to: an object, its text below the depth of ConvertTo-Json, or members of a collector's own. */
function parentOf(object: JsonObject): {
  readonly name?: string | undefined;
  readonly vmName?: string | undefined;
  readonly management: boolean;
} {
  const parent = object.object('parentadapter');
  const text = object.text('parentadapter') ?? '';
  const quoted = (key: string): string | undefined => new RegExp(`\\b${key} = '([^']*)'`).exec(text)?.[1] || undefined;
  const management = (parent ?? object).at('ismanagementos')?.value === true || /^VMInternalNetworkAdapter\b/.test(text);
  return {
    name: parent?.text('name') ?? quoted('Name') ?? object.text('vmnetworkadaptername', 'adaptername'),
    vmName: parent?.text('vmname') ?? quoted('VMName') ?? object.text('vmname'),
    management,
  };
}

function readVlan(draft: Draft | undefined, object: JsonObject | undefined, taker: Taker): void {
  const mode = object?.at('operationmode');
  if (!draft || !object || !mode) return;
  const word = vlanMode(object, mode);
  if (word === undefined) {
    if (!draft.has('vlan')) draft.lose('vlan');
    return;
  }
  const vlan = draft.section('vlan', placeOf(mode));
  taker.say(vlan, 'operationMode', word, placeOf(mode));
  if (word === 'Access') taker.take(vlan, object, same('natural', 'accessVlanId'));
  if (word === 'Trunk') {
    taker.take(vlan, object, same('natural', 'nativeVlanId'));
    sayVlans(vlan, 'allowedVlanIdList', object, taker);
  }
  if (word === 'Private') {
    taker.take(vlan, object, [...same(PRIVATE_MODE, 'privateVlanMode'), ...same('positive', 'primaryVlanId', 'secondaryVlanId')]);
    sayVlans(vlan, 'secondaryVlanIdList', object, taker);
  }
}

const VLAN_MODES = ['Untagged', 'Access', 'Trunk', 'Private'] as const;

/**
 * The mode of a VLAN setting. The Hyper-V module counts from Untagged 0, other sources from Untagged 1: a number counts only where
 * the VLANs beside it fit one of the two meanings alone.
 */
function vlanMode(object: JsonObject, mode: Located): string | undefined {
  const word = plainOf(mode, 'word');
  if (typeof word !== 'number') return VLAN_MODES.find((each) => each.toLowerCase() === String(word).toLowerCase());
  const positive = (key: string): boolean => {
    const found = object.at(key);
    return found !== undefined && plainOf(found, 'positive') !== undefined;
  };
  const list = object.at('allowedvlanidlist')?.value;
  const listed =
    (Array.isArray(list) ? list.length > 0 : positive('allowedvlanidlist')) ||
    object.text('allowedvlanidliststring') !== undefined;
  const fits = {
    Untagged: !positive('accessvlanid') && !listed && !positive('primaryvlanid'),
    Access: positive('accessvlanid'),
    Trunk: listed,
    Private: positive('primaryvlanid'),
  };
  const meant = [VLAN_MODES[word], VLAN_MODES[word - 1]].filter((each) => each !== undefined && fits[each]);
  return meant.length === 1 ? meant[0] : undefined;
}

/** A list of VLANs: as text, "1-10", or as numbers. */
function sayVlans(vlan: Draft, key: 'allowedVlanIdList' | 'secondaryVlanIdList', object: JsonObject, taker: Taker): void {
  const found = object.at(`${key.toLowerCase()}string`) ?? object.at(key.toLowerCase());
  if (!found) return;
  const { value } = found;
  if (Array.isArray(value) && value.length > 0 && value.every((id) => typeof id === 'number'))
    taker.say(vlan, key, value, placeOf(found));
  else if (typeof value === 'number') taker.say(vlan, key, String(value), placeOf(found));
  // Below its depth ConvertTo-Json joins numbers with blanks.
  else if (typeof value === 'string' && /^\d[\d,\s-]*$/.test(value.trim()))
    taker.say(vlan, key, value.trim().replace(/\s*,\s*|\s+/g, ','), placeOf(found));
}

function readIsolation(draft: Draft | undefined, object: JsonObject | undefined, taker: Taker): void {
  if (!draft || !object) return;
  taker.section(draft, 'isolation', object, [
    from('isolationMode', ISOLATION_MODE, 'isolationmode'),
    from('defaultIsolationId', 'natural', 'defaultisolationid'),
    ...same('onOff', 'multiTenantStack'),
    ...same('boolean', 'allowUntaggedTraffic'),
  ]);
}
