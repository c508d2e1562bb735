import { Network } from '#model/network';
import type { Os } from '#model/os';
import { lostOf, occupied, type Target, targetNames, targetOf, waysOfTarget } from '#model/trace-target';
import type { Way } from '#model/way';
import { survives } from '#model/way-loss';
import { type Talk, talk } from '#model/way-talk';
import { type Trace, traceJson, traceText } from '#report/trace';
import { RULES } from '#rules';
import { nearest } from '#text/nearest';
import { visible } from '#text/visible';
import { discover } from './discover.ts';
import { Configs, newTally, planEstates, readEstate } from './estates.ts';
import { UsageError } from './main.ts';
import { wantsColor } from './output.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint trace`, as commander gives them. */
interface Flags {
  readonly in: readonly string[];
  readonly without: readonly string[];
  readonly format: 'text' | 'json';
  readonly config?: string;
  readonly configLookup: boolean;
  readonly target?: Os;
  readonly color?: boolean;
}

/** `hvlint trace`: prints the way of a VLAN hop by hop. Exit code 0 when it works, or nothing is known to stop it; 1 when it does not. */
export async function traceCommand(targets: readonly string[], flags: Flags): Promise<void> {
  const color = flags.format === 'text' && wantsColor(flags.color, process.stdout);
  const { trace, works } = await traceOf(targets, flags, process.cwd(), color);
  process.stdout.write(flags.format === 'json' ? traceJson(trace) : traceText(trace));
  process.exitCode = works ? 0 : 1;
}

/** Reads the files below a folder and follows what was asked about. Prints no result. */
export async function traceOf(
  targets: readonly string[],
  flags: Pick<Flags, 'in' | 'without' | 'config' | 'configLookup' | 'target'>,
  cwd: string,
  color: boolean,
): Promise<{ readonly trace: Trace; readonly works: boolean }> {
  const { network, found } = choose(await networks(flags, cwd), targets);
  const lost = lostOf(network, flags.without);
  if ('unknown' in lost) throw new UsageError(unknownName('--without', lost.unknown, lost.known));
  const each = found.map((target) => waysOfTarget(network, target, lost));
  const [first = [], second] = each;
  const talks = second ? first.flatMap((a) => second.map((b) => talk(network, a, b))).filter(meets) : [];
  const ways = each.flat();
  if (ways.length === 0) throw new UsageError(`${targets.map(visible).join(' and ')}: nothing in the files uses it`);
  return {
    trace: { cwd: cwd.replaceAll('\\', '/'), targets, without: flags.without, ways, talks, toolVersion: VERSION, color },
    works: works(ways, talks, flags.without.length > 0),
  };
}

/** Pairs of hosts on which a VM cannot be at the same time as itself are no question. */
function meets({ a, b }: Talk): boolean {
  return a.sender !== b.sender;
}

function works(ways: readonly Way[], talks: readonly Talk[], less: boolean): boolean {
  if (talks.length > 0) return talks.every(({ verdict }) => verdict === 'yes' || verdict === 'unknown');
  return ways.every((way) =>
    less ? survives(way, () => false) !== 'stops' : way.verdict === 'whole' || way.verdict === 'unknown',
  );
}

async function networks(flags: Parameters<typeof traceOf>[1], cwd: string): Promise<Network[]> {
  const configs = new Configs({ config: flags.config, lookup: flags.configLookup, rules: RULES, ruleFlags: {}, cwd });
  const discovery = await discover(flags.in.length > 0 ? flags.in : ['.'], cwd, (folder) => configs.of(folder));
  if (discovery.unmatched.length > 0) throw new UsageError(discovery.unmatched.join('\n'));
  const tally = newTally(discovery.files.length);
  const result: Network[] = [];
  for (const plan of await planEstates(discovery, configs, cwd)) {
    const files = await readEstate(plan, {}, tally);
    result.push(
      new Network(
        files.flatMap((file) => file.documents),
        { target: flags.target ?? plan.config.target, inventory: plan.config.inventory },
      ),
    );
    const broken = files.filter((file) => file.problems.some((problem) => problem.rule === 'reading/syntax'));
    for (const { file } of broken)
      process.stderr.write(`hvlint: ${visible(file.path)} cannot be read in full; run hvlint on it to see why\n`);
  }
  for (const { file, message } of tally.failures) process.stderr.write(`hvlint: ${visible(file)}: ${visible(message)}\n`);
  if (tally.failures.length > 0) throw new UsageError('not every file that was named can be read');
  if (tally.files === 0) throw new UsageError('nothing to trace: no file holds anything hvlint knows');
  return result;
}

/** The one estate that has everything that was asked about. */
function choose(all: readonly Network[], texts: readonly string[]): { network: Network; found: Target[] } {
  const hits = all.flatMap((network) => {
    const found = texts.map((text) => targetOf(network, text));
    // A VLAN is a VLAN in every estate; where nobody uses it, it is not meant.
    const used = found.every((target) => target && (target.sort === 'senders' || waysOfTarget(network, target).length > 0));
    return used ? [{ network, found: found as Target[] }] : [];
  });
  if (hits.length === 1) return hits[0]!;
  if (hits.length > 1)
    throw new UsageError(`${texts.map(visible).join(' and ')}: ${hits.length} estates have it; name one with --in <folder>`);
  const alone = texts.flatMap((text) => all.map((network) => occupied(network, text))).find((found) => found !== undefined);
  if (alone)
    throw new UsageError(
      `${visible(alone.nic.host.name)}/${visible(alone.nic.name)} sends nothing of its own: ${visible(alone.by)} stands on it. Ask about an adapter above it`,
    );
  const missing = texts.find((text) => !all.some((network) => targetOf(network, text))) ?? texts[0]!;
  const vlan = all.map((network) => targetOf(network, missing)).find((target) => target?.sort === 'vlan');
  throw new UsageError(vlan ? `nothing in the files uses ${vlan.name}` : unknownName('trace', missing, all.flatMap(targetNames)));
}

function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, [...known]);
  return `${what}: nothing is called '${visible(name)}'${meant ? `; did you mean ${visible(meant)}?` : ''}`;
}
