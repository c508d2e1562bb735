import { hasHostBits, inPrefix, ipKey, lowestHost, networkText, parseIp, parsePrefix, prefixText } from './ip-prefix.ts';
import type { CustomerRoute, LookupRecord } from './policy-entity.ts';
import { guidKey } from './virtual-networks.ts';

/** What a host knows of virtual networks: its lookup records and customer routes. */
export interface HostPolicy {
  readonly records: readonly LookupRecord[];
  readonly routes: readonly CustomerRoute[];
  /** Whether there is nothing else on the host, so that what is not here is missing. */
  readonly complete: { readonly records: boolean; readonly routes: boolean };
}

/** A packet as the VM that sends it sees it: between customer addresses, out of a virtual subnet. */
export interface CustomerPacket {
  readonly vsid: number;
  readonly source: string;
  readonly destination: string;
}

/**
 * The same packet between provider addresses, as it is on the wire. rewrite: its addresses are replaced, and nothing in it says whose it
 * is. gre: it travels unchanged inside of NVGRE, whose key is the virtual subnet it goes to.
 */
export type ProviderPacket =
  | { readonly method: 'rewrite'; readonly source: string; readonly destination: string }
  | {
      readonly method: 'gre';
      readonly source: string;
      readonly destination: string;
      readonly key: number;
      readonly inner: { readonly source: string; readonly destination: string };
    };

/** Why a host does not translate a packet. */
export interface Untranslated {
  readonly translated: false;
  /** Whether that is so for certain: it is not where the files do not say enough. */
  readonly certain: boolean;
  readonly says: string;
  /** What says so, where one thing does. */
  readonly by?: LookupRecord | CustomerRoute;
  /** The list in which something is missing. */
  readonly lacking?: 'lookupRecords' | 'customerRoutes';
  /** The customer address that no record has, and the virtual subnet it was looked for in. */
  readonly missing?: CustomerPlace;
}

/** A customer address in its virtual subnet. */
export interface CustomerPlace {
  readonly vsid: number;
  readonly address: string;
}

/** What the host of the sender makes of a packet, and by which records. */
export interface Translated {
  readonly translated: true;
  readonly packet: ProviderPacket;
  readonly from: LookupRecord;
  readonly to: LookupRecord;
  /** The customer route that was followed, where one is known. */
  readonly route: CustomerRoute | undefined;
  /** Whether the record is that of a gateway on the way to the destination. */
  readonly viaGateway: boolean;
}

/** What the host of the receiver makes of it, and by which records. */
export interface Restored {
  readonly translated: true;
  readonly packet: CustomerPacket;
  readonly from: LookupRecord;
  readonly to: LookupRecord;
}

/** The way out: what a host puts on the wire for a packet of a VM. Sources: help of the NetWNV cmdlets; RFC 7637. */
export function translate(policy: HostPolicy, packet: CustomerPacket): Translated | Untranslated {
  const { vsid, source, destination } = packet;
  const from = recordOf(policy, vsid, source);
  if (!from.translated) return from;
  const route = routeTo(policy, vsid, destination);
  if (route && 'says' in route) return route;
  const viaGateway = route !== undefined && !route.isOnLink;
  const to = viaGateway ? gatewayOf(policy, route) : destinationOf(policy, vsid, destination, route);
  if (!to.translated) return to;
  const wire = wireOf(from.record, to.record, packet);
  return 'says' in wire ? wire : { translated: true, packet: wire, from: from.record, to: to.record, route, viaGateway };
}

/** The way in: the packet of the VM that a host makes of what comes from the wire. */
export function reverse(policy: HostPolicy, packet: ProviderPacket): Restored | Untranslated {
  return packet.method === 'gre' ? unpack(policy, packet) : rewriteBack(policy, packet);
}

/** The virtual subnets of the routing domains of one, itself among them. */
export function domainOf(routes: readonly CustomerRoute[], vsid: number): ReadonlySet<number> {
  const own = new Set(routes.filter(({ data }) => data.virtualSubnetId === vsid).map(domainKey));
  const mates = routes.filter((route) => own.has(domainKey(route))).map(({ data }) => data.virtualSubnetId);
  return new Set([vsid, ...mates]);
}

const domainKey = ({ data }: CustomerRoute): string => guidKey(data.routingDomainId);

type Found = { readonly translated: true; readonly record: LookupRecord } | Untranslated;

const refuse = (certain: boolean, says: string, by?: LookupRecord | CustomerRoute): Untranslated => ({
  translated: false,
  certain,
  says,
  ...(by ? { by } : {}),
});

