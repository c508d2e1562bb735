import type { Range, SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { AOS_CX_INTERFACE, AOS_CX_SVI } from './aos-cx-interface.ts';
import { IGNORED, type Level, type LineReader, level, readLevels } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { placeholderAs } from './nx-os-placeholder.ts';
import { readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import { definedVlans, setOnce } from './switch-statements.ts';

/** Interfaces of AOS-CX: a port is called by its member, slot and number alone. Source: AOS-CX "Fundamentals Guide", interface. */
const TYPES: readonly InterfaceType[] = [
  { kind: 'port', word: '', shortest: 0, prefix: '' },
  { kind: 'port-channel', word: 'lag', shortest: 3, prefix: 'lag' },
  { kind: 'vlan', word: 'vlan', shortest: 4, prefix: 'vlan' },
];

/** How a LAG bundles, where it says so; undefined where all that is known is that it speaks LACP. */
interface Bundle {
  readonly mode: 'active' | 'passive' | 'on' | undefined;
  readonly range: Range;
}

/** `port-access role`: what a client gets. */
interface Role {
  hasVlans: boolean;
}

/** `port-access device-profile`: the role of a device that is recognized by what it says of itself or by its MAC address. */
interface DeviceProfile {
  enabled: boolean;
  role?: string | undefined;
  /** Groups of devices that are recognized at any port: by LLDP or CDP. By MAC address they are where the port says so. */
  readonly groups: Set<string>;
}

/** An AOS-CX switch while it is read. */
export class AosCxSwitch extends SwitchState {
  /** Interfaces that are said to be no routed ones. */
  readonly bridged = new Set<Draft>();
  readonly bundles = new Map<Draft, Bundle>();
  /** Trunks whose native VLAN is sent with a tag: what is untagged is dropped there. */
  readonly taggedNative = new Set<Draft>();
  /** What the switch and its interfaces trust. */
  readonly trusts = new Set<string>();
  /** Ports that 802.1X controls; it has to be on for the switch too. */
  readonly controlled = new Map<Draft, Call>();
  dot1x = false;
  /** Ports at which a client gets its VLANs when it comes: from a role or the RADIUS server. */
  readonly assigned = new Set<Draft>();
  /** Roles by name: whether one says VLANs. */
  readonly roles = new Map<string, Role>();
  readonly profiles = new Map<string, DeviceProfile>();

  constructor() {
    super('aos-cx');
  }
}

type Reading = SwitchReading<AosCxSwitch>;

/** Reads an Aruba AOS-CX running-config as a document of kind `switch`. */
export function readAosCx(file: SourceFile, name?: string): readonly DialectDocument[] {
  return readSwitches(file, name, {
    make: () => new AosCxSwitch(),
    top: TOP,
    defaults,
    skip: bannerSkipper(file.text),
    lines: (text, top, skip) => readLevels(text, outer(top), skip),
  });
}

/** Where the indent is lost, `vlan trunk` and `vlan access` belong to the interface above them: no VLAN is called so. */
function outer(top: Level): Level {
  const isInner = ([first, second]: readonly Word[]): boolean =>
    first?.lower === 'vlan' && (second?.lower === 'trunk' || second?.lower === 'access');
  return { take: (statement) => (isInner(statement.words) ? 'unknown' : top.take(statement)) };
}

/** The statements of the global level. Source: AOS-CX CLI guides ("Layer 2 Bridging", "Link Aggregation", "Virtual Switching Extension"). */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  vlan: vlans,
  interface: interfaces,
  vsx: ({ device }, call) => (call.undo ? IGNORED : level(VSX, device)),
  'spanning-tree mode': ({ device }, call) => {
    const [mode] = call.args;
    if (mode && !call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', mode.lower, mode);
    return undefined;
  },
  'qos trust': ({ device }, call) => {
    const [word] = call.args;
    const qos = device.draft.draft.section('qos', call.key);
    device.trusts.add(word?.lower ?? '');
    if (word && !call.undo && /^(?:cos|dscp|none)$/.test(word.lower)) qos.set('trust', word.lower, word);
    else qos.lose('trust');
    return undefined;
  },
  'port-access role': ({ device }, call) => {
    const name = call.args[0]?.text ?? '';
    if (call.undo) device.roles.delete(name);
    return call.undo ? IGNORED : level(ROLE, made(device.roles, name, { hasVlans: false }));
  },
  'port-access device-profile': ({ device }, call) => {
    const name = call.args[0]?.text ?? '';
    if (call.undo) device.profiles.delete(name);
    return call.undo ? IGNORED : level(PROFILE, made(device.profiles, name, { enabled: false, groups: new Set() }));
  },
  'aaa authentication port-access dot1x authenticator': ({ device }, call) => {
    if (call.args[0]?.lower === 'enable') device.dot1x = !call.undo;
    return level(DOT1X, device);
  },
});

function made<T>(things: Map<string, T>, name: string, fresh: T): T {
  const known = things.get(name) ?? fresh;
  things.set(name, known);
  return known;
}

const saysVlans: LineReader<Role> = (role, call) => {
  if (!call.undo) role.hasVlans = true;
  return undefined;
};
const ROLE = new Phrases<LineReader<Role>>({
  'vlan access': saysVlans,
  'vlan trunk': saysVlans,
  'private-vlan': saysVlans,
});

const group: LineReader<DeviceProfile> = ({ groups }, call) => {
  const name = call.rest.text;
  if (call.undo) groups.delete(name);
  else groups.add(name);
  return undefined;
};
const PROFILE = new Phrases<LineReader<DeviceProfile>>({
  enable: (profile, call) => {
    profile.enabled = !call.undo;
    return undefined;
  },
  'associate role': (profile, call) => {
    profile.role = call.undo ? undefined : call.args[0]?.text;
    return undefined;
  },
  'associate lldp-group': group,
  'associate cdp-group': group,
});

const DOT1X = new Phrases<LineReader<AosCxSwitch>>({
  enable: (device, call) => {
    device.dot1x = !call.undo;
    return undefined;
  },
});

const VSX = new Phrases<LineReader<AosCxSwitch>>({
  // Both switches of a pair have the same system MAC address: it names the pair.
  'system-mac': ({ draft }, call) => {
    const [mac] = call.args;
    if (mac && !call.undo) draft.draft.set('mlagDomain', mac.lower, mac);
    return undefined;
  },
  'inter-switch-link lag': ({ draft }, call) => {
    const [id] = call.args;
    if (id && !call.undo && /^\d{1,4}$/.test(id.text))
      draft.channel(Number(id.text), `lag${Number(id.text)}`, id).set('peerLink', true, call.whole);
    return undefined;
  },
});

interface Vlans {
  readonly reading: Reading;
  readonly drafts: readonly Draft[];
}

function vlans(reading: Reading, call: Call): Level {
  const drafts = definedVlans(reading, call);
  return drafts ? level(VLAN, { reading, drafts }) : IGNORED;
}

const VLAN = new Phrases<LineReader<Vlans>>({
  name: ({ reading, drafts }, call) => {
    const hole = placeholderAs(call.rest);
    if (hole) reading.tellPlaceholder(hole);
    if (!hole && !call.undo && call.rest.text !== '' && reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('name', call.rest.text, call.rest);
    return undefined;
  },
  shutdown: ({ reading, drafts }, call) => {
    if (reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('state', call.undo ? 'active' : 'shutdown', call.whole);
    return undefined;
  },
});

/** `interface lag 1 multi-chassis [static]` is a LAG over both switches of a pair, with the same number on both. */
function interfaces(reading: Reading, call: Call): Level {
  const spans = /\s+multi-chassis(?:\s+static)?\s*$/i.exec(call.rest.text);
  const text = spans ? call.rest.text.slice(0, spans.index) : call.rest.text;
  const rest = { start: call.rest.start, end: call.rest.start + text.length, text };
  const inside = reading.interface({ ...call, rest }, TYPES, /^vlan/i.test(text) ? AOS_CX_SVI : AOS_CX_INTERFACE);
  if (!spans || call.undo) return inside;
  for (const { number } of reading.named(rest, TYPES)) {
    const channel = reading.device.draft.draft.listed('portChannels')?.get(number);
    channel?.set('vpc', number, rest);
    if (channel && !reading.device.bundles.has(channel))
      reading.device.bundles.set(channel, { mode: /static\s*$/i.test(spans[0]) ? 'on' : undefined, range: rest });
  }
  return inside;
}

/**
 * What AOS-CX does where nothing is written: a bridged interface is an access port of VLAN 1; a trunk has native VLAN 1 and, until its
 * list is limited, carries all; a LAG without `lacp mode` is static. Whether a port is routed, and whether it is shut down, depends on the
 * model: unknown. Ports at which nothing was changed need not be listed.
 * Sources: AOS-CX "Layer 2 Bridging Guide" (vlan access, vlan trunk native), "Link Aggregation Guide" (lacp mode).
 */
function defaults(device: AosCxSwitch): void {
  const { draft } = device;
  draft.incomplete.add('ports');
  const isAnyAssigned = [...device.profiles.values()].some((profile) => givesVlans(device, profile));
  for (const port of draft.ports) {
    const call = device.dot1x ? device.controlled.get(port) : undefined;
    if (call) port.section('dot1x', call.whole).set('enabled', true, call.whole);
    if (port.has('lag')) join(device, port);
    else if ((isAnyAssigned || device.assigned.has(port) || device.controlled.has(port)) && port.get('mode') !== 'routed')
      loseVlans(port);
    else vlanDefaults(device, port);
  }
  for (const channel of draft.channels) vlanDefaults(device, channel);
  if (device.trusts.size > 1) draft.draft.section('qos', draft.draft.range).lose('trust');
}

/**
 * Whether a profile may give a device VLANs at any port. Those of a role take the place of the port's own; a role without any leaves them. Of
 * a role that is not in the text, as one of ClearPass, nobody knows. Sources: AOS-CX "Security Guide", port access role, device profile.
 */
function givesVlans({ roles }: AosCxSwitch, { enabled, role, groups }: DeviceProfile): boolean {
  return enabled && groups.size > 0 && role !== undefined && roles.get(role)?.hasVlans !== false;
}

function loseVlans(port: Draft): void {
  for (const key of ['mode', 'accessVlan', 'nativeVlan', 'allowedVlans']) port.lose(key);
}

function join({ draft, bundles }: AosCxSwitch, port: Draft): void {
  const lag = port.section('lag', port.range);
  const channel = draft.draft.listed('portChannels')?.get(Number(lag.get('id')));
  const bundle = channel && (bundles.get(channel) ?? { mode: 'on' as const, range: channel.range });
  if (bundle?.mode === undefined) lag.lose('mode');
  else lag.set('mode', bundle.mode, bundle.range);
}

function vlanDefaults(device: AosCxSwitch, port: Draft): void {
  const mode = port.get('mode') ?? (device.bridged.has(port) ? 'access' : undefined);
  const at = port.rangeOf('mode') ?? port.range;
  if (mode === undefined || mode === 'routed') {
    if (mode === undefined) port.lose('mode');
  } else if (mode === 'access') {
    setOnce(port, 'mode', 'access', port.range);
    setOnce(port, 'accessVlan', 1, at);
  } else {
    setOnce(port, 'allowedVlans', 'all', at);
    if (device.taggedNative.has(port)) port.lose('nativeVlan');
    else setOnce(port, 'nativeVlan', 1, at);
  }
}
