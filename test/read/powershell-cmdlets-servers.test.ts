import { expect, test } from 'vitest';
import { found, left } from './powershell-documents.ts';

test('Hyper-V Replica', () => {
  const script = `
Set-VMReplicationServer $true -AllowedAuthenticationType CertificateAndKerberos -ReplicationAllowedFromAnyServer $false -CertificateThumbprint $thumb -KerbAuthPort 8080 -MonitoringInterval 12:00:00 -MonitoringStartTime 17:00 -CertificateAuthenticationPortMapping @{ 'n1.contoso.com' = 443; 'n2.contoso.com' = 444 }
New-VMReplicationAuthorizationEntry -AllowedPrimaryServer a.contoso.com -ReplicaStorageLocation D:\\R -TrustGroup T1
New-VMReplicationAuthorizationEntry b.contoso.com E:\\R T2
Set-VMReplicationAuthorizationEntry a.contoso.com F:\\R
Remove-VMReplicationAuthorizationEntry b.contoso.com
Set-VMReplicationAuthorizationEntry c.contoso.com G:\\R
Enable-VMReplication web01 hv02.contoso.com 80 Kerberos -ReplicationFrequencySec 30 -RecoveryHistory 4 -VSSFreq 4 -ExcludedVhdPath D:\\a.vhdx, D:\\b.vhdx -CompressionEnabled $true -AutoResynchronizeEnabled $true -AutoResynchronizeIntervalStart 20:00:00 -AutoResynchronizeIntervalEnd 6:00
Enable-VMReplication web01 hv03.contoso.com 443 Certificate -CertificateThumbprint 0123456789ABCDEF0123456789ABCDEF01234567 -ComputerName hv02 -ReplicationFrequencySec 900
Set-VMReplication web02 -ReplicationFrequencySec 300
Get-VM web03 | Enable-VMReplication -ReplicaServerName $server -ReplicaServerPort 80 -AuthenticationType Kerberos
Remove-VMReplication web03
Enable-VMReplication web04 -AsReplica -AllowedPrimaryServer x.contoso.com
Enable-VMReplication web05 hv02 80 Kerberos; Set-VMReplication web05 -Reverse
Set-VMNetworkAdapterFailoverConfiguration web01 -VMNetworkAdapterName N -IPv4Address 10.1.0.5 -IPv4SubnetMask 255.255.255.0 -IPv4DefaultGateway 10.1.0.1 -IPv4PreferredDNSServer 10.1.0.2 -IPv6SubnetPrefixLength 64
`;
  expect(left(script)).toEqual([
    {
      kind: 'replica-server',
      name: 'hv01',
      replicationEnabled: true,
      allowedAuthenticationType: 'CertificateAndKerberos',
      replicationAllowedFromAnyServer: false,
      kerberosAuthenticationPort: 8080,
      monitoringInterval: '12:00:00',
      monitoringStartTime: '17:00',
      certificateAuthenticationPortMapping: { 'n1.contoso.com': 443, 'n2.contoso.com': 444 },
      authorizationEntries: [
        { allowedPrimaryServer: 'a.contoso.com', replicaStorageLocation: 'F:\\R', trustGroup: 'T1' },
        { allowedPrimaryServer: 'c.contoso.com', replicaStorageLocation: 'G:\\R', $hvlint: { unknown: ['trustGroup'] } },
      ],
      $hvlint: { unknown: 'all', partial: ['authorizationEntries'] },
    },
    {
      kind: 'vm',
      name: 'web01',
      host: 'hv01',
      replication: {
        replicaServerName: 'hv02.contoso.com',
        replicaServerPort: 80,
        authenticationType: 'Kerberos',
        replicationFrequencySec: 30,
        recoveryHistory: 4,
        vssSnapshotFrequencyHour: 4,
        compressionEnabled: true,
        autoResynchronizeEnabled: true,
        autoResynchronizeIntervalStart: '20:00:00',
        autoResynchronizeIntervalEnd: '6:00',
        excludedVhdPath: ['D:\\a.vhdx', 'D:\\b.vhdx'],
        extended: {
          replicaServerName: 'hv03.contoso.com',
          replicaServerPort: 443,
          authenticationType: 'Certificate',
          certificateThumbprint: '0123456789ABCDEF0123456789ABCDEF01234567',
          replicationFrequencySec: 900,
        },
      },
      networkAdapters: [
        {
          name: 'N',
          failover: {
            ipv4Address: '10.1.0.5',
            ipv4SubnetMask: '255.255.255.0',
            ipv4DefaultGateway: '10.1.0.1',
            ipv4PreferredDNSServer: '10.1.0.2',
            ipv6SubnetPrefixLength: 64,
          },
          $hvlint: { unknown: 'all' },
        },
      ],
      $hvlint: { unknown: 'all', partial: ['networkAdapters'] },
    },
    {
      kind: 'vm',
      name: 'web02',
      host: 'hv01',
      replication: { replicationFrequencySec: 300, $hvlint: { unknown: 'all' } },
      $hvlint: { unknown: 'all' },
    },
    { kind: 'vm', name: 'web03', host: 'hv01', replication: {}, $hvlint: { unknown: 'all' } },
    {
      kind: 'vm',
      name: 'web04',
      host: 'hv01',
      replication: { asReplica: true, allowedPrimaryServer: 'x.contoso.com' },
      $hvlint: { unknown: 'all' },
    },
    { kind: 'vm', name: 'web05', host: 'hv01', $hvlint: { unknown: 'all' } },
  ]);
  expect(found(script)).toEqual([]);
});

