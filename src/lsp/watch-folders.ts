import path from 'node:path';
import { watch } from 'chokidar';
import type { FileEvent } from './workspace.ts';

const TYPES = { add: 'created', addDir: 'created', change: 'changed', unlink: 'deleted', unlinkDir: 'deleted' } as const;

/** Times of files and that of this process may lie apart by as much. Milliseconds. */
const TICK = 2000;

/**
 * Watches folders for a client that cannot. Returns what ends it. What cannot be watched is seen when it is opened. Files may have been
 * read before the watcher knows them: what changed meanwhile is told when it finds it.
 */
export function watchFolders(folders: readonly string[], happened: (events: readonly FileEvent[]) => void): () => void {
  if (folders.length === 0) return () => {};
  const began = Date.now() - TICK;
  let isReady = false;
  const watcher = watch(
    folders.map((folder) => path.normalize(folder)),
    {
      alwaysStat: true,
      followSymlinks: false,
      ignored: (file) => /(?:^|[\\/])(?:node_modules|\.git|\.hvlintcache)(?:[\\/]|$)/.test(file),
    },
  );
  watcher.on('ready', () => {
    isReady = true;
  });
  watcher.on('all', (event, file, stats) => {
    if (!isReady && stats && Math.max(stats.mtimeMs, stats.ctimeMs) < began) return;
    if (event in TYPES) happened([{ path: path.resolve(file).replaceAll('\\', '/'), type: TYPES[event as keyof typeof TYPES] }]);
  });
  watcher.on('error', () => {});
  return () => void watcher.close();
}
