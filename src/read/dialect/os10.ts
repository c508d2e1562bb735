import type { SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { OS10_QOS, Os10Qos, policiesOf } from './os10-qos.ts';
import { type Interfaces, readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import {
  applyPolicy,
  channelGroup,
  description,
  dot1xControl,
  each,
  enabling,
  flag,
  flowControl,
  number,
  setOnce,
  shutdown,
  speed,
  switchportMode,
} from './switch-statements.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** Interface types of Dell SmartFabric OS10. Source: OS10 user guide, "Interfaces". */
const TYPES: readonly InterfaceType[] = [
  { kind: 'port', word: 'ethernet', shortest: 2, prefix: 'ethernet' },
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'port-channel' },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'vlan' },
];

/** An OS10 switch while it is read. */
class Os10Switch extends SwitchState {
  /** `no switchport`: of a member of a port-channel it says nothing. */
  readonly routed = new Map<Draft, Call['whole']>();
  /** `no switchport access vlan`: a trunk that takes nothing untagged. */
  readonly noNative = new Set<Draft>();
  readonly rates = new Map<Draft, Call>();
  readonly names = new Map<Draft, Call['rest']>();
  readonly qos = new Os10Qos(this.draft.draft);
  defaultVlan = 1;

  constructor() {
    super('os10');
  }
}

type Reading = SwitchReading<Os10Switch>;
type At = Interfaces<Os10Switch>;

/** Reads a running-config of Dell SmartFabric OS10 as a document of kind `switch`. */
export function readOs10(file: SourceFile, name?: string): readonly DialectDocument[] {
  return readSwitches(file, name, { make: () => new Os10Switch(), top: TOP, defaults, skip: bannerSkipper(file.text) });
}

/** The statements of the global level. Source: Dell SmartFabric OS10 user guide 10.5. */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  interface: interfaces,
  // `default vlan-id 20`: `default` is the keyword here, and no undoing.
  'vlan-id': ({ device }, call) => {
    const id = Number(call.args[0]?.text);
    if (call.undo === 'default' && id >= 1 && id <= 4094) device.defaultVlan = id;
    return undefined;
  },
  'default vlan-id': ({ device }) => {
    device.defaultVlan = 1;
    return undefined;
  },
  'vlt-domain': ({ device }, call) => {
    const [id] = call.args;
    if (id && !call.undo && /^\d+$/.test(id.text)) device.draft.draft.set('mlagDomain', Number(id.text), id);
    return IGNORED;
  },
  'dot1x system-auth-control': ({ device }, call) => {
    device.authenticates = !call.undo;
    return undefined;
  },
  'spanning-tree mode': ({ device }, call) => {
    const [mode] = call.args;
    if (mode && !call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', mode.lower, mode);
    return undefined;
  },
  'spanning-tree disable': ({ device }, call) => {
    if (!call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', 'none', call.whole);
    return undefined;
  },
  ...Object.fromEntries(
    Object.entries(OS10_QOS).map(([phrase, read]): [string, LineReader<Reading>] => [
      phrase,
      (reading, call, line) => read(reading.device.qos, call, line),
    ]),
  ),
});

/** On OS10 a VLAN is made by its interface. */
function interfaces(reading: Reading, call: Call): Level {
  const found = reading.interface(call, TYPES, INTERFACE);
  if (call.undo || found === IGNORED) return found;
  for (const each of reading.named(call.rest, TYPES))
    if (each.kind === 'vlan' && each.number >= 1 && each.number <= 4094) reading.device.draft.vlan(each.number, call.rest);
  return found;
}

const group: LineReader<At> = (at, call) => (at.kind === 'vlan' && !call.undo ? level(VRRP, at) : IGNORED);

const VRRP = new Phrases<LineReader<At>>({
  'virtual-address': ({ reading, device, drafts }, call) => {
    const addresses = call.args.slice(0, 10);
    if (reading.affords(drafts.length * addresses.length, call.whole))
      for (const draft of drafts) for (const address of addresses) device.addresses.anycast(draft, address, call);
    return undefined;
  },
});

