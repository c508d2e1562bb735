import { defineRule } from '#lint/rule';
import { hostsText } from '#model/cluster-nodes';
import { migrationPartings } from '#model/migration-networks';
import { at } from '#model/place';

/** Two nodes migrate VMs over a network that both have for it. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'A node of a cluster has no migration network in common with the others',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/add-vmmigrationnetwork',
  check(network, { report }) {
    for (const { cluster, node, others } of migrationPartings(network)) {
      const list = (host: typeof node): string => (host.data.liveMigration?.migrationNetworks ?? []).join(', ');
      const [first] = others;
      report(
        at(node, 'liveMigration', 'migrationNetworks'),
        `${node.name} migrates VMs over ${list(node)} only, but ${hostsText(others)} of the cluster ${cluster} ${others.length > 1 ? 'have' : 'has'} none of that: ${list(first!)}`,
        {
          related: others.map((other) => ({
            at: at(other, 'liveMigration', 'migrationNetworks'),
            message: `${other.name} migrates over ${list(other)}`,
          })),
        },
      );
    }
  },
});
