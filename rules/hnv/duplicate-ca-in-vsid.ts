import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import type { LookupRecord } from '#model/policy-entity';
import { fabricRecord, onOneHost, sameTarget } from '#model/policy-fabric';

/** Within a virtual subnet a host finds one adapter and one provider address behind a customer address. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'Two records of a host say different things of one customer address',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": each customer address is mapped to one provider address',
  check(record, { network, report }) {
    const whole = fabricRecord(network, record);
    if (!whole || whole.copies.length < 2) return;
    const own = whole.copies.filter((copy) => copy.isStatic);
    const before = (copy: LookupRecord) => own.slice(0, Math.max(own.indexOf(copy), 0));
    const contradicted = (copy: LookupRecord) =>
      before(copy).filter((other) => onOneHost(network, copy, other) && !sameTarget(copy, other));
    const [first, ...others] = contradicted(record);
    // The first of its kind speaks for its copies on other hosts.
    if (!first || before(record).some((other) => sameTarget(record, other) && contradicted(other).length > 0)) return;
    const { customerAddress, virtualSubnetId, macAddress, providerAddress } = record.data;
    const one = targetText(first.data);
    report(
      at(record, 'customerAddress'),
      `in virtual subnet ${virtualSubnetId} the customer address ${customerAddress} is that of ${targetText(record.data)}, and of ${one} too`,
      {
        key: `target:${macAddress ?? ''}/${providerAddress ?? ''}`,
        related: [first, ...others].map((other) => ({ at: at(other, 'customerAddress'), message: other.text })),
        remedy:
          macAddress === undefined || macAddress === first.data.macAddress
            ? undefined
            : policyRemedy(network, record.policy.hosts, [
                powershell`Remove-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId} -MACAddress ${macAddress}`,
              ]),
      },
    );
  },
});

/** What stands behind a customer address, by name where it has one. */
function targetText({
  vmName,
  macAddress,
  providerAddress,
}: {
  readonly vmName?: string;
  readonly macAddress?: string;
  readonly providerAddress?: string;
}): string {
  const parts = [macAddress && `MAC address ${macAddress}`, providerAddress && `provider address ${providerAddress}`];
  return `${vmName ?? 'a VM'} (${parts.filter((part) => part !== undefined).join(', ')})`;
}
