import { expect, test } from 'vitest';
import { readPowerShell } from '#read/dialect/powershell';
import { validateDocument } from '#read/validate';

/** The documents of a script, by kind and name; what is read must be valid. */
function read(text: string): Record<string, unknown> {
  const documents = readPowerShell({ path: '/estate/dsc.ps1', text });
  expect(documents.flatMap(({ problems = [] }) => problems.map(({ message }) => message))).toEqual([]);
  for (const { kind, data } of documents) expect(validateDocument(kind, structuredClone(data), 0, () => undefined)).toEqual([]);
  return Object.fromEntries(documents.map(({ kind, data }) => [`${kind} ${(data as { name: string }).name}`, data]));
}

test('nodes, resources and their data', () => {
  const text = `
$ConfigurationData = @{
  AllNodes = @(
    @{ NodeName = '*'; Team = 'Team1'; Mode = 'SwitchIndependent' }
    @{ NodeName = 'hv01'; Role = 'HyperV'; Nics = 'NIC1', 'NIC2'; Address = '10.0.0.1/24' }
    @{ NodeName = 'hv02'; Role = 'HyperV'; Nics = @('NIC3', 'NIC4'); Mode = 'LACP'; Address = '10.0.0.2/24' }
    @{ NodeName = 'dc01'; Role = 'DC' }
  )
  NonNodeData = @{ Vlan = 42; Switches = @(@{ Name = 'S1' }, @{ Name = 'S2' }) }
}
Configuration Hosts {
  param([string] $Suffix = 'x')
  Import-DscResource -ModuleName NetworkingDsc, xHyper-V
  Node $AllNodes.Where{ $_.Role -eq 'HyperV' }.NodeName {
    NetworkTeam Team {
      Name        = $Node.Team
      TeamMembers = $Node.Nics
      TeamingMode = $Node.Mode   # of all nodes but one
      LoadBalancingAlgorithm = 'Dynamic'
      Ensure      = 'Present'
    }
    NetworkTeamInterface Vlan { Name = "V-$Suffix"; TeamName = $Node.Team; VlanId = $ConfigurationData.NonNodeData.Vlan }
    xVMSwitch Switch {
      Name = 'S0'; Type = 'External'; NetAdapterName = 'NIC5', 'NIC6'
      AllowManagementOS = $false; EnableEmbeddedTeaming = $true; BandwidthReservationMode = 'Weight'
      LoadBalancingAlgorithm = 'HyperVPort'
      DependsOn = "[NetworkTeam]Team"
    }
    foreach ($each in $ConfigurationData.NonNodeData.Switches) {
      VMSwitch $each.Name { Name = $each.Name; Type = 'Internal' }
    }
    1..2 | ForEach-Object {
      VMNetworkAdapter "SMB$_" { Id = "SMB$_"; Name = "SMB$_"; SwitchName = 'S0'; VMName = 'ManagementOS'; VlanId = 10 * $_ }
    }
    IPAddress Ip { InterfaceAlias = 'vEthernet (SMB1)'; AddressFamily = 'IPv4'; IPAddress = $Node.Address }
    NetworkTeam Old { Name = 'Old'; TeamMembers = 'a'; Ensure = 'Absent' }
    NetworkTeam Unknown { Name = 'U'; TeamMembers = 'a'; Ensure = $whatever }
    Script Other { SetScript = { New-VMSwitch Never -SwitchType Internal }; GetScript = { }; TestScript = { } }
  }
}
Hosts -ConfigurationData $ConfigurationData -OutputPath C:\\Dsc
`;
  const found = read(text);
  expect(Object.keys(found)).toEqual(['host hv01', 'host hv02']);
  expect(found['host hv01']).toMatchObject({
    teams: [
      {
        name: 'Team1',
        members: [{ name: 'NIC1' }, { name: 'NIC2' }],
        teamingMode: 'SwitchIndependent',
        loadBalancingAlgorithm: 'Dynamic',
        teamNics: [{ name: 'V-x', vlanId: 42 }],
      },
    ],
    vmSwitches: [
      {
        name: 'S0',
        switchType: 'External',
        netAdapterName: ['NIC5', 'NIC6'],
        allowManagementOS: false,
        embeddedTeamingEnabled: true,
        bandwidthReservationMode: 'Weight',
        loadBalancingAlgorithm: 'HyperVPort',
      },
      { name: 'S1', switchType: 'Internal' },
      { name: 'S2', switchType: 'Internal' },
    ],
    hostAdapters: expect.arrayContaining([
      expect.objectContaining({
        name: 'SMB1',
        switchName: 'S0',
        vlan: { operationMode: 'Access', accessVlanId: 10 },
        ipAddresses: ['10.0.0.1/24'],
      }),
      expect.objectContaining({ name: 'SMB2', vlan: { operationMode: 'Access', accessVlanId: 20 } }),
    ]),
  });
  expect(found['host hv02']).toMatchObject({
    teams: [{ name: 'Team1', teamingMode: 'Lacp', members: [{ name: 'NIC3' }, { name: 'NIC4' }] }],
  });
  // A value stands where the resource has it.
  const [hv01] = readPowerShell({ path: '/estate/dsc.ps1', text });
  const at = (...path: (string | number)[]) => text.slice(hv01!.rangeOf(path).start, hv01!.rangeOf(path).end);
  expect(at('teams', 0, 'loadBalancingAlgorithm')).toBe("'Dynamic'");
  expect(at('vmSwitches', 0, 'netAdapterName', 1)).toBe("'NIC6'");
});

