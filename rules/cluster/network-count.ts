import { defineRule } from '#lint/rule';
import { clusterNetworks, loneAdapters } from '#model/cluster-network';
import { at } from '#model/place';

/** Nodes that hear of each other on one way only take the loss of that way for the loss of the others. */
export default defineRule({
  about: 'cluster',
  severity: 'warning',
  title: 'A cluster has one network for itself, on one adapter',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/failover-clustering/failover-cluster-csvs; cluster validation, "Validate Network Communication"',
  check(cluster, { network, report }) {
    const all = clusterNetworks(cluster);
    if (!all) return;
    // A network that does not say its role may be used.
    const used = all.filter(({ role }) => role !== 'None');
    if (used.length > 1) return;
    const [only] = used;
    if (!only) {
      report(at(cluster, 'networks'), `the cluster ${cluster.name} has no network for itself (${all.length} written)`);
      return;
    }
    const [lone, ...others] = only.prefix ? loneAdapters(network, network.nodesOf(cluster.name), only.prefix) : [];
    if (!lone) return;
    report(
      at(cluster, 'networks'),
      `the cluster ${cluster.name} has only ${only.name} for itself, and ${lone.node.name} is in it with one adapter, ${lone.nic.name}: when that fails, the node is lost`,
      {
        related: [lone, ...others].map(({ node, nic }) => ({ at: at(nic, 'name'), message: `the way of ${node.name}` })),
      },
    );
  },
});
