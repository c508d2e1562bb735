import { type Link, type Thing, type ThingKind, Topology } from './topology.ts';

/** How much is told apart. ports: everything. hosts: hosts and switches. overview: clusters, racks and pairs of switches. */
export type Detail = 'ports' | 'hosts' | 'overview';

/** More groups than this are put together by the switches they are cabled to. */
const MAX_GROUPS = 150;
const LOOSE = 'host-group:vms-of-unknown-hosts';
const TENANTS = 'routing-domain:all';

/** A topology at a level of detail. What is left out still stands for its entities: `shownAs` finds what it became part of. */
export function summary(topology: Topology, detail: Detail): Topology {
  if (detail === 'ports') return topology;
  const hosts = hostsOnly(topology);
  return detail === 'hosts' ? bundled(hosts) : grouped(hosts, topology);
}

/** Puts the ports of large switches that are cabled to nothing into one thing each; `wanted` stay by themselves. */
export function withoutIdlePorts(topology: Topology, wanted: ReadonlySet<string>): Topology {
  const used = new Set(topology.links.flatMap(({ from, to }) => [from, to]));
  const aliases = new Map(topology.aliases);
  const others: Thing[] = [];
  for (const device of topology.things.filter(({ kind }) => kind === 'switch')) {
    const idle = topology.childrenOf(device.id).filter(({ kind, id }) => kind === 'port' && !used.has(id) && !wanted.has(id));
    if (idle.length <= FEW_PORTS) continue;
    const id = `${device.id}/other-ports`;
    for (const port of idle) aliases.set(port.id, id);
    const name = `${idle.length} other ports`;
    others.push({ id, kind: 'other-ports', name, parent: device.id, facts: ['cabled to nothing known'], isDescribed: true });
  }
  const kept = topology.things.filter(({ id, kind }) => kind !== 'port' || !aliases.has(id));
  return new Topology([...kept, ...others], topology.links, aliases);
}

/** So many idle ports of a switch are shown by themselves. */
const FEW_PORTS = 4;

const KEPT: ReadonlySet<ThingKind> = new Set(['cluster', 'host', 'switch-domain', 'switch', 'routing-domain', 'virtual-subnet']);

function hostsOnly(topology: Topology): Topology {
  const homes = new Map<string, string>();
  for (const { id } of topology.things) homes.set(id, topology.lineOf(id).find(({ kind }) => KEPT.has(kind))?.id ?? LOOSE);
  const inside = new Map<string, Thing[]>();
  for (const thing of topology.things) {
    const home = homes.get(thing.id)!;
    if (home !== thing.id) inside.set(home, [...(inside.get(home) ?? []), thing]);
  }
  const things = topology.things
    .filter(({ kind }) => KEPT.has(kind))
    .map((thing): Thing => ({ ...thing, facts: [...thing.facts, ...countsOf(inside.get(thing.id) ?? [])] }));
  const loose = inside.get(LOOSE);
  if (loose)
    things.push({
      ...{ id: LOOSE, kind: 'host-group', name: 'VMs of unknown hosts', parent: undefined },
      ...{ facts: countsOf(loose), isDescribed: false },
    });
  return folded(topology, things, homes, foldedAliases(topology, homes));
}

/** So many hosts with the same cables share a link. */
const BUNDLE = 3;

