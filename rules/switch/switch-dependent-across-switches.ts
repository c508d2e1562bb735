import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aggregation, spansSeparateSwitches, switchesOf } from '#model/lag';
import { at } from '#model/place';

/** Static and Lacp teams need one partner at the other end: one switch, or several that act as one. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'A static or LACP team is cabled to switches that do not act as one',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"; learn.microsoft.com: NIC Teaming settings',
  check(team, { network, report }) {
    const mode = team.data.teamingMode;
    if ((mode !== 'Static' && mode !== 'Lacp') || !spansSeparateSwitches(network, team)) return;
    const ends = [...switchesOf(network, team)].map(([device, nics]) => `${device.name} (${nics.join(', ')})`);
    const list = `${ends.slice(0, -1).join(', ')} and ${ends.at(-1)}`;
    // The team alone can change only where the switches expect no LAG; otherwise people decide which side is right.
    const ports = team.nics.map((nic) => network.portOf(nic));
    const plain = ports.length === team.members.length && ports.every((port) => port && aggregation(network, port) === 'none');
    report(
      at(team, 'teamingMode'),
      `the ${mode === 'Lacp' ? 'LACP' : 'static'} team ${team.name} ends on ${list}, which do not act as one switch: no stack, vPC or MLAG domain joins them`,
      {
        related: team.nics.flatMap((nic) => {
          const cable = network.cableOf(nic);
          return cable ? [{ at: cable.place, message: `${nic.name} goes to ${cable.switch}` }] : [];
        }),
        remedy: plain
          ? {
              on: team.host,
              shell: 'powershell',
              commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -TeamingMode SwitchIndependent`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});
