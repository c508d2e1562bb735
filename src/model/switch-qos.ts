import { lostItems } from '#read/validate';
import type { Port, PortChannel, Switch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

export type PolicyType = 'qos' | 'queuing' | 'network-qos';

/** A policy that is applied to the switch as a whole, to a port or to a port-channel. */
export interface AppliedPolicy {
  readonly on: Switch | Port | PortChannel;
  readonly type: PolicyType | undefined;
  readonly name: string;
  readonly place: Place;
}

/** Every policy that is applied somewhere on a switch. */
export function appliedPolicies(device: Switch): readonly AppliedPolicy[] {
  const policies = (device.data.qos?.servicePolicies ?? []).map(
    ({ type, name }, i): AppliedPolicy => ({ on: device, type, name, place: at(device, 'qos', 'servicePolicies', i, 'name') }),
  );
  for (const on of [...device.ports, ...device.portChannels])
    for (const [i, { type, name }] of (on.data.servicePolicies ?? []).entries()) {
      const place = on.kind === 'port' ? at(on, 'servicePolicies', i, 'name') : at(on, 'servicePolicies', i, 'name');
      policies.push({ on, type, name, place });
    }
  return policies;
}

/** Whether a policy is applied anywhere on a switch. */
export function isApplied(device: Switch, type: PolicyType, name: string): boolean {
  return appliedPolicies(device).some((p) => p.name === name && (p.type ?? type) === type);
}

/** A class of a queuing policy with its share of the bandwidth. */
export interface QueuingClass {
  readonly name: string;
  readonly percent: number | undefined;
  /** A share of what other classes leave, not of the link. */
  readonly remaining: boolean;
  /** Served before all others. */
  readonly strict: boolean;
  readonly place: Place;
}

/** Classes that share out the bandwidth of a link; without a policy they are those of the whole switch. */
export interface QueuingPolicy {
  readonly policy: string | undefined;
  readonly classes: readonly QueuingClass[];
}

/** The policies of a switch whose classes may have shares. */
export function queuingPolicies(device: Switch): readonly QueuingPolicy[] {
  let known = policiesOf.get(device);
  if (!known) {
    known = readPolicies(device);
    policiesOf.set(device, known);
  }
  return known;
}

const policiesOf = new WeakMap<Switch, readonly QueuingPolicy[]>();

function readPolicies(device: Switch): readonly QueuingPolicy[] {
  const policies = new Map<string, { policy: string | undefined; classes: QueuingClass[] }>();
  for (const [i, item] of (device.data.qos?.classes ?? []).entries()) {
    // Two policies of different sort may have one name.
    const id = `${item.type}\n${item.policy}`;
    const known = policies.get(id) ?? { policy: item.policy, classes: [] };
    policies.set(id, known);
    const remaining = item.bandwidthPercent === undefined && item.bandwidthRemainingPercent !== undefined;
    known.classes.push({
      name: item.name,
      percent: item.bandwidthPercent ?? item.bandwidthRemainingPercent,
      remaining,
      strict: item.algorithm === 'Strict',
      place: at(device, 'qos', 'classes', i, remaining ? 'bandwidthRemainingPercent' : 'bandwidthPercent'),
    });
  }
  return [...policies.values()];
}

/** The priorities a port treats as lossless, with who says so and where. */
export interface LosslessPriorities {
  readonly owner: Switch | Port | PortChannel;
  readonly priorities: readonly number[];
  readonly place: Place;
}

/**
 * The lossless priorities of a port: of its port-channel or its own, else of the network-qos classes of its switch as far as they
 * are applied. None only where a network-qos policy with classes is applied and none of them is lossless. Undefined where nothing tells,
 * and where a class is lossless for a priority that is not written.
 */
export function losslessPriorities(network: Network, port: Port): LosslessPriorities | undefined {
  for (const owner of [network.portChannelOf(port), port]) {
    const priorities = owner?.data.pfc?.priorities;
    if (!owner || priorities === undefined) continue;
    const place = owner.kind === 'port' ? at(owner, 'pfc', 'priorities') : at(owner, 'pfc', 'priorities');
    return lostItems(priorities) ? undefined : { owner, priorities, place };
  }
  const device = port.switch;
  const all = device.data.qos?.classes;
  if (!all || lostItems(all)) return undefined;
  const classes = all.flatMap((item, index) => {
    const applied = item.policy === undefined || isApplied(device, 'network-qos', item.policy);
    return (item.type ?? 'network-qos') === 'network-qos' && applied ? [{ item, index }] : [];
  });
  const lossless = classes.filter(({ item }) => item.noDrop ?? item.pfcPriority !== undefined);
  if (lossless.some(({ item }) => item.pfcPriority === undefined)) return undefined;
  const [first] = lossless;
  if (first) {
    const place = at(device, 'qos', 'classes', first.index, 'pfcPriority');
    return { owner: device, priorities: lossless.map(({ item }) => item.pfcPriority!), place };
  }
  const policies = device.data.qos?.servicePolicies ?? [];
  const i = policies.findIndex((p) => p.type === 'network-qos' && classes.some(({ item }) => item.policy === p.name));
  return i < 0 ? undefined : { owner: device, priorities: [], place: at(device, 'qos', 'servicePolicies', i, 'name') };
}

/** NX-OS numbers its classes by qos-group: c-8q-nq3 is the lossless class of the queue c-out-8q-q3. */
const NUMBERED = /^c-(\d*q-)?nq(\d)$/i;

/**
 * The queuing class of a lossless priority in the policies a switch applies: it has the priority itself, or the name of the lossless
 * class, or its number. Undefined where nothing tells, and where strict classes make its share one of an unknown rest.
 */
export function queueOf(device: Switch, priority: number): QueuingClass | undefined {
  let known = queuesOf.get(device);
  if (!known) {
    known = new Map();
    queuesOf.set(device, known);
  }
  if (!known.has(priority)) known.set(priority, findQueue(device, priority));
  return known.get(priority);
}

const queuesOf = new WeakMap<Switch, Map<number, QueuingClass | undefined>>();

function findQueue(device: Switch, priority: number): QueuingClass | undefined {
  const all = device.data.qos?.classes ?? [];
  const lossless = all.filter((item) => item.pfcPriority === priority && item.type !== 'queuing');
  const names = lossless.flatMap(({ name }) => {
    const numbered = NUMBERED.exec(name);
    return [name, ...(numbered ? [`c-out-${numbered[1] ?? ''}q${numbered[2]}`] : [])];
  });
  const found = queuingPolicies(device)
    .filter(({ policy }) => policy !== undefined && isApplied(device, 'queuing', policy))
    .filter(
      ({ classes }) =>
        !classes.some((c) => c.strict) &&
        new Set(classes.filter((c) => c.percent !== undefined).map((c) => c.remaining)).size === 1,
    )
    .flatMap(({ classes }) => classes.filter((c) => c.percent !== undefined && names.includes(c.name)));
  return found.length === 1 ? found[0] : undefined;
}

/** The PFC mode of a port as its switch applies it. */
export interface PfcMode {
  readonly value: 'on' | 'off' | 'auto';
  readonly known: 'written' | 'default';
  readonly owner: Port | PortChannel;
  readonly place: Place;
}

/**
 * PFC mode of a port: of its port-channel, else its own. A port of NX-OS whose running-config has no line for it is in mode auto: the
 * switch offers its lossless priorities by DCBX, and pauses only when the other side agrees. Source: Cisco Nexus 9000 QoS guide,
 * "Configuring Priority Flow Control". Undefined where nothing tells; a port whose mode is not known may have its settings from a profile.
 */
export function pfcMode(network: Network, port: Port): PfcMode | undefined {
  for (const owner of [network.portChannelOf(port), port]) {
    const value = owner?.data.pfc?.mode;
    if (!owner || value === undefined) continue;
    const place = owner.kind === 'port' ? at(owner, 'pfc', 'mode') : at(owner, 'pfc', 'mode');
    return { value, known: 'written', owner, place };
  }
  const config = port.switch.data.os === 'nx-os' && port.tree.documents.every(({ complete }) => complete);
  if (!config || port.data.pfc || network.setting(port, 'mode') === undefined) return undefined;
  return { value: 'auto', known: 'default', owner: port, place: at(port) };
}
