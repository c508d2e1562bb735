import { layoutRemedy } from '#lint/processor-remedy';
import { defineRule } from '#lint/rule';
import { assumed, coresForQueues, inWords, layoutText, overlaps, processorText, queueSet, queueTeam } from '#model/queue-layout';
import { proposeLayout } from '#model/queue-proposal';

/** "Sum-of-Queues mode" in "NIC Teaming and Virtual Machine Queues": processors of the members apart, as far as the host has them. */
export default defineRule({
  about: 'vm-switch',
  severity: 'warning',
  title: 'Members of a team in Sum-of-Queues mode share processors',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"; Microsoft KB 2974384',
  check(vmSwitch, { network, report }) {
    const { host } = vmSwitch;
    const { team = vmSwitch } = network.uplink(vmSwitch);
    const queues = queueTeam(network, team);
    if (queues?.mode !== 'sum') return;
    // With fewer cores than members somebody has to share.
    if ((coresForQueues(host) ?? queues.nics.length) < queues.nics.length) return;
    const layouts = queues.complete ? proposeLayout(network, queues.nics, 'sum') : undefined;
    for (const { sets, shared } of overlaps(queues.nics.flatMap((nic) => queueSet(network, nic) ?? []))) {
      // The first keeps its place; the second is the one to move.
      const [first, second, ...more] = sets;
      const who = inWords(sets.map((set) => layoutText(set, set.set)));
      const what = inWords(shared.map((p) => processorText(p, first!.group)));
      report(
        second!.base.place,
        `${who} share ${what}, but ${team.name} is in Sum-of-Queues mode, in which each member needs its own${assumed(host)}`,
        {
          related: [first!, ...more].map(({ nic, base }) => ({ at: base.place, message: `${nic.name} begins here` })),
          remedy: layoutRemedy(host, 'vmq', layouts),
        },
      );
    }
  },
});
