import { lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { globbySync, isDynamicPattern } from 'globby';
import { CONFIG_NAMES } from '#config/find';
import type { Config } from '#config/resolve';
import { nearest } from '#text/nearest';

/** A file to be read. */
export interface FoundFile {
  readonly path: string;
  /** Named by the user: what is wrong with it is told, not skipped. */
  readonly explicit: boolean;
  /** Found by searching a folder, so that the nearest configuration says whether it is read. */
  readonly searched: boolean;
}

/** What is to be read. */
export interface Discovery {
  /** Absolute paths, with the system's separators, in order. */
  readonly files: readonly FoundFile[];
  /** Folders that were searched whole. */
  readonly folders: readonly string[];
  /** What matched nothing, in words. */
  readonly unmatched: readonly string[];
}

const ALWAYS_IGNORED = [
  '**/node_modules/**',
  '**/.git/**',
  ...CONFIG_NAMES.map((name) => `**/${name}`),
  '**/hvlint-suppressions.json',
];

/**
 * Files of the paths a user names: files as they are, folders searched with the patterns of the configuration, globs.
 * .gitignore is honoured in searches; links to folders are not followed, so loops cannot catch it.
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  configOf: (folder: string) => Promise<Config>,
): Promise<Discovery> {
  const files = new Map<string, FoundFile>();
  const add = (file: string, explicit: boolean, searched: boolean): void => {
    if (explicit || !files.has(file)) files.set(file, { path: file, explicit, searched });
  };
  const folders: string[] = [];
  const unmatched: string[] = [];
  for (const written of paths) {
    const absolute = path.resolve(cwd, written);
    const sort = sortOf(absolute);
    if (sort === 'folder') {
      folders.push(absolute);
      const config = await configOf(absolute);
      for (const file of await search(config.files, config, absolute)) add(file, false, true);
    } else if (sort === 'file') add(absolute, true, false);
    else if (isDynamicPattern(written.replaceAll('\\', '/'))) {
      const config = await configOf(cwd);
      const found = await search([written.replaceAll('\\', '/')], config, cwd);
      if (found.length === 0) unmatched.push(`no file matches '${written}'`);
      for (const file of found) add(file, false, false);
    } else unmatched.push(`there is no file or folder '${written}'${meant(absolute, written)}`);
  }
  return { files: [...files.values()], folders, unmatched };
}

/** What a path is; what cannot even be looked at is taken as a file, so that reading says why. */
function sortOf(absolute: string): 'file' | 'folder' | undefined {
  try {
    const stat = statSync(absolute, { throwIfNoEntry: false });
    if (stat) return stat.isDirectory() ? 'folder' : 'file';
    // A link that leads nowhere is there, and reading says what is wrong with it.
    return lstatSync(absolute, { throwIfNoEntry: false }) && 'file';
  } catch {
    return 'file';
  }
}

async function search(patterns: readonly string[], config: Config, cwd: string): Promise<string[]> {
  // Patterns of a configuration count from its folder; searched is only the folder that was named.
  const base = config.folder && isWithin(cwd, config.folder) && patterns === config.files ? config.folder : cwd;
  const below = path.posix.relative(base.replaceAll('\\', '/'), cwd.replaceAll('\\', '/'));
  const found = globbySync([...patterns], {
    cwd: base,
    absolute: true,
    gitignore: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore: [...ALWAYS_IGNORED, ...config.ignore],
    ...(below === '' ? {} : { expandDirectories: false }),
  });
  const inside = below === '' ? found : found.filter((file) => isWithin(file, cwd));
  return inside.map((file) => path.normalize(file)).sort();
}

/** Whether a path lies in a folder or is it. */
export function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative === '' || (!relative.startsWith('..') && !path.isAbsolute(relative));
}

function meant(absolute: string, written: string): string {
  try {
    const near = nearest(path.basename(absolute), readdirSync(path.dirname(absolute)));
    return near ? `; did you mean '${path.join(path.dirname(written), near).replaceAll('\\', '/')}'?` : '';
  } catch {
    return '';
  }
}
