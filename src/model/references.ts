import { isPlaceholder } from '#read/placeholder';
import { lostItems } from '#read/validate';
import { nearest } from '#text/nearest';
import type { Entity, Host, HostAdapter, Switch, Vm, VmAdapter, VmSwitch } from './entity.ts';
import { guestNameOf, knowsGuestNames } from './guest-name.ts';
import { nameKey, portKey, portNumber } from './names.ts';
import type { Network } from './network.ts';
import { at, inDocument, type Place } from './place.ts';
import { isPrimary } from './team-interface.ts';
import { uplinkNames } from './uplink.ts';

/** A name that leads nowhere, although everything it could lead to is known. */
export interface Unresolved {
  /** Where the name is written first. */
  readonly place: Place;
  /** Further places of the same name. */
  readonly more: readonly Place[];
  /** What has no such thing: a host, a switch. Empty for things of the estate itself. */
  readonly containers: readonly (Host | Switch | Vm)[];
  /** What is wrong, with the nearest name there is. */
  readonly message: string;
  /** The same wherever the name is written. */
  readonly key: string;
}

/** One name at one place, on its way to be looked up. */
interface Reference {
  /** Worked out only for names that lead nowhere. */
  readonly place: () => Place;
  readonly name: string;
  /** Sort of thing, in words. */
  readonly what: string;
  readonly containers: readonly (Host | Switch | Vm)[];
  /** Names of the things there are. */
  readonly known: readonly string[];
  /** Said in the place of "… has no …" for things without a container. */
  readonly because?: string;
  /** Names of which any may be meant, where there are several; else the nearest is asked for. */
  readonly choice?: readonly string[];
  /** The form in which two spellings of one name meet. */
  readonly keyOf?: (name: string) => string;
}

