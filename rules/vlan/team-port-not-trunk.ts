import { cli, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { aboveText, consumerText, hostPort, portText, vlansText } from '#model/host-port';
import { at } from '#model/place';
import { isStray } from '#model/stray-link';
import { VlanSet } from '#model/vlan-set';
import { wayPlaces } from '#model/way-places';

/** How a trunk to a host is made an edge port. Sources: Cisco NX-OS and IOS, Arista EOS: spanning-tree interface commands. */
const EDGE_TRUNK: Readonly<Record<string, string>> = {
  'nx-os': 'spanning-tree port type edge trunk',
  ios: 'spanning-tree portfast trunk',
  eos: 'spanning-tree portfast',
};

/** Rule 1 of "Using VLANs" in the NIC Teaming guidance: the ports of a teamed host are trunks and leave the filtering to it. */
export default defineRule({
  about: 'port',
  severity: 'error',
  title: 'A switch port below a team or a Hyper-V switch is an access port',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "Using VLANs"; Microsoft Learn, NIC Teaming and VLANs',
  check(port, { network, report }) {
    const mode = network.setting(port, 'mode');
    if (mode?.value !== 'access') return;
    const host = hostPort(network, port);
    if (!host || host.above.kind === 'nic' || isStray(network, port)) return;
    const { nic, above } = host;
    // The first that uses a VLAN stands for all that use it.
    const users = new Map([...host.uses].reverse().map((use) => [use.vlan, use]));
    users.delete(undefined);
    const tagged = VlanSet.ofNumbers([...users.keys()].flatMap((vlan) => vlan ?? []));
    const [first, ...rest] = [...tagged].flatMap((vlan) => users.get(vlan) ?? []);
    if (!first && !network.teamingOf(nic)) return;
    const accessVlan = network.setting(port, 'accessVlan')?.value;
    const inAccess = `${portText(mode.entity)} is in access mode${accessVlan === undefined ? '' : ` (VLAN ${accessVlan})`}`;
    const native = above.kind === 'team' && network.vmSwitchesOn(nic).length === 0;
    report(
      at(mode.entity, 'mode'),
      first
        ? `${inAccess}, but ${aboveText(above)} uses ${vlansText(tagged)} with a tag`
        : `${inAccess}, so ${aboveText(above)} gets one VLAN, untagged, and no other`,
      {
        severity: first ? 'error' : native ? 'info' : 'warning',
        related: [
          ...wayPlaces(network, nic, first).filter(({ hop }) => hop !== 'port'),
          ...rest.map(({ consumer, place, vlan }) => ({ at: place, message: `${consumerText(consumer)} uses VLAN ${vlan}` })),
        ].slice(0, 10),
        remedy:
          // A trunk of OS10 carries only what is listed, and its native VLAN has another command: none is claimed.
          shellOf(port.switch) === 'os10'
            ? undefined
            : switchRemedy(
                port.switch,
                [
                  vlanInterface(mode.entity),
                  'switchport mode trunk',
                  // Untagged frames stay in the VLAN they are in.
                  ...(accessVlan === undefined || tagged.has(accessVlan)
                    ? []
                    : [cli`switchport trunk native vlan ${accessVlan}`]),
                  // An edge port must be one as a trunk too, or it waits for spanning tree at every boot of the host.
                  ...(network.setting(port, 'stp')?.value.edge === true
                    ? [EDGE_TRUNK[shellOf(port.switch) ?? ''] ?? []].flat()
                    : []),
                ],
                true,
              ),
      },
    );
  },
});
