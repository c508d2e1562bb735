import type { VirtualAdapter, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** A minimum bandwidth that a virtual adapter has. */
export interface Guarantee {
  readonly adapter: VirtualAdapter;
  readonly property: 'minimumBandwidthWeight' | 'minimumBandwidthAbsolute';
  /** "the minimum bandwidth weight 50 of web01 A". */
  readonly text: string;
  readonly place: Place;
}

/**
 * The minimum bandwidths of the adapters on a Hyper-V switch, where the switch is known to count in the unit they are given in.
 * 0 is none.
 */
export function guaranteesOn(network: Network, vmSwitch: VmSwitch): readonly Guarantee[] {
  const { bandwidthReservationMode: mode } = vmSwitch.data;
  const property = mode === 'Weight' ? 'minimumBandwidthWeight' : mode === 'Absolute' ? 'minimumBandwidthAbsolute' : undefined;
  if (!property) return [];
  return network.adaptersOn(vmSwitch).flatMap((adapter) => {
    const value = adapter.data[property];
    if (!value) return [];
    const name = adapter.kind === 'vm-adapter' ? `${adapter.vm.name} ${adapter.name}` : adapter.name;
    const place = adapter.kind === 'vm-adapter' ? at(adapter, property) : at(adapter, property);
    return [
      {
        adapter,
        property,
        text: `the minimum bandwidth ${mode === 'Weight' ? `weight ${value}` : `${value} bit/s`} of ${name}`,
        place,
      },
    ];
  });
}
