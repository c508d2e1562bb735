import path from 'node:path';
import { discover } from '#estate/discover';
import { Configs, planEstates, readEstate, tallyOf } from '#estate/estates';
import { Network } from '#model/network';
import type { Os } from '#model/os';
import { harmless } from '#report/harmless';
import { nearest } from '#text/nearest';
import { tellIncomplete } from './incomplete.ts';
import { UsageError } from './main.ts';
import { everyRule } from './rule-list.ts';

/** Flags that say what to read and how to take it. */
export interface EstateFlags {
  readonly in: readonly string[];
  readonly config?: string;
  readonly configLookup: boolean;
  readonly target?: Os;
}

/** The estates below the folders of `--in`, or below this one, for a command that asks about them. `task` is what it does, in a word. */
export async function networks(flags: EstateFlags, cwd: string, task: string): Promise<Network[]> {
  const configs = new Configs({ config: flags.config, lookup: flags.configLookup, rules: everyRule(), ruleFlags: {}, cwd });
  const discovery = await discover(flags.in.length > 0 ? flags.in : ['.'], cwd, (folder) => configs.of(folder));
  if (discovery.unmatched.length > 0) throw new UsageError(discovery.unmatched.join('\n'));
  const tally = tallyOf(discovery);
  const result: Network[] = [];
  for (const plan of await planEstates(discovery, configs, cwd)) {
    const files = await readEstate(plan, {}, tally);
    result.push(
      new Network(
        files.flatMap((file) => file.documents),
        {
          target: flags.target ?? plan.config.target,
          inventory: plan.config.inventory,
          descriptions: plan.config.descriptions,
        },
      ),
    );
  }
  tellIncomplete(tally.incomplete, cwd);
  for (const { file, message } of tally.failures)
    process.stderr.write(`hvlint: ${harmless(path.relative(cwd, file) || file)}: ${harmless(message)}\n`);
  if (tally.failures.length > 0) throw new UsageError('not every file that was named can be read');
  if (tally.files === 0) throw new UsageError(`nothing to ${task}: no file holds anything hvlint knows`);
  return result;
}

/** What is said of a name nothing has, with the nearest one. `what` is where it was given. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, [...known]);
  return `${what}: nothing is called '${harmless(name)}'${meant ? `; did you mean ${harmless(meant)}?` : ''}`;
}
