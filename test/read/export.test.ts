import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isPartial } from '#read/forgotten';
import { readExport } from '../../src/read/dialect/export.ts';
import { looksLikeExport } from '../../src/read/dialect/export-recognise.ts';
import { INVENTORY_7, INVENTORY_51 } from './export-samples.ts';

type Data = Record<string, unknown>;

function read(text: string, path = '/estate/hv01.json', name?: string) {
  return readExport({ path, text }, name);
}

function dataOf(value: unknown, path?: string): Data[] {
  return read(typeof value === 'string' ? value : JSON.stringify(value), path).map(({ data }) => data as Data);
}

/** The host of an export that is about one. */
function hostOf(value: unknown, path?: string): Data {
  return dataOf(value, path).find(({ kind }) => kind === 'host')!;
}

describe('our own collector', () => {
  it('is read in full', () => {
    const documents = dataOf(INVENTORY_7);
    expect(documents).toEqual([
      {
        kind: 'host',
        name: 'HV01',
        os: '2019',
        partOfDomain: true,
        domain: 'contoso.com',
        processors: { logicalProcessors: 32, hyperThreading: true },
        roles: ['Hyper-V'],
        cluster: 'c1',
        liveMigration: {
          virtualMachineMigrationEnabled: true,
          maximumVirtualMachineMigrations: 2,
          virtualMachineMigrationAuthenticationType: 'CredSSP',
          virtualMachineMigrationPerformanceOption: 'SMB',
          migrationNetworks: ['10.0.20.0/24'],
        },
        teams: [
          {
            name: 'Team1',
            teamingMode: 'SwitchIndependent',
            loadBalancingAlgorithm: 'Dynamic',
            lacpTimer: 'Fast',
            status: 'Degraded',
            members: [
              {
                name: 'NIC1',
                administrativeMode: 'Active',
                operationalMode: 'Active',
                failureReason: 'NoFailure',
                transmitLinkSpeed: 10000000000,
              },
              {
                name: 'NIC2',
                administrativeMode: 'Active',
                operationalMode: 'Failed',
                failureReason: 'PhysicalMediaDisconnected',
              },
            ],
            teamNics: [{ name: 'Team1', primary: true, default: true, failureReason: 'NoFailure', status: 'Up' }],
          },
        ],
        hostAdapters: [
          {
            name: 'Management',
            switchName: 'External',
            macAddress: '00155D000001',
            vlan: { operationMode: 'Access', accessVlanId: 10 },
            isolation: { isolationMode: 'None', defaultIsolationId: 0, multiTenantStack: 'Off', allowUntaggedTraffic: false },
            rdma: { enabled: false },
            ipAddresses: ['10.0.10.11/24'],
          },
        ],
        nics: [
          {
            name: 'NIC1',
            interfaceDescription: 'Intel(R) Ethernet X710',
            macAddress: 'AA-BB-CC-00-00-01',
            permanentAddress: 'AABBCC000001',
            linkSpeed: '10 Gbps',
            status: 'Up',
            mediaConnectionState: 'Connected',
            physicalMediaType: '802.3',
            vlanId: 0,
            mtuSize: 1500,
            driverFileName: 'i40ea68.sys',
            driverVersion: '1.10.128.0',
            driverProvider: 'Intel',
            connectorPresent: true,
            virtual: false,
            rss: {
              enabled: true,
              profile: 'NUMAStatic',
              baseProcessorNumber: 2,
              maxProcessors: 8,
              numaNode: 0,
              numberOfReceiveQueues: 8,
            },
            rdma: { enabled: true, technology: 'RoCEv2' },
            bindings: { ms_implat: true },
            advancedProperties: { '*JumboPacket': '9014' },
            statistics: { receivedBytes: 123, sentBytes: 456, receivedDiscardedPackets: 0 },
          },
          {
            name: 'NIC2',
            interfaceDescription: 'Intel(R) Ethernet X710 #2',
            macAddress: 'AA-BB-CC-00-00-02',
            status: 'Disconnected',
            mediaConnectionState: 'Disconnected',
          },
        ],
        vmSwitches: [
          {
            name: 'External',
            switchType: 'External',
            allowManagementOS: true,
            embeddedTeamingEnabled: false,
            bandwidthReservationMode: 'Weight',
            netAdapterInterfaceDescriptions: ['Microsoft Network Adapter Multiplexor Driver'],
            netAdapterName: ['Team1'],
          },
        ],
        offload: { chimney: 'Disabled', receiveSideScaling: 'Enabled' },
        smbServer: { enableMultiChannel: true, encryptData: false, smb2DialectMax: 'SMB311' },
        qos: {
          policies: [
            {
              name: 'SMB',
              template: 'None',
              netDirectPortMatchCondition: 445,
              priorityValue8021Action: 3,
              precedence: 127,
              networkProfile: 'All',
            },
          ],
          trafficClasses: [
            { name: '[Default]', algorithm: 'ETS', bandwidthPercentage: 50, priority: [0, 1, 2, 4, 5, 6, 7] },
            { name: 'SMB', algorithm: 'ETS', bandwidthPercentage: 50, priority: [3] },
          ],
          flowControl: [3],
          dcbx: { willing: false },
        },
      },
      {
        kind: 'vm',
        name: 'web01',
        cluster: 'c1',
        generation: 2,
        state: 'Running',
        replication: {},
        hardDrives: [{ path: 'C:\\ClusterStorage\\Volume1\\web01.vhdx' }],
        networkAdapters: [
          {
            name: 'Network Adapter',
            switchName: 'External',
            macAddress: '00155D000002',
            dynamicMacAddressEnabled: true,
            macAddressSpoofing: 'Off',
            allowTeaming: 'On',
            iovWeight: 0,
            vmqWeight: 100,
            minimumBandwidthWeight: 5,
            vlan: { operationMode: 'Trunk', nativeVlanId: 7, allowedVlanIdList: '1-10,20' },
          },
          { name: 'Network Adapter', vlan: { operationMode: 'Untagged' } },
        ],
      },
      {
        kind: 'cluster',
        name: 'c1',
        domain: 'contoso.com',
        nodes: ['HV01', 'HV02'],
        networks: [{ name: 'Storage', role: 'Cluster', address: '10.0.20.0', addressMask: '255.255.255.0', metric: 30240 }],
        groups: [
          { name: 'SOFS1', groupType: 'ScaleoutFileServer' },
          { name: 'Available Storage', groupType: 'Other' },
        ],
      },
      {
        kind: 'replica-server',
        name: 'HV01',
        replicationEnabled: true,
        allowedAuthenticationType: 'Kerberos',
        kerberosAuthenticationPort: 80,
        replicationAllowedFromAnyServer: false,
        monitoringInterval: '12:00:00',
        authorizationEntries: [
          { allowedPrimaryServer: '*.contoso.com', replicaStorageLocation: 'D:\\Replica', trustGroup: 'DEFAULT' },
        ],
      },
      {
        kind: 'file-server',
        name: 'SOFS1',
        cluster: 'c1',
        shares: [
          {
            name: 'VMs',
            path: 'C:\\ClusterStorage\\Volume1\\VMs',
            scopeName: 'SOFS1',
            continuouslyAvailable: true,
            cachingMode: 'None',
          },
        ],
      },
      {
        kind: 'network-virtualization',
        name: 'NetWNV of HV01',
        appliesTo: ['HV01'],
        providerAddresses: [
          {
            providerAddress: '192.168.1.11',
            prefixLength: 24,
            vlanId: 0,
            addressState: 'Preferred',
            interface: 'Team1',
            host: 'HV01',
          },
        ],
      },
    ]);
    const host = documents[0] as unknown as Record<string, unknown[]>;
    for (const list of ['nics', 'teams', 'vmSwitches', 'hostAdapters']) expect(isPartial(host[list]!), list).toBe(false);
    expect(read(INVENTORY_7).every(({ stance, problems = [] }) => stance === 'observed' && problems.length === 0)).toBe(true);
  });

  it('of Windows PowerShell 5.1, where an empty list says that there is nothing', () => {
    const [host, ...others] = dataOf(INVENTORY_51);
    expect(others).toEqual([]);
    expect(host).toEqual({
      kind: 'host',
      name: 'HV02',
      nics: [
        {
          name: 'NIC1',
          interfaceDescription: 'Intel(R) Ethernet X710',
          macAddress: 'AA-BB-CC-00-00-01',
          linkSpeed: '10 Gbps',
        },
      ],
      teams: [],
      vmSwitches: [
        {
          name: 'S2',
          switchType: 'External',
          embeddedTeamingEnabled: true,
          netAdapterInterfaceDescriptions: ['Intel(R) Ethernet X710'],
          netAdapterName: ['NIC1'],
        },
      ],
    });
    expect(isPartial((host as unknown as { teams: unknown[] }).teams)).toBe(false);
  });

  it('has its values at their places', () => {
    const [host] = read(INVENTORY_7);
    const shown = (...path: (string | number)[]): string => {
      const { start, end } = host!.rangeOf(path);
      return INVENTORY_7.slice(start, end);
    };
    expect(shown('nics', 0, 'linkSpeed')).toBe('"10 Gbps"');
    expect(shown('nics', 0, 'advancedProperties', '*JumboPacket')).toBe('"9014"');
    expect(shown('teams', 0, 'members', 1, 'failureReason')).toBe('"PhysicalMediaDisconnected"');
    expect(shown('teams', 0, 'members', 1, 'name')).toBe('"NIC2"');
    expect(shown('vmSwitches', 0, 'netAdapterName', 0)).toBe('"Microsoft Network Adapter Multiplexor Driver"');
    expect(shown('hostAdapters', 0, 'vlan', 'accessVlanId')).toBe('10');
    expect(shown('hostAdapters', 0, 'ipAddresses', 0)).toBe('"10.0.10.11"');
    expect(shown('qos', 'flowControl', 0)).toBe('3');
  });
});

