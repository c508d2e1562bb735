import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { fabricRecord } from '#model/policy-fabric';
import { DRIFTING, recordDrift } from '#model/record-drift';

/** Every host translates by its own copy of a record: where copies differ, packets go one way and answers another. */
export default defineRule({
  about: 'lookup-record',
  severity: 'error',
  title: 'Two hosts hold different copies of one record',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": the policy is applied to every host',
  check(record, { network, report }) {
    const whole = fabricRecord(network, record);
    if (whole?.first !== record) return;
    for (const { copy, usual, properties, outvoted } of recordDrift(network, whole)) {
      const [first, ...others] = properties;
      const values = ({ data }: typeof copy) =>
        properties.map((property) => `the ${DRIFTING[property]} ${String(data[property])}`).join(' and ');
      const hosts = copy.policy.hosts.join(', ');
      const { customerAddress, virtualSubnetId } = copy.data;
      const { providerAddress, rule, customerId, useVmMacAddress } = usual.data;
      const set = [
        powershell`Set-NetVirtualizationLookupRecord -CustomerAddress ${customerAddress} -VirtualSubnetID ${virtualSubnetId}`,
        properties.includes('providerAddress') ? powershell` -ProviderAddress ${providerAddress ?? ''}` : '',
        properties.includes('rule') ? powershell` -Rule ${rule ?? ''}` : '',
        properties.includes('customerId') ? powershell` -CustomerID ${customerId ?? ''}` : '',
        properties.includes('useVmMacAddress') ? powershell` -UseVmMACAddress ${useVmMacAddress ?? false}` : '',
      ];
      // The MAC address is part of the key of a record, and its type cannot be set either.
      const settable = outvoted && !properties.includes('macAddress') && !properties.includes('type') && !set.includes(undefined);
      report(
        at(copy, first),
        `${copy.text} has ${values(copy)} on ${hosts}, but ${values(usual)} on ${usual.policy.hosts.join(', ')}`,
        {
          key: `hosts:${copy.policy.hosts.join('+').toLowerCase()}`,
          related: [
            ...others.map((property) => ({ at: at(copy, property), message: `${DRIFTING[property]} on ${hosts}` })),
            ...properties.map((property) => ({
              at: at(usual, property),
              message: `${DRIFTING[property]} on ${usual.policy.hosts.join(', ')}`,
            })),
          ],
          remedy: settable ? policyRemedy(network, copy.policy.hosts, [set.join('')]) : undefined,
        },
      );
    }
  },
});
