import { describe, expect, it } from 'vitest';
import { lint } from '#lint/lint';
import { type MachineRemediation, remediationOf } from '#report/remediation';
import { remediationScript } from '#report/remediation-script';
import { switchCommands } from '#report/remediation-switch';
import { entries } from '#report/report';
import { RULES } from '#rules';
import { estate } from '../lint/estate.ts';
import { finding, placeOf, ruleNamed } from './estate.ts';

interface Made {
  readonly machines: readonly MachineRemediation[];
  readonly texts: Readonly<Record<string, string>>;
}

/** A remedy that a rule of a test gives, beside those of hvlint's own rules. */
interface Extra {
  readonly rule: string;
  readonly on: string;
  readonly commands: readonly string[];
  readonly disruptive?: boolean;
  readonly shell?: string;
  readonly message?: string;
}

/** What repairs an estate, by the name of the machine. */
async function made(
  files: Readonly<Record<string, string>>,
  {
    includeDisruptive = false,
    extra = [],
    rules = RULES.map(({ id }) => id),
  }: { includeDisruptive?: boolean; extra?: readonly Extra[]; rules?: readonly string[] } = {},
): Promise<Made> {
  const { network, findings } = lint(await estate(files), RULES);
  const file = network.documents[0]!.file;
  const more = extra.map(({ rule, on, commands, disruptive = false, shell = 'powershell', message = 'is wrong' }, i) =>
    finding(ruleNamed(rule), placeOf(file, 'kind'), message, {
      fingerprint: String(i),
      remedy: { on, shell, commands, disruptive },
    }),
  );
  const own = findings.filter(({ rule }) => rules.includes(rule.id));
  const machines = remediationOf(network, entries({ cwd: '/estate', findings: [...own, ...more], toolVersion: '1.2.3' }));
  const writing = { toolVersion: '1.2.3', includeDisruptive, all: machines };
  const texts = machines.map((machine) => [
    machine.thing.name,
    machine.shell === 'powershell' ? remediationScript(machine, network, writing) : switchCommands(machine, writing),
  ]);
  return { machines, texts: Object.fromEntries(texts) };
}