describe('exports of others', () => {
  const NIC = { Name: 'NIC1', InterfaceDescription: 'X710', MacAddress: 'AA-BB-CC-00-00-01', LinkSpeed: '10 Gbps' };

  it('one cmdlet a file: the host is in the objects, else in the file’s name, else its folder', () => {
    const named = (extra: object, path: string) => (hostOf([{ ...NIC, ...extra }], path) as { name: string }).name;
    expect(named({ SystemName: 'hv07.contoso.com' }, '/estate/a.json')).toBe('hv07');
    expect(named({ PSComputerName: 'hv08', SystemName: 'x' }, '/estate/a.json')).toBe('hv08');
    expect(named({ PSComputerName: 'localhost' }, '/estate/hv01-Get-NetAdapter.json')).toBe('hv01');
    expect(named({}, '/estate/hv01_NetAdapter.json')).toBe('hv01');
    expect(named({}, '/estate/hv02/Get-NetAdapter.json')).toBe('hv02');
    expect(named({}, '/estate/hv03/adapters.json')).toBe('hv03');
    expect((read(JSON.stringify([NIC]), '/estate/x.json', 'hv09')[0]!.data as { name: string }).name).toBe('hv09');
  });

  it('several hosts in one list, told apart by PSComputerName', () => {
    const hosts = dataOf([
      { ...NIC, PSComputerName: 'hv01' },
      { ...NIC, PSComputerName: 'hv02' },
    ]);
    expect(hosts.map(({ name }) => name)).toEqual(['hv01', 'hv02']);
  });

  it('lists are only a part: nobody knows what was asked', () => {
    const { nics } = hostOf([NIC]) as unknown as { nics: unknown[] };
    expect(isPartial(nics)).toBe(true);
  });

  it('one element is an object, keys are in camelCase, and CIM noise is passed over', () => {
    const cim = {
      CimClass: { CimClassName: 'MSFT_NetAdapter', CimClassMethods: [{ Name: 'Enable' }] },
      CimInstanceProperties: [{ Name: 'Caption', Value: null }],
      CimSystemProperties: { ServerName: 'HV01', ClassName: 'MSFT_NetAdapter' },
    };
    const raw = {
      ...cim,
      ifAlias: 'NIC1',
      Name: 'NIC1',
      InterfaceDescription: 'X710',
      Speed: 25000000000,
      MediaConnectionState: 1,
    };
    expect(hostOf(raw)).toEqual({
      kind: 'host',
      name: 'hv01',
      nics: [{ name: 'NIC1', interfaceDescription: 'X710', linkSpeed: 25000000000, mediaConnectionState: 'Connected' }],
    });
    expect(
      hostOf({ adapters: { name: 'NIC1', interfaceDescription: 'X710', macAddress: 'AABBCC000001', status: 'Not Present' } }),
    ).toEqual({
      kind: 'host',
      name: 'hv01',
      nics: [{ name: 'NIC1', interfaceDescription: 'X710', macAddress: 'AABBCC000001', status: 'Not Present' }],
    });
  });

  it('numbers of enumerations count only where they are documented', () => {
    const host = hostOf({
      'Get-NetLbfoTeam': {
        Name: 'Team1',
        Members: ['A', 'B'],
        TeamNics: 'Team1',
        TeamingMode: 2,
        LoadBalancingAlgorithm: 4,
        LacpTimer: 1,
        Status: 0,
      },
      'Get-NetLbfoTeamMember': [
        {
          Name: 'A',
          Team: 'Team1',
          AdministrativeMode: 0,
          OperationalMode: 4096,
          FailureReason: 5,
          TransmitLinkSpeed: 2 ** 64,
        },
      ],
      'Get-VMSwitch': { Name: 'S', SwitchType: 2, BandwidthReservationMode: 1, AllowManagementOS: true },
      'Get-NetOffloadGlobalSetting': { ReceiveSideScaling: 1, ReceiveSegmentCoalescing: 0, Chimney: 2 },
      'Get-NetQosTrafficClass': [{ Name: 'SMB', Algorithm: 2, BandwidthPercentage: 50, Priority: 3 }],
      'Get-NetQosPolicy': [
        { Name: 'SMB', TemplateMatchCondition: 4, PriorityValue8021Action: 3, Precedence: 127, NetworkProfile: 7 },
      ],
    });
    expect(host).toMatchObject({
      teams: [
        {
          teamingMode: 'Lacp',
          loadBalancingAlgorithm: 'HyperVPort',
          status: 'Up',
          members: [
            { name: 'A', administrativeMode: 'Active', operationalMode: 'Failed', failureReason: 'LacpNegotiationIssue' },
            { name: 'B' },
          ],
          teamNics: [{ name: 'Team1' }],
        },
      ],
      vmSwitches: [{ switchType: 'External', bandwidthReservationMode: 'Weight' }],
      offload: { receiveSideScaling: 'Enabled', receiveSegmentCoalescing: 'Disabled', chimney: 'Automatic' },
      qos: {
        trafficClasses: [{ name: 'SMB', algorithm: 'ETS', priority: [3] }],
        policies: [{ template: 'SMB', priorityValue8021Action: 3 }],
      },
    });
    const [team] = (host as unknown as { teams: Record<string, unknown>[] }).teams;
    expect(team).not.toHaveProperty('lacpTimer');
    expect((team!.members as object[])[0]).not.toHaveProperty('transmitLinkSpeed');
    expect((host as unknown as { qos: { policies: object[] } }).qos.policies[0]).not.toHaveProperty('networkProfile');
  });

  it('On is 0 and Off is 1; a VLAN mode by number counts where its VLANs allow one meaning', () => {
    const adapter = (name: string, VlanSetting: object) => ({
      VMName: 'web01',
      Name: name,
      Id: name,
      SwitchName: 'S',
      IsManagementOs: false,
      MacAddressSpoofing: 0,
      AllowTeaming: 1,
      VlanSetting,
    });
    const [vm] = dataOf([
      adapter('a', { OperationMode: 0, AccessVlanId: 0 }),
      adapter('b', { OperationMode: 1, AccessVlanId: 42, AllowedVlanIdList: [] }),
      adapter('c', { OperationMode: 2, AccessVlanId: 0, NativeVlanId: 1, AllowedVlanIdList: [5, 6] }),
      adapter('d', { OperationMode: 2, AccessVlanId: 42, AllowedVlanIdList: [5, 6] }),
      adapter('e', '@{OperationMode=Access; AccessVlanId=42}' as unknown as object),
      adapter('f', { OperationMode: 'Private', PrivateVlanMode: 3, PrimaryVlanId: 10, SecondaryVlanIdListString: '20-30' }),
    ]);
    expect(vm).toMatchObject({
      kind: 'vm',
      name: 'web01',
      host: 'hv01',
      networkAdapters: [
        { name: 'a', macAddressSpoofing: 'On', allowTeaming: 'Off', vlan: { operationMode: 'Untagged' } },
        { name: 'b', vlan: { operationMode: 'Access', accessVlanId: 42 } },
        { name: 'c', vlan: { operationMode: 'Trunk', nativeVlanId: 1, allowedVlanIdList: [5, 6] } },
        { name: 'd' },
        { name: 'e' },
        {
          name: 'f',
          vlan: { operationMode: 'Private', privateVlanMode: 'Promiscuous', primaryVlanId: 10, secondaryVlanIdList: '20-30' },
        },
      ],
    });
    const adapters = (vm as unknown as { networkAdapters: object[] }).networkAdapters;
    expect(adapters[3]).not.toHaveProperty('vlan');
    expect(adapters[4]).not.toHaveProperty('vlan');
  });

  it('settings are joined to their adapter by its parent, an object or its text', () => {
    const host = hostOf({
      adapters: [{ Name: 'NIC1', InterfaceDescription: 'X710' }],
      'Get-VMNetworkAdapter': [{ Name: 'SMB1', SwitchName: 'S', IsManagementOs: true, ParentAdapter: null }],
      'Get-VMNetworkAdapterVlan': [
        { OperationMode: 'Access', AccessVlanId: 11, ParentAdapter: "VMInternalNetworkAdapter, Name = 'SMB1'" },
        { OperationMode: 'Access', AccessVlanId: 12, ParentAdapter: { Name: 'SMB2', IsManagementOs: true } },
        { OperationMode: 'Access', AccessVlanId: 13, VMNetworkAdapterName: 'nobody' },
      ],
      'Get-VMNetworkAdapterIsolation': [
        { IsolationMode: 3, DefaultIsolationID: 14, MultiTenantStack: 1, ParentAdapter: { Name: 'SMB2', IsManagementOs: true } },
      ],
      'Get-VMNetworkAdapterTeamMapping': {
        NetAdapterName: 'NIC1',
        NetAdapterDeviceId: '{1}',
        ParentAdapter: "VMInternalNetworkAdapter, Name = 'SMB1'",
      },
      'Get-NetAdapterRdma': [
        { Name: 'vEthernet (SMB1)', InterfaceDescription: 'Hyper-V Virtual Ethernet Adapter #2', Enabled: true },
      ],
    });
    expect((host as unknown as { hostAdapters: unknown }).hostAdapters).toEqual([
      {
        name: 'SMB1',
        switchName: 'S',
        vlan: { operationMode: 'Access', accessVlanId: 11 },
        teamMapping: { physicalNetAdapterName: 'NIC1' },
        rdma: { enabled: true },
      },
      {
        name: 'SMB2',
        vlan: { operationMode: 'Access', accessVlanId: 12 },
        isolation: { isolationMode: 'Vlan', defaultIsolationId: 14, multiTenantStack: 'Off' },
      },
    ]);
  });

  it('settings of adapters that another file lists bring those up, but for two of one name', () => {
    const row = (VMName: string, VMNetworkAdapterName: string, AccessVlanId: number) => ({
      OperationMode: 1,
      AccessVlanId,
      AllowedVlanIdListString: '',
      VMName,
      VMNetworkAdapterName,
      IsManagementOs: false,
    });
    const vlans = [row('web01', 'A', 42), row('web01', 'B', 43), row('web02', 'A', 44), row('web02', 'a', 45)];
    const isolation = { IsolationMode: 3, DefaultIsolationID: 14, VMName: 'web01', VMNetworkAdapterName: 'A' };
    const settings = { 'Get-VMNetworkAdapterVlan': vlans, 'Get-VMNetworkAdapterIsolation': [isolation] };
    const path = '/estate/hv01.json';
    const vm = dataOf(settings, path).filter(({ kind }) => kind === 'vm');
    expect(vm).toEqual([
      {
        kind: 'vm',
        name: 'web01',
        host: 'hv01',
        networkAdapters: [
          {
            name: 'A',
            vlan: { operationMode: 'Access', accessVlanId: 42 },
            isolation: { isolationMode: 'Vlan', defaultIsolationId: 14 },
          },
          { name: 'B', vlan: { operationMode: 'Access', accessVlanId: 43 } },
        ],
      },
    ]);
    expect(isPartial(vm[0]!.networkAdapters as object)).toBe(true);
    // A file that lists the adapters of VMs knows which ones there are.
    const adapters = [{ Name: 'A', VMName: 'web01', SwitchName: 'S', IsManagementOs: false, MacAddressSpoofing: 0 }];
    const listed = dataOf({ ...settings, 'Get-VMNetworkAdapter': adapters }, path).find(({ kind }) => kind === 'vm');
    expect(listed).toMatchObject({ networkAdapters: [{ name: 'A', vlan: { accessVlanId: 42 } }] });
  });

  it('what ConvertTo-Json joined or cut off is unknown', () => {
    const host = hostOf({
      'Get-NetLbfoTeam': {
        Name: 'Team1',
        Members: 'NIC1 NIC2',
        TeamNics: 'System.String[]',
        TeamingMode: 'Static',
        LoadBalancingAlgorithm: 'Dynamic',
      },
      'Get-VMSwitch': {
        Name: 'S',
        SwitchType: 'External',
        AllowManagementOS: true,
        NetAdapterInterfaceDescription: 'Teamed-Interface',
      },
      'Get-NetAdapterAdvancedProperty': [
        { Name: 'NIC1', InterfaceDescription: 'X710', RegistryKeyword: '*JumboPacket', RegistryValue: 'System.String[]' },
      ],
    }) as unknown as { teams: object[]; vmSwitches: object[]; nics: object[] };
    expect(host.teams).toEqual([{ name: 'Team1', teamingMode: 'Static', loadBalancingAlgorithm: 'Dynamic' }]);
    expect(host.vmSwitches).toEqual([{ name: 'S', switchType: 'External', allowManagementOS: true }]);
    expect(host.nics).toEqual(
      [{ name: 'NIC1', interfaceDescription: 'X710', advancedProperties: {} }].map(({ advancedProperties: _, ...nic }) => nic),
    );
  });

  it('a member whose name has blanks is one member, where an adapter is called so', () => {
    const { teams } = hostOf({
      'Get-NetAdapter': [{ Name: 'SLOT 4 Port 1', InterfaceDescription: 'X710', MacAddress: 'AA-BB-CC-00-00-01' }],
      'Get-NetLbfoTeam': { Name: 'Team1', Members: 'SLOT 4 Port 1', TeamingMode: 'Static', LoadBalancingAlgorithm: 'Dynamic' },
    }) as unknown as { teams: object[] };
    expect(teams).toMatchObject([{ members: [{ name: 'SLOT 4 Port 1' }] }]);
  });

  it('null, empty lists and values out of range say nothing', () => {
    expect(dataOf('null')).toEqual([]);
    expect(dataOf('[]')).toEqual([]);
    expect(dataOf({ 'Get-NetAdapter': null, 'Get-NetLbfoTeam': [] })).toEqual([]);
    const [host] = read(
      JSON.stringify({ ...NIC, VlanID: -1, MtuSize: 0, LinkSpeed: '0 bps', Speed: 0, MediaConnectionState: 9, Status: 'Odd' }),
    );
    expect(host!.data).toEqual({
      kind: 'host',
      name: 'hv01',
      nics: [{ name: 'NIC1', interfaceDescription: 'X710', macAddress: 'AA-BB-CC-00-00-01' }],
    });
    expect(host!.problems).toEqual([]);
  });

  it('the release by name and build, in any language', () => {
    const os = (Caption: string, BuildNumber: string, ProductType = 3, OperatingSystemSKU = 8) =>
      (hostOf({ Caption, BuildNumber, ProductType, OperatingSystemSKU, CSName: 'HV01' }) as { os?: string } | undefined)?.os;
    expect(os('Microsoft Windows Server 2012 R2 Standard', '9600')).toBe('2012R2');
    expect(os('Microsoft Windows Server 2012 Datacenter', '9200')).toBe('2012');
    expect(os('Microsoft Windows Server 2022 Datacenter Azure Edition', '20348')).toBe('2022');
    expect(os('Microsoft Windows Server 2025 Datacenter', '26100')).toBe('2025');
    expect(os('Microsoft Azure Stack HCI', '25398')).toBe('azure-local');
    expect(os('Сервер', '26100', 3, 406)).toBe('azure-local');
    expect(os('Microsoft Windows 11 Pro', '22631', 1, 48)).toBe('windows-11');
    expect(os('Windows Server Datacenter', '16299')).toBeUndefined();
  });

  it('made inside a VM is about the guest', () => {
    const inside = {
      Win32_ComputerSystem: {
        PartOfDomain: false,
        NumberOfLogicalProcessors: 4,
        Manufacturer: 'Microsoft Corporation',
        Model: 'Virtual Machine',
      },
      Win32_OperatingSystem: { Caption: 'Microsoft Windows Server 2019 Standard', BuildNumber: '17763', ProductType: 3 },
      'Get-NetAdapter': [NIC],
      'Get-NetLbfoTeam': { Name: 'T', Members: ['A'], TeamingMode: 1, LoadBalancingAlgorithm: 0 },
      'Get-NetLbfoTeamMember': { Name: 'A', Team: 'T', AdministrativeMode: 0, FailureReason: 9 },
    };
    expect(dataOf(inside, '/estate/web01.json')).toEqual([
      {
        kind: 'vm',
        name: 'web01',
        guest: {
          os: '2019',
          teams: [
            {
              name: 'T',
              teamingMode: 'SwitchIndependent',
              loadBalancingAlgorithm: 'TransportPorts',
              members: [{ name: 'A', administrativeMode: 'Active', failureReason: 'VirtualSwitchLacksExternalConnectivity' }],
            },
          ],
        },
      },
    ]);
    const nested = { ...inside, 'Get-VMSwitch': { Name: 'S', SwitchType: 'Internal', AllowManagementOS: true } };
    expect(dataOf(nested, '/estate/hv01.json')).toMatchObject([{ kind: 'host', name: 'hv01' }]);
  });

  it('the copy beside the host is read, and the file is told where the other differs', () => {
    const text = JSON.stringify({
      nodes: [{ node: 'hv01', adapters: [NIC] }],
      adapters: [{ ...NIC, LinkSpeed: '25 Gbps' }],
    });
    const [host] = read(text);
    expect(host!.data).toMatchObject({ name: 'hv01', nics: [{ linkSpeed: '10 Gbps' }] });
    expect(host!.problems).toMatchObject([{ rule: 'reading/second-copy' }]);
    const [problem] = host!.problems!;
    expect(text.slice((problem!.place as { start: number }).start, (problem!.place as { end: number }).end)).toBe('"25 Gbps"');
  });
});

