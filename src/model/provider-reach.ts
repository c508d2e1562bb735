import { type IpAddress, type IpPrefix, ipKey, parseIp, parsePrefix } from './ip-prefix.ts';
import type { Network } from './network.ts';
import type { LookupRecord, ProviderAddress } from './policy-entity.ts';
import type { FabricRecord } from './policy-fabric.ts';
import { type TenantHost, tenantHosts } from './tenant-hosts.ts';
import { virtualNetworks } from './virtual-networks.ts';

/** A provider address of another host that a host has to reach, and a record that makes it so. */
export interface Peer {
  readonly host: string;
  readonly address: ProviderAddress;
  readonly ip: IpAddress;
  readonly record: LookupRecord;
}

/**
 * The provider addresses a host has to reach: those of the records in the routing domains of its VMs that are on other hosts. Each
 * once; addresses that no host is known to have are left out.
 */
export function peersOf(network: Network, { name, fabric, tenants }: TenantHost): readonly Peer[] {
  const hosts = tenantHosts(network);
  const virtual = virtualNetworks(network);
  const peers = new Map<string, Peer>();
  const vsids = new Set([...tenants.keys()].flatMap((vsid) => [...hosts.reachableFrom(vsid, fabric)]));
  for (const { key, ip, record } of [...vsids].flatMap((vsid) => fabric.recordsIn(vsid).flatMap(targetsOf))) {
    if (peers.has(key)) continue;
    const owners = hosts.ownersOf(key, fabric);
    const [owner] = owners;
    if (owner && !owners.some(({ host }) => virtual.hostKey(host) === virtual.hostKey(name)))
      peers.set(key, { host: owner.host, address: owner.address, ip, record });
  }
  return [...peers.values()];
}

interface Target {
  readonly key: string;
  readonly ip: IpAddress;
  readonly record: LookupRecord;
}

const memos = new WeakMap<FabricRecord, readonly Target[]>();

/** The provider addresses that the copies of a record name: one, unless copies differ. */
function targetsOf(record: FabricRecord): readonly Target[] {
  let targets = memos.get(record);
  if (!targets) {
    const found = new Map<string, Target>();
    for (const copy of record.copies) {
      const key = ipKey(copy.data.providerAddress ?? '');
      const ip = parseIp(key);
      if (ip && !found.has(key)) found.set(key, { key, ip, record: copy });
    }
    targets = [...found.values()];
    memos.set(record, targets);
  }
  return targets;
}

/** The subnet of a provider address; undefined where its length is not written or wrong. */
export function subnetOf({ data: { providerAddress, prefixLength } }: ProviderAddress): IpPrefix | undefined {
  return parsePrefix(`${providerAddress.trim()}/${prefixLength}`);
}
