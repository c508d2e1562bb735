import { isInVirtualSubnet, vsidOf } from './adapter-subnet.ts';
import { allowedVlans } from './defaults.ts';
import type { Switch } from './entity.ts';
import { same } from './lag.ts';
import type { Network } from './network.ts';
import type { Hop, Leg, Way } from './way.ts';

/** Whether two senders reach each other on one VLAN, without routing. */
export interface Talk {
  readonly a: Way;
  readonly b: Way;
  /** partly: some flows are lost, with the member that carries them. */
  readonly verdict: 'yes' | 'partly' | 'no' | 'unknown';
  /** The VLAN they meet in, where it has a number. */
  readonly vlan: number | undefined;
  readonly says: string;
  /** What the answer relies on and no file tells. */
  readonly provided: readonly string[];
}

/** Whether the frames of one way reach the sender of another. */
export function talk(network: Network, a: Way, b: Way): Talk {
  const answer = (verdict: Talk['verdict'], says: string, vlan?: number, provided: readonly string[] = []): Talk => ({
    a,
    b,
    verdict,
    vlan,
    says,
    provided,
  });
  const [own, other] = [virtualSubnetOf(a), virtualSubnetOf(b)];
  if (own === undefined || other === undefined)
    return answer('unknown', `no file says in which virtual subnet ${nameOf(own === undefined ? a : b)} is`);
  if (own === 0 ? other > 0 : other === 0) {
    const [inside, outside, vsid] = own > 0 ? [a, b, own] : [b, a, other];
    return answer(
      'no',
      `${nameOf(inside)} is in virtual subnet ${vsid}, ${nameOf(outside)} is not; only a gateway leads out of it`,
    );
  }
  if (!a.tagKnown || !b.tagKnown) return answer('unknown', `the VLAN of ${(a.tagKnown ? b : a).sender.name} is not known`);
  if (a.vmSwitch && a.vmSwitch === b.vmSwitch && a.tag === b.tag)
    return answer('yes', `inside the Hyper-V switch ${a.vmSwitch.name} of ${a.host?.name}`, a.tag);
  for (const way of [a, b]) if (way.verdict === 'broken') return answer('no', `${stopOf(way).name} ${stopOf(way).says}`, way.tag);
  const [left, right] = [carrying(a), carrying(b)];
  if (left.length === 0 || right.length === 0)
    return answer('unknown', 'no way that is described well enough leads out of both hosts');
  const vlans = (legs: readonly Leg[], way: Way): Set<number | undefined> => new Set(legs.map((leg) => leg.vlan ?? way.tag));
  const [va, vb] = [vlans(left, a), vlans(right, b)];
  if (va.has(undefined) || vb.has(undefined)) return answer('unknown', 'the VLAN of untagged frames is not written on a port');
  const common = [...va].filter((vlan) => vb.has(vlan)) as number[];
  if (common.length === 0)
    return answer(
      'no',
      `one is in VLAN ${[...va].join(' and ')}, the other in VLAN ${[...vb].join(' and ')}; hvlint does not follow routes`,
    );
  const vlan = common[0]!;
  const links = between(network, left, right, vlan);
  const cut = links.find((link) => link.joined === 'no');
  if (cut) return answer('partly', `${cut.says} does not carry VLAN ${vlan}`, vlan);
  const provided = [...new Set(links.filter((link) => link.joined === 'unknown').map((link) => link.says))];
  const unsure = [a, b]
    .filter((way) => way.verdict === 'unknown')
    .map((way) => `what is not described on the way of ${nameOf(way)} lets VLAN ${vlan} pass`);
  const lame = [a, b].find((way) => way.verdict === 'partly' || common.length < Math.max(va.size, vb.size));
  if (lame) {
    const stop = lame.verdict === 'partly' ? stopOf(lame) : undefined;
    const says = stop ? `${stop.name} ${stop.says}` : `the ports of ${nameOf(lame)} do not agree on a VLAN`;
    return answer('partly', says, vlan, [...provided, ...unsure]);
  }
  const devices = [...new Set([...left, ...right].map((leg) => leg.device))].join(' and ');
  return answer('yes', `through ${devices}`, vlan, [...provided, ...unsure]);
}

/** The first hop that stops frames. */
export function stopOf(way: Way): Hop {
  const left = way.legs.filter((leg) => !leg.fallback && !leg.lost);
  const all = [...way.hops, ...(left.length > 0 ? left : way.legs).flatMap((leg) => leg.hops)];
  return all.find((hop) => hop.passage === 'stops') ?? way.hops[0]!;
}

/** 0 is none; undefined where it is in one that is not known. */
function virtualSubnetOf({ sender }: Way): number | undefined {
  if (sender.kind !== 'vm-adapter') return 0;
  return vsidOf(sender) || (isInVirtualSubnet(sender) ? undefined : 0);
}

function nameOf({ sender }: Way): string {
  return sender.kind === 'vm-adapter' ? sender.vm.name : sender.name;
}

function carrying(way: Way): readonly Leg[] {
  const legs = way.legs.filter((leg) => leg.passage === 'passes');
  const first = legs.filter((leg) => !leg.fallback);
  return first.length > 0 ? first : legs;
}

interface Link {
  readonly joined: 'yes' | 'no' | 'unknown';
  readonly says: string;
}

/** What lies between the switches of two hosts: any member of one may speak to any member of the other. */
function between(network: Network, left: readonly Leg[], right: readonly Leg[], vlan: number): Link[] {
  const pairs = new Map<string, readonly [string, string]>();
  for (const a of left)
    for (const b of right)
      if (a.device !== undefined && b.device !== undefined && a.device !== b.device) {
        const pair = [a.device, b.device].sort() as [string, string];
        pairs.set(pair.join('\n'), pair);
      }
  return [...pairs.values()].map(([a, b]) => linkOf(network, a, b, vlan));
}

function linkOf(network: Network, a: string, b: string, vlan: number): Link {
  const [one, other] = [network.switch(a), network.switch(b)];
  if (one && other && same(one.data.stackId, other.data.stackId)) return { joined: 'yes', says: `the stack of ${a} and ${b}` };
  const peers =
    one && other && same(one.data.mlagDomain, other.data.mlagDomain) ? [one, other].map((d) => peerLink(d, vlan)) : [];
  if (peers.includes(false)) return { joined: 'no', says: `the peer link between ${a} and ${b}` };
  if (peers.length === 2 && peers.every((carries) => carries === true))
    return { joined: 'yes', says: `the peer link between ${a} and ${b}` };
  return { joined: 'unknown', says: `VLAN ${vlan} is carried between ${a} and ${b}, which no file describes` };
}

/** Whether the peer link of a switch carries a VLAN; undefined where it is not described. */
function peerLink(device: Switch, vlan: number): boolean | undefined {
  const channel = device.portChannels.find((c) => c.data.peerLink === true);
  if (channel?.data.mode !== 'trunk') return undefined;
  return allowedVlans(channel)?.value.has(vlan);
}
