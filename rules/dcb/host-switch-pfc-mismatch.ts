import { cli, shellOf, switchRemedy } from '#lint/remedy';
import { defineRule, type RuleContext } from '#lint/rule';
import type { Switch } from '#model/entity';
import { portText } from '#model/host-port';
import { type LosslessNeed, losslessNeed } from '#model/lossless-path';
import { at, type Place } from '#model/place';
import { losslessPriorities, pfcMode, queueOf } from '#model/switch-qos';

/** RoCE loses nothing only where both ends of a link pause the same priority. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A switch does not pause the priority that a host has lossless for RDMA',
  aliases: ['switch/pfc-priority-mismatch'],
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/networking/technologies/dcb/dcb-manage; IEEE 802.1Qbb; Cisco Nexus 9000 QoS guide, "Configuring Priority Flow Control"',
  check(device, context) {
    const { network } = context;
    const needs = device.ports
      .filter((port) => network.setting(port, 'adminUp')?.value !== false)
      .flatMap((port) => losslessNeed(network, port) ?? []);
    const open = needs.filter((need) => !pausesNothing(need, context));
    otherPriorities(device, open, context);
    smallQueue(device, needs, context);
  },
});

/** A port with PFC off, or one that negotiates with a host that takes nothing from it. True where it has been reported. */
function pausesNothing(need: LosslessNeed, { network, report }: RuleContext): boolean {
  const { port, host, nic, priorities } = need;
  const mode = pfcMode(network, port);
  const off = mode?.value === 'off';
  if (!mode || !(off || (mode.value === 'auto' && host.data.qos?.dcbx?.willing === false))) return false;
  const says = off
    ? 'has priority flow control off'
    : `negotiates priority flow control by DCBX (auto${mode.known === 'default' ? ', which is so because no line says otherwise' : ''})`;
  const against = `${host.name} has priority ${priorities.join(', ')} lossless for RDMA on ${nic.name}`;
  report(
    mode.place,
    `${portText(mode.owner)} ${says}, but ${against}${off ? '' : ' and takes no settings from it (DCBX not willing)'}`,
    {
      ...(off ? {} : { severity: 'warning' as const }),
      related: related([need]),
      remedy:
        shellOf(port.switch) === 'nx-os'
          ? switchRemedy(port.switch, [cli`interface ${mode.owner.name}`, 'priority-flow-control mode on'])
          : undefined,
    },
  );
  return true;
}

interface Group {
  readonly place: Place;
  readonly has: readonly number[];
  readonly missing: readonly number[];
  readonly needs: LosslessNeed[];
  readonly owners: Set<unknown>;
}

/** The lossless priorities of the switch are others: one finding for each place that says which, however many ports it is for. */
function otherPriorities(device: Switch, needs: readonly LosslessNeed[], { network, report }: RuleContext): void {
  const groups = new Map<string, Group>();
  for (const need of needs) {
    const lossless = losslessPriorities(network, need.port);
    const missing = lossless ? need.priorities.filter((priority) => !lossless.priorities.includes(priority)) : [];
    if (!lossless || missing.length === 0) continue;
    const { place, owner, priorities } = lossless;
    // One line may say it for all ports.
    const { start, end } = place.range();
    const id = `${place.file.path} ${start} ${end} ${missing.join()}`;
    const group = groups.get(id) ?? { place, has: priorities, missing, needs: [], owners: new Set() };
    groups.set(id, group);
    group.needs.push(need);
    group.owners.add(owner);
  }
  for (const { place, has, missing, needs: own, owners } of groups.values()) {
    const [first, ...others] = own;
    const where = owners.has(device) || owners.size > 1 ? device.name : portText(first!.port);
    const more = `${others.length} more ${others.length > 1 ? 'ports' : 'port'}`;
    const who = `${first!.host.name}${others.length > 0 ? ` and ${more} need` : ' needs'}`;
    const pauses = has.length > 0 ? `has priority ${has.join(', ')} lossless` : 'has no lossless priority';
    report(place, `${where} ${pauses}, but ${who} priority ${missing.join(', ')} for RDMA`, {
      key: `priority:${missing.join()}`,
      related: related(own),
    });
  }
}

/** The queue of the lossless priority has a smaller share than the hosts reserve: it fills up, and pauses them. */
function smallQueue(device: Switch, needs: readonly LosslessNeed[], { report }: RuleContext): void {
  const told = new Set<Place['property']>();
  for (const need of needs) {
    for (const { priority, percent, place } of need.shares) {
      const queue = queueOf(device, priority);
      if (queue?.percent === undefined || queue.percent >= percent - 1 || told.has(queue.place.property)) continue;
      told.add(queue.place.property);
      report(
        queue.place,
        `the class ${queue.name} of ${device.name}, for priority ${priority}, has ${queue.percent} percent of the bandwidth, but ${need.host.name} reserves ${percent}`,
        {
          key: `share:${priority}`,
          severity: 'warning',
          related: [{ at: place, message: `${percent} percent on ${need.host.name}` }],
        },
      );
    }
  }
}

function related(needs: readonly LosslessNeed[]) {
  return needs.flatMap(({ port, host, nic }) => [
    { at: at(host, 'qos', 'flowControl'), message: `lossless priorities of ${host.name}` },
    { at: at(nic, 'name'), message: `${nic.name} is cabled to ${portText(port)}` },
  ]);
}
