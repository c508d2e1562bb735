import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { assumed, inWords, layoutText, modeText, queueSet, queueTeam, sameSet } from '#model/queue-layout';
import { proposeLayout } from '#model/queue-proposal';

/** "Min-Queues mode" in "NIC Teaming and Virtual Machine Queues": every member uses the same processors. */
export default defineRule({
  about: 'team',
  severity: 'error',
  title: 'Members of a team in Min-Queues mode use different processors',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"; Microsoft KB 2974384',
  check(team, { network, report }) {
    const queues = queueTeam(network, team);
    if (queues?.mode !== 'min') return;
    const [first, ...rest] = queues.nics.flatMap((nic) => queueSet(network, nic) ?? []);
    const others = first ? rest.filter((set) => sameSet(first, set) === false) : [];
    const [other, ...more] = others;
    if (!first || !other) return;
    const layouts = queues.complete ? proposeLayout(network, queues.nics, 'min') : undefined;
    const who = inWords([first, ...others].map((set) => layoutText(set, set.set)));
    const sameBase = other.base.value === first.base.value && other.group === first.group;
    report(
      (sameBase ? other.max : other.base).place,
      `${who} are not the same processors, but ${team.name} (${modeText(team)}) is in Min-Queues mode, which sets up every queue on every member${assumed(team.host)}`,
      {
        related: [first, ...more].map((set) => ({
          at: (sameBase ? set.max : set.base).place,
          message: `the processors of ${set.nic.name}`,
        })),
        remedy: layouts && {
          on: team.host,
          shell: 'powershell',
          commands: [
            powershell`Set-NetAdapterVmq -Name ${layouts.map(({ nic }) => nic.name)} -BaseProcessorNumber ${layouts[0]!.base} -MaxProcessors ${layouts[0]!.max ?? 1}`,
          ],
          disruptive: true,
        },
      },
    );
  },
});
