import type { Range } from '#text/source-file';
import type { Draft } from '../draft.ts';
import type { ExportEstate, ExportedHost, Interface } from './estate.ts';
import { itemsOf, type JsonObject, placeOf } from './json-object.ts';
import type { ShapeName } from './shapes.ts';
import { from, type Property, plainOf, same } from './take.ts';

const NIC: readonly Property[] = [
  ...same('text', 'interfaceDescription', 'driverFileName', 'driverProvider', 'physicalMediaType'),
  from('driverVersion', 'text', 'driverversion', 'driverversionstring'),
  from('macAddress', 'text', 'macaddress'),
  from('permanentAddress', 'text', 'permanentaddress'),
  from('linkSpeed', 'speed', 'linkspeed', 'speed'),
  ...same('word', 'status', 'mediaConnectionState'),
  from('vlanId', 'natural', 'vlanid'),
  ...same('positive', 'mtuSize'),
  ...same('boolean', 'connectorPresent', 'virtual'),
];

const LAYOUT: readonly Property[] = [
  ...same('boolean', 'enabled'),
  ...same('natural', 'baseProcessorGroup', 'baseProcessorNumber', 'maxProcessorNumber', 'numaNode', 'numberOfReceiveQueues'),
  ...same('positive', 'maxProcessors'),
];

/** Counters since the adapter started. Source: MSFT_NetAdapterStatisticsSettingData, Get-NetAdapterStatistics. */
const STATISTICS: readonly Property[] = same(
  'natural',
  'receivedBytes',
  'sentBytes',
  'receivedUnicastPackets',
  'sentUnicastPackets',
  'receivedDiscardedPackets',
  'outboundDiscardedPackets',
  'receivedPacketErrors',
  'outboundPacketErrors',
);

/** Sections of an adapter, by the cmdlet that shows them. */
const SECTIONS: readonly { readonly shape: ShapeName; readonly key: string; readonly properties: readonly Property[] }[] = [
  { shape: 'rss', key: 'rss', properties: [...LAYOUT, ...same('word', 'profile'), ...same('natural', 'maxProcessorGroup')] },
  { shape: 'vmq', key: 'vmq', properties: LAYOUT },
  {
    shape: 'sriov',
    key: 'sriov',
    properties: [...same('boolean', 'enabled'), ...same('natural', 'numVFs'), ...same({ numbers: {} }, 'sriovSupport')],
  },
  { shape: 'adapterQos', key: 'qos', properties: same('boolean', 'enabled') },
  { shape: 'ipsecOffload', key: 'ipsecOffload', properties: same('boolean', 'enabled') },
  { shape: 'statistics', key: 'statistics', properties: STATISTICS },
  {
    shape: 'encapsulatedOffload',
    key: 'encapsulatedPacketTaskOffload',
    properties: [
      from('enabled', 'boolean', 'nvgreencapsulatedpackettaskoffloadenabled', 'encapsulatedpackettaskoffloadenabled', 'enabled'),
    ],
  },
];

/** Adapters with everything the NetAdapter module shows of them, and their IP addresses. */
export function readAdapters(host: ExportedHost, estate: ExportEstate): void {
  const { taker } = estate;
  const whole = host.wholePlace('adapter');
  if (whole) host.list('nics', whole).whole = true;
  const rows = host.rows('adapter');
  host.listsAdapters = rows.length > 0;
  for (const { object } of rows) readAdapter(host, object, estate);
  for (const { shape, key, properties } of SECTIONS)
    for (const { object } of host.rows(shape)) {
      const { sort, draft } = interfaceOf(host, object) ?? {};
      if (draft && (sort === 'nic' || key === 'statistics')) taker.section(draft, key, object, properties);
    }
  for (const { object } of host.rows('rdma')) readRdma(host, object, estate);
  for (const { object } of host.rows('hardware')) {
    const { sort, draft } = interfaceOf(host, object) ?? {};
    // 65535: the system does not say.
    if (draft && sort === 'nic' && object.at('numanode')?.value !== 65535) taker.take(draft, object, same('natural', 'numaNode'));
  }
  for (const { object } of host.rows('binding')) readMember(host, object, 'bindings', 'componentid', 'enabled', estate);
  for (const { object } of host.rows('advancedProperty'))
    readMember(host, object, 'advancedProperties', 'registrykeyword', 'registryvalue', estate);
  readAddresses(host);
}

