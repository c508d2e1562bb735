import { adapterFeature, isDeclared } from './adapter-feature.ts';
import { bitsPerSecond } from './bit-rate.ts';
import type { HostAdapter, Nic } from './entity.ts';
import { nameKey } from './names.ts';
import { at, type Place } from './place.ts';
import type { SmbInterface } from './storage-network.ts';

/** A feature of an interface as it is written: whether it is on, and where that is said. */
export interface InterfaceFeature {
  readonly on: boolean;
  readonly place: Place;
  /** Whether somebody wrote it; what an export shows may be nothing but a default. */
  readonly declared: boolean;
}

export type RdmaTechnology = NonNullable<NonNullable<Nic['data']['rdma']>['technology']>;

/** Name Windows gives the adapter of a host adapter: vEthernet (SMB1). */
export function windowsName(adapter: HostAdapter): string {
  return nameKey(`vEthernet (${adapter.name})`);
}

/** The adapter a host adapter is listed as by Get-NetAdapter, where an export has it. */
export function listedAs(adapter: HostAdapter): Nic | undefined {
  return adapter.host.nics.find((nic) => nameKey(nic.name) === windowsName(adapter));
}

/**
 * RDMA of an interface. Switched off for the whole server it is off everywhere; an LBFO team has none; a host adapter has none
 * where none of the adapters below it has it on. Undefined where nothing tells.
 */
export function interfaceRdma({ adapter, host, nics, complete }: SmbInterface): InterfaceFeature | undefined {
  const off = (place: Place): InterfaceFeature => ({ on: false, place, declared: isDeclared(place) });
  if (host.data.offload?.networkDirect === 'Disabled') return off(at(host, 'offload', 'networkDirect'));
  if (adapter.kind === 'team-nic') return off(at(adapter));
  if (adapter.kind === 'nic') return adapterFeature(adapter, 'rdma');
  const listed = listedAs(adapter);
  const place = at(adapter, 'rdma', 'enabled');
  const { enabled } = adapter.data.rdma ?? {};
  const own =
    enabled === undefined ? listed && adapterFeature(listed, 'rdma') : { on: enabled, place, declared: isDeclared(place) };
  if (!own?.on || !complete || nics.length === 0) return own;
  const below = mappedFirst(adapter, nics).map((nic) => adapterFeature(nic, 'rdma'));
  return below.every((feature) => feature?.on === false) ? off(below[0]!.place) : own;
}

/** The adapter a host adapter is mapped to, else all below it: RDMA uses the mapped one while it is up. */
function mappedFirst(adapter: HostAdapter, nics: readonly Nic[]): readonly Nic[] {
  const name = adapter.data.teamMapping?.physicalNetAdapterName;
  const mapped = nics.filter((nic) => name !== undefined && nameKey(nic.name) === nameKey(name));
  return mapped.length > 0 ? mapped : nics;
}

const TECHNOLOGIES: Readonly<Record<number, RdmaTechnology>> = { 1: 'iWARP', 2: 'InfiniBand', 3: 'RoCE', 4: 'RoCEv2' };

/** RDMA technology of an adapter with its place: of its section, else of the registry keyword. */
export function rdmaTechnology(nic: Nic): { readonly technology: RdmaTechnology; readonly place: Place } | undefined {
  const { technology } = nic.data.rdma ?? {};
  if (technology !== undefined) return { technology, place: at(nic, 'rdma', 'technology') };
  const keyword = nic.advancedNumber('*NetworkDirectTechnology');
  const meant = keyword && TECHNOLOGIES[keyword.value];
  return keyword && meant ? { technology: meant, place: at(nic, 'advancedProperties', keyword.key) } : undefined;
}

/** Intel's adapters that do both. Source: Intel Ethernet 800 series, product brief. */
const IWARP_AND_ROCE = /\bE810\b/i;

/**
 * Whether an adapter is known to have a technology to choose: it is of a family that has several, or one of the two sorts of RoCE is chosen
 * on it by the keyword and it is to have the other. That the keyword is there does not tell more.
 */
export function canChoose(nic: Nic, technology: RdmaTechnology): boolean {
  if (IWARP_AND_ROCE.test(nic.data.interfaceDescription ?? '')) return technology === 'iWARP' || technology === 'RoCEv2';
  const chosen = TECHNOLOGIES[nic.advancedNumber('*NetworkDirectTechnology')?.value ?? 0];
  return [chosen, technology].every((each) => each === 'RoCE' || each === 'RoCEv2');
}

/** The adapters below an interface that RDMA uses. */
export function rdmaNics({ adapter, nics }: SmbInterface): readonly Nic[] {
  return adapter.kind === 'host-adapter' ? mappedFirst(adapter, nics) : nics;
}

/** RDMA technology of an interface, where all adapters below it have the same; none where RDMA is off. */
export function interfaceTechnology(of: SmbInterface): ReturnType<typeof rdmaTechnology> {
  if (interfaceRdma(of)?.on === false) return undefined;
  const [first, ...others] = rdmaNics(of).map(rdmaTechnology);
  return others.every((other) => other?.technology === first?.technology) ? first : undefined;
}

/** RSS of a physical adapter; off for the whole server it is off everywhere. Undefined where nothing tells. */
export function adapterRss(nic: Nic): InterfaceFeature | undefined {
  const place = at(nic.host, 'offload', 'receiveSideScaling');
  if (nic.host.data.offload?.receiveSideScaling === 'Disabled') return { on: false, place, declared: isDeclared(place) };
  return adapterFeature(nic, 'rss');
}

/** Whether an adapter is known to be unable to do RDMA: it is off, or the link is too slow for any RDMA adapter. */
export function lacksRdma(of: SmbInterface): boolean {
  const rdma = interfaceRdma(of);
  if (rdma) return !rdma.on;
  const speeds = of.nics.map((nic) => bitsPerSecond(nic.data.linkSpeed ?? nic.data.speed));
  return of.complete && speeds.length > 0 && speeds.every((speed) => speed !== undefined && speed > 0 && speed <= 1e9);
}
