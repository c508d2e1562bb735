import type { Range } from '#text/source-file';
import { type Call, Phrases, type Statement } from './cli-lines.ts';
import { gatewayStatement, ipAddress, servicePolicy } from './nx-os-lists.ts';
import { type Placeholder, placeholderAs, placeholderIn } from './nx-os-placeholder.ts';
import type { Fact, InterfaceFacts, InterfaceState, SwitchportMode } from './nx-os-state.ts';
import { VlanNumbers } from './vlan-numbers.ts';

/** What a statement does to an interface. */
export type Effect = (state: InterfaceState) => void;
/** Undefined: the statement says nothing hvlint keeps. */
type Reader = (call: Call) => Effect | undefined;

/**
 * The statements below an `interface` line that hvlint understands, by their keywords.
 * Source: Cisco Nexus 9000, 7000, 5000 and 3000 NX-OS command references (interfaces, layer 2 switching, QoS, security).
 */
const STATEMENTS = new Phrases<Reader>({
  description,
  shutdown,
  shut: shutdown,
  mtu: number('mtu', 64, 65_535),
  speed: number('speed', 10, 1_600_000),
  switchport,
  'switchport mode': (call) =>
    call.undo ? clear('mode') : both(clear('routed'), put('mode', modeOf(call.args[0]?.lower), firstOf(call), call.key)),
  // A macro of NX-OS: access mode and edge port in one line.
  'switchport host': (call) =>
    call.undo ? undefined : both(put('mode', 'access', call.whole, call.key), put('portType', 'edge', call.whole, call.key)),
  'switchport monitor': (call) => (call.undo ? undefined : put('mode', 'other', call.whole, call.key)),
  'switchport access vlan': (call) =>
    both(call.undo ? undefined : put('switchport', 'certain', call.key, call.key), number('accessVlan', 1, 4094)(call)),
  'switchport trunk native vlan': (call) =>
    call.args[0]?.lower === 'tag'
      ? both(hint(call), call.undo === 'no' ? put('nativeUntagged', true, call.whole, call.key) : clear('nativeUntagged'))
      : both(hint(call), number('nativeVlan', 1, 4094)(call)),
  'switchport trunk allowed vlan': (call) => both(hint(call), allowedVlans(call)),
  'switchport port-security': (call) =>
    both(
      hint(call),
      call.args.length === 0 ? (call.undo ? clear('portSecurity', 'maxMac') : flag('portSecurity')(call)) : undefined,
    ),
  // With `vlan N` behind it the limit is that VLAN's alone.
  'switchport port-security maximum': (call) =>
    both(hint(call), call.args.length < 2 ? number('maxMac', 1, 65_535)(call) : undefined),
  'inherit port-profile': flag('inherits'),
  'spanning-tree port type': portType,
  'spanning-tree bpduguard': word('bpduGuard', { enable: true, disable: false }),
  'spanning-tree bpdufilter': word('bpduFilter', { enable: true, disable: false }),
  'ip verify source dhcp-snooping-vlan': flag('ipSourceGuard'),
  'dot1x port-control': word('dot1xControl', { auto: true, 'force-unauthorized': true, 'force-authorized': false }),
  'dot1x pae authenticator': flag('dot1xAuthenticator'),
  'priority-flow-control mode': word('pfcMode', { on: 'on', off: 'off', auto: 'auto' }),
  'flowcontrol receive': word('flowReceive', { on: 'On', off: 'Off' }),
  'flowcontrol send': word('flowSend', { on: 'On', off: 'Off' }),
  'service-policy': servicePolicy,
  'channel-group': channelGroup,
  'lacp rate': word('lacpRate', { fast: 'fast', normal: 'slow' }),
  'lacp suspend-individual': (call) =>
    call.undo === 'default' ? clear('suspendIndividual') : put('suspendIndividual', call.undo !== 'no', call.whole, call.key),
  'lacp min-links': number('minLinks', 1, 64),
  'fex associate': flag('fex'),
  vpc: (call) => (call.args.length > 1 || call.args[0]?.lower === 'orphan-port' ? undefined : number('vpc', 1, 4096)(call)),
  'vpc peer-link': flag('peerLink'),
  // Switches that share an Ethernet segment are one partner for LACP without any vPC. Source: Cisco Nexus 9000, "EVPN Multi-Homing".
  'ethernet-segment': flag('segment'),
  'ip address': ipAddress,
  'ipv6 address': ipAddress,
  hsrp: gatewayStatement('hsrp'),
  vrrp: gatewayStatement('vrrp'),
  vrrpv3: gatewayStatement('vrrpv3'),
  glbp: gatewayStatement('glbp'),
});

/** Statements that open a level of their own below an interface, where `ip`, `shutdown` and the like mean something else. */
const LEVELS = /^(?:hsrp \d|vrrp \d|vrrpv3 \d|glbp \d|service instance )/i;

/** Whether the deeper lines below a statement are not the interface's. */
export function opensLevel(text: string): boolean {
  return LEVELS.test(text);
}

/** What a statement does to the interfaces of its block, or undefined when it is none that NX-OS takes there. */
export function interfaceEffect(statement: Statement, placeholder: (found: Placeholder) => void): Effect | undefined {
  const found = statement.find(STATEMENTS);
  if (!found) return undefined;
  const { value: reader, call } = found;
  const left = call.undo ? undefined : reader === description ? placeholderAs(call.rest) : placeholderIn(call.rest);
  if (left) placeholder(left);
  return reader(call) ?? (() => undefined);
}

function put<K extends keyof InterfaceFacts>(name: K, value: InterfaceFacts[K] | undefined, range: Range, key: Range): Effect {
  const fact: Fact<InterfaceFacts[K]> = { value, range, key };
  return ({ facts }) => {
    facts[name] = fact as (typeof facts)[K];
  };
}

