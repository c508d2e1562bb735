import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import type { Nic } from '#model/entity';
import { at, type Place } from '#model/place';
import { inWords, modeText, queueStart, queueTeam } from '#model/queue-layout';

/** "Min-Queues mode": the same processors on every member, which different preferred NUMA nodes make different ones of. */
export default defineRule({
  about: 'team',
  severity: 'warning',
  title: 'Members of a team in Min-Queues mode have one layout and different preferred NUMA nodes',
  versions: { from: '2012', to: '2012R2' },
  fixable: 'safe',
  since: '0.1.0',
  source: 'Windows Server 2012 NIC Teaming guidance, "NIC Teaming and Virtual Machine Queues (VMQs)"; Microsoft KB 2974384',
  check(team, { network, report }) {
    const queues = queueTeam(network, team);
    if (queues?.mode !== 'min') return;
    const starts = queues.nics.flatMap((nic) => queueStart(network, nic) ?? []);
    const [first, ...rest] = starts.filter(({ nic, max, numaNode }) => max && numaNode !== undefined && writtenNumaNodes(nic)[0]);
    if (!first) return;
    // Different layouts are another mistake; they have to be made the same first.
    const others = rest.filter(
      ({ base, max, group, numaNode }) =>
        base.value === first.base.value &&
        max?.value === first.max?.value &&
        (group ?? 0) === (first.group ?? 0) &&
        numaNode !== first.numaNode,
    );
    const [other, ...more] = others;
    if (!other) return;
    const all = [first, ...others];
    const who = inWords(all.map(({ nic, numaNode }) => `${nic.name} prefers NUMA node ${numaNode}`));
    const place = ({ nic }: typeof first) => writtenNumaNodes(nic)[0]!;
    report(
      place(other),
      `${who}, so the same layout (base processor ${first.base.value}, ${first.max!.value} processors) means different processors, but ${team.name} (${modeText(team)}) is in Min-Queues mode, which sets up every queue on every member`,
      {
        related: [first, ...more].map((each) => ({ at: place(each), message: `the preferred NUMA node of ${each.nic.name}` })),
        fix: {
          title: 'Prefer no NUMA node (65535, the default of Windows)',
          safe: true,
          changes: all.flatMap(({ nic }) => writtenNumaNodes(nic).map((written) => ({ at: written, value: 65535 }))),
        },
        remedy: {
          on: team.host,
          shell: 'powershell',
          commands: [
            powershell`Set-NetAdapterAdvancedProperty -Name ${all.map(({ nic }) => nic.name)} -RegistryKeyword '*NumaNodeId' -RegistryValue 65535`,
          ],
          disruptive: true,
        },
      },
    );
  },
});

/** Where somebody wrote the node that counts. What an export shows may be the choice of the driver. */
function writtenNumaNodes(nic: Nic): readonly Place[] {
  const keyword = nic.advancedNumber('*NumaNodeId');
  const places = [
    ...(nic.data.vmq?.numaNode === undefined ? [] : [at(nic, 'vmq', 'numaNode')]),
    ...(keyword ? [at(nic, 'advancedProperties', keyword.key)] : []),
  ];
  return places[0] && isDeclared(places[0]) ? places.filter(isDeclared) : [];
}
