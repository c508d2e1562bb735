import type { SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, type CliLine, Phrases, type Statement } from './cli-lines.ts';
import { EOS_INTERFACE } from './eos-interface.ts';
import { EosInterfaceProfiles, usesProfile } from './eos-interface-profile.ts';
import { EosProfiles } from './eos-profile.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { placeholderAs } from './nx-os-placeholder.ts';
import { readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import { definedVlans, setOnce } from './switch-statements.ts';

/** Interface types of Arista EOS, with the shortest form the system takes. Source: EOS user manual, "Ethernet Ports". */
const TYPES: readonly InterfaceType[] = [
  { kind: 'port', word: 'ethernet', shortest: 2, prefix: 'Ethernet' },
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'Port-Channel' },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'Vlan' },
];

/** An EOS switch while it is read. */
export class EosSwitch extends SwitchState {
  /** Interfaces in a trunk group, and whether some VLAN is limited to one: then a trunk does not carry every VLAN by itself. */
  readonly grouped = new Set<Draft>();
  hasGroups = false;
  /** `switchport default mode`: what an interface is that says nothing. */
  defaultMode: 'access' | 'routed' | 'unknown' = 'access';
  /** `no switchport`, and `switchport`, which takes that back. */
  readonly routed = new Map<Draft, Call['whole'] | undefined>();
  readonly rates = new Map<Draft, { readonly rate: 'fast' | 'slow'; readonly call: Call }>();
  readonly profiles = new EosProfiles();
  readonly interfaceProfiles = new EosInterfaceProfiles();
  /** Interfaces with a profile that nobody can read: what they do not say themselves is unknown. */
  readonly unclear = new Set<Draft>();

  constructor() {
    super('eos');
  }
}

type Reading = SwitchReading<EosSwitch>;

/** What EOS prints above a configuration: the command, whose words tell whether it is the whole of it, and the device. */
const COMMAND = /^! Command: show (?:running|startup)-config(.*)$/m;
const WHOLE = /^(?: (?:all|detail|sanitized))*\s*$/;
const DEVICE = /^! device: (\S+) \(/m;

/** Reads an Arista EOS running-config as a document of kind `switch`. */
export function readEos(file: SourceFile, name?: string): readonly DialectDocument[] {
  const head = file.text.slice(0, 4096);
  const command = COMMAND.exec(head)?.[1];
  const section = command !== undefined && !WHOLE.test(command);
  return readSwitches(file, name || DEVICE.exec(head)?.[1], {
    make: () => new EosSwitch(),
    top: TOP,
    defaults,
    skip: skipper(file.text),
    partial: ({ draft }) => section || (command === undefined && !draft.isNamed),
  });
}

/** A banner of EOS ends with a line `EOF`; those of other systems, typed in by habit, with the character they begin with. */
function skipper(text: string): (line: CliLine) => number | undefined {
  const others = bannerSkipper(text);
  let unclosed = 0;
  return (line) => {
    if (!/^banner (?:login|motd)$/i.test(line.text)) return others(line);
    // Where the end is missing, the lines are worth more as configuration than as banner.
    if (unclosed > 9) return undefined;
    const from = line.start + line.text.length;
    const end = /[\r\n][ \t]*EOF[ \t]*(?=[\r\n]|$)/.exec(text.slice(from, from + 65_536));
    if (!end) unclosed++;
    return end ? from + end.index + end[0].length : undefined;
  };
}

/** The statements of the global level. Source: Arista EOS user manual. */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  vlan: vlans,
  interface: interfaces,
  'interface profile': ({ device }, call) => device.interfaceProfiles.open(call),
  'mlag configuration': (reading) => level(MLAG, reading),
  'switchport default mode': ({ device }, call) => {
    const mode = call.args[0]?.lower;
    device.defaultMode = call.undo || mode === 'access' ? 'access' : mode === 'routed' ? 'routed' : 'unknown';
    return undefined;
  },
  'switchport default': () => undefined,
  'dot1x system-auth-control': ({ device }, call) => {
    device.authenticates = !call.undo;
    return undefined;
  },
  'qos profile': ({ device }, call) => device.profiles.open(call),
  'spanning-tree mode': ({ device }, call) => {
    const [mode] = call.args;
    if (mode && !call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', mode.lower, mode);
    return undefined;
  },
  'spanning-tree edge-port bpduguard default': guardDefault,
  'spanning-tree portfast bpduguard default': guardDefault,
});