describe('recognition', () => {
  const recognised = (value: unknown): boolean => looksLikeExport(value, JSON.stringify(value));

  it('by properties, classes, cmdlets and our stamp', () => {
    expect(recognised([{ InterfaceDescription: 'X', MacAddress: 'A', LinkSpeed: '1 Gbps' }])).toBe(true);
    expect(recognised({ hvlintInventory: 1, host: 'hv01', cmdlets: {} })).toBe(true);
    expect(recognised({ host: { 'Get-NetLbfoTeam': [] } })).toBe(true);
    expect(recognised({ CimClass: 'ROOT/StandardCimv2:MSFT_NetAdapterRssSettingData', Name: 'NIC1', ComponentID: '' })).toBe(
      true,
    );
  });

  it('not other JSON', () => {
    for (const value of [
      null,
      5,
      { name: 'x', version: '1.0.0', dependencies: {} },
      { adapters: [{ name: 'stripe' }], policies: [{ name: 'p' }], vlan: 5 },
      { hosts: [{ hostname: 'a', ipAddress: '10.0.0.1' }] },
      { vlans: [{ vlan_id: 2, name: 'x' }], interfaces: [{ name: 'Trunk', type: 'Trunk', native_vlan: '7' }] },
    ])
      expect(recognised(value), JSON.stringify(value)).toBe(false);
  });

  it('through the whole reader: encoded as UTF-16, observed whatever is asked, never edited, without secrets', async () => {
    const { readFile } = await import('#read/read-file');
    const text = INVENTORY_51.replace('"notRead"', '"AdminPassword":  "hunter2",\r\n    "notRead"');
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const file = await readFile('/estate/hv02.json', bytes, { stance: 'declared' });
    if ('unreadable' in file) throw new Error(file.unreadable);
    expect(file).toMatchObject({ syntax: 'export', foreign: false, problems: [] });
    expect(file.documents).toMatchObject([{ stance: 'observed', editable: false, data: { name: 'HV02' } }]);
    expect(file.file.text).not.toContain('hunter2');
    const own = await readFile(
      '/estate/own.json',
      Buffer.from('{"kind":"host","name":"hv01","nics":[{"name":"NIC1","interfaceDescription":"X"}]}'),
    );
    expect(own).toMatchObject({ syntax: 'json', documents: [{ stance: 'declared' }] });
  });
});

