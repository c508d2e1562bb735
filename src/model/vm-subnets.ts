import type { Host, Switch, VmAdapter } from './entity.ts';
import type { Network } from './network.ts';
import { haveNothingInCommon, type RoutedSubnet, vlanSubnets } from './routed-subnets.ts';
import { untaggedVlan } from './untagged.ts';
import { vlansOfAdapter } from './vlan-use.ts';

/** The network an adapter of a VM is in when the VM runs on a host. */
export interface NetworkOnHost {
  readonly host: Host;
  readonly vlan: number;
  readonly devices: readonly Switch[];
  readonly subnets: readonly RoutedSubnet[];
}

/**
 * The VLAN and subnets an adapter has on a host, as the switches behind the host route them. Undefined unless everything on the way is
 * described: the one VLAN of the adapter, the uplink of its Hyper-V switch, every port behind it, and the routed interface of the
 * VLAN on each of their switches; and where these contradict each other.
 */
export function networkOnHost(network: Network, adapter: VmAdapter, host: Host): NetworkOnHost | undefined {
  const { switchName } = adapter.data;
  const vmSwitch = switchName === undefined ? undefined : host.vmSwitch(switchName);
  const [use, more] = vlansOfAdapter(adapter);
  if (!vmSwitch || !use || more) return undefined;
  const { nics, teamNic, complete } = network.uplink(vmSwitch);
  if (!complete || (teamNic && teamNic.vlan !== 0)) return undefined;
  const ports = nics.map((nic) => network.portOf(nic));
  const found = ports.map((port) => {
    const vlan = port && (use.vlan ?? untaggedVlan(network, port)?.vlan);
    const subnets = vlan === undefined ? undefined : vlanSubnets(port!.switch, vlan);
    return subnets && { vlan: vlan!, device: port!.switch, subnets };
  });
  const [first] = found;
  if (!first || found.some((each) => !each || each.vlan !== first.vlan)) return undefined;
  const all = found.flatMap((each) => each ?? []);
  if (all.some(({ subnets }) => haveNothingInCommon(subnets, first.subnets))) return undefined;
  return {
    host,
    vlan: first.vlan,
    devices: [...new Set(all.map(({ device }) => device))],
    subnets: all.flatMap(({ subnets }) => subnets),
  };
}
