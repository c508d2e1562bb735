import { defineRule } from '#lint/rule';
import { onLinkPrefixes } from '#model/customer-routes';
import { inPrefix, ipKey, isLinkLocal, parseIp, prefixText } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';
import { tenantHosts } from '#model/tenant-hosts';

/** The customer address of a record lies in a prefix of its virtual subnet. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'A customer address is outside of the prefixes of its virtual subnet',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute',
  check(record, { network, report }) {
    const known = fabricRecord(network, record);
    if (known?.first !== record || !record.isStatic) return;
    const { customerAddress, virtualSubnetId } = record.data;
    const address = parseIp(customerAddress);
    const prefixes = onLinkPrefixes(network, known.fabric, virtualSubnetId);
    if (!address || isLinkLocal(address) || !prefixes?.length) return;
    if (prefixes.some(({ prefix }) => inPrefix(prefix, address))) return;
    // Where the guest has another address, the record is wrong and hnv/vnic-ip-mismatch says so.
    const inGuest = tenantHosts(network)
      .adaptersOf(record, known.fabric)
      .flatMap((adapter) => adapter.data.ipAddresses ?? []);
    if (inGuest.length > 0 && !inGuest.some((text) => ipKey(text.split('/')[0]!) === ipKey(customerAddress))) return;
    const written = [...new Set(prefixes.map(({ prefix }) => prefixText(prefix)))];
    report(
      at(record, 'customerAddress'),
      `${record.text} is outside of ${written.length > 1 ? 'all prefixes' : 'the prefix'} of its virtual subnet (${written.join(', ')}), so that no customer route leads to it`,
      {
        related: prefixes.map(({ route, prefix }) => ({
          at: at(route, 'destinationPrefix'),
          message: `prefix of ${virtualSubnetId}: ${prefixText(prefix)}`,
        })),
      },
    );
  },
});
