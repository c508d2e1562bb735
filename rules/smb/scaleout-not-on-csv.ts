import { defineRule } from '#lint/rule';
import { clusterOfServer, serverRole } from '#model/file-server-nodes';
import { nameKey } from '#model/names';
import { at } from '#model/place';

/** Every node of a scale-out file server opens the files of a share itself, which only a Cluster Shared Volume allows. */
export default defineRule({
  about: 'share',
  severity: 'error',
  title: 'A share of a scale-out file server is not on a Cluster Shared Volume',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/sofs-overview',
  check(share, { network, report }) {
    const { server } = share;
    const { path } = share.data;
    if (path === undefined || server.data.vendor !== undefined || serverRole(network, server) !== 'ScaleOutFileServer') return;
    // A volume by its GUID may be a shared one.
    if (!/^\s*[a-z]:/i.test(path) || /^\s*[a-z]:[\\/]+ClusterStorage(?:[\\/]|\s*$)/i.test(path)) return;
    const volumes = [...(server.data.volumes ?? []), ...(clusterOfServer(network, server)?.data.sharedVolumes ?? [])];
    const folder = folderKey(path);
    if (volumes.some((volume) => volume.isCsv && folder.startsWith(folderKey(volume.path)))) return;
    report(
      at(share, 'path'),
      `${server.name} is a scale-out file server, but the folder of its share ${share.name} (${path.trim()}) is not on a Cluster Shared Volume`,
      {
        related: [
          { at: server.data.role === undefined ? at(server, 'name') : at(server, 'role'), message: 'the scale-out file server' },
        ],
      },
    );
  },
});

/** A folder in the form in which one can be the beginning of another. */
function folderKey(path: string): string {
  return `${nameKey(path).replaceAll('/', '\\').replace(/\\+$/, '')}\\`;
}