/** What Windows shows a virtual adapter of the management operating system as, also where descriptions are translated. */
function isHostAdapter(object: JsonObject): boolean {
  return (
    /^Hyper-V Virtual Ethernet Adapter\b/i.test(object.text('interfacedescription') ?? '') ||
    /^vms_mp$/i.test(object.text('componentid') ?? '') ||
    /^ROOT\\VMS_MP\\/i.test(object.text('pnpdeviceid') ?? '') ||
    /^vEthernet \(.+\)$/i.test(object.text('name', 'interfacealias') ?? '')
  );
}

const MULTIPLEXOR = /^Microsoft Network Adapter Multiplexor Driver\b/i;

function isTeamInterface(object: JsonObject): boolean {
  return (
    MULTIPLEXOR.test(object.text('interfacedescription') ?? '') ||
    /^COMPOSITEBUS\\MS_IMPLAT_MP/i.test(object.text('componentid') ?? object.text('pnpdeviceid') ?? '')
  );
}

/** Adapters that carry nothing of ours: miniports, debuggers, radios. */
const IRRELEVANT =
  /Hyper-V Virtual Switch Extension|Kernel Debug|WAN Miniport|Failover Cluster Virtual|Teredo|ISATAP|6to4|Bluetooth|Wi-Fi Direct|QoS Packet Scheduler|WFP .*LightWeight Filter/i;

function readAdapter(host: ExportedHost, object: JsonObject, estate: ExportEstate): void {
  const name = object.text('name', 'interfacealias');
  if (name === undefined || object.at('hidden')?.value === true) return;
  const description = object.text('interfacedescription');
  const index = object.at('ifindex', 'interfaceindex')?.value;
  if (typeof index === 'number') host.byIndex.set(index, name);
  if (description !== undefined) {
    const key = description.toLowerCase();
    const other = host.byDescription.get(key);
    host.byDescription.set(key, other === undefined && !host.byDescription.has(key) ? name : other === name ? name : undefined);
  }
  const target = classify(host, object, name, description);
  if (!target) return;
  host.interfaces.set(name.toLowerCase(), target);
  if (target.sort === 'nic') estate.taker.take(target.draft, object, NIC);
  if (target.sort === 'team-nic') estate.taker.take(target.draft, object, same('word', 'status'));
}

function classify(host: ExportedHost, object: JsonObject, name: string, description: string | undefined): Interface | undefined {
  const known = host.interfaces.get(name.toLowerCase());
  if (known) return known;
  if (isHostAdapter(object)) {
    const draft = hostAdapterOf(host, object, name);
    return draft && { draft, sort: 'host-adapter' };
  }
  if (IRRELEVANT.test(description ?? '')) return undefined;
  // A team interface whose team is not shown is known by its English description alone.
  if (isTeamInterface(object) && !MULTIPLEXOR.test(description ?? '')) return undefined;
  return { draft: nicNamed(host, name, object.place), sort: 'nic' };
}

function nicNamed(host: ExportedHost, name: string, place: Range): Draft {
  const draft = host.list('nics', place).at(name, place);
  draft.created = true;
  return draft;
}

/** The adapter of the management operating system an interface is: by its identity, else by the name Windows gives it. */
function hostAdapterOf(host: ExportedHost, object: JsonObject, name: string): Draft | undefined {
  const ids = [object.text('interfaceguid', 'deviceid'), macId(object.text('macaddress'))];
  for (const id of ids) {
    const found = id && host.hostAdapterIds.get(id.toLowerCase());
    if (found) return found;
  }
  const own = /^vEthernet \((.+)\)$/i.exec(name)?.[1];
  if (own === undefined) return undefined;
  const draft = host.list('hostAdapters', object.place).at(own, object.place);
  draft.created = true;
  return draft;
}

/** A MAC address as an identity; undefined for none. */
export function macId(text: string | undefined): string | undefined {
  const digits = text?.toLowerCase().replace(/[^0-9a-f]/g, '') ?? '';
  return digits.length === 12 && !/^0+$/.test(digits) ? digits : undefined;
}

