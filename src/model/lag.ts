import { isForgotten } from '#read/forgotten';
import type { Nic, Port, Switch, Team, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';

/** How a switch bundles a port: not at all, without a protocol (mode on), or by LACP (active or passive). */
export type Aggregation = 'none' | 'static' | 'lacp';

/**
 * How a port is aggregated; undefined when nothing tells. A port that names no LAG is in none: that is how every switch starts.
 * It counts only where the description is known to reach that far: the port says its mode (access, trunk), its switch names a LAG
 * elsewhere, or the inventory of switches is complete. A port of which little more than the name is known stays unknown.
 */
export function aggregation(network: Network, port: Port): Aggregation | undefined {
  const { lag, mode } = port.data;
  if (lag) return lag.mode === undefined ? undefined : lag.mode === 'on' ? 'static' : 'lacp';
  const device = port.switch;
  const told =
    network.inventory.switches ||
    device.data.portChannels !== undefined ||
    device.ports.some((other) => other.data.lag) ||
    (mode !== undefined && port.isDeclared);
  // A LAG that reading took out because it is wrong is there nevertheless.
  return told && !isForgotten(port.data, 'lag') ? 'none' : undefined;
}

/**
 * Whether a port is in no LAG although its team needs one and other ports of the team are in it: once it joins, the settings of the LAG count,
 * and not its own.
 */
export function isMissingFromLag(network: Network, port: Port, team: Team | VmSwitch | Nic): boolean {
  if (team.kind !== 'team' || aggregation(network, port) !== 'none') return false;
  const wanted = team.data.teamingMode === 'Lacp' ? 'lacp' : team.data.teamingMode === 'Static' ? 'static' : undefined;
  if (wanted === undefined || spansSeparateSwitches(network, team)) return false;
  return team.nics.some((nic) => {
    const other = network.portOf(nic);
    return other !== undefined && aggregation(network, other) === wanted;
  });
}

/** Number of the LAG of a port as commands take it; undefined without a LAG or when its name ends in no number. */
export function lagNumber(port: Port): number | undefined {
  const digits = /\d+$/.exec(String(port.data.lag?.id ?? ''))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** The ports on the same switch that are in one LAG with a port, itself included. */
export function lagMatesOf(network: Network, port: Port): readonly Port[] {
  return network.lagOf(port)?.ports.filter((mate) => mate.switch === port.switch) ?? [];
}

/**
 * Whether two switches are known not to act as one for link aggregation. Silent (false) where they may: a common stackId or
 * mlagDomain, an id on one side only (the other may be its partner), port-channels that speak of a domain without its name, or of none.
 */
export function areSeparate(network: Network, a: Switch, b: Switch): boolean {
  if (a === b || same(a.data.stackId, b.data.stackId) || same(a.data.mlagDomain, b.data.mlagDomain)) return false;
  if ([a, b].some((device) => hasUnnamedDomain(device) || mayShareSegments(device))) return false;
  const domains = [a, b].filter((device) => device.data.mlagDomain !== undefined);
  const stacks = [a, b].filter((device) => device.data.stackId !== undefined);
  if (domains.length === 2 || (domains.length === 0 && stacks.length !== 1)) return true;
  // A domain has two members; where both are described, no third switch is part of it.
  return domains.some((device) => domainOf(network, device).length > 1);
}

/** The described switches a team is cabled to, with the names of its members on each. */
export function switchesOf(network: Network, team: Team): ReadonlyMap<Switch, readonly string[]> {
  const found = new Map<Switch, string[]>();
  for (const nic of team.nics) {
    const cable = network.cableOf(nic);
    const device = cable && network.switch(cable.switch);
    if (device) found.set(device, [...(found.get(device) ?? []), nic.name]);
  }
  return found;
}

/** Whether a team is known to end on switches that do not act as one. */
export function spansSeparateSwitches(network: Network, team: Team): boolean {
  const devices = [...switchesOf(network, team).keys()];
  return devices.some((a, i) => devices.slice(i + 1).some((b) => areSeparate(network, a, b)));
}

function domainOf(network: Network, device: Switch): readonly Switch[] {
  return network.all('switch').filter((other) => same(other.data.mlagDomain, device.data.mlagDomain));
}

/** Whether a port-channel may be one over several switches in a way that has no number: an Ethernet segment of EVPN. */
function mayShareSegments({ portChannels }: Switch): boolean {
  return portChannels.some((channel) => isForgotten(channel.data, 'vpc'));
}

function hasUnnamedDomain({ data, portChannels }: Switch): boolean {
  const spansSwitches = portChannels.some((channel) => channel.data.vpc !== undefined || channel.data.peerLink === true);
  return data.mlagDomain === undefined && spansSwitches;
}

/** Whether two ids are written and equal, as text in any case. */
export function same(a: string | number | undefined, b: string | number | undefined): boolean {
  return a !== undefined && b !== undefined && String(a).toLowerCase() === String(b).toLowerCase();
}
