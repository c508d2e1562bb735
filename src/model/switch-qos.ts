import type { Port, PortChannel, Switch } from './entity.ts';
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
