import path from 'node:path';
import { estateFolder } from '#config/match';
import { type Discovery, discover } from '#estate/discover';
import type { Configs, LookupOptions, ReadingOptions } from '#estate/estates';
import type { Finding } from '#lint/finding';
import type { Network } from '#model/network';
import type { Os } from '#model/os';
import type { ReadFile } from '#read/document';
import type { Timing } from './timing.ts';

/** What a run is asked to do. */
export interface RunOptions extends LookupOptions, ReadingOptions {
  readonly paths: readonly string[];
  readonly target?: Os | undefined;
  readonly inlineConfig: boolean;
  /** Today as YYYY-MM-DD. */
  readonly today: string;
  /** How the baseline takes part: `read` it, leave it out to `write` it anew, or not at all. */
  readonly baseline?: { readonly use: 'read' | 'write'; readonly location?: string | undefined };
  /** Gets the files of each estate as they were read. */
  readonly onRead?: (files: readonly ReadFile[]) => void;
  /** Gets the network of each estate and what is reported of it. */
  readonly onChecked?: (checked: CheckedEstate) => void;
  /** Where results are kept for runs in which nothing has changed. */
  readonly cache?: CacheOptions | undefined;
  /** Takes down what took how long. */
  readonly timing?: Timing | undefined;
}

/** --cache: a file or folder (default: beside the configuration), and by what a file counts as unchanged. */
export interface CacheOptions {
  readonly location?: string | undefined;
  readonly strategy: 'content' | 'metadata';
}

/** An estate that was checked, for what shows more of it than findings. */
export interface CheckedEstate {
  readonly root: string;
  readonly network: Network;
  readonly findings: readonly Finding[];
}

/** With --stdin the rest of the file's estate is read from disk, where a configuration says what belongs to it. */
export async function discoverFor(options: RunOptions, configs: Configs): Promise<Discovery> {
  const { stdin } = options;
  if (!stdin) return discover(options.paths, options.cwd, (folder) => configs.of(folder));
  const config = await configs.of(path.dirname(stdin.path));
  const folder =
    config.folder && (estateFolder(config.folder, config.estates, stdin.path.replaceAll('\\', '/')) ?? config.folder);
  const found = folder
    ? await discover([path.normalize(folder)], options.cwd, () => Promise.resolve(config))
    : { files: [], folders: [], closed: [], unmatched: [] };
  return {
    ...found,
    files: [...found.files.filter((f) => f.path !== stdin.path), { path: stdin.path, explicit: true, searched: false }],
  };
}
