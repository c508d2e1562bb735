import type { Cluster } from './entity.ts';
import { nameKey } from './names.ts';

/**
 * Whether a path is on a drive of one node: a drive letter, and neither below ClusterStorage nor on a shared volume the cluster names.
 * Shares (\\server\share) are reached from every node; of paths without a drive letter it is not known.
 */
export function isLocalToNode(path: string, cluster: Cluster | undefined): boolean {
  const key = keyOf(path);
  if (!/^[a-z]:(?:\\|$)/.test(key) || /^[a-z]:\\clusterstorage(?:\\|$)/.test(key)) return false;
  return !cluster?.data.sharedVolumes?.some((volume) => `${key}\\`.startsWith(`${keyOf(volume.path)}\\`));
}

function keyOf(path: string): string {
  return nameKey(path).replaceAll('/', '\\').replace(/\\+$/, '');
}
