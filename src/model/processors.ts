import { loadBalancingAlgorithm, teamingMode } from './defaults.ts';
import type { Host, Nic, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
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
  const algorithm = loadBalancingAlgorithm(team)?.value;
  if (mode === 'Static' || mode === 'Lacp') return 'min';
  // An address hash is min in every mode.
  if (algorithm !== undefined && algorithm !== 'HyperVPort' && algorithm !== 'Dynamic') return 'min';
  if (mode === undefined || algorithm === undefined) return undefined;
  if (algorithm === 'HyperVPort') return 'sum';
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
}

/** The written layout of an adapter, from its `vmq` or `rss` section or the registry keywords, which both share. */
export function processorLayout(nic: Nic, use: 'vmq' | 'rss'): ProcessorLayout {
  const section = nic.data[use];
  const declared = (value: number, place: Place): WrittenNumber | undefined =>
    place.origin?.document.stance === 'observed' ? undefined : { value, place };
  const written = (property: 'baseProcessorNumber' | 'maxProcessors', keyword: string): WrittenNumber | undefined => {
    const value = section?.[property];
    const found = nic.advancedNumber(keyword);
    // A number that an export shows does not hide the keyword that somebody wrote.
    return (
      (value === undefined ? undefined : declared(value, at(nic, use, property))) ??
      (found ? declared(found.value, at(nic, 'advancedProperties', found.key)) : undefined)
    );
  };
  return {
    base: written('baseProcessorNumber', '*RssBaseProcNumber'),
    max: written('maxProcessors', '*MaxRssProcessors'),
  };
}

/** Distance between two processors RSS and VMQ use: 2 with hyper-threading, which the guidance says to assume when in doubt. */
export function processorStep(host: Host): 1 | 2 {
  return host.data.processors?.hyperThreading === false ? 1 : 2;
}

/** Which section of an adapter counts: VMQ below a Hyper-V switch, RSS otherwise. */
export function layoutUse(network: Network, nic: Nic): 'vmq' | 'rss' {
  return network.vmSwitchesOn(nic).length > 0 ? 'vmq' : 'rss';
}
