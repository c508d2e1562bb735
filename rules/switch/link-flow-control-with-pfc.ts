import { cli, flowControlOff, switchRemedy } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import type { Port, PortChannel } from '#model/entity';
import { portText } from '#model/host-port';
import { at } from '#model/place';

/** A port pauses by priority or as a whole, not both. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A port has link-level flow control and priority flow control',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, switch configurations; Cisco Nexus 5000 QoS guide, "Link-Level Flow Control"',
  check(device, { network, report }) {
    const told = new Set<Port | PortChannel>();
    for (const entity of [...device.ports, ...device.portChannels]) {
      if (entity.data.adminUp === false) continue;
      const channel = entity.kind === 'port' ? network.portChannelOf(entity) : undefined;
      // What the port-channel says comes before what the port says.
      const owners = [...(channel ? [channel] : []), entity];
      const pfc = owners.find((owner) => owner.data.pfc?.mode !== undefined);
      if (pfc?.data.pfc?.mode !== 'on') continue;
      for (const owner of owners) {
        const { receive, send } = owner.data.flowControl ?? {};
        const on = [...(receive === 'On' ? ['receive' as const] : []), ...(send === 'On' ? ['send' as const] : [])];
        if (on.length === 0 || told.has(owner)) continue;
        told.add(owner);
        report(
          place(owner, 'flowControl', on[0]!),
          `${portText(owner)} has link-level flow control (${on.join(' and ')}) and priority flow control: a port can have one of them`,
          {
            related: [{ at: place(pfc, 'pfc', 'mode'), message: 'priority flow control is on' }],
            remedy: switchRemedy(
              device,
              [cli`interface ${owner.name}`, ...on.map((direction) => flowControlOff(device, direction))],
              true,
            ),
          },
        );
      }
    }
  },
});

function place(entity: Port | PortChannel, property: 'flowControl' | 'pfc', below: string) {
  return entity.kind === 'port' ? at(entity, property, below) : at(entity, property, below);
}
