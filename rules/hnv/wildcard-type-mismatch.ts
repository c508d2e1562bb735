import { defineRule } from '#lint/rule';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** How people say that a record without a type is for a gateway: Microsoft's gateway guide of 2012 R2 makes such ones. */
const SAYS_SO = /gateway|wild.?card|\bgw\b/i;

/** Records of type GatewayWildcard and L2Only have no customer address of their own; records of type Static have one. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'The type of a record does not go with its customer address',
  versions: RELEASES.recordType,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord (help of 2012 R2)',
  check(record, { network, report, applies }) {
    const { type, vmName = '', context = '' } = record.data;
    const hosts = record.policy.hosts.map((name) => network.host(name));
    if (type === 'GatewayWildcard' || type === 'L2Only') {
      if (!record.hasNoAddress && hosts.some((host) => host && applies(host)))
        report(at(record, 'customerAddress'), `${record.text} is of type ${type}, whose customer address is 0.0.0.0 or ::`, {
          related: [{ at: at(record, 'type'), message: 'type of the record' }],
        });
      return;
    }
    // On 2012 there is no type to write.
    if (!record.hasNoAddress || hosts.length === 0 || !hosts.every((host) => host && applies(host))) return;
    const silent = isLeftOut(record, 'type') && !SAYS_SO.test(`${vmName} ${context}`);
    if (type !== 'Static' && !silent) return;
    report(
      at(record, type === undefined ? 'customerAddress' : 'type'),
      `${record.text} stands for addresses outside of the virtual network, but ${type === undefined ? 'no type says so' : 'its type is Static'}`,
      { severity: 'warning' },
    );
  },
});
