import type { Document } from '#read/document';
import { type Assembly, assemble } from './assemble.ts';
import type { Cable } from './cable.ts';
import { Cabling, type Disagreement } from './cabling.ts';
import {
  type Entity,
  type EntityKind,
  type EntityOf,
  type Host,
  type HostAdapter,
  type Nic,
  type Port,
  type PortChannel,
  type Switch,
  Team,
  TeamNic,
  type VirtualAdapter,
  type Vm,
  VmSwitch,
} from './entity.ts';
import { groupByEach } from './group-by.ts';
import { NameIndex } from './name-index.ts';
import { nameKey, portKey, portNumber } from './names.ts';
import type { Os } from './os.ts';
import { type Lag, SwitchGroups, sameLag } from './switch-groups.ts';
import { type Uplink, uplinkOf } from './uplink.ts';

/** For which kinds of things the files hold everything there is. */
export interface Inventory {
  readonly hosts: boolean;
  readonly switches: boolean;
  readonly vms: boolean;
}

export const PARTIAL: Inventory = { hosts: false, switches: false, vms: false };

export interface NetworkOptions {
  /** Release of hosts that do not say. */
  readonly target?: Os | undefined;
  readonly inventory?: Inventory;
  /** Forms of the descriptions of ports that name what is at the other end; none: descriptions are only text. */
  readonly descriptions?: readonly string[] | undefined;
}

type SwitchportProperty =
  | 'mode'
  | 'accessVlan'
  | 'nativeVlan'
  | 'allowedVlans'
  | 'mtu'
  | 'stp'
  | 'adminUp'
  | 'speed'
  | 'pfc'
  | 'dot1x';

/**
 * One estate as a network: what is cabled to what, what stands on what. Immutable; every index is built when first asked for.
 * Whatever lies behind a name that nothing describes is undefined, and rules stay silent about it.
 */
export class Network {
  readonly inventory: Inventory;
  private readonly assembly: Assembly;
  private readonly caches = new Map<string, unknown>();

  constructor(
    readonly documents: readonly Document[],
    readonly options: NetworkOptions = {},
  ) {
    this.inventory = options.inventory ?? PARTIAL;
    this.assembly = assemble(documents, options.target);
  }

  /** Everything of a kind, in the order of the files. */
  all<K extends EntityKind>(kind: K): readonly EntityOf[K][] {
    return this.assembly.entities[kind];
  }

  /** The thing of an id, whatever its kind. */
  byId(id: string): Entity | undefined {
    return this.cached(
      'ids',
      () => new Map(Object.values(this.assembly.entities).flatMap((all) => all.map((e) => [e.id, e]))),
    ).get(id);
  }

  /** Whether any document is what was seen on a machine. */
  get isObserved(): boolean {
    return this.cached('isObserved', () => this.documents.some(({ stance }) => stance === 'observed'));
  }

  get conflicts() {
    return this.assembly.conflicts;
  }

  get duplicates() {
    return this.assembly.duplicates;
  }

  private get cabling(): Cabling {
    return this.cached('cabling', () => new Cabling(this, this.options.descriptions ?? []));
  }

  /** Every cable, as every source has it. */
  get cables(): readonly Cable[] {
    return this.cabling.cables;
  }

  /** Cables that sources have differently. */
  get cablingDisagreements(): readonly Disagreement[] {
    return this.cabling.disagreements;
  }

  private cached<T>(name: string, make: () => T): T {
    if (!this.caches.has(name)) this.caches.set(name, make());
    return this.caches.get(name) as T;
  }

  private byName<K extends 'host' | 'switch' | 'cluster'>(kind: K, name: string): EntityOf[K] | undefined {
    return this.cached(kind, () => new NameIndex(this.all(kind) as readonly EntityOf[K][])).get(name);
  }

  host(name: string): Host | undefined {
    return this.byName('host', name);
  }

  switch(name: string): Switch | undefined {
    return this.byName('switch', name);
  }

  cluster(name: string): EntityOf['cluster'] | undefined {
    return this.byName('cluster', name);
  }

  // ---- cabling ----

  /** Where an adapter is cabled to, as written; undefined where sources disagree. */
  cableOf(nic: Nic): Cable | undefined {
    return this.cabling.of(nic);
  }

  /** A port by its name, by another one its switch has for it, or by its number alone (`1/1`) where one port of the switch has that. */
  port(switchName: string, portName: string): Port | undefined {
    const index = this.cached('ports', () => {
      const map = new Map<string, Port>();
      const add = (port: Port, name: string): unknown => map.set(`${nameKey(port.switch.name)}/${portKey(name)}`, port);
      for (const port of this.all('port')) if (port.data.alias !== undefined) add(port, port.data.alias);
      for (const port of this.all('port')) add(port, port.name);
      return map;
    });
    const device = nameKey(this.switch(switchName)?.name ?? switchName);
    return index.get(`${device}/${portKey(portName)}`) ?? this.portOfNumber(device, portName);
  }

