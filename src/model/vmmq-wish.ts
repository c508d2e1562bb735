import { isDeclared } from './adapter-feature.ts';
import type { VmSwitch } from './entity.ts';
import { consumerText } from './host-port.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';

/** Somebody who asks for VMMQ. */
export interface VmmqWish {
  /** "the Hyper-V switch Compute", "the VM web01 (adapter A)". */
  readonly who: string;
  readonly place: Place;
}

/**
 * Who asks for VMMQ on a Hyper-V switch: the switch itself for its default queue, and adapters on it. Only what somebody wrote
 * counts: from Windows Server 2019 on an export shows it on everywhere.
 * Source: "Windows Server 2019 behaviors" in Marvell's guide AH0054602.
 */
export function vmmqWishes(network: Network, vmSwitch: VmSwitch): readonly VmmqWish[] {
  const wishes = network.adaptersOn(vmSwitch).flatMap((adapter) => {
    if (adapter.data.vmmqEnabled !== true) return [];
    const place = adapter.kind === 'vm-adapter' ? at(adapter, 'vmmqEnabled') : at(adapter, 'vmmqEnabled');
    return [{ who: consumerText(adapter), place }];
  });
  if (vmSwitch.data.defaultQueueVmmqEnabled === true)
    wishes.unshift({ who: `the Hyper-V switch ${vmSwitch.name}`, place: at(vmSwitch, 'defaultQueueVmmqEnabled') });
  return wishes.filter((wish) => isDeclared(wish.place));
}
