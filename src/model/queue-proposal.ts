import type { Host, Nic } from './entity.ts';
import { isNativeTeam } from './native-team.ts';
import type { Network } from './network.ts';
import { processorStep, type QueueMode } from './processors.ts';
import {
  beginsOnCoreZero,
  coresForQueues,
  LAST_OF_GROUP,
  lastProcessor,
  type QueueSet,
  type QueueStart,
  type QueueTeam,
  queueStart,
  queueTeam,
  sameSet,
  setFrom,
  share,
  startWhenOn,
} from './queue-layout.ts';

/** The layout of one adapter: the processor its queues begin at, and how many they take; undefined leaves that as it is. */
export interface ProposedLayout {
  readonly nic: Nic;
  readonly base: number;
  readonly max: number | undefined;
}

/** What to do about an adapter whose layout is wrong. */
export interface Repair {
  /** Whether another first processor for this adapter does it, and is known to do no harm. */
  readonly clean: boolean;
  /** What to set, in order, the same whichever adapter of the team is asked about; undefined when nothing is known to fit. */
  readonly layouts: readonly ProposedLayout[] | undefined;
}

/**
 * How an adapter that begins on core 0, in the middle of a core or too near to the end gets a layout that is right. Its team is
 * one question: every adapter of it that is wrong by itself is put right, and where they do not go together then, the whole team
 * gets a new layout.
 */
export function repairOf(network: Network, { nic }: QueueStart): Repair {
  const team = network.teamingOf(nic);
  const found = team && queueTeam(network, team);
  const queues = found?.nics.includes(nic) ? found : undefined;
  const members = (queues?.nics ?? [nic]).map((each) => {
    const start = queueStart(network, each);
    return { start, right: start && righted(start) };
  });
  const nowhere = members.some(({ start, right }) => start && !right);
  const rights = members.map(({ right }) => right);
  const fit = nowhere ? 'clash' : together(rights, queues, nic.host);
  if (fit === 'clash') return { clean: false, layouts: proposeFor(network, nic) };
  const layouts = members.flatMap(({ start, right }) => (start && right ? (change(start, right) ?? []) : []));
  // The others are still as they are when this one has moved.
  const alone =
    queues?.mode === 'min'
      ? layouts.length === 1
      : members.every(({ start }) => start && (start.nic === nic || setFrom(start) !== undefined));
  // A team that may or may not stand below a Hyper-V switch may have queues that count together.
  const told = queues !== undefined || team?.kind !== 'team' || isNativeTeam(network, team);
  const moves = layouts.some((layout) => layout.nic === nic && layout.max === undefined);
  return { clean: fit === 'clean' && alone && told && moves, layouts };
}

/** Whether the written layout of an adapter is right once its queues, which are off, are switched on: by itself and beside its team. */
export function fitsWhenOn(network: Network, nic: Nic): boolean {
  const start = startWhenOn(network, nic);
  if (!start) return true;
  const right = righted(start);
  if (!right || change(start, right)) return false;
  const team = network.teamingOf(nic);
  const queues = team && queueTeam(network, team);
  if (!queues) return true;
  const others = queues.nics.filter((other) => other !== nic);
  return together([start, ...others.map((other) => queueStart(network, other))], queues, nic.host) !== 'clash';
}

/** A layout for an adapter and the members of the team its queues count with. */
export function proposeFor(network: Network, nic: Nic): readonly ProposedLayout[] | undefined {
  const team = network.teamingOf(nic);
  const queues = team && queueTeam(network, team);
  if (!queues?.nics.includes(nic)) return proposeLayout(network, [nic], 'sum');
  return queues.complete ? proposeLayout(network, queues.nics, queues.mode) : undefined;
}

/**
 * A layout for adapters that fits the host, keeps off core 0 and stays as near to what is written as it can: apart from each other
 * in sum mode, the same for all in min mode. Undefined when it cannot fit or when something it needs to know is unknown: apart
 * takes a host whose processors are known, the same is the same on any.
 */
