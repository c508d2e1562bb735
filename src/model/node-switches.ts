import { clusters } from './cluster-nodes.ts';
import type { Host, Vm, VmAdapter, VmSwitch } from './entity.ts';
import { nameKey } from './names.ts';
import type { Network } from './network.ts';
import { isUnsettled, isWhole } from './references.ts';
import { uplinkNames } from './uplink.ts';

/** A Hyper-V switch that a node lacks and other nodes of its cluster have. */
export interface MissingSwitch {
  readonly node: Host;
  readonly name: string;
  /** The nodes that have it. */
  readonly having: readonly Host[];
  /** The adapters of VMs of the cluster that use it and may come to the node; none where no VM is described. */
  readonly uses: readonly VmAdapter[];
  /** The switch of the node that nothing else answers to: most likely the same under another name. */
  readonly meant: VmSwitch | undefined;
}

/**
 * The Hyper-V switches that nodes of clusters lack: those VMs use that may run there. Of clusters without a described VM those count
 * whose nodes have one external switch each: then another name is a slip. Nodes whose switches are not all written are unknown.
 */
export function missingSwitches(network: Network): readonly MissingSwitch[] {
  const byCluster = new Map<string, Vm[]>();
  for (const vm of network.all('vm')) {
    const key = vm.data.cluster === undefined ? undefined : nameKey(vm.data.cluster);
    const known = key === undefined ? undefined : byCluster.get(key);
    if (known) known.push(vm);
    else if (key !== undefined) byCluster.set(key, [vm]);
  }
  return clusters(network).flatMap(({ name, nodes }) => {
    const vms = byCluster.get(nameKey(name)) ?? [];
    return vms.length > 0 ? usedSwitches(network, vms) : network.inventory.vms ? [] : singleSwitches(nodes);
  });
}

function usedSwitches(network: Network, vms: readonly Vm[]): MissingSwitch[] {
  const found = new Map<string, { node: Host; name: string; having: Set<Host>; uses: VmAdapter[] }>();
  for (const vm of vms)
    for (const adapter of vm.adapters) {
      const { switchName } = adapter.data;
      if (switchName === undefined || isUnsettled(switchName)) continue;
      const nodes = network.hostsOf(vm);
      const having = nodes.filter((node) => node.vmSwitch(switchName));
      // Where no node has it, the name leads nowhere at all.
      if (having.length === 0) continue;
      for (const node of nodes) {
        if (node.vmSwitch(switchName) || !isWhole(node, 'vmSwitches')) continue;
        const id = `${node.id} ${nameKey(switchName)}`;
        const known = found.get(id) ?? { node, name: switchName, having: new Set<Host>(), uses: [] };
        found.set(id, known);
        for (const host of having) known.having.add(host);
        known.uses.push(adapter);
      }
    }
  return [...found.values()].map((each) => ({
    ...each,
    having: [...each.having],
    meant: onlyStranger(each.node, [...each.having]),
  }));
}

/** The one switch of a node that none of the others has. */
function onlyStranger(node: Host, others: readonly Host[]): VmSwitch | undefined {
  const strangers = node.vmSwitches.filter((own) => isExternal(own) && !others.some((other) => other.vmSwitch(own.name)));
  return strangers.length === 1 ? strangers[0] : undefined;
}

function singleSwitches(nodes: readonly Host[]): MissingSwitch[] {
  const singles = nodes.map((node) => {
    const external = node.vmSwitches.filter(isExternal);
    return isWhole(node, 'vmSwitches') && external.length === 1 && external.length === node.vmSwitches.length
      ? external[0]
      : undefined;
  });
  const [first] = singles;
  if (!first || singles.length < 2 || singles.some((single) => !single || isUnsettled(single.name))) return [];
  const groups = new Map<string, VmSwitch[]>();
  for (const single of singles as VmSwitch[])
    groups.set(nameKey(single.name), [...(groups.get(nameKey(single.name)) ?? []), single]);
  const usual = [...groups.values()].reduce((best, group) => (group.length > best.length ? group : best));
  const having = usual.map((each) => each.host);
  return (singles as VmSwitch[])
    .filter((each) => !usual.includes(each))
    .map((each) => ({ node: each.host, name: usual[0]!.name, having, uses: [], meant: each }));
}

function isExternal(vmSwitch: VmSwitch): boolean {
  return vmSwitch.data.switchType === 'External' || (vmSwitch.data.switchType === undefined && uplinkNames(vmSwitch).length > 0);
}
