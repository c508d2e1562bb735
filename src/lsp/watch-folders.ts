import path from 'node:path';
import { watch } from 'chokidar';
import type { FileEvent } from './workspace.ts';

const TYPES = { add: 'created', addDir: 'created', change: 'changed', unlink: 'deleted', unlinkDir: 'deleted' } as const;

/** Watches folders for a client that cannot. Returns what ends it. What cannot be watched is seen when it is opened. */
export function watchFolders(folders: readonly string[], happened: (events: readonly FileEvent[]) => void): () => void {
  if (folders.length === 0) return () => {};
  const watcher = watch(
    folders.map((folder) => path.normalize(folder)),
    {
      ignoreInitial: true,
      followSymlinks: false,
      ignored: (file) => /(?:^|[\\/])(?:node_modules|\.git|\.hvlintcache)(?:[\\/]|$)/.test(file),
    },
  );
  watcher.on('all', (event, file) => {
    if (event in TYPES) happened([{ path: path.resolve(file).replaceAll('\\', '/'), type: TYPES[event as keyof typeof TYPES] }]);
  });
  watcher.on('error', () => {});
  return () => void watcher.close();
}
