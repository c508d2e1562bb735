import { isInVirtualSubnet } from './adapter-subnet.ts';
import { loadBalancingAlgorithm, teamingMode } from './defaults.ts';
import type { Entity, Host, Nic, Team, TeamNic, VirtualAdapter, VmSwitch } from './entity.ts';
import { vlansText } from './host-port.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { ProviderAddress } from './policy-entity.ts';
import { providerUse } from './provider-use.ts';
import { isWhole } from './references.ts';
import type { Uplink } from './uplink.ts';
import { VlanSet } from './vlan-set.ts';
import { type VlanUse, vlansOfAdapter } from './vlan-use.ts';
import { judgeNic, vlanFilter } from './way-nic.ts';
import { type Judgement, judgePort, type Passage } from './way-port.ts';

/** What frames of a VLAN come from: a virtual adapter, a team interface, or an adapter that stands alone. */
export type Sender = VirtualAdapter | TeamNic | Nic;

/** One thing the frames pass, and whether they get past it. */
export interface Hop extends Judgement {
  readonly entity: Entity;
  readonly name: string;
}

/** The part of a way that one member adapter is: the adapter and the port it is cabled to. */
export interface Leg {
  readonly nic: Nic;
  /** Name of the switch it is cabled to, described or not. */
  readonly device: string | undefined;
  /** Used only when the member that the host adapter is mapped to (Set-VMNetworkAdapterTeamMapping) fails. */
  readonly fallback: boolean;
  /** Taken away by the question what still works. */
  readonly lost: boolean;
  readonly hops: readonly Hop[];
  readonly passage: Passage;
  /** VLAN of the frames on the switch, where it is known. */
  readonly vlan: number | undefined;
}

/** whole: over every member. partly: over some. broken: over none. unknown: what is described stops nothing, but does not say enough. */
export type Verdict = 'whole' | 'partly' | 'broken' | 'unknown';

/** The way of one sender's frames in one VLAN out of one host. */
export interface Way {
  readonly sender: Sender;
  readonly host: Host | undefined;
  readonly vmSwitch: VmSwitch | undefined;
  /** The tag the sender's frames carry; undefined when they are untagged, or when `tagKnown` is false. */
  readonly tag: number | undefined;
  readonly tagKnown: boolean;
  /** From the sender down to the team or Hyper-V switch. */
  readonly hops: readonly Hop[];
  readonly legs: readonly Leg[];
  readonly verdict: Verdict;
}

/** What is taken away to ask what still works: adapters, or switches by name. */
export interface Lost {
  readonly nics: ReadonlySet<Nic>;
  /** Names of switches, as nameKey makes them comparable. */
  readonly switches: ReadonlySet<string>;
}

/** How frames are tagged, if that is known. */
interface Frames {
  readonly tag: number | undefined;
  readonly known: boolean;
}

const NOTHING: Lost = { nics: new Set(), switches: new Set() };

/** The ways of a sender: one for every VLAN it uses and every host it may run on. */
export function waysOf(network: Network, sender: Sender, lost: Lost = NOTHING): Way[] {
  const hosts: (Host | undefined)[] =
    sender.kind === 'vm-adapter'
      ? [...network.hostsOf(sender.vm)]
      : [sender.kind === 'team-nic' ? sender.team.host : sender.host];
  if (hosts.length === 0) hosts.push(undefined);
  return hosts.flatMap((host) => usesOf(network, sender, host).map((use) => wayOf(network, sender, host, use, lost)));
}

/** One use of an unknown VLAN stands for a sender of which nobody knows the VLAN. */
function usesOf(network: Network, sender: Sender, host: Host | undefined): (VlanUse | undefined)[] {
  if (sender.kind === 'team-nic') {
    const { vlan } = sender;
    if (vlan === undefined) return [undefined];
    return [{ vlan: vlan === 0 ? undefined : vlan, consumer: sender, place: vlan === 0 ? at(sender) : at(sender, 'vlanId') }];
  }
  if (sender.kind === 'nic') {
    const filter = vlanFilter(sender);
    return [{ vlan: filter?.vlan, consumer: sender, place: filter?.place ?? at(sender) }];
  }
  if (sender.kind === 'vm-adapter' && isInVirtualSubnet(sender)) return [providerUse(network, sender, host)];
  const uses = vlansOfAdapter(sender);
  return uses.length > 0 ? uses : [undefined];
}

