import { defineRule } from '#lint/rule';
import { clusterOf } from '#model/cluster-nodes';
import { at } from '#model/place';
import { isWhole } from '#model/references';

/** A host with one adapter has no second way to its network. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A Hyper-V host or cluster node has one physical adapter',
  hides: ['smb/single-network-path'],
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/virtualization/hyper-v/best-practices-analyzer (more than one network adapter should be available)',
  check(host, { network, report }) {
    if (!network.inventory.hosts || !isWhole(host, 'nics')) return;
    const cluster = clusterOf(network, host);
    if (host.hyperV !== true && !cluster) return;
    const physical = host.nics.filter(
      (nic) => !nic.isTeamInterface && nic.data.virtual !== true && nic.data.connectorPresent !== false,
    );
    const [nic, second] = physical;
    if (!nic || second) return;
    const what = cluster ? `a node of ${cluster.name}` : 'a Hyper-V host';
    report(
      at(nic, 'name'),
      `${nic.name} is the only physical adapter of ${host.name}, ${what}: with it or its cable the host and its VMs lose the network`,
    );
  },
});
