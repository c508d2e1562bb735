import type { Switch } from './entity.ts';
import type { TopologyDraft } from './topology.ts';
import { channelFacts, portFacts } from './topology-facts.ts';
import { thingId } from './topology-id.ts';

/** Physical switches with their ports and port-channels; stacks and vPC, MLAG or VLT domains around those that act as one. */
export function switchesInto(draft: TopologyDraft): void {
  const { network } = draft;
  const members = new Map<string, Switch[]>();
  for (const device of network.all('switch')) {
    const key = network.logicalSwitch(device);
    members.set(key, [...(members.get(key) ?? []), device]);
  }
  for (const group of members.values()) {
    const { stackId, mlagDomain } = group[0]!.data;
    const stacked = stackId !== undefined;
    const parent =
      group.length === 1
        ? undefined
        : draft.thing({
            id: thingId('switch-domain', `${stacked ? 'stack' : 'domain'} ${stackId ?? mlagDomain}`),
            kind: 'switch-domain',
            name: `${stacked ? 'Stack' : 'Domain'} ${stackId ?? mlagDomain}`,
            parent: undefined,
          }).id;
    for (const device of group) switchInto(draft, device, parent);
  }
}

function switchInto(draft: TopologyDraft, device: Switch, parent: string | undefined): void {
  const { network } = draft;
  const { os, vendor } = device.data;
  const facts = [os ?? vendor].filter((fact) => fact !== undefined);
  draft.thing({ id: device.id, kind: 'switch', name: device.name, parent, facts });
  for (const channel of device.portChannels)
    draft.thing({ id: channel.id, kind: 'port-channel', name: channel.name, parent: device.id, facts: channelFacts(channel) });
  for (const port of device.ports) {
    draft.thing({ id: port.id, kind: 'port', name: port.name, parent: device.id, facts: portFacts(network, port) });
    const channel = network.portChannelOf(port);
    if (channel) draft.link('lag', port.id, channel.id, { facts: port.data.lag?.mode === undefined ? [] : [port.data.lag.mode] });
  }
}
