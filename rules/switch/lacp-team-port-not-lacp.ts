import { cli, shellOf, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aggregation, lagMatesOf, lagNumber, spansSeparateSwitches } from '#model/lag';
import { at } from '#model/place';
import { isStray } from '#model/stray-link';

/** An Lacp team comes up only where the switch speaks LACP on every port of it; Windows is always active, so passive will do. */
export default defineRule({
  about: 'team-member',
  severity: 'error',
  title: 'The switch port of an LACP team does not run LACP',
  hides: ['status/lacp-negotiation-issue'],
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"; learn.microsoft.com: create a new NIC team',
  check({ nic, team }, { network, report }) {
    const port = nic && network.portOf(nic);
    if (!port || team.data.teamingMode !== 'Lacp') return;
    const found = aggregation(network, port);
    if (found === undefined || found === 'lacp') return;
    // Cabled to several switches or into a LAG of others, the port is not what is wrong.
    if (spansSeparateSwitches(network, team) || isStray(network, port)) return;
    const device = port.switch;
    const { lag } = port.data;
    const state = lag ? `is in LAG ${lag.id} without LACP (mode on)` : 'is in no LAG';
    // A LAG changes its protocol only as a whole; a port without one joins that of another member on the same switch.
    const sibling = team.nics
      .map((other) => network.portOf(other))
      .find((other) => other?.switch === device && aggregation(network, other) === 'lacp');
    const ports = lag ? lagMatesOf(network, port).filter((mate) => mate.data.lag?.mode === 'on') : [port];
    const number = lagNumber(lag ? port : (sibling ?? port));
    const leave = lag ? ports.flatMap(({ name }) => [cli`interface ${name}`, 'no channel-group']) : [];
    const join = ports.flatMap(({ name }) => [cli`interface ${name}`, cli`channel-group ${number ?? 0} mode active`]);
    report(
      lag ? at(port, 'lag', 'mode') : at(port),
      `${device.name} ${port.name} ${state}, but ${nic.name} of ${team.host.name} is in the LACP team ${team.name}`,
      {
        related: [
          { at: at(team, 'teamingMode'), message: 'the team runs LACP' },
          { at: network.cableOf(nic)!.place, message: 'the cable' },
        ],
        remedy:
          number === undefined
            ? undefined
            : switchRemedy(device, [...(shellOf(device) === 'nx-os' ? ['feature lacp'] : []), ...leave, ...join], true),
      },
    );
  },
});
