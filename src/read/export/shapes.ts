/**
 * What an object of an export is: the objects of one cmdlet. `keys` are normal keys under which collectors put a list of them, besides
 * the name of the cmdlet and its noun. `signs` are sets of properties which no other object has all of: one set is enough. Under a key
 * of its own an object needs only `least`. Sources: output types of the cmdlets on Microsoft Learn (NetAdapter, NetLbfo, Hyper-V,
 * NetQos, DcbQos, NetTCPIP, SmbShare, FailoverClusters, NetWNV) and the classes behind them.
 */
export interface Shape {
  readonly cmdlet: string;
  readonly keys?: readonly string[];
  readonly signs: readonly (readonly string[])[];
  readonly least: readonly string[];
  /** Properties only others have. */
  readonly not?: readonly string[];
}

const SETTING = { least: ['name'] } as const;

export const SHAPES = {
  operatingSystem: {
    cmdlet: 'Win32_OperatingSystem',
    keys: ['operatingsystem'],
    signs: [['buildnumber', 'caption', 'producttype']],
    least: ['caption'],
  },
  computerInfo: {
    cmdlet: 'Get-ComputerInfo',
    signs: [
      ['osname', 'osbuildnumber'],
      ['windowsproductname', 'csname'],
    ],
    least: ['osname'],
  },
  computerSystem: {
    cmdlet: 'Win32_ComputerSystem',
    keys: ['computersystem'],
    signs: [['partofdomain', 'numberoflogicalprocessors']],
    least: ['partofdomain'],
  },
  processor: {
    cmdlet: 'Win32_Processor',
    signs: [['numberofcores', 'numberoflogicalprocessors', 'socketdesignation']],
    least: ['numberofcores'],
  },
  feature: {
    cmdlet: 'Get-WindowsFeature',
    signs: [
      ['installed', 'featuretype'],
      ['installstate', 'displayname', 'name'],
    ],
    least: ['name'],
  },
  vmHost: {
    cmdlet: 'Get-VMHost',
    signs: [
      ['virtualmachinemigrationenabled'],
      ['maximumvirtualmachinemigrations', 'usinganynetworkformigration'],
      ['logicalprocessorcount', 'virtualharddiskpath'],
    ],
    least: [],
  },
  migrationNetwork: { cmdlet: 'Get-VMMigrationNetwork', signs: [], least: ['subnet'] },
  team: {
    cmdlet: 'Get-NetLbfoTeam',
    keys: ['lbfoteams', 'teams', 'nicteams'],
    signs: [
      ['teamingmode', 'loadbalancingalgorithm', 'members'],
      ['teamnics', 'members', 'name'],
    ],
    least: ['name', 'teamingmode'],
  },
  teamMember: {
    cmdlet: 'Get-NetLbfoTeamMember',
    signs: [
      ['team', 'administrativemode'],
      ['team', 'failurereason', 'operationalmode'],
      ['team', 'operationalstatus', 'failurereason'],
    ],
    least: ['name', 'team'],
  },
  teamNic: {
    cmdlet: 'Get-NetLbfoTeamNic',
    signs: [
      ['team', 'vlanid', 'primary'],
      ['team', 'primary', 'default'],
    ],
    least: ['name', 'team'],
  },
  vmNetworkAdapter: {
    cmdlet: 'Get-VMNetworkAdapter',
    keys: ['hostvirtualnics', 'managementadapters', 'managementosadapters', 'vmadapters', 'vmnics'],
    signs: [
      ['switchname', 'ismanagementos'],
      ['switchname', 'vmname', 'macaddress', 'ipaddresses'],
      ['dynamicmacaddressenabled', 'switchname'],
    ],
    least: ['name', 'switchname'],
  },
  adapter: {
    cmdlet: 'Get-NetAdapter',
    keys: ['adapters', 'nics', 'physicaladapters', 'physicalnics'],
    signs: [
      ['interfacedescription', 'macaddress', 'linkspeed'],
      ['interfacedescription', 'macaddress', 'status'],
      ['interfacedescription', 'macaddress', 'driverfilename'],
      ['interfacedescription', 'permanentaddress', 'mediaconnectionstate'],
    ],
    least: ['name', 'interfacedescription'],
    not: ['registrykeyword', 'ipaddresses', 'dhcpenabled'],
  },
  advancedProperty: {
    cmdlet: 'Get-NetAdapterAdvancedProperty',
    signs: [['registrykeyword', 'registryvalue']],
    least: ['registrykeyword', 'registryvalue'],
  },
  rss: {
    cmdlet: 'Get-NetAdapterRss',
    signs: [['profile', 'numberofreceivequeues'], ['rssprocessorarray'], ['indirectiontable', 'profile']],
    ...SETTING,
  },
  vmq: {
    cmdlet: 'Get-NetAdapterVmq',
    signs: [
      ['anyvlansupported', 'numberofreceivequeues'],
      ['vlanfilteringsupported', 'numberofreceivequeues'],
    ],
    ...SETTING,
  },
  rdma: {
    cmdlet: 'Get-NetAdapterRdma',
    signs: [['maxqueuepaircount', 'enabled'], ['rdmaadapterinfo'], ['rdmatechnology', 'enabled']],
    ...SETTING,
  },
  sriov: { cmdlet: 'Get-NetAdapterSriov', signs: [['numvfs', 'enabled'], ['sriovsupport']], ...SETTING },
  adapterQos: {
    cmdlet: 'Get-NetAdapterQos',
    signs: [
      ['operationaltrafficclasses', 'enabled'],
      ['operationalflowcontrol', 'enabled'],
    ],
    ...SETTING,
  },
  binding: {
    cmdlet: 'Get-NetAdapterBinding',
    signs: [
      ['componentid', 'enabled', 'bindname'],
      ['componentid', 'enabled', 'displayname'],
    ],
    least: ['componentid', 'enabled'],
  },
  statistics: { cmdlet: 'Get-NetAdapterStatistics', signs: [['receivedbytes', 'sentbytes', 'name']], least: ['receivedbytes'] },
  encapsulatedOffload: {
    cmdlet: 'Get-NetAdapterEncapsulatedPacketTaskOffload',
    signs: [['nvgreencapsulatedpackettaskoffloadenabled'], ['encapsulatedpackettaskoffloadenabled']],
    ...SETTING,
  },
  ipsecOffload: { cmdlet: 'Get-NetAdapterIPsecOffload', signs: [], ...SETTING },
  hardware: {
    cmdlet: 'Get-NetAdapterHardwareInfo',
    signs: [
      ['numanode', 'pcidevicelabelstring'],
      ['numanode', 'segment', 'bus'],
    ],
    least: ['numanode'],
  },
  vmSwitchTeam: {
    cmdlet: 'Get-VMSwitchTeam',
    signs: [['netadapterinterfacedescription', 'teamingmode', 'loadbalancingalgorithm']],
    least: ['name', 'loadbalancingalgorithm'],
    not: ['switchtype'],
  },
  vmSwitch: {
    cmdlet: 'Get-VMSwitch',
    keys: ['vswitches', 'virtualswitches', 'hypervswitches'],
    signs: [
      ['switchtype', 'allowmanagementos'],
      ['switchtype', 'embeddedteamingenabled'],
      ['bandwidthreservationmode', 'netadapterinterfacedescriptions'],
    ],
    least: ['name', 'switchtype'],
  },
  vm: {
    cmdlet: 'Get-VM',
    keys: ['vms', 'virtualmachines'],
    signs: [
      ['vmid', 'generation', 'state'],
      ['generation', 'state', 'processorcount', 'memorystartup'],
    ],
    least: ['name'],
    not: ['switchname', 'snapshottype', 'parentsnapshotid', 'vlansetting'],
  },
  hardDrive: {
    cmdlet: 'Get-VMHardDiskDrive',
    signs: [['controllertype', 'controllernumber', 'vmname', 'path']],
    least: ['vmname', 'path'],
  },
  vmVlan: {
    cmdlet: 'Get-VMNetworkAdapterVlan',
    keys: ['vlan'],
    signs: [['operationmode', 'accessvlanid']],
    least: ['operationmode'],
  },
  vmIsolation: {
    cmdlet: 'Get-VMNetworkAdapterIsolation',
    signs: [['isolationmode', 'defaultisolationid']],
    least: ['isolationmode'],
  },
  vmTeamMapping: {
    cmdlet: 'Get-VMNetworkAdapterTeamMapping',
    signs: [['netadaptername', 'netadapterdeviceid']],
    least: ['netadaptername'],
  },
  replication: {
    cmdlet: 'Get-VMReplication',
    signs: [
      ['replicationfrequencysec', 'replicaservername'],
      ['frequencysec', 'replicaserver'],
      ['replicaserverport', 'vssnapshotfrequencyhour'],
    ],
    least: ['vmname'],
    not: ['memorystartup'],
  },
  replicationServer: {
    cmdlet: 'Get-VMReplicationServer',
    signs: [['allowedauthenticationtype', 'kerberosauthenticationport']],
    least: ['replicationenabled'],
  },
  replicationEntry: {
    cmdlet: 'Get-VMReplicationAuthorizationEntry',
    signs: [['allowedprimaryserver', 'replicastoragelocation']],
    least: ['allowedprimaryserver'],
    not: ['replicationstate', 'vmname'],
  },
  ipAddress: {
    cmdlet: 'Get-NetIPAddress',
    keys: ['ipaddresses'],
    signs: [['ipaddress', 'prefixlength', 'interfacealias']],
    least: ['ipaddress', 'prefixlength', 'interfacealias'],
  },
  offload: {
    cmdlet: 'Get-NetOffloadGlobalSetting',
    signs: [['receivesidescaling', 'receivesegmentcoalescing']],
    least: ['receivesidescaling'],
  },
  qosPolicy: {
    cmdlet: 'Get-NetQosPolicy',
    keys: ['qospolicies', 'policies'],
    signs: [
      ['priorityvalue8021action', 'name'],
      ['netdirectportmatchcondition', 'name'],
      ['priorityvalue', 'precedence', 'networkprofile'],
    ],
    least: ['name', 'precedence'],
  },
  trafficClass: {
    cmdlet: 'Get-NetQosTrafficClass',
    keys: ['trafficclasses'],
    signs: [['algorithm', 'bandwidthpercentage', 'name']],
    least: ['name', 'algorithm'],
  },
  flowControl: {
    cmdlet: 'Get-NetQosFlowControl',
    keys: ['flowcontrol'],
    signs: [['priority', 'enabled', 'policyset']],
    least: ['priority', 'enabled'],
    not: ['algorithm'],
  },
  dcbx: { cmdlet: 'Get-NetQosDcbxSetting', signs: [['willing', 'policyset']], least: ['willing'] },
  smbServer: {
    cmdlet: 'Get-SmbServerConfiguration',
    signs: [
      ['encryptdata', 'enablemultichannel'],
      ['rejectunencryptedaccess', 'enablesmb2protocol'],
    ],
    least: [],
  },
  smbClient: {
    cmdlet: 'Get-SmbClientConfiguration',
    signs: [['connectioncountperrssnetworkinterface'], ['enablebandwidththrottling', 'enablelargemtu']],
    least: [],
  },
  smbShare: {
    cmdlet: 'Get-SmbShare',
    signs: [
      ['scopename', 'continuouslyavailable', 'path'],
      ['folderenumerationmode', 'cachingmode', 'path'],
    ],
    least: ['name', 'path'],
  },
  smbLimit: { cmdlet: 'Get-SmbBandwidthLimit', signs: [['category', 'bytespersecond']], least: ['category'] },
  smbConstraint: { cmdlet: 'Get-SmbMultichannelConstraint', signs: [], least: ['servername', 'interfacealias'] },
  smbMapping: { cmdlet: 'Get-SmbMapping', signs: [['localpath', 'remotepath', 'status']], least: ['localpath', 'remotepath'] },
  firewallRule: {
    cmdlet: 'Get-NetFirewallRule',
    signs: [['displayname', 'direction', 'action', 'enabled', 'profile']],
    least: ['name', 'enabled'],
    not: ['defaultinboundaction'],
  },
  cluster: {
    cmdlet: 'Get-Cluster',
    signs: [
      ['clusterfunctionallevel', 'name'],
      ['sharedvolumesroot', 'name'],
    ],
    least: ['name'],
  },
  clusterNode: {
    cmdlet: 'Get-ClusterNode',
    signs: [
      ['nodeweight', 'name', 'state'],
      ['dynamicweight', 'name'],
    ],
    least: ['name'],
  },
  clusterNetwork: { cmdlet: 'Get-ClusterNetwork', signs: [['addressmask', 'role', 'name']], least: ['name', 'role'] },
  clusterGroup: { cmdlet: 'Get-ClusterGroup', signs: [['grouptype', 'ownernode', 'name']], least: ['name', 'grouptype'] },
  lookupRecord: {
    cmdlet: 'Get-NetVirtualizationLookupRecord',
    signs: [['customeraddress', 'provideraddress', 'virtualsubnetid']],
    least: ['customeraddress'],
  },
  customerRoute: {
    cmdlet: 'Get-NetVirtualizationCustomerRoute',
    signs: [['routingdomainid', 'virtualsubnetid', 'destinationprefix']],
    least: ['routingdomainid'],
  },
  providerAddress: {
    cmdlet: 'Get-NetVirtualizationProviderAddress',
    signs: [['provideraddress', 'prefixlength', 'interfaceindex']],
    least: ['provideraddress'],
  },
  providerRoute: { cmdlet: 'Get-NetVirtualizationProviderRoute', signs: [], least: ['destinationprefix', 'nexthop'] },
  virtualizationGlobal: { cmdlet: 'Get-NetVirtualizationGlobal', signs: [['useexternalrouter']], least: ['useexternalrouter'] },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof SHAPES;
