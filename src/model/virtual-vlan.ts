import { isForgotten } from '#read/forgotten';
import type { VlanListText } from '#read/generated/documents';
import type { Entity, VirtualAdapter } from './entity.ts';
import { consumerText } from './host-port.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { MAX_VLAN } from './vlan-set.ts';

type VlanProperty = keyof NonNullable<VirtualAdapter['data']['vlan']> & string;

/** Every virtual adapter: of the management operating systems, then of the VMs. */
export function virtualAdapters(network: Network): readonly VirtualAdapter[] {
  return [...network.all('host-adapter'), ...network.all('vm-adapter')];
}

/** A virtual adapter with what it belongs to: "the host adapter SMB1 of hv01", "the VM web01 (adapter A)". */
export function adapterText(adapter: VirtualAdapter): string {
  return adapter.kind === 'host-adapter' ? `${consumerText(adapter)} of ${adapter.host.name}` : consumerText(adapter);
}

/** The place of a VLAN setting or the isolation of a virtual adapter. */
export function vlanPlace(adapter: VirtualAdapter, section: 'vlan' | 'isolation', key: string): Place {
  return at(adapter as Entity<VirtualAdapter['data']>, section, key);
}

/** Whether a VLAN setting is known to be absent: not there, and not there with a value nobody can use. */
export function lacks({ data: { vlan } }: VirtualAdapter, property: VlanProperty): boolean {
  return vlan !== undefined && vlan[property] === undefined && !isForgotten(vlan, property);
}

/** How a virtual adapter gets its frames tagged by Set-VMNetworkAdapterVlan: "Access (VLAN 10)"; undefined for not at all. */
export function tagging({ data: { vlan } }: VirtualAdapter): { readonly text: string; readonly key: VlanProperty } | undefined {
  const { operationMode: mode, accessVlanId: access, allowedVlanIdList: list, primaryVlanId: primary } = vlan ?? {};
  if (mode === 'Untagged') return undefined;
  if (mode === 'Access' || (mode === undefined && access !== undefined))
    return access ? { text: `Access (VLAN ${access})`, key: 'accessVlanId' } : undefined;
  const other = mode ?? (list !== undefined ? 'Trunk' : primary !== undefined ? 'Private' : undefined);
  if (!other) return undefined;
  return { text: other, key: mode ? 'operationMode' : other === 'Trunk' ? 'allowedVlanIdList' : 'primaryVlanId' };
}

/**
 * The parts of a VLAN list that name no VLANs: above 4094, or no numbers at all. 0 stands for untagged and is let pass, as are
 * "all" and "none".
 */
export function notVlans(written: VlanListText | undefined): readonly string[] {
  if (written === undefined) return [];
  const parts = [written].flat().flatMap((part) =>
    String(part)
      .trim()
      .split(/[,;\s]+/),
  );
  return parts.filter((part) => {
    if (part === '' || /^(?:all|none)$/i.test(part)) return false;
    const match = /^(\d+)(?:-(\d+))?$/.exec(part);
    const [from, to] = match ? [Number(match[1]), Number(match[2] ?? match[1])] : [1, 0];
    return from > to || to > MAX_VLAN;
  });
}
