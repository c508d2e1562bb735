/** What Export-HvlintInventory.ps1 writes in PowerShell 7. */
export const INVENTORY_7 = `{
  "hvlintInventory": 1,
  "host": "HV01",
  "collected": "2026-06-01T08:00:00Z",
  "powershell": "7.4.2",
  "cmdlets": {
    "Win32_OperatingSystem": [
      { "Caption": "Microsoft Windows Server 2019 Datacenter", "BuildNumber": "17763", "ProductType": 3, "OperatingSystemSKU": 8 }
    ],
    "Win32_ComputerSystem": [{ "Domain": "contoso.com", "PartOfDomain": true, "NumberOfLogicalProcessors": 32, "NumberOfProcessors": 2 }],
    "Win32_Processor": [{ "DeviceID": "CPU0", "NumberOfCores": 8, "NumberOfLogicalProcessors": 16 }],
    "Get-WindowsFeature": [{ "Name": "Hyper-V", "Installed": true }],
    "Get-NetAdapter": [
      {
        "Name": "NIC1", "InterfaceDescription": "Intel(R) Ethernet X710", "ifIndex": 4, "InterfaceGuid": "{0A}", "ComponentID": "pci\\\\ven_8086",
        "Status": "Up", "MediaConnectionState": "Connected", "LinkSpeed": "10 Gbps", "Speed": 10000000000,
        "MacAddress": "AA-BB-CC-00-00-01", "PermanentAddress": "AABBCC000001", "VlanID": 0, "MtuSize": 1500, "PhysicalMediaType": "802.3",
        "ConnectorPresent": true, "Virtual": false, "Hidden": false, "DriverFileName": "i40ea68.sys", "DriverProvider": "Intel", "DriverVersion": "1.10.128.0"
      },
      {
        "Name": "NIC2", "InterfaceDescription": "Intel(R) Ethernet X710 #2", "ifIndex": 5, "Status": "Disconnected", "MediaConnectionState": "Disconnected",
        "LinkSpeed": "0 bps", "Speed": 18446744073709551615, "MacAddress": "AA-BB-CC-00-00-02", "VlanID": null
      },
      { "Name": "Team1", "InterfaceDescription": "Microsoft Network Adapter Multiplexor Driver", "ifIndex": 9, "Status": "Up", "MacAddress": "AA-BB-CC-00-00-01" },
      {
        "Name": "Verwaltung", "InterfaceDescription": "Virtueller Hyper-V-Ethernetadapter", "ComponentID": "vms_mp", "InterfaceGuid": "{0D}",
        "Status": "Up", "MacAddress": "00-15-5D-00-00-01"
      }
    ],
    "Get-NetAdapterAdvancedProperty": [
      { "Name": "NIC1", "InterfaceDescription": "Intel(R) Ethernet X710", "RegistryKeyword": "*JumboPacket", "RegistryValue": ["9014"] }
    ],
    "Get-NetAdapterRss": [
      { "Name": "NIC1", "Enabled": true, "Profile": "NUMAStatic", "BaseProcessorNumber": 2, "MaxProcessors": 8, "NumaNode": 0, "NumberOfReceiveQueues": 8 }
    ],
    "Get-NetAdapterRdma": [
      { "Name": "NIC1", "Enabled": true, "RdmaAdapterInfo": { "RdmaTechnology": 4 } },
      { "Name": "Verwaltung", "Enabled": false, "RdmaAdapterInfo": { "RdmaTechnology": null } }
    ],
    "Get-NetAdapterBinding": [{ "Name": "NIC1", "ComponentID": "ms_implat", "Enabled": true }],
    "Get-NetAdapterStatistics": [{ "Name": "NIC1", "ReceivedBytes": 123, "SentBytes": 456, "ReceivedDiscardedPackets": 0 }],
    "Get-NetIPAddress": [
      { "InterfaceAlias": "Verwaltung", "IPAddress": "10.0.10.11", "PrefixLength": 24, "AddressState": "Preferred" },
      { "InterfaceAlias": "Verwaltung", "IPAddress": "fe80::1%12", "PrefixLength": 64, "AddressState": "Preferred" }
    ],
    "Get-NetLbfoTeam": [
      { "Name": "Team1", "Members": ["NIC1", "NIC2"], "TeamNics": ["Team1"], "TeamingMode": "SwitchIndependent", "LoadBalancingAlgorithm": "Dynamic", "LacpTimer": "Fast", "Status": "Degraded" }
    ],
    "Get-NetLbfoTeamMember": [
      { "Name": "NIC1", "Team": "Team1", "AdministrativeMode": "Active", "OperationalMode": "Active", "FailureReason": "NoFailure", "TransmitLinkSpeed": 10000000000 },
      { "Name": "NIC2", "Team": "Team1", "AdministrativeMode": "Active", "OperationalMode": "Failed", "FailureReason": "PhysicalMediaDisconnected", "TransmitLinkSpeed": 0 }
    ],
    "Get-NetLbfoTeamNic": [{ "Name": "Team1", "Team": "Team1", "VlanID": null, "Primary": true, "Default": true, "FailureReason": "NoFailure" }],
    "Get-VMHost": [
      { "LogicalProcessorCount": 32, "VirtualMachineMigrationEnabled": true, "MaximumVirtualMachineMigrations": 2, "VirtualMachineMigrationAuthenticationType": "CredSSP", "VirtualMachineMigrationPerformanceOption": "SMB" }
    ],
    "Get-VMMigrationNetwork": [{ "Subnet": "10.0.20.0/24", "Priority": 0 }],
    "Get-VMSwitch": [
      {
        "Name": "External", "SwitchType": "External", "NetAdapterInterfaceDescription": "Microsoft Network Adapter Multiplexor Driver",
        "NetAdapterInterfaceDescriptions": ["Microsoft Network Adapter Multiplexor Driver"], "AllowManagementOS": true,
        "EmbeddedTeamingEnabled": false, "BandwidthReservationMode": "Weight", "DefaultFlowMinimumBandwidthWeight": 0
      }
    ],
    "Get-VM": [
      { "Name": "web01", "State": "Running", "Generation": 2, "IsClustered": true, "ReplicationMode": "None", "ReplicationState": "Disabled" }
    ],
    "Get-VMHardDiskDrive": [{ "VMName": "web01", "Path": "C:\\\\ClusterStorage\\\\Volume1\\\\web01.vhdx" }],
    "Get-VMNetworkAdapter": [
      {
        "Name": "Management", "Id": "Microsoft:1", "DeviceId": "{0D}", "VMName": null, "IsManagementOs": true, "SwitchName": "External", "MacAddress": "00155D000001",
        "VlanSetting": { "OperationMode": "Access", "AccessVlanId": 10, "AllowedVlanIdListString": "" },
        "IsolationSetting": { "IsolationMode": "None", "DefaultIsolationID": 0, "MultiTenantStack": "Off", "AllowUntaggedTraffic": false }
      },
      {
        "Name": "Network Adapter", "Id": "Microsoft:2", "VMName": "web01", "IsManagementOs": false, "SwitchName": "External", "MacAddress": "00155D000002",
        "DynamicMacAddressEnabled": true, "MacAddressSpoofing": "Off", "AllowTeaming": "On", "IovWeight": 0, "VmqWeight": 100,
        "BandwidthSetting": { "MinimumBandwidthWeight": 5, "MaximumBandwidth": 0 },
        "VlanSetting": { "OperationMode": "Trunk", "AccessVlanId": 0, "NativeVlanId": 7, "AllowedVlanIdListString": "1-10,20" }
      },
      {
        "Name": "Network Adapter", "Id": "Microsoft:3", "VMName": "web01", "IsManagementOs": false, "SwitchName": null, "MacAddress": "000000000000",
        "VlanSetting": { "OperationMode": "Untagged", "AccessVlanId": 0 }
      }
    ],
    "Get-NetQosPolicy": [
      { "Name": "SMB", "TemplateMatchCondition": "None", "NetDirectPortMatchCondition": 445, "IPPortMatchCondition": 0, "PriorityValue8021Action": 3, "DSCPAction": -1, "MinBandwidthWeightAction": 0, "Precedence": 127, "NetworkProfile": "All" }
    ],
    "Get-NetQosTrafficClass": [
      { "Name": "[Default]", "Algorithm": "ETS", "BandwidthPercentage": 50, "Priority": [0, 1, 2, 4, 5, 6, 7], "InterfaceAlias": null },
      { "Name": "SMB", "Algorithm": "ETS", "BandwidthPercentage": 50, "Priority": [3], "InterfaceAlias": null }
    ],
    "Get-NetQosFlowControl": [
      { "Priority": 0, "Enabled": false }, { "Priority": 1, "Enabled": false }, { "Priority": 2, "Enabled": false }, { "Priority": 3, "Enabled": true },
      { "Priority": 4, "Enabled": false }, { "Priority": 5, "Enabled": false }, { "Priority": 6, "Enabled": false }, { "Priority": 7, "Enabled": false }
    ],
    "Get-NetQosDcbxSetting": [{ "Willing": false, "InterfaceAlias": null }],
    "Get-NetOffloadGlobalSetting": [{ "Chimney": "Disabled", "ReceiveSideScaling": "Enabled" }],
    "Get-SmbServerConfiguration": [{ "EnableMultiChannel": true, "EncryptData": false, "Smb2DialectMax": "SMB311" }],
    "Get-SmbShare": [
      { "Name": "C$", "ScopeName": "*", "Path": "C:\\\\", "Special": true },
      { "Name": "VMs", "ScopeName": "SOFS1", "Path": "C:\\\\ClusterStorage\\\\Volume1\\\\VMs", "Special": false, "ContinuouslyAvailable": true, "CachingMode": "None" }
    ],
    "Get-VMReplicationServer": [
      { "ReplicationEnabled": true, "AllowedAuthenticationType": "Kerberos", "KerberosAuthenticationPort": 80, "ReplicationAllowedFromAnyServer": false, "MonitoringInterval": "12:00:00" }
    ],
    "Get-VMReplicationAuthorizationEntry": [{ "AllowedPrimaryServer": "*.contoso.com", "ReplicaStorageLocation": "D:\\\\Replica", "TrustGroup": "DEFAULT" }],
    "Get-Cluster": [{ "Name": "c1", "Domain": "contoso.com" }],
    "Get-ClusterNode": [{ "Name": "HV01", "State": "Up" }, { "Name": "HV02", "State": "Up" }],
    "Get-ClusterNetwork": [{ "Name": "Storage", "Role": "Cluster", "Address": "10.0.20.0", "AddressMask": "255.255.255.0", "Metric": 30240 }],
    "Get-ClusterGroup": [{ "Name": "SOFS1", "GroupType": "ScaleoutFileServer" }, { "Name": "Available Storage", "GroupType": "AvailableStorage" }],
    "Get-NetVirtualizationProviderAddress": [{ "ProviderAddress": "192.168.1.11", "PrefixLength": 24, "VlanID": 0, "InterfaceIndex": 9, "AddressState": "Preferred" }],
    "Get-NetVirtualizationLookupRecord": []
  },
  "notRead": ["Get-NetAdapterSriov"]
}
`;

