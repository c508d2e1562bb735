import { defineRule } from '#lint/rule';
import { parseIp } from '#model/ip-prefix';
import { at, type Place } from '#model/place';
import { aimedLegs, legText } from '#model/replication-leg';

/** Replication knows servers by name only: Kerberos and certificates prove names, not addresses. */
export default defineRule({
  about: 'network',
  severity: 'error',
  title: 'A server of Hyper-V Replica is called by an IP address',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/enable-vmreplication; Capacity Planner for Hyper-V Replica',
  check(network, { report }) {
    const ask = (name: string | undefined, place: () => Place, what: string): void => {
      if (name !== undefined && parseIp(name))
        report(place(), `${what} by the IP address ${name}; Hyper-V Replica knows servers by their names only`);
    };
    for (const leg of aimedLegs(network))
      ask(leg.data.replicaServerName, () => leg.at('replicaServerName'), `${legText(leg)} names its Replica server`);
    for (const vm of network.all('vm'))
      ask(
        vm.data.replication?.allowedPrimaryServer,
        () => at(vm, 'replication', 'allowedPrimaryServer'),
        `the replica ${vm.name} names its primary server`,
      );
    for (const entry of network.all('replication-authorization'))
      ask(
        entry.data.allowedPrimaryServer,
        () => at(entry, 'allowedPrimaryServer'),
        `${entry.server.name} names a primary server`,
      );
  },
});
