import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { isGateway, recordsAbout } from '#model/virtual-subnet';

/** An adapter is in the virtual subnet that its lookup record names. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'An adapter is in another virtual subnet than its lookup record says',
  hides: ['hnv/lookup-record-missing-for-vm'],
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: virtual machines of two customers never communicate',
  check(adapter, { network, report }) {
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid === 0) return;
    const records = recordsAbout(network, adapter);
    const subnets = new Set(records.map((record) => record.data.virtualSubnetId));
    const [first] = records;
    if (!first || subnets.has(subnet.vsid) || isGateway(network, adapter.vm)) return;
    // One command makes the virtual subnet of an adapter, another that of its isolation.
    const byIsolation = !adapter.data.virtualSubnetId;
    const target = adapterTarget(network, adapter, byIsolation ? 'VMNetworkAdapterName' : 'Name');
    const wanted = first.data.virtualSubnetId;
    report(
      subnet.place,
      `${ownerText(adapter)} is in virtual subnet ${subnet.vsid}, but its lookup record (${first.data.customerAddress}) is in ${[...subnets].join(' and ')}`,
      {
        related: records.map((record) => ({ at: at(record, 'virtualSubnetId'), message: record.text })),
        remedy:
          target && subnets.size === 1
            ? {
                on: target.on,
                shell: 'powershell',
                commands: [
                  byIsolation
                    ? `Set-VMNetworkAdapterIsolation ${target.who} -DefaultIsolationID ${wanted}`
                    : `Set-VMNetworkAdapter ${target.who} -VirtualSubnetId ${wanted}`,
                ],
                disruptive: true,
              }
            : undefined,
      },
    );
  },
});
