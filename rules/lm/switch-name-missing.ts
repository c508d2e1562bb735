import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { hostsText } from '#model/cluster-nodes';
import { consumerText } from '#model/host-port';
import { missingSwitches } from '#model/node-switches';
import { at, keyOf } from '#model/place';

/** A VM is connected to a Hyper-V switch by its name, and finds it on another node by that name alone. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A node of a cluster has no Hyper-V switch of the name that VMs of the cluster use',
  aliases: ['set/name-differs-in-cluster'],
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/windows-server/virtualization/hyper-v/manage/live-migration-overview; Microsoft, "Virtual switch names must match on cluster nodes" (Network ATC)',
  check(network, { report }) {
    for (const { node, name, having, uses, meant } of missingSwitches(network)) {
      const [first, ...others] = uses;
      const who = first ? `${consumerText(first)}${others.length > 0 ? ` and ${others.length} more use` : ' uses'}` : undefined;
      const has = meant ? `only ${meant.name}` : node.vmSwitches.map((s) => s.name).join(', ') || 'none';
      report(
        meant ? at(meant, 'name') : keyOf(node, 'vmSwitches'),
        `${node.name} has no Hyper-V switch ${name} (${has}), which ${hostsText(having)} ${having.length > 1 ? 'have' : 'has'}${who ? ` and ${who}` : ''}: VMs cannot come here with their network`,
        {
          key: `switch:${name.trim().toLowerCase()}`,
          ...(first ? {} : { severity: 'warning' as const }),
          related: [
            ...having
              .flatMap((host) => host.vmSwitch(name) ?? [])
              .map((s) => ({ at: at(s, 'name'), message: `on ${s.host.name}` })),
            ...uses.map((use) => ({ at: at(use, 'switchName'), message: `${consumerText(use)} uses it` })),
          ],
          remedy: meant
            ? {
                on: node,
                shell: 'powershell',
                commands: [powershell`Rename-VMSwitch -Name ${meant.name} -NewName ${name}`],
                disruptive: true,
              }
            : undefined,
        },
      );
    }
  },
});
