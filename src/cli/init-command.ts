import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CONFIG_NAMES, ConfigFinder } from '#config/find';
import { discover } from '#estate/discover';
import { Configs, planEstates, readPlanned } from '#estate/estates';
import { schemaComment } from '#report/document-yaml';
import { RULES } from '#rules';
import { visible } from '#text/visible';
import { UsageError } from './main.ts';
import { VERSION } from './version.ts';

/** `hvlint init`: proposes a configuration from what lies in the folder. Never overwrites. */
export async function init(): Promise<void> {
  const cwd = process.cwd();
  const configs = new Configs({ config: undefined, lookup: false, rules: RULES, ruleFlags: {}, cwd });
  const discovery = await discover(['.'], cwd, (folder) => configs.of(folder));
  const [plan] = await planEstates(discovery, configs, cwd);
  const files = plan ? await readPlanned(plan) : [];
  const kinds = new Map<string, number>();
  const hosts = new Map<string, Set<string>>();
  let silent = 0;
  for (const { file, kinds: found } of files)
    for (const { kind, name, os } of found) {
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (kind !== 'host') continue;
      if (!os) silent++;
      const folder = path.relative(cwd, path.dirname(file)).replaceAll('\\', '/');
      hosts.set(name.toLowerCase(), (hosts.get(name.toLowerCase()) ?? new Set()).add(folder));
    }
  const text = propose(kinds, estatesOf(hosts), silent);
  const target = path.join(cwd, CONFIG_NAMES[0]!);
  const present = new ConfigFinder().nearest(cwd);
  if (present && path.dirname(present) === cwd)
    throw new UsageError(`${path.basename(present)} is here already; init never overwrites`);
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(
      `${CONFIG_NAMES[0]} cannot be written: ${(error as NodeJS.ErrnoException).code === 'EEXIST' ? 'it is here already' : (error as Error).message}`,
    );
  }
  process.stdout.write(`wrote ${CONFIG_NAMES[0]}:\n\n${visible(text).length > 0 ? text : ''}`);
}

/** One host name in several sibling folders means that each folder is a network of its own. */
function estatesOf(hosts: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  for (const folders of hosts.values()) {
    const [first, second] = [...folders].map((f) => f.split('/'));
    if (!first || !second) continue;
    const differing = first.findIndex((step, i) => step !== second[i]);
    if (differing >= 0) return [...first.slice(0, differing), '*'].join('/');
  }
  return undefined;
}

function propose(kinds: ReadonlyMap<string, number>, estates: string | undefined, silentHosts: number): string {
  const found = [...kinds].map(([kind, n]) => `${n} ${kind}${n === 1 ? '' : kind === 'switch' ? 'es' : 's'}`).join(', ');
  return [
    `#${schemaComment('config', VERSION)}`,
    `# hvlint found ${found || 'nothing it knows'} here.`,
    'extends: hvlint:recommended',
    ...(estates
      ? [
          `estates: ["${estates.replaceAll(/["\\]/g, '')}"]   # one host name stands in several folders: each is a network of its own`,
        ]
      : []),
    ...(silentHosts > 0
      ? [
          `# target: 2019   # ${silentHosts} host${silentHosts === 1 ? ' does' : 's do'} not say which Windows Server release it runs; rules about releases are silent there`,
        ]
      : []),
    '# inventory: complete   # when the files hold every host, switch and VM: then what is missing is reported too',
    '',
  ].join('\n');
}
