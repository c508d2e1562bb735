import { describe, expect, test } from 'vitest';
import { readPowerShell } from '#read/dialect/powershell';
import type { Path } from '#text/source-file';
import { found } from './powershell-documents.ts';

const TEAM = 'New-NetLbfoTeam T NIC1,NIC2\n';

describe('script/disable-enable-all-adapters', () => {
  test.each([
    `${TEAM}Disable-NetAdapter *\nEnable-NetAdapter *`,
    `${TEAM}Get-NetAdapter | Disable-NetAdapter -Confirm:$false\nGet-NetAdapter | Enable-NetAdapter`,
    `${TEAM}Disable-NetAdapter -Name * -Confirm:$false\nStart-Sleep 5\nEnable-NetAdapter -Name '*'`,
    `Invoke-Command -ComputerName hv02 { ${TEAM}Disable-NetAdapter *\nEnable-NetAdapter * }`,
  ])('%s', (script) => {
    expect(found(script).filter((each) => each.startsWith('script/disable'))).toHaveLength(1);
  });

  test.each([
    ['no team', 'Disable-NetAdapter *\nEnable-NetAdapter *'],
    ['the team comes later', `Disable-NetAdapter *\nEnable-NetAdapter *\n${TEAM}`],
    ['the team is gone', `${TEAM}Remove-NetLbfoTeam T -Confirm:$false\nDisable-NetAdapter *\nEnable-NetAdapter *`],
    ['the team interface is enabled by name', `${TEAM}Disable-NetAdapter *\nEnable-NetAdapter *\nEnable-NetAdapter T`],
    ['and a second time all of them', `${TEAM}Disable-NetAdapter *\nEnable-NetAdapter *\nEnable-NetAdapter *`],
    ['another computer', `${TEAM}Disable-NetAdapter * -CimSession hv02\nEnable-NetAdapter *`],
    [
      'physical adapters alone',
      `${TEAM}Get-NetAdapter -Physical | Disable-NetAdapter\nGet-NetAdapter -Physical | Enable-NetAdapter`,
    ],
    ['one or the other', `${TEAM}if ($off) { Disable-NetAdapter * } else { Enable-NetAdapter * }`],
    ['restarted', `${TEAM}Restart-NetAdapter *`],
  ])('silent: %s', (_, script) => {
    expect(found(script)).toEqual([]);
  });
});

describe('script/team-from-management-nic', () => {
  const ADDRESS = 'New-NetIPAddress -InterfaceAlias NIC1 -IPAddress 10.0.0.2 -PrefixLength 24';

  test('in a session', () => {
    const script = `Enter-PSSession hv02\n${ADDRESS} -DefaultGateway 10.0.0.1\n${TEAM}`;
    expect(found(script)).toEqual(['script/team-from-management-nic NIC1']);
    expect(found(script.replace('New-NetLbfoTeam T NIC1,NIC2', 'Add-NetLbfoTeamMember NIC1 T'))).toEqual([
      'script/team-from-management-nic NIC1',
    ]);
  });

  test.each([
    ['on the computer itself', `${ADDRESS} -DefaultGateway 10.0.0.1\n${TEAM}`],
    ['an address without a way out', `Enter-PSSession hv02\n${ADDRESS}\n${TEAM}`],
    ['another adapter', `Enter-PSSession hv02\n${ADDRESS.replace('NIC1', 'NIC3')} -DefaultGateway 10.0.0.1\n${TEAM}`],
    ['inside a VM', `Invoke-Command -VMName v { ${ADDRESS} -DefaultGateway 10.0.0.1\n${TEAM} }`],
  ])('silent: %s', (_, script) => {
    expect(found(script)).toEqual([]);
  });
});

