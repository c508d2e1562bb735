import type { LineReader } from './cli-levels.ts';
import { type Call, Phrases } from './cli-lines.ts';
import type { IosNotes, IosSwitch } from './ios.ts';
import type { Interfaces } from './switch-reading.ts';
import {
  allowedVlans,
  applyPolicy,
  channelGroup,
  description,
  each,
  enabling,
  flag,
  flowControl,
  number,
  setNumber,
  shutdown,
  speed,
  switchportMode,
} from './switch-statements.ts';

type Reader = LineReader<Interfaces<IosSwitch>>;

/** Something that is judged only when the whole switch is known. */
function note<K extends keyof IosNotes>(key: K, value: (call: Call) => IosNotes[K]): Reader {
  return each((draft, call, { device }) => {
    device.of(draft)[key] = value(call);
  });
}

/** `auto` and `force-unauthorized` put the port under control; `force-authorized`, the default, lets everything pass. */
const portControl: Reader = note('control', (call) => {
  const word = call.args[0]?.lower;
  if (call.undo || !word) return undefined;
  return { on: word !== 'force-authorized', range: call.whole };
});

/** `portfast`, `portfast trunk`, `portfast edge [trunk]`, `portfast disable`, `portfast network`. */
const portfast: Reader = note('portfast', (call) => {
  const words = call.args.map((arg) => arg.lower).filter((word) => word !== 'edge');
  if (call.undo) return undefined;
  if (words.length === 0) return { kind: 'access', range: call.whole };
  if (words[0] === 'trunk') return { kind: 'any', range: call.whole };
  return words[0] === 'disable' || words[0] === 'network' || words[0] === 'normal'
    ? { kind: 'off', range: call.whole }
    : undefined;
});

const policy = (direction: 'input' | 'output'): Reader =>
  each((draft, call) => applyPolicy(draft, 'qos', direction, call.args[0], call));

/** An address of a gateway that a group shares: `standby 10 ip 10.0.0.1`, `vrrp 10 ip 10.0.0.1`. */
const group = (protocol: string): Reader =>
  each((draft, call, { device, kind }) => {
    const [id, word, address] = call.args;
    const [first] = call.args;
    if (kind !== 'vlan') return;
    // Group 0 of HSRP need not be written.
    if (first?.lower === 'ip') device.addresses.shared(draft, `${protocol} 0`, word, call);
    else if (word?.lower === 'ip' && id) device.addresses.shared(draft, `${protocol} ${id.lower}`, address, call);
  });

/**
 * The statements below an `interface` line that hvlint understands. Sources: Cisco Catalyst 9000 (IOS XE 17) and 2960-X (IOS 15.2)
 * command references: interface and hardware, VLAN, layer 2/3, security, QoS.
 */
export const IOS_INTERFACE = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  speed: speed(),
  switchport: each((draft, call, { device }) => {
    if (call.args.length > 0) return;
    device.of(draft).routed = call.undo === 'no' ? call.whole : undefined;
  }),
  'switchport mode': switchportMode(),
  'switchport access vlan': number('accessVlan', 1, 4094),
  'switchport trunk native vlan': number('nativeVlan', 1, 4094),
  'switchport trunk allowed vlan': allowedVlans(),
  // Macros that set the mode: `switchport host` makes an access and edge port.
  'switchport host': each((draft, call, { device }) => {
    if (call.undo) return;
    draft.set('mode', 'access', call.whole);
    device.of(draft).portfast = { kind: 'access', range: call.whole };
  }),
  'switchport port-security': each((draft, call) => {
    if (call.args.length > 0) return;
    const security = draft.section('security', call.whole);
    // One MAC address unless it is said how many. Source: Catalyst 9300 "Security Configuration Guide", port security.
    if (call.undo) security.clear('maxMac');
    else if (!security.has('maxMac')) security.set('maxMac', 1, call.whole);
  }),
  // With a VLAN behind it the limit is that VLAN's alone.
  'switchport port-security maximum': each((draft, call) => {
    if (call.args.length < 2) setNumber(draft.section('security', call.whole), 'maxMac', call, 1, 65_535);
  }),
  'channel-group': channelGroup(undefined),
  'lacp rate': note('lacpRate', (call) => {
    const word = call.args[0]?.lower;
    if (call.undo || (word !== 'fast' && word !== 'normal')) return undefined;
    return { rate: word === 'fast' ? 'fast' : 'slow', range: call.args[0]! };
  }),
  'port-channel min-links': number('minLinks', 1, 64),
  'spanning-tree portfast': portfast,
  'spanning-tree bpduguard': flag('stp', 'bpduGuard', enabling),
  'spanning-tree bpdufilter': flag('stp', 'bpduFilter', enabling),
  'authentication port-control': portControl,
  'access-session port-control': portControl,
  'dot1x port-control': each((draft, call, { device }) => {
    // The command of older systems makes the port an authenticator too.
    const word = call.args[0]?.lower;
    const notes = device.of(draft);
    notes.control = call.undo || !word ? undefined : { on: word !== 'force-authorized', range: call.whole };
    notes.authenticator = notes.control?.on ? call.whole : notes.authenticator;
  }),
  'dot1x pae': note('authenticator', (call) => {
    const word = call.args[0]?.lower;
    return !call.undo && (word === 'authenticator' || word === 'both') ? call.whole : undefined;
  }),
  'source template': each((draft, call, { device }) => {
    device.of(draft).template = !call.undo;
  }),
  'ip arp inspection trust': each((draft, call) => {
    const security = draft.section('security', call.whole);
    if (call.undo) security.clear('dai');
    else security.set('dai', false, call.whole);
  }),
  'ip verify source': flag('security', 'ipSourceGuard', (call) => !call.undo),
  'flowcontrol receive': each((draft, call) => flowControl(draft, 'receive', call.args[0], call)),
  'flowcontrol send': each((draft, call) => flowControl(draft, 'send', call.args[0], call)),
  'service-policy input': policy('input'),
  'service-policy output': policy('output'),
  'ip address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.own(draft, call);
  }),
  standby: group('standby'),
  vrrp: group('vrrp'),
});
