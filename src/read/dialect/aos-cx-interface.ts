import type { Draft } from '../draft.ts';
import type { AosCxSwitch } from './aos-cx.ts';
import { type LineReader, level } from './cli-levels.ts';
import { type Call, Phrases, type Word } from './cli-lines.ts';
import { bitRateText } from './switch-draft.ts';
import type { Interfaces } from './switch-reading.ts';
import { description, each, flag, number, setNumber, shutdown } from './switch-statements.ts';
import { VlanNumbers } from './vlan-numbers.ts';

type At = Interfaces<AosCxSwitch>;
type Reader = LineReader<At>;

/** A statement that is on unless `disable` or `timeout` stands behind it. */
const isOn = (call: Call): boolean | undefined =>
  call.args[0]?.lower === 'timeout' ? undefined : !call.undo && call.args[0]?.lower !== 'disable';

/** `fallback` lets members without an LACP partner forward; so does `fallback-static`, for good. */
const fallback: Reader = each((draft, call) => draft.set('fallback', !call.undo, call.whole));

/** The statements below an `interface` line of a port or LAG. Sources: AOS-CX "Fundamentals", "Layer 2 Bridging", "Link Aggregation", "Security" guides. */
export const AOS_CX_INTERFACE: Phrases<Reader> = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  routing: each((draft, call, { device }) => {
    if (call.undo) device.bridged.add(draft);
    else draft.set('mode', 'routed', call.whole);
    if (call.undo && draft.get('mode') === 'routed') draft.clear('mode');
  }),
  'ip address': each((draft, call) => {
    if (!call.undo) draft.set('mode', 'routed', call.key);
  }),
  'vlan access': each((draft, call, { device }) => {
    device.bridged.add(draft);
    if (!call.undo) draft.set('mode', 'access', call.key);
    setNumber(draft, 'accessVlan', call, 1, 4094);
  }),
  'vlan trunk native': each((draft, call, { device }) => {
    device.taggedNative.delete(draft);
    if (!call.undo) draft.set('mode', 'trunk', call.key);
    if (!call.undo && call.args[1]?.lower === 'tag') device.taggedNative.add(draft);
    setNumber(draft, 'nativeVlan', call, 1, 4094);
  }),
  // A second line adds to the first, and `no` takes away what it names.
  'vlan trunk allowed': each((draft, call, { device }) => {
    if (!call.undo) draft.set('mode', 'trunk', call.key);
    const list = call.args[0]?.lower ?? '';
    if (call.undo && list === '') device.allowed.forget(draft);
    else if (call.undo) device.allowed.apply(draft, 'remove', call.rest.text, call.rest, undefined);
    else device.allowed.apply(draft, list === 'all' ? 'all' : 'add', call.rest.text, call.rest, VlanNumbers.none);
  }, 20),
  lag: each((draft, call, { kind }) => {
    const [id] = call.args;
    if (kind !== 'port') return;
    draft.clear('lag');
    if (call.undo) return;
    if (id && /^\d{1,4}$/.test(id.text)) draft.section('lag', call.whole).set('id', Number(id.text), id);
    else draft.lose('lag');
  }),
  'lacp mode': each((draft, call, { device, kind }) => {
    if (kind !== 'port-channel') return;
    const word = call.args[0]?.lower;
    device.bundles.set(draft, {
      mode: call.undo ? 'on' : word === 'active' || word === 'passive' ? word : undefined,
      range: call.whole,
    });
  }),
  'lacp rate': each((draft, call, { kind }) => {
    const [rate] = call.args;
    if (kind !== 'port-channel') return;
    if (rate && !call.undo && /^(?:fast|slow)$/.test(rate.lower)) draft.set('lacpRate', rate.lower, rate);
    else draft.clear('lacpRate');
  }),
  'lacp fallback': fallback,
  'lacp fallback-static': fallback,
  // `speed 10g-full`, `speed 1000-full`; `speed auto 10g` only says what is offered.
  speed: each((draft, call) => {
    const [word] = call.args;
    const match = /^(\d{1,5})(g)?-full$/i.exec(word?.text ?? '');
    draft.clear('speed');
    if (word && match && !call.undo) draft.set('speed', bitRateText(Number(match[1]) * (match[2] ? 1000 : 1)), word);
  }),
  // The other type, admin-network, is the default and no bar: such a port listens for three seconds and is an edge port if it hears no
  // bridge. Source: AOS-CX 10.04 "Layer 2 Bridging Guide", spanning-tree port-type.
  'spanning-tree port-type': each((draft, call) => {
    const section = draft.section('stp', call.whole);
    if (!call.undo && call.args[0]?.lower === 'admin-edge') section.set('edge', true, call.whole);
    else section.lose('edge');
  }),
  'spanning-tree bpdu-guard': flag('stp', 'bpduGuard', isOn),
  'spanning-tree bpdu-filter': flag('stp', 'bpduFilter', isOn),
  'flow-control': each(flowControl),
  'qos trust': each((_draft, call, { device }) => void device.trusts.add(call.args[0]?.lower ?? '')),
  'aaa authentication port-access dot1x authenticator': (at, call) => {
    if (call.args[0]?.lower === 'enable') authenticate(at, call);
    return level(PORT_DOT1X, at);
  },
  'aaa authentication port-access mac-auth': (at, call) => {
    if (call.args[0]?.lower === 'enable') assign(at, call);
    return level(ASSIGN, at);
  },
  // Local MAC authentication: nothing passes until a profile is applied. The other role is for devices that fit none.
  'port-access device-profile': (at, call) => {
    if (call.args[0]?.lower === 'mode') assign(at, call);
    return level(PORT_PROFILE, at);
  },
  'port-access fallback-role': assign,
});