function wayOf(network: Network, sender: Sender, host: Host | undefined, use: VlanUse | undefined, lost: Lost): Way {
  const hops: Hop[] = [senderHop(sender, use)];
  const tag = use?.vlan;
  const result = (legs: readonly Leg[]): Way => ({
    sender,
    host,
    vmSwitch: connectedTo(sender, host),
    tag,
    tagKnown: use !== undefined,
    hops,
    legs,
    verdict: verdictOf(hops, legs),
  });
  const frames: Frames = { tag, known: use !== undefined };
  if (sender.kind === 'nic') return result([legOf(network, sender, { tag: undefined, known: true }, false, lost)]);
  if (sender.kind === 'team-nic') return result(teamLegs(network, sender.team, frames, hops, lost));
  const vmSwitch = switchHop(network, sender, host, hops);
  if (!vmSwitch) return result([]);
  const uplink = network.uplink(vmSwitch);
  if (uplink.team) {
    const inner = interfaceHop(uplink, frames, hops);
    return result(teamLegs(network, uplink.team, inner, hops, lost));
  }
  const mapped = network.mapped(sender, uplink.nics);
  return result(uplink.nics.map((nic) => legOf(network, nic, frames, mapped.length > 0 && !mapped.includes(nic), lost)));
}

function connectedTo(sender: Sender, host: Host | undefined): VmSwitch | undefined {
  if (sender.kind === 'nic' || sender.kind === 'team-nic' || sender.data.switchName === undefined) return undefined;
  return host?.vmSwitch(sender.data.switchName);
}

function senderHop(sender: Sender, use: VlanUse | undefined): Hop {
  const name = { 'vm-adapter': 'adapter', 'host-adapter': 'host adapter', 'team-nic': 'team interface', nic: 'adapter' }[
    sender.kind
  ];
  const entity: Entity = sender;
  if (!use)
    return { entity, name: `${name} ${sender.name}`, place: at(entity), passage: 'unknown', says: 'its VLAN is not known' };
  const { vlan } = use;
  if (use.consumer instanceof ProviderAddress) {
    const from = `leaves from the provider address ${use.consumer.data.providerAddress}`;
    const says = `${from}, ${vlan === undefined ? 'untagged' : `tagged with VLAN ${vlan}`}`;
    return { entity, name: `${name} ${sender.name}`, place: use.place, passage: 'passes', says };
  }
  const list = sender.kind === 'vm-adapter' || sender.kind === 'host-adapter' ? sender.data.vlan?.allowedVlanIdList : undefined;
  const of = list === undefined ? '' : ` of the trunk list ${vlansText(VlanSet.of(list)!)}`;
  return {
    entity,
    name: `${name} ${sender.name}`,
    place: use.place,
    passage: 'passes',
    says: vlan === undefined ? 'sends untagged' : `sends with the tag of VLAN ${vlan}${of}`,
  };
}

/** The Hyper-V switch a virtual adapter is connected to; undefined where the way ends before it or behind it. */
function switchHop(network: Network, adapter: VirtualAdapter, host: Host | undefined, hops: Hop[]): VmSwitch | undefined {
  const { switchName } = adapter.data;
  const entity: Entity = adapter;
  const here = at(entity);
  const end = (name: string, place: Place, passage: Passage, says: string, what: Entity = entity): undefined => {
    hops.push({ entity: what, name, place, passage, says });
  };
  // A script that only sets something of an adapter made elsewhere names no switch either.
  if (switchName === undefined)
    return end('Hyper-V switch', here, 'unknown', 'no file says which Hyper-V switch it is connected to');
  const place = adapter.kind === 'vm-adapter' ? at(adapter, 'switchName') : at(adapter, 'switchName');
  if (switchName.trim() === '') return end('Hyper-V switch', place, 'stops', 'the adapter is connected to none');
  if (!host) return end(`Hyper-V switch ${switchName}`, place, 'unknown', 'the host the VM runs on is not described');
  const vmSwitch = host.vmSwitch(switchName);
  if (!vmSwitch) {
    const known = isWhole(host, 'vmSwitches') && host.isDeclared;
    return end(
      `Hyper-V switch ${switchName}`,
      place,
      known ? 'stops' : 'unknown',
      known ? `${host.name} has no Hyper-V switch of this name` : `it is not described on ${host.name}`,
    );
  }
  const { sort, nics, team } = network.uplink(vmSwitch);
  const name = `Hyper-V switch ${vmSwitch.name}`;
  const from = vmSwitch.data.netAdapterName === undefined ? at(vmSwitch) : at(vmSwitch, 'netAdapterName');
  if (sort === 'none')
    return end(
      name,
      at(vmSwitch, 'switchType'),
      'stops',
      `is ${vmSwitch.data.switchType} and has no way out of the host`,
      vmSwitch,
    );
  if (sort === 'unknown' || (nics.length === 0 && !team))
    return end(name, from, 'unknown', 'what it stands on is not described', vmSwitch);
  const members = nics.map((nic) => nic.name).join(' and ');
  const says =
    sort === 'set'
      ? `Switch Embedded Teaming over ${members}`
      : team
        ? `stands on the team ${team.name}`
        : `stands on ${members}`;
  hops.push({ entity: vmSwitch, name, place: from, passage: 'passes', says });
  return vmSwitch;
}

