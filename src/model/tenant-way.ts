import { virtualSubnetOf } from './adapter-subnet.ts';
import type { Vm, VmAdapter } from './entity.ts';
import { familyText, hasHostBits, type IpAddress, inPrefix, ipKey, parseIp, parsePrefix } from './ip-prefix.ts';
import { macKey, macOf, macText } from './mac-address.ts';
import type { Network } from './network.ts';
import { at, keyOf, type Place } from './place.ts';
import type { LookupRecord, ProviderAddress } from './policy-entity.ts';
import { fabricRecord } from './policy-fabric.ts';
import { knowsList } from './policy-lists.ts';
import { recordsOf, sameFamily, setAddresses, type TenantEnd, tenantEnds } from './tenant-end.ts';
import { namesText, type Owner, tenantHosts } from './tenant-hosts.ts';
import { learnedBy } from './tenant-learned.ts';
import {
  type CustomerPacket,
  type CustomerPlace,
  type HostPolicy,
  isCopy,
  ownGatewayRoute,
  type ProviderPacket,
  reverse,
  type Translated,
  translate,
  type Untranslated,
} from './tenant-packet.ts';
import { virtualNetworks } from './virtual-networks.ts';
import { type Hop, type Sender, worst } from './way.ts';
import type { Passage } from './way-port.ts';

/** The way of one packet from a VM to another, over the provider network. */
export interface TenantWay {
  readonly source: TenantEnd & { readonly vsid: number };
  readonly destination: TenantEnd;
  readonly reply: boolean;
  /** Names of the hosts of both ends, where they are known. */
  readonly hosts: readonly [string | undefined, string | undefined];
  /** What is on the wire; undefined where nothing gets there, or nothing has to. */
  readonly wire: ProviderPacket | undefined;
  readonly hops: readonly Hop[];
  readonly verdict: 'arrives' | 'lost' | 'unknown';
}

/** The way of a packet, and of the answer where the packet may arrive. */
export function tenantWays(network: Network, source: TenantEnd & { readonly vsid: number }, destination: TenantEnd): TenantWay[] {
  const way = new Journey(network, source, destination, false).follow();
  if (way.verdict === 'lost' || way.back === undefined) return [way.way];
  return [way.way, new Journey(network, way.back, source, true).follow().way];
}

/** Every packet that two sets of senders may send each other inside of virtual networks. */
export function tenantWaysBetween(network: Network, a: readonly Sender[], b: readonly Sender[]): TenantWay[] {
  const [sources, destinations] = [a, b].map((senders) =>
    senders.flatMap((sender) => (sender.kind === 'vm-adapter' ? tenantEnds(network, sender) : [])),
  );
  return sources!.flatMap((source) =>
    destinations!
      .filter(({ adapter, address }) => adapter !== source.adapter && sameFamily(address, source.address))
      .flatMap((destination) => tenantWays(network, source, destination)),
  );
}

interface Followed {
  readonly way: TenantWay;
  readonly verdict: TenantWay['verdict'];
  /** The sender of the answer, where the destination is known. */
  readonly back: (TenantEnd & { readonly vsid: number }) | undefined;
}

/** Follows one packet hop by hop, and stops at the first that keeps it. */
class Journey {
  private readonly hops: Hop[] = [];
  private readonly virtual;
  private wire: ProviderPacket | undefined;
  private hosts: [string | undefined, string | undefined] = [undefined, undefined];

  constructor(
    private readonly network: Network,
    private readonly source: TenantEnd & { readonly vsid: number },
    private readonly destination: TenantEnd,
    private readonly reply: boolean,
  ) {
    this.virtual = virtualNetworks(network);
  }

  follow(): Followed {
    const back = this.run();
    const passage = worst(this.hops);
    const verdict = passage === 'stops' ? 'lost' : passage === 'unknown' ? 'unknown' : 'arrives';
    const { source, destination, reply, hosts, wire, hops } = this;
    return { way: { source, destination, reply, hosts, wire, hops, verdict }, verdict, back };
  }

