import { powershell } from '#lint/remedy';
import { legRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { RELEASES } from '#model/releases';
import { aimedLegsOf } from '#model/replication-leg';

/** A replica is replicated on every 5 or 15 minutes, and not more often than it gets changes itself. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'An extended replica is to be replicated to more often than it can be',
  versions: RELEASES.extendedReplica,
  since: '0.1.0',
  source: 'Checks of Enable-VMReplication (Hyper-V module); Microsoft Virtualization blog on extended replication in 2012 R2',
  check(vm, { network, report }) {
    const legs = aimedLegsOf(network, vm);
    const leg = legs.find(({ isExtended }) => isExtended);
    const seconds = leg?.data.replicationFrequencySec;
    if (!leg || seconds === undefined) return;
    // A replica shows the interval of the step before.
    const { replicationFrequencySec: before = 0 } = vm.data.replication ?? {};
    const fast = seconds === 30;
    if (!fast && seconds >= before) return;
    report(
      leg.at('replicationFrequencySec'),
      fast
        ? `the extended replica of the VM ${vm.name} is to be replicated to every 30 seconds; an extended replica takes 300 or 900`
        : `the extended replica of the VM ${vm.name} is to be replicated to every ${seconds} seconds, but the replica it comes from gets changes every ${before} seconds only`,
      {
        related: fast ? [] : [{ at: legs[0]!.at('replicationFrequencySec'), message: `every ${before} seconds` }],
        remedy: legRemedy(network, leg, powershell`-ReplicationFrequencySec ${fast ? Math.max(300, before) : before}`),
      },
    );
  },
});
