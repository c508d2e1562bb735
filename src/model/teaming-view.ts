import type { AdapterStatisticsData } from '#read/generated/documents';
import { bitsPerSecond } from './bit-rate.ts';
import { loadBalancingAlgorithm, teamingMode } from './defaults.ts';
import { embeddedTeam } from './embedded-team.ts';
import type { GuestTeam, Host, HostAdapter, Nic, Team, TeamNic, ThirdPartyTeam, VmSwitch } from './entity.ts';
import { foreignMedium } from './medium.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { isPrimary } from './team-interface.ts';
import { roleOf } from './team-members.ts';
import {
  adapterStatus,
  embeddedStatus,
  guestTeamStatus,
  interfaceStatus,
  memberStatus,
  type Status,
  serverStatus,
  teamStatus,
  UNSEEN,
} from './teaming-status.ts';

/** The tiles of the management interface of NIC Teaming, as plain data. Ids are those of entities. */
export interface TeamingView {
  readonly servers: readonly ServerRow[];
  readonly teams: readonly TeamRow[];
  readonly adapters: readonly AdapterRow[];
  readonly interfaces: readonly InterfaceRow[];
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly status: Status;
}

export interface ServerRow extends Row {
  readonly os: Host['os'];
  readonly cluster: string | undefined;
  readonly site: string | undefined;
  readonly hyperV: boolean | undefined;
  readonly teams: number;
  readonly adapters: number;
  readonly vmSwitches: number;
  readonly vms: number;
}

export type TeamSort = 'LBFO' | 'SET' | 'Guest' | 'Vendor';

export interface TeamRow extends Row {
  readonly sort: TeamSort;
  /** Id and name of the server: a host, or the VM of a team inside a guest. */
  readonly server: string;
  readonly serverName: string;
  readonly mode: string | undefined;
  readonly distribution: string | undefined;
  readonly members: readonly { readonly name: string; readonly status: Status; readonly standby: boolean }[];
  readonly interfaces: number;
  /** Hyper-V switches that stand on it. */
  readonly vmSwitches: readonly string[];
  readonly statistics: TeamStatistics | undefined;
}

/** The traffic of a team: of each member that shows it, and the sum where every member does. */
export interface TeamStatistics {
  readonly total: AdapterStatisticsData | undefined;
  readonly parts: readonly { readonly name: string; readonly statistics: AdapterStatisticsData }[];
}

export interface AdapterRow extends Row {
  readonly server: string;
  readonly serverName: string;
  /** Id and name of the team it is in. */
  readonly team: string | undefined;
  readonly teamName: string | undefined;
  readonly role: 'Active' | 'Standby' | undefined;
  /** Why it cannot be a member of a team; undefined where nothing forbids it. */
  readonly notTeamable: string | undefined;
  readonly speed: number | undefined;
  readonly description: string | undefined;
  readonly mac: string | undefined;
  readonly vlan: number | undefined;
  readonly cabledTo: string | undefined;
  readonly addresses: readonly string[];
  readonly driver: string | undefined;
  readonly statistics: AdapterStatisticsData | undefined;
}

export interface InterfaceRow extends Row {
  readonly server: string;
  readonly serverName: string;
  readonly team: string;
  readonly teamName: string;
  /** 0 is Default mode. */
  readonly vlan: number | undefined;
  readonly primary: boolean | undefined;
  readonly speed: number | undefined;
  readonly mac: string | undefined;
  readonly addresses: readonly string[];
  readonly statistics: AdapterStatisticsData | undefined;
}

/** Servers, teams, adapters and team interfaces of an estate with the states the management interface would show. */
export function teamingView(network: Network): TeamingView {
  const vms = new Map<Host, number>();
  for (const vm of network.all('vm')) for (const host of network.hostsOf(vm)) vms.set(host, (vms.get(host) ?? 0) + 1);
  const servers: ServerRow[] = [];
  const teams: TeamRow[] = [];
  const adapters: AdapterRow[] = [];
  const interfaces: InterfaceRow[] = [];
  for (const host of network.all('host')) {
    const own = teamsOf(network, host);
    teams.push(...own);
    adapters.push(
      ...host.nics.filter((nic) => !isTeamInterfaceOf(host, nic)).map((nic) => adapterRow(network, nic)),
      ...host.hostAdapters.map(hostAdapterRow),
    );
    interfaces.push(...host.teams.flatMap((team) => team.allInterfaces.map(interfaceRow)));
    servers.push({
      id: host.id,
      name: host.name,
      status: serverStatus(own, !host.isDeclared),
      os: host.os,
      cluster: host.data.cluster,
      site: host.data.site,
      hyperV: host.hyperV,
      teams: own.length,
      adapters: host.nics.length,
      vmSwitches: host.vmSwitches.length,
      vms: vms.get(host) ?? 0,
    });
  }
  teams.push(...network.all('guest-team').map(guestRow));
  return { servers, teams, adapters, interfaces };
}