  /** Returns the receiver, once it is known. */
  private run(): Followed['back'] {
    const { source, destination } = this;
    const records = recordsOf(this.network, source.vsid, source.address);
    const senderHosts = source.adapter ? this.virtual.hostNamesOf(source.adapter.vm) : [];
    const host = this.hostOf(senderHosts, records[0]);
    this.hosts = [host, undefined];
    if (!this.send(records[0])) return undefined;
    if (host === undefined) {
      this.hop(this.senderEntity(records[0]), 'host', 'unknown', `no file says on which host ${source.address} is`);
      return undefined;
    }
    if (this.isApart(host)) return undefined;
    const policy = this.policyOf(host);
    const packet: CustomerPacket = { vsid: source.vsid, source: source.address, destination: destination.address };
    const out = translate(policy, packet);
    if (!out.translated) return this.unrecorded(host, policy, out) ? undefined : this.refused(host, out);
    this.outHops(host, out);
    const to = out.to.data;
    if (out.viaGateway) {
      this.hop(out.to, host, 'unknown', `goes to the gateway ${to.vmName ?? to.customerAddress}; hvlint follows it no further`);
      return undefined;
    }
    const receiver: TenantEnd & { readonly vsid: number } = {
      address: destination.address,
      vsid: to.virtualSubnetId,
      adapter: this.virtual.adapterOf(out.to),
    };
    const receiverHosts = receiver.adapter ? this.virtual.hostNamesOf(receiver.adapter.vm) : [];
    const owners = this.ownersOf(out.to, out.packet.destination);
    const there = this.hostOf(receiverHosts, out.to);
    this.hosts = [host, there];
    if (there !== undefined && this.sameHost(host, there))
      this.hop(
        out.to,
        host,
        'passes',
        'the receiver is on this host too: the Hyper-V switch delivers it, and nothing goes on the wire',
      );
    else if (!this.cross(host, out, owners, receiverHosts, receiver.adapter?.vm)) return undefined;
    return this.receive(receiver, out.to) ? receiver : undefined;
  }

  private hop(entity: Hop['entity'], name: string, passage: Passage, says: string, place: Place = at(entity)): boolean {
    this.hops.push({ entity, name, passage, says, place });
    return passage === 'passes';
  }

  private senderEntity(record: LookupRecord | undefined): Hop['entity'] {
    return (
      this.source.adapter ??
      record ??
      this.virtual.recordsIn(this.source.vsid)[0] ??
      this.network.all('network-virtualization')[0]!
    );
  }

  private send(record: LookupRecord | undefined): boolean {
    const { address, vsid, adapter } = this.source;
    const says = `sends from ${address} to ${this.destination.address} in virtual subnet ${vsid}`;
    if (!adapter && record) return this.hop(record, record.data.vmName ?? address, 'passes', says, at(record, 'customerAddress'));
    if (!adapter && this.learns(this.virtual.recordsIn(vsid), { vsid, address })) return false;
    if (!adapter)
      return this.hop(this.senderEntity(record), address, 'stops', `no lookup record has it in virtual subnet ${vsid}`);
    return (
      this.isAt(adapter, vsid, record) && this.hop(adapter, adapterName(adapter), 'passes', says, virtualSubnetOf(adapter)?.place)
    );
  }

  /** Whether an adapter is what a record says: in its virtual subnet, and with its MAC address. */
  private isAt(adapter: VmAdapter, vsid: number, record: LookupRecord | undefined): boolean {
    const own = virtualSubnetOf(adapter);
    const name = adapterName(adapter);
    if (!own) return this.hop(adapter, name, 'unknown', 'no file says in which virtual subnet it is');
    if (own.vsid !== vsid) return this.hop(adapter, name, 'stops', strayText(own.vsid, vsid), own.place);
    const [mac, wanted] = [macOf(adapter), record?.data.macAddress && macKey(record.data.macAddress)];
    return (
      !mac ||
      !wanted ||
      mac.key === wanted ||
      this.hop(adapter, name, 'stops', `has the MAC address ${macText(mac.key)}, its record ${macText(wanted)}`, mac.place)
    );
  }

  /** Whether the destination is another customer's: then no policy translates, whatever address it has. */
  private isApart(host: string): boolean {
    const { source, destination } = this;
    const { vsid: other, adapter } = destination;
    if (other === undefined || other === source.vsid) return false;
    const [own, theirs] = [this.virtual.domainsOf(source.vsid), this.virtual.domainsOf(other)];
    if (own.some((domain) => theirs.includes(domain)) || own.length === 0 || theirs.length === 0) return false;
    const route = this.virtual.customerRoutesIn(source.vsid)[0]!;
    const instead = translate(this.policyOf(host), {
      vsid: source.vsid,
      source: source.address,
      destination: destination.address,
    });
    const leads = instead.translated && !instead.viaGateway ? `; ${destination.address} leads to ${instead.to.text}` : '';
    const who = adapter ? `${adapter.vm.name} in ` : '';
    this.hop(
      route,
      `routing domain of ${source.vsid}`,
      'stops',
      `no policy translates to ${who}virtual subnet ${other}, which is in another routing domain ({${theirs[0]}}, not {${own[0]}})${leads}`,
      at(route, 'routingDomainId'),
    );
    return true;
  }

