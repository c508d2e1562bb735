import { adapterFeature } from './adapter-feature.ts';
import type { Nic } from './entity.ts';
import { at, type Place } from './place.ts';

/** What shows that somebody counts on RDMA of an adapter. */
export interface RdmaUse {
  readonly why: string;
  readonly place: Place;
}

/** What shows that RDMA of an adapter is counted on: storage traffic, or an SMB Direct policy that no other adapter of the host can serve. */
export function rdmaUse(nic: Nic, cannotServe: (other: Nic) => boolean): RdmaUse | undefined {
  const { host } = nic;
  if (nic.data.usage === 'storage') return { why: 'it is to carry storage', place: at(nic, 'usage') };
  const policies = host.data.qos?.policies ?? [];
  const i = policies.findIndex((policy) => policy.netDirectPortMatchCondition !== undefined);
  if (i < 0 || !host.nics.every((other) => cannotServe(other) || adapterFeature(other, 'rdma')?.on === false)) return undefined;
  return {
    why: `the QoS policy ${policies[i]!.name} counts on SMB Direct`,
    place: at(host, 'qos', 'policies', i, 'netDirectPortMatchCondition'),
  };
}