export function proposeLayout(network: Network, nics: readonly Nic[], mode: QueueMode): readonly ProposedLayout[] | undefined {
  const starts = nics.flatMap((nic) => queueStart(network, nic) ?? []);
  const [first] = starts;
  if (!first || starts.length < nics.length) return undefined;
  const { host } = first.nic;
  const last = lastProcessor(host);
  // A group, a limit or a NUMA node of its own would move the processors of the proposal.
  const moved = (s: QueueStart) =>
    s.group || s.numaNode !== undefined || (s.limit !== undefined && s.limit < (last ?? LAST_OF_GROUP));
  if (starts.some((s) => !s.max || moved(s))) return undefined;
  if (mode === 'min') {
    for (const start of starts) {
      const { base, max } = righted(start) ?? {};
      if (base && max) return starts.map(({ nic }) => ({ nic, base: base.value, max: max.value }));
    }
    return undefined;
  }
  const cores = coresForQueues(host);
  if (!cores || cores < starts.length) return undefined;
  const step = processorStep(host);
  const sizes = starts.map(({ max }) => Math.min(max!.value, cores));
  while (sizes.reduce((a, b) => a + b) > cores) sizes[sizes.lastIndexOf(Math.max(...sizes))]! -= 1;
  let next = step;
  return starts.map(({ nic }, i) => {
    const base = next;
    next += sizes[i]! * step;
    return { nic, base, max: sizes[i]! };
  });
}

/** A layout with what is wrong by itself put right: off core 0, at a core, no further than the host goes. Undefined past its end. */
function righted(start: QueueStart): QueueStart | undefined {
  const { base, max, group, limit } = start;
  const { host } = start.nic;
  const step = processorStep(host);
  const value = beginsOnCoreZero(start) ? step : Math.ceil(base.value / step) * step;
  const last = group ? undefined : lastProcessor(host);
  if (value > Math.min(last ?? LAST_OF_GROUP, limit ?? LAST_OF_GROUP)) return undefined;
  // A written last processor ends the set before the host does.
  const room = last === undefined || limit !== undefined ? Number.POSITIVE_INFINITY : Math.floor((last - value) / step) + 1;
  return { ...start, base: { ...base, value }, max: max && { ...max, value: Math.min(max.value, room) } };
}

/** What has to be set to make a layout right; undefined where it is as written. */
function change(start: QueueStart, right: QueueStart): ProposedLayout | undefined {
  const max = right.max?.value === start.max?.value ? undefined : right.max?.value;
  if (right.base.value === start.base.value && max === undefined) return undefined;
  return { nic: start.nic, base: right.base.value, max };
}

/** Whether layouts go together in their team; undefined when it cannot be known. */
function together(
  starts: readonly (QueueStart | undefined)[],
  queues: QueueTeam | undefined,
  host: Host,
): 'clean' | 'clash' | undefined {
  const found = starts.map((start) => start && setFrom(start));
  const sets = found.filter((set): set is QueueSet => set !== undefined);
  const known = sets.length === starts.length && (queues?.complete ?? true);
  const pairs = sets.flatMap((a, i) => sets.slice(i + 1).map((b) => [a, b] as const));
  // In min mode one adapter alone may not be moved away from others that nobody knows.
  if (queues?.mode === 'min' && (!known || pairs.some(([a, b]) => sameSet(a, b) !== true)))
    return starts.length > 1 || !queues.complete ? 'clash' : undefined;
  if (queues?.mode === 'sum' && pairs.some(([a, b]) => share(a, b)))
    // With fewer cores than members somebody has to share.
    return (coresForQueues(host) ?? starts.length) < starts.length ? undefined : 'clash';
  const certain = lastProcessor(host) !== undefined && starts.every((start) => start?.limit === undefined);
  return known && certain ? 'clean' : undefined;
}
