import type { Network } from '#model/network';
import type { CustomerRoute, LookupRecord, ProviderRoute } from '#model/policy-entity';
import { guidKey } from '#model/virtual-networks';
import { powershell, type Remedy } from './remedy.ts';

/**
 * Commands of the NetWNV module for some hosts: run on the host itself where it is one, else on the first that is described,
 * for all of them. Undefined where none of them is described.
 */
export function policyRemedy(
  network: Network,
  hosts: readonly string[],
  commands: readonly (string | undefined)[],
): Remedy | undefined {
  const on = hosts.map((name) => network.host(name)).find((host) => host !== undefined);
  if (!on) return undefined;
  const sessions = hosts.length > 1 ? powershell` -CimSession ${hosts}` : '';
  return {
    on,
    shell: 'powershell',
    commands: commands.map((command) => (command && sessions !== undefined ? command + sessions : undefined)),
    disruptive: false,
  };
}

/** The command that makes a copy of a record; undefined where the record does not say all that the command must be told. */
export function newRecordCommand(data: LookupRecord['data']): string | undefined {
  const { customerAddress, virtualSubnetId, macAddress, providerAddress, rule, type, customerId, vmName } = data;
  if (macAddress === undefined || providerAddress === undefined || rule === undefined) return undefined;
  const mac = macAddress.toUpperCase().replace(/[^0-9A-F]/g, '');
  const parts = [
    powershell`New-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId} -MACAddress ${mac} -ProviderAddress ${providerAddress} -Rule`,
    ` ${rule}`,
    type === undefined ? '' : ` -Type ${type}`,
    customerId === undefined ? '' : powershell` -CustomerID ${braced(customerId)}`,
    vmName === undefined ? '' : powershell` -VMName ${vmName}`,
    data.useVmMacAddress === true ? ' -UseVmMACAddress $true' : '',
  ];
  return parts.includes(undefined) ? undefined : parts.join('');
}

/** The command that puts a record behind another provider address. */
export function moveRecordCommand({ customerAddress, virtualSubnetId }: LookupRecord['data'], to: string): string | undefined {
  return powershell`Set-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId} -ProviderAddress ${to}`;
}

/** The parameters that name a customer route; undefined where it has no destination. */
export function customerRouteParameters({ data }: CustomerRoute): string | undefined {
  const { routingDomainId, virtualSubnetId, destinationPrefix } = data;
  return destinationPrefix === undefined
    ? undefined
    : powershell`-RoutingDomainID ${braced(routingDomainId)} -VirtualSubnetID ${virtualSubnetId} -DestinationPrefix ${destinationPrefix}`;
}

/** The command that makes a route, with another destination or next hop than it has; undefined where it lacks what the command must be told. */
export function newRouteCommand(
  route: CustomerRoute | ProviderRoute,
  destination: string,
  nextHop = route.data.nextHop,
): string | undefined {
  if (nextHop === undefined) return undefined;
  const way = powershell` -DestinationPrefix ${destination} -NextHop ${nextHop}`;
  const { metric } = route.data;
  const tail = way && `${way}${metric === undefined ? '' : ` -Metric ${metric}`}`;
  if (route.kind === 'customer-route') {
    const { routingDomainId, virtualSubnetId } = route.data;
    const head = powershell`New-NetVirtualizationCustomerRoute -RoutingDomainID ${braced(routingDomainId)} -VirtualSubnetID ${virtualSubnetId}`;
    return tail && head && head + tail;
  }
  const { interfaceIndex } = route.data;
  return tail && interfaceIndex !== undefined
    ? `New-NetVirtualizationProviderRoute -InterfaceIndex ${interfaceIndex}${tail}`
    : undefined;
}

/** The command that removes every customer route of a virtual subnet. */
export function removeRoutesCommand({ data }: CustomerRoute): string | undefined {
  return powershell`Remove-NetVirtualizationCustomerRoute -RoutingDomainID ${braced(data.routingDomainId)} -VirtualSubnetID ${data.virtualSubnetId}`;
}

function braced(guid: string): string {
  return `{${guidKey(guid)}}`;
}
