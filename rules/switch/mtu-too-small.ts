import { cli, shellOf, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Port, PortChannel } from '#model/entity';
import { type JumboPacket, jumboPacket, largestFrame, STANDARD_FRAME } from '#model/frame-size';
import { portText } from '#model/host-port';
import { at } from '#model/place';

/** A port passes every frame that the adapter behind it may send. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A switch port drops frames that the adapter behind it may send',
  since: '0.1.0',
  source: 'Microsoft, "Keywords That Can Be Edited"; Microsoft, "Physical network requirements for Azure Local"',
  check(device, { network, report }) {
    const tooLarge = new Map<Port | PortChannel, JumboPacket[]>();
    for (const port of device.ports) {
      const nic = network.nicOf(port);
      const frame = nic && jumboPacket(nic);
      // Frames of the normal size are nobody's choice: how closely a switch counts does not matter for them.
      if (!frame || frame.size <= STANDARD_FRAME) continue;
      const mtu = network.setting(port, 'mtu');
      const passes = mtu && largestFrame(device, mtu.value);
      if (passes === undefined || frame.size <= passes) continue;
      tooLarge.set(mtu!.entity, [...(tooLarge.get(mtu!.entity) ?? []), frame]);
    }
    for (const [owner, frames] of tooLarge) {
      const mtu = owner.data.mtu!;
      const passes = largestFrame(device, mtu);
      const [first, ...others] = [...frames].sort((a, b) => b.size - a.size);
      const counted = passes === mtu ? 'header included' : `frames of ${passes} with their header`;
      const more = others.length > 0 ? `, and ${others.length} more of over ${passes}` : '';
      const knowsSize = ['nx-os', 'os10'].includes(shellOf(device) ?? '') && first!.size <= 9216;
      report(
        owner.kind === 'port' ? at(owner, 'mtu') : at(owner, 'mtu'),
        `${portText(owner)} passes ${mtu} bytes (${counted}), but ${first!.nic.name} of ${first!.nic.host.name} sends frames of up to ${first!.size}${more}`,
        {
          related: frames.map(({ nic, size, place }) => ({ at: place, message: `*JumboPacket of ${nic.name} is ${size}` })),
          remedy: knowsSize ? switchRemedy(device, [cli`interface ${owner.name}`, cli`mtu ${9216}`], true) : undefined,
        },
      );
    }
  },
});
