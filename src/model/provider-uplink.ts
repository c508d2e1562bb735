import { virtualSubnetOf } from './adapter-subnet.ts';
import { type Host, type Nic, TeamNic, type VmAdapter } from './entity.ts';
import { jumboPacket, largestFrame } from './frame-size.ts';
import { portText } from './host-port.ts';
import { ipKey, parseIp } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import type { LookupRecord } from './policy-entity.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** What NVGRE puts around the packet of a guest: its Ethernet header (14), GRE with the key (8), and an IPv4 (20) or IPv6 (40) header. */
const OVERHEAD = { ipv4: 42, ipv6: 62 } as const;
/** Ethernet header, which frame sizes count. */
const HEADER = 14;

/** An adapter or team interface that carries the provider network of a host. */
export interface ProviderUplink {
  readonly adapter: Nic | TeamNic;
  readonly nics: readonly Nic[];
}

/**
 * What carries the provider network of a host: the interfaces its provider addresses are on; where they do not say, the uplinks of
 * the Hyper-V switches with adapters in virtual subnets.
 */
export function providerUplinks(network: Network, host: Host): readonly ProviderUplink[] {
  const named = virtualNetworks(network)
    .providerAddressesOf(host.name)
    .flatMap(({ data }) => (data.interface === undefined ? [] : (host.adapter(data.interface) ?? [])));
  const below = host.vmSwitches
    .filter((vmSwitch) => network.adaptersOn(vmSwitch).some((adapter) => adapter.kind === 'vm-adapter' && isVirtualized(adapter)))
    .flatMap((vmSwitch): readonly (Nic | TeamNic)[] => {
      const { teamNic, nics } = network.uplink(vmSwitch);
      return teamNic ? [teamNic] : nics;
    });
  const adapters = new Set(named.length > 0 ? named : below);
  return [...adapters].map((adapter) => ({ adapter, nics: adapter instanceof TeamNic ? adapter.team.nics : [adapter] }));
}

/** Whether an adapter is known to be in a virtual subnet. */
export function isVirtualized(adapter: VmAdapter): boolean {
  return (virtualSubnetOf(adapter)?.vsid ?? 0) > 0;
}

/** NVGRE traffic of a host. */
export interface Encapsulation {
  /** Bytes on top of the packet of a guest. */
  readonly overhead: number;
  /** A record that makes the host send it. */
  readonly record: LookupRecord;
}

/**
 * The NVGRE traffic of a host: it has the provider address of a record with TranslationMethodEncap, and another such record is of a
 * provider address elsewhere. Undefined where that is not so, or not known. Among some virtual subnets, or all.
 */
export function encapsulation(network: Network, host: Host, among?: ReadonlySet<number>): Encapsulation | undefined {
  const virtual = virtualNetworks(network);
  const own = new Set(virtual.providerAddressesOf(host.name).map(({ data }) => ipKey(data.providerAddress)));
  const records = virtual
    .recordsOn(host.name)
    .filter(({ data }) => data.rule === 'TranslationMethodEncap' && data.providerAddress !== undefined)
    .filter(({ data }) => !among || among.has(data.virtualSubnetId));
  const isHere = ({ data }: LookupRecord): boolean => own.has(ipKey(data.providerAddress!));
  const record = records.find((each) => !isHere(each));
  if (!record || !records.some(isHere)) return undefined;
  const kind = parseIp(record.data.providerAddress!)?.kind();
  return kind && { overhead: OVERHEAD[kind], record };
}

/** The adapters of VMs that may run on a host whose packets are encapsulated, as records of their virtual subnet say. */
export function encapsulatedAdapters(network: Network, host: Host): readonly VmAdapter[] {
  const virtual = virtualNetworks(network);
  const isIn = (adapter: VmAdapter): boolean =>
    virtual.recordsIn(virtualSubnetOf(adapter)?.vsid ?? 0).some((record) => record.data.rule === 'TranslationMethodEncap');
  return host.vmSwitches
    .flatMap((vmSwitch) => network.adaptersOn(vmSwitch))
    .flatMap((adapter) => (adapter.kind === 'vm-adapter' && isIn(adapter) ? [adapter] : []));
}

/** What is too small for a packet on the way out of a host. */
export interface Narrows {
  readonly nic: Nic;
  /** "*JumboPacket of PNIC1 is 1514", "the MTU of tor1 Ethernet1/1 is 1500". */
  readonly text: string;
  readonly place: Place;
  /** Whether the adapter itself is too small. */
  readonly atNic: boolean;
}

/**
 * What does not let an IP packet out through an adapter: the size of the adapter; where it does not say one, the MTU of its switch
 * port. In the most generous reading of both. A port that is smaller than its adapter is a mistake of its own.
 */
export function narrows(network: Network, nic: Nic, packet: number): Narrows | undefined {
  const jumbo = jumboPacket(nic);
  const { mtuSize } = nic.data;
  // Some drivers leave the header out of *JumboPacket.
  if (jumbo && jumbo.size < packet)
    return { nic, text: `*JumboPacket of ${nic.name} is ${jumbo.size}`, place: jumbo.place, atNic: true };
  if (mtuSize !== undefined && mtuSize < packet)
    return { nic, text: `the MTU of ${nic.name} is ${mtuSize}`, place: at(nic, 'mtuSize'), atNic: true };
  if (jumbo || mtuSize !== undefined) return undefined;
  const port = network.portOf(nic);
  const mtu = port && network.setting(port, 'mtu');
  const frame = mtu && largestFrame(port.switch, mtu.value);
  if (!mtu || frame === undefined || frame - HEADER >= packet) return undefined;
  const { entity } = mtu;
  const place = entity.kind === 'port' ? at(entity, 'mtu') : at(entity, 'mtu');
  return { nic, text: `the MTU of ${portText(entity)} is ${mtu.value}`, place, atNic: false };
}
