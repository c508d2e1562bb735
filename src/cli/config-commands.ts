import path from 'node:path';
import type { Config } from '#config/resolve';
import { discover } from '#estate/discover';
import { Configs, planEstates, readPlanned } from '#estate/estates';
import type { Finding } from '#lint/finding';
import type { Rule } from '#lint/rule';
import { applySuppressions } from '#lint/suppress';
import type { Place } from '#model/place';
import { harmless } from '#report/harmless';
import { escapedJson } from '#report/json';
import { dayOf } from '#text/day';
import { lineRange } from '#text/line-index';
import { UsageError } from './main.ts';
import { everyRule } from './rule-list.ts';

/** Says of each file of some configurations what is wrong with its waivers and locks, or that it is in order. */
function check(configs: readonly Config[], cwd: string): void {
  const name = (file: string): string => harmless(path.relative(cwd, file) || file);
  const lines = new Map<string, Set<string>>(configs.flatMap(({ sources }) => sources.map((source) => [source, new Set()])));
  for (const config of configs)
    for (const { place, message } of faults(config)) {
      const { line, column } = lineRange(place.file, place.range());
      lines.get(place.file.path)?.add(`${name(place.file.path)}:${line}:${column}: ${harmless(message)}`);
    }
  if (lines.size === 0) process.stdout.write('no configuration: hvlint:recommended\n');
  for (const [source, wrong] of lines)
    process.stdout.write(wrong.size === 0 ? `${name(source)}: in order\n` : `${[...wrong].join('\n')}\n`);
  if ([...lines.values()].some((wrong) => wrong.size > 0)) process.exitCode = 1;
}

/** What a configuration says that does not count, whatever the files hold. */
function faults(config: Config): Finding[] {
  const isOn = (rule: Rule, place: Place): boolean => config.severityOf(rule, place.file.path) !== 'off';
  const root = config.folder ?? '';
  const { aboutConfiguration } = applySuppressions({
    findings: [],
    files: [],
    entries: config.suppress,
    locked: config.locked,
    lockedOff: config.lockedOff,
    inline: false,
    today: dayOf(new Date()),
    whole: false,
    rules: new Map(everyRule().map((rule) => [rule.id, rule])),
    root,
    home: root,
    isOn,
  });
  return aboutConfiguration.filter(({ rule, place }) => isOn(rule, place));
}

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
      escapedJson({
        sources,
        preset,
        failSeverity,
        estates,
        files,
        ignore,
        target: config.target ?? null,
        inventory,
        readers,
        suppress: config.suppress.map(({ rule, on, reason, until }) => ({ rule, on, reason, until })),
        locked,
        rules,
      }),
    );
    return;
  }
  const discovery = await discover(paths, cwd, (folder) => configs.of(folder));
  if (discovery.unmatched.length > 0) throw new UsageError(discovery.unmatched.join('\n'));
  const plans = await planEstates(discovery, configs, cwd);
  if (name === 'check') {
    const found = [...(await Promise.all(discovery.folders.map((f) => configs.of(f)))), ...plans.map((p) => p.config)];
    check([...new Set(found)], cwd);
    return;
  }
  for (const plan of plans) {
    process.stdout.write(
      `estate ${harmless(path.relative(cwd, plan.root) || '.')} (${plan.config.sources.length > 0 ? plan.config.sources.map((s) => harmless(path.relative(cwd, s))).join(', ') : plan.config.preset})\n`,
    );
    for (const { file, as } of await readPlanned(plan)) process.stdout.write(`  ${harmless(path.relative(cwd, file))}  ${as}\n`);
  }
  for (const { path: folder, explicit, reason } of discovery.closed) {
    process.stderr.write(`hvlint: ${harmless(path.relative(cwd, folder) || '.')} cannot be searched: ${harmless(reason)}\n`);
    if (explicit) process.exitCode = 2;
  }
}
