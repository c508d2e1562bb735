import { defineRule } from '#lint/rule';
import type { VmAdapter } from '#model/entity';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { isWhole } from '#model/references';
import { legsToHost, replicaOf } from '#model/replication-leg';

/** Hyper-V connects a replica to the Hyper-V switch that has the same name on the other host, and to none if there is none. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'A host that receives replicas has no Hyper-V switch of the name they are connected to',
  since: '0.1.0',
  source: 'Microsoft Virtualization blog on networks and Hyper-V Replica',
  check(host, { network, report }) {
    if (!isWhole(host, 'vmSwitches')) return;
    const missing = new Map<string, VmAdapter[]>();
    for (const leg of legsToHost(network, host)) {
      // A replica that is described says itself what it is connected to.
      if (replicaOf(network, leg)) continue;
      for (const adapter of leg.vm.adapters) {
        const { switchName } = adapter.data;
        if (switchName === undefined || switchName.trim() === '' || host.vmSwitch(switchName)) continue;
        const known = missing.get(nameKey(switchName)) ?? [];
        if (!known.includes(adapter)) missing.set(nameKey(switchName), [...known, adapter]);
      }
    }
    const has = host.vmSwitches.map((vmSwitch) => vmSwitch.name).join(', ');
    for (const [key, adapters] of missing) {
      const [first, ...more] = adapters;
      report(
        at(host, 'vmSwitches'),
        `${host.name} has no Hyper-V switch ${first!.data.switchName} (it has ${has || 'none'}): the replica of the VM ${first!.vm.name}${more.length > 0 ? ` (and ${more.length} more)` : ''} is disconnected there`,
        {
          key: `switch:${key}`,
          related: adapters.map((adapter) => ({
            at: at(adapter, 'switchName'),
            message: `the VM ${adapter.vm.name} (adapter ${adapter.name})`,
          })),
        },
      );
    }
  },
});
