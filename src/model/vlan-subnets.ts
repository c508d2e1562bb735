import { allowedVlans } from './defaults.ts';
import type { Entity, Switch } from './entity.ts';
import { isLinkLocal } from './ip-prefix.ts';
import type { Network } from './network.ts';
import { at, type Place } from './place.ts';
import { haveNothingInCommon, type RoutedSubnet, subnetOf, vlanSubnets } from './routed-subnets.ts';
import { forwardedVlans } from './switch-vlans.ts';

/** Who has addresses in a VLAN. */
export interface InVlan {
  /** "tor2", "the host adapter Cluster of hv01". */
  readonly who: string;
  readonly subnets: readonly RoutedSubnet[];
}

/** A VLAN in which a switch routes one subnet and others have addresses of another. */
export interface VlanDisagreement {
  readonly vlan: number;
  readonly device: Switch;
  readonly subnets: readonly RoutedSubnet[];
  readonly others: readonly InVlan[];
}

/**
 * The VLANs of each layer-2 network in which somebody has only addresses outside of the subnets that its switch routes there. One
 * layer-2 network for certain are a switch, a stack, or the two halves of a domain at one site. Those who count are the other
 * half of a domain and the hosts themselves; what VMs have inside is their owners' matter.
 */
export function vlanDisagreements(network: Network): readonly VlanDisagreement[] {
  return layer2Networks(network).flatMap((devices) => {
    const vlans = new Set(devices.flatMap((device) => (device.data.svis ?? []).map((svi) => svi.vlanId)));
    return [...vlans].flatMap((vlan) => {
      // A VLAN that the link between the halves does not carry is one for each of them.
      if (devices.some((device) => isApart(device, vlan))) return [];
      const routing = devices.flatMap((device) => {
        const subnets = vlanSubnets(device, vlan);
        return subnets ? [{ device, who: device.name, subnets }] : [];
      });
      const [first, ...halves] = routing;
      // One whose addresses are not known may have the subnet that the others are in.
      if (!first || routing.length < devices.filter((device) => hasInterface(device, vlan)).length) return [];
      const all = routing.flatMap(({ subnets }) => subnets);
      const others = [
        ...halves.filter(({ subnets }) => haveNothingInCommon(subnets, first.subnets)),
        ...hostsIn(network, devices, vlan).filter(({ subnets }) => haveNothingInCommon(subnets, all)),
      ];
      return others.length > 0 ? [{ vlan, device: first.device, subnets: first.subnets, others }] : [];
    });
  });
}

function hasInterface(device: Switch, vlan: number): boolean {
  return device.data.svis?.some((svi) => svi.vlanId === vlan && svi.adminUp !== false) ?? false;
}

function isApart(device: Switch, vlan: number): boolean {
  return device.portChannels.some(
    (channel) => channel.data.peerLink === true && allowedVlans(channel)?.value.has(vlan) === false,
  );
}

/** Switches that are one layer-2 network: by stack or domain, at one site. A domain of more than two is several of one number. */
function layer2Networks(network: Network): readonly (readonly Switch[])[] {
  const groups = new Map<string, Switch[]>();
  for (const device of network.all('switch')) {
    const key = `${network.logicalSwitch(device)}\n${(device.data.site ?? '').trim().toLowerCase()}`;
    groups.set(key, [...(groups.get(key) ?? []), device]);
  }
  return [...groups.values()].flatMap((devices) =>
    devices.length > 2 && devices[0]!.data.stackId === undefined ? devices.map((device) => [device]) : [devices],
  );
}

/** What hosts have in a VLAN of a layer-2 network: host adapters, team interfaces and adapters with addresses of their own. */
function hostsIn(network: Network, devices: readonly Switch[], vlan: number): readonly InVlan[] {
  const found = new Map<Entity, InVlan>();
  for (const port of devices.flatMap((device) => device.ports))
    for (const { consumer } of forwardedVlans(network, port).get(vlan) ?? []) {
      const subnets = subnetsOf(consumer);
      if (subnets.length > 0 && !found.has(consumer)) found.set(consumer, { who: whoText(consumer), subnets });
    }
  return [...found.values()];
}

/** The subnets of the addresses of a host; none where one of them cannot be read. */
function subnetsOf(entity: Entity): readonly RoutedSubnet[] {
  if (entity.kind === 'vm-adapter') return [];
  const { ipAddresses = [] } = entity.data as { readonly ipAddresses?: readonly string[] };
  const place = (i: number): Place => at(entity as Entity<{ ipAddresses?: readonly string[] }>, 'ipAddresses', i);
  const ipv4 = ipAddresses.map((address, i) => (address.includes(':') ? null : subnetOf(address, place(i))));
  if (ipv4.includes(undefined)) return [];
  return ipv4.flatMap((subnet) => (subnet && !isLinkLocal(subnet.prefix.address) ? [subnet] : []));
}

function whoText(entity: Entity): string {
  const host = entity.kind === 'team-nic' ? entity.parent?.parent : entity.parent;
  const what =
    entity.kind === 'host-adapter' ? 'the host adapter' : entity.kind === 'team-nic' ? 'the team interface' : 'the adapter';
  return `${what} ${entity.name} of ${host?.name}`;
}
