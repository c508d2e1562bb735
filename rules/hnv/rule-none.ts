import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';

/** Without a translation the packets of a VM are on the physical network as it sent them: nothing isolates them there. */
export default defineRule({
  about: 'lookup-record',
  severity: 'warning',
  title: 'The packets of a VM in a virtual subnet are not translated',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
  check(record, { network, report }) {
    const whole = fabricRecord(network, record);
    if (whole?.first !== record || whole.rule !== 'TranslationMethodNone' || !record.isStatic) return;
    const { customerAddress, virtualSubnetId } = record.data;
    // What the rest of the virtual subnet does, else what lets customers share the addresses of hosts.
    const neighbours = whole.fabric.recordsIn(virtualSubnetId);
    const technique = neighbours.some((other) => other.rule === 'TranslationMethodNat')
      ? 'TranslationMethodNat'
      : 'TranslationMethodEncap';
    report(
      at(record, 'rule'),
      `${record.text} has the rule TranslationMethodNone, so its packets leave the host as the VM sent them, with nothing that isolates them`,
      {
        related: whole.copies.slice(1).map((copy) => ({ at: at(copy, 'rule'), message: 'another copy of the record' })),
        remedy: policyRemedy(
          network,
          [...new Set(whole.copies.flatMap((copy) => copy.policy.hosts))],
          [
            powershell`Set-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId} -Rule ${technique}`,
          ],
        ),
      },
    );
  },
});