/** The interface an object of a NetAdapter cmdlet is about; undefined for one that is none of ours or cannot be told. */
export function interfaceOf(host: ExportedHost, object: JsonObject): Interface | undefined {
  const description = object.text('interfacedescription');
  const name = object.text('name', 'interfacealias', 'ifalias') ?? host.byDescription.get(description?.toLowerCase() ?? '');
  if (name === undefined) return undefined;
  const known = host.interfaces.get(name.toLowerCase());
  if (known) return known;
  if (isHostAdapter(object)) {
    const draft = hostAdapterOf(host, object, name);
    return draft && { draft, sort: 'host-adapter' };
  }
  // Without its description an adapter may as well be a team interface.
  if (host.listsAdapters || description === undefined || isTeamInterface(object) || IRRELEVANT.test(description))
    return undefined;
  const draft = nicNamed(host, name, object.place);
  const text = object.at('interfacedescription')!;
  draft.set('interfaceDescription', description, placeOf(text));
  const found: Interface = { draft, sort: 'nic' };
  host.interfaces.set(name.toLowerCase(), found);
  return found;
}

function readRdma(host: ExportedHost, object: JsonObject, { taker }: ExportEstate): void {
  const { sort, draft } = interfaceOf(host, object) ?? {};
  if (!draft || sort === 'team-nic') return;
  const technology = from('technology', 'word', 'technology', 'rdmatechnology');
  const section = taker.section(draft, 'rdma', object, [...same('boolean', 'enabled'), ...(sort === 'nic' ? [technology] : [])]);
  const info = object.object('rdmaadapterinfo');
  if (section && info && sort === 'nic') taker.take(section, info, [technology]);
}

/** A pair of key and value among the members of a mapping of an adapter: a binding, an advanced property. */
function readMember(
  host: ExportedHost,
  object: JsonObject,
  section: 'bindings' | 'advancedProperties',
  keyName: string,
  valueName: string,
  { taker }: ExportEstate,
): void {
  const { sort, draft } = interfaceOf(host, object) ?? {};
  const key = object.text(keyName);
  const found = object.at(valueName);
  if (!draft || sort !== 'nic' || key === undefined || !found) return;
  // A registry value is a list of texts, nearly always of one.
  const [item, ...more] = itemsOf(found);
  if (!item || more.length > 0) return;
  const value =
    plainOf(item, section === 'bindings' ? 'boolean' : 'text') ?? (section === 'bindings' ? undefined : plainOf(item, 'number'));
  if (value !== undefined) taker.say(draft.section(section, object.place), key, value, placeOf(item));
}

/** Addresses of an interface: those that count beyond their link and that are in use. */
function readAddresses(host: ExportedHost): void {
  const byDraft = new Map<Draft, Map<string, Range>>();
  for (const { object } of host.rows('ipAddress')) {
    const alias = object.text('interfacealias') ?? '';
    const known = host.interfaces.get(alias.toLowerCase()) ?? hostAdapterCalled(host, object, alias);
    const address = object.at('ipaddress');
    const text = address && plainOf(address, 'text');
    const length = object.at('prefixlength');
    const prefix = length && plainOf(length, 'natural');
    if (!known || typeof text !== 'string' || prefix === undefined || !isUsed(text, object.at('addressstate')?.value)) continue;
    const addresses = byDraft.get(known.draft) ?? new Map<string, Range>();
    byDraft.set(known.draft, addresses);
    if (!addresses.has(`${text}/${prefix}`)) addresses.set(`${text}/${prefix}`, placeOf(address!));
  }
  for (const [draft, addresses] of byDraft) {
    const places = [...addresses.values()];
    draft.set('ipAddresses', [...addresses.keys()], places[0]!, places);
  }
}

function hostAdapterCalled(host: ExportedHost, object: JsonObject, alias: string): Interface | undefined {
  const draft = /^vEthernet \(/i.test(alias) ? hostAdapterOf(host, object, alias) : host.draft.listed('hostAdapters')?.get(alias);
  return draft && { draft, sort: 'host-adapter' };
}

/** Not link-local, loopback or multicast; not one that another machine has. AddressState: Invalid 0, Duplicate 2. */
function isUsed(text: string, state: unknown): boolean {
  if (/^(?:fe[89ab]|169\.254\.|127\.|::1$|ff|0\.0\.0\.0)/i.test(text) || text.includes('%')) return false;
  return state !== 0 && state !== 2 && !/^(?:invalid|duplicate)$/i.test(String(state));
}