  private portOfNumber(device: string, text: string): Port | undefined {
    const number = portNumber(text);
    if (number === undefined || number !== portKey(text)) return undefined;
    const index = this.cached('portNumbers', () => {
      // null where several ports share a number.
      const map = new Map<string, Port | null>();
      for (const port of this.all('port'))
        for (const name of [port.name, port.data.alias]) {
          const own = name === undefined ? undefined : portNumber(name);
          const key = `${nameKey(port.switch.name)}/${own}`;
          if (own !== undefined) map.set(key, (map.get(key) ?? port) === port ? port : null);
        }
      return map;
    });
    return index.get(`${device}/${number}`) ?? undefined;
  }

  /** The switch port of an adapter; undefined when it is not cabled or the port is not described. */
  portOf(nic: Nic): Port | undefined {
    const index = this.cached('portOf', () => {
      const map = new Map<Nic, Port>();
      for (const each of this.all('nic')) {
        const cable = this.cableOf(each);
        const port = cable && this.port(cable.switch, cable.port);
        if (port) map.set(each, port);
      }
      return map;
    });
    return index.get(nic);
  }

  /** The adapter cabled to a port, when it is described. */
  nicOf(port: Port): Nic | undefined {
    const index = this.cached('nicOf', () => {
      const map = new Map<Port, Nic>();
      for (const nic of this.all('nic')) {
        const to = this.portOf(nic);
        if (to) map.set(to, nic);
      }
      return map;
    });
    return index.get(port);
  }

  /** What is cabled to a port, also when the adapter is not described; undefined where sources disagree. */
  cableTo(port: Port): Cable | undefined {
    return this.cabling.to(port);
  }

  // ---- switches ----

  /** The port-channel whose settings apply to a port, when its switch describes it. */
  portChannelOf(port: Port): PortChannel | undefined {
    const id = port.data.lag?.id;
    if (id === undefined) return undefined;
    // Asked for every setting of every port.
    const known = this.cached('portChannelOf', () => new Map<Port, PortChannel | undefined>());
    if (!known.has(port))
      known.set(
        port,
        port.switch.portChannels.find((c) => sameLag(c.data.id, id)),
      );
    return known.get(port);
  }

  /**
   * A setting of a port as the switch applies it: what its port-channel says comes before what the port says.
   * The entity tells where it is written.
   */
  setting<P extends SwitchportProperty>(
    port: Port,
    property: P,
  ): { readonly value: NonNullable<Port['data'][P]>; readonly entity: Port | PortChannel } | undefined {
    for (const entity of [this.portChannelOf(port), port]) {
      const value = entity?.data[property];
      if (entity && value !== undefined) return { value: value as NonNullable<Port['data'][P]>, entity };
    }
    return undefined;
  }

  private get groups(): SwitchGroups {
    return this.cached('groups', () => new SwitchGroups(this));
  }

  /** Name of the logical switch: switches of one stack or one vPC, MLAG or VLT domain share it. */
  logicalSwitch(device: Switch): string {
    return this.groups.logicalSwitch(device);
  }

  /** The group a port is aggregated in, with all its ports, across the switches of a domain. */
  lagOf(port: Port): Lag | undefined {
    return this.groups.lagOf(port);
  }

  // ---- hosts ----

  /** The LBFO team an adapter is a member of. */
  teamOf(nic: Nic): Team | undefined {
    const index = this.cached('teamOf', () => {
      const map = new Map<Nic, Team>();
      for (const team of this.all('team')) for (const member of team.nics) if (!map.has(member)) map.set(member, team);
      return map;
    });
    return index.get(nic);
  }

  /** What a Hyper-V switch stands on. */
  uplink(vmSwitch: VmSwitch): Uplink {
    return this.cached('uplinks', () => new Map(this.all('vm-switch').map((s) => [s, uplinkOf(s)]))).get(vmSwitch)!;
  }

  /** The Hyper-V switches whose uplink an adapter is part of, directly or through its team. */
  vmSwitchesOn(nic: Nic): readonly VmSwitch[] {
    return this.cached('switchesOnNic', () => groupByEach(this.all('vm-switch'), (s) => this.uplink(s).nics)).get(nic) ?? [];
  }

  /** The Hyper-V switches that stand on an LBFO team. */
  vmSwitchesOnTeam(team: Team): readonly VmSwitch[] {
    return (
      this.cached('switchesOnTeam', () =>
        groupByEach(this.all('vm-switch'), (s) => (this.uplink(s).team ? [this.uplink(s).team!] : [])),
      ).get(team) ?? []
    );
  }

