import type { SourceFile } from '#text/source-file';
import type { Draft } from '../draft.ts';
import { IGNORED, type Level, type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import type { DialectDocument } from './index.ts';
import type { InterfaceType } from './interface-ranges.ts';
import { bannerSkipper } from './nx-os-banner.ts';
import { placeholderAs } from './nx-os-placeholder.ts';
import { type DcbMap, dcbMap, putDcbMaps } from './os9-dcb.ts';
import { type Member, Membership } from './os9-vlans.ts';
import { type Interfaces, readSwitches, type SwitchReading, SwitchState } from './switch-reading.ts';
import { description, dot1xControl, each, flowControl, number, shutdown, speed } from './switch-statements.ts';

/** Interface types of Dell Networking OS9 (FTOS), written with a blank. Source: OS9 configuration guide, "Interfaces". */
const TYPES: readonly InterfaceType[] = [
  ...(
    [
      ['GigabitEthernet', 2],
      ['TenGigabitEthernet', 2],
      ['twentyFiveGigE', 3],
      ['fortyGigE', 2],
      ['fiftyGigE', 2],
      ['hundredGigE', 2],
    ] as const
  ).map(
    ([prefix, shortest]): InterfaceType => ({
      kind: 'port',
      word: prefix.toLowerCase(),
      shortest,
      prefix: `${prefix} `,
      keepsSlot: true,
    }),
  ),
  { kind: 'port-channel', word: 'port-channel', shortest: 2, prefix: 'Port-channel ' },
  { kind: 'vlan', word: 'vlan', shortest: 2, prefix: 'Vlan ' },
];

/** An OS9 switch while it is read. */
export class Os9Switch extends SwitchState {
  /** Which ports and port-channels are in which VLANs: that is written at the VLANs. */
  readonly membership = new Membership();
  /** `switchport`: an interface without it is no part of any VLAN. */
  readonly switchports = new Map<Draft, Call['whole']>();
  readonly hybrids = new Set<Draft>();
  /** Ports with a `dcb-map`, and what those say. */
  readonly dcbUses = new Map<Draft, Word>();
  readonly dcbMaps = new Map<string, DcbMap>();
  dcbOff = false;
  /** VLANs said by `interface Vlan`, and whether those are all there are. */
  hasVlans = false;

  constructor() {
    super('os9');
  }
}

type Reading = SwitchReading<Os9Switch>;
type At = Interfaces<Os9Switch>;

/** Reads a running-config of Dell Networking OS9 (Force10 FTOS) as a document of kind `switch`. */
export function readOs9(file: SourceFile, name?: string): readonly DialectDocument[] {
  return readSwitches(file, name, { make: () => new Os9Switch(), top: TOP, defaults, skip: bannerSkipper(file.text) });
}

/** The statements of the global level. Source: Dell Networking OS9 command line reference. */
const TOP = new Phrases<LineReader<Reading>>({
  hostname: (reading, call) => reading.hostname(call),
  interface: interfaces,
  // `default vlan-id 20`: `default` is the keyword here, and no undoing.
  'vlan-id': ({ device }, call) => {
    if (call.undo === 'default') device.membership.defaultVlan = Number(call.args[0]?.text);
    return undefined;
  },
  'default vlan-id': ({ device }) => {
    device.membership.defaultVlan = 1;
    return undefined;
  },
  'default-vlan disable': ({ device }, call) => {
    if (!call.undo) device.membership.defaultVlan = Number.NaN;
    return undefined;
  },
  'vlt domain': (reading, call) => {
    const [id] = call.args;
    if (!id || call.undo || !/^\d+$/.test(id.text)) return IGNORED;
    reading.device.draft.draft.set('mlagDomain', Number(id.text), id);
    return level(VLT, reading);
  },
  'dot1x authentication': ({ device }, call) => {
    device.authenticates = !call.undo;
    return undefined;
  },
  'protocol spanning-tree': ({ device }, call) => {
    const [mode] = call.args;
    return mode && !call.undo ? level(STP, { device: device.draft.draft, mode }) : IGNORED;
  },
  'dcb enable': ({ device }, call) => {
    device.dcbOff = call.undo === 'no';
    return undefined;
  },
  'dcb-map': ({ device }, call) => dcbMap(device.dcbMaps, call),
  'service-class dynamic': ({ device }, call) => {
    const [field] = call.args;
    const trust = { dot1p: 'cos', dscp: 'dscp' }[field?.lower ?? ''];
    if (trust && field && !call.undo) device.draft.draft.section('qos', call.key).set('trust', trust, field);
    return undefined;
  },
  'mac-address-table station-move refresh-arp': ({ device }, call) => {
    device.draft.draft.set('stationMoveRefreshArp', !call.undo, call.whole);
    return undefined;
  },
});

const VLT = new Phrases<LineReader<Reading>>({
  'peer-link': (reading, call) => {
    const [link] = reading.named(call.rest, TYPES);
    if (link?.kind === 'port-channel' && !call.undo)
      reading.device.draft.channel(link.number, link.name, call.rest).set('peerLink', true, call.whole);
    return undefined;
  },
});

/** Spanning tree is off until its block says `no disable`. */
const STP = new Phrases<LineReader<{ readonly device: Draft; readonly mode: Word }>>({
  disable: ({ device, mode }, call) => {
    if (call.undo) device.section('spanningTree', mode).set('mode', mode.lower, mode);
    return undefined;
  },
});

/** On OS9 a VLAN is made by its interface. */
function interfaces(reading: Reading, call: Call): Level {
  const found = reading.interface(call, TYPES, INTERFACE);
  if (call.undo || found === IGNORED) return found;
  for (const each of reading.named(call.rest, TYPES))
    if (each.kind === 'vlan' && each.number >= 1 && each.number <= 4094) {
      reading.device.draft.vlan(each.number, call.rest);
      reading.device.hasVlans = true;
    }
  return found;
}

/** `tagged TenGigabitEthernet 0/1-36`, `untagged Port-channel 1-2,10`, `no tagged …` below a VLAN. */
const member = (how: Member['how']): LineReader<At> =>
  function membership({ reading, device, drafts, kind }, call) {
    if (kind !== 'vlan') return undefined;
    const names = reading.named(call.rest, TYPES);
    if (names.length === 0) device.membership.unread = true;
    for (const draft of drafts)
      if (reading.affords(names.length, call.whole))
        device.membership.add(Number(draft.get('vlanId')), names, { how, range: call.rest }, call.undo !== undefined);
    return undefined;
  };

const edgePort: LineReader<At> = each((draft, call) => {
  const stp = draft.section('stp', call.whole);
  stp.set('edge', !call.undo, call.whole);
  if (!call.undo && call.args.some((word) => word.lower === 'bpduguard')) stp.set('bpduGuard', true, call.whole);
  if (!call.undo && call.args.some((word) => word.lower === 'bpdufilter')) stp.set('bpduFilter', true, call.whole);
});

/** The statements below an `interface` line that hvlint understands. Source: Dell Networking OS9 command line reference. */
const INTERFACE = new Phrases<LineReader<At>>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  speed: speed(),
  name: (at, call) => {
    const hole = placeholderAs(call.rest);
    if (hole) at.reading.tellPlaceholder(hole);
    if (at.kind !== 'vlan' || call.undo || hole || !at.reading.affords(at.drafts.length, call.whole)) return undefined;
    for (const draft of at.drafts) {
      const id = Number(draft.get('vlanId'));
      if (id >= 1 && id <= 4094) at.device.draft.vlan(id, draft.range).set('name', call.rest.text, call.rest);
    }
    return undefined;
  },
  switchport: each((draft, call, { device }) => {
    if (call.args.length > 0) return;
    if (call.undo) device.switchports.delete(draft);
    else device.switchports.set(draft, call.whole);
  }),
  'portmode hybrid': each((draft, call, { device }) => {
    if (call.undo) device.hybrids.delete(draft);
    else device.hybrids.add(draft);
  }),
  tagged: member('tagged'),
  untagged: member('untagged'),
  // A static member of the port-channel, as it stands below that.
  'channel-member': (at, call) => {
    const [channel] = at.drafts;
    const names = at.reading.named(call.rest, TYPES).filter(({ kind }) => kind === 'port');
    if (at.kind !== 'port-channel' || !channel || call.undo || !at.reading.affords(names.length, call.whole)) return undefined;
    for (const { name } of names) {
      const lag = at.device.draft.port(name, call.rest).section('lag', call.rest);
      lag.set('id', channel.get('id') as number, channel.range);
      lag.set('mode', 'on', call.whole);
    }
    return undefined;
  },
  'port-channel-protocol lacp': (at, call) => {
    if (!call.undo) return level(LACP, at);
    for (const draft of at.drafts) draft.clear('lag');
    return IGNORED;
  },
  'vlt-peer-lag': each((draft, call, { kind }) => {
    const number = /(\d+)$/.exec(call.rest.text)?.[1];
    if (kind !== 'port-channel') return;
    if (call.undo) draft.clear('vpc');
    else if (number) draft.set('vpc', Number(number), call.rest);
  }),
  'minimum-links': number('minLinks', 1, 64),
  'spanning-tree': each((draft, call) => {
    if (call.args.length === 0) draft.section('stp', call.whole).set('enabled', !call.undo, call.whole);
  }),
  'spanning-tree rstp edge-port': edgePort,
  'spanning-tree mstp edge-port': edgePort,
  'spanning-tree pvst edge-port': edgePort,
  'spanning-tree 0 portfast': edgePort,
  'dot1x authentication': dot1xControl(''),
  // `flowcontrol rx on tx off [threshold …]`
  flowcontrol: each((draft, call) => {
    const word = (after: string): Word | undefined => call.args[call.args.findIndex((each) => each.lower === after) + 1];
    const has = (side: string): boolean => call.args.some((each) => each.lower === side);
    if (call.undo || has('rx')) flowControl(draft, 'receive', word('rx'), call);
    if (call.undo || has('tx')) flowControl(draft, 'send', word('tx'), call);
  }),
  'dcb-map': each((draft, call, { device }) => {
    if (call.undo || !call.args[0]) device.dcbUses.delete(draft);
    else device.dcbUses.set(draft, call.args[0]);
  }),
  'ip address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.own(draft, call);
  }),
  'vrrp-group': (at, call) => (at.kind === 'vlan' && !call.undo ? level(VRRP, at) : IGNORED),
});