/** Hosts of one cluster, or of none, that are cabled to the same switches by as many cables: one link stands for those of all. */
function bundled(hosts: Topology): Topology {
  const cables = new Map<string, Link[]>();
  for (const link of hosts.links) if (link.kind === 'cable') cables.set(link.from, [...(cables.get(link.from) ?? []), link]);
  const keyOf = ({ id, parent }: Thing): string =>
    `${parent}\n${(cables.get(id) ?? []).map(({ to, count }) => `${count} ${to}`).join('\n')}`;
  const parents = new Map<string, string>();
  const frames: Thing[] = [];
  const links = new Map(hosts.links.map((link) => [link.id, link]));
  for (const members of groups(
    hosts.things.filter(({ id, kind }) => kind === 'host' && cables.has(id)),
    keyOf,
  ).values()) {
    if (members.length < BUNDLE) continue;
    const [{ parent, id: first }] = members as [Thing];
    const isWhole = parent !== undefined && hosts.childrenOf(parent).length === members.length;
    const frame = isWhole ? parent : `host-group:${first}`;
    if (!isWhole) {
      const facts = [`${members.length} with the same cables`];
      frames.push({
        id: frame,
        kind: 'host-group',
        name: nameOf(members.map(({ name }) => name)),
        parent,
        facts,
        isDescribed: true,
      });
    }
    for (const { id } of members) {
      parents.set(id, frame);
      for (const link of cables.get(id)!) links.delete(link.id);
    }
    for (const { to, count } of cables.get(first)!) {
      const id = `cable:${frame}>${to}`;
      const isDisputed = members.some((member) => cables.get(member.id)!.some((link) => link.to === to && link.isDisputed));
      links.set(id, {
        id,
        kind: 'cable',
        from: frame,
        to,
        facts: [`${count} of each host`],
        count: count * members.length,
        isDisputed,
      });
    }
  }
  const things = hosts.things.map((thing) => ({ ...thing, parent: parents.get(thing.id) ?? thing.parent }));
  return new Topology([...frames, ...things], [...links.values()], hosts.aliases);
}

/** What lies inside of something, counted: "4 adapters", "12 VMs". */
function countsOf(inside: readonly Thing[]): string[] {
  return (
    [
      ['nic', 'adapter', 'adapters'],
      ['team', 'team', 'teams'],
      ['vm-switch', 'Hyper-V switch', 'Hyper-V switches'],
      ['vm', 'VM', 'VMs'],
      ['port', 'port', 'ports'],
    ] as const
  ).flatMap(([kind, one, many]) => {
    const n = inside.filter((thing) => thing.kind === kind).length;
    return n === 0 ? [] : [`${n} ${n === 1 ? one : many}`];
  });
}

/** Other things in the place of those of a topology. `homes` says what each became part of; links between two of them become one. */
function folded(
  topology: Topology,
  things: readonly Thing[],
  homes: ReadonlyMap<string, string>,
  aliases: ReadonlyMap<string, string>,
): Topology {
  const links = new Map<string, Link>();
  for (const link of topology.links) {
    const [from, to] = [homes.get(link.from) ?? link.from, homes.get(link.to) ?? link.to];
    if (from === to || (link.kind !== 'cable' && link.kind !== 'subnet')) continue;
    const id = `${link.kind}:${from}>${to}`;
    const known = links.get(id);
    links.set(id, {
      ...{ id, kind: link.kind, from, to, facts: [] },
      count: (known?.count ?? 0) + link.count,
      isDisputed: known?.isDisputed === true || link.isDisputed,
    });
  }
  return new Topology(things, [...links.values()], aliases);
}

/** What stands for each entity when things have become part of others. */
function foldedAliases(topology: Topology, homes: ReadonlyMap<string, string>): Map<string, string> {
  const aliases = new Map([...topology.aliases].map(([entity, id]) => [entity, homes.get(id) ?? id]));
  for (const { id, from } of topology.links) aliases.set(id, homes.get(from) ?? from);
  for (const [id, home] of homes) if (id !== home) aliases.set(id, home);
  return aliases;
}

