import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';

/** Get-VMNetworkAdapter shows twelve capital digits: a record that is written so can be found by them. */
export default defineRule({
  about: 'lookup-record',
  severity: 'info',
  title: 'The MAC address of a record is written otherwise than Hyper-V shows it',
  fixable: 'safe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
  check(record, { report }) {
    const { macAddress } = record.data;
    const place = at(record, 'macAddress');
    if (macAddress === undefined || !isDeclared(place)) return;
    const shown = macAddress.toUpperCase().replace(/[^0-9A-F]/g, '');
    if (macAddress.trim() === shown) return;
    report(place, `${record.text} has the MAC address ${macAddress}, which Get-VMNetworkAdapter shows as ${shown}`, {
      fix: { title: `Write ${shown}`, safe: true, changes: [{ at: place, value: shown }] },
    });
  },
});
