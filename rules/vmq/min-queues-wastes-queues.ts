import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { teamingMode } from '#model/defaults';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { modeText, queueTeam } from '#model/queue-layout';

/** "NIC Teaming and Virtual Machine Queues": Min-Queues mode offers the queues of one member only. */
export default defineRule({
  about: 'team',
  severity: 'info',
  title: 'More virtual adapters than queues, which Sum-of-Queues mode would have',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"',
  check(team, { network, report }) {
    const queues = queueTeam(network, team);
    if (queues?.mode !== 'min' || !queues.complete) return;
    const counts = queues.nics.flatMap((nic) => nic.data.vmq?.numberOfReceiveQueues ?? []);
    const fewest = Math.min(...counts);
    const total = counts.reduce((a, b) => a + b, 0);
    // A member that VMQ is switched off on, or whose queues nobody counted, may decide.
    if (counts.length < 2 || counts.length < new Set(team.nics).size || fewest < 1) return;
    // A VM of a cluster counts where it says it runs: on every node at once it does not need a queue.
    const adapters = network
      .vmSwitchesOnTeam(team)
      .flatMap((vmSwitch) => network.adaptersOn(vmSwitch))
      .filter((adapter) =>
        adapter.kind === 'host-adapter'
          ? adapter.data.vmqWeight !== 0
          : adapter.data.vmqWeight !== 0 &&
            adapter.data.isLegacy !== true &&
            nameKey(adapter.vm.data.host ?? '') === nameKey(team.host.name),
      ).length;
    if (adapters <= fewest) return;
    const mode = teamingMode(team)?.value;
    report(
      at(team, mode === 'Static' || mode === 'Lacp' ? 'teamingMode' : 'loadBalancingAlgorithm'),
      `${team.name} (${modeText(team)}) offers the ${fewest} ${fewest === 1 ? 'queue' : 'queues'} of its smallest member to ${adapters} virtual adapters; its members together have ${total}`,
      {
        related: queues.nics.map((nic) => ({
          at: at(nic, 'vmq', 'numberOfReceiveQueues'),
          message: `the queues of ${nic.name}`,
        })),
        // Out of a switch-dependent mode the switch has to go along; the host alone is no repair.
        remedy:
          mode === 'SwitchIndependent'
            ? {
                on: team.host,
                shell: 'powershell',
                commands: [powershell`Set-NetLbfoTeam -Name ${team.name} -LoadBalancingAlgorithm HyperVPort`],
                disruptive: true,
              }
            : undefined,
      },
    );
  },
});
