import { defineRule } from '#lint/rule';
import { ipKey, parseIp } from '#model/ip-prefix';
import { ownerText } from '#model/mac-address';
import { at } from '#model/place';
import { recordsAbout } from '#model/virtual-subnet';

/** A VM that moved into a virtual network keeps the address it had: that is what virtual networks are for. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'info',
  title: 'A VM got another address when it moved into the virtual network',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance: customers keep their addresses',
  check(adapter, { network, report }) {
    const [before = ''] = adapter.data.originalAddress?.split('/') ?? [];
    const original = parseIp(before);
    if (!original) return;
    const records = recordsAbout(network, adapter).filter(
      (record) => parseIp(record.data.customerAddress)?.kind() === original.kind(),
    );
    const now = [...new Set(records.map((record) => ipKey(record.data.customerAddress)))];
    if (now.length === 0 || now.includes(ipKey(before))) return;
    report(
      at(adapter, 'originalAddress'),
      `${ownerText(adapter)} had ${before.trim()} before it moved into the virtual network, and has ${now.join(' and ')} there: whatever knows the old address must be changed`,
      { related: records.map((record) => ({ at: at(record, 'customerAddress'), message: record.text })) },
    );
  },
});
