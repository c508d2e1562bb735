import { defineRule } from '#lint/rule';
import { deviation, hostsText } from '#model/cluster-nodes';
import { osText } from '#model/os';
import { at } from '#model/place';

/** The nodes of a cluster run one release, but for the days of a rolling upgrade. */
export default defineRule({
  about: 'cluster',
  severity: 'warning',
  title: 'The nodes of a cluster run different Windows releases',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/cluster-operating-system-rolling-upgrade',
  check(cluster, { network, report }) {
    if (cluster.data.rollingUpgrade === true) return;
    const nodes = network.nodesOf(cluster.name);
    const found = deviation(nodes.flatMap((node) => (node.data.os === undefined ? [] : [{ node, key: node.data.os }])));
    if (!found) return;
    const { usual, odd } = found;
    const most = `${hostsText(usual.map((other) => other.node))} of the cluster ${cluster.name} ${usual.length > 1 ? 'run' : 'runs'} ${osText(usual[0]!.key)}`;
    for (const { node, key } of odd)
      report(at(node, 'os'), `${node.name} runs ${osText(key)}, but ${most}`, {
        related: usual.map((other) => ({ at: at(other.node, 'os'), message: `${other.node.name} runs ${osText(other.key)}` })),
      });
  },
});
