import type { Range, SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { IOS_INTERFACE } from './ios-interface.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { placeholderAs } from './nx-os-placeholder.ts';
import { readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import { definedVlans, setOnce } from './switch-statements.ts';

/** Interface types of Cisco IOS and IOS XE, with the shortest form the system takes. Source: Catalyst interface command references. */
const TYPES: readonly InterfaceType[] = [
  ...(
    [
      ['FastEthernet', 2],
      ['GigabitEthernet', 2],
      ['TwoGigabitEthernet', 3],
      ['FiveGigabitEthernet', 3],
      ['TenGigabitEthernet', 2],
      ['TwentyFiveGigE', 3],
      ['FortyGigabitEthernet', 2],
      ['FortyGigE', 2],
      ['FiftyGigE', 5],
      ['HundredGigE', 2],
      ['HundredGigabitEthernet', 2],
      ['FourHundredGigE', 4],
      ['AppGigabitEthernet', 2],
      ['Ethernet', 2],
    ] as const
  ).map(([prefix, shortest]): InterfaceType => ({ kind: 'port', word: prefix.toLowerCase(), shortest, prefix })),
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'Port-channel' },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'Vlan' },
];

/** What is remembered of an interface until its switch is known as a whole. */
export interface IosNotes {
  /** `spanning-tree portfast`: plain, it has no effect on a trunk. */
  portfast?: { readonly kind: 'access' | 'any' | 'off'; readonly range: Range } | undefined;
  /** `authentication port-control` or `access-session port-control`. */
  control?: { readonly on: boolean; readonly range: Range } | undefined;
  /** `dot1x pae authenticator`. */
  authenticator?: Range | undefined;
  lacpRate?: { readonly rate: 'fast' | 'slow'; readonly range: Range } | undefined;
  /** Settings come from a `source template` too. */
  template?: boolean;
  routed?: Range | undefined;
}

/** An IOS switch while it is read. */
export class IosSwitch extends SwitchState {
  private readonly notes = new Map<Draft, IosNotes>();
  /** `system mtu`, and that of ports of 1 Gbit/s and more on older systems. */
  systemMtu: { readonly value: number; readonly range: Range; readonly jumbo: boolean } | undefined;
  /** VLANs are in the configuration only when VTP leaves them to it. */
  ownVlans = false;

  of(draft: Draft): IosNotes {
    const known = this.notes.get(draft);
    if (known) return known;
    const notes: IosNotes = {};
    this.notes.set(draft, notes);
    return notes;
  }
}

type Reading = SwitchReading<IosSwitch>;

/** What only IOS XE has or prints; its older versions call themselves 15. Source: Catalyst 9000 and 3850 configuration guides. */
const XE =
  /^(?:version 1[67]\.\d|platform punt-|license boot level |vrf definition Mgmt-vrf|device-tracking |access-session |service-template |switch \d+ provision c[39]\d{3}[a-z]*-|interface (?:TwentyFiveGigE|TwoGigabitEthernet|FiveGigabitEthernet|AppGigabitEthernet|HundredGigE|FourHundredGigE)\d)/m;

/** Reads a running-config of Cisco IOS or IOS XE as a document of kind `switch`. */
export function readIos(file: SourceFile, name?: string): readonly DialectDocument[] {
  const os = XE.test(file.text.slice(0, 262_144)) ? 'ios-xe' : 'ios';
  return readSwitches(file, name, {
    make: () => new IosSwitch(os),
    top: TOP,
    defaults,
    skip: bannerSkipper(file.text),
  });
}

const stp = (key: 'edgeDefault' | 'edgeBpduGuardDefault'): LineReader<Reading> => {
  return ({ device }, call) => {
    device.draft.draft.section('spanningTree', call.key).set(key, !call.undo, call.whole);
    return undefined;
  };
};

/** The statements of the global level. Source: Cisco Catalyst 9000 and 2960-X command references. */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  interface: (reading, call) => reading.interface(call, TYPES, IOS_INTERFACE),
  vlan: vlans,
  'vlan configuration': () => IGNORED,
  'vlan dot1q tag native': ({ device }, call) => {
    device.draft.draft.set('tagNativeVlan', !call.undo, call.whole);
    return undefined;
  },
  'vtp mode': ({ device }, call) => {
    device.ownVlans = !call.undo && /^(?:transparent|off)$/.test(call.args[0]?.lower ?? '');
    return undefined;
  },
  'system mtu': systemMtu(false),
  'system mtu jumbo': systemMtu(true),
  'system mtu routing': () => undefined,
  'dot1x system-auth-control': ({ device }, call) => {
    device.authenticates = !call.undo;
    return undefined;
  },
  'spanning-tree mode': ({ device }, call) => {
    const [mode] = call.args;
    if (mode && !call.undo) device.draft.draft.section('spanningTree', call.key).set('mode', mode.lower, mode);
    return undefined;
  },
  'spanning-tree portfast default': stp('edgeDefault'),
  'spanning-tree portfast edge default': stp('edgeDefault'),
  'spanning-tree portfast bpduguard default': stp('edgeBpduGuardDefault'),
  'spanning-tree portfast edge bpduguard default': stp('edgeBpduGuardDefault'),
});

