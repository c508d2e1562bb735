import type { Path, Range } from '#text/source-file';
import { markForgotten } from '../forgotten.ts';
import { rangeAt, type SyntaxMember, type SyntaxNode } from '../syntax-node.ts';
import type { DeviceState, Fact, InterfaceState, Policy } from './nx-os-state.ts';

/** A mapping of a document that grows together with the places of its values. */
class Mapping {
  readonly data: Record<string, unknown> = {};
  private readonly members = new Map<string, SyntaxMember>();

  constructor(private readonly range: Range) {}

  /** A value that is known; nothing for one that is not. */
  put(name: string, fact: Fact<unknown> | undefined): void {
    if (fact?.value === undefined) return;
    this.data[name] = fact.value;
    this.members.set(name, { key: fact.key, value: { range: fact.range } });
  }

  /** A mapping below; nothing for an empty one. What is missing in it is shown at `place`. */
  putMapping(name: string, mapping: Mapping, place: Range): void {
    if (mapping.members.size === 0) return;
    this.data[name] = mapping.data;
    this.members.set(name, { key: place, value: mapping.node });
  }

  putList(name: string, items: readonly Mapping[], place?: Range): void {
    const [first] = items;
    if (!first) return;
    this.data[name] = items.map((item) => item.data);
    this.members.set(name, { key: place ?? first.range, value: { range: first.range, items: items.map((item) => item.node) } });
  }

  putScalars(name: string, facts: readonly Fact<string>[]): void {
    const [first] = facts;
    if (!first) return;
    this.data[name] = facts.map((f) => f.value);
    this.members.set(name, { key: first.key, value: { range: first.range, items: facts.map((f) => ({ range: f.range })) } });
  }

  get node(): SyntaxNode {
    return { range: this.range, members: this.members };
  }
}

/** A switch as a document of kind `switch`, with the place of every value. */
export function switchDocument(
  device: DeviceState,
  fallbackName: string,
): { readonly data: unknown; rangeOf(path: Path, part?: 'key' | 'value'): Range } {
  const start = { range: { start: 0, end: 0 }, key: { start: 0, end: 0 } };
  const document = new Mapping(device.name?.range ?? start.range);
  document.data.kind = 'switch';
  document.put('name', device.name ?? { value: fallbackName, ...start });
  document.data.os = 'nx-os';
  document.put('mlagDomain', device.vpcDomain);
  // There is no word for some trunks only.
  const untagged = [...device.ports.values(), ...device.portChannels.values()].some(({ facts }) => facts.nativeUntagged);
  document.put('tagNativeVlan', untagged ? undefined : device.tagNativeVlan);
  document.putList(
    'vlans',
    [...device.vlans.values()].map(({ id, place, name, state }) => {
      const vlan = new Mapping(place.range);
      vlan.put('id', { value: id, ...place });
      vlan.put('name', name);
      vlan.put('state', state);
      return vlan;
    }),
  );
  document.putList(
    'ports',
    [...device.ports.values()].map((port) => portOf(port, device)),
  );
  document.putList(
    'portChannels',
    [...device.portChannels.values()].map((channel) => portChannelOf(channel, device)),
  );
  document.putList('svis', [...device.svis.values()].map(sviOf));
  const stp = new Mapping(document.node.range);
  stp.put('mode', device.stpMode);
  stp.put('edgeDefault', device.edgeDefault);
  stp.put('edgeBpduGuardDefault', device.edgeBpduGuardDefault);
  document.putMapping('spanningTree', stp, (device.stpMode ?? device.edgeBpduGuardDefault ?? device.edgeDefault ?? start).range);
  document.putMapping('qos', qosOf(device), document.node.range);
  const root = document.node;
  return { data: document.data, rangeOf: (path, part) => rangeAt(root, path, part) };
}

function portOf(state: InterfaceState, device: DeviceState): Mapping {
  const { facts, place } = state;
  const port = new Mapping(place.range);
  port.put('name', { value: state.name, ...place });
  const channel = facts.lagId?.value === undefined ? undefined : device.portChannels.get(`port-channel${facts.lagId.value}`);
  const joined = facts.lagId && (facts.lagId.value === undefined || channel !== undefined);
  putSwitchport(port, state, device, joined === true);
  const lag = new Mapping(place.range);
  lag.put('id', facts.lagId);
  // The links to a fabric extender have no mode: they are not aggregated by a protocol, and are not meant to be.
  const extender = [state, channel].some((s) => s?.facts.mode?.value === 'fex-fabric' || s?.facts.fex?.value);
  if (facts.lagId?.value !== undefined) {
    if (!extender) lag.put('mode', facts.lagMode);
    lag.put('rate', facts.lacpRate);
    port.putMapping('lag', lag, facts.lagId.range);
  }
  return port;
}