describe('script/guest-team-before-allow-teaming', () => {
  const GUEST = 'Invoke-Command -VMName v { New-NetLbfoTeam G a,b }\n';
  const ALLOW = 'Set-VMNetworkAdapter -VMName v -AllowTeaming On\n';

  test('the team stands before the permission', () => {
    expect(found(GUEST + ALLOW)).toEqual(['script/guest-team-before-allow-teaming G']);
    expect(found(`${GUEST}Get-VM v | Set-VMNetworkAdapter -AllowTeaming $true`)).toHaveLength(1);
    expect(found(`${GUEST}Get-VMNetworkAdapter v | Set-VMNetworkAdapter -AllowTeaming On`)).toHaveLength(1);
  });

  test.each([
    ['in the right order', ALLOW + GUEST],
    ['never allowed: the rules about the estate say so', GUEST],
    ['another VM', GUEST + ALLOW.replace('v ', 'w ')],
    ['another host', GUEST + ALLOW.replace('-AllowTeaming', '-ComputerName hv02 -AllowTeaming')],
    ['allowed before for one adapter', ALLOW.replace('v ', 'v -Name A ') + GUEST + ALLOW.replace('v ', 'v -Name B ')],
    ['perhaps allowed before', ALLOW.replace('v ', '$vm ') + GUEST + ALLOW],
    ['not allowed', GUEST + ALLOW.replace('On', 'Off')],
  ])('silent: %s', (_, script) => {
    expect(found(script)).toEqual([]);
  });
});

describe('script/value-list-in-one-string', () => {
  test.each([
    ["Set-DnsClientServerAddress NIC1 -ServerAddresses '10.0.0.1,10.0.0.2'", "'10.0.0.1,10.0.0.2'"],
    ['Set-DnsClientServerAddress NIC1 -ServerAddress "10.0.0.1, 10.0.0.2"', '"10.0.0.1, 10.0.0.2"'],
    ["New-Cluster C -Node 'a,b'", "'a,b'"],
    ["New-VMSwitch S -NetAdapterName 'NIC1, NIC2'", "'NIC1, NIC2'"],
    ["$m = 'NIC1,NIC2'\nNew-NetLbfoTeam T -TeamMembers $m", '$m'],
  ])('%s', (script, place) => {
    expect(found(script)).toEqual([`script/value-list-in-one-string ${place}`]);
  });

  test('the repair writes one string each, where the text is written there', () => {
    const fix = (script: string): string | undefined =>
      readPowerShell({ path: 'x.ps1', text: script })[0]?.problems?.[0]?.fix?.text;
    expect(fix("New-Cluster C -Node 'a, b'")).toBe("'a', 'b'");
    expect(fix("$n = 'a,b'\nNew-Cluster C -Node $n")).toBeUndefined();
  });

  test('silent', () => {
    expect(found('Set-DnsClientServerAddress NIC1 -ServerAddresses 10.0.0.1,10.0.0.2')).toEqual([]);
    expect(found("Set-DnsClientServerAddress NIC1 -ServerAddresses ('10.0.0.1', '10.0.0.2')")).toEqual([]);
    expect(
      found("Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName A -Trunk -AllowedVlanIdList '1,2' -NativeVlanId 0"),
    ).toEqual([]);
  });
});

describe('script/stale-interface-name', () => {
  test.each([
    'Rename-NetAdapter Ethernet NIC1\nSet-NetAdapter Ethernet -VlanID 5',
    'Rename-NetAdapter Ethernet NIC1\nNew-NetLbfoTeam T Ethernet,NIC2',
    'Rename-NetAdapter Ethernet NIC1\nNew-VMSwitch S -NetAdapterName Ethernet',
    'Rename-NetAdapter Ethernet NIC1\nNew-NetIPAddress -InterfaceAlias Ethernet -IPAddress 10.0.0.1 -PrefixLength 24',
    'Rename-NetAdapter Ethernet NIC1\nSet-VMNetworkAdapterTeamMapping -ManagementOS -VMNetworkAdapterName A -PhysicalNetAdapterName Ethernet',
  ])('%s', (script) => {
    expect(found(script)).toEqual(['script/stale-interface-name Ethernet']);
  });

  test.each([
    [
      'the name is given again',
      'Rename-NetAdapter Ethernet NIC1\nRename-NetAdapter LAN Ethernet\nSet-NetAdapter Ethernet -VlanID 5',
    ],
    [
      'the name comes back',
      'Rename-NetAdapter Ethernet NIC1\nRename-NetAdapter NIC1 Ethernet\nSet-NetAdapter Ethernet -VlanID 5',
    ],
    ['perhaps renamed', 'if ($x) { Rename-NetAdapter Ethernet NIC1 }\nSet-NetAdapter Ethernet -VlanID 5'],
    ['another computer', 'Rename-NetAdapter Ethernet NIC1 -CimSession hv02\nSet-NetAdapter Ethernet -VlanID 5'],
    [
      'computers that one text stands for',
      'foreach ($s in $a) { Rename-NetAdapter Ethernet NIC1 -CimSession $s }\nforeach ($s in $b) { Set-NetAdapter Ethernet -VlanID 5 -CimSession $s }',
    ],
    ['the same name in other letters', 'Rename-NetAdapter ethernet Ethernet\nSet-NetAdapter Ethernet -VlanID 5'],
    [
      'a virtual adapter is made under it',
      'Rename-VMNetworkAdapter -ManagementOS S A\nAdd-VMNetworkAdapter -ManagementOS -Name S -SwitchName X\nSet-VMNetworkAdapter -ManagementOS -Name S -MinimumBandwidthWeight 5',
    ],
  ])('silent: %s', (_, script) => {
    expect(found(script)).toEqual([]);
  });
});

