import { cli, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Nic, Port } from '#model/entity';
import type { Network } from '#model/network';
import { teamText } from '#model/offload-gap';
import { at } from '#model/place';

/** 802.1X does not go with teaming; in a link aggregation group most switches refuse it. */
export default defineRule({
  about: 'nic',
  severity: 'error',
  title: '802.1X is on for a member of a team or for its switch port',
  since: '0.1.0',
  source:
    'Windows Server 2012 NIC Teaming guidance, "Feature compatibilities": 802.1X authentication; Cisco and HPE 802.1X guides',
  check(nic, { network, report }) {
    const team = network.teamingOf(nic);
    if (!team) return;
    const port = network.portOf(nic);
    const setting = port && network.setting(port, 'dot1x');
    const onPort = setting?.value.enabled === true ? setting.entity : undefined;
    const onNic = nic.data.dot1x?.enabled === true;
    if (!onPort && !onNic) return;
    const above = { at: at(team, 'name'), message: teamText(team) };
    const inLag = port && refuses(network, port) ? port.data.lag : undefined;
    const lag = inLag ? ` and the switch port is in LAG ${inLag.id}` : '';
    if (port && onPort) {
      // What a port-channel says is one cause, however many adapters are behind it.
      const behind = onPort.kind === 'port-channel' ? teamed(network, port) : [nic];
      if (behind[0] !== nic) return;
      report(
        at(onPort, 'dot1x', 'enabled'),
        `${port.switch.name} ${onPort.name} runs 802.1X, but ${nic.host.name} ${nic.name} behind it is a member of ${teamText(team)}${lag}`,
        {
          severity: inLag ? 'error' : 'warning',
          related: [
            ...behind.map((each) => ({
              at: each.data.dot1x?.enabled ? at(each, 'dot1x', 'enabled') : at(each, 'connectedTo'),
              message: `${each.name} is behind the port`,
            })),
            above,
          ],
          remedy:
            onPort.kind === 'port'
              ? switchRemedy(port.switch, [
                  cli`interface ${onPort.name}`,
                  port.switch.data.os?.startsWith('ios') ? 'no dot1x pae authenticator' : 'dot1x port-control force-authorized',
                ])
              : undefined,
        },
      );
    } else if (onNic) {
      const refused = inLag && setting?.value.enabled !== false;
      report(
        at(nic, 'dot1x', 'enabled'),
        `${nic.name} authenticates by 802.1X, but is a member of ${teamText(team)}${refused ? lag : ''}`,
        { severity: refused ? 'error' : 'warning', related: [above] },
      );
    }
  },
});

/** Whether a port is in a group its switch refuses 802.1X in. NX-OS takes it on the members of a port-channel that is no vPC. */
function refuses(network: Network, port: Port): boolean {
  return port.data.lag !== undefined && (port.switch.data.os !== 'nx-os' || network.portChannelOf(port)?.data.vpc !== undefined);
}

function teamed(network: Network, port: Port): readonly Nic[] {
  const channel = network.portChannelOf(port);
  return port.switch.ports
    .filter((other) => network.portChannelOf(other) === channel)
    .flatMap((other) => network.nicOf(other) ?? [])
    .filter((nic) => network.teamingOf(nic));
}
