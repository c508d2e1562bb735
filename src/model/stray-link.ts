import { isForgotten } from '#read/forgotten';
import { teamingMode } from './defaults.ts';
import type { Port, PortChannel, Team } from './entity.ts';
import { same } from './lag.ts';
import { firstLabel, nameKey } from './names.ts';
import type { Network } from './network.ts';
import type { Lag } from './switch-groups.ts';

/** What the links of a LAG lead to: a team, an adapter that stands alone, or a host of which only the cables are known. */
interface End {
  readonly key: string;
  readonly name: string;
  /** The team, where the end is one that needs all its links in one LAG (Static or Lacp). */
  readonly dependent: Team | undefined;
}

/** The ports of one LAG that lead to one end. */
export interface Bundle {
  readonly end: End;
  readonly lag: Lag;
  readonly ports: Port[];
}

/** A port whose LAG and whose cable do not fit together. */
export interface StrayLink {
  readonly port: Port;
  /** Where the other links of its team are, when they are known to be in another LAG. */
  readonly home: Bundle | undefined;
  /** Whose LAG it is in, when that is somebody else's. */
  readonly holder: Bundle | undefined;
}

const memo = new WeakMap<Network, readonly StrayLink[]>();

/**
 * The ports that do not belong to the LAG they are in. A LAG belongs to one end and a Static or Lacp team to one LAG; the larger
 * share decides which; among equals the LAG with a number of its domain, else the first one written. What leads to a
 * switch-independent team or to SET is left out: no LAG is right for it. So is a port whose cable is unknown or contradicted by what
 * its adapter says.
 */
export function strayLinks(network: Network): readonly StrayLink[] {
  const known = memo.get(network);
  if (known) return known;
  const bundles = bundlesOf(network);
  const homes = new Map<string, Bundle>();
  const holders = new Map<Lag, Bundle>();
  const rank = ({ ports, lag }: Bundle): number =>
    ports.length + (lag.channels.some(({ data }) => data.vpc !== undefined) ? 0.5 : 0);
  for (const bundle of [...bundles].sort((a, b) => rank(b) - rank(a))) {
    const { end, lag } = bundle;
    if (holders.has(lag) || (end.dependent && homes.has(end.key))) continue;
    holders.set(lag, bundle);
    homes.set(end.key, bundle);
  }
  const strays = bundles.flatMap((bundle) => {
    const { end, lag, ports } = bundle;
    if (holders.get(lag) === bundle) return [];
    return ports.flatMap((port): StrayLink[] => {
      const own = end.dependent && homes.get(end.key);
      const home = own?.ports.some((other) => knownApart(network, port, other)) ? own : undefined;
      const other = holders.get(lag);
      // Across switches a LAG is one only by the number of its domain, and two domains may have one number.
      const theirs = other?.ports.some((p) => p.switch === port.switch) && (end.dependent ?? other.end.dependent);
      const holder = theirs ? other : undefined;
      return home || holder ? [{ port, home, holder }] : [];
    });
  });
  memo.set(network, strays);
  return strays;
}

/** Whether a port does not belong to the LAG it is in. What its host needs there tells nothing then: cable or LAG is the wrong one. */
export function isStray(network: Network, port: Port): boolean {
  return strayLinks(network).some((stray) => stray.port === port);
}

function bundlesOf(network: Network): Bundle[] {
  const bundles = new Map<string, Bundle>();
  for (const port of network.all('port')) {
    const lag = network.lagOf(port);
    const end = lag && endOf(network, port);
    if (!end) continue;
    const key = `${lag.id}\n${end.key}`;
    const bundle = bundles.get(key);
    if (bundle) bundle.ports.push(port);
    else bundles.set(key, { end, lag, ports: [port] });
  }
  return [...bundles.values()];
}

function endOf(network: Network, port: Port): End | undefined {
  const nic = network.nicOf(port);
  if (nic) {
    const teaming = network.teamingOf(nic);
    if (teaming?.kind === 'team') return teamEnd(teaming);
    return teaming ? undefined : { key: nic.id, name: `${nic.name} of ${nic.host.name}`, dependent: undefined };
  }
  const cable = network.cableTo(port);
  if (!cable) return undefined;
  const host = network.host(cable.host);
  if (!host) {
    // hv01 and hv01.contoso.com may be one host under two names.
    const named = network.all('host').some((other) => firstLabel(other.name) === firstLabel(cable.host));
    return named ? undefined : { key: `host:${firstLabel(cable.host)}`, name: cable.host, dependent: undefined };
  }
  if (host.nic(cable.nic)) return undefined;
  const team = host.teams.find((t) => t.members.some((member) => nameKey(member.name) === nameKey(cable.nic)));
  return team
    ? teamEnd(team)
    : { key: `${host.id}/nic:${nameKey(cable.nic)}`, name: `${cable.nic} of ${host.name}`, dependent: undefined };
}

function teamEnd(team: Team): End | undefined {
  const mode = teamingMode(team)?.value;
  return mode === 'SwitchIndependent'
    ? undefined
    : { key: team.id, name: `the team ${team.name} on ${team.host.name}`, dependent: mode && team };
}

/** Whether two ports are known to be in different LAGs: on one switch or stack by the number, across a domain by vPC or MLAG number. */
function knownApart(network: Network, a: Port, b: Port): boolean {
  if (network.lagOf(a) === network.lagOf(b)) return false;
  if (a.switch === b.switch || same(a.switch.data.stackId, b.switch.data.stackId)) return true;
  if (!same(a.switch.data.mlagDomain, b.switch.data.mlagDomain)) return false;
  const [first, second] = [a, b].map((port) => network.portChannelOf(port));
  if (!first || !second) return false;
  const numbers = [first.data.vpc, second.data.vpc];
  if (numbers.every((number) => number !== undefined)) return !same(numbers[0], numbers[1]);
  // One of them is in no domain-wide LAG.
  return [first, second].every(tellsPair) && numbers.some((number) => number !== undefined);
}

/**
 * Whether a port-channel without a number of the domain is known to have none: its switch writes such numbers at all, or it is the
 * configuration of a switch that has the link to its peer. A description of our own may leave the number out.
 */
function tellsPair({ data, switch: device, tree }: PortChannel): boolean {
  if (device.portChannels.some((other) => other.data.vpc !== undefined)) return true;
  const linked = device.portChannels.some((other) => other.data.peerLink === true);
  return linked && tree.documents.every((document) => document.complete) && !isForgotten(data, 'vpc');
}
