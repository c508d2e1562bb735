import type { VirtualAdapter, VmSwitch } from './entity.ts';
import type { Network } from './network.ts';

/**
 * The virtual adapters that are on a Hyper-V switch for certain: of the management operating system, and of VMs that stay on its host.
 * A VM of a cluster may be on any node.
 */
export function residentAdapters(network: Network, vmSwitch: VmSwitch): readonly VirtualAdapter[] {
  return network
    .adaptersOn(vmSwitch)
    .filter((adapter) => adapter.kind === 'host-adapter' || adapter.vm.data.cluster === undefined);
}
