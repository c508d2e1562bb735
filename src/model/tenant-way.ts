import { virtualSubnetOf } from './adapter-subnet.ts';
import type { VmAdapter } from './entity.ts';
import { ipKey } from './ip-prefix.ts';
import { macKey, macOf, macText } from './mac-address.ts';
import type { Network } from './network.ts';
import { at } from './place.ts';
import type { LookupRecord } from './policy-entity.ts';
import { TenantCrossing } from './tenant-crossing.ts';
import { recordsOf, sameFamily, setAddresses, type TenantEnd, tenantEnds } from './tenant-end.ts';
import { tenantHosts } from './tenant-hosts.ts';
import { learnedBy } from './tenant-learned.ts';
import {
  type CustomerPacket,
  type CustomerPlace,
  type HostPolicy,
  ownGatewayRoute,
  type ProviderPacket,
  type Translated,
  translate,
  type Untranslated,
} from './tenant-packet.ts';
import { nameOf, TenantTrail } from './tenant-trail.ts';
import { type Hop, type Sender, worst } from './way.ts';

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
  private readonly trail: TenantTrail;
  private hosts: [string | undefined, string | undefined] = [undefined, undefined];

  constructor(
    private readonly network: Network,
    private readonly source: TenantEnd & { readonly vsid: number },
    private readonly destination: TenantEnd,
    private readonly reply: boolean,
  ) {
    this.trail = new TenantTrail(network, source);
  }

  follow(): Followed {
    const back = this.run();
    const { hops, wire } = this.trail;
    const passage = worst(hops);
    const verdict = passage === 'stops' ? 'lost' : passage === 'unknown' ? 'unknown' : 'arrives';
    const { source, destination, reply, hosts } = this;
    return { way: { source, destination, reply, hosts, wire, hops, verdict }, verdict, back };
  }

  /** Returns the receiver, once it is known. */
  private run(): Followed['back'] {
    const { source, destination } = this;
    const records = recordsOf(this.network, source.vsid, source.address);
    const senderHosts = source.adapter ? this.trail.virtual.hostNamesOf(source.adapter.vm) : [];
    const host = this.trail.hostOf(senderHosts, records[0]);
    this.hosts = [host, undefined];
    if (!this.send(records[0])) return undefined;
    if (host === undefined) {
      this.trail.hop(this.trail.senderEntity(records[0]), 'host', 'unknown', `no file says on which host ${source.address} is`);
      return undefined;
    }
    if (this.isApart(host)) return undefined;
    const policy = this.trail.policyOf(host);
    const packet: CustomerPacket = { vsid: source.vsid, source: source.address, destination: destination.address };
    const out = translate(policy, packet);
    if (!out.translated) return this.unrecorded(host, policy, out) ? undefined : this.trail.refused(host, out);
    this.outHops(host, out);
    const to = out.to.data;
    if (out.viaGateway) {
      this.trail.hop(
        out.to,
        host,
        'unknown',
        `goes to the gateway ${to.vmName ?? to.customerAddress}; hvlint follows it no further`,
      );
      return undefined;
    }
    const receiver: TenantEnd & { readonly vsid: number } = {
      address: destination.address,
      vsid: to.virtualSubnetId,
      adapter: this.trail.virtual.adapterOf(out.to),
    };
    const receiverHosts = receiver.adapter ? this.trail.virtual.hostNamesOf(receiver.adapter.vm) : [];
    const owners = this.trail.ownersOf(out.to, out.packet.destination);
    const there = this.trail.hostOf(receiverHosts, out.to);
    this.hosts = [host, there];
    if (there !== undefined && this.trail.sameHost(host, there))
      this.trail.hop(
        out.to,
        host,
        'passes',
        'the receiver is on this host too: the Hyper-V switch delivers it, and nothing goes on the wire',
      );
    else if (!new TenantCrossing(this.trail).cross(host, out, owners, receiverHosts, receiver.adapter?.vm)) return undefined;
    return this.receive(receiver, out.to) ? receiver : undefined;
  }

  private send(record: LookupRecord | undefined): boolean {
    const { address, vsid, adapter } = this.source;
    const says = `sends from ${address} to ${this.destination.address} in virtual subnet ${vsid}`;
    if (!adapter && record)
      return this.trail.hop(record, record.data.vmName ?? address, 'passes', says, at(record, 'customerAddress'));
    if (!adapter && this.learns(this.trail.virtual.recordsIn(vsid), { vsid, address })) return false;
    if (!adapter)
      return this.trail.hop(
        this.trail.senderEntity(record),
        address,
        'stops',
        `no lookup record has it in virtual subnet ${vsid}`,
      );
    return (
      this.isAt(adapter, vsid, record) &&
      this.trail.hop(adapter, adapterName(adapter), 'passes', says, virtualSubnetOf(adapter)?.place)
    );
  }

  /** Whether an adapter is what a record says: in its virtual subnet, and with its MAC address. */
  private isAt(adapter: VmAdapter, vsid: number, record: LookupRecord | undefined): boolean {
    const own = virtualSubnetOf(adapter);
    const name = adapterName(adapter);
    if (!own) return this.trail.hop(adapter, name, 'unknown', 'no file says in which virtual subnet it is');
    if (own.vsid !== vsid) return this.trail.hop(adapter, name, 'stops', strayText(own.vsid, vsid), own.place);
    const [mac, wanted] = [macOf(adapter), record?.data.macAddress && macKey(record.data.macAddress)];
    return (
      !mac ||
      !wanted ||
      mac.key === wanted ||
      this.trail.hop(adapter, name, 'stops', `has the MAC address ${macText(mac.key)}, its record ${macText(wanted)}`, mac.place)
    );
  }

  /** Whether the destination is another customer's: then no policy translates, whatever address it has. */
  private isApart(host: string): boolean {
    const { source, destination } = this;
    const { vsid: other, adapter } = destination;
    if (other === undefined || other === source.vsid) return false;
    const [own, theirs] = [this.trail.virtual.domainsOf(source.vsid), this.trail.virtual.domainsOf(other)];
    if (own.some((domain) => theirs.includes(domain)) || own.length === 0 || theirs.length === 0) return false;
    const route = this.trail.virtual.customerRoutesIn(source.vsid)[0]!;
    const instead = translate(this.trail.policyOf(host), {
      vsid: source.vsid,
      source: source.address,
      destination: destination.address,
    });
    const leads = instead.translated && !instead.viaGateway ? `; ${destination.address} leads to ${instead.to.text}` : '';
    const who = adapter ? `${adapter.vm.name} in ` : '';
    this.trail.hop(
      route,
      `routing domain of ${source.vsid}`,
      'stops',
      `no policy translates to ${who}virtual subnet ${other}, which is in another routing domain ({${theirs[0]}}, not {${own[0]}})${leads}`,
      at(route, 'routingDomainId'),
    );
    return true;
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
    this.trail.hop(route, host, own ? 'passes' : 'unknown', says, at(route, 'destinationPrefix'));
    this.hosts = [host, host];
    return true;
  }

  /** Whether a VM that learns its addresses may have this one. */
  private learns(records: readonly LookupRecord[], missing: CustomerPlace, host?: string): boolean {
    const ends = [this.source, this.destination];
    const asked = ends.find(({ address }) => ipKey(address) === ipKey(missing.address))?.adapter;
    const possible = records.filter((record) => {
      const own = asked && this.trail.virtual.adapterOf(record);
      return !asked || own === asked || (!own && !macOf(asked));
    });
    const learned = learnedBy(this.network, possible, missing);
    if (!learned) return false;
    const { record, says } = learned;
    this.trail.hop(
      record,
      host === undefined ? nameOf(record) : `${host} ${nameOf(record)}`,
      'unknown',
      says,
      at(record, 'type'),
    );
    return true;
  }

  private outHops(host: string, { from, to, route, packet, viaGateway }: Translated): void {
    const { source, destination } = this;
    if (route)
      this.trail.hop(
        route,
        `${host} customer route`,
        'passes',
        viaGateway
          ? `${route.data.destinationPrefix} is behind ${route.data.nextHop}`
          : `${route.data.destinationPrefix} is virtual subnet ${route.data.virtualSubnetId} itself`,
        at(route, 'destinationPrefix'),
      );
    const verb = packet.method === 'rewrite' ? 'becomes' : 'is behind';
    this.trail.hop(
      from,
      `${host} ${nameOf(from)}`,
      'passes',
      `${source.address} ${verb} ${packet.source}`,
      at(from, 'providerAddress'),
    );
    const aim = viaGateway ? to.data.customerAddress : destination.address;
    this.trail.hop(to, `${host} ${nameOf(to)}`, 'passes', `${aim} ${verb} ${packet.destination}`, at(to, 'providerAddress'));
  }

  private receive({ adapter, address, vsid }: TenantEnd & { readonly vsid: number }, to: LookupRecord): boolean {
    if (!adapter) return this.trail.hop(to, nameOf(to), 'unknown', 'its VM is not described', at(to));
    if (!this.isAt(adapter, vsid, to)) return false;
    const name = adapterName(adapter);
    const inside = setAddresses(adapter).filter((each) => sameFamily(each, address));
    if (inside.length > 0 && !inside.some((each) => ipKey(each) === ipKey(address)))
      return this.trail.hop(
        adapter,
        name,
        'stops',
        `has ${inside.join(' and ')} inside the guest, not ${address}`,
        at(adapter, 'ipAddresses'),
      );
    return this.trail.hop(adapter, name, 'passes', `gets it at ${address}`, virtualSubnetOf(adapter)?.place);
  }
}

function adapterName(adapter: VmAdapter): string {
  return `${adapter.vm.name} (${adapter.name})`;
}

function strayText(own: number, wanted: number): string {
  return own === 0 ? `is in no virtual subnet; the record is in ${wanted}` : `is in virtual subnet ${own}, not ${wanted}`;
}