function portChannelOf(state: InterfaceState, device: DeviceState): Mapping {
  const { facts, place } = state;
  const channel = new Mapping(place.range);
  channel.put('id', { value: state.number, ...place });
  channel.put('name', { value: state.name, ...place });
  putSwitchport(channel, state, device, false);
  channel.put('vpc', facts.vpc);
  if (facts.segment && !facts.vpc) markForgotten(channel.data, 'vpc');
  channel.put('peerLink', facts.peerLink);
  channel.put('suspendIndividual', facts.suspendIndividual);
  channel.put('minLinks', facts.minLinks);
  return channel;
}

function sviOf(state: InterfaceState): Mapping {
  const { facts, place } = state;
  const svi = new Mapping(place.range);
  svi.put('vlanId', { value: state.number, ...place });
  svi.put('description', facts.description);
  svi.put('adminUp', facts.adminUp);
  svi.put('mtu', facts.mtu);
  svi.putScalars('ipAddresses', [...state.addresses.values()]);
  // Where one of its own addresses is not known, nobody can say which subnet a shared one belongs to.
  const shared = state.addressUnread ? [] : [...state.virtualAddresses.values()].flat();
  svi.putScalars(
    'virtualIpAddresses',
    shared.map(({ fact }) => fact),
  );
  return svi;
}

/** What ports and port-channels have in common. `joined`: a member of a channel that is configured in the text. */
function putSwitchport(port: Mapping, state: InterfaceState, device: DeviceState, joined: boolean): void {
  const { facts, place } = state;
  const mode = modeOf(state, device);
  const routed = mode?.value === 'routed';
  port.put('description', facts.description);
  port.put('adminUp', facts.adminUp ?? adminUpDefault(state, device, mode?.value));
  port.put('mode', mode);
  if (!routed && facts.mode?.value !== 'fex-fabric' && facts.mode?.value !== 'other') {
    // What is not written on a member comes from its channel, and on a user of a profile from that.
    const given = joined || facts.inherits ? undefined : mode;
    const relative = facts.allowedVlans?.value?.relative === true;
    const allowed = facts.allowedVlans && { ...facts.allowedVlans, value: facts.allowedVlans.value?.vlans.toString() };
    port.put('accessVlan', facts.accessVlan ?? defaultOf(1, given, 'access'));
    port.put('nativeVlan', facts.nativeVlan ?? defaultOf(1, given, 'trunk'));
    // Additions and removals alone say what passes only when they change the list a trunk has by itself: every VLAN.
    port.put('allowedVlans', relative && given?.value !== 'trunk' ? undefined : (allowed ?? defaultOf('all', given, 'trunk')));
  }
  port.put('mtu', facts.mtu);
  port.put('speed', facts.speed && { ...facts.speed, value: bitRate(facts.speed.value) });
  const stp = new Mapping(place.range);
  stp.put('edge', edgeOf(state, mode?.value));
  stp.put('bpduGuard', facts.bpduGuard);
  stp.put('bpduFilter', facts.bpduFilter);
  port.putMapping('stp', stp, place.range);
  const dot1x = new Mapping(place.range);
  dot1x.put('enabled', facts.dot1xControl ?? facts.dot1xAuthenticator);
  port.putMapping('dot1x', dot1x, place.range);
  const security = new Mapping(place.range);
  security.put('ipSourceGuard', facts.ipSourceGuard);
  // Port security lets one MAC address pass unless it says how many (Nexus 9000 security guide, "Secure MAC Address Maximums").
  security.put('maxMac', facts.maxMac ?? (facts.portSecurity && { ...facts.portSecurity, value: 1 }));
  port.putMapping('security', security, place.range);
  const pfc = new Mapping(place.range);
  pfc.put('mode', facts.pfcMode);
  port.putMapping('pfc', pfc, place.range);
  const flowControl = new Mapping(place.range);
  flowControl.put('receive', facts.flowReceive);
  flowControl.put('send', facts.flowSend);
  port.putMapping('flowControl', flowControl, place.range);
  port.putList('servicePolicies', policiesOf(state.policies), place.range);
}

/**
 * Whether a port is layer 2 without saying so depends on the model and on how it was set up (N9300: layer 2, N9300-EX: layer 3),
 * so a mode that is not written is known only where something written makes the port layer 2: then it is `access`.
 */
