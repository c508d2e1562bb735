import { expect, test } from 'vitest';
import { readPowerShell } from '#read/dialect/powershell';

/** The commands that the guidance on NIC Teaming prints, with the characters it prints; those that build a team first. */
const BUILD = [
  'New-NetLbfoTeam Team1 NIC1,NIC2',
  'New-NetLbfoTeam Team1 NIC1,NIC2 -TeamingMode LACP \u2011LoadBalancingAlgorithm HyperVPorts',
  'Set-NetLbfoTeam Team1 \u2011TeamingMode LACP',
  'Set-NetLbfoTeam Team1 \u2013TM LACP',
  'Set-NetLbfoTeam Team1 \u2011LoadBalancingAlgorithm HyperVPorts',
  'Set-NetLbfoTeam Team1 \u2011LBA HyperVPorts',
  'Set-NetLbfoTeam Team1 \u2011TM LACP \u2011LBA HyperVPorts',
  'Add-NetLbfoTeamMember NIC1 Team1',
  'Set-NetLbfoTeamMember NIC4 -AdministrativeMode Standby',
  'Add-NetLbfoTeamNIC Team1 42',
];
const CHANGE = [
  'Set-NetLbfoTeamNIC \u201cTeam1 \u2011 VLAN 42\u201d -VlanID 15',
  'Remove-NetLbfoTeamNIC \u201cTeam1 \u2011 VLAN 42\u201d',
  'Remove-NetLbfoTeamMember NIC1 Team1',
  'Disable-NetAdapter *',
  'Enable-NetAdapter *',
  'Set-VMNetworkAdapter -VMName <VMname> -AllowTeaming On',
];
const REMOVE = ['Rename-NetLbfoTeam Team1 TeamA', 'Remove-NetLbfoTeam Team1', 'Get-NetLbfoTeam | Remove-NetLbfoTeam'];

const read = (lines: readonly string[]) => readPowerShell({ path: '/estate/hv01.ps1', text: `${lines.join('\n')}\n` });

test('what they build', () => {
  expect(read(BUILD).map(({ kind, data }) => [kind, data])).toEqual([
    [
      'host',
      expect.objectContaining({
        name: 'hv01',
        teams: [
          expect.objectContaining({
            name: 'Team1',
            members: [{ name: 'NIC1' }, { name: 'NIC2' }],
            teamingMode: 'Lacp',
            teamNics: expect.arrayContaining([{ name: 'Team1 - VLAN 42', vlanId: 42 }]),
          }),
        ],
      }),
    ],
  ]);
});

test('what is wrong about them', () => {
  const text = [...BUILD, ...CHANGE, ...REMOVE].join('\n');
  const found = read([...BUILD, ...CHANGE, ...REMOVE]).flatMap(({ problems = [] }) => problems);
  const lines: Record<string, string[]> = {};
  for (const { rule, place } of found) {
    const start = 'start' in place ? place.start : 0;
    const line = text.slice(0, start).split('\n').length;
    lines[rule] = [...(lines[rule] ?? []), `${line} ${'start' in place ? text.slice(place.start, place.end) : ''}`];
  }
  expect(lines).toEqual({
    'teaming/unknown-load-balancing-algorithm': ['2 HyperVPorts', '5 HyperVPorts', '6 HyperVPorts', '7 HyperVPorts'],
    'script/non-ascii-hyphen': [
      '2 \u2011LoadBalancingAlgorithm',
      '3 \u2011TeamingMode',
      '5 \u2011LoadBalancingAlgorithm',
      '6 \u2011LBA',
      '7 \u2011TM',
      '7 \u2011LBA',
      '11 \u201cTeam1 \u2011 VLAN 42\u201d',
      '12 \u201cTeam1 \u2011 VLAN 42\u201d',
    ],
    'script/abbreviated-parameters': ['4 \u2013TM'],
    'script/smart-quotes': ['12 \u201cTeam1 \u2011 VLAN 42\u201d', '11 \u201cTeam1 \u2011 VLAN 42\u201d'],
    'script/remove-netlbfoteamnic-by-name': ['12 \u201cTeam1 \u2011 VLAN 42\u201d'],
    'script/disable-enable-all-adapters': ['15 Enable-NetAdapter *'],
    'script/remove-all-teams': ['19 Remove-NetLbfoTeam'],
  });
});
