import type { Host, HostAdapter, Nic, Port, PortChannel, Team, TeamNic, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';

/** What a host is managed over: the adapters with its address, and all that carries them, down to the ports of the switches. */
export interface ManagementPath {
  /** What tells: somebody says so, it is the only one with an address, it is one of several with addresses, or its name. */
  readonly by: 'usage' | 'only-address' | 'address' | 'name';
  /** The host adapters, team interfaces and physical adapters that have the address. */
  readonly adapters: readonly ManagementAdapter[];
  readonly vmSwitches: readonly VmSwitch[];
  readonly teams: readonly Team[];
  readonly nics: readonly Nic[];
  /** Ports the adapters are cabled to, as far as they are described. */
  readonly ports: readonly Port[];
  /** The port-channels of these ports. */
  readonly portChannels: readonly PortChannel[];
}

export type ManagementAdapter = HostAdapter | TeamNic | Nic;

/** Names people give to what they manage a host over. */
const NAMED = /(?:^|[^a-z])(?:mgmt|mgt|management|managment|host-?os)(?:[^a-z]|$)/i;

/**
 * What a host is managed over; undefined where nothing tells. Only what is certain comes before a guess: a written usage, then the one
 * adapter with an address, then of several with addresses those whose name says it or, where none does, all of them; names alone last.
 */
export function managementPath(network: Network, host: Host): ManagementPath | undefined {
  const all: readonly ManagementAdapter[] = [
    ...host.hostAdapters,
    ...host.teams.flatMap((team) => team.allInterfaces),
    ...host.nics.filter((nic) => !nic.isTeamInterface),
  ];
  const found = chosen(all);
  if (!found) return undefined;
  const { by, adapters } = found;
  const switches = unique(adapters.flatMap((adapter) => switchOf(adapter) ?? []));
  const uplinks = switches.map((vmSwitch) => network.uplink(vmSwitch));
  const teams = unique([
    ...uplinks.flatMap(({ team }) => team ?? []),
    ...adapters.flatMap((adapter) =>
      adapter.kind === 'team-nic' ? [adapter.team] : adapter.kind === 'nic' ? (network.teamOf(adapter) ?? []) : [],
    ),
  ]);
  const nics = unique([
    ...adapters.filter((adapter) => adapter.kind === 'nic'),
    // A virtual adapter may leave over another member when its own is gone.
    ...uplinks.flatMap((uplink) => uplink.nics),
    ...teams.flatMap((team) => team.nics),
  ]);
  // A switch on the same adapters takes the path with it when it is made anew.
  const vmSwitches = unique([...switches, ...nics.flatMap((nic) => network.vmSwitchesOn(nic))]);
  const ports = unique(nics.flatMap((nic) => network.portOf(nic) ?? []));
  return {
    by,
    adapters,
    vmSwitches,
    teams,
    nics,
    ports,
    portChannels: unique(ports.flatMap((port) => network.portChannelOf(port) ?? [])),
  };
}

function chosen(all: readonly ManagementAdapter[]): Pick<ManagementPath, 'by' | 'adapters'> | undefined {
  const said = all.filter((adapter) => adapter.kind !== 'team-nic' && adapter.data.usage === 'management');
  if (said.length > 0) return { by: 'usage', adapters: said };
  // Who is said to be for something else is not for this.
  const free = all.filter((adapter) => adapter.kind === 'team-nic' || adapter.data.usage === undefined);
  const addressed = free.filter(({ data }) => (data.ipAddresses?.length ?? 0) > 0);
  const [only, ...others] = addressed;
  if (only && others.length === 0) return { by: 'only-address', adapters: [only] };
  const named = (addressed.length > 0 ? addressed : free).filter(({ name }) => NAMED.test(name));
  if (named.length > 0) return { by: 'name', adapters: named };
  return addressed.length > 0 ? { by: 'address', adapters: addressed } : undefined;
}

function switchOf(adapter: ManagementAdapter): VmSwitch | undefined {
  if (adapter.kind !== 'host-adapter') return undefined;
  const { switchName } = adapter.data;
  return switchName === undefined ? undefined : adapter.host.vmSwitch(switchName);
}

/** The names under which commands on a host mean something of the path, in the form in which names compare. */
export function namesOnPath({ adapters, vmSwitches, teams, nics }: ManagementPath): ReadonlySet<string> {
  return new Set(
    [
      ...[...adapters, ...vmSwitches, ...teams, ...nics].map(({ name }) => name),
      ...adapters.filter(({ kind }) => kind === 'host-adapter').map(({ name }) => `vEthernet (${name})`),
      // A command about one interface of the team is one about the team.
      ...teams.flatMap((team) => team.allInterfaces.map(({ name }) => name)),
    ].map(nameKey),
  );
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
