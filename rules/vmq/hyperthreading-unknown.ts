import { defineRule } from '#lint/rule';
import type { Nic } from '#model/entity';
import type { Network } from '#model/network';
import { at } from '#model/place';
import { inWords, lastProcessor, overlaps, type QueueTeam, queueSet, queueStart, queueTeam, sameSet } from '#model/queue-layout';

/** "If in doubt" in "NIC Teaming and Virtual Machine Queues": two logical processors a core are assumed, and that decided something. */
export default defineRule({
  about: 'host',
  severity: 'info',
  title: 'Whether a processor layout is right depends on hyper-threading, which is unknown',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"; Microsoft KB 2974384',
  check(host, { network, report }) {
    if (host.data.processors?.hyperThreading !== undefined) return;
    const queues = [...host.teams, ...host.vmSwitches].flatMap((team) => queueTeam(network, team) ?? []);
    const undecided = host.nics.filter(
      (nic) => aloneDepends(network, nic) || queues.some((team) => team.nics.includes(nic) && teamDepends(network, team, nic)),
    );
    if (undecided.length === 0) return;
    const names = inWords(undecided.map((nic) => nic.name));
    report(
      at(host, 'processors'),
      `${host.name} does not say whether it has hyper-threading; the processors of ${names} are judged as if it had`,
      {
        related: undecided.map((nic) => ({ at: queueStart(network, nic)!.base.place, message: `${nic.name} begins here` })),
      },
    );
  },
});

/** An odd processor is a core of its own without hyper-threading, and sets reach half as far. */
function aloneDepends(network: Network, nic: Nic): boolean {
  const start = queueStart(network, nic);
  if (!start) return false;
  if (start.base.value % 2 === 1) return true;
  if (start.group || lastProcessor(nic.host) === undefined) return false;
  const fits = [1, 2].map((step) => queueSet(network, nic, step as 1 | 2)).map((set) => set?.given.length === set?.set.length);
  return fits[0] !== fits[1];
}

/** Whether an adapter goes together with its team in one case and not in the other. */
function teamDepends(network: Network, { nics, mode }: QueueTeam, nic: Nic): boolean {
  const wrong = ([1, 2] as const).map((step) => {
    const sets = nics.flatMap((member) => queueSet(network, member, step) ?? []);
    const own = sets.find((set) => set.nic === nic);
    if (!own) return false;
    return mode === 'sum'
      ? overlaps(sets).some((overlap) => overlap.sets.includes(own))
      : sets.some((set) => sameSet(own, set) === false);
  });
  return wrong[0] !== wrong[1];
}