test('shares and SMB settings', () => {
  const script = `
New-SmbShare -Name VMs -Path D:\\VMs -FullAccess 'contoso\\hv1$','contoso\\hv2$' -EncryptData $true -CachingMode None -FolderEnumerationMode AccessBased -CATimeout 0 -Temporary
New-SmbShare -Name Csv -Path C:\\ClusterStorage\\Volume1\\Csv
New-SmbShare -Name S1 -Path C:\\ClusterStorage\\Volume1\\S1 -ScopeName SOFS -ContinuouslyAvailable $true -CimSession node1
Set-SmbShare -Name S1 -CimSession node1 -EncryptData $true -Force
Set-SmbShare -Name S1 -ScopeName SOFS -CachingMode Manual
New-SmbShare Old E:\\Old; Remove-SmbShare Old -Force
Grant-SmbShareAccess VMs -AccountName 'contoso\\hv3$' -AccessRight Full -Force
Grant-SmbShareAccess VMs -AccountName $who -AccessRight Read
Revoke-SmbShareAccess S1 -ScopeName SOFS -AccountName Everyone
Set-SmbServerConfiguration -EncryptData $false -RejectUnencryptedAccess $true -Smb2DialectMin SMB311 -EnableMultiChannel $mc -Force
Set-SmbClientConfiguration -ConnectionCountPerRssNetworkInterface 2 -EnableLargeMtu $true
New-SmbMultichannelConstraint -ServerName fs1 -InterfaceAlias 'SMB1'
New-SmbMultichannelConstraint -ServerName fs1 -InterfaceIndex (Get-NetAdapter SMB2).InterfaceIndex
New-SmbMultichannelConstraint -ServerName fs2 -InterfaceIndex 12
Set-SmbBandwidthLimit -Category LiveMigration -BytesPerSecond 750MB
Set-SmbBandwidthLimit -Category VirtualMachine -BytesPerSecond $x
Set-SmbBandwidthLimit -Category StorageReplication -BytesPerSecond 1GB
New-SmbMapping V: \\\\fs1\\VMs
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      smbServer: { encryptData: false, rejectUnencryptedAccess: true, smb2DialectMin: 'SMB311', $hvlint: { unknown: 'all' } },
      smbClient: { enableLargeMtu: true, connectionCountPerRssNetworkInterface: 2, $hvlint: { unknown: 'all' } },
      smbMultichannelConstraints: [{ serverName: 'fs1', interfaceAlias: ['SMB1', 'SMB2'] }],
      smbBandwidthLimits: [{ category: 'LiveMigration', bytesPerSecond: 786432000 }],
      smbMappings: [{ localPath: 'V:', remotePath: '\\\\fs1\\VMs' }],
      $hvlint: { partial: ['smbMultichannelConstraints', 'smbBandwidthLimits', 'smbMappings'] },
    },
    {
      kind: 'file-server',
      name: 'hv01',
      shares: [
        {
          name: 'VMs',
          path: 'D:\\VMs',
          temporary: true,
          encryptData: true,
          catimeout: 0,
          cachingMode: 'None',
          folderEnumerationMode: 'AccessBased',
          fullAccess: ['contoso\\hv1$', 'contoso\\hv2$', 'contoso\\hv3$'],
          $hvlint: { unknown: ['readAccess'] },
        },
      ],
      $hvlint: { unknown: 'all', partial: ['shares'] },
    },
    {
      kind: 'file-server',
      name: 'SOFS',
      shares: [
        {
          name: 'S1',
          path: 'C:\\ClusterStorage\\Volume1\\S1',
          scopeName: 'SOFS',
          continuouslyAvailable: true,
          cachingMode: 'Manual',
          $hvlint: { unknown: ['changeAccess', 'encryptData', 'fullAccess', 'readAccess'] },
        },
      ],
      $hvlint: { unknown: 'all', partial: ['shares'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});

test('failover clusters', () => {
  const script = `
New-Cluster -Name C1 -Node n1, n2 -StaticAddress 10.0.0.50
Add-ClusterNode -Name n3 -Cluster C1
Remove-ClusterNode n2
(Get-ClusterNetwork -Cluster C1 -Name 'Cluster Network 1').Name = 'Management'
$n = Get-ClusterNetwork Management
$n.Role = 3
$n.Metric = 900
(Get-ClusterNetwork | Where-Object { $_.Address -eq '10.0.71.0' }).Name = 'SMB'
(Get-ClusterNetwork | where Address -eq '10.0.71.0').Role = 'Cluster'
(Get-ClusterNetwork | where Name -like 'x*').Role = 0
Add-ClusterScaleOutFileServerRole -Name SOFS
Add-ClusterFileServerRole FS -Storage 'Disk 1' -StaticAddress 10.0.0.51
Add-ClusterServerRole -Name BRK -StaticAddress 10.0.0.52
Add-ClusterResource 'Virtual Machine Replication Broker' -Type 'Virtual Machine Replication Broker' -Group BRK
New-Cluster C2 -Node 'a,b'
New-Cluster C3 -Node $nodes
Add-ClusterNode d -Cluster C3
`;
  expect(left(script)).toEqual([
    {
      kind: 'cluster',
      name: 'C1',
      nodes: ['n1', 'n3'],
      networks: [
        { name: 'Management', role: 'ClusterAndClient', metric: 900, $hvlint: { unknown: 'all' } },
        { name: 'SMB', address: '10.0.71.0', role: 'Cluster', $hvlint: { unknown: 'all' } },
      ],
      groups: [
        { name: 'SOFS', groupType: 'ScaleoutFileServer' },
        { name: 'FS', groupType: 'FileServer' },
        { name: 'BRK', groupType: 'VMReplicaBroker' },
      ],
      replicaBroker: { name: 'BRK', staticAddresses: ['10.0.0.52'], $hvlint: { unknown: ['fqdn'] } },
      $hvlint: { partial: ['networks', 'groups'] },
    },
    { kind: 'file-server', name: 'SOFS', role: 'ScaleOutFileServer', cluster: 'C1', $hvlint: { unknown: 'all' } },
    {
      kind: 'file-server',
      name: 'FS',
      role: 'FileServer',
      cluster: 'C1',
      staticAddresses: ['10.0.0.51'],
      $hvlint: { unknown: 'all' },
    },
    { kind: 'cluster', name: 'C3', nodes: ['d'], $hvlint: { partial: ['nodes'] } },
  ]);
  expect(found(script)).toEqual(["script/value-list-in-one-string 'a,b'"]);
});

test('roles, firewall rules, global offloads, and an intent that leaves nothing', () => {
  const script = `
Install-WindowsFeature Hyper-V, Failover-Clustering -IncludeManagementTools -Restart
Add-WindowsFeature -Name DNS -ComputerName dc1
Get-WindowsFeature FS-FileServer | Install-WindowsFeature
Get-WindowsFeature RSAT* | Install-WindowsFeature
Install-WindowsFeature $more
Uninstall-WindowsFeature Failover-Clustering
Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All
Enable-WindowsOptionalFeature -Path D:\\mount -FeatureName DataCenterBridging
Enable-NetFirewallRule -DisplayName 'Hyper-V Replica HTTP Listener (TCP-In)'
Enable-NetFirewallRule -Name VIRT-HVRHTTPSL-In-TCP-NoScope, Other
Disable-NetFirewallRule -Name Other
Enable-NetFirewallRule -DisplayGroup 'Hyper-V Replica*'
Get-NetFirewallRule -DisplayGroup 'Windows Management Instrumentation (WMI)' | Set-NetFirewallRule -Enabled False
Set-NetFirewallRule -Name Unsure -Enabled $x
Set-NetOffloadGlobalSetting -Chimney Disabled -ReceiveSegmentCoalescing Enab
Add-NetIntent -Name All -Management -Compute -Storage -AdapterName NIC1, NIC2
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      roles: ['Hyper-V', 'FS-FileServer'],
      firewallRules: [
        { displayName: 'Hyper-V Replica HTTP Listener (TCP-In)', enabled: true, $hvlint: { unknown: ['group'] } },
        { name: 'VIRT-HVRHTTPSL-In-TCP-NoScope', enabled: true, $hvlint: { unknown: 'all' } },
        { name: 'Other', enabled: false, $hvlint: { unknown: 'all' } },
        { group: 'Windows Management Instrumentation (WMI)', enabled: false, $hvlint: { unknown: ['displayName'] } },
      ],
      offload: { chimney: 'Disabled', receiveSegmentCoalescing: 'Enabled', $hvlint: { unknown: 'all' } },
      $hvlint: { partial: ['roles', 'firewallRules'] },
    },
    { kind: 'host', name: 'dc1', roles: ['DNS'], $hvlint: { partial: ['roles'] } },
  ]);
  expect(found(script)).toEqual([]);
});

