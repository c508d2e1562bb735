import { powershell } from '#lint/remedy';
import { legRemedy } from '#lint/replica-remedy';
import { defineRule } from '#lint/rule';
import { aimedLegsOf, leavesOut } from '#model/replication-leg';

/** Application-consistent points are some of the additional recovery points: without those there are none. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'Application-consistent recovery points are asked for, but no additional recovery points',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/enable-vmreplication, -VSSSnapshotFrequencyHour',
  check(vm, { network, report }) {
    const leg = aimedLegsOf(network, vm).find(({ isExtended }) => !isExtended);
    if (!leg) return;
    const { vssSnapshotFrequencyHour: hours = 0, recoveryHistory: points } = leg.data;
    const isDefault = leavesOut(leg, 'recoveryHistory');
    if (hours <= 0 || !(points === 0 || isDefault)) return;
    report(
      leg.at('vssSnapshotFrequencyHour'),
      `the VM ${vm.name} is to have an application-consistent recovery point ${hours === 1 ? 'every hour' : `every ${hours} hours`}, but ${isDefault ? 'no recoveryHistory is written, which is 0 then' : 'recoveryHistory is 0'}`,
      {
        related: isDefault ? [] : [{ at: leg.at('recoveryHistory'), message: 'no additional recovery points' }],
        remedy: legRemedy(network, leg, powershell`-RecoveryHistory 4 -VSSSnapshotFrequencyHour ${hours}`),
      },
    );
  },
});
