import type { Range, SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, type CliLine, cliLines, Phrases, Statement, type Word } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { ONYX_INTERFACE, ONYX_SVI } from './onyx-interface.ts';
import { readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import { setOnce } from './switch-statements.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** Interface types of Onyx (MLNX-OS), with a type of its own for LAGs over both switches of a pair. Source: NVIDIA Onyx user manual. */
const ETHERNET: readonly InterfaceType[] = [
  { kind: 'port', word: 'ethernet', shortest: 3, prefix: 'Ethernet' },
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'port-channel' },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'vlan' },
];
const MLAG: readonly InterfaceType[] = [
  { kind: 'port-channel', word: 'mlag-port-channel', shortest: 2, prefix: 'mlag-port-channel' },
];

/** An Onyx switch while it is read. */
export class OnyxSwitch extends SwitchState {
  /** Ports in hybrid mode: their access VLAN is the untagged one beside the list of tagged ones. */
  readonly hybrid = new Set<Draft>();
  /** Ports with priority flow control, and the priorities for which the whole switch has it. */
  readonly lossless = new Set<Draft>();
  pfc = false;
  /** Whether the switch is in RoCE mode, which sets ports up by itself. */
  roce = false;
  /** Each with the statement that says so. */
  readonly priorities = new Map<number, Range>();

  constructor() {
    super('onyx');
  }
}

type Reading = SwitchReading<OnyxSwitch>;

/** Reads an NVIDIA (Mellanox) Onyx running-config as a document of kind `switch`. */
export function readOnyx(file: SourceFile, name?: string): readonly DialectDocument[] {
  const header = /^## Hostname:[ \t]*(\S+)/m.exec(file.text.slice(0, 4096))?.[1];
  return readSwitches(file, header ?? name, {
    make: () => new OnyxSwitch(),
    top: TOP,
    defaults,
    skip: () => undefined,
    partial: ({ draft }) => !draft.isNamed && header === undefined,
    lines,
  });
}

/** Every line says the whole of it, and its indent says nothing; only what somebody typed has blocks. */
function lines(text: string, top: Level): void {
  let block: Level | undefined;
  for (const line of cliLines(text)) {
    const statement = new Statement(line);
    const result = top.take(statement);
    if (result !== 'unknown') block = result;
    else if (statement.words[0]?.lower === 'exit') block = undefined;
    else block?.take(statement);
  }
}

/** The statements of the global level. Source: NVIDIA Onyx user manual. */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  vlan: vlans,
  interface: interfaces,
  int: interfaces,
  // The name and the address together: people take the name over from the manual.
  'mlag-vip': ({ device }, call) => {
    const [domain, , address] = call.args;
    if (!call.undo && domain && address) device.draft.draft.set('mlagDomain', `${domain.text} ${address.text}`, domain);
    return undefined;
  },
  'spanning-tree mode': ({ device }, call) => {
    const [mode] = call.args;
    if (mode && !call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', mode.lower, mode);
    return undefined;
  },
  // Every port that says no type of its own, and BPDU guard on all such ports.
  'spanning-tree port type edge default': ({ device }, call) => {
    device.draft.draft.section('spanningTree', call.key).set('edgeDefault', !call.undo, call.whole);
    return undefined;
  },
  'spanning-tree port type edge bpduguard default': ({ device }, call) => {
    device.draft.draft.section('spanningTree', call.key).set('edgeBpduGuardDefault', !call.undo, call.whole);
    return undefined;
  },
  'dcb priority-flow-control enable': ({ device }, call) => {
    device.pfc = !call.undo;
    return undefined;
  },
  'dcb priority-flow-control priority': ({ device }, call) => {
    const [priority] = call.args;
    if (priority && /^[0-7]$/.test(priority.text))
      if (call.undo) device.priorities.delete(Number(priority.text));
      else device.priorities.set(Number(priority.text), call.whole);
    return undefined;
  },
  // `roce` alone is `roce lossless`: PFC for priority 3. Source: NVIDIA Onyx user manual, "RoCE Commands".
  roce: ({ device }, call) => {
    device.roce = !call.undo;
    if (call.undo || (call.args[0]?.lower ?? 'lossless') !== 'lossless') return undefined;
    device.pfc = true;
    device.priorities.set(3, call.whole);
    return undefined;
  },
});

interface Vlans {
  readonly reading: Reading;
  readonly drafts: readonly Draft[];
}

/** `vlan 10-20`, `vlan 10 name "Storage"`. */
function vlans(reading: Reading, call: Call): Level {
  const [numbers, word, ...name] = call.args;
  const list = call.undo || !numbers ? undefined : VlanNumbers.parse(numbers.text);
  if (!list || !reading.affords(list.size, call.whole)) return IGNORED;
  const drafts = [...list].map((id) => reading.device.draft.vlan(id, numbers!));
  if (word?.lower === 'name') nameThem({ reading, drafts }, name, call);
  return level(VLAN, { reading, drafts });
}

