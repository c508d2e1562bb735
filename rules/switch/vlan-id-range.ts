import { defineRule } from '#lint/rule';
import { portText } from '#model/host-port';
import { at, type Place } from '#model/place';
import { impossibleVlans, reservedFor } from '#model/switch-vlans';

/** VLAN IDs are 1 to 4094, less what the system keeps. Single IDs out of range are found by the schema, in the name of this rule. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A VLAN ID that does not exist, or that the switch keeps for itself',
  since: '0.1.0',
  source: 'VLANs with Hyper-V Network Virtualization; IEEE 802.1Q; Cisco NX-OS and IOS, "VLAN Ranges"',
  check(device, { report }) {
    const ports = [...device.ports, ...device.portChannels];
    for (const port of ports) {
      const impossible = impossibleVlans(port.data.allowedVlans);
      if (impossible.length === 0) continue;
      const place = port.kind === 'port' ? at(port, 'allowedVlans') : at(port, 'allowedVlans');
      report(place, `${portText(port)} allows VLAN ${impossible.join(', ')}, but VLAN IDs are 1 to 4094`);
    }
    const places = new Map<number, Place[]>();
    const add = (vlan: number | undefined, place: () => Place): void => {
      if (vlan === undefined || !reservedFor(device, vlan)) return;
      const written = place();
      // What stands in the configuration of a switch has been accepted by it: the range can be moved there.
      const { editable, complete } = written.origin?.document ?? {};
      if (editable && !complete) places.set(vlan, [...(places.get(vlan) ?? []), written]);
    };
    for (const [i, { id }] of (device.data.vlans ?? []).entries()) add(id, () => at(device, 'vlans', i, 'id'));
    for (const port of ports)
      for (const property of ['accessVlan', 'nativeVlan'] as const)
        add(port.data[property], () => (port.kind === 'port' ? at(port, property) : at(port, property)));
    for (const [i, { vlanId }] of (device.data.svis ?? []).entries()) add(vlanId, () => at(device, 'svis', i, 'vlanId'));
    for (const [vlan, [first, ...more]] of places)
      report(first!, `${device.name} is to have VLAN ${vlan}, which ${reservedFor(device, vlan)}`, {
        severity: 'warning',
        key: `vlan:${vlan}`,
        related: more.map((place) => ({ at: place, message: `VLAN ${vlan} here too` })),
      });
  },
});
