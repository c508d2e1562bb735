import { isForgotten } from '#read/forgotten';
import type { LoadBalancingAlgorithmData, TeamingModeData } from '#read/generated/documents';
import type { Port, PortChannel, Team } from './entity.ts';
import { inRange, type Os } from './os.ts';
import { RELEASES } from './releases.ts';
import { VlanSet } from './vlan-set.ts';

/** A value a rule may reckon with: as written, or what the system does when nothing is written. */
export interface Effective<T> {
  readonly value: T;
  readonly known: 'written' | 'default';
}

/**
 * TeamingMode: New-NetLbfoTeam makes a SwitchIndependent team unless told otherwise, in every release.
 * Source: https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam
 */
export function teamingMode(team: Team): Effective<TeamingModeData> | undefined {
  const written = team.data.teamingMode;
  if (written !== undefined) return { value: written, known: 'written' };
  // An export that does not show the mode leaves it unknown; so does a value reading took out because it is wrong.
  return team.isDeclared && team.data.members !== undefined && !isForgotten(team.data, 'teamingMode')
    ? { value: 'SwitchIndependent', known: 'default' }
    : undefined;
}

/**
 * LoadBalancingAlgorithm: TransportPorts on 2012 (help of that release); on 2016 and later Dynamic is what machines show.
 * The help of 2012 R2 and what was seen there disagree, so it is unknown there.
 */
export function loadBalancingAlgorithm(team: Team): Effective<LoadBalancingAlgorithmData> | undefined {
  const written = team.data.loadBalancingAlgorithm;
  if (written !== undefined) return { value: written, known: 'written' };
  if (!team.isDeclared || isForgotten(team.data, 'loadBalancingAlgorithm')) return undefined;
  const value = algorithmByDefault(team.host.os);
  return value && { value, known: 'default' };
}

/** The algorithm a release gives a team that is made without one; undefined where it is not known. */
export function algorithmByDefault(os: Os | undefined): LoadBalancingAlgorithmData | undefined {
  if (inRange(os, RELEASES.transportPortsByDefault)) return 'TransportPorts';
  return inRange(os, RELEASES.dynamicByDefault) ? 'Dynamic' : undefined;
}

/** Systems whose trunk without a list carries every VLAN. Sources: Cisco NX-OS and IOS, Arista EOS: switchport trunk allowed vlan. */
const TRUNK_CARRIES_ALL = new Set(['nx-os', 'ios', 'ios-xe', 'eos']);

/** VLANs a trunk without a list carries; unknown for systems whose documentation says otherwise or nothing. */
export function allowedVlans(port: Port | PortChannel): Effective<VlanSet> | undefined {
  const written = VlanSet.of(port.data.allowedVlans);
  if (written) return { value: written, known: 'written' };
  return port.isDeclared && !isForgotten(port.data, 'allowedVlans') && TRUNK_CARRIES_ALL.has(port.switch.data.os ?? '')
    ? { value: VlanSet.all, known: 'default' }
    : undefined;
}