  private policyOf(host: string): HostPolicy {
    const adrift = this.network.all('network-virtualization').filter((policy) => policy.hosts.length === 0);
    return {
      // A policy that does not say where it is applied may be on every host.
      records: [...this.virtual.recordsOn(host), ...adrift.flatMap((policy) => policy.records)],
      routes: [...this.virtual.customerRoutesOn(host), ...adrift.flatMap((policy) => policy.customerRoutes)],
      complete: {
        records: knowsList(this.network, host, 'lookupRecords'),
        routes: knowsList(this.network, host, 'customerRoutes'),
      },
    };
  }

  /** An address that needs no record, or may have one that hosts made themselves. Returns whether it is one. */
  private unrecorded(host: string, policy: HostPolicy, { missing }: Untranslated): boolean {
    return missing !== undefined && (this.answers(host, policy, missing) || this.learns(policy.records, missing, host));
  }

  /** Whether the host itself is who has the address: the gateway of a virtual subnet, where it leaves routing to nobody else. */
  private answers(host: string, policy: HostPolicy, missing: CustomerPlace): boolean {
    const { destination } = this;
    // A VM that is asked about is not the host, whichever address it has.
    if (destination.adapter || ipKey(missing.address) !== ipKey(destination.address)) return false;
    const route = ownGatewayRoute(policy, missing);
    const policies = tenantHosts(this.network).fabricOfHost(host)?.policies ?? this.network.all('network-virtualization');
    if (!route || policies.some(({ data }) => data.useExternalRouter === true)) return false;
    const { vsid, address } = missing;
    const own = vsid === this.source.vsid;
    const which = `the lowest address of ${route.data.destinationPrefix}`;
    const says = own
      ? `gets it: the host itself is the gateway ${address} of virtual subnet ${vsid}, ${which}`
      : `every host itself is the gateway ${address} of virtual subnet ${vsid}, ${which}; no file says whether it answers other virtual subnets`;
    this.hop(route, host, own ? 'passes' : 'unknown', says, at(route, 'destinationPrefix'));
    this.hosts = [host, host];
    return true;
  }

  /** Whether a VM that learns its addresses may have this one. */
  private learns(records: readonly LookupRecord[], missing: CustomerPlace, host?: string): boolean {
    const ends = [this.source, this.destination];
    const asked = ends.find(({ address }) => ipKey(address) === ipKey(missing.address))?.adapter;
    const possible = records.filter((record) => {
      const own = asked && this.virtual.adapterOf(record);
      return !asked || own === asked || (!own && !macOf(asked));
    });
    const learned = learnedBy(this.network, possible, missing);
    if (!learned) return false;
    const { record, says } = learned;
    this.hop(record, host === undefined ? nameOf(record) : `${host} ${nameOf(record)}`, 'unknown', says, at(record, 'type'));
    return true;
  }

  private refused(host: string, { certain, says, by, lacking }: Untranslated): undefined {
    const policies = this.virtual.policiesOn(host);
    const policy = policies.find((each) => lacking !== undefined && each.data[lacking] !== undefined) ?? policies[0];
    const entity = by ?? policy ?? this.senderEntity(undefined);
    const place = !by && policy && lacking && policy.data[lacking] ? keyOf(policy, lacking) : at(entity);
    const where = policies.length === 0 && certain ? `; no policy is applied to ${host}` : '';
    this.hop(entity, host, certain ? 'stops' : 'unknown', `${says}${where}`, place);
    return undefined;
  }

  private outHops(host: string, { from, to, route, packet, viaGateway }: Translated): void {
    const { source, destination } = this;
    if (route)
      this.hop(
        route,
        `${host} customer route`,
        'passes',
        viaGateway
          ? `${route.data.destinationPrefix} is behind ${route.data.nextHop}`
          : `${route.data.destinationPrefix} is virtual subnet ${route.data.virtualSubnetId} itself`,
        at(route, 'destinationPrefix'),
      );
    const verb = packet.method === 'rewrite' ? 'becomes' : 'is behind';
    this.hop(
      from,
      `${host} ${nameOf(from)}`,
      'passes',
      `${source.address} ${verb} ${packet.source}`,
      at(from, 'providerAddress'),
    );
    const aim = viaGateway ? to.data.customerAddress : destination.address;
    this.hop(to, `${host} ${nameOf(to)}`, 'passes', `${aim} ${verb} ${packet.destination}`, at(to, 'providerAddress'));
  }

