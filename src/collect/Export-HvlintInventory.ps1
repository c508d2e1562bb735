#Requires -Version 5.1
<#
.SYNOPSIS
Writes what hvlint can check of this host to one JSON file. It reads only, and changes nothing.

.DESCRIPTION
Run it in an elevated Windows PowerShell 5.1 or PowerShell 7 on each host, and keep the files beside the estate hvlint checks:

    .\Export-HvlintInventory.ps1 -OutputFolder C:\estate\exports
    hvlint C:\estate

It calls Get-* cmdlets of modules that Windows Server brings along, each only where it is there. What cannot be read is left out and
named in `notRead`. Of every object only the properties listed below are kept: no password, no key, no note, nothing of what is inside
a virtual machine. Look at the file before you give it to others: it holds names, MAC addresses and IP addresses.

.PARAMETER OutputFolder
Folder of the file, which is called after the host. Default: the current one.

.OUTPUTS
The file that was written.
#>
[CmdletBinding()]
param(
    [string] $OutputFolder = '.'
)

# A value as ConvertTo-Json writes it the same in every version: enumerations, times and identities as text, all else by its own text.
function ConvertTo-PlainItem {
    param($Value)
    if ($null -eq $Value -or $Value -is [string] -or $Value -is [bool]) { return $Value }
    if ($Value -is [datetime]) { return $Value.ToString('s') }
    if ($Value -is [System.ValueType] -and $Value -isnot [enum] -and $Value -isnot [guid] -and $Value -isnot [timespan]) { return $Value }
    return $Value.ToString()
}

function ConvertTo-Plain {
    param($Value)
    if ($Value -is [System.Collections.IEnumerable] -and $Value -isnot [string]) {
        return , @(foreach ($item in $Value) { ConvertTo-PlainItem $item })
    }
    return ConvertTo-PlainItem $Value
}

# The named properties of an object. 'Outer.Inner' keeps one property of an object inside, and nothing else of it.
function Select-Plain {
    param($InputObject, [string[]] $Property)
    $row = [ordered]@{}
    foreach ($name in $Property) {
        $outer, $inner = $name.Split('.')
        if ($inner) {
            if (-not $row.Contains($outer)) { $row[$outer] = [ordered]@{} }
            $row[$outer][$inner] = ConvertTo-Plain $InputObject.$outer.$inner
        }
        else {
            $row[$outer] = ConvertTo-Plain $InputObject.$outer
        }
    }
    return $row
}