const PORT_DOT1X = new Phrases<Reader>({ enable: authenticate });
const ASSIGN = new Phrases<Reader>({ enable: assign });
const PORT_PROFILE = new Phrases<Reader>({ mode: assign });

/** Who comes to a port gets VLANs from the RADIUS server or a role, in the place of the port's own: which ones, the text does not say. */
function assign({ reading, device, drafts }: At, call: Call): undefined {
  if (!reading.affords(drafts.length, call.whole)) return;
  for (const draft of drafts)
    if (call.undo) device.assigned.delete(draft);
    else device.assigned.add(draft);
}

function authenticate({ reading, device, drafts }: At, call: Call): undefined {
  if (!reading.affords(drafts.length, call.whole)) return;
  for (const draft of drafts)
    if (call.undo) device.controlled.delete(draft);
    else device.controlled.set(draft, call);
}

/** The statements below `interface vlan`. */
export const AOS_CX_SVI: Phrases<Reader> = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  'ip mtu': number('mtu', 64, 65_535),
  'ip address': each((draft, call, { device }) => device.addresses.own(draft, call)),
  'ipv6 address': each((draft, call, { device }) => {
    if (!/^link-local$/i.test(call.args[0]?.text ?? '')) device.addresses.own(draft, call);
  }),
  // `active-gateway ip 10.0.10.1 mac 02:…`; another line may give the MAC address alone.
  'active-gateway ip': each((draft, call, { device }) => gateway(draft, call.args[0], call, device)),
  'active-gateway ipv6': each((draft, call, { device }) => gateway(draft, call.args[0], call, device)),
  vrrp: (at, call) => (call.args[1]?.lower === 'address-family' ? level(VRRP, at) : undefined),
});

const VRRP = new Phrases<Reader>({
  address: each((draft, call, { device }) => device.addresses.anycast(draft, call.args[0], call)),
});

function gateway(draft: Draft, address: Word | undefined, call: Call, device: AosCxSwitch): void {
  if (address && address.lower !== 'mac') device.addresses.anycast(draft, address, call);
}

/** `flow-control rx`, `flow-control rxtx`, and with `priority` for single priorities. Source: AOS-CX "Fundamentals Guide", flow-control. */
function flowControl(draft: Draft, call: Call): void {
  const at = call.args.findIndex((word) => word.lower === 'priority');
  const side = call.args[0]?.lower;
  if (at >= 0) lossless(draft, call, call.args[at + 1]);
  else if (call.undo || side === 'rx' || side === 'rxtx') {
    const section = draft.section('flowControl', call.whole);
    section.set('receive', call.undo ? 'Off' : 'On', call.whole);
    section.set('send', !call.undo && side === 'rxtx' ? 'On' : 'Off', call.whole);
  }
}

function lossless(draft: Draft, call: Call, list: Word | undefined): void {
  const pfc = draft.section('pfc', call.whole);
  if (!list || !/^[0-7](?:[,-][0-7])*$/.test(list.text)) {
    pfc.lose('mode');
    pfc.lose('priorities');
    return;
  }
  const given = list.text.split(',').flatMap((item) => {
    const [first = 0, last = first] = item.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  });
  const before = ((pfc.get('priorities') as readonly number[] | undefined) ?? []).filter((p) => !given.includes(p));
  const now = call.undo ? before : [...before, ...given].sort((a, b) => a - b);
  pfc.set('mode', now.length > 0 ? 'on' : 'off', call.whole);
  pfc.set('priorities', [...new Set(now)], list);
}