function grouped(hosts: Topology, all: Topology): Topology {
  const ofKind = (...kinds: ThingKind[]): Thing[] => hosts.things.filter(({ kind }) => kinds.includes(kind));
  const farEnds = (id: string, end: (id: string) => string): string[] => {
    const found = (neighbours.get(id) ?? []).map(end);
    return [...new Set(found)].sort();
  };
  const neighbours = new Map<string, string[]>();
  for (const { kind, from, to } of hosts.links) {
    if (kind !== 'cable') continue;
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  const domainOf = (id: string): string => hosts.thing(id)?.parent ?? id;
  const bySwitches = (host: Thing): string => `host-group:${farEnds(host.id, domainOf).join('+')}`;
  const machines = ofKind('host');
  let keyOf = (host: Thing): string => host.parent ?? bySwitches(host);
  if (new Set(machines.map(keyOf)).size > MAX_GROUPS) keyOf = bySwitches;
  const hostGroups = groups(machines, keyOf);
  const groupOf = new Map([...hostGroups].flatMap(([id, members]) => members.map((member) => [member.id, id] as const)));
  const switchGroups = groups(
    ofKind('switch'),
    (device) => device.parent ?? `switch-group:${farEnds(device.id, (id) => groupOf.get(id) ?? id).join('+')}`,
  );
  for (const [id, members] of switchGroups) for (const member of members) groupOf.set(member.id, id);
  const things: Thing[] = [];
  for (const [id, members] of [...hostGroups, ...switchGroups]) {
    const known = hosts.thing(id);
    const kind = known?.kind ?? (id.startsWith('host-group:') ? 'host-group' : 'switch-group');
    const name = known?.name ?? nameOf(members.map((member) => member.name));
    const facts = groupFacts(members, known, all);
    things.push({ id, kind, name, parent: undefined, facts, isDescribed: known?.isDescribed ?? true });
    for (const member of members) things.push({ ...member, parent: id });
  }
  const subnets = ofKind('virtual-subnet').map(({ id }) => id);
  const domains = ofKind('routing-domain').map(({ id }) => id);
  if (subnets.length > 0)
    things.push({
      ...{ id: TENANTS, kind: 'routing-domain', name: 'Tenants', parent: undefined, isDescribed: true },
      facts: [`${subnets.length} virtual subnets`, ...(domains.length > 0 ? [`${domains.length} routing domains`] : [])],
    });
  const inside = new Map([...subnets, ...domains].map((id) => [id, TENANTS]));
  for (const { id } of ofKind('cluster').filter(({ id }) => !hostGroups.has(id))) {
    const node = machines.find(({ parent }) => parent === id);
    if (node) inside.set(id, groupOf.get(node.id)!);
    else things.push({ ...hosts.thing(id)!, facts: ['no node is described'] });
  }
  // A host or switch is still found by itself, inside of its group.
  const links = hosts.links.filter(({ kind }) => kind === 'cable');
  const cabled = new Topology(hosts.things, links, hosts.aliases);
  return folded(cabled, [...things, ...ofKind('host-group')], groupOf, foldedAliases(cabled, inside));
}

function groups(things: readonly Thing[], keyOf: (thing: Thing) => string): Map<string, Thing[]> {
  const found = new Map<string, Thing[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const known = found.get(key);
    if (known) known.push(thing);
    else found.set(key, [thing]);
  }
  return found;
}

function nameOf(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${names[0]} … ${names.at(-1)}`;
}

function groupFacts(members: readonly Thing[], group: Thing | undefined, all: Topology): string[] {
  const what = members[0]!.kind === 'host' ? ['host', 'hosts'] : ['switch', 'switches'];
  const counted = new Map<string, number>();
  for (const { facts } of members)
    for (const fact of facts.slice(0, 1)) if (!/^\d/.test(fact)) counted.set(fact, (counted.get(fact) ?? 0) + 1);
  const kinds = [...counted]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([fact, n]) => (counted.size === 1 ? fact : `${n} × ${fact}`));
  const ids = [...members.map(({ id }) => id), ...(group ? [group.id] : [])];
  const vms = ids.flatMap((id) => all.childrenOf(id)).filter(({ kind }) => kind === 'vm').length;
  return [`${members.length} ${members.length === 1 ? what[0] : what[1]}`, ...(vms > 0 ? [`${vms} VMs`] : []), ...kinds];
}