# What is read: the name it has in the file, how it is got where the cmdlet alone would not do, and the properties that are kept.
$plan = @(
    # The system
    @{ Name = 'Win32_OperatingSystem'; Class = 'Win32_OperatingSystem'; Property = 'Caption', 'BuildNumber', 'ProductType', 'OperatingSystemSKU' }
    @{ Name = 'Win32_ComputerSystem'; Class = 'Win32_ComputerSystem'; Property = 'Domain', 'PartOfDomain', 'NumberOfLogicalProcessors', 'NumberOfProcessors', 'Manufacturer', 'Model' }
    @{ Name = 'Win32_Processor'; Class = 'Win32_Processor'; Property = 'DeviceID', 'NumberOfCores', 'NumberOfLogicalProcessors' }
    @{ Name = 'Get-WindowsFeature'; Read = { Get-WindowsFeature -ErrorAction Stop | Where-Object { $_.Installed } }; Property = 'Name', 'Installed' }
    # Adapters
    @{ Name = 'Get-NetAdapter'; Property = 'Name', 'InterfaceDescription', 'ifIndex', 'InterfaceGuid', 'ComponentID', 'Status', 'MediaConnectionState', 'LinkSpeed', 'Speed', 'MacAddress', 'PermanentAddress', 'VlanID', 'MtuSize', 'PhysicalMediaType', 'ConnectorPresent', 'Virtual', 'Hidden', 'DriverFileName', 'DriverProvider', 'DriverVersion' }
    @{ Name = 'Get-NetAdapterAdvancedProperty'; Read = { Get-NetAdapterAdvancedProperty -AllProperties -ErrorAction Stop | Where-Object { $_.RegistryKeyword -and ($_.RegistryKeyword.StartsWith('*') -or $_.RegistryKeyword -eq 'VlanID') } }; Property = 'Name', 'InterfaceDescription', 'RegistryKeyword', 'RegistryValue' }
    @{ Name = 'Get-NetAdapterRss'; Property = 'Name', 'InterfaceDescription', 'Enabled', 'Profile', 'BaseProcessorGroup', 'BaseProcessorNumber', 'MaxProcessorGroup', 'MaxProcessorNumber', 'MaxProcessors', 'NumaNode', 'NumberOfReceiveQueues' }
    @{ Name = 'Get-NetAdapterVmq'; Property = 'Name', 'InterfaceDescription', 'Enabled', 'BaseProcessorGroup', 'BaseProcessorNumber', 'MaxProcessorNumber', 'MaxProcessors', 'NumaNode', 'NumberOfReceiveQueues' }
    @{ Name = 'Get-NetAdapterRdma'; Property = 'Name', 'InterfaceDescription', 'Enabled', 'RdmaAdapterInfo.RdmaTechnology' }
    @{ Name = 'Get-NetAdapterSriov'; Property = 'Name', 'InterfaceDescription', 'Enabled', 'NumVFs', 'SriovSupport' }
    @{ Name = 'Get-NetAdapterQos'; Property = 'Name', 'InterfaceDescription', 'Enabled' }
    @{ Name = 'Get-NetAdapterBinding'; Property = 'Name', 'InterfaceDescription', 'ComponentID', 'Enabled' }
    @{ Name = 'Get-NetAdapterHardwareInfo'; Property = 'Name', 'InterfaceDescription', 'NumaNode' }
    @{ Name = 'Get-NetAdapterStatistics'; Property = 'Name', 'InterfaceDescription', 'ReceivedBytes', 'SentBytes', 'ReceivedUnicastPackets', 'SentUnicastPackets', 'ReceivedDiscardedPackets', 'OutboundDiscardedPackets', 'ReceivedPacketErrors', 'OutboundPacketErrors' }
    @{ Name = 'Get-NetAdapterIPsecOffload'; Property = 'Name', 'InterfaceDescription', 'Enabled' }
    @{ Name = 'Get-NetAdapterEncapsulatedPacketTaskOffload'; Property = 'Name', 'InterfaceDescription', 'EncapsulatedPacketTaskOffloadEnabled', 'NvgreEncapsulatedPacketTaskOffloadEnabled' }
    @{ Name = 'Get-NetIPAddress'; Property = 'InterfaceAlias', 'IPAddress', 'PrefixLength', 'AddressState' }
    # Teams
    @{ Name = 'Get-NetLbfoTeam'; Property = 'Name', 'Members', 'TeamNics', 'TeamingMode', 'LoadBalancingAlgorithm', 'LacpTimer', 'Status' }
    @{ Name = 'Get-NetLbfoTeamMember'; Property = 'Name', 'Team', 'AdministrativeMode', 'OperationalMode', 'FailureReason', 'TransmitLinkSpeed', 'ReceiveLinkSpeed' }
    @{ Name = 'Get-NetLbfoTeamNic'; Property = 'Name', 'Team', 'VlanID', 'Primary', 'Default', 'FailureReason', 'TransmitLinkSpeed', 'ReceiveLinkSpeed' }
    # Hyper-V
    @{ Name = 'Get-VMHost'; Property = 'LogicalProcessorCount', 'VirtualMachineMigrationEnabled', 'MaximumVirtualMachineMigrations', 'MaximumStorageMigrations', 'UseAnyNetworkForMigration', 'VirtualMachineMigrationAuthenticationType', 'VirtualMachineMigrationPerformanceOption' }
    @{ Name = 'Get-VMMigrationNetwork'; Property = 'Subnet', 'Priority' }
    @{ Name = 'Get-VMSwitch'; Property = 'Name', 'SwitchType', 'NetAdapterInterfaceDescription', 'NetAdapterInterfaceDescriptions', 'AllowManagementOS', 'EmbeddedTeamingEnabled', 'IovEnabled', 'PacketDirectEnabled', 'BandwidthReservationMode', 'DefaultFlowMinimumBandwidthWeight', 'DefaultFlowMinimumBandwidthAbsolute', 'DefaultQueueVrssEnabledRequested', 'DefaultQueueVmmqEnabledRequested', 'DefaultQueueVrssMinQueuePairsRequested', 'DefaultQueueVrssMaxQueuePairsRequested', 'DefaultQueueVrssQueueSchedulingModeRequested', 'SoftwareRscEnabled' }
    @{ Name = 'Get-VMSwitchTeam'; Read = { Get-VMSwitch -ErrorAction Stop | Where-Object { $_.EmbeddedTeamingEnabled } | Get-VMSwitchTeam -ErrorAction Stop }; Property = 'Name', 'NetAdapterInterfaceDescription', 'TeamingMode', 'LoadBalancingAlgorithm' }
    @{ Name = 'Get-VM'; Property = 'Name', 'State', 'Generation', 'IsClustered', 'Path', 'SnapshotFileLocation', 'SmartPagingFilePath', 'ReplicationMode', 'ReplicationState', 'ReplicationHealth' }
    @{ Name = 'Get-VMHardDiskDrive'; Read = { Get-VM -ErrorAction Stop | Get-VMHardDiskDrive -ErrorAction Stop }; Property = 'VMName', 'Path' }
    @{ Name = 'Get-VMNetworkAdapter'; Read = { Get-VMNetworkAdapter -All -ErrorAction Stop }; Property = 'Name', 'Id', 'DeviceId', 'VMName', 'IsManagementOs', 'SwitchName', 'MacAddress', 'DynamicMacAddressEnabled', 'MacAddressSpoofing', 'AllowTeaming', 'DeviceNaming', 'IeeePriorityTag', 'IsLegacy', 'IovWeight', 'VmqWeight', 'VrssEnabled', 'VmmqEnabledRequested', 'VmmqQueuePairsRequested', 'VirtualSubnetId', 'TestReplicaSwitchName', 'BandwidthSetting.MinimumBandwidthWeight', 'BandwidthSetting.MinimumBandwidthAbsolute', 'BandwidthSetting.MaximumBandwidth', 'VlanSetting.OperationMode', 'VlanSetting.AccessVlanId', 'VlanSetting.NativeVlanId', 'VlanSetting.AllowedVlanIdListString', 'VlanSetting.PrivateVlanMode', 'VlanSetting.PrimaryVlanId', 'VlanSetting.SecondaryVlanId', 'VlanSetting.SecondaryVlanIdListString', 'IsolationSetting.IsolationMode', 'IsolationSetting.DefaultIsolationID', 'IsolationSetting.MultiTenantStack', 'IsolationSetting.AllowUntaggedTraffic' }
    @{ Name = 'Get-VMNetworkAdapterTeamMapping'; Read = { Get-VMNetworkAdapterTeamMapping -ManagementOS -ErrorAction Stop }; Property = 'NetAdapterName', 'ParentAdapter.Name', 'ParentAdapter.IsManagementOs' }
    @{ Name = 'Get-VMReplication'; Property = 'VMName', 'ReplicationMode', 'ReplicationState', 'ReplicationHealth', 'ReplicaServerName', 'ReplicaServerPort', 'AuthenticationType', 'CertificateThumbprint', 'CompressionEnabled', 'ReplicationFrequencySec', 'RecoveryHistory', 'VSSSnapshotFrequencyHour', 'AutoResynchronizeEnabled', 'AutoResynchronizeIntervalStart', 'AutoResynchronizeIntervalEnd', 'BypassProxyServer', 'ReplicateHostKvpItems' }
    @{ Name = 'Get-VMReplicationServer'; Property = 'ReplicationEnabled', 'AllowedAuthenticationType', 'KerberosAuthenticationPort', 'CertificateAuthenticationPort', 'CertificateThumbprint', 'ReplicationAllowedFromAnyServer', 'DefaultStorageLocation', 'MonitoringInterval', 'MonitoringStartTime' }
    @{ Name = 'Get-VMReplicationAuthorizationEntry'; Property = 'AllowedPrimaryServer', 'ReplicaStorageLocation', 'TrustGroup' }
    # Quality of service, offloads, SMB
    @{ Name = 'Get-NetOffloadGlobalSetting'; Property = 'Chimney', 'ReceiveSideScaling', 'ReceiveSegmentCoalescing', 'NetworkDirect', 'TaskOffload' }
    @{ Name = 'Get-NetQosPolicy'; Property = 'Name', 'TemplateMatchCondition', 'NetDirectPortMatchCondition', 'IPPortMatchCondition', 'PriorityValue8021Action', 'DSCPAction', 'MinBandwidthWeightAction', 'Precedence', 'NetworkProfile' }
    @{ Name = 'Get-NetQosTrafficClass'; Property = 'Name', 'Algorithm', 'BandwidthPercentage', 'Priority', 'InterfaceAlias' }
    @{ Name = 'Get-NetQosFlowControl'; Property = 'Priority', 'Enabled', 'InterfaceAlias' }
    @{ Name = 'Get-NetQosDcbxSetting'; Property = 'Willing', 'InterfaceAlias' }
    @{ Name = 'Get-SmbServerConfiguration'; Property = 'EnableMultiChannel', 'EncryptData', 'RejectUnencryptedAccess', 'EnableSecuritySignature', 'RequireSecuritySignature', 'EnableSMB1Protocol', 'EnableSMB2Protocol', 'Smb2DialectMin', 'Smb2DialectMax' }
    @{ Name = 'Get-SmbClientConfiguration'; Property = 'EnableMultiChannel', 'ConnectionCountPerRssNetworkInterface', 'MaximumConnectionCountPerServer', 'EnableLargeMtu', 'EnableBandwidthThrottling', 'EnableSecuritySignature', 'RequireSecuritySignature' }
    @{ Name = 'Get-SmbShare'; Property = 'Name', 'ScopeName', 'Path', 'Special', 'Temporary', 'ContinuouslyAvailable', 'CachingMode', 'FolderEnumerationMode', 'EncryptData', 'CompressData', 'LeasingMode', 'ConcurrentUserLimit', 'CATimeout' }
    @{ Name = 'Get-SmbBandwidthLimit'; Property = 'Category', 'BytesPerSecond' }
    @{ Name = 'Get-SmbMultichannelConstraint'; Property = 'ServerName', 'InterfaceAlias' }
    @{ Name = 'Get-NetFirewallRule'; Read = { Get-NetFirewallRule -ErrorAction Stop | Where-Object { $_.Name -like 'VIRT-HVRHTTP*' } }; Property = 'Name', 'DisplayName', 'Group', 'Enabled' }
    # Cluster, where the host is a node of one
    @{ Name = 'Get-Cluster'; Property = 'Name', 'Domain' }
    @{ Name = 'Get-ClusterNode'; Property = 'Name', 'State' }
    @{ Name = 'Get-ClusterNetwork'; Property = 'Name', 'Role', 'Address', 'AddressMask', 'Metric', 'State' }
    @{ Name = 'Get-ClusterGroup'; Property = 'Name', 'GroupType' }
    # Network virtualization
    @{ Name = 'Get-NetVirtualizationLookupRecord'; Property = 'VMName', 'VirtualSubnetID', 'CustomerAddress', 'MACAddress', 'ProviderAddress', 'Rule', 'Type', 'CustomerID', 'Context', 'UseVmMACAddress', 'Unusable', 'Unsynchronized' }
    @{ Name = 'Get-NetVirtualizationCustomerRoute'; Property = 'RoutingDomainID', 'VirtualSubnetID', 'DestinationPrefix', 'NextHop', 'Metric' }
    @{ Name = 'Get-NetVirtualizationProviderAddress'; Property = 'ProviderAddress', 'PrefixLength', 'VlanID', 'InterfaceIndex', 'MACAddress', 'AddressState', 'ManagedByCluster' }
    @{ Name = 'Get-NetVirtualizationProviderRoute'; Property = 'InterfaceIndex', 'DestinationPrefix', 'NextHop', 'Metric' }
    @{ Name = 'Get-NetVirtualizationGlobal'; Property = 'UseExternalRouter' }
)