function clear(...names: (keyof InterfaceFacts)[]): Effect {
  return ({ facts }) => {
    for (const name of names) delete facts[name];
  };
}

function both(...effects: (Effect | undefined)[]): Effect {
  return (state) => {
    for (const effect of effects) effect?.(state);
  };
}

function firstOf(call: Call): Range {
  return call.args[0] ?? call.rest;
}

function number(name: NamesOf<number>, lowest: number, highest: number): Reader {
  return (call) => {
    if (call.undo) return clear(name);
    const text = call.args[0]?.text ?? '';
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return put(name, value >= lowest && value <= highest ? value : undefined, firstOf(call), call.key);
  };
}

function word<K extends keyof InterfaceFacts>(name: K, values: Readonly<Record<string, InterfaceFacts[K]>>): Reader {
  return (call) => {
    const written = call.args[0]?.lower ?? '';
    return call.undo
      ? clear(name)
      : put(name, Object.hasOwn(values, written) ? values[written] : undefined, firstOf(call), call.key);
  };
}

/** A statement that says all by being there. */
function flag(name: NamesOf<true>): Reader {
  return (call) => {
    if (call.undo) return clear(name);
    return put(name, true, { start: call.key.start, end: call.rest.end }, call.key);
  };
}

type NamesOf<T> = { [K in keyof InterfaceFacts]: InterfaceFacts[K] extends T ? K : never }[keyof InterfaceFacts];

function description(call: Call): Effect {
  if (call.undo) return clear('description');
  const known = call.args.length > 0 && !placeholderAs(call.rest);
  return put('description', known ? call.rest.text : undefined, call.rest, call.key);
}

function shutdown(call: Call): Effect | undefined {
  // `shutdown lan` stops only one protocol of a converged port.
  if (call.args.length > 0 && call.args[0]?.lower !== 'force') return undefined;
  return call.undo === 'default' ? clear('adminUp') : put('adminUp', call.undo === 'no', call.whole, call.key);
}

/** `switchport` and `no switchport`: going to layer 3 deletes what was configured for layer 2 (Nexus 7000 interfaces guide). */
function switchport(call: Call): Effect {
  if (call.args.length > 0) return hint(call) ?? (() => undefined);
  if (!call.undo) return both(clear('routed'), put('switchport', 'certain', call.whole, call.key));
  const layer2 = clear(
    'routed',
    'switchport',
    'mode',
    'accessVlan',
    'nativeVlan',
    'allowedVlans',
    'portSecurity',
    'maxMac',
    'portType',
    'bpduGuard',
    'bpduFilter',
  );
  return call.undo === 'no' ? both(layer2, put('routed', true, call.whole, call.key)) : layer2;
}

/** A setting that only layer-2 interfaces have: a hint, as an incomplete text may leave out what makes it one. */
function hint(call: Call): Effect | undefined {
  if (call.undo) return undefined;
  const effect = put('switchport', 'hint', call.key, call.key);
  return (state) => {
    if (!state.facts.switchport) effect(state);
  };
}

function modeOf(text: string | undefined): SwitchportMode {
  return text === 'access' || text === 'trunk' || text === 'fex-fabric' ? text : 'other';
}

function allowedVlans(call: Call): Effect {
  if (call.undo) return clear('allowedVlans');
  const [first] = call.args;
  const verb = ['add', 'remove', 'except'].find((v) => v === first?.lower);
  const list = verb && first ? { start: call.args[1]?.start ?? first.start, end: call.rest.end } : call.rest;
  const text = call.rest.text.slice(list.start - call.rest.start);
  const named = first?.lower === 'all' ? VlanNumbers.all : first?.lower === 'none' ? VlanNumbers.none : VlanNumbers.parse(text);
  if (verb !== 'add' && verb !== 'remove') {
    const vlans = verb === 'except' && named ? VlanNumbers.all.without(named) : named;
    return put('allowedVlans', vlans && { vlans, relative: false }, list, call.key);
  }
  return (state) => {
    const before = state.facts.allowedVlans ? state.facts.allowedVlans.value : { vlans: VlanNumbers.all, relative: true };
    const vlans = named && before && (verb === 'add' ? before.vlans.with(named) : before.vlans.without(named));
    put('allowedVlans', vlans && before && { vlans, relative: before.relative }, list, call.key)(state);
  };
}

/** `edge` alone takes effect only while the port is no trunk (the switch says so when it is typed), `edge trunk` on both. */
function portType(call: Call): Effect | undefined {
  if (call.undo) return clear('portType');
  const text = call.args.map((a) => a.lower).join(' ');
  // `spanning-tree port type edge bpduguard default` belongs to the whole switch.
  if (/ (?:bpduguard|bpdufilter|default)\b/.test(text)) return undefined;
  const types = { edge: 'edge', 'edge trunk': 'edge-trunk', network: 'network', normal: 'normal' } as const;
  return put('portType', Object.hasOwn(types, text) ? types[text as keyof typeof types] : undefined, call.rest, call.key);
}

/** `channel-group 5 [force] [mode on|active|passive]`; without a mode the channel is static. */
function channelGroup(call: Call): Effect {
  if (call.undo) return clear('lagId', 'lagMode');
  const [id, ...more] = call.args;
  const at = more.findIndex((a) => a.lower === 'mode');
  const mode = at < 0 ? undefined : more[at + 1];
  const modes = ['on', 'active', 'passive'] as const;
  const known = at < 0 ? 'on' : modes.find((m) => m === mode?.lower);
  return both(number('lagId', 1, 4096)(call), put('lagMode', known, mode ?? id ?? call.rest, call.key));
}
