import { vsidOf } from '#model/adapter-subnet';
import { parseIp } from '#model/ip-prefix';
import type { Network } from '#model/network';
import { tenantEnd } from '#model/tenant-end';
import { type TenantWay, tenantWays } from '#model/tenant-way';
import { virtualNetworks } from '#model/virtual-networks';
import { visible } from '#text/visible';
import { UsageError } from './main.ts';

/** `hvlint trace --vsid`: a packet out of a virtual subnet between two customer addresses, and the reply. */
export function packetsBetween(
  all: readonly Network[],
  vsid: number,
  addresses: readonly string[],
  without: readonly string[],
): readonly TenantWay[] {
  const [source, destination] = addresses;
  if (source === undefined || destination === undefined)
    throw new UsageError('--vsid wants two customer addresses: hvlint trace --vsid 5001 10.1.1.2 10.1.1.1');
  for (const address of addresses)
    if (!parseIp(address)) throw new UsageError(`--vsid wants two customer addresses; '${visible(address)}' is none`);
  if (without.length > 0)
    throw new UsageError('--without takes something away from the ways of VMs and adapters, not from --vsid');
  const [network, another] = all.filter((each) => hasVirtualSubnet(each, vsid));
  if (!network) throw new UsageError(`nothing in the files is in virtual subnet ${vsid}`);
  if (another) throw new UsageError(`several estates have virtual subnet ${vsid}; name one with --in <folder>`);
  return tenantWays(network, tenantEnd(network, vsid, source), { address: destination, vsid: undefined, adapter: undefined });
}

/** Whether a packet gets to its receiver, or nothing is known to stop it. */
export function arrives({ verdict }: TenantWay): boolean {
  return verdict !== 'lost';
}

function hasVirtualSubnet(network: Network, vsid: number): boolean {
  const inside = network.all('vm-adapter').some((adapter) => vsidOf(adapter) === vsid);
  return inside || virtualNetworks(network).vsids.includes(vsid);
}
