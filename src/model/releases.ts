import type { OsRange } from './os.ts';

/** A range of releases with what is so in them, and who says it. */
export interface ReleaseFact extends OsRange {
  readonly what: string;
  readonly source: string;
}

const fact = (range: OsRange, what: string, source: string): ReleaseFact => ({ ...range, what, source });

const NEW_TEAM = 'https://learn.microsoft.com/powershell/module/netlbfo/new-netlbfoteam';
const NIC_TEAMING = 'https://learn.microsoft.com/windows-server/networking/technologies/nic-teaming/nic-teaming';
const SET = 'Microsoft, "Remote Direct Memory Access (RDMA) and Switch Embedded Teaming (SET)"';
const HNV = 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/jj134174(v=ws.11)';
const HNV_R2 = 'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/dn383586(v=ws.11)';
const SMB_HYPER_V =
  'https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-r2-and-2012/jj134187(v=ws.11)';
const REMOVED = 'https://learn.microsoft.com/windows-server/get-started/removed-deprecated-features-windows-server';

/**
 * What exists, is the default, or is refused in which Windows Server release. The one place rules ask: `versions: RELEASES.set`
 * limits a rule to those releases, `inRange(host.os, RELEASES.set)` asks about one host. docs/versions.md is made from it.
 */
export const RELEASES = {
  lbfo: fact({ from: '2012' }, 'NIC Teaming (LBFO), part of the server editions only', NEW_TEAM),
  dynamic: fact(
    { from: '2012R2' },
    'LoadBalancingAlgorithm Dynamic, which with SwitchIndependent counts queues as their sum',
    `${NEW_TEAM} (help of 2012 and of 2012 R2)`,
  ),
  transportPortsByDefault: fact(
    { from: '2012', to: '2012' },
    'LoadBalancingAlgorithm TransportPorts when none is given',
    `${NEW_TEAM} (2012)`,
  ),
  dynamicByDefault: fact(
    { from: '2016' },
    'LoadBalancingAlgorithm Dynamic when none is given, as machines show; on 2012 R2 help and machines disagree',
    'Console transcripts of New-NetLbfoTeam without options',
  ),
  alwaysFastLacp: fact(
    { from: '2012', to: '2012R2' },
    'LACP always active with the short timer; -LacpTimer is unknown',
    'https://github.com/MicrosoftDocs/windowsserverdocs/pull/3367',
  ),
  lacpTimer: fact({ from: '2016' }, '-LacpTimer Slow or Fast, Fast when not given', NEW_TEAM),
  lbfoBelowSwitch: fact({ from: '2012', to: '2019' }, 'A Hyper-V switch may stand on an LBFO team', NIC_TEAMING),
  lbfoBelowSwitchDeprecated: fact(
    { from: '2016', to: '2019' },
    'A Hyper-V switch on an LBFO team works and is deprecated in favour of SET',
    'Microsoft networking blog, "Teaming in Azure Stack HCI"',
  ),
  lbfoBelowSwitchBlocked: fact(
    { from: '2022', to: '2022' },
    'A Hyper-V switch on an LBFO team is refused, unless it is made with -AllowNetLbfoTeams $true',
    `${REMOVED}; https://github.com/eryph-org/eryph/issues/139`,
  ),
  lbfoBelowSwitchImpossible: fact(
    { from: '2025' },
    'A Hyper-V switch on an LBFO team is refused; -AllowNetLbfoTeams is obsolete and without effect',
    'https://github.com/eryph-org/eryph/issues/302',
  ),
  set: fact({ from: '2016' }, 'Switch Embedded Teaming: SwitchIndependent, no standby, RDMA and SR-IOV above it', SET),
  packetDirect: fact({ from: '2016', to: '2019' }, 'Packet Direct', SET),
  isolationById: fact(
    { from: '2016' },
    'Set-VMNetworkAdapterIsolation in mode Vlan beside Set-VMNetworkAdapterVlan',
    'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapterisolation',
  ),
  vmmq: fact({ from: '2016' }, 'VMMQ; below LBFO it stays off', 'Microsoft, "Standardized INF Keywords for VMMQ"'),
  dynamicVmmq: fact(
    { from: '2019' },
    'Dynamic VMMQ, which needs SET; on by default with 16 queue pairs',
    'Microsoft, "Host network requirements for Azure Stack HCI"; Marvell guide AH0054602',
  ),
  noRscThroughSwitch: fact({ from: '2012', to: '2016' }, 'No receive segment coalescing through a Hyper-V switch', SET),
  softwareRsc: fact({ from: '2019' }, 'Software RSC in the Hyper-V switch', 'https://github.com/microsoft/Convert-LBFO2SET'),
  chimney: fact(
    { from: '2012', to: '2012R2' },
    'TCP Chimney works; from 2016 on it is deprecated',
    'https://learn.microsoft.com/windows-server/networking/technologies/hpn/hpn-software-hardware-features',
  ),
  noSet: fact({ to: '2012R2' }, 'No Switch Embedded Teaming: a Hyper-V switch takes one adapter or one LBFO team', SET),
  vmqOffBelowTenGig: fact(
    { from: '2012', to: '2019' },
    'Windows leaves VMQ off below 10 Gb/s unless BelowTenGigVmqEnabled says otherwise',
    'Standardized INF keywords for VMQ; Microsoft KB 2902166',
  ),
  noDynamic: fact(
    { from: '2012', to: '2012' },
    'LoadBalancingAlgorithm TransportPorts, IPAddresses, MacAddresses or HyperVPort only',
    `${NEW_TEAM} (help of 2012)`,
  ),
  firstReplica: fact(
    { from: '2012', to: '2012' },
    'Hyper-V Replica replicates every 300 seconds, keeps up to 15 additional recovery points and has no extended replica',
    'Microsoft Virtualization blog on Hyper-V Replica in Windows Server 2012 R2',
  ),
  extendedReplica: fact(
    { from: '2012R2' },
    'Extended replica, at 300 or 900 seconds; -ReplicationFrequencySec 30, 300 or 900; up to 24 additional recovery points',
    'Microsoft Virtualization blog on Hyper-V Replica in Windows Server 2012 R2',
  ),
  noNetworkVirtualization: fact({ to: '2008R2' }, 'No Hyper-V Network Virtualization', HNV),
  netwnvFilter: fact(
    { from: '2012', to: '2012' },
    'HNV is a filter (ms_netwnv) that has to be bound to the adapter below the Hyper-V switch, and is not unless somebody does',
    HNV_R2,
  ),
  netwnvInSwitch: fact(
    { from: '2012R2' },
    'HNV is part of the Hyper-V switch: no ms_netwnv to bind; guests are told an MTU that leaves room for NVGRE; NVGRE offload',
    HNV_R2,
  ),
  netwnvSucceeded: fact(
    { from: '2019' },
    'HNV of the NetWNV cmdlets (HNVv1) is there and gets nothing new; its successor is HNV of the Network Controller (HNVv2)',
    'https://learn.microsoft.com/powershell/module/netwnv/ (help of 2012 to 2025); Microsoft, "Hyper-V Network Virtualization Technical Details in Windows Server"',
  ),
  noRecordType: fact(
    { from: '2012', to: '2012' },
    'Lookup records of network virtualization have no type',
    'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord (help of 2012)',
  ),
  recordType: fact(
    { from: '2012R2' },
    'Lookup records with a type: Static, Dynamic, GatewayWildcard, L2Only',
    'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord (help of 2012 R2)',
  ),
  noSmb3: fact({ to: '2008R2' }, 'SMB 2.1 and older: no SMB 3.0, which storage of VMs needs', SMB_HYPER_V),
  backupByShadowCopy: fact(
    { from: '2012', to: '2012R2' },
    'A backup of a VM is one with the shadow copy of where its disks lie; from 2016 on the VM alone is asked for a consistent checkpoint',
    'Microsoft, "The history of Hyper-V Backup" (https://github.com/MicrosoftDocs/Virtualization-Documentation)',
  ),
  ntfsSharedVolumes: fact(
    { from: '2012', to: '2012' },
    'Cluster Shared Volumes are formatted with NTFS only',
    'https://learn.microsoft.com/windows-server/failover-clustering/failover-cluster-csvs',
  ),
  oneClusterAdapterPerSubnet: fact(
    { from: '2012', to: '2012R2' },
    'Of several adapters of a node in one subnet a cluster uses one',
    'https://learn.microsoft.com/windows-server/failover-clustering/smb-multichannel',
  ),
  noSmbLoopback: fact({ from: '2012', to: '2016' }, 'A host may not keep its VMs on a share it serves itself', SMB_HYPER_V),
  noDirectPlacement: fact(
    { from: '2012', to: '2019' },
    'SMB Direct places data directly only where it is neither encrypted nor signed',
    'https://learn.microsoft.com/windows-server/storage/file-server/smb-direct',
  ),
  migrationPerformanceOption: fact(
    { from: '2012R2' },
    'Live migration compressed or over SMB (VirtualMachineMigrationPerformanceOption)',
    'https://learn.microsoft.com/powershell/module/hyper-v/set-vmhost (help of 2012 and of 2012 R2)',
  ),
  noPathAcl: fact(
    { from: '2012', to: '2012' },
    'Set-SmbPathAcl is unknown; the folder of a share gets the access of the share by (Get-SmbShare -Name VMs).PresetPathAcl | Set-Acl',
    'https://learn.microsoft.com/powershell/module/smbshare/set-smbpathacl (help of 2012 R2, and none of 2012)',
  ),
  noMigrationPerformanceOption: fact(
    { from: '2012', to: '2012' },
    'Live migration over TCP/IP only; -VirtualMachineMigrationPerformanceOption is unknown',
    'https://learn.microsoft.com/powershell/module/hyper-v/set-vmhost (help of 2012)',
  ),
  convergedRdma: fact(
    { from: '2016' },
    'Storage, live migration and the heartbeat of a cluster may share RDMA adapters',
    'https://github.com/microsoft/Validate-DCB; https://learn.microsoft.com/azure/azure-local/concepts/host-network-requirements',
  ),
  localGroupCmdlets: fact(
    { from: '2016' },
    'Add-LocalGroupMember and its like, part of Windows PowerShell 5.1; before it net localgroup',
    'https://learn.microsoft.com/powershell/module/microsoft.powershell.localaccounts/add-localgroupmember',
  ),
} as const satisfies Readonly<Record<string, ReleaseFact>>;