  /** The Hyper-V switch with Switch Embedded Teaming an adapter is a member of. */
  setOf(nic: Nic): VmSwitch | undefined {
    return this.vmSwitchesOn(nic).find((s) => this.uplink(s).sort === 'set');
  }

  /** The team (LBFO) or Hyper-V switch (SET) an adapter is teamed in. */
  teamingOf(nic: Nic): Team | VmSwitch | undefined {
    return this.teamOf(nic) ?? this.setOf(nic);
  }

  /** The physical adapters behind a team, a Hyper-V switch or a virtual adapter (on one host). */
  nicsBehind(thing: Team | VmSwitch | HostAdapter | TeamNic): readonly Nic[] {
    if (thing instanceof Team) return thing.nics;
    if (thing instanceof TeamNic) return thing.team.nics;
    if (thing instanceof VmSwitch) return this.uplink(thing).nics;
    const on = thing.data.switchName === undefined ? undefined : thing.host.vmSwitch(thing.data.switchName);
    return on ? this.mapped(thing, this.uplink(on).nics) : [];
  }

  /** Of the adapters below a SET switch, those a host adapter may use: the mapped one, or all. */
  mapped(adapter: VirtualAdapter, nics: readonly Nic[]): readonly Nic[] {
    const name = adapter.kind === 'host-adapter' ? adapter.data.teamMapping?.physicalNetAdapterName : undefined;
    if (name === undefined) return nics;
    // A mapping to an adapter nobody describes leaves unknown which one it is: none of the others is claimed.
    return nics.filter((nic) => nameKey(nic.name) === nameKey(name));
  }

  /** Virtual adapters connected to a Hyper-V switch: of the management operating system and of the VMs of the host or its cluster. */
  adaptersOn(vmSwitch: VmSwitch): readonly VirtualAdapter[] {
    const index = this.cached('adaptersOn', () => {
      const map = new Map<VmSwitch, VirtualAdapter[]>();
      const add = (host: Host, adapter: VirtualAdapter): void => {
        const on = adapter.data.switchName === undefined ? undefined : host.vmSwitch(adapter.data.switchName);
        if (!on) return;
        const known = map.get(on);
        if (known) known.push(adapter);
        else map.set(on, [adapter]);
      };
      for (const adapter of this.all('host-adapter')) add(adapter.host, adapter);
      for (const vm of this.all('vm')) for (const host of this.hostsOf(vm)) for (const adapter of vm.adapters) add(host, adapter);
      return map;
    });
    return index.get(vmSwitch) ?? [];
  }

  /** The hosts a VM may run on, as far as they are described: its host, or every node of its cluster that is a possible owner. */
  hostsOf(vm: Vm): readonly Host[] {
    const known = this.cached('hostsOf', () => new Map<Vm, readonly Host[]>());
    let hosts = known.get(vm);
    if (!hosts) {
      hosts = this.findHosts(vm);
      known.set(vm, hosts);
    }
    return hosts;
  }

  private findHosts(vm: Vm): readonly Host[] {
    const { host, cluster } = vm.data;
    const own = host === undefined ? undefined : (this.hostOfScript(vm, host) ?? this.host(host));
    if (cluster === undefined) return own ? [own] : [];
    const { possibleOwners } = vm.data;
    const nodes = this.nodesOf(cluster).filter(
      (node) => !possibleOwners || possibleOwners.some((owner) => this.host(owner) === node),
    );
    return own && !nodes.includes(own) ? [own, ...nodes] : nodes;
  }

  /** The computer of the script a VM stands in, when it is there by that name: scripts of one name are about several computers. */
  private hostOfScript(vm: Vm, name: string): Host | undefined {
    const { assumedHost, file } = vm.tree.documents[0]!;
    if (assumedHost === undefined) return undefined;
    const index = this.cached('hostOfScript', () => {
      const scripts = this.all('host').filter((host) => host.tree.documents.some((d) => d.assumedHost !== undefined));
      return new Map(
        scripts.flatMap((host) => host.tree.documents.map((d) => [`${d.file.path}\n${nameKey(host.name)}`, host] as const)),
      );
    });
    return index.get(`${file.path}\n${nameKey(name)}`);
  }

  /** The nodes of a cluster that are described: those its document lists and those that say they are. */
  nodesOf(clusterName: string): readonly Host[] {
    const index = this.cached('nodes', () => {
      const map = new Map<string, Host[]>();
      const add = (name: string, host: Host | undefined): void => {
        const known = map.get(nameKey(name)) ?? [];
        map.set(nameKey(name), known);
        if (host && !known.includes(host)) known.push(host);
      };
      for (const cluster of this.all('cluster')) for (const node of cluster.data.nodes ?? []) add(cluster.name, this.host(node));
      for (const host of this.all('host')) if (host.data.cluster !== undefined) add(host.data.cluster, host);
      return map;
    });
    return index.get(nameKey(clusterName)) ?? [];
  }
}
