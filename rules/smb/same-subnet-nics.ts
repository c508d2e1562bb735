import { defineRule } from '#lint/rule';
import { networkText, sameNetwork } from '#model/ip-prefix';
import { RELEASES } from '#model/releases';
import { clusterName, interfaceText, storageInterfaces } from '#model/storage-network';

/** Until 2012 R2 a cluster uses one adapter of a node in each subnet; a second one there carries nothing. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'Two storage adapters of a cluster node are in one subnet, of which the cluster uses one',
  versions: RELEASES.oneClusterAdapterPerSubnet,
  since: '0.1.0',
  source: RELEASES.oneClusterAdapterPerSubnet.source,
  check(host, { network, report }) {
    const cluster = clusterName(network, host);
    if (cluster === undefined) return;
    const ends = storageInterfaces(network, host).flatMap((each) => each.addresses.map((address) => ({ each, ...address })));
    for (const [i, { each, prefix, place }] of ends.entries()) {
      const first = ends.slice(0, i).find((other) => other.each !== each && sameNetwork(other.prefix, prefix));
      if (!first) continue;
      report(
        place,
        `${interfaceText(first.each)} and ${interfaceText(each)} of ${host.name} are both in ${networkText(prefix)}, where the cluster ${cluster} uses one adapter only before Windows Server 2016`,
        { related: [{ at: first.place, message: `the address of ${interfaceText(first.each)}` }] },
      );
    }
  },
});
