import type { Draft } from '../draft.ts';
import type { LineReader } from './cli-levels.ts';
import { type Call, Phrases } from './cli-lines.ts';
import type { OnyxSwitch } from './onyx.ts';
import { bitRateText } from './switch-draft.ts';
import type { Interfaces } from './switch-reading.ts';
import { description, each, enabling, flag, flowControl, number, shutdown } from './switch-statements.ts';
import { VlanNumbers } from './vlan-numbers.ts';

type Reader = LineReader<Interfaces<OnyxSwitch>>;

const HOWS = ['add', 'remove', 'except', 'all', 'none'] as const;

/** `allowed-vlan 10`, `allowed-vlan add 10-20`; `initial` is what additions are made to, where the manual says that. */
function allowedVlan(initial: VlanNumbers | undefined): Reader {
  return each((draft, call, { device }) => {
    if (call.undo) return device.allowed.forget(draft);
    const how = HOWS.find((word) => word === call.args[0]?.lower);
    const list = (how === undefined ? call.args[0] : call.args[1])?.text ?? '';
    return device.allowed.apply(draft, how ?? 'set', list, call.rest, initial);
  }, 20);
}

/** `channel-group 1 mode active`, and the same of a LAG over both switches, which has numbers of its own. */
function group(prefix: string): Reader {
  return each((draft, call, { kind }) => {
    const [id, , mode] = call.args;
    if (kind !== 'port') return;
    draft.clear('lag');
    if (call.undo) return;
    if (!id || !/^\d{1,5}$/.test(id.text)) return draft.lose('lag');
    const lag = draft.section('lag', call.whole);
    lag.set('id', prefix === '' ? Number(id.text) : `${prefix}${Number(id.text)}`, id);
    if (mode && /^(?:on|active|passive)$/.test(mode.lower)) lag.set('mode', mode.lower, mode);
    else lag.lose('mode');
  });
}

/** The statements behind the name of a port or LAG. Source: NVIDIA Onyx user manual. */
export const ONYX_INTERFACE: Phrases<Reader> = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  // `speed 40G force`, `speed 25Gx1`, `speed 10000`
  speed: each((draft, call) => {
    const [word] = call.args;
    const match = /^(\d{1,6})(g)?(?:x\d)?$/i.exec(word?.text ?? '');
    draft.clear('speed');
    if (word && match && !call.undo) draft.set('speed', bitRateText(Number(match[1]) * (match[2] ? 1000 : 1)), word);
  }),
  switchport: each((draft, call) => {
    if (call.undo && (call.args.length === 0 || call.args[0]!.lower === 'force')) draft.set('mode', 'routed', call.whole);
  }),
  'switchport mode': each((draft, call, { device }) => {
    const [mode] = call.args;
    device.hybrid.delete(draft);
    if (call.undo || !mode) return draft.clear('mode');
    if (mode.lower === 'hybrid') device.hybrid.add(draft);
    if (mode.lower === 'hybrid' || mode.lower === 'trunk') return draft.set('mode', 'trunk', mode);
    // access-dcb and dot1q-tunnel treat tags in ways hvlint has no word for.
    return mode.lower === 'access' ? draft.set('mode', 'access', mode) : draft.lose('mode');
  }),
  'switchport access vlan': number('accessVlan', 1, 4094),
  'switchport hybrid allowed-vlan': allowedVlan(VlanNumbers.none),
  // Which VLANs a trunk begins with, the manual does not say: a list that is only added to is not known.
  'switchport trunk allowed-vlan': allowedVlan(undefined),
  'channel-group': group(''),
  'mlag-channel-group': group('mlag-port-channel'),
  'lacp rate': each((draft, call, { kind }) => {
    const [rate] = call.args;
    if (kind === 'port' && rate && draft.has('lag') && !call.undo && /^(?:fast|slow)$/.test(rate.lower))
      draft.section('lag', call.whole).set('rate', rate.lower, rate);
  }),
  // A member without an LACP partner forwards on its own.
  'lacp-individual enable': each((draft, call) => draft.set('fallback', !call.undo, call.whole)),
  ipl: each((draft, call, { kind }) => {
    if (kind === 'port-channel') draft.set('peerLink', !call.undo, call.whole);
  }),
  'spanning-tree port type': flag('stp', 'edge', (call) => !call.undo && call.args[0]?.lower === 'edge'),
  'spanning-tree bpduguard': flag('stp', 'bpduGuard', enabling),
  'spanning-tree bpdufilter': flag('stp', 'bpduFilter', enabling),
  // `no dcb priority-flow-control mode force` is off; what any other word than on and off does, nothing at hand says.
  'dcb priority-flow-control mode': each((draft, call, { device }) => {
    const word = call.undo ? 'off' : call.args[0]?.lower;
    const pfc = draft.section('pfc', call.whole);
    if (word === 'on' || word === 'off') pfc.set('mode', word, call.whole);
    else pfc.lose('mode');
    if (word === 'on') device.lossless.add(draft);
    else device.lossless.delete(draft);
  }),
  'flowcontrol receive': each((draft, call) => flowControl(draft, 'receive', call.args[0], call)),
  'flowcontrol send': each((draft, call) => flowControl(draft, 'send', call.args[0], call)),
});

/** The statements behind `interface vlan 10`. */
export const ONYX_SVI: Phrases<Reader> = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  // `10.0.10.2/24 primary`, `10.0.10.2 255.255.255.0`, `10.0.10.2 /24`
  'ip address': each((draft, call, { device }) => device.addresses.own(draft, joined(call))),
  'ipv6 address': each((draft, call, { device }) => device.addresses.own(draft, joined(call))),
  // `magp 1 ip virtual-router address 10.0.10.1`, `vrrp 1 address 10.0.10.1`
  magp: each((draft, call, { device }) => virtual(draft, call, device)),
  vrrp: each((draft, call, { device }) => virtual(draft, call, device)),
});

/** An address and a prefix length with a blank between them, as one word. */
function joined(call: Call): Call {
  const [address, length, ...others] = call.args;
  if (!address || !length || !/^\/\d{1,3}$/.test(length.text)) return call;
  const text = address.text + length.text;
  return { ...call, args: [{ ...address, text, lower: text.toLowerCase(), end: length.end }, ...others] };
}

function virtual(draft: Draft, call: Call, device: OnyxSwitch): void {
  const at = call.args.findIndex((word) => word.lower === 'address');
  if (at > 0) device.addresses.anycast(draft, call.args[at + 1], call);
}
