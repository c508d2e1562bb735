import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { guestAddresses } from '#model/guest-address';
import { ipKey } from '#model/ip-prefix';
import { macKey, macOf, macText, ownerText } from '#model/mac-address';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { virtualNetworks } from '#model/virtual-networks';
import { isGateway, recordsAbout } from '#model/virtual-subnet';

/** The lookup record of a VM holds the MAC address its adapter sends with. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'The lookup record of a VM has another MAC address than its adapter',
  hides: ['hnv/lookup-record-missing-for-vm'],
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
  check(adapter, { network, report }) {
    const mac = macOf(adapter);
    const subnet = virtualSubnetOf(adapter);
    if (!mac || !subnet || subnet.vsid === 0 || isGateway(network, adapter.vm)) return;
    if (recordsAbout(network, adapter).length > 0) return;
    const virtual = virtualNetworks(network);
    const addresses = guestAddresses(adapter).map(({ text }) => ipKey(text));
    const alone = adapter.vm.adapters.every(
      (other) => other === adapter || (virtualSubnetOf(other)?.vsid ?? subnet.vsid) !== subnet.vsid,
    );
    const meant = virtual.recordsIn(subnet.vsid).filter((record) => {
      const { vmName, customerAddress } = record.data;
      if (record.isWildcard || (vmName !== undefined && nameKey(vmName) !== nameKey(adapter.vm.name))) return false;
      // The address tells which adapter is meant; where the guest's is not known, a VM with one adapter there is.
      return addresses.length > 0 ? addresses.includes(ipKey(customerAddress)) : vmName !== undefined && alone;
    });
    const wanted = new Set(
      meant.map((record) => record.data.macAddress).map((text) => (text === undefined ? undefined : macKey(text))),
    );
    const [other, ...more] = wanted;
    if (other === undefined || more.length > 0) return;
    const isTaken = network
      .all('vm-adapter')
      .some((each) => macOf(each)?.key === other && virtualSubnetOf(each)?.vsid === subnet.vsid);
    if (isTaken) return;
    const target = adapterTarget(network, adapter, 'Name');
    const digits = powershell`-StaticMacAddress ${other.toUpperCase()}`;
    report(
      mac.place,
      `${ownerText(adapter)} sends with ${macText(mac.key)}, but its lookup record (${meant[0]!.data.customerAddress} in ${subnet.vsid}) has ${macText(other)}`,
      {
        related: meant.map((record) => ({ at: at(record, 'macAddress'), message: record.text })),
        remedy: target && {
          on: target.on,
          shell: 'powershell',
          commands: [`Set-VMNetworkAdapter ${target.who} ${digits}`],
          disruptive: true,
        },
      },
    );
  },
});
