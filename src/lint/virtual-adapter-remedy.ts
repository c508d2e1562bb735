import type { Host, VirtualAdapter } from '#model/entity';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { powershell } from './remedy.ts';

/** Where commands about a virtual adapter are run, and the parameters that name it there. */
export interface AdapterTarget {
  readonly on: Host;
  readonly who: string;
}

/**
 * How a command names a virtual adapter. `Set-VMNetworkAdapter` calls the parameter Name, the cmdlets beside it VMNetworkAdapterName.
 * Undefined when the name stands for several adapters, or when nothing tells which host the VM is on.
 */
export function adapterTarget(
  network: Network,
  adapter: VirtualAdapter,
  parameter: 'Name' | 'VMNetworkAdapterName',
): AdapterTarget | undefined {
  const { name } = adapter;
  const beside: readonly VirtualAdapter[] = adapter.kind === 'vm-adapter' ? adapter.vm.adapters : adapter.host.hostAdapters;
  if (beside.filter((other) => nameKey(other.name) === nameKey(name)).length > 1) return undefined;
  const hosts = adapter.kind === 'vm-adapter' ? network.hostsOf(adapter.vm) : [adapter.host];
  const [on, other] = hosts;
  const owner = adapter.kind === 'vm-adapter' ? powershell`-VMName ${adapter.vm.name}` : '-ManagementOS';
  const named = parameter === 'Name' ? powershell`-Name ${name}` : powershell`-VMNetworkAdapterName ${name}`;
  return on && !other && owner && named ? { on, who: `${owner} ${named}` } : undefined;
}
