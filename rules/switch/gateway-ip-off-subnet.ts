import { defineRule } from '#lint/rule';
import { inPrefix, isLinkLocal, parseIp, parsePrefix } from '#model/ip-prefix';
import { at } from '#model/place';

/** The gateway address that switches share lies in a subnet of the VLAN interface it is on. */
export default defineRule({
  about: 'switch',
  severity: 'error',
  title: 'A shared gateway address is in no subnet of its VLAN interface',
  since: '0.1.0',
  source: 'Azure/AzureLocal-Supportability, switch configurations; Cisco NX-OS, "Configuring HSRP"',
  check(device, { report }) {
    for (const [i, svi] of (device.data.svis ?? []).entries()) {
      const own = svi.ipAddresses ?? [];
      const prefixes = own.map(parsePrefix);
      // An address that cannot be read may be the one whose subnet is meant.
      if (svi.adminUp === false || prefixes.includes(undefined)) continue;
      for (const [j, text] of (svi.virtualIpAddresses ?? []).entries()) {
        // With a prefix length, an address has a subnet of its own: `parseIp` takes none.
        const address = parseIp(text);
        const subnets = prefixes.flatMap((p) =>
          p && p.address.kind() === address?.kind() && !isLinkLocal(p.address) ? [p] : [],
        );
        if (!address || isLinkLocal(address) || subnets.length === 0 || subnets.some((subnet) => inPrefix(subnet, address)))
          continue;
        const written = own.filter((other) => parseIp(other.split('/')[0]!)?.kind() === address.kind());
        report(
          at(device, 'svis', i, 'virtualIpAddresses', j),
          `${device.name} shares the gateway address ${text} on VLAN ${svi.vlanId}, which is in no subnet of its interface there (${written.join(', ')})`,
          {
            key: `vlan:${svi.vlanId}`,
            related: written.map((other) => ({
              at: at(device, 'svis', i, 'ipAddresses', own.indexOf(other)),
              message: `address of the interface of VLAN ${svi.vlanId}`,
            })),
          },
        );
      }
    }
  },
});
