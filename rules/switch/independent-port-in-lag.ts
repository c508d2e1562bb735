import { freedPort } from '#lint/freed-port';
import { defineRule } from '#lint/rule';
import { teamingMode } from '#model/defaults';
import { at } from '#model/place';

/** Teams in which the switch takes no part, and SET, which is always so, stand on plain ports. */
export default defineRule({
  about: 'nic',
  severity: 'error',
  title: 'The switch port of a switch-independent team or of SET is in a LAG',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Configurations for NIC Teaming"; Cisco NX-OS: lacp suspend-individual',
  check(nic, { network, report }) {
    const teaming = network.teamingOf(nic);
    const port = network.portOf(nic);
    const lag = port?.data.lag;
    if (!teaming || !lag) return;
    const mode = teaming.kind === 'team' ? teamingMode(teaming) : undefined;
    if (teaming.kind === 'team' && mode?.value !== 'SwitchIndependent') return;
    const lacp = lag.mode === 'active' || lag.mode === 'passive';
    const alone = network.lagOf(port)!.ports.filter((other) => other.data.adminUp !== false).length < 2;
    // A static LAG of one port is a plain port.
    if (!lacp && alone) return;
    const channel = network.portChannelOf(port)?.data;
    const falls = lacp && (channel?.fallback === true || channel?.suspendIndividual === false);
    const how = lacp ? ` by LACP (${lag.mode})` : lag.mode === 'on' ? ' without LACP (mode on)' : '';
    const what =
      teaming.kind === 'vm-switch'
        ? `in the Hyper-V switch ${teaming.name}, whose embedded team is switch-independent`
        : `in the team ${teaming.name}, which is switch-independent${mode?.known === 'default' ? ' by default' : ''}`;
    report(
      at(port, 'lag', 'id'),
      `${port.switch.name} ${port.name} is bundled in LAG ${lag.id}${how}, but ${nic.name} of ${nic.host.name} is ${what}`,
      {
        ...(falls ? { severity: 'warning' as const } : {}),
        related: [
          teaming.kind === 'team'
            ? { at: at(teaming, 'teamingMode'), message: 'the team' }
            : { at: at(teaming, 'name'), message: 'the Hyper-V switch' },
          { at: network.cableOf(nic)!.place, message: 'the cable' },
        ],
        remedy: freedPort(network, port),
      },
    );
  },
});