function modeOf(state: InterfaceState, device: DeviceState): Fact<'access' | 'trunk' | 'routed'> | undefined {
  const { facts, place } = state;
  const { mode, switchport } = facts;
  if (facts.routed) return { ...facts.routed, value: 'routed' };
  if (mode) return { ...mode, value: mode.value === 'access' || mode.value === 'trunk' ? mode.value : undefined };
  // A member of a channel and a user of a profile have their mode from there.
  if (facts.lagId || facts.inherits) return undefined;
  const physical = device.ports.has(state.name);
  if (switchport && (switchport.value === 'certain' || device.printed || device.layer2Default))
    return { ...switchport, value: 'access' };
  return !switchport && device.layer2Default && physical ? { ...place, value: 'access' } : undefined;
}

/** `system default switchport shutdown`: layer-2 ports stay down until `no shutdown`. The place is the port's, which is to be repaired. */
function adminUpDefault(state: InterfaceState, device: DeviceState, mode: string | undefined): Fact<boolean> | undefined {
  const layer2 = mode === 'access' || mode === 'trunk';
  return device.shutdownDefault && layer2 && device.ports.has(state.name) ? { value: false, ...state.place } : undefined;
}

/** A value NX-OS documents for a mode when its line is missing, at the place that says the mode. */
function defaultOf<T>(value: T, mode: Fact<string> | undefined, wanted: string): Fact<T> | undefined {
  return mode?.value === wanted ? { ...mode, value } : undefined;
}

/** NX-OS says when `spanning-tree port type edge` is typed on a trunk that it has no effect there: that takes `edge trunk`. */
function edgeOf({ facts: { portType } }: InterfaceState, mode: string | undefined): Fact<boolean> | undefined {
  if (portType?.value === undefined) return undefined;
  return { ...portType, value: portType.value === 'edge-trunk' || (portType.value === 'edge' && mode !== 'trunk') };
}

function bitRate(megabits: number | undefined): string | undefined {
  if (megabits === undefined) return undefined;
  return megabits >= 1000 ? `${megabits / 1000} Gbps` : `${megabits} Mbps`;
}

function policiesOf(policies: ReadonlyMap<string, Policy>): Mapping[] {
  return [...policies.values()]
    .filter((policy) => policy.name.value !== undefined)
    .map(({ type, direction, name }) => {
      const policy = new Mapping(name.range);
      policy.put('type', type);
      policy.put('direction', direction);
      policy.put('name', name);
      return policy;
    });
}

function qosOf(device: DeviceState): Mapping {
  const policies = policiesOf(device.systemPolicies);
  const classes = [...device.qosClasses.values()].map((state) => {
    const item = new Mapping(state.name.range);
    item.put('policy', state.policy);
    item.put('name', state.name);
    item.put('noDrop', state.noDrop);
    item.put('pfcPriority', state.pfcPriority);
    item.put('mtu', state.mtu);
    return item;
  });
  const qos = new Mapping({ start: 0, end: 0 });
  qos.putList('servicePolicies', policies);
  qos.putList('policyMaps', policyMapsOf(device));
  qos.putList('classes', [...classes, ...queuingClassesOf(device)]);
  return qos;
}

/** All policies of the switch; none when the text may be a part of its configuration: then there may be more. */
function policyMapsOf(device: DeviceState): Mapping[] {
  if (!device.name || device.partial || device.policyMapUnread) return [];
  return [...device.policyMaps.values()].map(({ type, name }) => {
    const policy = new Mapping(name.range);
    policy.put('type', type);
    policy.put('name', name);
    return policy;
  });
}

/** The classes of queuing policies that share out bandwidth; others are about buffers. */
function queuingClassesOf(device: DeviceState): Mapping[] {
  const states = [...device.queuingClasses.values()];
  const sharing = new Set(
    states.filter((s) => s.algorithm ?? s.bandwidthPercent ?? s.bandwidthRemainingPercent).map((s) => s.policy.value),
  );
  return states
    .filter((state) => sharing.has(state.policy.value))
    .map((state) => {
      const item = new Mapping(state.name.range);
      item.put('type', { ...state.policy, value: 'queuing' });
      item.put('policy', state.policy);
      item.put('name', state.name);
      item.put('algorithm', state.algorithm);
      item.put('bandwidthPercent', state.bandwidthPercent);
      item.put('bandwidthRemainingPercent', state.bandwidthRemainingPercent);
      return item;
    });
}
