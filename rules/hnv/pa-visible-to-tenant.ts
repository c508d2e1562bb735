import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { fabricAddress } from '#model/fabric-address';
import { ownerText } from '#model/mac-address';
import { at, type Place } from '#model/place';

/** Nothing set inside a guest is a provider address: those do not exist in a virtual network. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A guest in a virtual subnet is set to use a provider address',
  hides: ['hnv/lookup-record-missing-for-vm'],
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: the provider address is not visible to the virtual machine',
  check(adapter, { network, report }) {
    const { ipAddresses = [], dnsServers = [], defaultGateway } = adapter.data;
    const set: readonly (readonly [string, string, Place])[] = [
      ...ipAddresses.map((text, i) => ['address', text.split('/')[0]!, at(adapter, 'ipAddresses', i)] as const),
      ...dnsServers.map((text, i) => ['DNS server', text, at(adapter, 'dnsServers', i)] as const),
      ...(defaultGateway === undefined ? [] : [['default gateway', defaultGateway, at(adapter, 'defaultGateway')] as const]),
    ];
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0) return;
    for (const [what, text, place] of set) {
      const found = fabricAddress(network, subnet.vsid, text);
      if (!found) continue;
      const behind = found.customerAddress === undefined ? '' : `; ${found.customerAddress} is behind it`;
      report(
        place,
        `${ownerText(adapter)} has the ${what} ${text.trim()} inside the guest, a provider address, which does not exist in virtual subnet ${subnet.vsid}${behind}`,
        { related: [{ at: found.place, message: 'provider address' }] },
      );
    }
  },
});
