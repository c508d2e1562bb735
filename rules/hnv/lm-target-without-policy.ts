import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { vsidOf } from '#model/adapter-subnet';
import type { Host, Vm } from '#model/entity';
import { at } from '#model/place';
import type { VirtualNetworkPolicy } from '#model/policy-entity';
import { fabricRecord } from '#model/policy-fabric';
import { appliesSomewhere } from '#model/policy-lists';
import { namesText, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** Every host that a VM of a virtual subnet may run on has the policy of its virtual network. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A host that a VM of a virtual subnet may run on has no network virtualization policy',
  hides: ['hnv/lookup-record-missing-on-host'],
  since: '0.1.0',
  source: 'Windows Server 2012 Hyper-V Network Virtualization guidance: any host may run any VM if it has the policy',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    const hosts = tenantHosts(network);
    // A policy that does not say where it is applied may be on any host.
    if (!network.all('network-virtualization').every(appliesSomewhere)) return;
    const lacking = new Map<Host, { readonly policy: VirtualNetworkPolicy; readonly vms: Vm[] }>();
    for (const vm of network.all('vm')) {
      const adapters = vm.adapters.filter((adapter) => vsidOf(adapter) > 0);
      const bare = network.hostsOf(vm).filter((host) => !hosts.fabricOfHost(host.name));
      const record = adapters.flatMap((adapter) => virtual.recordsOf(adapter))[0];
      const fabric = record && fabricRecord(network, record)?.fabric;
      if (!fabric || !isDeclared(at(record.policy, 'appliesTo'))) continue;
      const elsewhere = virtual.hostNamesOf(vm).some((host) => hosts.fabricOfHost(host) === fabric);
      // A copy of a VM at another site, where policies may be kept elsewhere, has the records of the original.
      if (!elsewhere && (vm.data.replication !== undefined || hosts.vmsOf(record, fabric).length > 1)) continue;
      for (const host of bare) {
        const known = lacking.get(host);
        if (known) known.vms.push(vm);
        else lacking.set(host, { policy: record.policy, vms: [vm] });
      }
    }
    for (const [host, { policy, vms }] of lacking) {
      const [vm, ...others] = vms as [Vm, ...Vm[]];
      const { cluster } = vm.data;
      const run = cluster === undefined ? 'runs' : 'may run';
      report(
        at(policy, 'appliesTo'),
        `the policy ${policy.name} is applied to ${namesText(policy.hosts)}, but not to ${host.name}, on which ${vm.name}${others.length > 0 ? ` and ${others.length} more` : ''} ${run}`,
        {
          key: host.name,
          related: [
            { at: at(host, 'name'), message: `${host.name} has no policy` },
            ...vms.map((each) => ({
              at: at(each, each.data.possibleOwners ? 'possibleOwners' : cluster === undefined ? 'host' : 'cluster'),
              message: `where ${each.name} may run`,
            })),
          ],
        },
      );
    }
  },
});
