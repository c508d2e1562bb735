import type { Document, Kind } from '#read/document';
import type { Path } from '#text/source-file';
import {
  Cluster,
  type Entity,
  type EntityKind,
  type EntityOf,
  GuestTeam,
  GuestTeamMember,
  Host,
  HostAdapter,
  Nic,
  Port,
  PortChannel,
  Switch,
  Team,
  TeamMember,
  TeamNic,
  ThirdPartyTeam,
  Vm,
  VmAdapter,
  VmSwitch,
} from './entity.ts';
import { adapterNamed } from './guest-name.ts';
import { nameKey, portKey } from './names.ts';
import type { Os } from './os.ts';
import { at, inDocument, type Place } from './place.ts';
import { type Conflict, mergeTrees, singleTree, type Tree } from './tree.ts';

/** A cable of a cabling document or of an adapter's `connectedTo`. */
export interface Cable {
  readonly host: string;
  readonly nic: string;
  readonly switch: string;
  readonly port: string;
  readonly place: Place;
}

/** Two things of one name where names are unique. */
export interface Duplicate {
  readonly what: string;
  readonly name: string;
  readonly first: Place;
  readonly second: Place;
}

export type Entities = { readonly [K in EntityKind]: EntityOf[K][] };

export interface Assembly {
  readonly entities: Entities;
  readonly cables: readonly Cable[];
  readonly conflicts: readonly Conflict[];
  readonly duplicates: readonly Duplicate[];
}

/** Path of a thing that is the whole of its tree. */
const WHOLE: Path = [];

/** Turns the documents of one estate into entities. Documents about the same thing are put together first. */
export function assemble(documents: readonly Document[], target: Os | undefined): Assembly {
  const entities: Entities = {
    host: [],
    nic: [],
    team: [],
    'team-member': [],
    'team-nic': [],
    'vm-switch': [],
    'host-adapter': [],
    'third-party-team': [],
    switch: [],
    port: [],
    'port-channel': [],
    vm: [],
    'vm-adapter': [],
    'guest-team': [],
    'guest-team-member': [],
    cluster: [],
  };
  const conflicts: Conflict[] = [];
  const duplicates: Duplicate[] = [];
  const cables: Cable[] = [];
  const build = { entities, duplicates };
  for (const tree of trees(documents, conflicts)) {
    const kind = tree.documents[0]!.kind;
    if (kind === 'host') buildHost(tree, target, build);
    else if (kind === 'switch') buildSwitch(tree, build);
    else if (kind === 'vm') buildVm(tree, build);
    else if (kind === 'cluster')
      entities.cluster.push(
        new Cluster(
          String((tree.data as { name: string }).name),
          tree.data as Cluster['data'],
          tree,
          WHOLE,
          undefined,
          undefined,
        ),
      );
    else cables.push(...cabling(tree.documents));
  }
  for (const nic of entities.nic) {
    const cable = cableOf(nic);
    if (cable) cables.push(cable);
  }
  return { entities, cables, conflicts, duplicates };
}

/** One tree for each thing; documents without a usable name are left out (reading has reported them). */
function trees(documents: readonly Document[], conflicts: Conflict[]): Tree[] {
  // Nearly every thing is described once: a list is made only for those that are not.
  const groups = new Map<string, Document | Document[]>();
  for (const document of documents) {
    const identity = identityOf(document.kind, document.data);
    if (identity === undefined) continue;
    const known = groups.get(identity);
    if (known === undefined) groups.set(identity, document);
    else if (Array.isArray(known)) known.push(document);
    else groups.set(identity, [known, document]);
  }
  const result: Tree[] = [];
  for (const group of groups.values()) {
    if (!Array.isArray(group)) result.push(singleTree(group));
    else if (group[0]!.kind === 'cabling') for (const document of group) result.push(singleTree(document));
    else {
      const merged = mergeTrees(group);
      conflicts.push(...merged.conflicts);
      result.push(merged.tree);
    }
  }
  return result;
}

function identityOf(kind: Kind, data: unknown): string | undefined {
  const { name, host, cluster } = data as { name?: unknown; host?: unknown; cluster?: unknown };
  if (kind === 'cabling') return 'cabling';
  if (typeof name !== 'string') return undefined;
  // Two VMs may have one name on two hosts.
  const container = kind === 'vm' ? `${String(host ?? '').toLowerCase()}\n${String(cluster ?? '').toLowerCase()}` : '';
  return `${kind}\n${nameKey(name)}\n${container}`;
}

interface Build {
  readonly entities: Entities;
  readonly duplicates: Duplicate[];
}

type EntityClass<E extends Entity, D> = new (
  name: string,
  data: D,
  tree: Tree,
  list: Path,
  index: number | undefined,
  parent: Entity | undefined,
  nth?: number,
) => E;

/** One entity for each item of a list. `unique` says what a second item of the same name is a duplicate of. */
function list<D, E extends Entity>(
  Class: EntityClass<E, D>,
  items: readonly D[] | undefined,
  tree: Tree,
  path: Path,
  parent: Entity,
  into: E[],
  build: Build,
  unique?: string,
  nameOf: (item: D) => string | undefined = (item) => (item as { name?: string }).name,
): E[] {
  if (!items) return [];
  const names = items.length > 1 ? new Map<string, E>() : undefined;
  const made: E[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const name = nameOf(item);
    if (typeof name !== 'string') continue;
    const key = parent instanceof Switch ? portKey(name) : nameKey(name);
    const first = names?.get(key);
    const entity = new Class(name, item, tree, path, i, parent, first ? first.nth + 1 : 1);
    if (first && unique) build.duplicates.push({ what: unique, name, first: at(first as Entity), second: at(entity as Entity) });
    // A repeated adapter name of a VM is legal; each further one is told apart by its number.
    names?.set(key, entity);
    made.push(entity);
    into.push(entity);
  }
  return made;
}

