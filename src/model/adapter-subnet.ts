import { isForgotten } from '#read/forgotten';
import type { VirtualAdapter, VmAdapter } from './entity.ts';
import { isLeftOut } from './left-out.ts';
import { at, type Place } from './place.ts';

/** The virtual subnet of an adapter and where it is written; 0 is none. */
export interface AdapterSubnet {
  readonly vsid: number;
  readonly place: Place;
}

/**
 * The virtual subnet of an adapter: by Set-VMNetworkAdapter -VirtualSubnetId, or by the default of its isolation. Somebody who describes
 * an adapter and names none means none (the default of Windows); an export that shows none leaves it unknown.
 */
export function virtualSubnetOf(adapter: VmAdapter): AdapterSubnet | undefined {
  const { virtualSubnetId: own, isolation } = adapter.data;
  if (own) return { vsid: own, place: at(adapter, 'virtualSubnetId') };
  if (isForgotten(adapter.data, 'isolation') || (isolation && isForgotten(isolation, 'isolationMode'))) return undefined;
  if (isInVirtualSubnet(adapter)) {
    const id = isolation?.defaultIsolationId;
    return id ? { vsid: id, place: at(adapter, 'isolation', 'defaultIsolationId') } : undefined;
  }
  if (own === 0) return { vsid: 0, place: at(adapter, 'virtualSubnetId') };
  return isLeftOut(adapter, 'virtualSubnetId') ? { vsid: 0, place: at(adapter) } : undefined;
}

/** The ID of the virtual subnet of an adapter; 0 where it is in none, and where that is not known. */
export function vsidOf(adapter: VmAdapter): number {
  return virtualSubnetOf(adapter)?.vsid ?? 0;
}

/** Whether an adapter is in a virtual subnet, also where nobody says in which: then the host sends its packets in those of its own. */
export function isInVirtualSubnet({ data }: VirtualAdapter): boolean {
  return Boolean(data.virtualSubnetId) || (data.isolation?.isolationMode?.endsWith('VirtualSubnet') ?? false);
}