describe('the collector', () => {
  const script = readFileSync(new URL('../../src/collect/Export-HvlintInventory.ps1', import.meta.url), 'utf8');

  it('is read by our own parser without a finding', async () => {
    const { readText } = await import('#read/read-file');
    const { documents, problems } = await readText({ path: '/estate/Export-HvlintInventory.ps1', text: script });
    expect(problems).toEqual([]);
    expect(documents).toEqual([]);
  });

  it('is printed by the command and comes with the package', async () => {
    const { collectorScript } = await import('../../src/cli/package-file.ts');
    expect(collectorScript()).toBe(script);
    const { files } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { files: string[] };
    expect(files).toContain('src/collect');
  });

  it('reads only, and every list it writes is one the reader knows', async () => {
    const { shapeOfKey } = await import('../../src/read/export/recognise.ts');
    const names = [...script.matchAll(/@\{ Name = '([^']+)'/g)].map((match) => match[1]!);
    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => shapeOfKey(name) === undefined)).toEqual([]);
    expect(script.match(/\b(?:Set|New|Remove|Add|Enable|Disable|Rename|Stop|Start|Invoke)-\w+/g) ?? []).toEqual([]);
    expect(script).not.toMatch(/Credential|SecureString|Get-Content|registry::/i);
  });
});