const LACP = new Phrases<LineReader<At>>({
  'port-channel': each((draft, call) => {
    const [id, word, mode] = call.args;
    draft.clear('lag');
    if (call.undo || !id || !/^\d{1,5}$/.test(id.text)) return;
    const lag = draft.section('lag', call.whole);
    lag.set('id', Number(id.text), id);
    if (word?.lower === 'mode' && (mode?.lower === 'active' || mode?.lower === 'passive')) lag.set('mode', mode.lower, mode);
    else lag.lose('mode');
  }),
});

const VRRP = new Phrases<LineReader<At>>({
  'virtual-address': ({ reading, device, drafts }, call) => {
    const addresses = call.args.slice(0, 12);
    if (reading.affords(drafts.length * addresses.length, call.whole))
      for (const draft of drafts) for (const address of addresses) device.addresses.anycast(draft, address, call);
    return undefined;
  },
});

/** What stands at the VLANs and maps is put to the ports. */
function defaults(device: Os9Switch): void {
  const { draft } = device;
  const svis = draft.draft.listed('svis');
  for (const svi of svis?.all ?? []) if (!device.addresses.has(svi)) svis!.remove(String(svi.get('vlanId')));
  if (svis?.all.length === 0) draft.draft.clear('svis');
  device.membership.apply(device);
  putDcbMaps(device);
}