const VLAN = new Phrases<LineReader<Vlans>>({
  name: (at, call) => {
    if (!call.undo) nameThem(at, call.args, call);
    return undefined;
  },
});

function nameThem({ reading, drafts }: Vlans, [first]: readonly Word[], call: Call): void {
  if (!first || !reading.affords(drafts.length, call.whole)) return;
  const text = call.rest.text.slice(first.start - call.rest.start);
  const quoted = /^"(.*)"$/.exec(text);
  const place = { start: first.start + (quoted ? 1 : 0), end: call.rest.end - (quoted ? 1 : 0) };
  for (const draft of drafts) draft.set('name', quoted?.[1] ?? text, place);
}

/** `interface ethernet 1/1-1/4 switchport mode hybrid`, the same with `no` in front, or the line that opens a block. */
function interfaces(reading: Reading, call: Call, line: CliLine): Level {
  const [type, numbers, ...more] = call.args;
  if (!type || !numbers || (call.undo && more.length === 0)) return IGNORED;
  const name = { start: type.start, end: numbers.end, text: `${type.text} ${numbers.text}` };
  // Without the `no` in front, which is about the statement.
  const { undo: _, ...rest } = call;
  const opening: Call = { ...rest, undo: undefined, rest: name };
  const spans = /^m/i.test(type.text);
  const inside = spans
    ? spanning(reading, name)
    : reading.interface(opening, ETHERNET, /^vl/i.test(type.text) ? ONYX_SVI : ONYX_INTERFACE);
  const [first] = more;
  if (!first) return inside;
  const text = line.text.slice(first.start - line.start);
  inside.take(new Statement({ indent: line.indent, start: first.start, text }, call.undo));
  return IGNORED;
}

/** LAGs over both switches have numbers of their own: `mlag-port-channel 1` is not `port-channel 1`. */
function spanning(reading: Reading, name: Range & { readonly text: string }): Level {
  const { device } = reading;
  const drafts = reading.named(name, MLAG).map((each) => {
    const channel = device.draft.channel(each.name, each.name, name);
    channel.set('vpc', each.number, name);
    return channel;
  });
  return drafts.length === 0 ? IGNORED : level(ONYX_INTERFACE, { reading, device, drafts, kind: 'port-channel' });
}

/**
 * What Onyx does where nothing is written: a port is an access port of VLAN 1; a hybrid port carries its access VLAN untagged and beside it
 * only what its lines add; a trunk takes tagged frames alone; PFC works on ports only while the switch has it on. A running-config leaves
 * out ports at which nothing was changed. Source: NVIDIA Onyx user manual, "VLANs", "Priority Flow Control", "MLAG".
 */
function defaults(device: OnyxSwitch): void {
  const { draft } = device;
  draft.incomplete.add('ports');
  for (const port of draft.ports) if (!port.has('lag') && !port.isLost('lag')) vlanDefaults(device, port);
  for (const channel of draft.channels) vlanDefaults(device, channel);
  // Whether that puts PFC on every port, no manual at hand says.
  if (device.roce) for (const port of draft.ports) if (!port.has('pfc')) port.lose('pfc');
  const priorities = [...device.priorities].sort(([a], [b]) => a - b);
  const ranges = priorities.map(([, range]) => range);
  for (const port of device.lossless) {
    const pfc = port.section('pfc', port.range);
    if (!device.pfc) pfc.lose('mode');
    else if (ranges[0])
      pfc.set(
        'priorities',
        priorities.map(([priority]) => priority),
        ranges[0],
        ranges,
      );
  }
}

function vlanDefaults(device: OnyxSwitch, port: Draft): void {
  const at = port.rangeOf('mode') ?? port.range;
  const mode = port.get('mode');
  if (port.isLost('mode') || mode === 'routed') return;
  if (device.hybrid.has(port)) hybrid(device, port, at);
  // The link between the two switches of a pair carries what they need.
  else if (mode === undefined && port.get('peerLink') === true) port.lose('mode');
  else if (mode === 'trunk') {
    port.lose('nativeVlan');
    if (!port.has('allowedVlans')) port.lose('allowedVlans');
  } else {
    setOnce(port, 'mode', 'access', port.range);
    setOnce(port, 'accessVlan', 1, at);
  }
}

function hybrid({ allowed }: OnyxSwitch, port: Draft, at: Range): void {
  const untagged = port.isLost('accessVlan') ? undefined : Number(port.get('accessVlan') ?? 1);
  const place = port.rangeOf('accessVlan') ?? at;
  port.clear('accessVlan');
  if (untagged === undefined) {
    port.lose('nativeVlan');
    port.lose('allowedVlans');
    return;
  }
  port.set('nativeVlan', untagged, place);
  if (!port.isLost('allowedVlans'))
    allowed.apply(port, 'add', String(untagged), port.rangeOf('allowedVlans') ?? at, VlanNumbers.none);
}