/** The statements below an `interface` line that hvlint understands. Source: Dell SmartFabric OS10 user guide 10.5. */
const INTERFACE = new Phrases<LineReader<At>>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  speed: speed(),
  'vlan-name': each((draft, call, { device, kind }) => {
    if (kind === 'vlan' && !call.undo) device.names.set(draft, call.rest);
  }),
  switchport: each((draft, call, { device }) => {
    if (call.args.length > 0) return;
    if (call.undo === 'no') device.routed.set(draft, call.whole);
    else device.routed.delete(draft);
  }),
  'switchport mode': switchportMode(),
  'switchport access vlan': each((draft, call, { device }) => {
    const [id] = call.args;
    device.noNative.delete(draft);
    draft.clear('accessVlan');
    if (call.undo) device.noNative.add(draft);
    else if (id && /^\d{1,4}$/.test(id.text)) draft.set('accessVlan', Number(id.text), id);
    else draft.lose('accessVlan');
  }),
  'switchport trunk allowed vlan': each((draft, call, { device }) => {
    const list = VlanNumbers.parse(call.rest.text);
    if (call.undo)
      return call.rest.text === ''
        ? device.allowed.forget(draft)
        : device.allowed.apply(draft, 'remove', call.rest.text, call.rest, VlanNumbers.none);
    // Whether a second list replaces the first or adds to it is not certain; the same one again is the same.
    const before = draft.get('allowedVlans');
    if (draft.isLost('allowedVlans') || (before !== undefined && before !== list?.toString())) return draft.lose('allowedVlans');
    return device.allowed.apply(draft, 'set', call.rest.text, call.rest, VlanNumbers.none);
  }, 20),
  'channel-group': channelGroup('on'),
  'lacp rate': each((draft, call, { device }) => void device.rates.set(draft, call)),
  'lacp fallback': each((draft, call, { kind }) => {
    if (kind === 'port-channel' && call.args[0]?.lower === 'enable') draft.set('fallback', !call.undo, call.whole);
  }),
  'minimum-links': number('minLinks', 1, 64),
  'vlt-port-channel': each((draft, call, { kind }) => {
    const [id] = call.args;
    if (kind !== 'port-channel') return;
    if (call.undo) draft.clear('vpc');
    else if (id && /^\d+$/.test(id.text)) draft.set('vpc', Number(id.text), id);
  }),
  'spanning-tree disable': flag('stp', 'enabled', (call) => call.undo !== undefined),
  'spanning-tree port type edge': flag('stp', 'edge', (call) => call.undo === undefined),
  'spanning-tree bpduguard': flag('stp', 'bpduGuard', enabling),
  'spanning-tree bpdufilter': flag('stp', 'bpduFilter', enabling),
  'dot1x port-control': dot1xControl('force-authorized'),
  'priority-flow-control mode': each((draft, call) => {
    const word = call.args[0]?.lower;
    const pfc = draft.section('pfc', call.whole);
    if (call.undo) pfc.set('mode', 'off', call.whole);
    else if (word === 'on' || word === 'off') pfc.set('mode', word, call.args[0]!);
    else pfc.lose('mode');
  }),
  'flowcontrol receive': each((draft, call) => flowControl(draft, 'receive', call.args[0], call)),
  'flowcontrol transmit': each((draft, call) => flowControl(draft, 'send', call.args[0], call)),
  'service-policy': each((draft, call) => {
    const { type, direction, name } = policiesOf(call);
    applyPolicy(draft, type, direction, name, call);
  }),
  'ip address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.own(draft, call);
  }),
  'ip virtual-router address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.anycast(draft, call.args[0], call);
  }),
  'vrrp-group': group,
  'vrrp-ipv6-group': () => IGNORED,
});

/**
 * What OS10 does where nothing is written: a port is an access port of the default VLAN (1) unless `no switchport` says otherwise; on a
 * trunk the VLAN of untagged frames is `switchport access vlan` too, and besides it only VLANs in the list pass. A member of a port-channel
 * has all this from there. Source: OS10 user guide, "Virtual LANs": default VLAN, access mode, trunk mode.
 */
function defaults(device: Os10Switch): void {
  const { draft } = device;
  for (const [svi, { text, start, end }] of device.names)
    draft.vlan(Number(svi.get('vlanId')), svi.range).set('name', text, { start, end });
  for (const svi of draft.draft.listed('svis')?.all ?? [])
    if (!device.addresses.has(svi)) draft.draft.listed('svis')!.remove(String(svi.get('vlanId')));
  if (draft.draft.listed('svis')?.all.length === 0) draft.draft.clear('svis');
  for (const port of draft.ports) {
    const rate = device.rates.get(port);
    const word = rate?.args[0]?.lower;
    if (port.has('lag') && word && !rate?.undo)
      port.section('lag', rate!.whole).set('rate', word === 'fast' ? 'fast' : 'slow', rate!.args[0]!);
    // The system prints `no switchport` on every member of a port-channel.
    if (!port.has('lag') && !port.isLost('lag')) switchport(device, port);
    else if (device.routed.has(port)) port.clear('mode');
  }
  for (const channel of draft.channels) switchport(device, channel);
  device.qos.finish(draft);
}

function switchport(device: Os10Switch, port: Draft): void {
  const routed = device.routed.get(port);
  if (routed) {
    port.set('mode', 'routed', routed);
    for (const key of ['accessVlan', 'nativeVlan', 'allowedVlans']) port.clear(key);
    return;
  }
  setOnce(port, 'mode', 'access', port.range);
  const mode = port.get('mode');
  const at = port.rangeOf('mode') ?? port.range;
  const none = device.noNative.has(port);
  if (!none && mode !== undefined) setOnce(port, 'accessVlan', device.defaultVlan, at);
  if (mode === 'access' && none) port.lose('accessVlan');
  if (mode !== 'trunk') return;
  const native = port.get('accessVlan');
  const place = port.rangeOf('accessVlan') ?? at;
  const unknown = port.isLost('accessVlan');
  port.clear('accessVlan');
  if (unknown) port.lose('nativeVlan');
  else if (native !== undefined) port.set('nativeVlan', native as number, place);
  // What passes untagged passes too.
  const listed = port.get('allowedVlans');
  const untagged = native === undefined ? VlanNumbers.none : VlanNumbers.parse(String(native))!;
  const tagged =
    listed === undefined || listed === 'none'
      ? VlanNumbers.none
      : listed === 'all'
        ? VlanNumbers.all
        : VlanNumbers.parse(String(listed));
  if (unknown || port.isLost('allowedVlans') || !tagged) port.lose('allowedVlans');
  else port.set('allowedVlans', tagged.with(untagged).toString(), port.rangeOf('allowedVlans') ?? place);
}