/** Whether a name stands for others: a wildcard, or a placeholder somebody is still to fill in. */
export function isUnsettled(name: string): boolean {
  return name.trim() === '' || /[*?]|\{\{|<<|\$\{|PLACEHOLDER/.test(name) || isPlaceholder(name);
}

/**
 * The names of an estate that lead nowhere. A name is looked up only where the list it must be in is written and every entry
 * of the list could be read; hosts and switches are missed only when the inventory of their kind is complete. What a machine
 * said of itself (an observed document) is never doubted. One entry for each name and container, however often it is written.
 */
export function unresolvedReferences(network: Network): Unresolved[] {
  const found = new Map<string, { reference: Reference; place: Place; more: Place[] }>();
  references(network, (reference) => {
    const { name, what, containers, known, keyOf = nameKey } = reference;
    if (isUnsettled(name) || known.some(isUnsettled) || known.some((other) => keyOf(other) === keyOf(name))) return;
    const place = reference.place();
    if (place.origin?.document.stance === 'observed') return;
    const key = `${containers.map((c) => c.id).join(',')}/${what}:${keyOf(name)}`;
    const before = found.get(key);
    if (before) before.more.push(place);
    else found.set(key, { reference, place, more: [] });
  });
  return [...found].map(([key, { reference, place, more }]) => ({
    key,
    place,
    more,
    containers: reference.containers,
    message: messageOf(reference),
  }));
}

function messageOf({ name, what, containers, known, because, choice = [] }: Reference): string {
  const [first, second, ...others] = containers.map((c) => c.name);
  const who =
    second === undefined ? `${first} has` : `${first}, ${second}${others.length > 0 ? ` and ${others.length} more` : ''} have`;
  const short = name.trim().toLowerCase();
  // Another number is no better guess than any; but a port is often written without its type: 1/1 means Ethernet1/1.
  const meant = /^\d+$/.test(short)
    ? undefined
    : choice.length > 1
      ? `${choice.slice(0, -1).join(', ')} or ${choice.at(-1)}`
      : (nearest(short, known) ?? known.find((other) => /\d\//.test(short) && other.toLowerCase().endsWith(short)));
  return `${first === undefined ? '' : `${who} `}no ${what} '${name.trim()}'${because ?? ''}${meant ? `; did you mean ${meant}?` : ''}`;
}

type Take = (reference: Reference) => void;

/** Gives every name that leads nowhere at first sight. By calls: of the hundred thousands of names in a fleet next to none is given. */
function references(network: Network, take: Take): void {
  for (const host of network.all('host')) ofHost(host, network, take);
  for (const vm of network.all('vm')) ofVm(vm, network, take);
  for (const cluster of network.all('cluster'))
    for (const [i, node] of (cluster.data.nodes ?? []).entries()) toHost(node, () => at(cluster, 'nodes', i), network, take);
  ofPorts(network, take);
  ofCabling(network, take);
}

/** Whether a list at the root of a thing is written, in every document about it without entries that could not be read. */
export function isWhole(entity: Entity, property: string): boolean {
  const lists = entity.tree.documents
    .map((d) => (d.data as Record<string, unknown>)[property])
    .filter((list) => list !== undefined);
  return lists.length > 0 && !lists.some(lostItems);
}

/** Everything on a host that Windows or its documents call an adapter: teams may be made of teams, and of vendor teams. */
function adapterNames(host: Host): string[] {
  return [
    ...host.nics.map((nic) => nic.name),
    ...host.teams.flatMap((team) => team.allInterfaces.map((nic) => nic.name)),
    ...host.thirdPartyTeams.map((team) => team.name),
    ...host.hostAdapters.flatMap((adapter) => [adapter.name, `vEthernet (${adapter.name})`]),
  ];
}

function ofHost(host: Host, network: Network, take: Take): void {
  if (isWhole(host, 'nics')) {
    for (const team of host.teams)
      for (const member of team.members) if (!member.nic) toAdapter(network, host, member.name, () => at(member), take);
    for (const team of host.thirdPartyTeams)
      for (const [i, name] of (team.data.members ?? []).entries())
        toAdapter(network, host, name, () => at(team, 'members', i), take);
    for (const vmSwitch of host.vmSwitches) ofVmSwitch(vmSwitch, network, take);
    for (const hostAdapter of host.hostAdapters) {
      const name = hostAdapter.data.teamMapping?.physicalNetAdapterName;
      if (name !== undefined)
        toAdapter(network, host, name, () => at(hostAdapter, 'teamMapping', 'physicalNetAdapterName'), take);
    }
  }
  for (const hostAdapter of host.hostAdapters) toVmSwitch(hostAdapter, [host], take);
  for (const nic of host.nics) {
    const to = nic.data.connectedTo;
    if (to === undefined) continue;
    const [device, port] =
      typeof to === 'string' ? [to.slice(0, to.indexOf('/')), to.slice(to.indexOf('/') + 1)] : [to.switch, to.port];
    toPort(device, port, (end) => at(nic, 'connectedTo', ...(typeof to === 'string' ? [] : [end])), network, take);
  }
  // A cluster needs no document: only one that claims the host under another name tells that the name is wrong.
  const { cluster } = host.data;
  if (cluster === undefined || network.cluster(cluster)) return;
  const claiming = network.all('cluster').find((c) => c.data.nodes?.some((node) => nameKey(node) === nameKey(host.name)));
  if (!claiming) return;
  const because = ` is described, while ${claiming.name} lists ${host.name} as its node`;
  take({ place: () => at(host, 'cluster'), name: cluster, what: 'cluster', containers: [], known: [claiming.name], because });
}

function toAdapter(network: Network, host: Host, name: string, place: () => Place, take: Take): void {
  // Lists of adapters hold the physical ones; what Windows calls so is a virtual one of the host.
  if (host.adapter(name) || /^\s*vEthernet \(/i.test(name)) return;
  // The primary interface of a team stays, whatever somebody wants: team-interface/primary-not-removable.
  const unwanted = network.all('team-nic').filter((nic) => nic.team.host === host && nic.data.ensure === 'Absent');
  if (!unwanted.some((nic) => nameKey(nic.name) === nameKey(name) && isPrimary(nic)))
    take({ place, name, what: 'adapter', containers: [host], known: adapterNames(host) });
}

function ofVmSwitch(vmSwitch: VmSwitch, network: Network, take: Take): void {
  const { host, data } = vmSwitch;
  if (data.switchType === 'Internal' || data.switchType === 'Private') return;
  const names = uplinkNames(vmSwitch);
  for (const { name, place } of names) {
    // Members of an embedded team are adapters; one name alone may be that of a team interface.
    if (names.length === 1 && data.embeddedTeamingEnabled !== true && !knowsTeamInterface(host, name)) continue;
    toAdapter(network, host, name, () => place, take);
  }
  const known = host.nics.map((nic) => nic.data.interfaceDescription);
  if (known.length === 0 || !known.every((text) => text !== undefined)) return;
  const described = { what: 'adapter with the description', containers: [host], known };
  const texts = (data.netAdapterInterfaceDescriptions ?? []).map((name, i) => ({
    name,
    place: () => at(vmSwitch, 'netAdapterInterfaceDescriptions', i),
  }));
  const single = data.netAdapterInterfaceDescription;
  if (single !== undefined) texts.push({ name: single, place: () => at(vmSwitch, 'netAdapterInterfaceDescription') });
  // Team interfaces share one description, which no physical adapter has.
  for (const text of texts) if (!/multiplexor/i.test(text.name)) take({ ...described, ...text });
}

/** Whether it is known that no team of a host has an interface of a name, unless it is written or the primary one. */
function knowsTeamInterface(host: Host, name: string): boolean {
  return (
    isWhole(host, 'teams') &&
    host.teams.every((team) =>
      // Further interfaces are called after their team, and a team that lists none may have some.
      team.data.teamNics === undefined ? !nameKey(name).startsWith(nameKey(team.name)) : !lostItems(team.data.teamNics),
    )
  );
}

function toVmSwitch(adapter: HostAdapter | VmAdapter, hosts: readonly Host[], take: Take): void {
  const name = adapter.data.switchName;
  if (name === undefined || hosts.length === 0 || hosts.some((host) => host.vmSwitch(name))) return;
  if (!hosts.every((host) => isWhole(host, 'vmSwitches'))) return;
  const known = [...new Set(hosts.flatMap((host) => host.vmSwitches.map((s) => s.name)))];
  take({ place: () => at(adapter, 'switchName'), name, what: 'Hyper-V switch', containers: hosts, known });
}

function ofVm(vm: Vm, network: Network, take: Take): void {
  const { host, cluster } = vm.data;
  if (host !== undefined) toHost(host, () => at(vm, 'host'), network, take);
  if (cluster !== undefined && network.nodesOf(cluster).length === 0 && network.inventory.hosts) {
    const named = [...network.all('cluster').map((c) => c.name), ...network.all('host').map((h) => h.data.cluster ?? [])].flat();
    const because = ' is described, and the inventory of hosts is complete without a node of it';
    take({ place: () => at(vm, 'cluster'), name: cluster, what: 'cluster', containers: [], known: named, because });
  }
  ofGuestTeams(vm, take);
  // Where its own host is not described, the switch may be there. A switch only some nodes lack is another rule's matter.
  if (host !== undefined && !network.host(host)) return;
  const hosts = network.hostsOf(vm);
  for (const adapter of vm.adapters) toVmSwitch(adapter, hosts, take);
}

/** Members of teams in a guest: every adapter of the VM must be known by its name there, else the name may be that of another. */
function ofGuestTeams(vm: Vm, take: Take): void {
  if (vm.guestTeams.length === 0 || !knowsGuestNames(vm) || !isWhole(vm, 'networkAdapters')) return;
  const known = [
    ...vm.adapters.flatMap((adapter) => [guestNameOf(adapter) ?? adapter.name, adapter.name]),
    ...vm.guestTeams.flatMap(({ data }) => [
      data.name,
      data.teamNicName ?? data.name,
      ...(data.teamNics ?? []).map((n) => n.name),
    ]),
  ];
  for (const member of vm.guestTeams.flatMap((team) => team.members))
    if (!member.adapter) take({ place: () => at(member, 'name'), name: member.name, what: 'adapter', containers: [vm], known });
}

function toHost(name: string, place: () => Place, network: Network, take: Take): void {
  if (!network.inventory.hosts || network.host(name)) return;
  const known = network.all('host').map((host) => host.name);
  take({ place, name, what: 'host', containers: [], known, because: ' is described, and the inventory of hosts is complete' });
}

function toPort(device: string, port: string, place: (end: 'switch' | 'port') => Place, network: Network, take: Take): void {
  const found = network.switch(device);
  if (found) {
    if (network.port(device, port)) return;
    // A cable to a port-channel is vague, but the port-channel is there.
    const known = [...found.ports, ...found.portChannels].map((p) => p.name);
    // Of several ports with one number (1/1/1 of GigabitEthernet and of TenGigabitEthernet) any may be meant.
    const choice = found.ports.map(({ name }) => name).filter((name) => portNumber(name) === portKey(port));
    if (isWhole(found, 'ports'))
      take({ place: () => place('port'), name: port, what: 'port', containers: [found], known, choice, keyOf: portKey });
    return;
  }
  // Hosts may be cabled to each other, without a switch.
  if (!network.inventory.switches || network.host(device)) return;
  const known = network.all('switch').map((s) => s.name);
  const because = ' is described, and the inventory of switches is complete';
  take({ place: () => place('switch'), name: device, what: 'switch', containers: [], known, because });
}

function ofPorts(network: Network, take: Take): void {
  for (const port of network.all('port')) {
    const to = port.data.connectedTo;
    if (to === undefined) continue;
    const [hostName, nic] =
      typeof to === 'string' ? [to.slice(0, to.indexOf('/')), to.slice(to.indexOf('/') + 1)] : [to.host, to.nic];
    const place = (end: 'host' | 'nic') => (): Place => at(port, 'connectedTo', ...(typeof to === 'string' ? [] : [end]));
    const host = network.host(hostName);
    if (!host) toHost(hostName, place('host'), network, take);
    else if (isWhole(host, 'nics')) toAdapter(network, host, nic, place('nic'), take);
  }
}

function ofCabling(network: Network, take: Take): void {
  for (const document of network.documents) {
    if (document.kind !== 'cabling') continue;
    const { links } = document.data as { links: readonly Record<'host' | 'nic' | 'switch' | 'port', string>[] };
    for (const [i, link] of links.entries()) {
      // Links have no names, and a fingerprint must not count them: the key tells them apart.
      const place = (end: keyof typeof link): Place => ({
        ...inDocument(document, ['links', i, end]),
        property: `/links/${end}`,
      });
      const host = network.host(link.host);
      if (!host) toHost(link.host, () => place('host'), network, take);
      else if (isWhole(host, 'nics')) toAdapter(network, host, link.nic, () => place('nic'), take);
      toPort(link.switch, link.port, place, network, take);
    }
  }
}
