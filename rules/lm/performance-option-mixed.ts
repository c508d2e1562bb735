import { defineRule } from '#lint/rule';
import { clusters, deviation, hostsText } from '#model/cluster-nodes';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** The nodes of a cluster migrate VMs to one another: a node with another transport migrates otherwise than the rest. */
export default defineRule({
  about: 'network',
  severity: 'warning',
  title: 'The nodes of a cluster migrate VMs by different transports',
  versions: RELEASES.migrationPerformanceOption,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmhost: -VirtualMachineMigrationPerformanceOption',
  check(network, { report, applies }) {
    for (const { name, nodes } of clusters(network)) {
      const options = nodes.flatMap((node) => {
        const { virtualMachineMigrationPerformanceOption: key, virtualMachineMigrationEnabled } = node.data.liveMigration ?? {};
        return key === undefined || virtualMachineMigrationEnabled === false || !applies(node) ? [] : [{ node, key }];
      });
      const found = deviation(options);
      const place = (node: (typeof nodes)[number]) => at(node, 'liveMigration', 'virtualMachineMigrationPerformanceOption');
      for (const { node, key } of found?.odd ?? []) {
        const usual = found!.usual;
        report(
          place(node),
          `${node.name} migrates VMs by ${key}, but ${hostsText(usual.map((other) => other.node))} of the cluster ${name} by ${usual[0]!.key}`,
          {
            related: usual.map((other) => ({ at: place(other.node), message: `${other.key} on ${other.node.name}` })),
            remedy: {
              on: node,
              shell: 'powershell',
              commands: [`Set-VMHost -VirtualMachineMigrationPerformanceOption ${usual[0]!.key}`],
              disruptive: false,
            },
          },
        );
      }
    }
  },
});
