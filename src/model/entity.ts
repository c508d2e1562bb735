import type {
  ClusterData,
  HostAdapterData,
  HostData,
  NicData,
  PortChannelData,
  PortData,
  SwitchData,
  TeamData,
  TeamMemberData,
  TeamNicData,
  VmData,
  VmSwitchData,
} from '#read/generated/documents';
import { lostItems } from '#read/validate';
import type { Path } from '#text/source-file';
import type { FileServer, Share } from './file-server-entity.ts';
import { isAssumed } from './identity.ts';
import { idStep, nameKey } from './names.ts';
import type { Os } from './os.ts';
import type { CustomerRoute, LookupRecord, ProviderAddress, ProviderRoute, VirtualNetworkPolicy } from './policy-entity.ts';
import type { PlannedVm, ReplicaPlan, ReplicaServer, ReplicationAuthorization } from './replica-entity.ts';
import type { Tree } from './tree.ts';

/** The things rules speak about. */
export type EntityKind =
  | 'host'
  | 'nic'
  | 'team'
  | 'team-member'
  | 'team-nic'
  | 'vm-switch'
  | 'host-adapter'
  | 'third-party-team'
  | 'switch'
  | 'port'
  | 'port-channel'
  | 'vm'
  | 'vm-adapter'
  | 'guest-team'
  | 'guest-team-member'
  | 'cluster'
  | 'network-virtualization'
  | 'lookup-record'
  | 'customer-route'
  | 'provider-address'
  | 'provider-route'
  | 'replica-server'
  | 'replication-authorization'
  | 'replica-plan'
  | 'planned-vm'
  | 'file-server'
  | 'share';

/** Data of the things that have no schema definition of their own. */
export type ThirdPartyTeamData = NonNullable<HostData['thirdPartyTeams']>[number];
export type VmAdapterData = NonNullable<VmData['networkAdapters']>[number];
/** A virtual adapter, of a VM or of the management operating system. */
export type VirtualAdapter = HostAdapter | VmAdapter;

const NONE: readonly never[] = [];

/**
 * One thing of the estate. `data` holds what is written and nothing else: a property that is not there is not written.
 * What Windows does then is asked of defaults.ts, by rules whose page says so.
 */
export abstract class Entity<D = unknown> {
  abstract get kind(): EntityKind;

  constructor(
    readonly name: string,
    readonly data: D,
    readonly tree: Tree,
    /** Path of the list the thing is an item of, or of the thing itself when it is none. */
    private readonly list: Path,
    private readonly index: number | undefined,
    readonly parent: Entity | undefined,
    /** 2, 3 … for a further thing of the same name in the same container, else 1. */
    readonly nth: number = 1,
  ) {}

  /** Where its data stands in its tree. */
  get path(): Path {
    return this.index === undefined ? this.list : [...this.list, this.index];
  }

  /**
   * Whether nothing of it was seen on a machine: then what is not written is the default. An export that shows the thing need not show
   * all of it, so that what neither it nor a declaration says is unknown.
   */
  get isDeclared(): boolean {
    const { documents } = this.tree;
    // Nearly every thing is described once.
    const about = documents.length === 1 ? documents : this.tree.fragments(this.path).map(({ document }) => document);
    return about.every(({ stance }) => stance === 'declared');
  }

  /** `kind:name` steps joined by `/`, lower-case: host:hv01/nic:nic1. */
  get id(): string {
    const step = idStep(this.kind, this.name) + (this.nth > 1 ? `#${this.nth}` : '');
    return this.parent ? `${this.parent.id}/${step}` : step;
  }
}

export class Host extends Entity<HostData> {
  get kind(): 'host' {
    return 'host';
  }
  nics: readonly Nic[] = NONE;
  teams: readonly Team[] = NONE;
  vmSwitches: readonly VmSwitch[] = NONE;
  hostAdapters: readonly HostAdapter[] = NONE;
  thirdPartyTeams: readonly ThirdPartyTeam[] = NONE;
  private adapters: Map<string, Nic | TeamNic> | undefined;
  /** Release of hosts that do not say, from --target or the configuration. */
  target: Os | undefined;

  /** Whether it is known only as the computer some script runs on: then it may be any other host of the estate. */
  get isAnonymous(): boolean {
    return this.tree.documents.every(isAssumed);
  }

  /** Windows release: written, else the target of the run, else unknown. */
  get os(): Os | undefined {
    return this.data.os ?? this.target;
  }

