import { existsSync } from 'node:fs';
import path from 'node:path';
import { ConfigFinder } from '#config/find';
import { estateFolder } from '#config/match';
import { ConfigError, type PlacedProblem, placed } from '#config/problem';
import { type Config, resolveConfig } from '#config/resolve';
import { baselineFile, readBaseline } from '#estate/baseline-file';
import { discover, type FoundFile, isWithin } from '#estate/discover';
import { Configs, type EstatePlan, type LookupOptions, planEstates, wanted } from '#estate/estates';
import { type BaselineEntry, withCurrentIds } from '#lint/baseline';
import type { Rule } from '#lint/rule';

/** What is read, and what is wrong with the configurations that say so. */
export interface Plans {
  readonly plans: readonly EstatePlan[];
  readonly problems: readonly PlacedProblem[];
}

/** Configurations that were right when they were read last, by file: a broken one does not take all markers away. */
export type GoodConfigs = Map<string, Config>;

/**
 * Finds the estates of the folders and files that an editor has open, each as the command finds it when it is asked for the whole estate:
 * a folder within an estate shows only a part of it, and the rest is what it is checked against. Paths are native.
 */
export async function planWorkspace(
  folders: readonly string[],
  open: readonly string[],
  options: Omit<LookupOptions, 'lookup' | 'cwd'>,
  good: GoodConfigs,
): Promise<Plans> {
  const problems: PlacedProblem[] = [];
  const cwd = folders[0] ?? path.dirname(open[0] ?? path.resolve('.'));
  const configs = new TolerantConfigs({ ...options, lookup: true, cwd }, good, problems);
  const roots: string[] = [];
  for (const folder of folders) roots.push((await rootOf(path.join(folder, 'file'), configs)) ?? folder);
  const alone: string[] = [];
  for (const file of open) {
    if (roots.some((root) => isWithin(file, root))) continue;
    const root = await rootOf(file, configs);
    if (root === undefined) alone.push(file);
    else roots.push(root);
  }
  const plans: EstatePlan[] = [];
  for (const root of outermost(roots)) {
    const found = existsSync(root) ? await discover([root], root, (folder) => configs.of(folder)) : NOTHING;
    const known = new Set(found.files.map((file) => file.path));
    const fresh: FoundFile[] = [];
    // What is not saved yet is read where a search would find it.
    for (const file of open)
      if (isWithin(file, root) && !known.has(file) && !existsSync(file)) {
        const config = await configs.of(path.dirname(file));
        if (wanted(config, file.replaceAll('\\', '/'), new Map())) fresh.push({ path: file, explicit: false, searched: true });
      }
    const files = [...found.files, ...fresh];
    plans.push(...(await planEstates({ ...found, files }, configs, root)));
  }
  for (const file of alone) {
    const files = [{ path: file, explicit: false, searched: false }];
    plans.push(...(await planEstates({ files, folders: [], closed: [], unmatched: [] }, configs, path.dirname(file))));
  }
  return { plans, problems: [...new Map(problems.map((problem) => [String(problem), problem])).values()] };
}

/** The baseline of an estate; one that is wrong silences nothing, and why is added to `wrong`. */
export function baselineOf(
  { root, config }: EstatePlan,
  rules: readonly Rule[],
  wrong: PlacedProblem[],
): readonly BaselineEntry[] {
  const file = baselineFile(undefined, config.folder, path.normalize(root));
  try {
    return withCurrentIds(readBaseline(file, root), rules);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    wrong.push(...placedIn(file, error));
    return [];
  }
}

/** What is wrong with a file; at its beginning where no place is known. */
function placedIn(file: string, { placed: known, message }: ConfigError): readonly PlacedProblem[] {
  return known.length > 0 ? known : [placed({ path: file.replaceAll('\\', '/'), text: '' }, { start: 0, end: 0 }, message)];
}

const NOTHING = { files: [], folders: [], closed: [], unmatched: [] };

/** The folder that has to be searched for everything a file stands beside; undefined where no configuration says. */
async function rootOf(file: string, configs: Pick<Configs, 'of'>): Promise<string | undefined> {
  const config = await configs.of(path.dirname(file));
  if (config.folder === undefined || !isWithin(file, path.normalize(config.folder))) return undefined;
  return path.normalize(estateFolder(config.folder, config.estates, file.replaceAll('\\', '/')) ?? config.folder);
}

function outermost(roots: readonly string[]): string[] {
  const unique = [...new Set(roots)];
  return unique.filter((root) => !unique.some((other) => other !== root && isWithin(root, other)));
}

/** Looks up configurations; in the place of one that is wrong stands what it was before, or one that switches everything off. */
class TolerantConfigs implements Pick<Configs, 'of'> {
  private readonly configs: Configs;
  private readonly finder = new ConfigFinder();

  constructor(
    private readonly options: LookupOptions,
    private readonly good: GoodConfigs,
    private readonly problems: PlacedProblem[],
  ) {
    this.configs = new Configs(options);
  }

  async of(folder: string): Promise<Config> {
    const { config, cwd, rules } = this.options;
    const file = config === undefined ? this.finder.nearest(folder) : path.resolve(cwd, config);
    try {
      const found = await this.configs.of(folder);
      if (file !== undefined) this.good.set(file, found);
      return found;
    } catch (error) {
      if (!(error instanceof ConfigError) || file === undefined) throw error;
      const name = file.replaceAll('\\', '/');
      this.problems.push(...placedIn(file, error));
      const known = this.good.get(file);
      if (known) return known;
      const none = await resolveConfig(undefined, rules);
      const silent: Config = { ...none, folder: path.posix.dirname(name), sources: [name], severityOf: () => 'off' };
      this.good.set(file, silent);
      return silent;
    }
  }
}
