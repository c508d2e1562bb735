import type { Vm, VmAdapter, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import type { TopologyDraft } from './topology.ts';
import { vmFacts } from './topology-facts.ts';
import { thingId } from './topology-id.ts';

/**
 * VMs, and the Hyper-V switches their adapters are connected to. A VM that may run on several hosts is connected once, to what stands for
 * the switches of one name that those hosts have.
 */
export function vmsInto(draft: TopologyDraft): void {
  const { network } = draft;
  for (const vm of network.all('vm')) {
    const parent = homeOf(draft, vm);
    draft.thing({ id: vm.id, kind: 'vm', name: vm.name, parent, facts: vmFacts(vm) });
    const hosts = network.hostsOf(vm);
    for (const adapter of vm.adapters) {
      const { switchName } = adapter.data;
      const found = switchName === undefined ? [] : hosts.flatMap((host) => host.vmSwitch(switchName) ?? []);
      if (found.length > 0) connect(draft, vm, adapter, found, parent);
      else draft.aliases.set(adapter.id, vm.id);
    }
    for (const team of vm.guestTeams) draft.aliases.set(team.id, vm.id);
  }
}

function connect(draft: TopologyDraft, vm: Vm, adapter: VmAdapter, found: readonly VmSwitch[], parent: string | undefined): void {
  const to = found.length === 1 ? found[0]!.id : commonSwitch(draft, found, parent);
  // The adapter is the link; a second one of the same name has its own id.
  draft.link('adapter', vm.id, to, { id: adapter.id, facts: [adapter.name] });
}

/** What stands for the switches of one name on several hosts. */
function commonSwitch(draft: TopologyDraft, all: readonly VmSwitch[], parent: string | undefined): string {
  const found = [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { name } = found[0]!;
  const hosts = found.map(({ host }) => host);
  const key = `${name} on ${hosts
    .map((host) => nameKey(host.name))
    .sort()
    .join(' ')}`;
  const known = thingId('common-switch', key, parent);
  draft.thing({
    id: known,
    kind: 'common-switch',
    name,
    parent,
    facts: [hosts.length > 3 ? `on ${hosts.length} hosts` : `on ${hosts.map((host) => host.name).join(', ')}`],
  });
  for (const vmSwitch of found) draft.link('adapter', known, vmSwitch.id);
  return known;
}

/** What a VM is drawn in: its cluster, else its host; hosts and clusters that nobody describes come into being. */
function homeOf(draft: TopologyDraft, vm: Vm): string | undefined {
  const { network } = draft;
  const { cluster, host } = vm.data;
  if (cluster !== undefined) {
    const id = thingId('cluster', network.cluster(cluster)?.name ?? cluster);
    return draft.thing({ id, kind: 'cluster', name: cluster, parent: undefined, isDescribed: false }).id;
  }
  if (host === undefined) return undefined;
  const own = network.hostsOf(vm)[0];
  if (own) return own.id;
  return draft.thing({ id: thingId('host', host), kind: 'host', name: host, parent: undefined, isDescribed: false }).id;
}
