import { statSync } from 'node:fs';
import path from 'node:path';
import { watch as watchFiles } from 'chokidar';
import { isDynamicPattern } from 'globby';
import { harmless } from '#report/harmless';
import { tellError } from './main.ts';
import type { RunResult } from './run.ts';

/** How long nothing must have changed before a run begins: editors write in several steps. Milliseconds. */
const SETTLED = 100;

export interface WatchOptions {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly quiet: boolean;
  /** Files that are written, by absolute path: they start no run. */
  readonly written: readonly string[];
  /** One run, printed. */
  readonly run: () => Promise<RunResult>;
}

/** Runs, and runs again after every change of what was read, until Ctrl-C. What ends a single run with 2 is told and waited out. */
export async function watch({ paths, cwd, quiet, written, run }: WatchOptions): Promise<void> {
  const own = new Set(written.map((file) => path.resolve(cwd, file)));
  const watcher = watchFiles([...foldersOf(paths, cwd)], {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (file) => own.has(path.resolve(file)) || isNotOurs(file),
  });
  let ended = false;
  const end = new Promise<void>((resolve) => {
    const stop = (): void => {
      ended = true;
      wake();
      resolve();
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
  });
  let changed: string | undefined;
  let wake: () => void = () => {};
  watcher.on('all', (event, file) => {
    // A folder is nothing without files, and each of those is told.
    if (event.endsWith('Dir')) return;
    changed = path.resolve(cwd, file);
    wake();
  });
  watcher.on('error', (error) => {
    process.stderr.write(`note: cannot watch everything: ${harmless(error instanceof Error ? error.message : String(error))}\n`);
  });
  const say = (text: string): void => {
    if (!quiet) process.stderr.write(`${new Date().toLocaleTimeString('sv-SE')} ${text}\n`);
  };
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
  });
  while (!ended) {
    try {
      const { estates } = await run();
      // Configurations may lie above what is watched.
      watcher.add(estates.flatMap(({ config }) => config.sources.map((file) => path.normalize(file))));
    } catch (error) {
      await tellError(error);
    }
    say('watching for changes; Ctrl-C ends it');
    while (!ended && changed === undefined)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    while (!ended && changed !== undefined) {
      const name = harmless(path.relative(cwd, changed) || changed);
      changed = undefined;
      await new Promise((resolve) => {
        setTimeout(resolve, SETTLED);
      });
      if (changed === undefined) {
        say(`${name} has changed`);
        break;
      }
    }
  }
  await end;
  await watcher.close();
  process.exitCode = 0;
}

/** The folders to watch: those that are named, and those of files and patterns that are named. */
function foldersOf(paths: readonly string[], cwd: string): Set<string> {
  return new Set(
    paths.map((written) => {
      const absolute = path.resolve(cwd, written);
      const stat = statSync(absolute, { throwIfNoEntry: false });
      if (stat?.isDirectory()) return absolute;
      if (stat) return path.dirname(absolute);
      return isDynamicPattern(written.replaceAll('\\', '/')) ? cwd : absolute;
    }),
  );
}

/** What no run reads: packages, the repository's own, caches, and files that are being written whole. */
function isNotOurs(file: string): boolean {
  return /(?:^|[\\/])(?:node_modules|\.git|\.hvlintcache)(?:[\\/]|$)|(?:^|[\\/])\.[^\\/]*\.\d+\.tmp$/.test(file);
}
