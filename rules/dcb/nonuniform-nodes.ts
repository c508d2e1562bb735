import { defineRule, type RuleContext } from '#lint/rule';
import { type ClusterNodes, clusters, deviation, hostsText, type NodeFact } from '#model/cluster-nodes';
import { classShares, pausedPriorities, policyPriority } from '#model/dcb-facts';
import type { Place } from '#model/place';

/** The nodes of a cluster mark and pause the same priorities, or storage between them is not lossless. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'The nodes of a cluster use different priorities for RDMA, or different shares',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/technologies/dcb/dcb-manage; https://github.com/microsoft/Validate-DCB',
  check(network, context) {
    for (const cluster of clusters(network)) {
      const facts = (read: (node: ClusterNodes['nodes'][number]) => Fact | undefined) =>
        cluster.nodes.flatMap((node) => read(node) ?? []);
      const told = new Set([
        ...differ(
          cluster,
          'SMB Direct',
          facts((node) => policyPriority(network, node, 'SMB Direct')),
          context,
        ),
        ...differ(
          cluster,
          'the cluster',
          facts((node) => policyPriority(network, node, 'Cluster')),
          context,
        ),
      ]);
      // A node that marks otherwise pauses otherwise.
      const rest = facts((node) => pausedPriorities(network, node)).filter(({ node }) => !told.has(node));
      differ(cluster, 'lossless', rest, context);
      const shares = cluster.nodes.flatMap((node) => classShares(network, node));
      for (const priority of new Set(shares.map((share) => share.priority)))
        differ(
          cluster,
          'share',
          shares.filter((share) => share.priority === priority),
          context,
          'warning',
        );
    }
  },
});

interface Fact extends NodeFact {
  /** What the node does, as the end of a sentence about it. */
  readonly text: string;
  readonly place: Place;
}

/** Reports the nodes that do not do what most do, and returns them. */
function differ(
  { name }: ClusterNodes,
  what: string,
  facts: readonly Fact[],
  { report }: RuleContext,
  severity: 'error' | 'warning' = 'error',
): Fact['node'][] {
  const found = deviation(facts);
  if (!found) return [];
  const first = found.usual[0]!;
  for (const fact of found.odd)
    report(
      fact.place,
      `${fact.node.name} ${fact.text}, unlike ${hostsText(found.usual.map(({ node }) => node))} of the cluster ${name}: ${first.text}`,
      {
        key: what,
        severity,
        related: found.usual.map(({ node, place, text }) => ({ at: place, message: `${node.name} ${text}` })),
      },
    );
  return found.odd.map(({ node }) => node);
}
