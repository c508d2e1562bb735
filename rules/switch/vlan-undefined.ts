import { switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { definedFirst } from '#lint/switch-commands';
import type { Entity } from '#model/entity';
import { consumerText } from '#model/host-port';
import { keyOf, type Place } from '#model/place';
import { carrierOf, definedVlans, forwardedVlans } from '#model/switch-vlans';
import type { VlanUse } from '#model/vlan-use';

/** A switch forwards a VLAN only when the VLAN exists on it, whatever its ports allow. */
export default defineRule({
  about: 'switch',
  severity: 'warning',
  title: 'A switch does not have a VLAN that a host behind it uses',
  since: '0.1.0',
  source: 'VLANs with Hyper-V Network Virtualization; Cisco Nexus 9000 layer 2 switching guide, "Configuring VLANs"',
  check(device, { network, report }) {
    const defined = definedVlans(network, device);
    if (!defined) return;
    // VLAN 1 is there on every switch.
    const present = new Set([1, ...defined.filter(({ active }) => active).map(({ id }) => id)]);
    const needed = new Map<number, { uses: Map<Entity, VlanUse>; ports: Map<Entity, Place> }>();
    for (const port of device.ports)
      for (const [vlan, uses] of forwardedVlans(network, port)) {
        if (present.has(vlan)) continue;
        const entry = needed.get(vlan) ?? { uses: new Map(), ports: new Map() };
        needed.set(vlan, entry);
        for (const use of uses) entry.uses.set(use.consumer, use);
        const { owner, place } = carrierOf(network, port);
        entry.ports.set(owner, place);
      }
    for (const [vlan, { uses, ports }] of needed) {
      const stopped = defined.find(({ id }) => id === vlan);
      const [first] = uses.values();
      const others = uses.size - 1;
      const who = `${consumerText(first!.consumer)}${others > 0 ? ` and ${others} more use` : ' uses'}`;
      const [port] = ports.keys();
      const where = `over ${port!.name}${ports.size > 1 ? ` and ${ports.size - 1} more` : ''}`;
      report(
        stopped?.place ?? keyOf(device, 'vlans'),
        `${device.name} ${stopped ? `has VLAN ${vlan} in the state ${stopped.state}` : `does not define VLAN ${vlan}`}, which ${who} ${where}`,
        {
          key: `vlan:${vlan}`,
          // The message says how many there are.
          related: [
            ...[...ports].slice(0, 5).map(([{ name }, place]) => ({ at: place, message: `${name} lets it pass` })),
            ...[...uses.values()].slice(0, 5).map(({ consumer, place }) => ({ at: place, message: consumerText(consumer) })),
          ],
          remedy: switchRemedy(device, definedFirst(network, device, [vlan])),
        },
      );
    }
  },
});
