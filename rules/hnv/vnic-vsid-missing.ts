import { defineRule } from '#lint/rule';
import { adapterTarget } from '#lint/virtual-adapter-remedy';
import { virtualSubnetOf } from '#model/adapter-subnet';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { isGateway, recordsAbout } from '#model/virtual-subnet';

/** An adapter that a lookup record is about is in the virtual subnet of that record, not in none. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'An adapter with a lookup record is in no virtual subnet',
  hides: ['hnv/lookup-record-missing-for-vm'],
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapter',
  check(adapter, { network, report }) {
    const subnet = virtualSubnetOf(adapter);
    if (!subnet || subnet.vsid > 0) return;
    const records = recordsAbout(network, adapter);
    const [first] = records;
    if (!first || isGateway(network, adapter.vm)) return;
    const { virtualSubnetId: vsid, customerAddress } = first.data;
    const target = adapterTarget(network, adapter, 'Name');
    report(
      subnet.place,
      `${ownerText(adapter)} is in no virtual subnet, but its lookup record (${customerAddress}) is in ${vsid}: its frames go to the physical network, unisolated`,
      {
        related: records.map((record) => ({ at: at(record, 'virtualSubnetId'), message: record.text })),
        fix: { title: `Put it into ${vsid}`, safe: false, changes: [{ at: at(adapter, 'virtualSubnetId'), value: vsid }] },
        remedy: target && {
          on: target.on,
          shell: 'powershell',
          commands: [`Set-VMNetworkAdapter ${target.who} -VirtualSubnetId ${vsid}`],
          disruptive: true,
        },
      },
    );
  },
});
