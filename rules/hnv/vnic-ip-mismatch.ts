import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { fabricAddress } from '#model/fabric-address';
import { guestAddresses } from '#model/guest-address';
import { guestNameOf } from '#model/guest-name';
import { ipKey, parseIp } from '#model/ip-prefix';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { isGateway, recordsAbout } from '#model/virtual-subnet';

/** The address inside the guest is the customer address of its lookup record. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'The address of a guest is not the customer address of its lookup record',
  hides: ['hnv/lookup-record-missing-for-vm'],
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: the customer address is visible in the virtual machine',
  check(adapter, { network, report }) {
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0 || adapter.data.dhcp === true || isGateway(network, adapter.vm)) return;
    const records = recordsAbout(network, adapter).filter((record) => record.data.virtualSubnetId === subnet.vsid);
    // What the host learns follows the guest.
    if (!records.every((record) => record.isStatic)) return;
    const kindOf = (text: string): string | undefined => parseIp(text)?.kind();
    for (const kind of ['ipv4', 'ipv6']) {
      const pinned = records.filter((record) => kindOf(record.data.customerAddress) === kind);
      const wanted = [...new Set(pinned.map((record) => ipKey(record.data.customerAddress)))];
      const has = guestAddresses(adapter).filter(
        ({ text, address }) => address.kind() === kind && !fabricAddress(network, subnet.vsid, text),
      );
      const [first] = has;
      const [address, another] = wanted;
      if (!first || address === undefined || has.some(({ text }) => wanted.includes(ipKey(text)))) continue;
      const alias = guestNameOf(adapter);
      report(
        first.place,
        `${ownerText(adapter)} has ${first.text} inside the guest, but its lookup record in ${subnet.vsid} is for ${wanted.join(' and ')}`,
        {
          key: kind,
          related: pinned.map((record) => ({ at: at(record, 'customerAddress'), message: record.text })),
          remedy:
            alias !== undefined && first.length !== undefined && another === undefined && has.length === 1
              ? {
                  on: adapter.vm,
                  shell: 'powershell',
                  commands: [
                    powershell`New-NetIPAddress -InterfaceAlias ${alias} -IPAddress ${address} -PrefixLength ${first.length}`,
                    powershell`Remove-NetIPAddress -InterfaceAlias ${alias} -IPAddress ${first.text} -Confirm:$false`,
                  ],
                  disruptive: true,
                }
              : undefined,
        },
      );
    }
  },
});
