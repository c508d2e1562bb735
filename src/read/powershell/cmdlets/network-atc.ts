import { cmdlet } from '../cmdlet.ts';

const WHERE = 'ClusterName ComputerName';
const OVERRIDES =
  'AdapterPropertyOverrides QosPolicyOverrides SwitchConfigOverrides StorageOverrides SiteOverrides GlobalClusterOverrides GlobalProxyOverrides';

/**
 * Network ATC (Azure Local, Windows Server 2025). What an intent makes of its adapters is decided on the machine, from their properties
 * and those of the cluster: nothing of it is in the script. Parameters: https://learn.microsoft.com/powershell/module/networkatc/
 */
export const NETWORK_ATC = [
  cmdlet(
    'Add-NetIntent',
    `Name ?Compute ?Management ?Storage ?Stretch AdapterName StorageVlans ManagementVlan ?Switchless ?SkipNetworkInterfaceValidation AdapterRssPropertyOverrides ${OVERRIDES} ?PutGlobal ?Wait ${WHERE} more`,
  ),
  cmdlet('Set-NetIntent', `Name StorageVlans ManagementVlan AdapterRssOverrides ${OVERRIDES} ?Wait ${WHERE} more`),
  cmdlet('Remove-NetIntent', `Name ?GlobalOverrides SkipServiceStop ${WHERE} more`),
];
