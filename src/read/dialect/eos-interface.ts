import { type LineReader, level } from './cli-levels.ts';
import { Phrases } from './cli-lines.ts';
import type { EosSwitch } from './eos.ts';
import { pfcPriority, pfcState } from './eos-profile.ts';
import { bitRateText } from './switch-draft.ts';
import type { Interfaces } from './switch-reading.ts';
import {
  allowedVlans,
  channelGroup,
  description,
  dot1xControl,
  each,
  enabling,
  flag,
  flowControl,
  number,
  shutdown,
  switchportMode,
} from './switch-statements.ts';

type Reader = LineReader<Interfaces<EosSwitch>>;

const lacpRate: Reader = each((draft, call, { device }) => {
  const word = call.args[0]?.lower;
  if (call.undo || !word) device.rates.delete(draft);
  else device.rates.set(draft, { rate: word === 'fast' ? 'fast' : 'slow', call });
});

/** An address that a group of VRRP shares: `vrrp 10 ipv4 10.0.0.1`, `vrrp 10 ip 10.0.0.1` on older systems. */
const vrrp: Reader = each((draft, call, { device, kind }) => {
  const [id, word, address] = call.args;
  if (kind === 'vlan' && id && (word?.lower === 'ipv4' || word?.lower === 'ip'))
    device.addresses.shared(draft, `vrrp ${id.lower}`, address, call);
});

/** `profile NAME`: the statements of the profile; where they are not known, what the interface does not say itself may be anything. */
const interfaceProfile: Reader = (at, call) => {
  const { reading, device, drafts } = at;
  if (call.undo) return undefined;
  const statements = device.interfaceProfiles.of(call);
  if (!statements || !reading.affords(statements.length * drafts.length, call.whole))
    for (const draft of drafts) device.unclear.add(draft);
  else for (const statement of statements) level(EOS_INTERFACE, at).take(statement);
  return undefined;
};

/** The statements below an `interface` line that hvlint understands. Source: Arista EOS user manual. */
export const EOS_INTERFACE: Phrases<Reader> = new Phrases<Reader>({
  description: description(),
  shutdown: shutdown(),
  mtu: number('mtu', 64, 65_535),
  speed: each((draft, call) => {
    // `speed forced 10000full`, `speed 25g`, `speed 100gfull`, `speed 100g-4`; `speed auto 40gfull` is what is offered.
    const match = /^(?:forced\s+)?(\d{1,7})(g)?(?:full|half|-|$)/i.exec(call.rest.text);
    draft.clear('speed');
    if (match && !call.undo) draft.set('speed', bitRateText(Number(match[1]) * (match[2] ? 1000 : 1)), call.rest);
  }),
  switchport: each((draft, call, { device }) => {
    if (call.args.length > 0) return;
    if (call.undo === 'default') device.routed.delete(draft);
    else device.routed.set(draft, call.undo ? call.whole : undefined);
  }),
  // `switchport mode trunk phone` carries the VLAN of the phone alone, so it is none of ours.
  'switchport mode': switchportMode(),
  'switchport access vlan': number('accessVlan', 1, 4094),
  // `native vlan tag`: untagged frames are dropped, so there is no native VLAN.
  'switchport trunk native vlan': number('nativeVlan', 1, 4094),
  'switchport trunk allowed vlan': allowedVlans(),
  // Neither has a word of ours: whoever makes the port anew must know that there is more.
  'switchport trunk group': each((draft, call, { device }) => {
    if (call.undo) return;
    device.grouped.add(draft);
    draft.lose('trunkGroups');
  }),
  'switchport vlan translation': each((draft, call) => {
    if (!call.undo) draft.lose('vlanTranslation');
  }),
  'channel-group': channelGroup(undefined),
  'lacp timer': lacpRate,
  'lacp rate': lacpRate,
  mlag: each((draft, call, { kind }) => {
    const [id] = call.args;
    if (kind !== 'port-channel') return;
    if (call.undo) draft.clear('vpc');
    else if (id && /^\d+$/.test(id.text)) draft.set('vpc', Number(id.text), id);
  }),
  // Switches that share an Ethernet segment are one partner for LACP without any domain. Source: EOS user manual, "EVPN multihoming".
  'evpn ethernet-segment': each((draft, call, { kind }) => {
    if (kind === 'port-channel' && !call.undo && !draft.has('vpc')) draft.lose('vpc');
  }),
  'port-channel lacp fallback': each((draft, call, { kind }) => {
    const word = call.args[0]?.lower;
    if (kind !== 'port-channel' || word === 'timeout') return;
    if (call.undo) draft.clear('fallback');
    else draft.set('fallback', true, call.whole);
  }),
  'port-channel min-links': number('minLinks', 1, 64),
  // Without it EOS finds out by itself whether a bridge is there (`portfast auto`), so only what is written is known.
  'spanning-tree portfast': each((draft, call) => {
    const word = call.args[0]?.lower;
    const stp = draft.section('stp', call.whole);
    if (call.undo) stp.clear('edge');
    else if (word === undefined || word === 'edge') stp.set('edge', true, call.whole);
    else if (word === 'network' || word === 'normal') stp.set('edge', false, call.whole);
  }),
  'spanning-tree bpduguard': flag('stp', 'bpduGuard', enabling),
  'spanning-tree bpdufilter': flag('stp', 'bpduFilter', enabling),
  'dot1x port-control': dot1xControl('force-authorized'),
  'priority-flow-control': each((draft, call) => pfcState(draft, call)),
  'priority-flow-control mode': each((draft, call) => pfcState(draft, call)),
  'priority-flow-control priority': each((draft, call) => pfcPriority(draft, call)),
  'priority-flow-control pause': () => undefined,
  profile: interfaceProfile,
  'service-profile': each((draft, call, { device }) => device.profiles.use(draft, call)),
  'flowcontrol receive': each((draft, call) => flowControl(draft, 'receive', call.args[0], call)),
  'flowcontrol send': each((draft, call) => flowControl(draft, 'send', call.args[0], call)),
  'ip address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.own(draft, call);
  }),
  // The switches of a subnet share this one and have none of their own.
  'ip address virtual': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.anycast(draft, call.args[0], call);
  }),
  'ip virtual-router address': each((draft, call, { device, kind }) => {
    if (kind === 'vlan') device.addresses.anycast(draft, call.args[0], call);
  }),
  vrrp,
});
