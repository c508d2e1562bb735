import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aggregation } from '#model/lag';
import { at } from '#model/place';

/** A switch-dependent team makes every member active. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A static or LACP team has a standby member',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Creating a team"',
  check(team, { network, report }) {
    const mode = team.data.teamingMode;
    if (mode !== 'Static' && mode !== 'Lacp') return;
    const standby = team.members.filter((member) => member.settings?.administrativeMode === 'Standby');
    const [first, ...others] = standby;
    if (!first) return;
    // The mode may be what the switch agrees on: it is changed only where every port is known to be in no LAG.
    const plain = team.members.every(({ nic }) => {
      const port = nic && network.portOf(nic);
      return port !== undefined && aggregation(network, port) === 'none';
    });
    const commands = !plain
      ? standby.map(({ name }) => powershell`Set-NetLbfoTeamMember -Name ${name} -Team ${team.name} -AdministrativeMode Active`)
      : [powershell`Set-NetLbfoTeam -Name ${team.name} -TeamingMode SwitchIndependent`];
    const names = standby.map((member) => member.name);
    const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)} are` : `${first.name} is`;
    report(
      at(first, 'administrativeMode'),
      `${list} Standby, but the team ${team.name} is ${mode}: Windows makes all members of such a team active`,
      {
        related: [
          { at: at(team, 'teamingMode'), message: 'the mode of the team' },
          ...others.map((member) => ({ at: at(member, 'administrativeMode'), message: `${member.name} is Standby too` })),
        ],
        remedy: { on: team.host, shell: 'powershell', commands, disruptive: plain },
      },
    );
  },
});
