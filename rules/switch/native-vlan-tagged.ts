import { defineRule } from '#lint/rule';
import type { Entity, Host, HostAdapter, Nic, Port } from '#model/entity';
import { consumerText } from '#model/host-port';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { untaggedUses } from '#model/untagged';
import type { VlanUse } from '#model/vlan-use';

/** What a host loses on one switch. */
interface Lost {
  readonly uses: Map<Entity, VlanUse>;
  readonly ports: Port[];
  severe: boolean;
}

/** NX-OS with `vlan dot1q tag native` takes no frame without a tag on a trunk. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A Nexus tags the native VLAN, and drops what a host behind it sends untagged',
  since: '0.1.0',
  source: 'Cisco Nexus 9000 Series NX-OS Interfaces Configuration Guide, "Tagging Native VLAN Traffic"',
  check(device, { network, report }) {
    const lost = new Map<Host, Lost>();
    for (const port of device.ports) {
      if (!dropsUntagged(network, port) || network.setting(port, 'adminUp')?.value === false) continue;
      for (const use of untaggedUses(network, port)) {
        const nic = network.nicOf(port)!;
        const entry: Lost = lost.get(nic.host) ?? { uses: new Map(), ports: [], severe: false };
        lost.set(nic.host, entry);
        entry.uses.set(use.consumer, use);
        if (!entry.ports.includes(port)) entry.ports.push(port);
        entry.severe ||= saysUntagged(use.consumer) && isLost(network, nic, use.consumer);
      }
    }
    for (const [host, { uses, ports, severe }] of lost) {
      const [first] = uses.values();
      const others = uses.size - 1;
      report(
        at(device, 'tagNativeVlan'),
        `${device.name} drops untagged frames on its trunks (vlan dot1q tag native), so those of ${consumerText(first!.consumer)}${others > 0 ? ` and ${others} more` : ''} on ${host.name} are lost over ${ports[0]!.name}${ports.length > 1 ? ` and ${ports.length - 1} more` : ''}`,
        {
          key: `host:${host.name}`,
          severity: severe ? 'error' : 'warning',
          related: [...uses.values()]
            .slice(0, 9)
            .map(({ consumer, place }) => ({ at: place, message: `${consumerText(consumer)} sends untagged` })),
        },
      );
    }
  },
});

function dropsUntagged(network: Network, port: Port): boolean {
  const { os, tagNativeVlan } = port.switch.data;
  return os === 'nx-os' && tagNativeVlan === true && network.setting(port, 'mode')?.value === 'trunk';
}

/** Whether somebody wrote of what sends untagged that it does: of most it is only the default. */
function saysUntagged({ data }: Entity): boolean {
  const { vlan, vlanId, default: isDefault } = data as { vlan?: { operationMode?: string }; vlanId?: number; default?: boolean };
  return [vlan?.operationMode, vlanId, isDefault].some((written) => written !== undefined);
}

/** Whether every port it may use drops its frames. */
function isLost(network: Network, nic: Nic, consumer: Entity): boolean {
  const teaming = network.teamingOf(nic);
  const nics = teaming ? network.nicsBehind(teaming) : [nic];
  const own = consumer.kind === 'host-adapter' ? network.mapped(consumer as HostAdapter, nics) : nics;
  return own.every((member) => {
    const port = network.portOf(member);
    return port !== undefined && dropsUntagged(network, port);
  });
}
