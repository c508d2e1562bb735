import { defineRule } from '#lint/rule';
import { nodeSubnets } from '#model/cluster-network';
import { clusterOf } from '#model/cluster-nodes';
import { areDisjoint, prefixText } from '#model/ip-prefix';
import { interfaceText } from '#model/storage-network';

/** The subnets of a node are the same or have nothing in common. */
export default defineRule({
  about: 'host',
  severity: 'error',
  title: 'Two adapters of a cluster node are in subnets that overlap',
  since: '0.1.0',
  source: 'Cluster validation, "Validate IP Configuration"; Azure/AzureLocal-Supportability, environment validator',
  check(host, { network, report }) {
    const cluster = clusterOf(network, host);
    if (!cluster) return;
    const written = nodeSubnets(network, host);
    for (const wide of written) {
      const inside = written.filter(
        ({ each, prefix }) => each !== wide.each && prefix.length > wide.prefix.length && !areDisjoint(prefix, wide.prefix),
      );
      const [first] = inside;
      if (!first) continue;
      report(
        wide.place,
        `${interfaceText(wide.each)} of ${host.name} has ${prefixText(wide.prefix)}, a subnet that holds that of ${interfaceText(first.each)} (${prefixText(first.prefix)}): the cluster ${cluster.name} cannot tell their networks apart`,
        {
          related: inside.map(({ each, prefix, place }) => ({
            at: place,
            message: `${interfaceText(each)}: ${prefixText(prefix)}`,
          })),
        },
      );
    }
  },
});
