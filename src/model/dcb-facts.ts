import type { NodeFact } from './cluster-nodes.ts';
import { extraLossless, madeClasses, netDirectPolicies, qosList, qosPlace, rdmaAdapters, roceAdapters, sharesOf } from './dcb.ts';
import { knownSpeed } from './embedded-team.ts';
import type { Host } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** What a node does with priorities, in a form in which nodes can be compared. */
export interface DcbFact extends NodeFact {
  /** As the end of a sentence: "marks SMB Direct with priority 3". */
  readonly text: string;
  readonly place: Place;
}

/**
 * The priority a node gives SMB Direct or the cluster. Undefined where it is not one, or not written, and for a node without a policy,
 * unless RDMA is used there and its policies are all written. That RoCE has no policy is a mistake of the node alone.
 */
export function policyPriority(network: Network, node: Host, traffic: 'SMB Direct' | 'Cluster'): DcbFact | undefined {
  const found = (node.data.qos?.policies ?? []).flatMap((policy, index) => {
    const meant = traffic === 'SMB Direct' ? policy.netDirectPortMatchCondition !== undefined : policy.template === 'Cluster';
    return meant ? [{ index, priority: policy.priorityValue8021Action }] : [];
  });
  const [first] = found;
  const what = traffic === 'Cluster' ? 'the cluster' : traffic;
  if (first) {
    const single = found.every(({ priority }) => priority === first.priority) && first.priority !== undefined;
    const place = at(node, 'qos', 'policies', first.index, 'priorityValue8021Action');
    return single ? { node, key: `${first.priority}`, text: `marks ${what} with priority ${first.priority}`, place } : undefined;
  }
  if (!qosList(node, 'policies') || !usesRdma(network, node) || roceAdapters(network, node).length > 0) return undefined;
  return { node, key: 'none', lacking: true, text: `does not mark ${what}`, place: qosPlace(node, 'policies') };
}

/**
 * The priorities a node pauses; none only where RDMA is used there. Undefined for iWARP, which does without, and where they are a
 * mistake of the node alone: RoCE has its priority not among them, or there are more than anything uses.
 */
export function pausedPriorities(network: Network, node: Host): DcbFact | undefined {
  const paused = qosList(node, 'flowControl');
  const rdma = usesRdma(network, node);
  if (!paused || (paused.length === 0 && !rdma)) return undefined;
  if (rdma && rdmaAdapters(network, node).every(({ technology }) => technology === 'iWARP')) return undefined;
  const marked = netDirectPolicies(node).flatMap(({ priority }) => priority ?? []);
  const open = roceAdapters(network, node).length > 0 && marked.some((priority) => !paused.includes(priority));
  if (open || extraLossless(node).length > 0) return undefined;
  const list = [...new Set(paused)].sort().join(', ');
  const text = list ? `has priority ${list} lossless` : 'has no lossless priority';
  return { node, key: list, lacking: list === '', text, place: qosPlace(node, 'flowControl') };
}

function usesRdma(network: Network, node: Host): boolean {
  return rdmaAdapters(network, node).length > 0;
}

/** The shares of a node's traffic classes, for each priority and link speed: faster links leave the heartbeat a smaller share. */
export function classShares(network: Network, node: Host): readonly (DcbFact & { readonly priority: string })[] {
  const speeds = rdmaAdapters(network, node).map(({ nic }) => knownSpeed(nic)?.bits);
  const [speed] = speeds;
  // Shares that are refused are told as such.
  if (sharesOf(node) > 99) return [];
  if (speed === undefined || speeds.some((other) => other !== speed)) return [];
  return madeClasses(node).flatMap(({ item, index, priorities }) => {
    const { bandwidthPercentage: percent, algorithm, name } = item;
    if (percent === undefined || algorithm === 'Strict') return [];
    const place = at(node, 'qos', 'trafficClasses', index, 'bandwidthPercentage');
    const text = `gives ${name} (priority ${priorities.join(', ')}) ${percent} percent`;
    return priorities.length > 0
      ? [{ node, key: `${percent}`, priority: `${[...priorities].sort().join()} ${speed}`, text, place }]
      : [];
  });
}