test('Hyper-V switches, VMs and live migration', () => {
  const script = `
New-VMSwitch -Name Set -NetAdapterName NIC1,NIC2 -MinimumBandwidthMode Weight -AllowManagementOS 0
Set-VMSwitchTeam -Name Set -LoadBalancingAlgorithm HyperVPort
Set-VMSwitch -Name Set -DefaultFlowMinimumBandwidthWeight 10
Add-VMSwitchTeamMember -VMSwitchName Set -NetAdapterName NIC3
Remove-VMSwitchTeamMember Set -NetAdapterName NIC1
New-VMSwitch Ext -NetAdapterName (Get-NetAdapter NIC4).Name
Rename-VMSwitch Ext -NewName External
New-VMSwitch Desc -NetAdapterInterfaceDescription 'Intel X710'
New-VMSwitch Int -SwitchType Internal
New-VMSwitch Gone -SwitchType Private; Remove-VMSwitch Gone -Force
New-VM web01 -MemoryStartupBytes 4GB -Generation 2 -SwitchName External -ComputerName hv01
Add-VMNetworkAdapter web01 -Name Data -SwitchName Set -Passthru | Set-VMNetworkAdapterVlan -Trunk -AllowedVlanIdList '1-10,20' -NativeVlanId 1
Connect-VMNetworkAdapter web01 -Name Data -SwitchName External
Set-VMNetworkAdapterIsolation -VMName web02 -VMNetworkAdapterName A -IsolationMode Vlan -DefaultIsolationID 7
Set-VMNetworkAdapterVlan -VMName web02 -VMNetworkAdapterName A -Isolated -PrimaryVlanId 10 -SecondaryVlanId 200
New-VM gone; Remove-VM gone -Force
Set-VMHost -MaximumVirtualMachineMigrations 4 -VirtualMachineMigrationPerformanceOption SMB
Enable-VMMigration
Add-VMMigrationNetwork 10.0.72.0/24
Add-VMMigrationNetwork 10.0.73.0/24; Remove-VMMigrationNetwork 10.0.73.0/24
Add-VMNetworkAdapterRoutingDomainMapping -VMName gw -VMNetworkAdapterName In -RoutingDomainID '{11111111-2222-3333-4444-000000005001}' -RoutingDomainName Blue -IsolationID 5001,5002 -IsolationName a,b
`;
  expect(left(script)).toEqual([
    {
      kind: 'host',
      name: 'hv01',
      vmSwitches: [
        {
          name: 'Set',
          netAdapterName: ['NIC2', 'NIC3'],
          switchType: 'External',
          embeddedTeamingEnabled: true,
          bandwidthReservationMode: 'Weight',
          allowManagementOS: false,
          loadBalancingAlgorithm: 'HyperVPort',
          defaultFlowMinimumBandwidthWeight: 10,
        },
        { name: 'External', netAdapterName: ['NIC4'], switchType: 'External' },
        { name: 'Desc', switchType: 'External', $hvlint: { unknown: ['netAdapterName'] } },
        { name: 'Int', switchType: 'Internal' },
      ],
      hostAdapters: [
        { name: 'Ext', switchName: 'External' },
        { name: 'Desc', switchName: 'Desc' },
        { name: 'Int', switchName: 'Int' },
      ],
      liveMigration: {
        maximumVirtualMachineMigrations: 4,
        virtualMachineMigrationPerformanceOption: 'SMB',
        virtualMachineMigrationEnabled: true,
        migrationNetworks: ['10.0.72.0/24'],
        $hvlint: { unknown: 'all', partial: ['migrationNetworks'] },
      },
      $hvlint: { partial: ['vmSwitches', 'hostAdapters'] },
    },
    {
      kind: 'vm',
      name: 'web01',
      host: 'hv01',
      generation: 2,
      networkAdapters: [
        { name: 'Network Adapter', switchName: 'External' },
        { name: 'Data', switchName: 'External', vlan: { operationMode: 'Trunk', nativeVlanId: 1, allowedVlanIdList: '1-10,20' } },
      ],
    },
    {
      kind: 'vm',
      name: 'web02',
      host: 'hv01',
      networkAdapters: [
        {
          name: 'A',
          isolation: { isolationMode: 'Vlan', defaultIsolationId: 7, $hvlint: { unknown: 'all' } },
          vlan: { operationMode: 'Private', privateVlanMode: 'Isolated', primaryVlanId: 10, secondaryVlanId: 200 },
          $hvlint: { unknown: 'all' },
        },
      ],
      $hvlint: { unknown: 'all', partial: ['networkAdapters'] },
    },
    {
      kind: 'vm',
      name: 'gw',
      host: 'hv01',
      networkAdapters: [
        {
          name: 'In',
          routingDomainMappings: [{ routingDomainId: '{11111111-2222-3333-4444-000000005001}', isolationId: [5001, 5002] }],
          $hvlint: { unknown: 'all', partial: ['routingDomainMappings'] },
        },
      ],
      $hvlint: { unknown: 'all', partial: ['networkAdapters'] },
    },
  ]);
  expect(found(script)).toEqual([]);
});