$cmdlets = [ordered]@{}
$notRead = @()
# Names in the file are those of cmdlets, so that a list that is missing cannot be taken for an empty one.
foreach ($entry in $plan) {
    $name = $entry.Name
    $command = if ($entry.Class) { 'Get-CimInstance' } else { $name }
    if (-not (Get-Command -Name $command -ErrorAction SilentlyContinue)) {
        $notRead += $name
        continue
    }
    $failed = $null
    $found = try {
        if ($entry.Class) { Get-CimInstance -ClassName $entry.Class -ErrorAction Stop }
        elseif ($entry.Read) { & $entry.Read }
        else { & $command -ErrorAction Stop }
    }
    catch { $failed = $_ }
    if ($failed) {
        $notRead += $name
        continue
    }
    $cmdlets[$name] = @(foreach ($item in $found) { Select-Plain -InputObject $item -Property $entry.Property })
}

$inventory = [ordered]@{
    hvlintInventory = 1
    host            = $env:COMPUTERNAME
    collected       = (Get-Date).ToUniversalTime().ToString('s') + 'Z'
    powershell      = $PSVersionTable.PSVersion.ToString()
    cmdlets         = $cmdlets
    notRead         = $notRead
}
$folder = (Resolve-Path -LiteralPath $OutputFolder).ProviderPath
$file = Join-Path -Path $folder -ChildPath "$($env:COMPUTERNAME).hvlint.json"
[System.IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $inventory -Depth 6), [System.Text.UTF8Encoding]::new($false))
Get-Item -LiteralPath $file
