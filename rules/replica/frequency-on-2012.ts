import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { aimedLegsOf, hostOn2012 } from '#model/replication-leg';

/** Windows Server 2012 replicates every five minutes and has no parameter for anything else. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'A replication interval is set that Windows Server 2012 does not have',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Microsoft Virtualization blog on what is new in Hyper-V Replica in Windows Server 2012 R2',
  check(vm, { network, report }) {
    for (const leg of aimedLegsOf(network, vm)) {
      const seconds = leg.data.replicationFrequencySec;
      const host = leg.isExtended || seconds === undefined || seconds === 300 ? undefined : hostOn2012(network, leg);
      if (!host) continue;
      const place = leg.at('replicationFrequencySec');
      report(
        place,
        `the VM ${vm.name} is to be replicated every ${seconds} seconds, but ${host.name} runs ${osText(host.os!)}, which replicates every 300 seconds only`,
        {
          related: [{ at: at(host, 'os'), message: `${host.name} runs ${osText(host.os!)}` }],
          fix: { title: 'Write 300', safe: false, changes: [{ at: place, value: 300 }] },
        },
      );
    }
  },
});
