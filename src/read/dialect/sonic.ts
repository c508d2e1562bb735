import type { Range, SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { readJson } from '../json.ts';
import type { Problem } from '../problem.ts';
import type { DialectDocument } from './index.ts';
import { type Entry, isSonic, type Tables, tablesOf } from './sonic-tables.ts';
import { bitRateText, SwitchDraft } from './switch-draft.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** The VLANs of one port or port-channel. */
interface Membership {
  readonly tagged: number[];
  readonly untagged: { readonly id: number; readonly range: Range }[];
  /** Where the first of them is said. */
  readonly range: Range;
  /** Whether one of them does not say how it is tagged. */
  vague: boolean;
}

/** What ports and port-channels pass where nothing is written. */
const DEFAULT_MTU = 9100;

interface Device {
  readonly draft: SwitchDraft;
  readonly tables: Tables;
  readonly members: Map<string, Membership>;
  readonly problems: Problem[];
}

/**
 * Reads the configuration database of SONiC (`config_db.json`) as a document of kind `switch`.
 * Source: sonic-net/sonic-buildimage, src/sonic-yang-models/doc/Configuration.md.
 */
export function readSonic(file: SourceFile, name?: string): readonly DialectDocument[] {
  const result = readJson(file.text);
  const [root] = result.values;
  const [node] = result.nodes();
  const draft = new SwitchDraft('sonic');
  if (!isSonic(root) || !node) return [];
  const device: Device = {
    draft,
    tables: tablesOf(root, node),
    members: new Map(),
    problems: result.problems.filter((problem) => !isCovered(problem, file)),
  };
  read(device);
  const documents = draft.finish(file, name ?? folderName(file.path));
  return documents.map((document) => ({ ...document, problems: device.problems }));
}

/** Keys that are secrets are covered, and then alike. */
function isCovered({ place }: Problem, { text }: SourceFile): boolean {
  return 'start' in place && /^"\*+"$/.test(text.slice(place.start, place.end));
}

/** Every such file is called alike: the folder tells the devices apart. */
function folderName(path: string): string | undefined {
  const [folder, base] = path.split('/').slice(-2);
  return base !== undefined && /^config_db\b/i.test(base) ? folder : undefined;
}

function read(device: Device): void {
  const { tables } = device;
  identity(device);
  for (const entry of tables.all('VLAN')) vlan(device, entry);
  for (const entry of tables.all('VLAN_MEMBER')) vlanMember(device, entry);
  for (const entry of tables.all('PORT')) port(device, entry);
  for (const entry of tables.all('PORTCHANNEL')) portChannel(device, entry);
  for (const entry of tables.all('PORTCHANNEL_MEMBER')) channelMember(device, entry);
  for (const entry of tables.all('VLAN_INTERFACE')) svi(device, entry);
  for (const entry of tables.all('PORT_QOS_MAP')) lossless(device, entry);
  for (const entry of tables.all('DEVICE_NEIGHBOR')) neighbor(device, entry);
  trust(device);
  domain(device);
  switchports(device);
}

function identity(device: Device): void {
  const hostname = device.tables.get('DEVICE_METADATA', 'localhost')?.field('hostname');
  if (hostname?.text) device.draft.name(hostname.text, hostname.range);
}

function vlan(device: Device, entry: Entry): void {
  const id = vlanId(entry);
  if (id === undefined) return;
  const draft = device.draft.vlan(id.value, id.range);
  const description = entry.field('description');
  if (description?.text) draft.set('name', description.text, description.range);
  // Older files list the members here, without saying how they are tagged, and once more in VLAN_MEMBER.
  for (const { text: member, range } of entry.list('members'))
    membership(device, member, range).vague ||= device.tables.get('VLAN_MEMBER', `${entry.key}|${member}`) === undefined;
}

function vlanId(entry: Entry): { readonly value: number; readonly range: Range } | undefined {
  const written = entry.number('vlanid');
  if (written && written !== 'wrong') return written;
  const match = /^Vlan(\d{1,4})$/.exec(entry.key);
  return match ? { value: Number(match[1]), range: entry.range } : undefined;
}

function membership(device: Device, name: string, range: Range): Membership {
  let known = device.members.get(name);
  if (!known) {
    known = { tagged: [], untagged: [], range, vague: false };
    device.members.set(name, known);
  }
  return known;
}

function vlanMember(device: Device, entry: Entry): void {
  const [name = '', member = ''] = entry.parts;
  const id = Number(/^Vlan(\d{1,4})$/.exec(name)?.[1]);
  if (!VlanNumbers.all.has(id) || member === '') return;
  missing(device, entry, 'VLAN', name);
  missing(device, entry, member.startsWith('PortChannel') ? 'PORTCHANNEL' : 'PORT', member);
  const of = membership(device, member, entry.range);
  const mode = entry.field('tagging_mode');
  if (mode?.text === 'tagged') of.tagged.push(id);
  else if (mode?.text === 'untagged') of.untagged.push({ id, range: mode.range });
  else of.vague = true;
}

/** A name that the table it must be in does not have: SONiC refuses the entry. */
function missing(device: Device, entry: Entry, of: string, name: string): void {
  if (device.tables.all(of).length === 0 || device.tables.get(of, name)) return;
  device.problems.push({
    rule: 'reading/unresolved-reference',
    message: `${entry.key} names ${name}, which the table ${of} does not have`,
    place: entry.range,
    key: `${of}/${name}`,
  });
}

function port(device: Device, entry: Entry): void {
  const draft = device.draft.port(entry.key, entry.range);
  text(draft, entry, 'alias');
  common(draft, entry);
  // What portmgrd gives a port that does not say: source sonic-net/sonic-swss, cfgmgr/portmgr.h.
  if (!entry.has('admin_status')) draft.set('adminUp', false, entry.range);
  if (!entry.has('mtu')) draft.set('mtu', DEFAULT_MTU, entry.range);
  const speed = entry.number('speed');
  if (speed && speed !== 'wrong') draft.set('speed', bitRateText(speed.value), speed.range);
}

function text(draft: Draft, entry: Entry, name: string): void {
  const found = entry.field(name);
  if (found?.text) draft.set(name, found.text, found.range);
}

function common(draft: Draft, entry: Entry): void {
  text(draft, entry, 'description');
  const status = entry.field('admin_status');
  if (status && /^(?:up|down)$/i.test(status.text)) draft.set('adminUp', status.text.toLowerCase() === 'up', status.range);
  const mtu = entry.number('mtu');
  if (mtu === 'wrong') draft.lose('mtu');
  else if (mtu) draft.set('mtu', mtu.value, mtu.range);
}

function portChannel(device: Device, entry: Entry): void {
  const draft = channelOf(device, entry.key, entry.range);
  if (!draft) return;
  common(draft, entry);
  const links = entry.number('min_links');
  if (links && links !== 'wrong' && links.value > 0) draft.set('minLinks', links.value, links.range);
  const fallback = entry.field('fallback');
  if (fallback) draft.set('fallback', isTrue(fallback.text), fallback.range);
  const rate = entry.field('fast_rate');
  if (rate) draft.set('lacpRate', isTrue(rate.text) ? 'fast' : 'slow', rate.range);
  for (const member of entry.list('members')) join(device, entry.key, member.text, member.range);
}

function isTrue(text: string): boolean {
  return /^(?:true|enabled?|1|yes)$/i.test(text);
}

function channelOf(device: Device, name: string, range: Range): Draft | undefined {
  const id = /^PortChannel(\d{1,5})$/.exec(name)?.[1];
  return id === undefined ? undefined : device.draft.channel(Number(id), name, range);
}

function channelMember(device: Device, entry: Entry): void {
  const [channel = '', member = ''] = entry.parts;
  missing(device, entry, 'PORTCHANNEL', channel);
  missing(device, entry, 'PORT', member);
  join(device, channel, member, entry.range);
}

/** A member of a port-channel, which runs LACP unless it is said to be static. */
function join(device: Device, channelName: string, member: string, range: Range): void {
  const channel = device.tables.get('PORTCHANNEL', channelName);
  const id = /^PortChannel(\d{1,5})$/.exec(channelName)?.[1];
  const lag = id === undefined ? undefined : device.draft.draft.listed('ports')?.get(member)?.section('lag', range);
  if (!lag) return;
  lag.set('id', Number(id), range);
  const fixed = channel?.field('static');
  if (channel) lag.set('mode', fixed && isTrue(fixed.text) ? 'on' : 'active', fixed?.range ?? range);
  else lag.lose('mode');
  memberMtu(device, channel, member);
}

/**
 * A member takes the MTU of its port-channel, whose default is that of ports too; what it says itself the channel overrides, when they come
 * in that order. Source: sonic-net/sonic-swss, cfgmgr/teammgr.cpp.
 */
function memberMtu({ draft, tables }: Device, channel: Entry | undefined, member: string): void {
  const port = draft.draft.listed('ports')?.get(member);
  if (!channel || !port) return;
  const mtu = channel.number('mtu');
  const isWritten = tables.get('PORT', member)?.has('mtu') === true;
  if (mtu === 'wrong' || (!mtu && isWritten && port.get('mtu') !== DEFAULT_MTU)) port.lose('mtu');
  else if (mtu && !isWritten) port.set('mtu', mtu.value, mtu.range);
}

function svi(device: Device, entry: Entry): void {
  const [name = '', address = ''] = entry.parts;
  const id = Number(/^Vlan(\d{1,4})$/.exec(name)?.[1]);
  if (!VlanNumbers.all.has(id)) return;
  const draft = device.draft.svi(id, entry.range);
  if (!/^\d+(?:\.\d+){3}\/\d{1,2}$/.test(address)) return;
  const before = (draft.get('ipAddresses') as readonly string[] | undefined) ?? [];
  draft.set('ipAddresses', [...before, address], draft.rangeOf('ipAddresses') ?? entry.range);
}

/** `"pfc_enable": "3,4"`; one entry may be for several ports, and one called `global` is for none. */
function lossless(device: Device, entry: Entry): void {
  const enabled = entry.field('pfc_enable');
  if (!enabled) return;
  for (const name of entry.key.split(',')) {
    const pfc = device.draft.draft.listed('ports')?.get(name.trim())?.section('pfc', enabled.range);
    const priorities = enabled.text === '' ? [] : enabled.text.split(',').map((item) => Number(item.trim() || 'none'));
    if (!pfc) continue;
    if (priorities.some((priority) => !Number.isInteger(priority) || priority < 0 || priority > 7)) {
      pfc.lose('mode');
      pfc.lose('priorities');
      continue;
    }
    pfc.set('mode', priorities.length > 0 ? 'on' : 'off', enabled.range);
    if (priorities.length > 0) pfc.set('priorities', [...new Set(priorities)].sort(), enabled.range);
  }
}

/** What classifies frames, where all ports with a map have a map of one sort: AZURE in newer files, [DSCP_TO_TC_MAP|AZURE] in older ones. */
function trust(device: Device): void {
  const maps = device.tables.all('PORT_QOS_MAP').filter(({ key }) => key !== 'global');
  const first = maps[0]?.field('dscp_to_tc_map') ?? maps[0]?.field('dot1p_to_tc_map');
  const sorts = new Set(
    maps.map((entry) => `${isSet(device, entry, 'dscp_to_tc_map')} ${isSet(device, entry, 'dot1p_to_tc_map')}`),
  );
  const [sort] = sorts;
  if (!first || sorts.size !== 1) return;
  if (sort === 'true false') device.draft.draft.section('qos', first.range).set('trust', 'dscp', first.range);
  else if (sort === 'false true') device.draft.draft.section('qos', first.range).set('trust', 'cos', first.range);
}

function isSet(device: Device, entry: Entry, field: 'dscp_to_tc_map' | 'dot1p_to_tc_map'): boolean {
  const written = entry.field(field)?.text ?? '';
  const name = /^\[[A-Z0-9_]+\|(.*)\]$/.exec(written)?.[1] ?? written;
  const table = field.toUpperCase();
  return name !== '' && (device.tables.all(table).length === 0 || device.tables.get(table, name) !== undefined);
}

function neighbor(device: Device, entry: Entry): void {
  const name = entry.field('name');
  const end = entry.field('port');
  const draft = device.draft.draft.listed('ports')?.get(entry.key);
  if (!draft || !name?.text) return;
  const section = draft.section('neighbor', entry.range);
  section.set('name', name.text, name.range);
  if (end?.text) section.set('port', end.text, end.range);
}

/** Multi-chassis LAGs. The number of a domain is not unique in an estate; with the addresses of both switches it is. */
function domain(device: Device): void {
  const [entry] = device.tables.all('MCLAG_DOMAIN');
  if (!entry) return;
  const ends = [entry.field('source_ip')?.text, entry.field('peer_ip')?.text];
  if (ends.every((end) => end)) device.draft.draft.set('mlagDomain', `${entry.key} ${ends.sort().join(' ')}`, entry.range);
  const link = entry.field('peer_link');
  const channels = device.draft.draft.listed('portChannels');
  const idOf = (name: string): number => Number(/^PortChannel(\d{1,5})$/.exec(name)?.[1]);
  if (link) channels?.get(idOf(link.text))?.set('peerLink', true, link.range);
  for (const member of device.tables.all('MCLAG_INTERFACE')) {
    const id = idOf(member.parts[1] ?? '');
    channels?.get(id)?.set('vpc', id, member.range);
  }
}

/**
 * How ports carry VLANs. A port in no VLAN is a routed one, as all are before they are put into one; that is said only of a file that is
 * a whole configuration and has members of VLANs at all. Newer files may call it an access or trunk port all the same: then it is none.
 * Source: sonic-net/sonic-buildimage, src/sonic-yang-models/yang-models/sonic-port.yang, mode.
 */
function switchports(device: Device): void {
  const { draft, members } = device;
  const routed = new Map(device.tables.all('INTERFACE').map((entry) => [entry.parts[0]!, entry.range] as const));
  for (const entry of device.tables.all('PORTCHANNEL_INTERFACE')) routed.set(entry.parts[0]!, entry.range);
  const whole = members.size > 0 && device.tables.all('DEVICE_METADATA').length > 0;
  for (const each of draft.ports) if (!each.has('lag')) switchport(each, String(each.get('name')));
  for (const each of draft.channels) switchport(each, String(each.get('name')));

  function switchport(each: Draft, name: string): void {
    const member = members.get(name);
    const at = routed.get(name);
    if (member) carry(each, member);
    else if (at || (whole && !isSwitched(device, name))) each.set('mode', 'routed', at ?? each.range);
    else each.lose('mode');
  }
}

function isSwitched({ tables }: Device, name: string): boolean {
  const mode = (tables.get('PORT', name) ?? tables.get('PORTCHANNEL', name))?.field('mode');
  return mode !== undefined && /^(?:access|trunk)$/i.test(mode.text);
}

function carry(draft: Draft, { tagged, untagged, range, vague }: Membership): void {
  if (vague) {
    for (const key of ['mode', 'accessVlan', 'nativeVlan', 'allowedVlans']) draft.lose(key);
    return;
  }
  const [native, second] = untagged;
  if (tagged.length === 0 && native && !second) {
    draft.set('mode', 'access', native.range);
    draft.set('accessVlan', native.id, native.range);
    return;
  }
  draft.set('mode', 'trunk', range);
  const list = VlanNumbers.parse([...tagged, ...untagged.map(({ id }) => id)].join(','));
  if (list) draft.set('allowedVlans', list.toString(), range);
  if (native && !second) draft.set('nativeVlan', native.id, native.range);
  else draft.lose('nativeVlan');
}
