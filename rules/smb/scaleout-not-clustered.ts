import { defineRule } from '#lint/rule';
import { isClustered, unclusteredPlaces } from '#model/file-server-nodes';
import { at } from '#model/place';

/** A scale-out file server is a role of a failover cluster and nothing else. */
export default defineRule({
  about: 'file-server',
  severity: 'error',
  title: 'A scale-out file server is not on a failover cluster',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/sofs-overview',
  check(server, { network, report }) {
    if (server.data.role !== 'ScaleOutFileServer' || server.data.vendor !== undefined) return;
    if (isClustered(network, server) !== false) return;
    report(
      at(server, 'role'),
      `${server.name} is to be a scale-out file server, which is a role of a failover cluster, but it is on none`,
      { related: unclusteredPlaces(network, server) },
    );
  },
});
