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
import { FileServer, Share } from './file-server-entity.ts';
import { adapterNamed } from './guest-name.ts';
import { byThing } from './identity.ts';
import { nameOfItem } from './item-name.ts';
import { nameKey, portKey } from './names.ts';
import type { Os } from './os.ts';
import { at, type Place } from './place.ts';
import { CustomerRoute, LookupRecord, ProviderAddress, ProviderRoute, VirtualNetworkPolicy } from './policy-entity.ts';
import { PlannedVm, ReplicaPlan, ReplicaServer, ReplicationAuthorization } from './replica-entity.ts';
import { type Conflict, mergeTrees, singleTree, type Tree } from './tree.ts';

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
    'network-virtualization': [],
    'lookup-record': [],
    'customer-route': [],
    'provider-address': [],
    'provider-route': [],
    'replica-server': [],
    'replication-authorization': [],
    'replica-plan': [],
    'planned-vm': [],
    'file-server': [],
    share: [],
  };
  const conflicts: Conflict[] = [];
  const duplicates: Duplicate[] = [];
  const build = { entities, duplicates, target };
  for (const tree of trees(documents, conflicts)) {
    const kind = tree.documents[0]!.kind;
    // Cables are looked up when everything else is there: src/model/cabling.ts.
    if (kind !== 'cabling') BUILDERS[kind](tree, build);
  }
  for (const policy of entities['network-virtualization'])
    policy.hasCopies = entities['network-virtualization'].some(
      (other) => other !== policy && nameKey(other.name) === nameKey(policy.name),
    );
  return { entities, conflicts, duplicates };
}

/** One tree for each thing. */
function trees(documents: readonly Document[], conflicts: Conflict[]): Tree[] {
  const result: Tree[] = [];
  for (const group of byThing(documents)) {
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

interface Build {
  /** Release of hosts that do not say. */
  readonly target: Os | undefined;
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

/** What is made of the documents of a kind. */
const BUILDERS: Readonly<Record<Exclude<Kind, 'cabling'>, (tree: Tree, build: Build) => void>> = {
  host: buildHost,
  switch: buildSwitch,
  vm: buildVm,
  cluster: buildCluster,
  'network-virtualization': buildPolicy,
  'replica-server': buildReplicaServer,
  'replica-plan': buildReplicaPlan,
  'file-server': buildFileServer,
};

function buildHost(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as Host['data'];
  const host = new Host(data.name, data, tree, WHOLE, undefined, undefined, nthOf(tree, entities.host));
  host.target = build.target;
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

/** Things that scripts make on their own computers may have one name and be several; all others differ by their names. */
function nthOf(tree: Tree, known: readonly (Host | Vm)[]): number {
  if (tree.documents[0]!.assumedHost === undefined) return 1;
  const { name, host } = tree.data as Vm['data'];
  const keys = [name, host ?? ''].map(nameKey).join('\n');
  return (
    1 + known.filter(({ data }) => [data.name, 'host' in data ? (data.host ?? '') : ''].map(nameKey).join('\n') === keys).length
  );
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
  const vm = new Vm(data.name, data, tree, WHOLE, undefined, undefined, nthOf(tree, entities.vm));
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

function buildCluster(tree: Tree, { entities }: Build): void {
  const data = tree.data as Cluster['data'];
  entities.cluster.push(new Cluster(String(data.name), data, tree, WHOLE, undefined, undefined));
}

function buildPolicy(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as VirtualNetworkPolicy['data'];
  const policy = new VirtualNetworkPolicy(data.name, data, tree, WHOLE, undefined, undefined);
  entities['network-virtualization'].push(policy);
  const parts = <D extends object, E extends Entity>(
    Class: EntityClass<E, D>,
    items: readonly D[] | undefined,
    key: string,
    into: E[],
  ): E[] => list(Class, items, tree, [key], policy, into, build, undefined, nameOfItem);
  policy.records = parts(LookupRecord, data.lookupRecords, 'lookupRecords', entities['lookup-record']);
  policy.customerRoutes = parts(CustomerRoute, data.customerRoutes, 'customerRoutes', entities['customer-route']);
  policy.providerAddresses = parts(ProviderAddress, data.providerAddresses, 'providerAddresses', entities['provider-address']);
  policy.providerRoutes = parts(ProviderRoute, data.providerRoutes, 'providerRoutes', entities['provider-route']);
}

function buildReplicaServer(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as ReplicaServer['data'];
  const server = new ReplicaServer(data.name, data, tree, WHOLE, undefined, undefined);
  entities['replica-server'].push(server);
  server.entries = list(
    ReplicationAuthorization,
    data.authorizationEntries,
    tree,
    ['authorizationEntries'],
    server,
    entities['replication-authorization'],
    build,
    'authorization entry',
    nameOfItem,
  );
}

function buildReplicaPlan(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as ReplicaPlan['data'];
  const plan = new ReplicaPlan(data.name, data, tree, WHOLE, undefined, undefined);
  entities['replica-plan'].push(plan);
  plan.vms = list(PlannedVm, data.vms, tree, ['vms'], plan, entities['planned-vm'], build, 'planned VM');
}

function buildFileServer(tree: Tree, build: Build): void {
  const { entities } = build;
  const data = tree.data as FileServer['data'];
  const server = new FileServer(data.name, data, tree, WHOLE, undefined, undefined);
  entities['file-server'].push(server);
  // One name may stand under several network names of a cluster.
  server.shares = list(Share, data.shares, tree, ['shares'], server, entities.share, build);
}