  /** Over the wire, and out of it at the other end. */
  private cross(
    host: string,
    out: Translated,
    owners: readonly Owner[],
    receiverHosts: readonly string[],
    vm: Vm | undefined,
  ): boolean {
    const { packet, from, to } = out;
    const own = this.virtual
      .providerAddressesOf(host)
      .find((address) => ipKey(address.data.providerAddress) === ipKey(packet.source));
    if (!this.leaves(host, own, from, packet)) return false;
    this.wire = packet;
    const method =
      packet.method === 'gre'
        ? `NVGRE with key ${packet.key} from ${packet.source} to ${packet.destination}, around ${packet.inner.source} to ${packet.inner.destination}`
        : `plain IP from ${packet.source} to ${packet.destination}`;
    this.hop(to, 'wire', 'passes', method, at(to, 'rule'));
    const [owner, ...others] = owners;
    if (!owner) return this.ownerless(to, packet.destination);
    const address = at(owner.address, 'providerAddress');
    if (others.length > 0)
      return this.hop(
        owner.address,
        packet.destination,
        'stops',
        `${namesText(owners.map((each) => each.host))} have it`,
        address,
      );
    const elsewhere = fabricRecord(this.network, to)?.fabric !== tenantHosts(this.network).fabricOfHost(owner.host);
    const by = elsewhere ? ` by the policy ${owner.address.policy.name}, which has this record too,` : '';
    const gets = `has ${packet.destination}${by} and gets it`;
    if (receiverHosts.length > 0 && !receiverHosts.some((name) => this.sameHost(name, owner.host)))
      return this.hop(
        owner.address,
        owner.host,
        'stops',
        `${gets}, but ${vm!.name} runs on ${namesText(receiverHosts)}`,
        address,
      );
    this.hop(owner.address, owner.host, 'passes', gets, address);
    return this.restore(owner.host, out);
  }

  /** No host of the provider network is known to have an address; one with a policy of its own may be of the same network. */
  private ownerless(to: LookupRecord, address: string): false {
    const fabric = fabricRecord(this.network, to)?.fabric;
    const [beside, ...others] = fabric ? tenantHosts(this.network).ownersBeside(address, fabric) : [];
    const sure = !beside && this.network.inventory.hosts;
    const more = others.length > 0 ? ` (${namesText(others.map((each) => each.host))} too)` : '';
    const says = beside
      ? `${beside.host} has it by the policy ${beside.address.policy.name}${more}; no file says whether that is the provider network of the policy ${to.policy.name} too`
      : sure
        ? 'no host has it'
        : 'no file says which host has it';
    const place = at(beside ? beside.address : to, 'providerAddress');
    this.hop(beside ? beside.address : to, address, sure ? 'stops' : 'unknown', says, place);
    return false;
  }

  /** Whether the sending host has the provider address, and a way to the other one. */
  private leaves(host: string, own: ProviderAddress | undefined, from: LookupRecord, packet: ProviderPacket): boolean {
    if (!own) {
      const elsewhere = this.ownersOf(from, packet.source).map((each) => each.host);
      const sure = knowsList(this.network, host, 'providerAddresses');
      const hint = elsewhere.length > 0 ? `; ${namesText(elsewhere)} has it` : '';
      const says = sure ? `does not have ${packet.source}${hint}` : `no file says whether it has ${packet.source}${hint}`;
      return this.hop(from, host, sure ? 'stops' : 'unknown', says, at(from, 'providerAddress'));
    }
    const { vlanId, prefixLength } = own.data;
    const tag = vlanId === undefined ? '' : vlanId === 0 ? ', untagged' : `, tagged with VLAN ${vlanId}`;
    this.hop(own, host, 'passes', `sends from ${packet.source}${tag}`, at(own, 'providerAddress'));
    const [here, there] = [parseIp(packet.source), parseIp(packet.destination)];
    if (!here || !there) return true;
    if (here.kind() !== there.kind())
      return this.hop(
        own,
        host,
        'stops',
        `${packet.source} is ${familyText(here)}, ${packet.destination} ${familyText(there)}`,
        at(own, 'providerAddress'),
      );
    if (prefixLength === undefined || inPrefix({ address: here, length: prefixLength }, there)) return true;
    return this.isRouted(host, own, packet.destination);
  }

