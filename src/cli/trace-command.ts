import { isInVirtualSubnet } from '#model/adapter-subnet';
import type { Network } from '#model/network';
import { tenantWaysBetween } from '#model/tenant-way';
import { bareVm, lostOf, occupied, type Target, targetNames, targetOf, waysOfTarget } from '#model/trace-target';
import type { Way } from '#model/way';
import { survives } from '#model/way-loss';
import { type Talk, talk } from '#model/way-talk';
import { type Trace, traceJson, traceText } from '#report/trace';
import { visible } from '#text/visible';
import { type EstateFlags, networks, unknownName } from './estate-networks.ts';
import { UsageError } from './main.ts';
import { wantsColor } from './output.ts';
import { arrives, packetsBetween } from './packet-trace.ts';
import { VERSION } from './version.ts';

/** Flags of `hvlint trace`, as commander gives them. */
interface Flags extends EstateFlags {
  readonly without: readonly string[];
  readonly format: 'text' | 'json';
  readonly vsid?: number;
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
  flags: Pick<Flags, 'in' | 'without' | 'config' | 'configLookup' | 'target' | 'vsid'>,
  cwd: string,
  color: boolean,
): Promise<{ readonly trace: Trace; readonly works: boolean }> {
  const all = await networks(flags, cwd, 'trace');
  const about = { cwd: cwd.replaceAll('\\', '/'), targets, without: flags.without, toolVersion: VERSION, color };
  if (flags.vsid !== undefined) {
    const packets = packetsBetween(all, flags.vsid, targets, flags.without);
    return { trace: { ...about, ways: [], talks: [], packets }, works: packets.every(arrives) };
  }
  const { network, found } = choose(all, targets);
  const lost = lostOf(network, flags.without);
  if ('unknown' in lost) throw new UsageError(unknownName('--without', lost.unknown, lost.known));
  const each = found.map((target) => waysOfTarget(network, target, lost));
  const [first = [], second] = each;
  const talks = second ? first.flatMap((a) => second.map((b) => talk(network, a, b))).filter(meets) : [];
  const [source, destination] = found.map((target) => (target.sort === 'senders' ? target.senders : []));
  const packets = source && destination ? tenantWaysBetween(network, source, destination) : [];
  const ways = each.flat();
  if (ways.length === 0) throw new UsageError(`${targets.map(visible).join(' and ')}: nothing in the files uses it`);
  return {
    trace: { ...about, ways, talks, packets },
    works: works(ways, talks, flags.without.length > 0) && packets.every(arrives),
  };
}

/** Pairs of hosts on which a VM cannot be at the same time as itself are no question; packets of virtual subnets are told apart. */
function meets({ a, b }: Talk): boolean {
  return a.sender !== b.sender && !(inVirtualSubnet(a) && inVirtualSubnet(b));
}

function inVirtualSubnet({ sender }: Way): boolean {
  return sender.kind === 'vm-adapter' && isInVirtualSubnet(sender);
}

function works(ways: readonly Way[], talks: readonly Talk[], less: boolean): boolean {
  if (talks.length > 0) return talks.every(({ verdict }) => verdict === 'yes' || verdict === 'unknown');
  return ways.every((way) =>
    less ? survives(way, () => false) !== 'stops' : way.verdict === 'whole' || way.verdict === 'unknown',
  );
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
  const bare = all.map((network) => bareVm(network, missing)).find((found) => found !== undefined);
  if (bare)
    throw new UsageError(
      `${visible(bare.vm.name)} is known, but ${bare.hasNone ? 'it has no network adapter' : 'none of its network adapters is described'}`,
    );
  const vlan = all.map((network) => targetOf(network, missing)).find((target) => target?.sort === 'vlan');
  throw new UsageError(vlan ? `nothing in the files uses ${vlan.name}` : unknownName('trace', missing, all.flatMap(targetNames)));
}