  /** A physical adapter or team interface by name; the primary interface of a team also when it is not written. */
  adapter(name: string): Nic | TeamNic | undefined {
    if (!this.adapters) {
      this.adapters = new Map();
      for (const team of this.teams) for (const nic of team.allInterfaces) this.adapters.set(nameKey(nic.name), nic);
      for (const nic of this.nics)
        if (!nic.isTeamInterface || !this.adapters.has(nameKey(nic.name))) this.adapters.set(nameKey(nic.name), nic);
    }
    return this.adapters.get(nameKey(name));
  }

  nic(name: string): Nic | undefined {
    const found = this.adapter(name);
    return found instanceof Nic ? found : this.nics.find((nic) => nameKey(nic.name) === nameKey(name));
  }

  vmSwitch(name: string): VmSwitch | undefined {
    return this.vmSwitches.find((s) => nameKey(s.name) === nameKey(name));
  }

  /** Whether the host has the Hyper-V role: it says so, or it has Hyper-V switches. Undefined when nothing tells. */
  get hyperV(): boolean | undefined {
    if (this.vmSwitches.length > 0) return true;
    const named = this.data.roles?.some((role) => role.toLowerCase().replace(/[^a-z]/g, '') === 'hyperv');
    // Of a list that is only a part, the role may be what is left out.
    const isPart = this.tree.documents.some((document) => lostItems((document.data as HostData).roles));
    return named === false && isPart ? undefined : named;
  }
}

export class Nic extends Entity<NicData> {
  get kind(): 'nic' {
    return 'nic';
  }
  declare readonly parent: Host;

  get host(): Host {
    return this.parent;
  }

  /** Whether this is a team interface seen as an adapter, as Get-NetAdapter lists it. */
  get isTeamInterface(): boolean {
    return /^Microsoft Network Adapter Multiplexor Driver/i.test(this.data.interfaceDescription ?? '');
  }

  /** How each advanced property is written, by its keyword in lower case; of two spellings the first. */
  private advancedKeys: ReadonlyMap<string, string> | undefined;

  /** An advanced property by registry keyword, in any case: its value and the key as written. */
  advanced(keyword: string): { readonly value: string | number | boolean; readonly key: string } | undefined {
    const all = this.data.advancedProperties;
    if (!all) return undefined;
    const exact = all[keyword];
    if (exact !== undefined) return { value: exact, key: keyword };
    // Most that are asked for are not written, and each rule asks for its own.
    this.advancedKeys ??= new Map(
      Object.keys(all)
        .reverse()
        .map((key) => [key.toLowerCase(), key]),
    );
    const key = this.advancedKeys.get(keyword.toLowerCase());
    return key === undefined ? undefined : { value: all[key]!, key };
  }

  /** The same as a number; undefined when it is not written or no number. */
  advancedNumber(keyword: string): { readonly value: number; readonly key: string } | undefined {
    const found = this.advanced(keyword);
    if (!found) return undefined;
    const text = String(found.value).trim();
    const value = found.value === true ? 1 : found.value === false ? 0 : /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
    return Number.isNaN(value) ? undefined : { value, key: found.key };
  }
}

export class Team extends Entity<TeamData> {
  get kind(): 'team' {
    return 'team';
  }
  declare readonly parent: Host;
  members: readonly TeamMember[] = NONE;
  /** The interfaces that are written, less those that are to be removed (`ensure: Absent`). */
  teamNics: readonly TeamNic[] = NONE;
  /** The primary interface where it is not written. */
  implicit: TeamNic | undefined;

  get host(): Host {
    return this.parent;
  }

  get allInterfaces(): readonly TeamNic[] {
    return this.implicit ? [this.implicit, ...this.teamNics] : this.teamNics;
  }

  /** The member adapters that are described on the host. */
  get nics(): Nic[] {
    return this.members.flatMap((m) => m.nic ?? []);
  }
}

export class TeamMember extends Entity<TeamMemberData> {
  get kind(): 'team-member' {
    return 'team-member';
  }
  declare readonly parent: Team;
  /** The adapter, when the host describes it. */
  nic: Nic | undefined;

  get team(): Team {
    return this.parent;
  }

  get settings(): Exclude<TeamMemberData, string> | undefined {
    return typeof this.data === 'string' ? undefined : this.data;
  }
}

export class TeamNic extends Entity<TeamNicData> {
  get kind(): 'team-nic' {
    return 'team-nic';
  }
  declare readonly parent: Team;

  get team(): Team {
    return this.parent;
  }