/** The lines of an interface itself go before those of its profile, wherever that is named among them. */
function interfaces(reading: Reading, call: Call): Level {
  const inner = reading.interface(call, TYPES, EOS_INTERFACE);
  if (inner === IGNORED) return IGNORED;
  const own: Statement[] = [];
  return {
    take(statement) {
      const result = inner.take(statement);
      if (!usesProfile(statement)) own.push(statement);
      else if (reading.affords(own.length, call.whole)) for (const each of own) inner.take(each);
      return result;
    },
  };
}

function guardDefault({ device }: Reading, call: Call): undefined {
  device.draft.draft.section('spanningTree', call.key).set('edgeBpduGuardDefault', !call.undo, call.whole);
}

const MLAG = new Phrases<LineReader<Reading>>({
  'domain-id': ({ device }, call) => {
    if (!call.undo && call.rest.text !== '') device.draft.draft.set('mlagDomain', call.rest.text, call.rest);
    return undefined;
  },
  'peer-link': (reading, call) => {
    const [link] = reading.named(call.rest, TYPES);
    if (link?.kind === 'port-channel' && !call.undo)
      reading.device.draft.channel(link.number, link.name, call.rest).set('peerLink', true, call.whole);
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
    if (!call.undo && !hole && reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('name', call.rest.text, call.rest);
    return undefined;
  },
  state: ({ reading, drafts }, call) => {
    const [state] = call.args;
    if (state && reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('state', state.lower === 'suspend' && !call.undo ? 'suspend' : 'active', state);
    return undefined;
  },
  'trunk group': ({ reading }, call) => {
    if (!call.undo) reading.device.hasGroups = true;
    return undefined;
  },
});

/**
 * What EOS does where nothing is written: a port is an access port of VLAN 1 unless `no switchport` or `switchport default mode` says
 * otherwise; a trunk has native VLAN 1 and carries every VLAN, unless trunk groups limit it. A member of a port-channel has all this from
 * there. Source: EOS user manual, "Layer 2 switching: default configuration", "Trunk groups".
 */
function defaults(device: EosSwitch): void {
  const { draft, rates } = device;
  for (const [port, { rate, call }] of rates)
    if (port.has('lag')) port.section('lag', call.whole).set('rate', rate, call.args[0]!);
  for (const port of [...draft.ports, ...draft.channels])
    if (device.unclear.has(port)) for (const key of FROM_PROFILE) if (!port.has(key)) port.lose(key);
  for (const port of draft.ports) if (!port.has('lag') && !port.isLost('lag')) switchport(device, port);
  for (const channel of draft.channels) switchport(device, channel);
  device.profiles.finish(draft);
}

const FROM_PROFILE = [
  'description',
  'adminUp',
  'mtu',
  'speed',
  'mode',
  'accessVlan',
  'nativeVlan',
  'allowedVlans',
  'lag',
  'stp',
  'dot1x',
  'pfc',
  'flowControl',
  'servicePolicies',
];

function switchport(device: EosSwitch, port: Draft): void {
  const routed = device.routed.get(port);
  const silent = !device.routed.has(port) && !port.has('mode') && !port.isLost('mode');
  if (routed) port.set('mode', 'routed', routed);
  else if (silent && device.defaultMode === 'unknown') port.lose('mode');
  else setOnce(port, 'mode', silent && device.defaultMode === 'routed' ? 'routed' : 'access', port.range);
  const mode = port.get('mode');
  const at = port.rangeOf('mode') ?? port.range;
  if (mode === 'access') setOnce(port, 'accessVlan', 1, at);
  if (mode !== 'trunk') return;
  setOnce(port, 'nativeVlan', 1, at);
  if (device.hasGroups || device.grouped.has(port)) {
    if (!port.has('allowedVlans')) port.lose('allowedVlans');
  } else setOnce(port, 'allowedVlans', 'all', at);
}
