import type { Nic } from './entity.ts';
import { isNativeTeam } from './native-team.ts';
import type { Network } from './network.ts';
import { processorStep, type QueueMode } from './processors.ts';
import {
  coresForQueues,
  LAST_OF_GROUP,
  lastProcessor,
  processors,
  type QueueSet,
  type QueueStart,
  queueSet,
  queueStart,
  queueTeam,
  sameSet,
  share,
} from './queue-layout.ts';

/** The layout of one adapter: the processor its queues begin at, and how many they take; undefined leaves that as it is. */
export interface ProposedLayout {
  readonly nic: Nic;
  readonly base: number;
  readonly max: number | undefined;
}

/** What to do about an adapter that begins at the wrong processor. */
export interface Move {
  /** Whether the new first processor alone does it, and is known to do no harm. */
  readonly clean: boolean;
  /** What to set, in order; undefined when nothing is known to fit. */
  readonly layouts: readonly ProposedLayout[] | undefined;
}

/** How an adapter gets to begin at another processor: by itself, or where that clashes, with a new layout of its team. */
export function moveTo(network: Network, start: QueueStart, base: number): Move {
  const after = afterMove(network, start, base);
  if (after !== 'clash') return { clean: after === 'clean', layouts: [{ nic: start.nic, base, max: undefined }] };
  return { clean: false, layouts: proposeFor(network, start.nic) };
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
 * in sum mode, the same for all in min mode. Undefined when it cannot fit or when something it needs to know is unknown.
 */
export function proposeLayout(network: Network, nics: readonly Nic[], mode: QueueMode): readonly ProposedLayout[] | undefined {
  const starts = nics.flatMap((nic) => queueStart(network, nic) ?? []);
  const [first] = starts;
  const last = first && lastProcessor(first.nic.host);
  const cores = first && coresForQueues(first.nic.host);
  if (!first || !last || !cores || starts.length < nics.length) return undefined;
  // A group, a limit or a NUMA node of its own would move the processors of the proposal.
  const moved = (s: QueueStart) => s.group || s.numaNode !== undefined || (s.limit !== undefined && s.limit < last);
  if (starts.some((s) => !s.max || moved(s))) return undefined;
  const step = processorStep(first.nic.host);
  if (mode === 'min') {
    const base = Math.max(step, Math.ceil(first.base.value / step) * step);
    const max = Math.min(first.max!.value, cores + 1 - base / step);
    return max < 1 ? undefined : starts.map(({ nic }) => ({ nic, base, max }));
  }
  if (cores < starts.length) return undefined;
  const sizes = starts.map(({ max }) => Math.min(max!.value, cores));
  while (sizes.reduce((a, b) => a + b) > cores) sizes[sizes.lastIndexOf(Math.max(...sizes))]! -= 1;
  let next = step;
  return starts.map(({ nic }, i) => {
    const base = next;
    next += sizes[i]! * step;
    return { nic, base, max: sizes[i]! };
  });
}

/** Whether the set of an adapter that begins at another processor fits the host and its team; undefined when it cannot be known. */
function afterMove(network: Network, start: QueueStart, base: number): 'clean' | 'clash' | undefined {
  const { nic, max } = start;
  const last = lastProcessor(nic.host);
  if (base > Math.min(last ?? LAST_OF_GROUP, start.limit ?? LAST_OF_GROUP)) return 'clash';
  const team = network.teamingOf(nic);
  const queues = team && queueTeam(network, team);
  const mates = queues?.nics.filter((other) => other !== nic) ?? [];
  const min = queues?.mode === 'min' && (mates.length > 0 || !queues.complete);
  if (!max || last === undefined || start.numaNode !== undefined || start.limit !== undefined) return min ? 'clash' : undefined;
  const set = processors(base, max.value, processorStep(nic.host));
  if (set.at(-1)! > last) return 'clash';
  const moved: QueueSet = { ...start, max, given: set, set };
  const others = mates.map((other) => queueSet(network, other));
  if (min && others.some((other) => !other || sameSet(moved, other) !== true)) return 'clash';
  if (queues?.mode === 'sum' && others.some((other) => other && share(moved, other))) return 'clash';
  // A team that may or may not stand below a Hyper-V switch, and members nobody described, leave it open.
  const open = queues ? !queues.complete || others.includes(undefined) : team?.kind === 'team' && !isNativeTeam(network, team);
  return open ? undefined : 'clean';
}
