import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { Topology } from './topology.ts';
import { waysOfTarget } from './trace-target.ts';

/**
 * The ids of things, what is inside of them, what lies on the way from them up to the VMs and down to the switches, and what all that is
 * part of.
 */
export function around(topology: Topology, ids: Iterable<string>): Set<string> {
  const start = new Set<string>();
  for (const id of ids) {
    const link = topology.link(id);
    for (const each of link ? [link.from, link.to] : inside(topology, id)) start.add(each);
  }
  return withLines(topology, [...reached(topology, start, 'down'), ...reached(topology, start, 'up')]);
}

/** The ids of things, what is directly linked to them, and what all that is part of. */
export function beside(topology: Topology, ids: Iterable<string>): Set<string> {
  const own = new Set<string>();
  for (const id of ids) {
    const link = topology.link(id);
    for (const each of link ? [link.from, link.to] : [id]) own.add(each);
  }
  const near = topology.links.flatMap(({ from, to }) => (own.has(from) || own.has(to) ? [from, to] : []));
  return withLines(topology, [...own, ...near]);
}

/** Only some things of a topology, and the links between them. */
export function onlyThings(topology: Topology, ids: ReadonlySet<string>): Topology {
  return new Topology(
    topology.things.filter(({ id }) => ids.has(id)),
    topology.links.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    topology.aliases,
  );
}

/** Where a VLAN goes, and where it is stopped. */
export interface VlanView {
  /** The things its frames pass, by id. */
  readonly ids: ReadonlySet<string>;
  /** What stops its frames, by id of the thing or link, and why. */
  readonly stops: ReadonlyMap<string, readonly string[]>;
}

/** The ways of everything that uses a VLAN; undefined when nothing does. */
export function vlanView(network: Network, topology: Topology, vlan: number): VlanView | undefined {
  const ways = waysOfTarget(network, { sort: 'vlan', name: `VLAN ${vlan}`, vlan });
  if (ways.length === 0) return undefined;
  const ids = new Set<string>();
  const stops = new Map<string, string[]>();
  for (const { hops, legs } of ways)
    for (const { entity, passage, says } of [...hops, ...legs.flatMap((leg) => leg.hops)]) {
      const shown = topology.shownAs(entity.id);
      if (shown === undefined) continue;
      const link = topology.link(shown);
      for (const id of link ? [link.from, link.to] : [shown]) ids.add(id);
      if (passage !== 'stops') continue;
      const known = stops.get(shown) ?? [];
      stops.set(shown, known);
      if (!known.includes(says)) known.push(says);
    }
  // A port-channel and a port that is not described carry it too.
  for (const { kind, from, to } of topology.links) if ((kind === 'lag' || kind === 'cable') && ids.has(from)) ids.add(to);
  return { ids: withLines(topology, ids), stops };
}

/** The things a text names: by their id (host:hv01/nic:nic1), by the end of it (vm:web01), or by name. */
export function thingsNamed(topology: Topology, text: string): string[] {
  const key = nameKey(text);
  const exact = topology.shownAs(key);
  if (topology.thing(key) ?? topology.link(key) ?? (topology.aliases.has(key) && exact !== undefined)) return [exact!];
  const byEnd = topology.things.filter(({ id }) => id.endsWith(`/${key}`));
  if (byEnd.length > 0) return byEnd.map(({ id }) => id);
  const byName = topology.things.filter(({ name }) => nameKey(name) === key);
  if (byName.length > 0) return byName.map(({ id }) => id);
  const path = topology.things.filter(
    ({ id, name, parent }) => parent !== undefined && nameKey(`${topology.thing(parent)?.name}/${name}`) === key && id !== parent,
  );
  return path.map(({ id }) => id);
}

function inside(topology: Topology, id: string): string[] {
  const own = topology.thing(id) ? [id] : [];
  return [...own, ...topology.childrenOf(id).flatMap((child) => inside(topology, child.id))];
}

function reached(topology: Topology, start: ReadonlySet<string>, way: 'up' | 'down'): Set<string> {
  const next = new Map<string, string[]>();
  for (const { from, to } of topology.links) {
    const [a, b] = way === 'down' ? [from, to] : [to, from];
    const known = next.get(a);
    if (known) known.push(b);
    else next.set(a, [b]);
  }
  const found = new Set(start);
  for (const id of found) for (const other of next.get(id) ?? []) found.add(other);
  return found;
}

function withLines(topology: Topology, ids: Iterable<string>): Set<string> {
  return new Set([...ids].flatMap((id) => topology.lineOf(id).map((thing) => thing.id)));
}
