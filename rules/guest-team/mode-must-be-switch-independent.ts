import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

export default defineRule({
  about: 'guest-team',
  severity: 'error',
  title: 'A team in a VM is static or LACP',
  fixable: 'safe',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Modifying a team" and "NIC teaming on Virtual Machines"; Microsoft Learn, NIC Teaming in VMs',
  check(team, { report }) {
    const mode = team.data.teamingMode;
    if (mode === undefined || mode === 'SwitchIndependent') return;
    const place = at(team, 'teamingMode');
    report(
      place,
      `the team ${team.name} in ${team.vm.name} is ${mode}; for security Windows makes only SwitchIndependent teams in a VM`,
      {
        fix: { title: 'Make it SwitchIndependent', safe: true, changes: [{ at: place, value: 'SwitchIndependent' }] },
        remedy: {
          on: team.vm,
          shell: 'powershell',
          commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -TeamingMode SwitchIndependent`],
          disruptive: true,
        },
      },
    );
  },
});