/** The team interface below a Hyper-V switch. Returns the tag the frames have behind it. */
function interfaceHop({ team, teamNic }: Uplink, frames: Frames, hops: Hop[]): Frames {
  if (!team || !teamNic) return frames;
  const { tag } = frames;
  const name = `team interface ${teamNic.name}`;
  const hop = (passage: Passage, says: string, place: Place, entity: Entity = teamNic): void => {
    hops.push({ entity, name, place, passage, says });
  };
  if (teamNic.vlan === undefined) {
    hop('unknown', 'its VLAN is not known', at(teamNic));
    return frames;
  }
  if (teamNic.vlan !== 0) {
    if (!frames.known) hop('unknown', `takes untagged frames, and tags them with VLAN ${teamNic.vlan}`, at(teamNic, 'vlanId'));
    else if (tag === undefined) hop('passes', `tags untagged frames with VLAN ${teamNic.vlan}`, at(teamNic, 'vlanId'));
    else hop('stops', `takes frames of VLAN ${teamNic.vlan} only`, at(teamNic, 'vlanId'));
    return { tag: teamNic.vlan, known: true };
  }
  const other = tag === undefined ? undefined : team.teamNics.find((nic) => nic !== teamNic && nic.data.vlanId === tag);
  if (other)
    hop('stops', `does not get VLAN ${tag}: the interface ${other.name} of the team takes it`, at(other, 'vlanId'), other);
  else hop('passes', 'in Default mode, gets every VLAN', at(teamNic));
  return frames;
}

function teamLegs(network: Network, team: Team, frames: Frames, hops: Hop[], lost: Lost): Leg[] {
  const mode = teamingMode(team)?.value;
  const algorithm = loadBalancingAlgorithm(team)?.value;
  const says = [mode ?? 'its teaming mode is not known', algorithm].filter((word) => word !== undefined).join(', ');
  const down = team.data.status === 'Down';
  hops.push({
    entity: team,
    name: `team ${team.name}`,
    place: down ? at(team, 'status') : at(team),
    passage: down ? 'stops' : team.members.length === 0 ? 'unknown' : 'passes',
    says: down ? `${says}; it is Down` : says,
  });
  return team.members.flatMap((member) => {
    const { nic } = member;
    if (!nic) {
      hops.push({ entity: member, name: member.name, place: at(member, 'name'), passage: 'unknown', says: 'is not described' });
      return [];
    }
    const leg = legOf(network, nic, frames, false, lost);
    if (member.settings?.operationalMode !== 'Failed') return [leg];
    const [first, ...rest] = leg.hops as [Hop, ...Hop[]];
    const failed: Hop = { ...first, passage: 'stops', says: 'has failed', place: at(member, 'operationalMode') };
    return [{ ...leg, hops: [failed, ...rest], passage: 'stops' as const }];
  });
}

function legOf(network: Network, nic: Nic, { tag, known }: Frames, fallback: boolean, lost: Lost): Leg {
  const cable = network.cableOf(nic);
  const device = cable && (network.switch(cable.switch)?.name ?? cable.switch);
  const own = judgeNic(network, nic, tag);
  const wire = own.wire;
  const hops: Hop[] = [{ entity: nic, name: nic.name, ...own.judgement }];
  const port = network.portOf(nic);
  let vlan = wire;
  if (cable && port) {
    const judged = judgePort(network, port, wire, nic, known);
    vlan = judged.vlan;
    hops.push({ entity: port, name: `${port.switch.name} ${port.name}`, ...judged });
  } else if (cable)
    hops.push({
      entity: nic,
      name: `${cable.switch} ${cable.port}`,
      place: cable.place,
      passage: 'unknown',
      says: network.switch(cable.switch) ? 'the port is not described' : 'the switch is not described',
    });
  else
    hops.push({
      entity: nic,
      name: 'switch port',
      place: at(nic),
      passage: 'unknown',
      says: `nothing says where ${nic.name} is cabled`,
    });
  const gone = lost.nics.has(nic) ? 0 : device !== undefined && lost.switches.has(nameKey(device)) ? 1 : undefined;
  if (gone !== undefined) hops[gone] = { ...hops[gone]!, passage: 'stops', says: 'is taken away' };
  return { nic, device, fallback, lost: gone !== undefined, hops, passage: worst(hops), vlan };
}

/** The worst of several hops: one that stops frames stops all. */
export function worst(hops: readonly Hop[]): Passage {
  if (hops.some((hop) => hop.passage === 'stops')) return 'stops';
  return hops.some((hop) => hop.passage === 'unknown') ? 'unknown' : 'passes';
}

function verdictOf(hops: readonly Hop[], legs: readonly Leg[]): Verdict {
  const before = worst(hops);
  if (before === 'stops') return 'broken';
  if (legs.length === 0) return 'unknown';
  const left = legs.filter((leg) => !leg.lost);
  const mapped = left.filter((leg) => !leg.fallback);
  const needed = mapped.length > 0 ? mapped : left;
  const stopped = needed.filter((leg) => leg.passage === 'stops').length;
  if (stopped === needed.length) return left.some((leg) => leg.passage !== 'stops') ? 'partly' : 'broken';
  if (stopped > 0) return 'partly';
  return before === 'unknown' || needed.some((leg) => leg.passage === 'unknown') ? 'unknown' : 'whole';
}
