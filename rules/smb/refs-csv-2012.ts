import { defineRule } from '#lint/rule';
import type { Cluster, Host } from '#model/entity';
import type { FileServer } from '#model/file-server-entity';
import { machinesOf } from '#model/file-server-nodes';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { inRange } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** Windows Server 2012 takes NTFS only for Cluster Shared Volumes. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A Cluster Shared Volume is formatted with ReFS on Windows Server 2012',
  versions: RELEASES.ntfsSharedVolumes,
  since: '0.1.0',
  source: RELEASES.ntfsSharedVolumes.source,
  check(network, { report }) {
    const seen = new Set<string>();
    for (const owner of [...network.all('cluster'), ...network.all('file-server'), ...network.all('host')]) {
      const volumes = (owner.kind === 'cluster' ? owner.data.sharedVolumes : owner.data.volumes) ?? [];
      for (const [i, { path, fileSystem, isCsv }] of volumes.entries()) {
        const shared = isCsv ?? (owner.kind === 'cluster' || /^\s*[a-z]:[\\/]+ClusterStorage[\\/]/i.test(path));
        if (!shared || (fileSystem !== 'ReFS' && fileSystem !== 'CSVFS_ReFS')) continue;
        const old = oldNode(network, owner);
        // A cluster, its file servers and its nodes may all list one volume.
        const key = `${nameKey(clusterOf(owner))}\n${nameKey(path)}`;
        if (old === undefined || seen.has(key)) continue;
        seen.add(key);
        const place =
          owner.kind === 'cluster' ? at(owner, 'sharedVolumes', i, 'fileSystem') : at(owner, 'volumes', i, 'fileSystem');
        report(
          place,
          `the Cluster Shared Volume ${path.trim()} of ${owner.name} is to be ${fileSystem}, but ${old} runs Windows Server 2012, which takes NTFS only`,
        );
      }
    }
  },
});

/** Name of the cluster a thing belongs to; its own where it names none. */
function clusterOf({ name, data }: Cluster | FileServer | Host): string {
  return ('cluster' in data ? data.cluster : undefined) ?? name;
}

/** A server with Windows Server 2012 that has the volumes of a cluster, file server or host. */
function oldNode(network: Network, owner: Cluster | FileServer | Host): string | undefined {
  if (owner.kind === 'file-server' && owner.data.os !== undefined)
    return inRange(owner.data.os, RELEASES.ntfsSharedVolumes) ? owner.name : undefined;
  return machinesOf(network, owner).find((node) => inRange(node.os, RELEASES.ntfsSharedVolumes))?.name;
}
