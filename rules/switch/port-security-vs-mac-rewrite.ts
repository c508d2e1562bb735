import { cli, shellOf, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { loadBalancingAlgorithm, teamingMode } from '#model/defaults';
import { aboveText, type HostPort, hostPort, portText } from '#model/host-port';
import type { Network } from '#model/network';
import { at } from '#model/place';

const FEATURES = { dai: 'Dynamic ARP Inspection', ipSourceGuard: 'IP Source Guard', maxMac: 'port security' } as const;

/** A port that watches MAC addresses must know what a team and the virtual adapters behind it send from. */
export default defineRule({
  about: 'port',
  severity: 'warning',
  title: 'A security feature of a switch port does not go with the MAC addresses that come over it',
  since: '0.1.0',
  source: 'Microsoft Learn, Troubleshooting NIC Teaming, "Physical switch security features"; NIC Teaming MAC address use',
  check(port, { network, report }) {
    const channel = network.portChannelOf(port);
    const host = (channel?.data.security ?? port.data.security) && hostPort(network, port);
    if (!host) return;
    const { nic, above } = host;
    const how = rewrites(network, above);
    const adapters = adaptersBehind(network, host);
    // Its own address and, when another member fails, that of the team.
    const needed = Math.max(adapters.length, how ? 2 : 0);
    for (const feature of ['dai', 'ipSourceGuard', 'maxMac'] as const) {
      const owner = [channel, port].find((entity) => entity?.data.security?.[feature] !== undefined);
      const value = owner?.data.security?.[feature];
      if (!owner) continue;
      const counted = typeof value === 'number' && value < adapters.length;
      if (typeof value === 'number' ? value >= needed : !value || !how) continue;
      const what =
        typeof value === 'number' ? `lets ${value} MAC address${value > 1 ? 'es' : ''} pass` : `runs ${FEATURES[feature]}`;
      const shell = shellOf(port.switch);
      const command = {
        dai: 'ip arp inspection trust',
        ipSourceGuard: shell === 'nx-os' ? 'no ip verify source dhcp-snooping-vlan' : 'no ip verify source',
        maxMac: cli`switchport port-security maximum ${needed}`,
      }[feature];
      report(
        owner.kind === 'port' ? at(owner, 'security', feature) : at(owner, 'security', feature),
        counted
          ? `${portText(owner)} ${what}, but ${adapters.length} virtual adapters of ${nic.host.name} may send over it`
          : `${portText(owner)} ${what}, but ${aboveText(above)}, switch-independent with ${how}, sends from several MAC addresses`,
        {
          key: feature,
          related: counted
            ? adapters.map((adapter) => ({ at: at(adapter, 'name'), message: adapter.name }))
            : [{ at: at(above, 'name'), message: aboveText(above) }],
          remedy:
            shell === 'nx-os' || shell === 'ios' ? switchRemedy(port.switch, [cli`interface ${owner.name}`, command]) : undefined,
        },
      );
    }
  },
});

/** How a switch-independent team distributes, where that makes its members send for one IP address from several MAC addresses. */
function rewrites(network: Network, above: HostPort['above']): string | undefined {
  if (above.kind === 'nic') return undefined;
  if (above.kind === 'vm-switch') {
    const { sort, nics } = network.uplink(above);
    return sort === 'set' && nics.length > 1 && above.data.loadBalancingAlgorithm === 'Dynamic' ? 'Dynamic' : undefined;
  }
  const active = above.members.filter((member) => member.settings?.administrativeMode !== 'Standby');
  const algorithm = loadBalancingAlgorithm(above);
  if (active.length < 2 || !algorithm || algorithm.value === 'HyperVPort') return undefined;
  if (teamingMode(above)?.value !== 'SwitchIndependent') return undefined;
  return algorithm.known === 'default' ? `${algorithm.value} by default` : algorithm.value;
}

/** The virtual adapters that may send over a port and are known to be on its host: a VM of a cluster may run elsewhere. */
function adaptersBehind(network: Network, { nic }: HostPort) {
  return network
    .vmSwitchesOn(nic)
    .flatMap((vmSwitch) =>
      network.adaptersOn(vmSwitch).filter((a) => network.mapped(a, network.uplink(vmSwitch).nics).includes(nic)),
    )
    .filter((adapter) => adapter.kind === 'host-adapter' || network.host(adapter.vm.data.host ?? '') === nic.host);
}
