import type { Host, Nic, Vm } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { isWhole } from './references.ts';
import { MAX_VLAN } from './vlan-set.ts';
import { type Lost, type Sender, type Way, waysOf } from './way.ts';

/** What `hvlint trace` is asked about. */
export type Target =
  | { readonly sort: 'vlan'; readonly name: string; readonly vlan: number }
  | { readonly sort: 'senders'; readonly name: string; readonly senders: readonly Sender[] };

/** What a text names: a VM, one of its adapters, an adapter of a host, or a VLAN. Undefined when nothing is called so. */
export function targetOf(network: Network, text: string): Target | undefined {
  const senders = sendersOf(network, text.trim());
  if (senders.length > 0) return { sort: 'senders', name: text, senders };
  const number = Number(/^(?:vlan[ :]?)?\s*(\d{1,4})$/i.exec(text.trim())?.[1] ?? Number.NaN);
  return number >= 1 && number <= MAX_VLAN ? { sort: 'vlan', name: `VLAN ${number}`, vlan: number } : undefined;
}

/** An adapter of a host that a text names although it sends nothing of its own: a team or Hyper-V switch stands on it. */
export function occupied(network: Network, text: string): { readonly nic: Nic; readonly by: string } | undefined {
  const slash = text.indexOf('/');
  const nic = slash > 0 ? network.host(text.slice(0, slash))?.nic(text.slice(slash + 1)) : undefined;
  const by = nic && (network.teamOf(nic) ?? network.vmSwitchesOn(nic)[0]);
  return nic && by ? { nic, by: by.kind === 'team' ? `the team ${by.name}` : `the Hyper-V switch ${by.name}` } : undefined;
}

/** A VM that a text names, or one of whose adapters it names, although no adapter of it is described. */
export function bareVm(network: Network, text: string): { readonly vm: Vm; readonly hasNone: boolean } | undefined {
  const key = nameKey(text);
  const vm = network.all('vm').find((each) => {
    const own = nameKey(each.name);
    const places = [own, ...network.hostsOf(each).map((host) => `${nameKey(host.name)}/${own}`)];
    if (each.data.host !== undefined) places.push(`${nameKey(each.data.host)}/${own}`);
    return each.adapters.length === 0 && places.some((name) => key === name || key.startsWith(`${name}/`));
  });
  return vm && { vm, hasNone: isWhole(vm, 'networkAdapters') };
}

/** Every name a target may have, for suggestions. */
export function targetNames(network: Network): string[] {
  return [
    ...network
      .all('vm')
      .filter((vm) => vm.adapters.length > 0)
      .map((vm) => vm.name),
    ...network.all('host').flatMap((host) => ownSenders(network, host).map((sender) => `${host.name}/${sender.name}`)),
  ];
}

/** The ways of a target, with something taken away. */
export function waysOfTarget(network: Network, target: Target, lost?: Lost): Way[] {
  if (target.sort === 'senders') return target.senders.flatMap((sender) => waysOf(network, sender, lost));
  const all: Sender[] = [...network.all('host').flatMap((host) => ownSenders(network, host)), ...network.all('vm-adapter')];
  return all.flatMap((sender) => waysOf(network, sender, lost).filter((way) => isIn(way, target.vlan)));
}

/** Whether a way carries a VLAN: by its tag, or untagged over a port that puts such frames into it. */
function isIn(way: Way, vlan: number): boolean {
  return way.tagKnown && (way.tag === vlan || (way.tag === undefined && way.legs.some((leg) => leg.vlan === vlan)));
}

/** What sends frames of its own on a host. */
function ownSenders(network: Network, host: Host): Sender[] {
  return [
    ...host.hostAdapters,
    ...host.teams.flatMap((team) => team.allInterfaces),
    ...host.nics.filter((nic) => !nic.isTeamInterface),
  ].filter((sender) => isOwnSender(network, sender));
}

/** Interfaces and adapters that carry frames of their own, not those of a team or Hyper-V switch above them. */
function isOwnSender(network: Network, sender: Sender): boolean {
  if (sender.kind === 'nic') return !network.teamOf(sender) && network.vmSwitchesOn(sender).length === 0;
  if (sender.kind === 'team-nic') return network.vmSwitchesOnTeam(sender.team).every((s) => network.uplink(s).teamNic !== sender);
  return true;
}

function sendersOf(network: Network, text: string): readonly Sender[] {
  const named = (vm: Vm, name: string): boolean => nameKey(vm.name) === nameKey(name);
  const direct = network.all('vm').filter((vm) => named(vm, text));
  if (direct.length > 0) return direct.flatMap((vm) => vm.adapters);
  // Names may hold slashes themselves: every way to cut the text is tried.
  for (let at = text.indexOf('/'); at > 0; at = text.indexOf('/', at + 1)) {
    const [first, rest] = [text.slice(0, at), text.slice(at + 1)];
    const host = network.host(first);
    const own = host ? ownSenders(network, host).filter((sender) => nameKey(sender.name) === nameKey(rest)) : [];
    if (own.length > 0) return own;
    const inside = (vm: Vm): boolean =>
      [vm.data.host, vm.data.cluster].some((name) => name !== undefined && nameKey(name) === nameKey(first)) ||
      (host !== undefined && network.hostsOf(vm).includes(host));
    const vms = network.all('vm').filter(inside);
    const whole = vms.filter((vm) => named(vm, rest));
    if (whole.length > 0) return whole.flatMap((vm) => vm.adapters);
    for (const vm of [...vms.filter((v) => nameKey(rest).startsWith(`${nameKey(v.name)}/`)), ...network.all('vm')]) {
      const adapterName = vms.includes(vm) ? rest.slice(vm.name.length + 1) : named(vm, first) ? rest : undefined;
      const found = adapterName === undefined ? [] : vm.adapters.filter((a) => nameKey(a.name) === nameKey(adapterName));
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** What --without names: a switch, described or only cabled to, or an adapter (`hv01/NIC1`, or `NIC1` on every host). */
export function lostOf(
  network: Network,
  names: readonly string[],
): Lost | { readonly unknown: string; readonly known: string[] } {
  const nics = new Set<Nic>();
  const switches = new Set<string>();
  const devices = new Set([...network.all('switch').map((s) => s.name), ...network.cables.map((c) => c.switch)]);
  for (const name of names) {
    const device = network.switch(name)?.name ?? [...devices].find((d) => nameKey(d) === nameKey(name));
    const slash = name.indexOf('/');
    const host = slash > 0 ? network.host(name.slice(0, slash)) : undefined;
    const found = network
      .all('nic')
      .filter((nic) =>
        host ? nic.host === host && nameKey(nic.name) === nameKey(name.slice(slash + 1)) : nameKey(nic.name) === nameKey(name),
      );
    if (device !== undefined) switches.add(nameKey(device));
    for (const nic of found) nics.add(nic);
    if (device === undefined && found.length === 0)
      return { unknown: name, known: [...devices, ...network.all('nic').map((nic) => `${nic.host.name}/${nic.name}`)] };
  }
  return { nics, switches };
}
