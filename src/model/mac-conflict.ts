import { isInVirtualSubnet } from './adapter-subnet.ts';
import type { Host, HostAdapter, Nic, TeamNic, VirtualAdapter, VmSwitch } from './entity.ts';
import type { MacOwner } from './mac-address.ts';
import { firstLabel, nameKey } from './names.ts';
import type { Network } from './network.ts';
import { uplinkNames } from './uplink.ts';
import { vlansOfAdapter } from './vlan-use.ts';

/** What leaves a host by a wire: one estate is one network. */
const WIRE = 'wire';

/**
 * The layer-2 segment an adapter sends into, so that equal names can meet: the wire, or a Hyper-V switch without an uplink. A
 * Hyper-V switch that nobody describes is a segment of its own. Undefined for an adapter on no switch, and in a virtual subnet,
 * where tenants may well have the same addresses.
 */
export function segmentOf(network: Network, owner: MacOwner): string | undefined {
  if (owner.kind === 'nic' || owner.kind === 'team-nic') return WIRE;
  const { switchName } = owner.data;
  if (switchName === undefined || isInVirtualSubnet(owner)) return undefined;
  const hosts = owner.kind === 'host-adapter' ? [owner.host] : network.hostsOf(owner.vm);
  const switches = hosts.map((host) => host.vmSwitch(switchName));
  if (switches.length > 0 && switches.every((vmSwitch) => vmSwitch && isExternal(vmSwitch))) return WIRE;
  const place = owner.kind === 'host-adapter' ? owner.host.name : (owner.vm.data.cluster ?? owner.vm.data.host);
  return place === undefined ? undefined : `${nameKey(place)}/${nameKey(switchName)}`;
}

function isExternal(vmSwitch: VmSwitch): boolean {
  const { switchType, netAdapterInterfaceDescription, netAdapterInterfaceDescriptions } = vmSwitch.data;
  if (switchType !== undefined) return switchType === 'External';
  return (
    uplinkNames(vmSwitch).length > 0 ||
    netAdapterInterfaceDescription !== undefined ||
    (netAdapterInterfaceDescriptions?.length ?? 0) > 0
  );
}

/** Whether two adapters of one segment that have the same address are in each other's way. */
export function inConflict(network: Network, a: MacOwner, b: MacOwner): boolean {
  return !areOneThing(a, b) && !shareByDesign(network, a, b) && !areApart(a, b);
}

/** Virtual adapters whose VLANs are known and differ. */
function areApart(a: MacOwner, b: MacOwner): boolean {
  if (!isVirtual(a) || !isVirtual(b)) return false;
  const [ofA, ofB] = [vlansOfAdapter(a), vlansOfAdapter(b)];
  return ofA.length > 0 && ofB.length > 0 && !ofA.some((use) => ofB.some((other) => other.vlan === use.vlan));
}

function isVirtual(owner: MacOwner): owner is VirtualAdapter {
  return owner.kind === 'vm-adapter' || owner.kind === 'host-adapter';
}

/**
 * Two descriptions of one thing: a host under its short and its full name, a VM and its replica or its test failover ("web01 -
 * Test") on another host, a VM and the operating system in it.
 */
function areOneThing(a: MacOwner, b: MacOwner): boolean {
  const [machineA, machineB] = [machineOf(a), machineOf(b)];
  if (machineA === machineB) return false;
  // The computer of a script that does not name it may be the other one.
  if ([machineA, machineB].some((machine) => machine.kind === 'host' && machine.isAnonymous)) return true;
  const [nameA, nameB] = [firstLabel(machineA.name), firstLabel(machineB.name)];
  if (machineA.kind === 'vm' && machineB.kind === 'vm')
    return nameA === nameB || isTestOf(nameA, nameB) || isTestOf(nameB, nameA);
  if (nameA !== nameB) return false;
  return machineA.kind !== machineB.kind || nameKey(a.name) === nameKey(b.name);
}

function machineOf(owner: MacOwner) {
  return owner.kind === 'vm-adapter' ? owner.vm : hostOf(owner);
}

function hostOf(owner: Exclude<MacOwner, { kind: 'vm-adapter' }>): Host {
  return owner.kind === 'team-nic' ? owner.team.host : owner.host;
}

function isTestOf(name: string, original: string): boolean {
  return name.startsWith(`${original} - test`);
}

/** Adapters of one host that have one address by design: a team with its members, a host adapter with what its switch stands on. */
function shareByDesign(network: Network, a: MacOwner, b: MacOwner): boolean {
  if (a.kind === 'vm-adapter' || b.kind === 'vm-adapter' || hostOf(a) !== hostOf(b)) return false;
  if (a.kind === 'nic' && b.kind === 'nic') return mayBeVendorTeam(a, b);
  if (a.kind === 'team-nic' && b.kind === 'team-nic') return a.team === b.team;
  if (a.kind === 'host-adapter') return b.kind !== 'host-adapter' && isBelow(network, b, a);
  if (b.kind === 'host-adapter') return isBelow(network, a, b);
  return a.kind === 'team-nic' ? isMember(b as Nic, a) : isMember(a as Nic, b as TeamNic);
}

function isMember(nic: Nic, { team }: TeamNic): boolean {
  return team.members.some((member) => nameKey(member.name) === nameKey(nic.name));
}

/** A host adapter takes the address of what its Hyper-V switch stands on; where that is not known, it may be anything of the host. */
function isBelow(network: Network, below: Nic | TeamNic, { host, data }: HostAdapter): boolean {
  const vmSwitch = data.switchName === undefined ? undefined : host.vmSwitch(data.switchName);
  const uplink = vmSwitch && network.uplink(vmSwitch);
  if (!uplink?.complete) return true;
  return below.kind === 'nic' ? uplink.nics.includes(below) : uplink.team === below.team;
}

/** Teaming software of a vendor gives its members one address; what they have of their own differs then. */
function mayBeVendorTeam(a: Nic, b: Nic): boolean {
  const [own, other] = [a.data.permanentAddress, b.data.permanentAddress];
  return (
    a.host.thirdPartyTeams.length > 0 ||
    a.host.nics.some((nic) => /\bteam\b|\bBASP\b/i.test(nic.data.interfaceDescription ?? '')) ||
    (own !== undefined && other !== undefined && own.toLowerCase() !== other.toLowerCase())
  );
}
