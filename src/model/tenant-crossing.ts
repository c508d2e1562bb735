import type { Vm } from './entity.ts';
import { familyText, hasHostBits, type IpAddress, inPrefix, ipKey, parseIp, parsePrefix } from './ip-prefix.ts';
import { at } from './place.ts';
import type { LookupRecord, ProviderAddress } from './policy-entity.ts';
import { fabricRecord } from './policy-fabric.ts';
import { knowsList } from './policy-lists.ts';
import { namesText, type Owner, tenantHosts } from './tenant-hosts.ts';
import { isCopy, type ProviderPacket, reverse, type Translated } from './tenant-packet.ts';
import { nameOf, type TenantTrail } from './tenant-trail.ts';

/** The part of a tenant's packet on the provider network: out of one host, over the wire, and into another. */
export class TenantCrossing {
  constructor(private readonly trail: TenantTrail) {}

  /** Over the wire, and out of it at the other end. */
  cross(host: string, out: Translated, owners: readonly Owner[], receiverHosts: readonly string[], vm: Vm | undefined): boolean {
    const { packet, from, to } = out;
    const own = this.trail.virtual
      .providerAddressesOf(host)
      .find((address) => ipKey(address.data.providerAddress) === ipKey(packet.source));
    if (!this.leaves(host, own, from, packet)) return false;
    this.trail.wire = packet;
    const method =
      packet.method === 'gre'
        ? `NVGRE with key ${packet.key} from ${packet.source} to ${packet.destination}, around ${packet.inner.source} to ${packet.inner.destination}`
        : `plain IP from ${packet.source} to ${packet.destination}`;
    this.trail.hop(to, 'wire', 'passes', method, at(to, 'rule'));
    const [owner, ...others] = owners;
    if (!owner) return this.ownerless(to, packet.destination);
    const address = at(owner.address, 'providerAddress');
    if (others.length > 0)
      return this.trail.hop(
        owner.address,
        packet.destination,
        'stops',
        `${namesText(owners.map((each) => each.host))} have it`,
        address,
      );
    const elsewhere = fabricRecord(this.trail.network, to)?.fabric !== tenantHosts(this.trail.network).fabricOfHost(owner.host);
    const by = elsewhere ? ` by the policy ${owner.address.policy.name}, which has this record too,` : '';
    const gets = `has ${packet.destination}${by} and gets it`;
    if (receiverHosts.length > 0 && !receiverHosts.some((name) => this.trail.sameHost(name, owner.host)))
      return this.trail.hop(
        owner.address,
        owner.host,
        'stops',
        `${gets}, but ${vm!.name} runs on ${namesText(receiverHosts)}`,
        address,
      );
    this.trail.hop(owner.address, owner.host, 'passes', gets, address);
    return this.restore(owner.host, out);
  }

  /** No host of the provider network is known to have an address; one with a policy of its own may be of the same network. */
  private ownerless(to: LookupRecord, address: string): false {
    const fabric = fabricRecord(this.trail.network, to)?.fabric;
    const [beside, ...others] = fabric ? tenantHosts(this.trail.network).ownersBeside(address, fabric) : [];
    const sure = !beside && this.trail.network.inventory.hosts;
    const more = others.length > 0 ? ` (${namesText(others.map((each) => each.host))} too)` : '';
    const says = beside
      ? `${beside.host} has it by the policy ${beside.address.policy.name}${more}; no file says whether that is the provider network of the policy ${to.policy.name} too`
      : sure
        ? 'no host has it'
        : 'no file says which host has it';
    const place = at(beside ? beside.address : to, 'providerAddress');
    this.trail.hop(beside ? beside.address : to, address, sure ? 'stops' : 'unknown', says, place);
    return false;
  }

  /** Whether the sending host has the provider address, and a way to the other one. */
  private leaves(host: string, own: ProviderAddress | undefined, from: LookupRecord, packet: ProviderPacket): boolean {
    if (!own) {
      const elsewhere = this.trail.ownersOf(from, packet.source).map((each) => each.host);
      const sure = knowsList(this.trail.network, host, 'providerAddresses');
      const hint = elsewhere.length > 0 ? `; ${namesText(elsewhere)} has it` : '';
      const says = sure ? `does not have ${packet.source}${hint}` : `no file says whether it has ${packet.source}${hint}`;
      return this.trail.hop(from, host, sure ? 'stops' : 'unknown', says, at(from, 'providerAddress'));
    }
    const { vlanId, prefixLength } = own.data;
    const tag = vlanId === undefined ? '' : vlanId === 0 ? ', untagged' : `, tagged with VLAN ${vlanId}`;
    this.trail.hop(own, host, 'passes', `sends from ${packet.source}${tag}`, at(own, 'providerAddress'));
    const [here, there] = [parseIp(packet.source), parseIp(packet.destination)];
    if (!here || !there) return true;
    if (here.kind() !== there.kind())
      return this.trail.hop(
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
    const routes = this.trail.virtual.providerRoutesOf(host).filter(({ data }) => covers(data.destinationPrefix, there));
    const route = routes.find(({ data }) => !hasHostBits(parsePrefix(data.destinationPrefix!)!));
    if (route)
      return this.trail.hop(
        route,
        `${host} provider route`,
        'passes',
        `${route.data.destinationPrefix} is behind ${route.data.nextHop ?? 'a router that is not written'}`,
        at(route, 'destinationPrefix'),
      );
    const sure = knowsList(this.trail.network, host, 'providerRoutes');
    const [refused] = routes;
    if (refused)
      return this.trail.hop(
        refused,
        `${host} provider route`,
        sure ? 'stops' : 'unknown',
        `${refused.data.destinationPrefix} is not there: the cmdlets refuse it, because that is an address inside of a network`,
        at(refused, 'destinationPrefix'),
      );
    return this.trail.hop(
      own,
      `${host} provider route`,
      sure ? 'stops' : 'unknown',
      sure ? `none leads to ${destination}` : `no file says which leads to ${destination}`,
      at(own, 'prefixLength'),
    );
  }

  /** What the receiving host makes of the packet must be what was sent. */
  private restore(host: string, { packet, to }: Translated): boolean {
    const back = reverse(this.trail.policyOf(host), packet);
    if (!back.translated) {
      this.trail.refused(host, back);
      return false;
    }
    // The key of NVGRE names the virtual subnet of the receiver; that of the sender is in no packet.
    const sameSender = packet.method === 'gre' || back.packet.vsid === this.trail.source.vsid;
    const same = sameSender && isCopy(back.to, to) && ipKey(back.packet.source) === ipKey(this.trail.source.address);
    const in_ = `in virtual subnet ${back.to.data.virtualSubnetId}`;
    const place = at(back.to, 'providerAddress');
    const name = `${host} ${nameOf(back.to)}`;
    if (!same)
      return this.trail.hop(
        back.to,
        name,
        'stops',
        `takes it for ${back.packet.source} to ${back.packet.destination} ${in_}`,
        place,
      );
    const says =
      packet.method === 'gre'
        ? `key ${packet.key} and ${packet.inner.destination} lead to it`
        : `${packet.source} and ${packet.destination} become ${back.packet.source} and ${back.packet.destination} again, ${in_}`;
    return this.trail.hop(back.to, name, 'passes', says, place);
  }
}

function covers(prefix: string | undefined, address: IpAddress): boolean {
  const network = parsePrefix(prefix ?? '');
  return network !== undefined && inPrefix(network, address);
}