/** The lines of a script that PowerShell or the switch acts on. */
function acting(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter((line) => line !== '' && !/^\s*[#!]/.test(line));
}

/** The commands of a script, without what it begins with. */
function commands(text: string | undefined): string[] {
  const lines = acting(text);
  return lines
    .slice(lines.findIndex((line) => line.startsWith('$ErrorActionPreference')) + 1)
    .filter((line) => !line.startsWith('if ($env'));
}

const HOST = `kind: host
name: hv01
os: 2019
nics:
  - { name: NIC1, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/1 }
  - { name: NIC2, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/2 }
  - { name: NIC3, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/3 }
  - { name: NIC4, linkSpeed: 10 Gbps, connectedTo: tor1/Ethernet1/4 }
teams:
  - { name: Front, members: [NIC1, NIC2] }
  - { name: Back, members: [NIC3, NIC4] }
vmSwitches:
  - { name: External, netAdapterName: Front }
hostAdapters:
  - { name: Management, switchName: External, ipAddresses: [10.0.0.11/24], vlan: { operationMode: Access, accessVlanId: 10 } }
`;

describe('the order on a host', () => {
  const extra: readonly Extra[] = [
    // As bad an order as there can be: the team of the management first.
    {
      rule: 'a/front-mode',
      on: 'host:hv01',
      commands: ["Set-NetLbfoTeam -Name 'Front' -LoadBalancingAlgorithm HyperVPort"],
      disruptive: true,
    },
    {
      rule: 'a/front-member',
      on: 'host:hv01',
      commands: ["Set-NetLbfoTeamMember -Name 'NIC2' -Team 'Front' -AdministrativeMode Active"],
    },
    {
      rule: 'a/back-removal',
      on: 'host:hv01',
      commands: ["Remove-NetLbfoTeamMember -Name 'NIC4' -Team 'Back'"],
      disruptive: true,
    },
    { rule: 'b/nic1', on: 'host:hv01', commands: ["Set-NetAdapter -Name 'nic1' -VlanID 0"], disruptive: true },
    { rule: 'b/all', on: 'host:hv01', commands: ['Set-NetOffloadGlobalSetting -ReceiveSideScaling Enabled'], disruptive: true },
    {
      rule: 'b/back-mode',
      on: 'host:hv01',
      commands: ["Set-NetLbfoTeam -Name 'Back' -LoadBalancingAlgorithm Dynamic"],
      disruptive: true,
    },
    { rule: 'c/policy-away', on: 'host:hv01', commands: ["Remove-NetQosPolicy -Name 'SMB'"] },
    { rule: 'c/rename', on: 'host:hv01', commands: ["Rename-NetAdapter -Name 'NIC4' -NewName 'Back 2'"] },
    {
      rule: 'c/restart',
      on: 'host:hv01',
      commands: ['Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart'],
      disruptive: true,
    },
    { rule: 'c/policy', on: 'host:hv01', commands: ["New-NetQosPolicy -Name 'Cluster' -Cluster -PriorityValue8021Action 7"] },
    { rule: 'c/feature', on: 'host:hv01', commands: ["Install-WindowsFeature -Name 'Data-Center-Bridging'"] },
    { rule: 'd/vnic', on: 'host:hv01', commands: ["Rename-NetAdapter -Name 'vEthernet (Management)' -NewName 'x'"] },
  ];

  it('does last what touches the team that carries the management, and everything else before', async () => {
    const { texts } = await made({ 'hv01.yaml': HOST }, { includeDisruptive: true, extra, rules: [] });
    expect(commands(texts.hv01).map((line) => line.replace(' -WhatIf:$WhatIf', ''))).toEqual([
      // Interrupts nothing: what others need, additions, removals.
      "Install-WindowsFeature -Name 'Data-Center-Bridging'",
      "New-NetQosPolicy -Name 'Cluster' -Cluster -PriorityValue8021Action 7",
      "Remove-NetQosPolicy -Name 'SMB'",
      // Interrupts service, but not over the team of the management.
      "Set-NetLbfoTeam -Name 'Back' -LoadBalancingAlgorithm Dynamic",
      "Remove-NetLbfoTeamMember -Name 'NIC4' -Team 'Back'",
      // The team of the management, its members, and what is about every adapter.
      "Set-NetLbfoTeamMember -Name 'NIC2' -Team 'Front' -AdministrativeMode Active",
      "Set-NetLbfoTeam -Name 'Front' -LoadBalancingAlgorithm HyperVPort",
      'Set-NetOffloadGlobalSetting -ReceiveSideScaling Enabled',
      "Set-NetAdapter -Name 'nic1' -VlanID 0",
      // New names, when nothing needs the old ones any more.
      "Rename-NetAdapter -Name 'NIC4' -NewName 'Back 2'",
      "Rename-NetAdapter -Name 'vEthernet (Management)' -NewName 'x'",
      'Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart',
    ]);
    expect(texts.hv01).toContain(
      '# The host is managed over Management (nothing else has an address), and below over External, Front, NIC1, NIC2: what touches that comes last.',
    );
  });

  it('says where nothing tells what the management runs over', async () => {
    const { texts } = await made({ 'hv01.yaml': HOST.replace(/hostAdapters:[\s\S]*/, '') }, { extra, rules: [] });
    expect(texts.hv01).toContain('# Nothing tells which adapter the host is managed over: have a console at hand.');
  });

  it('holds with findings of our own rules', async () => {
    const files = {
      'hv01.yaml': HOST.replace('{ name: NIC1,', '{ name: NIC1, vlanId: 10,').replace(
        '{ name: NIC3,',
        '{ name: NIC3, vlanId: 20,',
      ),
    };
    const { texts } = await made(files, { includeDisruptive: true, rules: ['vlan/nic-vlan-filter-on-team-member'] });
    expect(commands(texts.hv01)).toEqual([
      "Set-NetAdapter -Name 'NIC3' -VlanID 0 -WhatIf:$WhatIf",
      "Set-NetAdapter -Name 'NIC1' -VlanID 0 -WhatIf:$WhatIf",
    ]);
  });
});

describe('a script', () => {
  it('changes nothing without -Apply, and stops on another computer', async () => {
    const { texts } = await made(
      { 'hv01.yaml': HOST.replace('name: hv01', 'name: HV01.contoso.com') },
      { extra: [{ rule: 'a/b', on: 'host:hv01.contoso.com', commands: ["Enable-NetFirewallRule -Name 'x'"] }], rules: [] },
    );
    expect(acting(texts['HV01.contoso.com'])).toEqual([
      '[CmdletBinding()]',
      'param(',
      '    [switch] $Apply',
      ')',
      '$WhatIf = -not $Apply',
      "$ErrorActionPreference = if ($Apply) { 'Stop' } else { 'Continue' }",
      "if ($env:COMPUTERNAME -ne 'hv01') { throw 'This script is for hv01' }",
      "Enable-NetFirewallRule -Name 'x' -WhatIf:$WhatIf",
    ]);
  });

  it('asks for the computer where nothing names it, and takes any node of a cluster', async () => {
    const files = {
      'c.yaml':
        'kind: cluster\nname: c1\nnodes: [n1.contoso.com, a-name-of-more-than-fifteen]\n---\nkind: cluster\nname: c2\n---\nkind: vm\nname: web01\n',
    };
    const run = ['Set-VMHost -UseAnyNetworkForMigration $false'];
    const extra = ['cluster:c1', 'cluster:c2', 'vm:web01'].map((on) => ({ rule: 'a/b', on, commands: run }));
    const { texts } = await made(files, { extra, rules: [] });
    expect(texts.c1).toContain(
      "if ($env:COMPUTERNAME -notin 'n1','a-name-of-more-') { throw 'This script is for n1 and a-name-of-more-' }\n",
    );
    for (const name of ['c2', 'web01']) {
      expect(texts[name]).toContain('    [switch] $Apply,\n    [Parameter(Mandatory)] [string] $Computer\n)');
      expect(texts[name]).toContain(
        "if ($env:COMPUTERNAME -ne $Computer) { throw 'This is not the computer it was meant for' }\n",
      );
    }
  });

  it('runs what knows no -WhatIf only with -Apply, and leaves to people what nobody can try', async () => {
    const extra = [
      { rule: 'a/broker', on: 'host:hv01', commands: ["Add-ClusterServerRole -Name 'b'", "Start-ClusterGroup 'b'"] },
      {
        rule: 'a/record',
        on: 'host:hv01',
        commands: ["Set-NetVirtualizationLookupRecord -CustomerAddress 'c' -VirtualSubnetID 5001"],
      },
      { rule: 'a/route', on: 'host:hv01', commands: ['New-NetVirtualizationProviderRoute -InterfaceIndex 12'] },
      { rule: 'a/folder', on: 'host:hv01', commands: ["Set-SmbPathAcl -ShareName 'A'"] },
      { rule: 'a/other-folder', on: 'host:hv01', commands: ["Set-SmbPathAcl -ShareName 'B'"] },
      { rule: 'a/net', on: 'host:hv01', commands: ["net localgroup Administrators 'x' /add"] },
      { rule: 'a/plugin', on: 'host:hv01', commands: ["Enable-NetFirewallRule -Name 'x'", 'Invoke-Expression calc'] },
    ];
    const { texts } = await made({ 'hv01.yaml': HOST }, { extra, rules: [] });
    expect(commands(texts.hv01)).toEqual([
      "if ($Apply) { Add-ClusterServerRole -Name 'b' }",
      "if ($Apply) { Start-ClusterGroup 'b' }",
      "if ($Apply) { Set-SmbPathAcl -ShareName 'A' }",
      "if ($Apply) { Set-SmbPathAcl -ShareName 'B' }",
      "if ($Apply) { Set-NetVirtualizationLookupRecord -CustomerAddress 'c' -VirtualSubnetID 5001 }",
      'if ($Apply) { New-NetVirtualizationProviderRoute -InterfaceIndex 12 }',
    ]);
    const byHand = '# Not run: hvlint does not know how this can be tried first. By hand:\n';
    expect(texts.hv01).toContain(`${byHand}# net localgroup Administrators 'x' /add\n`);
    expect(texts.hv01).toContain(`${byHand}# Enable-NetFirewallRule -Name 'x'\n# Invoke-Expression calc\n`);
  });

  it('has what interrupts service as comments, each command below its rule and place', async () => {
    const extra = [
      {
        rule: 'a/b',
        on: 'host:hv01',
        commands: ["Set-NetAdapter -Name 'NIC3' -VlanID 0"],
        disruptive: true,
        message: 'it is wrong',
      },
    ];
    const { texts } = await made({ 'hv01.yaml': HOST }, { extra, rules: [] });
    expect(commands(texts.hv01)).toEqual([]);
    expect(texts.hv01).toContain(
      "# a/b (hv01.yaml:1:1)\n#   it is wrong\n# Interrupts service. Not run; --include-disruptive puts it in:\n# Set-NetAdapter -Name 'NIC3' -VlanID 0\n",
    );
    const live = await made({ 'hv01.yaml': HOST }, { extra, rules: [], includeDisruptive: true });
    expect(live.texts.hv01).toContain("# Interrupts service.\nSet-NetAdapter -Name 'NIC3' -VlanID 0 -WhatIf:$WhatIf\n");
  });

  it('has a command once, with every finding it is for', async () => {
    const same = ["Enable-NetAdapterVmq -Name 'NIC3'"];
    const extra = [
      { rule: 'a/one', on: 'host:hv01', commands: same },
      { rule: 'a/two', on: 'host:hv01', commands: same },
      { rule: 'a/three', on: 'host:hv01', commands: [...same, "Enable-NetAdapterVmq -Name 'NIC4'"] },
    ];
    const { texts } = await made({ 'hv01.yaml': HOST }, { extra, rules: [] });
    expect(commands(texts.hv01)).toEqual([
      "Enable-NetAdapterVmq -Name 'NIC3' -WhatIf:$WhatIf",
      "Enable-NetAdapterVmq -Name 'NIC4' -WhatIf:$WhatIf",
    ]);
    expect(texts.hv01).toMatch(/# a\/one .*\n.*\n# a\/two .*\n.*\nEnable-/);
    expect(texts.hv01).toContain("# Done above: Enable-NetAdapterVmq -Name 'NIC3'\n");
  });

  it.each([
    [
      "Set-NetLbfoTeam -Name 'Back' -LoadBalancingAlgorithm Dynamic",
      "Set-NetLbfoTeam -Name 'back' -LoadBalancingAlgorithm HyperVPort",
    ],
    [
      "Set-NetAdapterVmq -Name 'NIC3','NIC4' -BaseProcessorNumber 2",
      "Set-NetAdapterVmq -Name 'NIC4' -BaseProcessorNumber 4 -MaxProcessors 2",
    ],
    ["Enable-NetAdapterRdma -Name 'NIC3'", "Disable-NetAdapterRdma -Name 'NIC3'"],
    [
      "Set-NetAdapter -Name 'NIC3' -VlanID 0",
      "Set-NetAdapterAdvancedProperty -Name 'NIC3' -RegistryKeyword 'VlanID' -RegistryValue 5",
    ],
    [
      "Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName 'A' -Untagged",
      "Set-VMNetworkAdapterVlan -ManagementOS -VMNetworkAdapterName 'A' -Access -VlanId 7",
    ],
    [
      "New-VMSwitch -Name 'X' -NetAdapterName 'NIC3' -AllowManagementOS $true",
      "New-VMSwitch -Name 'X' -NetAdapterName 'NIC4' -AllowManagementOS $true",
    ],
    [
      "Get-VM -Name 'a' -ComputerName 'n1','n2' -ErrorAction SilentlyContinue | Set-VMReplication -ReplicaServerPort 80",
      "Get-VM -Name 'A' -ComputerName 'n1','n2' -ErrorAction SilentlyContinue | Set-VMReplication -ReplicaServerPort 8080",
    ],
  ])('runs neither of two that want different things: %s', async (one, other) => {
    const extra = [
      { rule: 'a/one', on: 'host:hv01', commands: [one] },
      { rule: 'a/other', on: 'host:hv01', commands: [other] },
      { rule: 'a/third', on: 'host:hv01', commands: ["Enable-NetFirewallRule -Name 'x'"] },
    ];
    const { texts } = await made({ 'hv01.yaml': HOST }, { extra, rules: [], includeDisruptive: true });
    expect(commands(texts.hv01)).toEqual(["Enable-NetFirewallRule -Name 'x' -WhatIf:$WhatIf"]);
    expect(texts.hv01).toContain(`# Not run: a/other (hv01.yaml:1:1) wants another value. Choose one:\n# ${one}\n`);
    expect(texts.hv01).toContain(`# Not run: a/one (hv01.yaml:1:1) wants another value. Choose one:\n# ${other}\n`);
  });

  it.each([
    ["Set-NetAdapterVmq -Name 'NIC3' -BaseProcessorNumber 2", "Set-NetAdapterVmq -Name 'NIC4' -BaseProcessorNumber 4"],
    ["Set-NetAdapterVmq -Name 'NIC3' -BaseProcessorNumber 2", "Set-NetAdapterVmq -Name 'NIC3' -MaxProcessors 4"],
    ["Set-VMNetworkAdapter -VMName 'a' -Name 'A' -IovWeight 0", "Set-VMNetworkAdapter -VMName 'b' -Name 'A' -IovWeight 50"],
    ["Add-NetLbfoTeamNic -Team 'Back' -VlanID 42", "Add-NetLbfoTeamNic -Team 'Back' -VlanID 43"],
    ['Disable-NetQosFlowControl -Priority 0,7', 'Enable-NetQosFlowControl -Priority 3'],
    [
      "Get-VM -Name 'a' -ComputerName 'n1','n2' -ErrorAction SilentlyContinue | Set-VMReplication -ReplicaServerPort 80",
      "Get-VM -Name 'b' -ComputerName 'n1','n2' -ErrorAction SilentlyContinue | Set-VMReplication -ReplicaServerPort 8080",
    ],
  ])('runs both of two about different things: %s', async (one, other) => {
    const extra = [
      { rule: 'a/one', on: 'host:hv01', commands: [one] },
      { rule: 'a/other', on: 'host:hv01', commands: [other] },
    ];
    const { texts } = await made({ 'hv01.yaml': HOST }, { extra, rules: [] });
    expect(commands(texts.hv01)).toHaveLength(2);
  });
});

describe('after mixed teaming', () => {
  const files = { 'hv01.yaml': `${HOST}thirdPartyTeams: [{ name: HPTeam, members: [NIC5], product: HP NCU }]\n` };
  const rules = ['third-party/mixed-teaming-on-host'];

  it('gives the steps in the order of the guidance, each only when it is asked for', async () => {
    const { texts } = await made(files, { rules, includeDisruptive: true });
    expect(texts.hv01!.split('\n').filter((line) => /^# Step \d|\$Step/.test(line))).toEqual([
      '    [ValidateRange(0, 4)] [int] $Step = 0',
      '# Step 1: First restart the server; switch it off if it does not restart by itself',
      '# Step 2:',
      'if ($Step -eq 2) { Get-NetLbfoTeam | Remove-NetLbfoTeam -WhatIf:$WhatIf }',
      "# Step 3: Then remove the vendor teams 'HPTeam' with the tool of the vendor, and restart",
      '# Step 4:',
      'if ($Step -eq 4) { Restart-Computer -Confirm -WhatIf:$WhatIf }',
      'if ($Step -ne 0) { return }',
    ]);
  });

  it('runs nothing of it unless disruptive commands are asked for', async () => {
    const { texts } = await made(files, { rules });
    expect(commands(texts.hv01)).toEqual([]);
    expect(texts.hv01).toContain('# Step 2: Get-NetLbfoTeam | Remove-NetLbfoTeam\n');
    expect(texts.hv01).not.toContain('$Step');
  });

  it('does the procedure before everything else', async () => {
    const extra = [{ rule: 'a/b', on: 'host:hv01', commands: ["Enable-NetFirewallRule -Name 'x'"] }];
    const { texts } = await made(files, { rules, extra, includeDisruptive: true });
    expect(commands(texts.hv01).slice(-2)).toEqual([
      'if ($Step -ne 0) { return }',
      "Enable-NetFirewallRule -Name 'x' -WhatIf:$WhatIf",
    ]);
  });
});

const SWITCH = `kind: switch
name: tor1
os: nx-os
ports:
  - { name: Ethernet1/1, mode: trunk, lag: { id: 10 } }
  - { name: Ethernet1/2, mode: trunk }
  - { name: Ethernet1/3, mode: trunk }
  - { name: Ethernet1/4, mode: trunk }
portChannels:
  - { name: port-channel10, id: 10 }
`;

describe('a switch', () => {
  const on = { on: 'switch:tor1', shell: 'nx-os' };
  const extra: readonly Extra[] = [
    { ...on, rule: 'a/management', commands: ['interface Eth1/2', 'switchport trunk allowed vlan add 10'] },
    { ...on, rule: 'a/channel', commands: ['interface port-channel10', 'switchport trunk allowed vlan add 10'] },
    { ...on, rule: 'a/leave', commands: ['interface Ethernet1/3', 'no channel-group'], disruptive: true },
    { ...on, rule: 'a/mtu', commands: ['interface Ethernet1/4', 'mtu 9216'], disruptive: true },
    { ...on, rule: 'b/add', commands: ['interface Ethernet1/3', 'switchport trunk allowed vlan add 20'] },
    { ...on, rule: 'b/vlan', commands: ['vlan 20'] },
    { ...on, rule: 'b/qos', commands: ['system qos', 'service-policy type network-qos jumbo'], disruptive: true },
  ];

  it('comes before hosts; the ports of their management come last, additions before removals', async () => {
    const { texts, machines } = await made(
      { 'hv01.yaml': HOST, 'tor1.yaml': SWITCH },
      {
        extra: [{ rule: 'z/z', on: 'host:hv01', commands: ["Enable-NetFirewallRule -Name 'x'"] }, ...extra],
        rules: [],
        includeDisruptive: true,
      },
    );
    expect(machines.map(({ id }) => id)).toEqual(['switch:tor1', 'host:hv01']);
    for (const [name, number] of [
      ['tor1', 1],
      ['hv01', 2],
    ] as const)
      expect(texts[name]).toContain(
        `Number ${number} of 2, in this order: tor1, hv01. Switches come first, so that they carry a VLAN before a host sends on it.`,
      );
    expect(acting(texts.tor1)).toEqual([
      'configure terminal',
      'vlan 20',
      'interface Ethernet1/3',
      '  switchport trunk allowed vlan add 20',
      'interface Ethernet1/4',
      '  mtu 9216',
      'interface Ethernet1/3',
      '  no channel-group',
      'interface port-channel10',
      '  switchport trunk allowed vlan add 10',
      'interface Eth1/2',
      '  switchport trunk allowed vlan add 10',
      'system qos',
      '  service-policy type network-qos jumbo',
      'end',
    ]);
  });

  it('has what interrupts service as comments, and begins no session for comments alone', async () => {
    const { texts } = await made({ 'tor1.yaml': SWITCH }, { extra: [extra[2]!, extra[3]!], rules: [] });
    expect(acting(texts.tor1)).toEqual([]);
    expect(texts.tor1).toContain(
      '! a/leave (tor1.yaml:1:1)\n!   is wrong\n! Interrupts service. Not run; --include-disruptive puts it in:\n! interface Ethernet1/3\n!   no channel-group\n',
    );
  });

  it('runs neither of two that want different things', async () => {
    const { texts } = await made(
      { 'tor1.yaml': SWITCH },
      {
        extra: [
          { ...on, rule: 'a/leave', commands: ['interface Ethernet1/3', 'no channel-group'] },
          {
            ...on,
            rule: 'a/join',
            commands: ['interface Ethernet1/3', 'no channel-group', 'interface Ethernet1/3', 'channel-group 10 mode active'],
          },
          { ...on, rule: 'a/elsewhere', commands: ['interface Ethernet1/4', 'no channel-group'] },
        ],
        rules: [],
      },
    );
    expect(acting(texts.tor1)).toEqual(['configure terminal', 'interface Ethernet1/4', '  no channel-group', 'end']);
  });

  it('is given nothing that a command line acts on, in commands and comments', async () => {
    const { texts } = await made(
      { 'tor1.yaml': SWITCH },
      {
        extra: [
          { ...on, rule: 'a/one', commands: ['interface Ethernet1/3', 'description x?'], message: 'a?b\nreload\u0003\u{1f600}' },
          { ...on, rule: 'a/two', commands: ['interface Ethernet1/3\nreload', 'shutdown'] },
        ],
        rules: [],
      },
    );
    expect(acting(texts.tor1)).toEqual([]);
    expect(texts.tor1).not.toMatch(/[^\n -~]|\?/);
  });
});