/** The same form from Windows PowerShell 5.1, of a host with little on it: two blanks behind colons, some lists with their count. */
export const INVENTORY_51 = `{\r
    "hvlintInventory":  1,\r
    "host":  "HV02",\r
    "collected":  "2026-06-01T08:00:00Z",\r
    "powershell":  "5.1.17763.5830",\r
    "cmdlets":  {\r
                    "Get-NetAdapter":  {\r
                                           "value":  [\r
                                                         {\r
                                                             "Name":  "NIC1",\r
                                                             "InterfaceDescription":  "Intel(R) Ethernet X710",\r
                                                             "LinkSpeed":  "10 Gbps",\r
                                                             "MacAddress":  "AA-BB-CC-00-00-01"\r
                                                         }\r
                                                     ],\r
                                           "Count":  1\r
                                       },\r
                    "Get-NetLbfoTeam":  [\r
\r
                                        ],\r
                    "Get-VMSwitch":  [\r
                                         {\r
                                             "Name":  "S2",\r
                                             "SwitchType":  "External",\r
                                             "NetAdapterInterfaceDescriptions":  {\r
                                                                                     "value":  [\r
                                                                                                   "Intel(R) Ethernet X710"\r
                                                                                               ],\r
                                                                                     "Count":  1\r
                                                                                 },\r
                                             "EmbeddedTeamingEnabled":  true\r
                                         }\r
                                     ]\r
                },\r
    "notRead":  [\r
                    "Get-Cluster"\r
                ]\r
}\r
`;
