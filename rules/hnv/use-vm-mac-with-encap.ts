import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';

/** Only rewritten packets can have the MAC address of the VM: the outer frame of NVGRE is the host's. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'A record keeps the MAC address of the VM and does not rewrite',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord',
  check(record, { network, report }) {
    const { useVmMacAddress, rule, customerAddress, virtualSubnetId } = record.data;
    if (useVmMacAddress !== true || rule === undefined || rule === 'TranslationMethodNat') return;
    report(
      at(record, 'useVmMacAddress'),
      `${record.text} is to keep the MAC address of the VM, but its rule is ${rule}; only TranslationMethodNat can`,
      {
        related: [{ at: at(record, 'rule'), message: 'rule of the record' }],
        remedy: policyRemedy(network, record.policy.hosts, [
          powershell`Set-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId} -UseVmMACAddress $false`,
        ]),
      },
    );
  },
});
