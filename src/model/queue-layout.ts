import { adapterFeature } from './adapter-feature.ts';
import { loadBalancingAlgorithm, teamingMode } from './defaults.ts';
import { type Host, type Nic, Team, type VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { layoutUse, processorLayout, processorStep, type QueueMode, queueMode, type WrittenNumber } from './processors.ts';
import { RELEASES } from './releases.ts';

/** A team below a Hyper-V switch, with the members whose VMQ queues count together. */
export interface QueueTeam {
  readonly team: Team | VmSwitch;
  readonly mode: QueueMode;
  readonly nics: readonly Nic[];
  /** Whether these are all of them. */
  readonly complete: boolean;
}

/** Where the queues of an adapter begin, as somebody wrote it. */
export interface QueueStart {
  readonly nic: Nic;
  readonly use: 'vmq' | 'rss';
  readonly base: WrittenNumber;
  readonly max: WrittenNumber | undefined;
  /** Processor group, where anything tells; the default of Windows is 0. */
  readonly group: number | undefined;
  /** Last processor the adapter may use, where that is one the host has. */
  readonly limit: number | undefined;
  /** NUMA node the adapter prefers; undefined when it prefers none or the host has no other. */
  readonly numaNode: number | undefined;
}

/** The processors of one group that an adapter takes for its queues. */
export interface QueueSet extends QueueStart {
  readonly max: WrittenNumber;
  /** What the written layout gives to the adapter. */
  readonly given: readonly number[];
  /** Of these, the processors the host has, as far as that is known. Never empty. */
  readonly set: readonly number[];
}

/** Highest number a processor has within its group. */
export const LAST_OF_GROUP = 63;

/**
 * How the VMQ queues of a team count, when that is known: a team below a Hyper-V switch on a release that has such teams.
 * A standby member carries nothing while the others work, so it may share their processors in Sum-of-Queues mode.
 */
export function queueTeam(network: Network, team: Team | VmSwitch): QueueTeam | undefined {
  const { os } = team.host;
  const mode = queueMode(team);
  // What a release does not have is for vmswitch/* and set/* to say.
  if (!mode || (os !== undefined && !inRange(os, team instanceof Team ? RELEASES.lbfoBelowSwitch : RELEASES.set)))
    return undefined;
  const withQueues = (nics: readonly Nic[]): Nic[] =>
    [...new Set(nics)].filter((nic) => adapterFeature(nic, 'vmq')?.on !== false);
  if (team instanceof Team) {
    if (network.vmSwitchesOnTeam(team).length === 0) return undefined;
    const members = team.members.filter((m) => mode === 'min' || m.settings?.administrativeMode !== 'Standby');
    return { team, mode, nics: withQueues(members.flatMap((m) => m.nic ?? [])), complete: members.every((m) => m.nic) };
  }
  const uplink = network.uplink(team);
  return uplink.sort === 'set' ? { team, mode, nics: withQueues(uplink.nics), complete: uplink.complete } : undefined;
}

/**
 * Where the queues of an adapter begin: only for members of a team and adapters below a Hyper-V switch, of which the guidance
 * speaks, with a written base processor that counts. RSS or VMQ switched off and the Balanced profile make it count for nothing.
 */
export function queueStart(network: Network, nic: Nic): QueueStart | undefined {
  let memo = starts.get(network);
  if (!memo) {
    memo = new Map();
    starts.set(network, memo);
  }
  if (!memo.has(nic)) memo.set(nic, findStart(network, nic));
  return memo.get(nic);
}

/** Every rule about processors asks it of every adapter. */
const starts = new WeakMap<Network, Map<Nic, QueueStart | undefined>>();

/** Where the queues of an adapter would begin if they were not switched off. */
export function startWhenOn(network: Network, nic: Nic): QueueStart | undefined {
  return findStart(network, nic, true);
}

function findStart(network: Network, nic: Nic, whenOn = false): QueueStart | undefined {
  const { host } = nic;
  const use = layoutUse(network, nic);
  if (use === 'rss' && !network.teamOf(nic)) return undefined;
  if (host.os !== undefined && !inRange(host.os, RELEASES.lbfo)) return undefined;
  if (!whenOn && adapterFeature(nic, use)?.on === false) return undefined;
  if (use === 'rss' && host.data.offload?.receiveSideScaling === 'Disabled') return undefined;
  if (nic.data.rss?.profile === 'Balanced' || nic.advancedNumber('*RSSProfile')?.value === 6) return undefined;
  const { base, max } = processorLayout(nic, use);
  if (!base || base.value < 0 || base.value > LAST_OF_GROUP) return undefined;
  // The following only move or cut the set: what an export shows of them counts as much as what somebody wrote.
  const section = nic.data[use];
  const known = (value: number | undefined, keyword: string) => value ?? nic.advancedNumber(keyword)?.value;
  const group = known(section?.baseProcessorGroup, '*RssBaseProcGroup');
  const lastGroup = known(nic.data.rss?.maxProcessorGroup, '*RssMaxProcGroup') ?? 0;
  const limit = known(section?.maxProcessorNumber, '*RssMaxProcNumber') ?? Number.POSITIVE_INFINITY;
  const numaNode = known(section?.numaNode, '*NumaNodeId') ?? 65535;
  return {
    nic,
    use,
    base,
    max: max && max.value >= 1 ? max : undefined,
    group,
    limit: lastGroup > (group ?? 0) || limit > (lastProcessor(host) ?? LAST_OF_GROUP) ? undefined : limit,
    numaNode: numaNode === 65535 || host.data.processors?.numaNodes === 1 ? undefined : numaNode,
  };
}

/** Whether the queues begin on core 0: below 2 with hyper-threading, below 1 without. Other groups and NUMA nodes have no core 0. */
export function beginsOnCoreZero({ nic, base, group, numaNode }: QueueStart): boolean {
  return base.value < processorStep(nic.host) && !group && !numaNode;
}

/**
 * The processors an adapter takes: base, base + step … as many as written. Undefined when base or number is not written, when a
 * preferred NUMA node moves them, and when the base is no core: nobody documents what Windows takes then.
 */
export function queueSet(network: Network, nic: Nic, step = processorStep(nic.host)): QueueSet | undefined {
  const start = queueStart(network, nic);
  return start && setFrom(start, step);
}

/** The same of numbers that are written or proposed. */
export function setFrom(start: QueueStart, step = processorStep(start.nic.host)): QueueSet | undefined {
  if (!start.max || start.numaNode !== undefined || start.base.value % step !== 0) return undefined;
  const { base, max, limit = Number.POSITIVE_INFINITY } = start;
  const last = lastProcessor(start.nic.host) ?? LAST_OF_GROUP;
  const given = processors(base.value, max.value, step).filter((p) => p <= limit);
  const set = given.filter((p) => p <= last);
  return set.length > 0 ? { ...start, max, given, set } : undefined;
}

/** Numbers of processors: base, base + step … */
export function processors(base: number, count: number, step: number): number[] {
  return Array.from({ length: Math.min(count, LAST_OF_GROUP + 1) }, (_, i) => base + i * step);
}

/** Number of the last logical processor of a host; undefined when it is unknown or the host has several processor groups. */
export function lastProcessor(host: Host): number | undefined {
  const { logicalProcessors, processorGroups = 1 } = host.data.processors ?? {};
  if (logicalProcessors === undefined || logicalProcessors > LAST_OF_GROUP + 1 || processorGroups > 1) return undefined;
  return logicalProcessors - 1;
}

/** How many cores but core 0 a host has for queues; undefined when its processors are unknown or in several groups. */
export function coresForQueues(host: Host): number | undefined {
  const last = lastProcessor(host);
  return last === undefined ? undefined : Math.floor(last / processorStep(host));
}

/** Sets that share processors, directly or through others, and what they share. */
export interface Overlap {
  readonly sets: readonly QueueSet[];
  readonly shared: readonly number[];
}

/** The overlaps among processor sets. Processors of different groups are different. */
export function overlaps(sets: readonly QueueSet[]): Overlap[] {
  let heaps: QueueSet[][] = [];
  for (const set of sets) {
    const hit = heaps.filter((heap) => heap.some((other) => share(set, other)));
    heaps = [...heaps.filter((heap) => !hit.includes(heap)), [...hit.flat(), set]];
  }
  return heaps
    .filter((heap) => heap.length > 1)
    .map((heap) => {
      const ordered = sets.filter((set) => heap.includes(set));
      const all = ordered.flatMap(({ set }) => set);
      const shared = [...new Set(all.filter((p, i) => all.indexOf(p) !== i))].sort((a, b) => a - b);
      return { sets: ordered, shared };
    });
}

/** Whether two sets have a processor in common. */
export function share(a: QueueSet, b: QueueSet): boolean {
  return (a.group ?? 0) === (b.group ?? 0) && a.set.some((p) => b.set.includes(p));
}

/** Whether two sets are the same processors; undefined when one tells its group, which is not 0, and the other tells none. */
export function sameSet(a: QueueSet, b: QueueSet): boolean | undefined {
  if ((a.group ?? 0) !== (b.group ?? 0)) return a.group === undefined || b.group === undefined ? undefined : false;
  return a.set.length === b.set.length && a.set.every((p, i) => p === b.set[i]);
}

/** Teaming mode and, where it matters, algorithm of a team: Static · SwitchIndependent, TransportPorts. */
export function modeText(team: Team): string {
  const mode = teamingMode(team)?.value;
  // Where a machine does not show the mode, the algorithm alone has told.
  const algorithm = mode === undefined || mode === 'SwitchIndependent' ? loadBalancingAlgorithm(team)?.value : undefined;
  return [mode, algorithm].filter((word) => word !== undefined).join(', ');
}

/** What a message adds where the host does not say whether it has hyper-threading. */
export function assumed(host: Host): string {
  return host.data.processors?.hyperThreading === undefined ? ' (hyper-threading assumed)' : '';
}

/** An adapter and its processors, a long set in short: NIC1 {2,4,6}. */
export function layoutText({ nic, group }: QueueStart, set: readonly number[]): string {
  return `${nic.name} {${shortened(set.map((p) => processorText(p, group))).join(',')}}`;
}

/** A processor as Windows writes it: its group before it, where that is not the first. */
export function processorText(processor: number, group: number | undefined): string {
  return group ? `${group}:${processor}` : String(processor);
}

/** A list in words: 6 · 6 and 8 · 2, 4 and 6 · 2, 4, … and 30. */
export function inWords(items: readonly (string | number)[]): string {
  const short = shortened(items);
  return short.length < 2 ? short.join('') : `${short.slice(0, -1).join(', ')} and ${short.at(-1)}`;
}

function shortened(items: readonly (string | number)[]): readonly (string | number)[] {
  return items.length > 8 ? [items[0]!, items[1]!, '…', items.at(-1)!] : items;
}
