import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { intervalsOf, type LinkNeed, linkNeed, loadsOf, planValue, usableOf } from './plan-load.ts';
import { quantityText } from './quantity-text.ts';
import type { ReplicaPlan } from './replica-entity.ts';
import { exceeds, type Interval, TIGHT } from './replica-sizing.ts';

/** What the link of a plan and its load are to each other. */
export interface LinkVerdict {
  /**
   * insufficient: it fits at no interval there is. unreachable: not at the intervals that are chosen; a longer one fits, or is not known
   * not to. tight: it fits, with little left. fits: as far as is known.
   */
  readonly verdict: 'insufficient' | 'unreachable' | 'tight' | 'fits';
  readonly usable: number;
  /** What the chosen intervals need. */
  readonly chosen: LinkNeed;
  /** What the longest interval there is needs, for all VMs. */
  readonly longest: LinkNeed;
  readonly longestSec: Interval;
  /** The shortest interval that is known to fit, for all VMs. */
  readonly fitting: { readonly sec: Interval; readonly need: LinkNeed } | undefined;
}

/** Judges the link of a plan; undefined where what may be filled is unknown or no VM is to be replicated. */
export function linkVerdict(network: Network, plan: ReplicaPlan): LinkVerdict | undefined {
  const usable = usableOf(plan);
  if (usable === undefined || loadsOf(network, plan).length === 0) return undefined;
  const needs = intervalsOf(network, plan).map((sec) => ({ sec, need: linkNeed(network, plan, sec) }));
  const { sec: longestSec, need: longest } = needs.at(-1)!;
  const chosen = linkNeed(network, plan, 'chosen');
  const verdict = exceeds(longest.atLeast, usable)
    ? 'insufficient'
    : exceeds(chosen.atLeast, usable)
      ? 'unreachable'
      : exceeds(chosen.atLeast, TIGHT * usable)
        ? 'tight'
        : 'fits';
  const fitting = needs.find(({ need }) => need.mbps !== undefined && !exceeds(need.mbps, usable));
  return { verdict, usable, chosen, longest, longestSec, fitting };
}

/** A need in words: "37.3 Mbps", "at least 37.3 Mbps" where a part is unknown. */
export function needText({ mbps, atLeast }: LinkNeed, beside: number): string {
  return `${mbps === undefined ? 'at least ' : ''}${quantityText(mbps ?? atLeast, beside)} Mbps`;
}

/** What may be filled in words: "35 Mbps (70 percent of 50)". */
export function usableText(plan: ReplicaPlan, usable: number): string {
  const percent = quantityText((planValue(plan, 'linkUtilisation') ?? 0) * 100);
  return `${quantityText(usable)} Mbps (${percent} percent of ${plan.data.estimatedWanBandwidthMbps})`;
}

/** The intervals VMs of a plan are to be replicated at, in words: "every 30 s", "every 30 or 300 s". */
export function chosenText(network: Network, plan: ReplicaPlan): string {
  const all = loadsOf(network, plan).flatMap(({ intervalSec }) => intervalSec ?? []);
  return `every ${[...new Set(all)].sort((a, b) => a - b).join(' or ')} s`;
}

/** Where the interval of a plan is chosen: in the plan, else by the first VM that does; where none is, the estimate of the link. */
export function intervalPlace(plan: ReplicaPlan): Place {
  const vm = plan.vms.find(({ data }) => data.replicationFrequencySec !== undefined);
  if (plan.data.replicationFrequencySec !== undefined) return at(plan, 'replicationFrequencySec');
  return vm ? at(vm, 'replicationFrequencySec') : at(plan, 'estimatedWanBandwidthMbps');
}
