import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Names of configuration files, the first found counts. */
export const CONFIG_NAMES: readonly string[] = ['hvlint.config.yaml', 'hvlint.config.yml', 'hvlint.config.json'];

/** Finds the nearest configuration above each folder, up to the root of the repository; every folder is looked at once. */
export class ConfigFinder {
  private readonly known = new Map<string, string | undefined>();

  /** Path of the configuration that counts in a folder (absolute). */
  nearest(folder: string): string | undefined {
    if (this.known.has(folder)) return this.known.get(folder);
    const names = entries(folder);
    const own = CONFIG_NAMES.find((name) => names.has(name));
    const parent = path.dirname(folder);
    // A repository is the outermost thing one configuration can be about.
    const found =
      own !== undefined ? path.join(folder, own) : parent === folder || names.has('.git') ? undefined : this.nearest(parent);
    this.known.set(folder, found);
    return found;
  }
}

function entries(folder: string): ReadonlySet<string> {
  try {
    return existsSync(folder) ? new Set(readdirSync(folder)) : new Set();
  } catch {
    // A folder that may be entered but not listed has no configuration we could read.
    return new Set();
  }
}