function buildHost(tree: Tree, target: Os | undefined, build: Build): void {
  const { entities } = build;
  const data = tree.data as Host['data'];
  const host = new Host(data.name, data, tree, WHOLE, undefined, undefined);
  host.target = target;
  entities.host.push(host);
  host.nics = list(Nic, data.nics, tree, ['nics'], host, entities.nic, build, 'adapter');
  host.teams = list(Team, data.teams, tree, ['teams'], host, entities.team, build, 'team');
  for (const team of host.teams) buildTeam(team, build);
  host.vmSwitches = list(VmSwitch, data.vmSwitches, tree, ['vmSwitches'], host, entities['vm-switch'], build, 'Hyper-V switch');
  host.hostAdapters = list(
    HostAdapter,
    data.hostAdapters,
    tree,
    ['hostAdapters'],
    host,
    entities['host-adapter'],
    build,
    'host adapter',
  );
  host.thirdPartyTeams = list(
    ThirdPartyTeam,
    data.thirdPartyTeams,
    tree,
    ['thirdPartyTeams'],
    host,
    entities['third-party-team'],
    build,
    'vendor team',
  );
  adapterNames(host, build);
}

function buildTeam(team: Team, build: Build): void {
  const { entities } = build;
  team.members = list(
    TeamMember,
    team.data.members,
    team.tree,
    [...team.path, 'members'],
    team,
    entities['team-member'],
    build,
    'team member',
    memberName,
  );
  for (const member of team.members) member.nic = team.host.nics.find((nic) => nameKey(nic.name) === nameKey(member.name));
  const written = list(TeamNic, team.data.teamNics, team.tree, [...team.path, 'teamNics'], team, entities['team-nic'], build);
  team.teamNics = written.filter((nic) => nic.data.ensure !== 'Absent');
  const primary = team.data.teamNicName ?? team.name;
  // Only the primary interface can be in Default mode: under another name it has been renamed.
  const renamed = team.data.teamNicName === undefined && written.some((nic) => nic.vlan === 0);
  if (!renamed && !written.some((nic) => nic.data.primary === true || nameKey(nic.name) === nameKey(primary)))
    team.implicit = new TeamNic(primary, { name: primary }, team.tree, team.path, undefined, team);
}

function memberName(item: TeamMember['data']): string {
  return typeof item === 'string' ? item : item.name;
}

/** Adapters and team interfaces of a host share one space of names: both are what Get-NetAdapter lists. */
function adapterNames(host: Host, build: Build): void {
  const names = new Map<string, Entity>();
  for (const nic of host.nics) if (!nic.isTeamInterface) names.set(nameKey(nic.name), nic);
  for (const team of host.teams) {
    for (const nic of team.allInterfaces) {
      const first = names.get(nameKey(nic.name));
      if (first)
        build.duplicates.push({
          what: first instanceof Nic ? 'adapter' : 'team interface',
          name: nic.name,
          first: at(first),
          second: at(nic as Entity),
        });
      else names.set(nameKey(nic.name), nic);
    }
  }
}

function buildSwitch(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as Switch['data'];
  const device = new Switch(data.name, data, tree, WHOLE, undefined, undefined);
  entities.switch.push(device);
  device.ports = list(Port, data.ports, tree, ['ports'], device, entities.port, build, 'port');
  device.portChannels = list(
    PortChannel,
    data.portChannels,
    tree,
    ['portChannels'],
    device,
    entities['port-channel'],
    build,
    'port-channel',
    (item) => item.name ?? `port-channel${item.id}`,
  );
}

function buildVm(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as Vm['data'];
  const vm = new Vm(data.name, data, tree, WHOLE, undefined, undefined);
  entities.vm.push(vm);
  vm.adapters = list(VmAdapter, data.networkAdapters, tree, ['networkAdapters'], vm, entities['vm-adapter'], build);
  vm.guestTeams = list(GuestTeam, data.guest?.teams, tree, ['guest', 'teams'], vm, entities['guest-team'], build, 'team');
  for (const team of vm.guestTeams) {
    team.members = list(
      GuestTeamMember,
      team.data.members,
      tree,
      [...team.path, 'members'],
      team,
      entities['guest-team-member'],
      build,
      'team member',
      memberName,
    );
    for (const member of team.members) member.adapter = adapterNamed(vm, member.name);
  }
}

function cabling(documents: readonly Document[]): Cable[] {
  return documents.flatMap((document) =>
    (document.data as { links: Omit<Cable, 'place'>[] }).links.map((link, i) => ({
      ...link,
      place: inDocument(document, ['links', i, 'port']),
    })),
  );
}

function cableOf(nic: Nic): Cable | undefined {
  const to = nic.data.connectedTo;
  if (to === undefined) return undefined;
  const target = typeof to === 'string' ? { switch: to.slice(0, to.indexOf('/')), port: to.slice(to.indexOf('/') + 1) } : to;
  return {
    host: nic.host.name,
    nic: nic.name,
    switch: target.switch.trim(),
    port: target.port.trim(),
    place: at(nic, 'connectedTo'),
  };
}
