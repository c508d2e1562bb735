import { defineRule } from '#lint/rule';
import { isLocalToNode } from '#model/cluster-path';
import { at, type Place } from '#model/place';
import { isBroker } from '#model/replica-endpoint';

/** Replicas of a cluster must lie where every node reaches them. */
export default defineRule({
  about: 'replica-server',
  severity: 'error',
  title: 'Replicas of a cluster are put on a disk of one node',
  since: '0.1.0',
  source:
    'Microsoft Virtualization blog, "Configure your Replica server to receive replication traffic from specific primary server(s)"',
  check(server, { network, report }) {
    if (!isBroker(network, server)) return;
    const { defaultStorageLocation, replicationAllowedFromAnyServer: any, authorizationEntries = [], cluster } = server.data;
    const on = cluster === undefined ? undefined : network.cluster(cluster);
    const judge = (folder: string | undefined, place: Place, whose: string): void => {
      // Of a volume by its GUID and a path that is still to be filled in it is not known.
      if (folder === undefined || !isLocalToNode(folder, on)) return;
      report(
        place,
        `${server.name} is the Replica Broker of a cluster, but ${whose} go to ${folder}, which is on a disk of one node`,
        {
          related: on ? [{ at: at(on), message: `the cluster ${on.name}` }] : [],
        },
      );
    };
    // The default folder is used only where every server may replicate.
    if (any !== false) judge(defaultStorageLocation, at(server, 'defaultStorageLocation'), 'its replicas');
    if (any === true) return;
    for (const [i, entry] of authorizationEntries.entries())
      judge(
        entry.replicaStorageLocation,
        at(server, 'authorizationEntries', i, 'replicaStorageLocation'),
        `replicas from ${entry.allowedPrimaryServer}`,
      );
  },
});
