import type { Cable } from './cable.ts';
import type { TopologyDraft } from './topology.ts';
import { portFacts } from './topology-facts.ts';
import { thingId } from './topology-id.ts';

/** Every cable, as every source has it; what is only named at one of its ends comes into being. */
export function cablesInto(draft: TopologyDraft): void {
  const { network } = draft;
  const disputed = new Set<Cable>(
    network.cablingDisagreements.flatMap(({ cable, others }) => [cable, ...others.map((other) => other.cable)]),
  );
  for (const cable of network.cables) {
    const from = nicOf(draft, cable);
    const to = portOf(draft, cable);
    const { facts, isDisputed } = disputed.has(cable)
      ? { facts: ['sources disagree'], isDisputed: true }
      : { facts: [], isDisputed: false };
    draft.link('cable', from, to, { facts, isDisputed });
  }
  for (const port of network.all('port'))
    if (!draft.things.has(port.id))
      draft.thing({ id: port.id, kind: 'port', name: port.name, parent: port.switch.id, facts: portFacts(network, port) });
}

function nicOf(draft: TopologyDraft, cable: Cable): string {
  const host = draft.network.host(cable.host);
  const nic = host?.nic(cable.nic);
  if (nic) return draft.aliases.get(nic.id) ?? nic.id;
  const parent =
    host?.id ??
    draft.thing({ id: thingId('host', cable.host), kind: 'host', name: cable.host, parent: undefined, isDescribed: false }).id;
  return draft.thing({ id: thingId('nic', cable.nic, parent), kind: 'nic', name: cable.nic, parent, isDescribed: false }).id;
}

function portOf(draft: TopologyDraft, cable: Cable): string {
  const port = draft.network.port(cable.switch, cable.port);
  if (port) return port.id;
  const parent =
    draft.network.switch(cable.switch)?.id ??
    draft.thing({
      id: thingId('switch', cable.switch),
      kind: 'switch',
      name: cable.switch,
      parent: undefined,
      isDescribed: false,
    }).id;
  return draft.thing({ id: thingId('port', cable.port, parent), kind: 'port', name: cable.port, parent, isDescribed: false }).id;
}