function systemMtu(jumbo: boolean): LineReader<Reading> {
  return ({ device }, call) => {
    const [word] = call.args;
    if (call.undo) device.systemMtu = undefined;
    // Older systems have both, and ports of 1 Gbit/s and more go by the jumbo one.
    else if (word && /^\d{4,5}$/.test(word.text) && (jumbo || !device.systemMtu?.jumbo))
      device.systemMtu = { value: Number(word.text), range: word, jumbo };
    return undefined;
  };
}

interface Vlans {
  readonly reading: Reading;
  readonly drafts: readonly Draft[];
}

function vlans(reading: Reading, call: Call): Level | undefined {
  const drafts = definedVlans(reading, call);
  return drafts ? level(VLAN, { reading, drafts }) : IGNORED;
}

const VLAN = new Phrases<LineReader<Vlans>>({
  name: ({ reading, drafts }, call) => {
    const hole = placeholderAs(call.rest);
    if (hole) reading.tellPlaceholder(hole);
    if (!hole && !call.undo && reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('name', call.rest.text, call.rest);
    return undefined;
  },
  state: ({ reading, drafts }, call) => {
    const [state] = call.args;
    if (state && !call.undo && reading.affords(drafts.length, call.whole))
      for (const draft of drafts) draft.set('state', state.lower === 'suspend' ? 'suspend' : 'active', state);
    return undefined;
  },
  shutdown: ({ reading, drafts }, call) => {
    if (!reading.affords(drafts.length, call.whole)) return undefined;
    for (const draft of drafts)
      if (!call.undo) draft.set('state', 'shutdown', call.whole);
      else if (draft.get('state') === 'shutdown') draft.clear('state');
    return undefined;
  },
});

/**
 * What IOS does where nothing is written: a trunk has native VLAN 1 and carries every VLAN, an access port is in VLAN 1. Without a
 * mode, the platform and the other side decide (dynamic auto or desirable, or a routed port): unknown. A member of a port-channel has all
 * this from there. Source: Catalyst 9300 "VLAN Configuration Guide", default Layer 2 Ethernet interface configuration.
 */
function defaults(device: IosSwitch): void {
  const { draft } = device;
  // In VTP server and client mode VLANs are in another file.
  if (!device.ownVlans) draft.incomplete.add('vlans');
  for (const port of draft.ports) {
    const mtu = device.systemMtu;
    if (mtu && isGigabit(port) && (mtu.jumbo || draft.draft.get('os') === 'ios-xe')) setOnce(port, 'mtu', mtu.value, mtu.range);
    switchport(device, port, port.has('lag') || port.isLost('lag'));
  }
  for (const channel of draft.channels) switchport(device, channel, false);
}

function isGigabit(port: Draft): boolean {
  return /gig/i.test(String(port.get('name'))) && !port.has('mtu');
}

function switchport(device: IosSwitch, port: Draft, isMember: boolean): void {
  const notes = device.of(port);
  if (notes.routed) port.set('mode', 'routed', notes.routed);
  if (notes.template) for (const key of FROM_TEMPLATE) if (!port.has(key)) port.lose(key);
  const mode = port.get('mode');
  const at = port.rangeOf('mode') ?? port.range;
  if (mode === undefined && !isMember) port.lose('mode');
  if (!isMember && mode === 'access') setOnce(port, 'accessVlan', 1, at);
  if (!isMember && mode === 'trunk') {
    setOnce(port, 'nativeVlan', 1, at);
    setOnce(port, 'allowedVlans', 'all', at);
  }
  // Additions and removals alone say what passes only of a trunk.
  edge(port, notes);
  authentication(device, port, notes);
  const { lacpRate } = notes;
  if (lacpRate && port.has('lag')) port.section('lag', lacpRate.range).set('rate', lacpRate.rate, lacpRate.range);
}

const FROM_TEMPLATE = ['mode', 'accessVlan', 'nativeVlan', 'allowedVlans', 'stp', 'dot1x', 'servicePolicies', 'security'];

/** `spanning-tree portfast` has an effect on a trunk only with `trunk`; the system says so when it is typed. */
function edge(port: Draft, { portfast }: IosNotes): void {
  if (!portfast) return;
  const section = port.section('stp', portfast.range);
  const mode = port.get('mode');
  if (portfast.kind === 'access' && mode === undefined) section.lose('edge');
  else section.set('edge', portfast.kind === 'any' || (portfast.kind === 'access' && mode !== 'trunk'), portfast.range);
}

/** 802.1X runs where the port is under control, by an authenticator, and the switch has it on. */
function authentication(device: IosSwitch, port: Draft, { control, authenticator }: IosNotes): void {
  if (!control) return;
  const section = port.section('dot1x', control.range);
  if (!control.on) section.set('enabled', false, control.range);
  else if (authenticator && device.authenticates) section.set('enabled', true, control.range);
  else section.lose('enabled');
}