describe('hostile input', () => {
  it('cut off anywhere', () => {
    for (let end = 0; end < INVENTORY_7.length; end += 7) read(INVENTORY_7.slice(0, end));
  });

  it('any value in the place of any other', () => {
    const odd = [null, 1, -1, 1e308, '', 'x', '@{a=1}', [], [null], {}, { value: [1], Count: 1 }, true, [[[]]], '__proto__'];
    const whole = JSON.parse(INVENTORY_7) as Record<string, unknown>;
    let seed = 7;
    const next = (below: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % below;
    };
    const spoil = (value: unknown): unknown => {
      if (next(12) === 0) return odd[next(odd.length)];
      if (Array.isArray(value)) return value.map(spoil);
      if (value !== null && typeof value === 'object')
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [next(40) === 0 ? '__proto__' : key, spoil(item)]));
      return value;
    };
    for (let round = 0; round < 150; round++) dataOf({ ...(spoil(whole) as object), hvlintInventory: 1 });
  });

  it('takes time in proportion to its size', () => {
    const time = (count: number): number => {
      const adapters = Array.from({ length: count }, (_, i) => ({
        ...ADAPTER,
        Name: `NIC${i}`,
        VMName: 'vm',
        SwitchName: 'S',
        IsManagementOs: false,
      }));
      const text = JSON.stringify({
        'Get-NetAdapter': adapters,
        'Get-VMNetworkAdapter': adapters,
        nodes: adapters.map(({ Name }) => ({ node: Name })),
      });
      const start = performance.now();
      read(text);
      return performance.now() - start;
    };
    time(500);
    const [small, large] = [time(1000), time(8000)];
    expect(large).toBeLessThan(Math.max(small, 20) * 8 * 5);
  });

  const ADAPTER = {
    InterfaceDescription: 'X710',
    MacAddress: 'AA-BB-CC-00-00-01',
    LinkSpeed: '10 Gbps',
    RegistryKeyword: undefined,
  };
});
