import type { Network } from './network.ts';
import { cablesInto } from './topology-cables.ts';
import { hostsInto } from './topology-host.ts';
import { stepsUp } from './topology-id.ts';
import { switchesInto } from './topology-switch.ts';
import { tenantsInto } from './topology-tenant.ts';
import { vmsInto } from './topology-vm.ts';

/** What a thing of a topology is. `common-switch`: a Hyper-V switch that several hosts have under one name, for VMs that may move. */
export type ThingKind =
  | 'cluster'
  | 'host'
  | 'nic'
  | 'team'
  | 'team-nic'
  | 'vm-switch'
  | 'host-adapter'
  | 'third-party-team'
  | 'vm'
  | 'common-switch'
  | 'routing-domain'
  | 'virtual-subnet'
  | 'switch-domain'
  | 'switch'
  | 'port'
  | 'port-channel'
  | 'other-ports'
  | 'host-group'
  | 'switch-group'
  | 'estate';

/**
 * What a link is. cable: an adapter and a switch port. member: a team or Hyper-V switch and an adapter of it. uplink: a Hyper-V switch and
 * what it stands on. adapter: a VM or host adapter and its Hyper-V switch. lag: a port and its port-channel. subnet: a virtual subnet and
 * a VM in it.
 */
export type LinkKind = 'cable' | 'member' | 'uplink' | 'adapter' | 'lag' | 'subnet';

/** One thing of an estate, or several in a summary. */
export interface Thing {
  /** That of its entity where there is one: host:hv01/nic:nic1. */
  readonly id: string;
  readonly kind: ThingKind;
  readonly name: string;
  /** What it is part of, by id. */
  readonly parent: string | undefined;
  /** What is worth knowing, short: its speed, its mode, its VLANs. */
  readonly facts: readonly string[];
  /** Whether the files describe it; else they only name it. */
  readonly isDescribed: boolean;
}

/** What is connected to what: from the side of the VMs to the side of the switches. */
export interface Link {
  readonly id: string;
  readonly kind: LinkKind;
  readonly from: string;
  readonly to: string;
  readonly facts: readonly string[];
  /** How many there are, in a summary; else 1. */
  readonly count: number;
  /** Whether sources have it differently. */
  readonly isDisputed: boolean;
}

/** What is connected to what in an estate. Pure data; the same files give the same, in any order. */
export class Topology {
  private readonly thingsById: ReadonlyMap<string, Thing>;
  private readonly linksById: ReadonlyMap<string, Link>;
  private readonly children = new Map<string | undefined, Thing[]>();

  /** `aliases`: what stands for an entity that is neither a thing nor a link of its own, by id. */
  constructor(
    readonly things: readonly Thing[],
    readonly links: readonly Link[],
    readonly aliases: ReadonlyMap<string, string>,
  ) {
    this.thingsById = new Map(things.map((thing) => [thing.id, thing]));
    this.linksById = new Map(links.map((link) => [link.id, link]));
    for (const thing of things) {
      const known = this.children.get(thing.parent);
      if (known) known.push(thing);
      else this.children.set(thing.parent, [thing]);
    }
  }

  thing(id: string): Thing | undefined {
    return this.thingsById.get(id);
  }

  link(id: string): Link | undefined {
    return this.linksById.get(id);
  }

  /** What is part of a thing; of nothing: what is part of no other. */
  childrenOf(id: string | undefined): readonly Thing[] {
    return this.children.get(id) ?? [];
  }

  /** The thing and everything it is part of, from inside out. */
  lineOf(id: string): Thing[] {
    const line: Thing[] = [];
    for (
      let thing = this.thing(id);
      thing && !line.includes(thing);
      thing = thing.parent === undefined ? undefined : this.thing(thing.parent)
    )
      line.push(thing);
    return line;
  }

  /** The thing or link that stands for an entity, by id: its own, or that of the nearest thing it is part of. */
  shownAs(entity: string): string | undefined {
    for (const id of stepsUp(entity)) {
      const known = this.aliases.get(id) ?? id;
      if (this.thingsById.has(known) || this.linksById.has(known)) return known;
    }
    return undefined;
  }
}

/** A topology while it is put together. */
export class TopologyDraft {
  readonly things = new Map<string, Thing>();
  readonly links = new Map<string, Link>();
  readonly aliases = new Map<string, string>();

  constructor(readonly network: Network) {}

  /** Adds a thing, unless it is there. */
  thing(thing: Omit<Thing, 'isDescribed' | 'facts'> & Partial<Thing>): Thing {
    const known = this.things.get(thing.id);
    if (known) return known;
    const made = { facts: [], isDescribed: true, ...thing };
    this.things.set(made.id, made);
    return made;
  }

  /** Adds a link between two things, unless it is there. */
  link(kind: LinkKind, from: string, to: string, more: Partial<Link> = {}): Link {
    const id = more.id ?? `${kind}:${from}>${to}`;
    const known = this.links.get(id);
    if (known) return known;
    const made = { kind, from, to, facts: [], count: 1, isDisputed: false, ...more, id };
    this.links.set(id, made);
    return made;
  }
}

/** What is connected to what in an estate: every host with its adapters, teams and Hyper-V switches, every VM, switch, port and cable. */
export function topologyOf(network: Network): Topology {
  const draft = new TopologyDraft(network);
  hostsInto(draft);
  switchesInto(draft);
  vmsInto(draft);
  cablesInto(draft);
  tenantsInto(draft);
  const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
  return new Topology([...draft.things.values()].sort(byId), [...draft.links.values()].sort(byId), draft.aliases);
}
