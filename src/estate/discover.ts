import fs, { lstatSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { globbySync, isDynamicPattern, isGitIgnoredSync } from 'globby';
import { CONFIG_NAMES } from '#config/find';
import { matcher } from '#config/match';
import type { Config } from '#config/resolve';
import { nearest } from '#text/nearest';

/** A file to be read. */
export interface FoundFile {
  readonly path: string;
  /** Named by the user: what is wrong with it is told, not skipped. */
  readonly explicit: boolean;
  /** Found by searching a folder, so that the nearest configuration says whether it is read. */
  readonly searched: boolean;
  /** Of a link that a search found: the file it leads to, where there is one. */
  readonly target?: string | undefined;
}

/** A folder that could not be searched. */
export interface ClosedFolder {
  readonly path: string;
  /** Named by the user. */
  readonly explicit: boolean;
  readonly reason: string;
}

/** What is to be read. */
export interface Discovery {
  /** Absolute paths, with the system's separators, in order. */
  readonly files: readonly FoundFile[];
  /** Folders that were searched whole. */
  readonly folders: readonly string[];
  /** Folders within them that could not be searched. */
  readonly closed: readonly ClosedFolder[];
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
 * .gitignore is honoured in searches. Links to files are read; links to folders are not followed, so loops cannot catch it.
 */
export async function discover(
  paths: readonly string[],
  cwd: string,
  configOf: (folder: string) => Promise<Config>,
): Promise<Discovery> {
  const files = new Map<string, FoundFile>();
  const closed = new Map<string, ClosedFolder>();
  const add = ({ path: file, target }: Found, explicit: boolean, searched: boolean): void => {
    if (explicit || !files.has(file)) files.set(file, { path: file, explicit, searched, target });
  };
  const shut = (found: readonly Closed[], named?: string): void => {
    for (const each of found) closed.set(each.path, { ...each, explicit: each.path === named });
  };
  const folders: string[] = [];
  const unmatched: string[] = [];
  for (const written of paths) {
    const absolute = path.resolve(cwd, written);
    const sort = sortOf(absolute);
    if (sort === 'folder') {
      folders.push(absolute);
      const config = await configOf(absolute);
      const found = search(config.files, config, absolute);
      for (const file of found.files) add(file, false, true);
      shut(found.closed, absolute);
    } else if (sort === 'file') add({ path: absolute }, true, false);
    else if (isDynamicPattern(written.replaceAll('\\', '/'))) {
      const config = await configOf(cwd);
      const found = search([written.replaceAll('\\', '/')], config, cwd);
      if (found.files.length === 0) unmatched.push(`no file matches '${written}'`);
      for (const file of found.files) add(file, false, false);
      shut(found.closed);
    } else unmatched.push(`there is no file or folder '${written}'${meant(absolute, written)}`);
  }
  return { files: [...files.values()], folders, closed: [...closed.values()], unmatched };
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

type Found = Pick<FoundFile, 'path' | 'target'>;
type Closed = Pick<ClosedFolder, 'path' | 'reason'>;

function search(patterns: readonly string[], config: Config, cwd: string): { files: Found[]; closed: Closed[] } {
  // Patterns of a configuration count from its folder; searched is only the folder that was named.
  const base = config.folder && isWithin(cwd, config.folder) && patterns === config.files ? config.folder : cwd;
  const below = path.posix.relative(base.replaceAll('\\', '/'), cwd.replaceAll('\\', '/'));
  const ignore = [...ALWAYS_IGNORED, ...config.ignore];
  const closed = new Map<string, string>();
  const walk = (gitignore: boolean): { path: string; isFile: boolean; isLink: boolean }[] =>
    globbySync([...patterns], {
      cwd: base,
      absolute: true,
      gitignore,
      followSymbolicLinks: false,
      suppressErrors: true,
      onlyFiles: false,
      objectMode: true,
      fs: watched(closed),
      ignore,
      ...(below === '' ? {} : { expandDirectories: false }),
    }).map(({ path: file, dirent }) => ({ path: file, isFile: dirent.isFile(), isLink: dirent.isSymbolicLink() }));
  const files: Found[] = [];
  for (const found of walk(true)) {
    const file = path.normalize(found.path);
    if (below !== '' && !isWithin(file, cwd)) continue;
    if (found.isFile) files.push({ path: file });
    else if (found.isLink && sortOf(file) === 'file') files.push({ path: file, target: targetOf(file) });
  }
  files.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { files, closed: closed.size === 0 ? [] : missed() };

  /** Of the folders that refused, those the files of the search could be in: .gitignore is looked for everywhere. */
  function missed(): Closed[] {
    closed.clear();
    walk(false);
    const isIgnored = isGitIgnoredSync({ cwd: base, suppressErrors: true });
    const isLeft = matcher(base.replaceAll('\\', '/'), ignore);
    return [...closed]
      .map(([folder, reason]) => ({ path: path.resolve(base, folder), reason }))
      .filter(({ path: folder }) => isWithin(folder, cwd))
      .filter(({ path: folder }) => folder === cwd || !(isIgnored(`${folder}/`) || isLeft(`${folder.replaceAll('\\', '/')}/x`)))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

/** The file system as a search sees it, which takes down what cannot be looked into. */
function watched(closed: Map<string, string>): Pick<typeof fs, 'readdirSync'> {
  return {
    ...fs,
    readdirSync: ((folder: string, options: object) => {
      try {
        return fs.readdirSync(folder, options);
      } catch (error) {
        const { code, message } = error as NodeJS.ErrnoException;
        // What has gone since its name was read is not missed.
        if (code !== 'ENOENT' && code !== 'ENOTDIR')
          closed.set(folder, code === 'EACCES' || code === 'EPERM' ? 'permission denied' : message);
        throw error;
      }
    }) as typeof fs.readdirSync,
  };
}

function targetOf(link: string): string | undefined {
  try {
    return fs.realpathSync(link);
  } catch {
    return undefined;
  }
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