  private isRouted(host: string, own: ProviderAddress, destination: string): boolean {
    const there = parseIp(destination)!;
    const routes = this.virtual.providerRoutesOf(host).filter(({ data }) => covers(data.destinationPrefix, there));
    const route = routes.find(({ data }) => !hasHostBits(parsePrefix(data.destinationPrefix!)!));
    if (route)
      return this.hop(
        route,
        `${host} provider route`,
        'passes',
        `${route.data.destinationPrefix} is behind ${route.data.nextHop ?? 'a router that is not written'}`,
        at(route, 'destinationPrefix'),
      );
    const sure = knowsList(this.network, host, 'providerRoutes');
    const [refused] = routes;
    if (refused)
      return this.hop(
        refused,
        `${host} provider route`,
        sure ? 'stops' : 'unknown',
        `${refused.data.destinationPrefix} is not there: the cmdlets refuse it, because that is an address inside of a network`,
        at(refused, 'destinationPrefix'),
      );
    return this.hop(
      own,
      `${host} provider route`,
      sure ? 'stops' : 'unknown',
      sure ? `none leads to ${destination}` : `no file says which leads to ${destination}`,
      at(own, 'prefixLength'),
    );
  }

  /** What the receiving host makes of the packet must be what was sent. */
  private restore(host: string, { packet, to }: Translated): boolean {
    const back = reverse(this.policyOf(host), packet);
    if (!back.translated) {
      this.refused(host, back);
      return false;
    }
    // The key of NVGRE names the virtual subnet of the receiver; that of the sender is in no packet.
    const sameSender = packet.method === 'gre' || back.packet.vsid === this.source.vsid;
    const same = sameSender && isCopy(back.to, to) && ipKey(back.packet.source) === ipKey(this.source.address);
    const in_ = `in virtual subnet ${back.to.data.virtualSubnetId}`;
    const place = at(back.to, 'providerAddress');
    const name = `${host} ${nameOf(back.to)}`;
    if (!same)
      return this.hop(back.to, name, 'stops', `takes it for ${back.packet.source} to ${back.packet.destination} ${in_}`, place);
    const says =
      packet.method === 'gre'
        ? `key ${packet.key} and ${packet.inner.destination} lead to it`
        : `${packet.source} and ${packet.destination} become ${back.packet.source} and ${back.packet.destination} again, ${in_}`;
    return this.hop(back.to, name, 'passes', says, place);
  }

  private receive({ adapter, address, vsid }: TenantEnd & { readonly vsid: number }, to: LookupRecord): boolean {
    if (!adapter) return this.hop(to, nameOf(to), 'unknown', 'its VM is not described', at(to));
    if (!this.isAt(adapter, vsid, to)) return false;
    const name = adapterName(adapter);
    const inside = setAddresses(adapter).filter((each) => sameFamily(each, address));
    if (inside.length > 0 && !inside.some((each) => ipKey(each) === ipKey(address)))
      return this.hop(
        adapter,
        name,
        'stops',
        `has ${inside.join(' and ')} inside the guest, not ${address}`,
        at(adapter, 'ipAddresses'),
      );
    return this.hop(adapter, name, 'passes', `gets it at ${address}`, virtualSubnetOf(adapter)?.place);
  }

  /** Where the VM of a record is: where its provider address is, if it may run there; else where it may run. */
  private hostOf(names: readonly string[], record: LookupRecord | undefined): string | undefined {
    const address = record?.data.providerAddress;
    const owners = record && address !== undefined ? this.ownersOf(record, address).map((owner) => owner.host) : [];
    return names.find((name) => owners.some((owner) => this.sameHost(owner, name))) ?? names[0] ?? owners[0];
  }

  private ownersOf(record: LookupRecord, address: string): readonly Owner[] {
    const fabric = fabricRecord(this.network, record)?.fabric;
    if (!fabric) return [];
    const hosts = tenantHosts(this.network);
    const own = hosts.ownersOf(address, fabric);
    const beside = own.length === 0 ? hosts.ownerBeside(record, fabric) : undefined;
    return beside ? [beside] : own;
  }

  private sameHost(a: string, b: string): boolean {
    return this.virtual.hostKey(a) === this.virtual.hostKey(b);
  }
}

function adapterName(adapter: VmAdapter): string {
  return `${adapter.vm.name} (${adapter.name})`;
}

function nameOf({ data }: LookupRecord): string {
  return `record of ${data.vmName ?? data.customerAddress}`;
}

function strayText(own: number, wanted: number): string {
  return own === 0 ? `is in no virtual subnet; the record is in ${wanted}` : `is in virtual subnet ${own}, not ${wanted}`;
}

function covers(prefix: string | undefined, address: IpAddress): boolean {
  const network = parsePrefix(prefix ?? '');
  return network !== undefined && inPrefix(network, address);
}
