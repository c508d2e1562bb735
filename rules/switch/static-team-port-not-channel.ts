import { cli, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aggregation, lagMatesOf, lagNumber, spansSeparateSwitches } from '#model/lag';
import { at } from '#model/place';
import { isStray } from '#model/stray-link';

/** A Static team speaks no protocol: every port of it has to be in a LAG that is simply on. */
export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'The switch port of a static team is not in a static LAG',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"',
  check({ nic, team }, { network, report }) {
    const port = nic && network.portOf(nic);
    if (!port || team.data.teamingMode !== 'Static') return;
    const found = aggregation(network, port);
    if (found === undefined || found === 'static') return;
    // One link alone needs no LAG: the switch has nothing to spread.
    if (found === 'none' && team.members.length === 1) return;
    // Cabled to several switches or into a LAG of others, the port is not what is wrong.
    if (spansSeparateSwitches(network, team) || isStray(network, port)) return;
    const device = port.switch;
    const { lag } = port.data;
    const state = lag ? `runs LACP (${lag.mode}) in LAG ${lag.id}` : 'is in no LAG';
    // A LAG changes its protocol only as a whole; a port without one joins that of another member on the same switch.
    const sibling = team.nics
      .map((other) => network.portOf(other))
      .find((other) => other?.switch === device && aggregation(network, other) === 'static');
    const ports = lag ? lagMatesOf(network, port).filter((mate) => aggregation(network, mate) === 'lacp') : [port];
    const number = lagNumber(lag ? port : (sibling ?? port));
    const leave = lag ? ports.flatMap(({ name }) => [cli`interface ${name}`, 'no channel-group']) : [];
    const join = ports.flatMap(({ name }) => [cli`interface ${name}`, cli`channel-group ${number ?? 0} mode on`]);
    report(
      lag ? at(port, 'lag', 'mode') : at(port),
      `${device.name} ${port.name} ${state}, but ${nic.name} of ${team.host.name} is in the static team ${team.name}`,
      {
        related: [
          { at: at(team, 'teamingMode'), message: 'the team is static: it speaks no LACP' },
          { at: network.cableOf(nic)!.place, message: 'the cable' },
        ],
        remedy: number === undefined ? undefined : switchRemedy(device, [...leave, ...join], true),
      },
    );
  },
});
