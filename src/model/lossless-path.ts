import { isRoce, madeClasses, netDirectPolicies, rdmaAdapters, sharesOf } from './dcb.ts';
import type { Host, Nic, Port } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** What a host needs of the switch port behind one of its RDMA adapters. */
export interface LosslessNeed {
  readonly port: Port;
  readonly host: Host;
  readonly nic: Nic;
  /** The priorities the host pauses and RDMA uses. */
  readonly priorities: readonly number[];
  /** The shares of the bandwidth the host reserves for them. */
  readonly shares: readonly { readonly priority: number; readonly percent: number; readonly place: Place }[];
}

/**
 * The lossless priorities that RDMA on a port uses: those of the policies for it that the host pauses; where no policy tells a
 * priority, every priority the host pauses. Undefined where no RDMA adapter is behind the port, where it does without (iWARP,
 * InfiniBand), and where the host pauses none of them: that is the host's own mistake.
 */
export function losslessNeed(network: Network, port: Port): LosslessNeed | undefined {
  const nic = network.nicOf(port);
  if (!nic) return undefined;
  const { host } = nic;
  const rdma = rdmaAdapters(network, host).find((adapter) => adapter.nic === nic);
  if (!rdma || (rdma.technology !== undefined && !isRoce(rdma.technology))) return undefined;
  const paused = host.data.qos?.flowControl ?? [];
  const marked = netDirectPolicies(host).flatMap(({ priority }) => priority ?? []);
  const priorities = marked.length > 0 ? paused.filter((priority) => marked.includes(priority)) : paused;
  if (priorities.length === 0) return undefined;
  // Shares that are refused are told as such.
  const classes = sharesOf(host) > 99 ? [] : madeClasses(host);
  const shares = classes.flatMap(({ item, index, priorities: own }) => {
    const priority = own.find((each) => priorities.includes(each));
    const percent = item.algorithm === 'Strict' ? undefined : item.bandwidthPercentage;
    const place = at(host, 'qos', 'trafficClasses', index, 'bandwidthPercentage');
    return priority === undefined || percent === undefined ? [] : [{ priority, percent, place }];
  });
  return { port, host, nic, priorities, shares };
}
