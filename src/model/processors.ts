import { loadBalancingAlgorithm, teamingMode } from './defaults.ts';
import type { Host, Nic, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { at, type Place } from './place.ts';

/** How VMQ queues of the members of a team are counted: the sum of all, or the smallest number of any. */
export type QueueMode = 'sum' | 'min';

/**
 * Queue mode of a team, undefined when it cannot be known. SET is always sum. LBFO is sum with SwitchIndependent and HyperVPort,
 * from 2012 R2 on also with Dynamic; min in every other combination.
 * Source: "NIC Teaming and Virtual Machine Queues" of the guidance; KB 2974384.
 */
export function queueMode(team: Team | VmSwitch): QueueMode | undefined {
  if (team.kind === 'vm-switch') return 'sum';
  const mode = teamingMode(team)?.value;
  if (mode === undefined) return undefined;
  if (mode !== 'SwitchIndependent') return 'min';
  const algorithm = loadBalancingAlgorithm(team)?.value;
  if (algorithm === undefined) return undefined;
  if (algorithm === 'HyperVPort') return 'sum';
  if (algorithm !== 'Dynamic') return 'min';
  // Dynamic does not exist on 2012; on an unknown release it is 2012 R2 or later, because only they have it.
  return team.host.os === '2012' ? undefined : 'sum';
}

/** A written number and where it stands. */
export interface WrittenNumber {
  readonly value: number;
  readonly place: Place;
}

/** The processor layout somebody wrote for an adapter. Numbers of an export are mostly driver defaults and count as not written. */
export interface ProcessorLayout {
  readonly base: WrittenNumber | undefined;
  readonly max: WrittenNumber | undefined;
  readonly maxNumber: WrittenNumber | undefined;
  readonly group: WrittenNumber | undefined;
  readonly numaNode: WrittenNumber | undefined;
}

/** The written layout of an adapter, from its `vmq` or `rss` section or the registry keywords, which both share. */
export function processorLayout(nic: Nic, use: 'vmq' | 'rss'): ProcessorLayout {
  const section = nic.data[use];
  const written = (
    property: 'baseProcessorNumber' | 'maxProcessors' | 'maxProcessorNumber' | 'baseProcessorGroup' | 'numaNode',
    keyword: string,
  ): WrittenNumber | undefined => {
    const value = section?.[property];
    const found = value === undefined ? nic.advancedNumber(keyword) : undefined;
    const place = value !== undefined ? at(nic, use, property) : found && at(nic, 'advancedProperties', found.key);
    if (!place || place.origin?.document.stance === 'observed') return undefined;
    return { value: value ?? found!.value, place };
  };
  return {
    base: written('baseProcessorNumber', '*RssBaseProcNumber'),
    max: written('maxProcessors', '*MaxRssProcessors'),
    maxNumber: written('maxProcessorNumber', '*RssMaxProcNumber'),
    group: written('baseProcessorGroup', '*RssBaseProcGroup'),
    numaNode: written('numaNode', '*NumaNodeId'),
  };
}

/** Distance between two processors RSS and VMQ use: 2 with hyper-threading, which the guidance says to assume when in doubt. */
export function processorStep(host: Host): 1 | 2 {
  return host.data.processors?.hyperThreading === false ? 1 : 2;
}

/**
 * The logical processors an adapter may use by its written layout: base, base + step … as many as *MaxRssProcessors says, cut at
 * *RssMaxProcNumber. Numbers count within the processor group. Undefined unless both base and number are written.
 */
export function processorSet(nic: Nic, use: 'vmq' | 'rss'): readonly number[] | undefined {
  const { base, max, maxNumber } = processorLayout(nic, use);
  if (!base || !max) return undefined;
  const step = processorStep(nic.host);
  const set = Array.from({ length: Math.min(max.value, 64) }, (_, i) => base.value + i * step);
  return maxNumber ? set.filter((p) => p <= maxNumber.value) : set;
}

/** The processors of a set as people write them: {2,4,6}. */
export function setText(set: readonly number[]): string {
  return `{${set.join(',')}}`;
}

/** Which section of an adapter counts: VMQ below a Hyper-V switch, RSS otherwise. */
export function layoutUse(network: Network, nic: Nic): 'vmq' | 'rss' {
  return network.vmSwitchesOn(nic).length > 0 ? 'vmq' : 'rss';
}

/** Whether a release still puts LBFO teams below a Hyper-V switch. */
export function lbfoBelowSwitch(host: Host): boolean {
  return inRange(host.os, { from: '2012', to: '2022' });
}
