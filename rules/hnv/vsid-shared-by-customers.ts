import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import type { Network } from '#model/network';
import { at } from '#model/place';
import type { LookupRecord } from '#model/policy-entity';
import { type FabricRecord, fabrics, onOneHost } from '#model/policy-fabric';
import { guidKey } from '#model/virtual-networks';

/** A virtual subnet is one broadcast domain: customers who share one are not isolated from each other. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Records of two customers are in one virtual subnet',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": customers are never in communication with each other',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const vsid of fabric.vsids) {
        const records = fabric.recordsIn(vsid).flatMap((record) => owned(network, record));
        const customers = [...groupBy(records, customerOf)];
        const [one, two] = customers;
        if (!one || !two) continue;
        const whose = ([customer, [record, ...others]]: (typeof customers)[number]) =>
          `${record!.data.vmName ?? record!.data.customerAddress}${others.length > 0 ? ` and ${others.length} more` : ''} of customer {${customer}}`;
        const place = ([, [record]]: (typeof customers)[number]) => at(record!, 'customerId');
        report(
          place(two),
          `in virtual subnet ${vsid} ${whose(two)} and ${[one, ...customers.slice(2)].map(whose).join(', ')} are one broadcast domain`,
          {
            key: `vsid:${vsid}`,
            related: [one, ...customers.slice(2)].map((other) => ({ at: place(other), message: whose(other) })),
          },
        );
      }
  },
});

/** The record for each customer it names. Copies on two hosts that differ tell nothing; on one host they are two records. */
function owned(network: Network, { copies, customer }: FabricRecord): readonly LookupRecord[] {
  const named = copies.filter((copy) => copy.data.customerId !== undefined);
  if (customer !== undefined) return named.slice(0, 1);
  const differ = (a: LookupRecord, b: LookupRecord): boolean => customerOf(a) !== customerOf(b) && onOneHost(network, a, b);
  const apart = named.filter((copy) => named.some((other) => differ(copy, other)));
  return [...groupBy(apart, customerOf).values()].map(([first]) => first!);
}

function customerOf({ data }: LookupRecord): string | undefined {
  return data.customerId === undefined ? undefined : guidKey(data.customerId);
}