const lacks = (lacking: 'lookupRecords' | 'customerRoutes', certain: boolean, says: string): Untranslated => ({
  translated: false,
  certain,
  says,
  lacking,
});

/** The one record of a customer address in a virtual subnet. */
function recordOf(policy: HostPolicy, vsid: number, address: string): Found {
  const key = ipKey(address);
  const all = policy.records.filter(
    (record) => !record.isWildcard && record.data.virtualSubnetId === vsid && ipKey(record.data.customerAddress) === key,
  );
  const [record, ...others] = all;
  if (!record)
    return {
      ...lacks('lookupRecords', policy.complete.records, `no lookup record has ${address} in virtual subnet ${vsid}`),
      missing: { vsid, address },
    };
  const other = others.find((each) => !saysTheSame(each, record));
  return other
    ? refuse(true, `two lookup records have ${address} in virtual subnet ${vsid}, and they differ`, other)
    : { translated: true, record };
}

function saysTheSame(a: LookupRecord, b: LookupRecord): boolean {
  return a.data.rule === b.data.rule && keyOf(a) === keyOf(b);
}

/** The route of a packet: the longest prefix, then the lowest metric. Undefined where routes are not known. */
function routeTo({ routes, complete }: HostPolicy, vsid: number, destination: string): CustomerRoute | Untranslated | undefined {
  if (!routes.some(({ data }) => data.virtualSubnetId === vsid))
    return complete.routes ? lacks('customerRoutes', true, `virtual subnet ${vsid} has no customer route`) : undefined;
  const domain = domainOf(routes, vsid);
  const address = parseIp(destination);
  const fitting = routes.flatMap((route) => {
    const prefix = parsePrefix(route.data.destinationPrefix ?? '');
    const fits = address && prefix && domain.has(route.data.virtualSubnetId) && inPrefix(prefix, address);
    return fits ? [{ route, prefix, metric: route.data.metric ?? 0 }] : [];
  });
  fitting.sort((a, b) => b.prefix.length - a.prefix.length || a.metric - b.metric);
  const [meant] = fitting;
  // The cmdlets refuse a destination with host bits: the host does not have the route, and takes the next one that fits.
  const taken = fitting.find(({ prefix }) => !hasHostBits(prefix));
  if (meant && (!taken || !leadsAlike(meant.route, taken.route))) {
    const instead = taken ? `; packets take ${prefixText(taken.prefix)} instead` : '';
    return refuse(
      complete.routes,
      `the customer route ${prefixText(meant.prefix)} of virtual subnet ${meant.route.data.virtualSubnetId} is not there: the cmdlets refuse it, because that is an address inside of the network ${networkText(meant.prefix)}${instead}`,
      meant.route,
    );
  }
  if (taken) return taken.route;
  const readable = routes.every(({ data }) => parsePrefix(data.destinationPrefix ?? ''));
  return lacks('customerRoutes', complete.routes && readable, `no customer route of its routing domain leads to ${destination}`);
}

/** Whether two routes bring a packet to one place: into one virtual subnet, or behind one next hop. */
function leadsAlike(a: CustomerRoute, b: CustomerRoute): boolean {
  if (a.isOnLink || b.isOnLink) return a.isOnLink === b.isOnLink && a.data.virtualSubnetId === b.data.virtualSubnetId;
  return ipKey(a.data.nextHop ?? '') === ipKey(b.data.nextHop ?? '');
}

/** The on-link route of a virtual subnet of which an address is the lowest: the hosts answer for that themselves, as its gateway. */
export function ownGatewayRoute({ routes }: HostPolicy, { vsid, address }: CustomerPlace): CustomerRoute | undefined {
  return routes.find((route) => {
    const prefix = parsePrefix(route.data.destinationPrefix ?? '');
    const fits = prefix && route.isOnLink && route.data.virtualSubnetId === vsid && !hasHostBits(prefix);
    return fits === true && lowestHost(prefix!)?.toString() === ipKey(address);
  });
}

function gatewayOf(policy: HostPolicy, route: CustomerRoute): Found {
  const { nextHop, virtualSubnetId } = route.data;
  if (nextHop === undefined) return refuse(false, 'the customer route names no next hop');
  for (const vsid of domainOf(policy.routes, virtualSubnetId)) {
    const found = recordOf(policy, vsid, nextHop);
    if (found.translated) return found;
    if (ownGatewayRoute(policy, { vsid, address: nextHop }))
      return refuse(false, `the next hop ${nextHop} is the gateway of virtual subnet ${vsid} that every host is itself`, route);
  }
  return {
    ...lacks('lookupRecords', policy.complete.records, `no lookup record has the next hop ${nextHop}`),
    missing: { vsid: virtualSubnetId, address: nextHop },
  };
}

