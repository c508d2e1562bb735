import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { clusterOf } from '#model/cluster-nodes';
import { at } from '#model/place';

/** The list of migration networks counts only while live migration may not use every network. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'Live migration may use every network, although there is one for it',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmhost: -UseAnyNetworkForMigration',
  check(host, { network, report }) {
    const { liveMigration } = host.data;
    if (liveMigration?.useAnyNetworkForMigration !== true || liveMigration.virtualMachineMigrationEnabled === false) return;
    const place = at(host, 'liveMigration', 'useAnyNetworkForMigration');
    // In a cluster its own list of networks decides; what an export shows of a node is nobody's wish.
    const cluster = clusterOf(network, host);
    if (cluster && (!isDeclared(place) || cluster.cluster?.data.migrationExcludeNetworks)) return;
    const networks = liveMigration.migrationNetworks ?? [];
    const adapter = [...host.nics, ...host.hostAdapters].find(({ data }) => data.usage === 'live-migration');
    if (networks.length === 0 && !adapter) return;
    const own = networks.length > 0 ? networks.join(', ') : `the adapter ${adapter?.name}`;
    report(
      place,
      `${host.name} has ${own} for live migration, but may use any network for it: the memory of VMs can cross every network of the host`,
      {
        related: [
          ...networks.map((text, i) => ({
            at: at(host, 'liveMigration', 'migrationNetworks', i),
            message: `${text} is for live migration`,
          })),
          ...(adapter
            ? [{ at: adapter.kind === 'nic' ? at(adapter, 'usage') : at(adapter, 'usage'), message: `${adapter.name} is for it` }]
            : []),
        ],
        fix: { title: 'Use the migration networks only', safe: false, changes: [{ at: place, value: false }] },
        remedy: {
          on: host,
          shell: 'powershell',
          commands: ['Set-VMHost -UseAnyNetworkForMigration $false'],
          disruptive: false,
        },
      },
    );
  },
});
