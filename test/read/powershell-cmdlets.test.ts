import { expect, test } from 'vitest';
import { found, left } from './powershell-documents.ts';

test('advanced properties, by keyword and by the English names that are certain', () => {
  const script = `
Set-NetAdapterAdvancedProperty -Name NIC1 -RegistryKeyword '*jumbopacket' -RegistryValue 9014
Set-NetAdapterAdvancedProperty NIC1 -DisplayName 'Jumbo Packet' -DisplayValue '4088 Bytes'
Set-NetAdapterAdvancedProperty NIC1 -DisplayName 'Receive Side Scaling' -DisplayValue Disabled
Set-NetAdapterAdvancedProperty NIC1 -DisplayName 'Flow Control' -DisplayValue 'Rx & Tx Enabled'
Set-NetAdapterAdvancedProperty NIC1 -DisplayName 'Jumbo-Rahmen' -DisplayValue '9014 Bytes'
Set-NetAdapterAdvancedProperty NIC1 -DisplayName 'NetworkDirect Functionality' -DisplayValue 'A word of a driver'
Get-NetAdapterAdvancedProperty NIC2 -DisplayName Jumbo* | Set-NetAdapterAdvancedProperty -RegistryValue '9014'
New-NetAdapterAdvancedProperty NIC2 -RegistryKeyword VendorThing -RegistryValue $value -RegistryDataType REG_DWORD
Reset-NetAdapterAdvancedProperty NIC2 -DisplayName 'Jumbo Packet'
Set-NetAdapterAdvancedProperty * -RegistryKeyword '*QOS' -RegistryValue 1
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        {
          name: 'NIC1',
          advancedProperties: {
            '*JumboPacket': 4088,
            '*RSS': 0,
            '*FlowControl': 3,
            '*QOS': 1,
            $hvlint: { unknown: ['*NetworkDirect'] },
          },
          $hvlint: { unknown: 'all' },
        },
        { name: 'NIC2', advancedProperties: { '*QOS': 1, $hvlint: { unknown: 'all' } }, $hvlint: { unknown: 'all' } },
      ],
      $hvlint: { partial: ['nics'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('of a section and a keyword that say the same, the last word holds', () => {
  const script = `
Enable-NetAdapterRdma NIC1
Set-NetAdapterAdvancedProperty NIC1 -RegistryKeyword '*NetworkDirect' -RegistryValue 0
Set-NetAdapterAdvancedProperty NIC2 -RegistryKeyword '*RssBaseProcNumber' -RegistryValue 2
Set-NetAdapterRss NIC2 -BaseProcessorNumber 4 -Profile Closest -NumaNode 0
Set-NetAdapterAdvancedProperty NIC3 -RegistryKeyword VlanID -RegistryValue 5
Set-NetAdapter NIC3 -VlanID 6
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        {
          name: 'NIC1',
          rdma: { $hvlint: { unknown: 'all' } },
          advancedProperties: { '*NetworkDirect': 0 },
          $hvlint: { unknown: 'all' },
        },
        {
          name: 'NIC2',
          advancedProperties: {},
          rss: { baseProcessorNumber: 4, numaNode: 0, profile: 'Closest', $hvlint: { unknown: 'all' } },
          $hvlint: { unknown: 'all' },
        },
        { name: 'NIC3', advancedProperties: {}, vlanId: 6, $hvlint: { unknown: 'all' } },
      ],
      $hvlint: { partial: ['nics'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('features of adapters and protocol bindings', () => {
  const script = `
Set-NetAdapterVmq -Name NIC1 -BaseN 2 -Max 3 -MaxN 6 -NumaN 1
Disable-NetAdapterVmq NIC2
Set-NetAdapterSriov NIC1 -NumVFs 16 -Enabled $true
Enable-NetAdapterQos -InterfaceDescription (Get-NetAdapter NIC1).InterfaceDescription
Disable-NetAdapterEncapsulatedPacketTaskOffload NIC1
Enable-NetAdapterEncapsulatedPacketTaskOffload NIC2 -EncapsulationType Vxlan
Enable-NetAdapterIPsecOffload NIC1
Disable-NetAdapterLso NIC1
Enable-NetAdapterLso NIC1 -IPv6
Set-NetAdapterChecksumOffload NIC1 -TcpIPv4Enabled RxTxEnabled -UdpIPv4Enabled Disabled
Disable-NetAdapterChecksumOffload NIC2 -IpIPv4
Disable-NetAdapterRsc NIC1
Disable-NetAdapterBinding NIC1 -ComponentID ms_tcpip6, ms_tcpip
Get-NetAdapterBinding NIC1 -ComponentID MS_TCPIP6 | Enable-NetAdapterBinding
Set-NetAdapterBinding NIC2 -ComponentID ms_implat -Enabled $maybe
Disable-NetAdapterBinding NIC2 -DisplayName 'Internet Protocol Version 6 (TCP/IPv6)'
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        {
          name: 'NIC1',
          vmq: { baseProcessorNumber: 2, maxProcessorNumber: 6, maxProcessors: 3, numaNode: 1, $hvlint: { unknown: 'all' } },
          sriov: { enabled: true, numVFs: 16, $hvlint: { unknown: ['sriovSupport'] } },
          qos: { enabled: true, $hvlint: { unknown: ['supported'] } },
          encapsulatedPacketTaskOffload: { enabled: false, $hvlint: { unknown: ['supported'] } },
          ipsecOffload: { enabled: true },
          advancedProperties: {
            '*LsoV2IPv4': 0,
            '*LsoV2IPv6': 1,
            '*TCPChecksumOffloadIPv4': 3,
            '*UDPChecksumOffloadIPv4': 0,
            '*RscIPv4': 0,
            '*RscIPv6': 0,
          },
          bindings: { ms_tcpip6: true, ms_tcpip: false },
          $hvlint: { unknown: 'all' },
        },
        {
          name: 'NIC2',
          vmq: { enabled: false, $hvlint: { unknown: 'all' } },
          encapsulatedPacketTaskOffload: { $hvlint: { unknown: 'all' } },
          advancedProperties: { '*IPChecksumOffloadIPv4': 0 },
          bindings: { $hvlint: { unknown: ['ms_implat'] } },
          $hvlint: { unknown: 'all' },
        },
      ],
      $hvlint: { partial: ['nics'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('what may be about any thing that is known leaves only what is the same either way known', () => {
  const script = `
Set-NetAdapter NIC1 -VlanID 5
Set-NetAdapter NIC2 -VlanID 6
Get-NetAdapter -InterfaceDescription Mellanox* | Set-NetAdapter -VlanID 5
Get-NetAdapter | Enable-NetAdapterRdma
Add-VMNetworkAdapter -ManagementOS -Name A -SwitchName S
Add-VMNetworkAdapter -ManagementOS -Name B -SwitchName S
Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName A -Access -VlanId 10
Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName $name -Access -VlanId 11
Set-VMNetworkAdapter -ManagementOS -Name * -MinimumBandwidthWeight 10
New-VM v1; New-VM v2
Set-VMNetworkAdapter -VMName v* -AllowTeaming On
Set-VMNetworkAdapter -VMName $vm -MacAddressSpoofing On
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        { name: 'NIC1', vlanId: 5, rdma: { enabled: true, $hvlint: { unknown: ['technology'] } }, $hvlint: { unknown: 'all' } },
        { name: 'NIC2', rdma: { enabled: true, $hvlint: { unknown: ['technology'] } }, $hvlint: { unknown: 'all' } },
      ],
      hostAdapters: [
        {
          name: 'A',
          switchName: 'S',
          vlan: { operationMode: 'Access', $hvlint: { unknown: ['accessVlanId'] } },
          minimumBandwidthWeight: 10,
        },
        {
          name: 'B',
          switchName: 'S',
          vlan: { $hvlint: { unknown: ['accessVlanId', 'operationMode'] } },
          minimumBandwidthWeight: 10,
        },
      ],
      $hvlint: { partial: ['nics', 'hostAdapters'] },
    },
    {
      kind: 'vm',
      name: 'v1',
      host: 'hv01',
      networkAdapters: [{ name: 'Network Adapter', allowTeaming: 'On', $hvlint: { unknown: ['macAddressSpoofing'] } }],
    },
    {
      kind: 'vm',
      name: 'v2',
      host: 'hv01',
      networkAdapters: [{ name: 'Network Adapter', allowTeaming: 'On', $hvlint: { unknown: ['macAddressSpoofing'] } }],
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('a new name of an adapter, in teams, switches and mappings', () => {
  const script = `
Set-NetAdapter 'Ethernet' -VlanID 5
New-NetLbfoTeam T 'Ethernet','Ethernet 2' -TeamingMode Lacp
New-VMSwitch S -NetAdapterName 'Ethernet 3','Ethernet 4' -AllowManagementOS $false
Add-VMNetworkAdapter -ManagementOS -Name A -SwitchName S
Set-VMNetworkAdapterTeamMapping -ManagementOS -VMNetworkAdapterName A -PhysicalNetAdapterName 'Ethernet 3'
Rename-NetAdapter 'Ethernet' NIC1
Rename-NetAdapter 'Ethernet 2' -NewName $name
Rename-NetAdapter 'Ethernet 3' -NewName NIC3 -PassThru | Set-NetAdapter -VlanID 0
if ($later) { Rename-NetAdapter 'Ethernet 4' -NewName NIC4 }
Disable-NetAdapterBinding 'Ethernet' -ComponentID ms_tcpip6
Enable-NetAdapterRdma 'vEthernet (A)', 'Ethernet 4'
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        { name: 'NIC1', vlanId: 5, $hvlint: { unknown: 'all' } },
        { name: 'NIC3', vlanId: 0, $hvlint: { unknown: 'all' } },
        { name: 'Ethernet 4', rdma: { enabled: true, $hvlint: { unknown: ['technology'] } }, $hvlint: { unknown: 'all' } },
      ],
      teams: [{ name: 'T', teamingMode: 'Lacp', $hvlint: { unknown: ['members'] } }],
      vmSwitches: [
        {
          name: 'S',
          switchType: 'External',
          embeddedTeamingEnabled: true,
          allowManagementOS: false,
          $hvlint: { unknown: ['netAdapterName'] },
        },
      ],
      hostAdapters: [{ name: 'A', switchName: 'S', teamMapping: { physicalNetAdapterName: 'NIC3' }, rdma: { enabled: true } }],
      $hvlint: { partial: ['nics', 'teams', 'vmSwitches', 'hostAdapters'] },
    },
  ]);
  expect(found(script)).toEqual(["script/stale-interface-name 'Ethernet'"]);
});

test('names of virtual adapters and team interfaces', () => {
  const script = `
New-VMSwitch S -NetAdapterName NIC1
Rename-VMNetworkAdapter -ManagementOS -Name S -NewName Mgmt
New-NetIPAddress -InterfaceAlias 'vEthernet (S)' -IPAddress 10.0.0.2 -PrefixLength 24
Rename-NetAdapter 'vEthernet (S)' -NewName Management
New-NetIPAddress -InterfaceAlias Management -IPAddress 10.0.1.2 -PrefixLength 24
Enable-NetAdapterRdma 'vEthernet (S)'
Rename-NetAdapter X -NewName Y; Rename-NetAdapter Z -NewName X
Set-NetAdapter X -VlanID 4
New-NetLbfoTeam T NIC2,NIC3
Set-NetLbfoTeamNic T -VlanID 8
Rename-NetAdapter T -NewName Team
Set-NetAdapter Team -MacAddress 00-15-5D-01-02-03
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      vmSwitches: [{ name: 'S', netAdapterName: ['NIC1'], switchType: 'External' }],
      hostAdapters: [
        { name: 'Mgmt', switchName: 'S', ipAddresses: ['10.0.0.2/24', '10.0.1.2/24'], $hvlint: { partial: ['ipAddresses'] } },
      ],
      nics: [
        { name: 'Y', $hvlint: { unknown: 'all' } },
        { name: 'X', vlanId: 4, $hvlint: { unknown: 'all' } },
      ],
      teams: [
        {
          name: 'T',
          members: [{ name: 'NIC2' }, { name: 'NIC3' }],
          teamNics: [{ name: 'Team', primary: true, vlanId: 8, macAddress: '00-15-5D-01-02-03' }],
          $hvlint: { partial: ['teamNics'] },
        },
      ],
      $hvlint: { partial: ['vmSwitches', 'hostAdapters', 'nics', 'teams'] },
    },
  ]);
  expect(found(script)).toEqual(["script/stale-interface-name 'vEthernet (S)'"]);
});

test('QoS and data-centre bridging', () => {
  const script = `
Remove-NetQosTrafficClass
New-NetQosPolicy SMB -SMB -PriorityValue8021Action 3
New-NetQosPolicy 'LM' -LiveMigration -Dot1p 5 -DSCP 40 -Precedence 100 -NetworkProfile All -MinBandwidthWeight 20
New-NetQosPolicy Port -IPPort 9000 -MaxBw 1GB -PolicyStore ActiveStore
Set-NetQosPolicy SMB -PriorityValue8021Action $p
Set-NetQosPolicy Elsewhere -PriorityValue8021Action 4
New-NetQosPolicy Gone -iSCSI; Remove-NetQosPolicy Gone -Confirm:$false
New-NetQosTrafficClass SMB -Priority 3,4 -Algorithm ETS -BandwidthPercentage 50
New-NetQosTrafficClass 'LM' ETS 5 -Bw 20
New-NetQosTrafficClass One -Priority 6 -Algorithm Strict -InterfaceAlias NIC1
Set-NetQosTrafficClass LM -BandwidthPercentage 30
Enable-NetQosFlowControl 3,4
Disable-NetQosFlowControl 4
Set-NetQosDcbxSetting -Willing 0
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      qos: {
        trafficClasses: [
          { name: 'SMB', priority: [3, 4], bandwidthPercentage: 50, algorithm: 'ETS' },
          { name: 'LM', priority: 5, bandwidthPercentage: 30, algorithm: 'ETS' },
        ],
        policies: [
          { name: 'SMB', template: 'SMB', $hvlint: { unknown: ['priorityValue8021Action'] } },
          {
            name: 'LM',
            template: 'LiveMigration',
            priorityValue8021Action: 5,
            minBandwidthWeightAction: 20,
            precedence: 100,
            dscpAction: 40,
            networkProfile: 'All',
          },
          { name: 'Port', ipPortMatchCondition: 9000, throttleRateActionBitsPerSecond: 1073741824, policyStore: 'ActiveStore' },
          { name: 'Elsewhere', priorityValue8021Action: 4, $hvlint: { unknown: 'all' } },
        ],
        flowControl: [3],
        dcbx: { willing: false },
        $hvlint: { partial: ['policies', 'flowControl'] },
      },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('addresses of adapters, team interfaces and virtual adapters', () => {
  const script = `
New-NetLbfoTeam T NIC1,NIC2
New-NetIPAddress -InterfaceAlias T 10.0.0.2 -PrefixLength 24
New-NetIPAddress -InterfaceAlias NIC3 -IPAddress 10.0.1.2 -PrefixLength 24
New-NetIPAddress -InterfaceAlias NIC3 -IPAddress fd00::2
New-NetIPAddress -InterfaceAlias NIC4 -IPAddress $ip -PrefixLength 24
New-NetIPAddress -InterfaceIndex (Get-NetAdapter -Name NIC5).ifIndex -IPAddress 10.0.5.2 -PrefixLength 24
Set-NetIPAddress 10.0.5.2 -PrefixLength 16
Remove-NetIPAddress 10.0.1.2 -Confirm:$false
New-NetIPAddress -InterfaceAlias NIC6 -IPAddress 10.0.6.2 -PrefixLength 24
New-VMSwitch S -NetAdapterName NIC6
$net = '10.0.9.'
foreach ($i in 1..2) { New-NetIPAddress -CimSession "n$i" -InterfaceAlias Mgmt -IPAddress $net"$i" -PrefixLength 24 }
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      teams: [
        {
          name: 'T',
          members: [{ name: 'NIC1' }, { name: 'NIC2' }],
          teamNics: [{ name: 'T', primary: true, ipAddresses: ['10.0.0.2/24'], $hvlint: { partial: ['ipAddresses'] } }],
          $hvlint: { partial: ['teamNics'] },
        },
      ],
      nics: [
        { name: 'NIC3', ipAddresses: ['fd00::2/128'], $hvlint: { unknown: 'all', partial: ['ipAddresses'] } },
        { name: 'NIC4', $hvlint: { unknown: 'all' } },
        { name: 'NIC5', ipAddresses: ['10.0.5.2/16'], $hvlint: { unknown: 'all', partial: ['ipAddresses'] } },
        { name: 'NIC6', $hvlint: { unknown: 'all' } },
      ],
      vmSwitches: [{ name: 'S', netAdapterName: ['NIC6'], switchType: 'External' }],
      hostAdapters: [{ name: 'S', switchName: 'S', $hvlint: { unknown: ['ipAddresses'] } }],
      $hvlint: { partial: ['teams', 'nics', 'vmSwitches', 'hostAdapters'] },
    },
    {
      kind: 'host',
      name: 'n1',
      nics: [{ name: 'Mgmt', ipAddresses: ['10.0.9.1/24'], $hvlint: { unknown: 'all', partial: ['ipAddresses'] } }],
      $hvlint: { partial: ['nics'] },
    },
    {
      kind: 'host',
      name: 'n2',
      nics: [{ name: 'Mgmt', ipAddresses: ['10.0.9.2/24'], $hvlint: { unknown: 'all', partial: ['ipAddresses'] } }],
      $hvlint: { partial: ['nics'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('network virtualization: one policy, a copy for each host', () => {
  const script = `
New-NetVirtualizationLookupRecord -CustomerAddress 10.0.0.5 -VirtualSubnetID 5001 -ProviderAddress 192.168.1.5 -MACAddress 101010101105 -Rule TranslationMethodEncap -VMName Blue1 -CimSession hv01, hv02
New-NetVirtualizationLookupRecord -CustomerAddress 10.0.0.7 -VirtualSubnetID 5001 -ProviderAddress 192.168.1.5 -MACAddress 101010101107 -Rule Encap
New-NetVirtualizationLookupRecord -CustomerAddress $ca -VirtualSubnetID 5001 -ProviderAddress 192.168.1.5
Set-NetVirtualizationLookupRecord -CustomerAddress 10.0.0.5 -VirtualSubnetID 5001 -ProviderAddress 192.168.1.6 -CimSession hv02
New-NetVirtualizationCustomerRoute -RoutingDomainID '{11111111-2222-3333-4444-000000005001}' -VirtualSubnetID 5001 -DestinationPrefix 10.0.0.0/24 -NextHop 0.0.0.0 -Metric 255
New-NetVirtualizationProviderAddress -InterfaceIndex 12 -ProviderAddress 192.168.1.10 -PrefixLength 24 -VlanID 20
New-NetVirtualizationProviderRoute -InterfaceIndex $i -DestinationPrefix 0.0.0.0/0 -NextHop 192.168.1.1
Remove-NetVirtualizationCustomerRoute -RoutingDomainID '{11111111-2222-3333-4444-000000005009}'
Set-NetVirtualizationGlobal -UseExternalRouter $true
Set-VMNetworkAdapter -VMName Blue1 -Name 'Network Adapter' -VirtualSubnetId 5001
`;
  expect(left(script)).toEqual([
    {
      kind: 'network-virtualization',
      name: 'hv01',
      appliesTo: ['hv01'],
      lookupRecords: [
        {
          customerAddress: '10.0.0.5',
          macAddress: '101010101105',
          providerAddress: '192.168.1.5',
          vmName: 'Blue1',
          virtualSubnetId: 5001,
          rule: 'TranslationMethodEncap',
        },
        {
          customerAddress: '10.0.0.7',
          macAddress: '101010101107',
          providerAddress: '192.168.1.5',
          virtualSubnetId: 5001,
          $hvlint: { unknown: ['rule'] },
        },
      ],
      customerRoutes: [
        {
          routingDomainId: '{11111111-2222-3333-4444-000000005001}',
          destinationPrefix: '10.0.0.0/24',
          nextHop: '0.0.0.0',
          virtualSubnetId: 5001,
          metric: 255,
        },
      ],
      providerAddresses: [
        {
          providerAddress: '192.168.1.10',
          prefixLength: 24,
          vlanId: 20,
          interfaceIndex: 12,
          host: 'hv01',
          $hvlint: { unknown: ['interface'] },
        },
      ],
      providerRoutes: [
        {
          destinationPrefix: '0.0.0.0/0',
          nextHop: '192.168.1.1',
          host: 'hv01',
          $hvlint: { unknown: ['interface', 'interfaceIndex'] },
        },
      ],
      useExternalRouter: true,
      $hvlint: { unknown: 'all', partial: ['lookupRecords', 'customerRoutes', 'providerAddresses', 'providerRoutes'] },
    },
    {
      kind: 'network-virtualization',
      name: 'hv01',
      appliesTo: ['hv02'],
      lookupRecords: [
        {
          customerAddress: '10.0.0.5',
          macAddress: '101010101105',
          providerAddress: '192.168.1.6',
          vmName: 'Blue1',
          virtualSubnetId: 5001,
          rule: 'TranslationMethodEncap',
        },
      ],
      $hvlint: { unknown: 'all', partial: ['lookupRecords'] },
    },
    {
      kind: 'vm',
      name: 'Blue1',
      host: 'hv01',
      networkAdapters: [{ name: 'Network Adapter', virtualSubnetId: 5001, $hvlint: { unknown: 'all' } }],
      $hvlint: { unknown: 'all', partial: ['networkAdapters'] },
    },
  ]);
  expect(found(script)).toEqual(['hnv/rule-invalid Encap']);
});

test('under conditions nobody can tell', () => {
  const script = `
if ($a) { Enable-NetQosFlowControl 3 } else { Enable-NetQosFlowControl 4 }
if ($b) { New-NetIPAddress -InterfaceAlias NIC1 -IPAddress 10.0.0.1 -PrefixLength 24 } else { New-NetIPAddress -InterfaceAlias NIC1 -IPAddress 10.0.0.2 -PrefixLength 24 }
Set-NetAdapterAdvancedProperty NIC2 -RegistryKeyword '*JumboPacket' -RegistryValue 1514
if ($c) { Set-NetAdapterAdvancedProperty NIC2 -RegistryKeyword '*JumboPacket' -RegistryValue 9014; Disable-NetAdapterRdma NIC2 }
Add-VMNetworkAdapter -ManagementOS -Name A -SwitchName S
Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName A -Access -VlanId 10
if ($d) { Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName A -Untagged }
Install-WindowsFeature Hyper-V
if ($e) { Uninstall-WindowsFeature Hyper-V }
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      qos: { $hvlint: { unknown: 'all' } },
      nics: [
        { name: 'NIC1', $hvlint: { unknown: 'all' } },
        {
          name: 'NIC2',
          advancedProperties: { $hvlint: { unknown: ['*JumboPacket'] } },
          rdma: { enabled: false, $hvlint: { unknown: ['technology'] } },
          $hvlint: { unknown: 'all' },
        },
      ],
      hostAdapters: [{ name: 'A', switchName: 'S', vlan: { $hvlint: { unknown: ['accessVlanId', 'operationMode'] } } }],
      roles: [],
      $hvlint: { partial: ['nics', 'hostAdapters', 'roles'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('virtual adapters that a command is handed as objects', () => {
  const script = `
$v = Add-VMNetworkAdapter -ManagementOS -Name A -SwitchName SET -Passthru
Set-VMNetworkAdapterVlan -VMNetworkAdapter $v -Access -VlanId 711
Set-VMNetworkAdapter -VMNetworkAdapter $v -IeeePriorityTag On -Passthru | Set-VMNetworkAdapterTeamMapping -PhysicalNetAdapterName NIC1
Add-VMNetworkAdapter -ManagementOS -Name B -SwitchName SET
Set-VMNetworkAdapterVlan -VMNetworkAdapter (Get-VMNetworkAdapter -ManagementOS -Name B) -Access -VlanId 712
Get-VMNetworkAdapter -ManagementOS | % { Set-VMNetworkAdapter -VMNetworkAdapter $_ -VmqWeight 50 }
foreach ($each in Get-VMNetworkAdapter -ManagementOS) { Set-VMNetworkAdapterIsolation -VMNetworkAdapter $each -IsolationMode Vlan -DefaultIsolationID 5 }
Rename-VMNetworkAdapter -VMNetworkAdapter $v -NewName C
Set-VMNetworkAdapter -VMNetworkAdapter $v -MinimumBandwidthWeight 40
Set-VMNetworkAdapter -ManagementOS -Name B -Passthru | Set-VMNetworkAdapter -MinimumBandwidthWeight 50
`;
  const isolation = { isolationMode: 'Vlan', defaultIsolationId: 5 };
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      hostAdapters: [
        {
          name: 'C',
          switchName: 'SET',
          vlan: { operationMode: 'Access', accessVlanId: 711 },
          ieeePriorityTag: 'On',
          teamMapping: { physicalNetAdapterName: 'NIC1' },
          vmqWeight: 50,
          isolation,
          minimumBandwidthWeight: 40,
        },
        {
          name: 'B',
          switchName: 'SET',
          vlan: { operationMode: 'Access', accessVlanId: 712 },
          vmqWeight: 50,
          isolation,
          minimumBandwidthWeight: 50,
        },
      ],
      $hvlint: { partial: ['hostAdapters'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('a virtual adapter nobody can tell may be any that is known', () => {
  const made = 'Add-VMNetworkAdapter -ManagementOS -Name A -SwitchName SET\n';
  const forgotten = { operationMode: 'Access', accessVlanId: 5 };
  const cases: readonly (readonly [script: string, vlan: unknown])[] = [
    ['Set-VMNetworkAdapterVlan -VMNetworkAdapter $v -Access -VlanId 5', undefined],
    ['$v | Set-VMNetworkAdapterVlan -Access -VlanId 5', undefined],
    ['Get-VMNetworkAdapter -All | Set-VMNetworkAdapterVlan -Access -VlanId 5', undefined],
    ['Get-VMNetworkAdapter -ManagementOS -SwitchName $s | Set-VMNetworkAdapterVlan -Access -VlanId 5', undefined],
    ['Get-VMNetworkAdapter -ManagementOS -Name A* | Set-VMNetworkAdapterVlan -Access -VlanId 5', forgotten],
  ];
  for (const [script, vlan] of cases)
    expect.soft(left(made + script), script).toEqual([
      {
        kind: 'host',
        name: 'hv01',
        hostAdapters: [
          { name: 'A', switchName: 'SET', vlan: vlan ?? { $hvlint: { unknown: ['accessVlanId', 'operationMode'] } } },
        ],
        $hvlint: { partial: ['hostAdapters'] },
      },
    ]);
  const ofVms = `${made}Get-VMNetworkAdapter -VMName $vm | Set-VMNetworkAdapterVlan -Access -VlanId 5
Set-VMNetworkAdapterVlan -VM (Get-VM -Name $vm) -VMNetworkAdapterName A -Access -VlanId 5`;
  expect(left(ofVms)).toEqual([
    { kind: 'host', name: 'hv01', hostAdapters: [{ name: 'A', switchName: 'SET' }], $hvlint: { partial: ['hostAdapters'] } },
  ]);
});

test('what a loop changes from adapter to adapter, where nobody can tell which ones there are', () => {
  const loops: readonly string[] = [
    'Get-NetAdapter -Name \'SMB*\' | % { $i++; $_ | New-NetIPAddress -IPAddress "10.0.$i.11" -PrefixLength 24 }',
    'foreach ($a in Get-NetAdapter -Name SMB*) { New-NetIPAddress -InterfaceAlias $a.Name -IPAddress "10.0.$i.11" -PrefixLength 24; $i++ }',
    'foreach ($a in @(Get-NetAdapter -Name SMB*)) { $i++; New-NetIPAddress -InterfaceAlias $a.Name -IPAddress "10.0.$i.11" -PrefixLength 24 }',
    'Get-NetAdapter SMB* | % -Begin { $i = 5 } -Process { $_ | New-NetIPAddress -IPAddress "10.0.$i.11" -PrefixLength 24; $i++ }',
    'Get-NetAdapter | % { $i++; $_ | New-NetIPAddress -IPAddress "10.0.$i.11" -PrefixLength 24 }',
    'function Use-It { process { $script:i++; $_ | New-NetIPAddress -IPAddress "10.0.$i.11" -PrefixLength 24 } }; Get-NetAdapter SMB* | Use-It',
  ];
  for (const loop of loops) {
    const script = `Set-NetAdapter SMB1 -VlanID 711\nSet-NetAdapter SMB2 -VlanID 712\n$i = 1\n${loop}`;
    expect.soft(left(script), loop).toEqual([
      {
        kind: 'host',
        name: 'hv01',
        nics: [
          { name: 'SMB1', vlanId: 711, $hvlint: { unknown: 'all' } },
          { name: 'SMB2', vlanId: 712, $hvlint: { unknown: 'all' } },
        ],
        $hvlint: { partial: ['nics'] },
      },
    ]);
  }
  const hostAdapters = `Add-VMNetworkAdapter -ManagementOS -Name SMB1 -SwitchName SET
$i = 710
Get-VMNetworkAdapter -ManagementOS | ? Name -like SMB* | % { $i++; Set-VMNetworkAdapterVlan -VMNetworkAdapter $_ -Access -VlanId $i }`;
  expect(left(hostAdapters)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      hostAdapters: [
        { name: 'SMB1', switchName: 'SET', vlan: { operationMode: 'Access', $hvlint: { unknown: ['accessVlanId'] } } },
      ],
      $hvlint: { partial: ['hostAdapters'] },
    },
  ]);
});

test('each adapter that is known to fit a pattern has its own name in a loop', () => {
  const script = `
Set-NetAdapter SMB1 -VlanID 711
Set-NetAdapter SMB2 -VlanID 712
$size = 9014
Get-NetAdapter SMB* | % { if ($_.Name -eq 'SMB1') { $_ | Set-NetAdapterAdvancedProperty -RegistryKeyword '*JumboPacket' -RegistryValue $size } }
$i = 0
foreach ($a in Get-NetAdapter SMB1, SMB2) { $i++; Set-NetAdapter $a.Name -MacAddress "02-00-00-00-00-0$i" }
$first = (Get-NetAdapter SMB*)[0]
$first | Set-NetAdapter -VlanID 711
$mgmt = Get-NetAdapter SMB* | ? Name -eq SMB1
$mgmt | Set-NetAdapter -VlanID 711
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      nics: [
        {
          name: 'SMB1',
          vlanId: 711,
          advancedProperties: { '*JumboPacket': 9014 },
          macAddress: '02-00-00-00-00-01',
          $hvlint: { unknown: 'all' },
        },
        { name: 'SMB2', macAddress: '02-00-00-00-00-02', $hvlint: { unknown: 'all' } },
      ],
      $hvlint: { partial: ['nics'] },
    },
  ]);
});
