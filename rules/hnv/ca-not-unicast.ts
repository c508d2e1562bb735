import { defineRule } from '#lint/rule';
import { networkEnd, noUnicast, parseIp, parsePrefix } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';

/** A customer address is one that an adapter can have: no group, no loopback, not the network or broadcast address of its subnet. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'The customer address of a record is none that a VM can have',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord; RFC 1122, section 3.2.1.3',
  check(record, { network, report }) {
    const whole = fabricRecord(network, record);
    if (whole?.first !== record || record.isWildcard) return;
    const { customerAddress, virtualSubnetId } = record.data;
    const address = parseIp(customerAddress);
    if (!address) return;
    const onLink = whole.fabric.routesIn(virtualSubnetId).flatMap((route) => {
      const prefix = route.isOnLink && parsePrefix(route.data.destinationPrefix ?? '');
      return prefix ? [{ route, prefix, end: networkEnd(prefix, address) }] : [];
    });
    const [first] = onLink;
    // Of several subnets any may be the one whose mask the VM has.
    const end = first?.end !== undefined && onLink.every((each) => each.end !== undefined) ? first : undefined;
    const what = noUnicast(address) ?? (end && `the ${end.end} address of ${end.route.data.destinationPrefix}`);
    if (what === undefined) return;
    report(at(record, 'customerAddress'), `${record.text} is about ${what}, which no VM can have as its own`, {
      related: end
        ? [{ at: at(end.route, 'destinationPrefix'), message: `the network of virtual subnet ${virtualSubnetId}` }]
        : [],
    });
  },
});
