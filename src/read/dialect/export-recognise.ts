import { findRows } from '../export/rows.ts';

/** Properties of which every export has one: most JSON files are told apart by a search for them. */
const MARKS =
  /"(?:hvlintInventory|Get-(?:Net|VM|Smb|Cluster|Windows|Computer)\w*|Win32_\w+|InterfaceDescription|interface_description|RegistryKeyword|ComponentID|Algorithm|Willing|OperationMode|IsolationMode|SwitchType|SwitchName|EmbeddedTeamingEnabled|TeamingMode|LoadBalancingAlgorithm|AdministrativeMode|FailureReason|IPAddress|PrefixLength|Generation|VirtualMachineMigrationEnabled|LogicalProcessorCount|ReceiveSideScaling|AllowedPrimaryServer|KerberosAuthenticationPort|ReplicaServer\w*|PriorityValue\w*|NetDirectPort\w*|EncryptData|ScopeName|AddressMask|GroupType|NodeWeight|ClusterFunctionalLevel|ConnectionCountPerRssNetworkInterface|CustomerAddress|RoutingDomainID|ProviderAddress|UseExternalRouter|BuildNumber|OsBuildNumber|InstallState|ReceivedBytes|NumVFs|NetAdapterName)"\s*:/i;

/** Whether a JSON value holds what the Get-* cmdlets of Windows Server gave: by its properties, whoever collected it. */
export function looksLikeExport(value: unknown, text: string): boolean {
  return (
    value !== null && typeof value === 'object' && MARKS.test(text) && findRows({ value, node: undefined }, undefined).certain
  );
}