describe('values PowerShell takes', () => {
  test.each([
    'New-NetLbfoTeam T a,b -TeamingMode Switch',
    'New-NetLbfoTeam T a,b -TeamingMode 1',
    'Set-NetOffloadGlobalSetting -TaskOffload dis',
    'Enable-NetAdapterRdma -ifAlias NIC1',
    'Set-NetLbfoTeamMember -InterfaceAlias a -Team T -AdministrativeMode Active',
    'Remove-VMSwitch S -ResourcePoolName P -Force',
    'Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName A -a -VlanId 5',
  ])('%s', (script) => {
    expect(found(script)).toEqual([]);
  });
});

test('values stand where they are written', () => {
  const script = `$ip = '10.0.0.2'
New-NetIPAddress -InterfaceAlias 'vEthernet (A)' -IPAddress $ip -PrefixLength 24
New-NetQosTrafficClass SMB -Priority 3, 4 -Algorithm ETS -BandwidthPercentage 50
Install-WindowsFeature Hyper-V, DNS
Enable-NetQosFlowControl 3
`;
  const [document] = readPowerShell({ path: '/estate/hv01.ps1', text: script });
  const at = (...path: (string | number)[]): string => {
    const { start, end } = document!.rangeOf(path as Path);
    return script.slice(start, end);
  };
  expect(at('hostAdapters', 0, 'name')).toBe("'vEthernet (A)'");
  expect(at('hostAdapters', 0, 'ipAddresses', 0)).toBe('$ip');
  expect(at('qos', 'trafficClasses', 0, 'priority', 1)).toBe('4');
  expect(at('qos', 'trafficClasses', 0, 'bandwidthPercentage')).toBe('50');
  expect(at('qos', 'flowControl', 0)).toBe('3');
  expect(at('roles', 1)).toBe('DNS');
});

describe('hostile input', () => {
  const CALLS = [
    'New-NetIPAddress -InterfaceAlias NIC# -IPAddress 10.0.0.# -PrefixLength 24',
    'Set-NetAdapterAdvancedProperty NIC# -RegistryKeyword K# -RegistryValue #',
    'Enable-NetFirewallRule -DisplayName R#',
    'New-NetQosPolicy P# -PriorityValue8021Action 3',
    'Install-WindowsFeature F#',
    'New-SmbShare S# D:\\S#; Set-SmbShare S# -EncryptData $true',
    'New-NetVirtualizationLookupRecord -CustomerAddress 10.0.0.# -VirtualSubnetID 5001 -ProviderAddress 10.0.0.1',
    'Enable-VMReplication v# hv# 80 Kerberos',
    'Add-ClusterNode n# -Cluster C',
    'Set-NetAdapter * -VlanID #',
    'Set-VMNetworkAdapter -VMName * -VmqWeight #',
  ];

  test.each(CALLS)('linear in %s', (call) => {
    const time = (count: number): number => {
      const text = Array.from({ length: count }, (_, i) => call.replaceAll('#', String(i))).join('\n');
      const start = performance.now();
      readPowerShell({ path: '/estate/hv01.ps1', text });
      return performance.now() - start;
    };
    time(200);
    expect(time(4000)).toBeLessThan(60 * Math.max(20, time(400)));
  });
});
