import type { HostData, LoadBalancingAlgorithmData, VmData } from '#read/generated/documents';
import { lostItems } from '#read/validate';
import { bitsPerSecond } from './bit-rate.ts';
import type { Host, Nic, Team, VirtualAdapter, Vm, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { inRange } from './os.ts';
import { at, type Place } from './place.ts';
import { RELEASES } from './releases.ts';
import { activeMembers } from './team-members.ts';

/** Whether an algorithm hashes addresses: what the window of NIC Teaming calls Address Hash, and its two coarser forms. */
export function isAddressHash(algorithm: LoadBalancingAlgorithmData | undefined): boolean {
  return algorithm === 'TransportPorts' || algorithm === 'IPAddresses' || algorithm === 'MacAddresses';
}

/** Where the algorithm of a team is written, else the name of the team. */
export function algorithmPlace(team: Team): Place {
  return at(team, team.data.loadBalancingAlgorithm === undefined ? 'name' : 'loadBalancingAlgorithm');
}

/** Where the mode of a team is written, else the name of the team. */
export function modePlace(team: Team): Place {
  return at(team, team.data.teamingMode === undefined ? 'name' : 'teamingMode');
}

/** A team that keeps every port of the Hyper-V switches above it on one member: HyperVPort is written. */
export interface PortTeam {
  /** The LBFO team, or the Hyper-V switch itself where it is an embedded team (SET). */
  readonly team: Team | VmSwitch;
  /** Where HyperVPort is written. */
  readonly place: Place;
  /** The Hyper-V switches above it. */
  readonly switches: readonly VmSwitch[];
  readonly active: { readonly atLeast: number; readonly atMost: number };
  /** Bits per second of its fastest member; undefined when the speed of a member is not known. */
  readonly fastest: number | undefined;
}

/** The team below a Hyper-V switch that distributes by port; undefined where the release of the host has no such team. */
export function portTeam(network: Network, vmSwitch: VmSwitch): PortTeam | undefined {
  const { sort, team, nics, complete } = network.uplink(vmSwitch);
  const { os } = vmSwitch.host;
  const fastest = complete ? fastestOf(nics) : undefined;
  if (sort === 'set' && vmSwitch.data.loadBalancingAlgorithm === 'HyperVPort' && complete) {
    if (os !== undefined && !inRange(os, RELEASES.set)) return undefined;
    // An embedded team has no standby members.
    const active = { atLeast: nics.length, atMost: nics.length };
    return { team: vmSwitch, place: at(vmSwitch, 'loadBalancingAlgorithm'), switches: [vmSwitch], active, fastest };
  }
  if (sort !== 'lbfo' || team?.data.loadBalancingAlgorithm !== 'HyperVPort') return undefined;
  if (os !== undefined && (!inRange(os, RELEASES.lbfo) || inRange(os, RELEASES.lbfoBelowSwitchImpossible))) return undefined;
  const active = activeMembers(team);
  const switches = network.vmSwitchesOnTeam(team);
  return active && { team, place: at(team, 'loadBalancingAlgorithm'), switches, active, fastest };
}

function fastestOf(nics: readonly Nic[]): number | undefined {
  const speeds = nics.flatMap((nic) => nicSpeed(nic) ?? []);
  return speeds.length > 0 && speeds.length === nics.length ? Math.max(...speeds) : undefined;
}

/** Link speed of an adapter in bits per second, as written; undefined for none and for 0. */
export function nicSpeed(nic: Nic): number | undefined {
  return bitsPerSecond(nic.data.linkSpeed) ?? bitsPerSecond(nic.data.speed);
}

/** Whether a virtual adapter is guaranteed bandwidth, as a weight or in bits per second. */
export function hasMinimumBandwidth({ data }: VirtualAdapter): boolean {
  return Boolean(data.minimumBandwidthWeight) || Boolean(data.minimumBandwidthAbsolute);
}

/** The virtual adapters that can be on a Hyper-V switch. */
export interface Ports {
  readonly adapters: readonly VirtualAdapter[];
  /** How many there are, with the host adapter a Hyper-V switch has by default. */
  readonly count: number;
}

/**
 * All virtual adapters that can be on a Hyper-V switch at one time: those of its host, and those of every VM that may run there.
 * Known only where the inventory of VMs is complete, each of them says what it is connected to, and the host adapters are listed (or
 * the inventory of hosts is complete). Undefined otherwise.
 */
export function allPorts(network: Network, vmSwitch: VmSwitch): Ports | undefined {
  const { host, data } = vmSwitch;
  if (!network.inventory.vms || !knowsHostAdapters(network, host)) return undefined;
  for (const vm of network.all('vm')) {
    const runsHere = network.hostsOf(vm).includes(host);
    if (runsHere ? !knowsAdapters(vm) : mayRunOn(network, vm, host)) return undefined;
  }
  const adapters = network.adaptersOn(vmSwitch);
  // New-VMSwitch gives the host an adapter unless told otherwise: https://learn.microsoft.com/powershell/module/hyper-v/new-vmswitch
  const own = data.allowManagementOS === false || adapters.some((adapter) => adapter.kind === 'host-adapter') ? 0 : 1;
  return { adapters, count: adapters.length + own };
}

function knowsHostAdapters(network: Network, host: Host): boolean {
  const written = host.data.hostAdapters !== undefined || network.inventory.hosts;
  return (
    written &&
    host.hostAdapters.every((adapter) => adapter.data.switchName !== undefined) &&
    !host.tree.documents.some((document) => lostItems((document.data as HostData).hostAdapters))
  );
}

/** Whether a VM says of every adapter what it is connected to. */
function knowsAdapters(vm: Vm): boolean {
  return (
    vm.data.networkAdapters !== undefined &&
    vm.adapters.every((adapter) => adapter.data.switchName !== undefined) &&
    !vm.tree.documents.some((document) => lostItems((document.data as VmData).networkAdapters))
  );
}

/** Whether nothing tells that a VM does not run on a host: it names no host, or a cluster whose nodes are not known. */
function mayRunOn(network: Network, vm: Vm, host: Host): boolean {
  const { host: home, cluster } = vm.data;
  if (cluster === undefined) return home === undefined;
  if (network.cluster(cluster)?.data.nodes !== undefined) return false;
  return host.data.cluster === undefined || nameKey(host.data.cluster) === nameKey(cluster);
}
