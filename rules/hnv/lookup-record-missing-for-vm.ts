import { newRecordCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { vsidOf } from '#model/adapter-subnet';
import { guestAddresses } from '#model/guest-address';
import { ipKey } from '#model/ip-prefix';
import { macOf } from '#model/mac-address';
import { keyOf } from '#model/place';
import { allReadable, knowsList } from '#model/policy-lists';
import { tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** A VM in a virtual subnet is found by its record: without one, no host knows where it is. */
export default defineRule({
  about: 'vm-adapter',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A VM in a virtual subnet has no lookup record',
  since: '0.1.0',
  source: 'Windows Server 2012 Hyper-V Network Virtualization guidance: every VM has a customer and a provider address',
  check(adapter, { network, report }) {
    const vsid = vsidOf(adapter);
    if (vsid === 0 || adapter.data.dhcp === true) return;
    const virtual = virtualNetworks(network);
    const hosts = tenantHosts(network);
    const there = virtual.hostNamesOf(adapter.vm).filter((host) => hosts.fabricOfHost(host));
    const fabric = there[0] === undefined ? undefined : hosts.fabricOfHost(there[0]);
    if (!fabric || !there.every((host) => knowsList(network, host, 'lookupRecords'))) return;
    if (!allReadable(network, 'lookupRecords')) return;
    const records = virtual.recordsIn(vsid);
    const written = guestAddresses(adapter);
    const [first] = written;
    // A record of another MAC address or virtual subnet is there, but wrong, which other rules say.
    if (!first || virtual.recordsOf(adapter).length > 0) return;
    if (records.some(({ data }) => written.some(({ text }) => ipKey(text) === ipKey(data.customerAddress)))) return;
    const customerAddress = first.text;
    const policy = there.flatMap((host) => virtual.policiesOn(host)).find((each) => each.data.lookupRecords);
    // With NVGRE and one provider address on its only host, there is but one right record.
    const rules = new Set(records.map(({ data }) => data.rule));
    const [only, ...more] = there.flatMap((host) => virtual.providerAddressesOf(host));
    const mac = macOf(adapter)?.key.toUpperCase();
    const certain = only && more.length === 0 && rules.size === 1 && rules.has('TranslationMethodEncap') && mac;
    report(
      first.place,
      `no lookup record has ${customerAddress} of the VM ${adapter.vm.name} (adapter ${adapter.name}) in the virtual subnet ${vsid}`,
      {
        related: policy ? [{ at: keyOf(policy, 'lookupRecords'), message: 'records of its host' }] : [],
        remedy: certain
          ? policyRemedy(network, policy?.hosts ?? there, [
              newRecordCommand({
                customerAddress,
                virtualSubnetId: vsid,
                macAddress: mac,
                providerAddress: only.data.providerAddress,
                rule: 'TranslationMethodEncap',
                vmName: adapter.vm.name,
              }),
            ])
          : undefined,
      },
    );
  },
});
