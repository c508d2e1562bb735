import path from 'node:path';
import { discover } from '#estate/discover';
import { Configs, planEstates, readPlanned } from '#estate/estates';
import { visible } from '#text/visible';
import { UsageError } from './main.ts';
import { everyRule } from './rule-list.ts';

/** `hvlint config print|files|check`. */
export async function configCommand(
  name: 'print' | 'files' | 'check',
  paths: readonly string[],
  options: { config?: string },
): Promise<void> {
  const cwd = process.cwd();
  const configs = new Configs({ config: options.config, lookup: true, rules: everyRule(), ruleFlags: {}, cwd });
  if (name === 'print') {
    const target = path.resolve(cwd, paths[0] ?? '.');
    const config = await configs.of(path.extname(target) === '' ? target : path.dirname(target));
    const file = target.replaceAll('\\', '/');
    const { sources, preset, estates, files, ignore, inventory, readers, locked, failSeverity } = config;
    const rules = Object.fromEntries(everyRule().map((rule) => [rule.id, config.severityOf(rule, file)]));
    process.stdout.write(
      `${JSON.stringify({ sources, preset, failSeverity, estates, files, ignore, target: config.target ?? null, inventory, readers, suppress: config.suppress.map(({ rule, on, reason, until }) => ({ rule, on, reason, until })), locked, rules }, null, 2)}\n`,
    );
    return;
  }
  const discovery = await discover(paths, cwd, (folder) => configs.of(folder));
  if (discovery.unmatched.length > 0) throw new UsageError(discovery.unmatched.join('\n'));
  const plans = await planEstates(discovery, configs, cwd);
  if (name === 'check') {
    const sources = new Set(
      [...(await Promise.all(discovery.folders.map((f) => configs.of(f)))), ...plans.map((p) => p.config)].flatMap(
        (c) => c.sources,
      ),
    );
    process.stdout.write(
      sources.size === 0
        ? 'no configuration: hvlint:recommended\n'
        : `${[...sources].map((s) => `${visible(path.relative(cwd, s) || s)}: in order`).join('\n')}\n`,
    );
    return;
  }
  for (const plan of plans) {
    process.stdout.write(
      `estate ${visible(path.relative(cwd, plan.root) || '.')} (${plan.config.sources.length > 0 ? plan.config.sources.map((s) => visible(path.relative(cwd, s))).join(', ') : plan.config.preset})\n`,
    );
    for (const { file, as } of await readPlanned(plan)) process.stdout.write(`  ${visible(path.relative(cwd, file))}  ${as}\n`);
  }
}