  /** VLAN of the interface; 0 is Default mode. Undefined when nothing tells. */
  get vlan(): number | undefined {
    if (this.data.vlanId !== undefined) return this.data.vlanId;
    if (this.data.default === true) return 0;
    return this.data.default === false ? undefined : 0;
  }
}

export class VmSwitch extends Entity<VmSwitchData> {
  get kind(): 'vm-switch' {
    return 'vm-switch';
  }
  declare readonly parent: Host;

  get host(): Host {
    return this.parent;
  }
}

export class HostAdapter extends Entity<HostAdapterData> {
  get kind(): 'host-adapter' {
    return 'host-adapter';
  }
  declare readonly parent: Host;

  get host(): Host {
    return this.parent;
  }
}

export class ThirdPartyTeam extends Entity<ThirdPartyTeamData> {
  get kind(): 'third-party-team' {
    return 'third-party-team';
  }
  declare readonly parent: Host;

  get host(): Host {
    return this.parent;
  }
}

export class Switch extends Entity<SwitchData> {
  get kind(): 'switch' {
    return 'switch';
  }
  ports: readonly Port[] = NONE;
  portChannels: readonly PortChannel[] = NONE;
}

export class Port extends Entity<PortData> {
  get kind(): 'port' {
    return 'port';
  }
  declare readonly parent: Switch;

  get switch(): Switch {
    return this.parent;
  }
}

export class PortChannel extends Entity<PortChannelData> {
  get kind(): 'port-channel' {
    return 'port-channel';
  }
  declare readonly parent: Switch;

  get switch(): Switch {
    return this.parent;
  }
}

export class Vm extends Entity<VmData> {
  get kind(): 'vm' {
    return 'vm';
  }
  adapters: readonly VmAdapter[] = NONE;
  guestTeams: readonly GuestTeam[] = NONE;

  /** A VM is named within its host or cluster, where it says which. */
  override get id(): string {
    const { host, cluster } = this.data;
    const place = host !== undefined ? `${idStep('host', host)}/` : cluster !== undefined ? `${idStep('cluster', cluster)}/` : '';
    return `${place}${idStep('vm', this.name)}${this.nth > 1 ? `#${this.nth}` : ''}`;
  }
}

export class VmAdapter extends Entity<VmAdapterData> {
  get kind(): 'vm-adapter' {
    return 'vm-adapter';
  }
  declare readonly parent: Vm;

  get vm(): Vm {
    return this.parent;
  }
}

export class GuestTeam extends Entity<TeamData> {
  get kind(): 'guest-team' {
    return 'guest-team';
  }
  declare readonly parent: Vm;
  members: readonly GuestTeamMember[] = NONE;

  get vm(): Vm {
    return this.parent;
  }

  /** The adapters of the VM that are its members, as far as their names tell. */
  get adapters(): VmAdapter[] {
    return this.members.flatMap((m) => m.adapter ?? []);
  }
}

/** A member of a team inside a VM, under the name it has there. */
export class GuestTeamMember extends Entity<TeamMemberData> {
  get kind(): 'guest-team-member' {
    return 'guest-team-member';
  }
  declare readonly parent: GuestTeam;
  /** The adapter of the VM, when its name in the guest is known. */
  adapter: VmAdapter | undefined;

  get team(): GuestTeam {
    return this.parent;
  }

  get vm(): Vm {
    return this.parent.vm;
  }

  get settings(): Exclude<TeamMemberData, string> | undefined {
    return typeof this.data === 'string' ? undefined : this.data;
  }
}

export class Cluster extends Entity<ClusterData> {
  get kind(): 'cluster' {
    return 'cluster';
  }
}

/** The class of each kind. */
export interface EntityOf {
  host: Host;
  nic: Nic;
  team: Team;
  'team-member': TeamMember;
  'team-nic': TeamNic;
  'vm-switch': VmSwitch;
  'host-adapter': HostAdapter;
  'third-party-team': ThirdPartyTeam;
  switch: Switch;
  port: Port;
  'port-channel': PortChannel;
  vm: Vm;
  'vm-adapter': VmAdapter;
  'guest-team': GuestTeam;
  'guest-team-member': GuestTeamMember;
  cluster: Cluster;
  'network-virtualization': VirtualNetworkPolicy;
  'lookup-record': LookupRecord;
  'customer-route': CustomerRoute;
  'provider-address': ProviderAddress;
  'provider-route': ProviderRoute;
  'replica-server': ReplicaServer;
  'replication-authorization': ReplicationAuthorization;
  'replica-plan': ReplicaPlan;
  'planned-vm': PlannedVm;
  'file-server': FileServer;
  share: Share;
}
