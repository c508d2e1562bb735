import { defineRule } from '#lint/rule';
import { isGateway, onLinkPrefixes } from '#model/customer-routes';
import { hasHostBits, ipKey, lowestHost, prefixText } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';

/** The lowest host address of a virtual subnet's prefix is its gateway, for which every host answers itself: no VM can have it. */
export default defineRule({
  about: 'lookup-record',
  severity: 'warning',
  title: 'A VM has the address that its virtual subnet keeps for the gateway',
  since: '0.1.0',
  source: 'Microsoft, "Simple Hyper-V Network Virtualization Script with Gateway", TechNet gallery',
  check(record, { network, report }) {
    const known = fabricRecord(network, record);
    if (known?.first !== record || !record.isStatic) return;
    const { fabric } = known;
    // With an external router the hosts do not route themselves.
    if (fabric.policies.some((policy) => policy.data.useExternalRouter === true)) return;
    const { customerAddress, virtualSubnetId } = record.data;
    const taken = onLinkPrefixes(network, fabric, virtualSubnetId)?.find(
      ({ prefix }) => !hasHostBits(prefix) && lowestHost(prefix)?.toString() === ipKey(customerAddress),
    );
    if (!taken || isGateway(network, fabric, record)) return;
    const { route, prefix } = taken;
    report(
      at(record, 'customerAddress'),
      `${record.text} has the lowest address of ${prefixText(prefix)}, which the hosts keep for the gateway of the virtual subnet: other subnets do not reach the VM`,
      { related: [{ at: at(route, 'destinationPrefix'), message: `prefix of ${virtualSubnetId}` }] },
    );
  },
});
