import { cli, shellOf, switchRemedy, vlanInterface } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { hostPort, portText } from '#model/host-port';
import { at } from '#model/place';
import { providerTags } from '#model/provider-tags';
import { judgePort } from '#model/way-port';

/** The ports below a provider address carry its VLAN. */
export default defineRule({
  about: 'port',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A switch port does not carry the VLAN of a provider address behind it',
  hides: ['vlan/team-port-not-trunk'],
  since: '0.1.0',
  source: 'Windows Server 2012 Hyper-V Network Virtualization guidance: VLANs go on structuring the physical network',
  check(port, { network, report }) {
    const host = hostPort(network, port);
    const mode = network.setting(port, 'mode');
    // A port that is shut down stops everything.
    if (!host || !mode || network.setting(port, 'adminUp')?.value === false) return;
    const { nic, uses } = host;
    const access = mode.value === 'access';
    for (const { tag, address } of providerTags(network, nic)) {
      // What others need too, or what is wrong for all tags, is said of them.
      if (uses.some((use) => use.vlan === tag || (access && use.vlan !== undefined))) continue;
      const { passage, says, place } = judgePort(network, port, tag, nic);
      const { entity, property } = place;
      if (passage !== 'stops' || property === '/lag' || !property) continue;
      const channel = network.portChannelOf(port);
      const owner = channel && entity === channel ? channel : port;
      const { providerAddress, vlanId } = address.data;
      const add = property === '/allowedVlans' && shellOf(port.switch) !== 'os10' && tag !== undefined;
      report(
        place,
        `${portText(owner)}${/^(?:trunk|access port)/.test(says) ? ':' : ''} ${says}, but ${nic.host.name} has the provider address ${providerAddress} ${vlanId ? `in VLAN ${vlanId}` : 'without a VLAN'} on ${nic.name}`,
        {
          key: `vlan:${vlanId}`,
          related: [{ at: at(address, 'vlanId'), message: `provider address of ${nic.host.name}` }],
          remedy: add
            ? switchRemedy(port.switch, [vlanInterface(owner), cli`switchport trunk allowed vlan add ${tag}`])
            : undefined,
        },
      );
    }
  },
});