function teamsOf(network: Network, host: Host): TeamRow[] {
  return [
    ...host.teams.map((team) => lbfoRow(network, team)),
    ...host.vmSwitches.flatMap((vmSwitch) => embeddedRow(network, vmSwitch) ?? []),
    ...host.thirdPartyTeams.map(vendorRow),
  ];
}

function lbfoRow(network: Network, team: Team): TeamRow {
  return {
    id: team.id,
    name: team.name,
    sort: 'LBFO',
    server: team.host.id,
    serverName: team.host.name,
    status: teamStatus(team),
    mode: teamingMode(team)?.value,
    distribution: loadBalancingAlgorithm(team)?.value,
    members: team.members.map((member) => ({
      name: member.name,
      status: memberStatus(member),
      standby: roleOf(member) === 'Standby',
    })),
    interfaces: team.allInterfaces.length,
    vmSwitches: network.vmSwitchesOnTeam(team).map(({ name }) => name),
    statistics: teamStatistics(
      team.members.map(({ name, nic }) => ({ name, statistics: nic?.data.statistics })),
      team.allInterfaces.map((nic) => ({ name: nic.name, statistics: nic.data.statistics ?? seenAs(nic)?.data.statistics })),
    ),
  };
}

function embeddedRow(network: Network, vmSwitch: VmSwitch): TeamRow | undefined {
  const team = embeddedTeam(network, vmSwitch);
  if (!team) return undefined;
  const known = new Map(team.nics.map((nic) => [nameKey(nic.name), nic]));
  const names = team.named.length > 0 ? team.named.map(({ name }) => name) : team.nics.map(({ name }) => name);
  const members = names.map((name) => ({ name, nic: known.get(nameKey(name)) }));
  return {
    id: vmSwitch.id,
    name: vmSwitch.name,
    sort: 'SET',
    server: vmSwitch.host.id,
    serverName: vmSwitch.host.name,
    status: embeddedStatus(team.nics),
    // An embedded team knows no other mode.
    mode: 'SwitchIndependent',
    distribution: vmSwitch.data.loadBalancingAlgorithm,
    members: members.map(({ name, nic }) => ({ name, status: nic ? adapterStatus(nic, undefined) : UNSEEN, standby: false })),
    interfaces: 0,
    vmSwitches: [vmSwitch.name],
    statistics: teamStatistics(members.map(({ name, nic }) => ({ name, statistics: nic?.data.statistics }))),
  };
}

function vendorRow(team: ThirdPartyTeam): TeamRow {
  const nics = (team.data.members ?? []).map((name) => ({ name, nic: team.host.nic(name) }));
  return {
    id: team.id,
    name: team.name,
    sort: 'Vendor',
    server: team.host.id,
    serverName: team.host.name,
    // What the software of a vendor makes of its members, Windows does not show.
    status: UNSEEN,
    mode: team.data.product,
    distribution: undefined,
    members: nics.map(({ name, nic }) => ({ name, status: nic ? adapterStatus(nic, undefined) : UNSEEN, standby: false })),
    interfaces: 0,
    vmSwitches: [],
    statistics: teamStatistics(nics.map(({ name, nic }) => ({ name, statistics: nic?.data.statistics }))),
  };
}

function guestRow(team: GuestTeam): TeamRow {
  return {
    id: team.id,
    name: team.name,
    sort: 'Guest',
    server: team.vm.id,
    serverName: team.vm.name,
    status: guestTeamStatus(team),
    mode: team.data.teamingMode,
    distribution: team.data.loadBalancingAlgorithm,
    members: team.members.map(({ name, settings }) => ({
      name,
      status: settings?.operationalMode === 'Failed' ? { level: 'Fault', reason: 'Failed' } : UNSEEN,
      standby: settings?.administrativeMode === 'Standby',
    })),
    interfaces: team.data.teamNics?.length ?? 1,
    vmSwitches: [],
    statistics: undefined,
  };
}

