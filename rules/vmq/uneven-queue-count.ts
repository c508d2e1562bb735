import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { inWords, modeText, queueTeam } from '#model/queue-layout';

/** "Min-Queues mode" in "NIC Teaming and Virtual Machine Queues": the member with the fewest queues decides. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'Members of a team in Min-Queues mode have different numbers of queues',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"',
  check(team, { network, report }) {
    const queues = queueTeam(network, team);
    if (queues?.mode !== 'min') return;
    const counted = queues.nics.flatMap((nic) => {
      const count = nic.data.vmq?.numberOfReceiveQueues;
      return count ? [{ nic, count }] : [];
    });
    const fewest = Math.min(...counted.map(({ count }) => count));
    const least = counted.find(({ count }) => count === fewest);
    const more = counted.filter(({ count }) => count > fewest);
    if (!least || more.length === 0) return;
    const place = (nic: typeof least.nic) => at(nic, 'vmq', 'numberOfReceiveQueues');
    report(
      place(least.nic),
      `${team.name} (${modeText(team)}) uses no more queues of any member than the ${fewest} of ${least.nic.name}, but ${inWords(more.map(({ nic, count }) => `${nic.name} has ${count}`))}`,
      { related: more.map(({ nic, count }) => ({ at: place(nic), message: `${count - fewest} of these stay unused` })) },
    );
  },
});
