import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { fabricAddress } from '#model/fabric-address';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';

/** A port ACL of an adapter in a virtual subnet speaks of customer addresses, not of provider addresses. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'warning',
  title: 'A port ACL of an adapter in a virtual subnet names a provider address',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: policies are tied to addresses',
  check(adapter, { network, report }) {
    const acls = adapter.data.acls ?? [];
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0) return;
    for (const [i, acl] of acls.entries())
      for (const property of ['localIPAddress', 'remoteIPAddress'] as const) {
        // A network (10.0.0.0/8) or ANY may hold what it holds.
        const written = acl[property]?.replace(/\/(?:32|128)\s*$/, '');
        const found = written === undefined ? undefined : fabricAddress(network, subnet.vsid, written);
        if (!found) continue;
        const { customerAddress } = found;
        const place = at(adapter, 'acls', i, property);
        report(
          place,
          `an ACL of ${ownerText(adapter)} names ${written!.trim()} as ${property}, a provider address, but packets in virtual subnet ${subnet.vsid} have customer addresses${customerAddress === undefined ? '' : `: ${customerAddress}`}`,
          {
            key: `${i}`,
            related: [{ at: found.place, message: 'provider address' }],
            fix:
              customerAddress === undefined
                ? undefined
                : { title: `Name ${customerAddress}`, safe: false, changes: [{ at: place, value: customerAddress }] },
          },
        );
      }
  },
});