test('a configuration that others call', () => {
  expect(
    read(`Configuration A {
      param($NodeName = 'hv09', $Vlan)
      Node $NodeName {
        xVMSwitch S { Name = 'S'; Type = 'External'; NetAdapterName = 'NIC1' }
        NetAdapterAdvancedProperty J { NetworkAdapterName = 'NIC1'; RegistryKeyword = '*JumboPacket'; RegistryValue = 9014 }
        NetAdapterRdma R { Name = 'NIC1'; Enabled = $true }
        VMNetworkAdapter M { Id = 'M'; Name = 'M'; SwitchName = 'S'; VMName = 'ManagementOS'; VlanId = $Vlan }
      }
    }`)['host hv09'],
  ).toMatchObject({
    vmSwitches: [{ name: 'S', netAdapterName: ['NIC1'] }],
    hostAdapters: [{ name: 'M', switchName: 'S' }],
    nics: [{ name: 'NIC1', advancedProperties: { '*JumboPacket': 9014 }, rdma: { enabled: true } }],
  });
});

test('data-centre bridging', () => {
  expect(
    read(`Configuration A { Node 'n1' {
      DCBNetQosDcbxSetting W { Ensure = 'Absent' }
      DCBNetQosPolicy P { Name = 'SMB Direct'; Ensure = 'Present'; PriorityValue8021Action = 3; NetDirectPortMatchCondition = 445 }
      DCBNetQosPolicy C { Name = 'Cluster'; Ensure = 'Present'; PriorityValue8021Action = 7; Template = 'Cluster' }
      DCBNetQosTrafficClass T { Name = 'SMB'; Ensure = 'Present'; Priority = 3; BandwidthPercentage = 50; Algorithm = 'ETS' }
      0..7 | ForEach-Object { if ($_ -eq 3) { DCBNetQosFlowControl "P$_" { Ensure = 'Present'; Priority = $_ } } else { DCBNetQosFlowControl "P$_" { Ensure = 'Absent'; Priority = $_ } } }
      DCBNetAdapterQos N { InterfaceName = 'NIC1'; Ensure = 'Present' }
    } }`)['host n1'],
  ).toMatchObject({
    qos: {
      policies: [
        { name: 'SMB Direct', priorityValue8021Action: 3 },
        { name: 'Cluster', priorityValue8021Action: 7 },
      ],
      trafficClasses: [{ name: 'SMB', bandwidthPercentage: 50 }],
      flowControl: [3],
    },
    nics: [{ name: 'NIC1' }],
  });
});

test('nodes of which nobody knows the names, and this computer', () => {
  const documents = readPowerShell({
    path: '/estate/dsc.ps1',
    text: `Configuration A { Node $AllNodes.NodeName { VMSwitch S { Name = 'S'; Type = 'Private' } }; Node localhost { VMSwitch L { Name = 'L'; Type = 'Private' } }
      VMSwitch O { Name = 'O'; Type = 'Private' } }`,
  });
  expect(documents.map(({ data, assumedHost }) => [(data as { name: string }).name, assumedHost])).toEqual([
    ['$AllNodes.NodeName', '$AllNodes.NodeName'],
    ['dsc', 'dsc'],
  ]);
});