function destinationOf(policy: HostPolicy, vsid: number, destination: string, route: CustomerRoute | undefined): Found {
  if (route) return recordOf(policy, route.data.virtualSubnetId, destination);
  // Without routes it is not known which virtual subnets belong together.
  return recordOf({ ...policy, complete: { records: false, routes: false } }, vsid, destination);
}

function wireOf(from: LookupRecord, to: LookupRecord, { source, destination }: CustomerPacket): ProviderPacket | Untranslated {
  const [outer, target] = [from.data.providerAddress, to.data.providerAddress];
  for (const record of [from, to])
    if (record.data.providerAddress === undefined) return refuse(false, `${record.text} names no provider address`, record);
  switch (to.data.rule) {
    case 'TranslationMethodNat':
      return { method: 'rewrite', source: outer!, destination: target! };
    case 'TranslationMethodEncap':
      return {
        method: 'gre',
        source: outer!,
        destination: target!,
        key: to.data.virtualSubnetId,
        inner: { source, destination },
      };
    case 'TranslationMethodNone':
      return refuse(true, `${to.text} says that packets leave as they are (TranslationMethodNone)`, to);
    default:
      return refuse(false, `${to.text} does not say how packets are translated`, to);
  }
}

/** Nothing in a rewritten packet says whose it is: the provider address alone leads back. */
function rewriteBack(policy: HostPolicy, packet: ProviderPacket): Restored | Untranslated {
  const [from, to] = [rewritten(policy, packet.source), rewritten(policy, packet.destination)];
  if (!from.translated) return from;
  if (!to.translated) return to;
  const { virtualSubnetId: vsid, customerAddress: source } = from.record.data;
  if (!domainOf(policy.routes, vsid).has(to.record.data.virtualSubnetId))
    return refuse(true, `${from.record.text} and ${to.record.text} are of different customers`, from.record);
  return {
    translated: true,
    packet: { vsid, source, destination: to.record.data.customerAddress },
    from: from.record,
    to: to.record,
  };
}

function rewritten(policy: HostPolicy, providerAddress: string): Found {
  const key = ipKey(providerAddress);
  const all = policy.records.filter((record) => record.data.rule === 'TranslationMethodNat' && keyOf(record) === key);
  const [record, ...others] = all;
  if (!record)
    return lacks('lookupRecords', policy.complete.records, `no lookup record turns ${providerAddress} into a customer address`);
  const other = others.find((each) => !isCopy(each, record));
  return other
    ? refuse(true, `${record.text} and ${other.text} have the same provider address ${providerAddress}`, other)
    : { translated: true, record };
}

/** Whether two records are about one address in one virtual subnet: copies on two hosts. */
export function isCopy({ data: a }: LookupRecord, { data: b }: LookupRecord): boolean {
  return a.virtualSubnetId === b.virtualSubnetId && ipKey(a.customerAddress) === ipKey(b.customerAddress);
}

/** The key names the virtual subnet, so that customers may share provider addresses. */
function unpack(policy: HostPolicy, packet: Extract<ProviderPacket, { method: 'gre' }>): Restored | Untranslated {
  const { key, inner, source, destination } = packet;
  const to = recordOf(policy, key, inner.destination);
  if (!to.translated) return to;
  if (keyOf(to.record) !== ipKey(destination))
    return refuse(
      true,
      `${to.record.text} has the provider address ${to.record.data.providerAddress}, not ${destination}`,
      to.record,
    );
  for (const vsid of [key, ...domainOf(policy.routes, key)]) {
    const from = recordOf(policy, vsid, inner.source);
    if (from.translated && keyOf(from.record) === ipKey(source))
      return { translated: true, packet: { vsid, ...inner }, from: from.record, to: to.record };
  }
  return lacks(
    'lookupRecords',
    policy.complete.records,
    `no lookup record has ${inner.source} behind ${source} in the routing domain of ${key}`,
  );
}

/** The provider address of a record in its one spelling. */
function keyOf({ data }: LookupRecord): string | undefined {
  return data.providerAddress === undefined ? undefined : ipKey(data.providerAddress);
}