function adapterRow(network: Network, nic: Nic): AdapterRow {
  const teaming = network.teamingOf(nic);
  const member = teaming?.kind === 'team' ? teaming.members.find((each) => each.nic === nic) : undefined;
  const vendor = nic.host.thirdPartyTeams.find(({ data }) => data.members?.some((name) => nameKey(name) === nameKey(nic.name)));
  const team = teaming ?? vendor;
  const { data } = nic;
  const cable = network.cableOf(nic);
  return {
    id: nic.id,
    name: nic.name,
    server: nic.host.id,
    serverName: nic.host.name,
    status: adapterStatus(nic, member),
    team: team?.id,
    teamName: team?.name,
    role: member ? roleOf(member) : undefined,
    notTeamable: notTeamable(nic),
    speed: bitsPerSecond(data.linkSpeed ?? data.speed),
    description: data.interfaceDescription,
    mac: data.macAddress ?? data.permanentAddress,
    vlan: data.vlanId ?? nic.advancedNumber('VlanID')?.value,
    cabledTo: cable ? `${cable.switch} ${cable.port}` : undefined,
    addresses: data.ipAddresses ?? [],
    driver: data.driverVersion,
    statistics: data.statistics,
  };
}

/** Virtual adapters of the host must not be in a team: the management interface leaves them out, and so do its tiles here until asked. */
function hostAdapterRow(adapter: HostAdapter): AdapterRow {
  const { data, host } = adapter;
  const { vlan } = data;
  return {
    id: adapter.id,
    name: adapter.name,
    server: host.id,
    serverName: host.name,
    status: UNSEEN,
    team: undefined,
    teamName: undefined,
    role: undefined,
    notTeamable: 'Virtual adapter of the host',
    speed: undefined,
    description: data.switchName === undefined ? undefined : `On the Hyper-V switch ${data.switchName}`,
    mac: data.macAddress,
    vlan: vlan?.operationMode === undefined || vlan.operationMode === 'Access' ? vlan?.accessVlanId : undefined,
    cabledTo: undefined,
    addresses: data.ipAddresses ?? [],
    driver: undefined,
    statistics: data.statistics,
  };
}

/** Why an adapter cannot be in a team: its medium, or that it is none of hardware. */
function notTeamable(nic: Nic): string | undefined {
  const medium = foreignMedium(nic);
  if (medium) return `Medium ${medium}`;
  if (nic.isTeamInterface) return 'Interface of a team';
  const text = nic.data.interfaceDescription ?? '';
  if (/^Microsoft Kernel Debug Network Adapter/i.test(text)) return 'Kernel debugging';
  return nic.data.virtual === true || /^Hyper-V Virtual Ethernet Adapter\b/i.test(text) ? 'Virtual adapter' : undefined;
}

/** Whether an adapter is the interface of a described team, which has a tab of its own. */
function isTeamInterfaceOf(host: Host, nic: Nic): boolean {
  return nic.isTeamInterface && host.adapter(nic.name) !== nic;
}

/** The entry an interface of a team has among the adapters of its host. */
function seenAs(teamNic: TeamNic): Nic | undefined {
  return teamNic.team.host.nics.find((nic) => nic.isTeamInterface && nameKey(nic.name) === nameKey(teamNic.name));
}

function interfaceRow(teamNic: TeamNic): InterfaceRow {
  const { team, data } = teamNic;
  const seen = seenAs(teamNic);
  return {
    id: teamNic.id,
    name: teamNic.name,
    server: team.host.id,
    serverName: team.host.name,
    team: team.id,
    teamName: team.name,
    status: interfaceStatus(teamNic, seen),
    vlan: teamNic.vlan,
    primary: isPrimary(teamNic),
    speed: bitsPerSecond(data.receiveLinkSpeed ?? seen?.data.linkSpeed ?? seen?.data.speed),
    mac: data.macAddress ?? seen?.data.macAddress,
    addresses: data.ipAddresses ?? seen?.data.ipAddresses ?? [],
    statistics: data.statistics ?? seen?.data.statistics,
  };
}

interface Part {
  readonly name: string;
  readonly statistics: AdapterStatisticsData | undefined;
}

/** Statistics of a team by its members; where no member shows any, by its interfaces. */
function teamStatistics(members: readonly Part[], interfaces: readonly Part[] = []): TeamStatistics | undefined {
  for (const all of [members, interfaces]) {
    const parts = all.flatMap(({ name, statistics }) => (statistics ? [{ name, statistics }] : []));
    if (parts.length > 0)
      return { parts, total: parts.length === all.length ? sum(parts.map((part) => part.statistics)) : undefined };
  }
  return undefined;
}

/** The sum of counters; one that a part lacks is not summed. */
function sum(all: readonly AdapterStatisticsData[]): AdapterStatisticsData {
  const keys = Object.keys(all[0]!).filter((key) =>
    all.every((each) => typeof each[key as keyof AdapterStatisticsData] === 'number'),
  );
  return Object.fromEntries(
    keys.map((key) => [key, all.reduce((total, each) => total + (each[key as keyof AdapterStatisticsData] ?? 0), 0)]),
  );
}
