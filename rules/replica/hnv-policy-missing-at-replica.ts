import { defineRule } from '#lint/rule';
import { virtualSubnetOf, vsidOf } from '#model/adapter-subnet';
import type { Host, VmAdapter } from '#model/entity';
import { at } from '#model/place';
import { aimedLegs, replicaOf, targetHosts } from '#model/replication-leg';
import { virtualNetworks } from '#model/virtual-networks';

/** After a failover the VM is in its virtual subnet only where the host of the replica has the policy of that subnet. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'warning',
  title: 'A host that receives a VM of a virtual subnet does not have the policy of that subnet',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv; Capacity Planner for Hyper-V Replica',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    const missing = new Map<string, { host: Host; vsid: number; adapters: VmAdapter[] }>();
    for (const leg of aimedLegs(network)) {
      const replica = replicaOf(network, leg);
      for (const adapter of leg.vm.adapters) {
        const vsid = vsidOf(adapter);
        const policies = virtual.recordsIn(vsid).map((record) => record.policy);
        if (policies.length === 0 || policies.some((policy) => policy.hosts.length === 0)) continue;
        // A replica that is described may be in another subnet there.
        if (replica && !replica.adapters.some((other) => vsidOf(other) === vsid)) continue;
        for (const host of targetHosts(network, leg)) {
          if (virtual.recordsOn(host.name).some((record) => record.data.virtualSubnetId === vsid)) continue;
          const key = `${host.name} ${vsid}`;
          const known = missing.get(key) ?? { host, vsid, adapters: [] };
          missing.set(key, known);
          if (!known.adapters.includes(adapter)) known.adapters.push(adapter);
        }
      }
    }
    for (const [key, { host, vsid, adapters }] of missing) {
      const policies = virtual.recordsIn(vsid).map((record) => record.policy);
      const declared = policies.find((policy) => policy.tree.documents.every((document) => document.stance === 'declared'));
      // What was exported from other hosts tells nothing of this one, unless its own policy is there without the subnet.
      if (!declared && virtual.policiesOn(host.name).length === 0) continue;
      const policy = declared ?? policies[0]!;
      const [first, ...more] = adapters;
      report(
        at(policy, 'appliesTo'),
        `the policy of the virtual subnet ${vsid} is applied to ${policy.hosts.join(', ')}, not to ${host.name}, where the replica of the VM ${first!.vm.name}${more.length > 0 ? ` (and ${more.length} more)` : ''} is`,
        {
          key,
          related: adapters.map((adapter) => ({
            at: virtualSubnetOf(adapter)?.place ?? at(adapter),
            message: `the VM ${adapter.vm.name} is in ${vsid}`,
          })),
        },
      );
    }
  },
});
