import { cli, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aboveText, hostPort, portText } from '#model/host-port';
import { lagMatesOf } from '#model/lag';
import { at } from '#model/place';
import { areAllShut, isIdle, shutDownAt, shutInterface } from '#model/port-state';

/** A port that is shut down gives the adapter behind it no link, whatever else is set. */
export default defineRule({
  about: 'port',
  severity: 'error',
  title: 'A switch port below a team or a Hyper-V switch is shut down',
  since: '0.1.0',
  source: 'Cisco Nexus 9000 Series NX-OS Interfaces Configuration Guide, "Configuring Basic Interface Parameters": shutdown',
  check(port, { network, report }) {
    const shut = shutInterface(network, port);
    const host = shut && hostPort(network, port);
    if (!host || host.above.kind === 'nic' || isIdle(host.nic)) return;
    const { above, nic } = host;
    const dead = areAllShut(network, above);
    report(
      shutDownAt(shut)!,
      dead
        ? `${portText(shut)} is shut down, and ${aboveText(above)} has no port that is up`
        : `${portText(shut)} is shut down and carries nothing for ${aboveText(above)}`,
      {
        severity: dead ? 'error' : 'warning',
        related: [
          above.kind === 'team'
            ? { at: at(above, 'name'), message: 'the team' }
            : { at: at(above, 'name'), message: 'the Hyper-V switch' },
          { at: network.cableOf(nic)!.place, message: `${nic.name} of ${nic.host.name}` },
        ],
        remedy: switchRemedy(port.switch, [
          ...(shut.kind === 'port-channel' ? [vlanInterface(shut), 'no shutdown'] : []),
          // Of a LAG that is shut down the members may be so too.
          ...(shut.kind === 'port' ? [shut] : lagMatesOf(network, port).filter(shutDownAt)).flatMap((member) => [
            cli`interface ${member.name}`,
            'no shutdown',
          ]),
        ]),
      },
    );
  },
});
