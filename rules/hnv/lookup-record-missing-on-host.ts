import { newRecordCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { nameKey } from '#model/names';
import { at, keyOf } from '#model/place';
import { knowsList } from '#model/policy-lists';
import { namesText, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** A host that runs a VM of a virtual network has the records of all VMs that VM may talk to. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A lookup record is missing on a host that runs VMs of its virtual network',
  since: '0.1.0',
  source:
    'Windows Server 2012 Hyper-V Network Virtualization guidance: every host has the settings of the virtual networks of its VMs',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    const hosts = tenantHosts(network);
    for (const { name, fabric, tenants } of hosts.all) {
      if (!knowsList(network, name, 'lookupRecords')) continue;
      const policies = new Set(virtual.policiesOn(name));
      const why = new Map(
        [...tenants.values()].flatMap((t) => [...hosts.reachableFrom(t.vsid, fabric)].map((vsid) => [vsid, t])),
      );
      for (const [vsid, tenant] of why) {
        // What Windows learns by itself comes to the host by itself.
        const records = fabric.recordsIn(vsid).filter(({ first }) => first.data.type !== 'Dynamic');
        const missing = records.filter(({ copies }) => !copies.some((copy) => policies.has(copy.policy)));
        const all = missing.length === records.length && missing.length > 1;
        // Where none is there, they are missing for one reason.
        for (const group of all ? [missing] : missing.map((record) => [record])) {
          const { first } = group[0]!;
          const copy = [...policies].find((policy) => nameKey(policy.name) === nameKey(first.policy.name));
          const policy = [copy, ...policies].find((each) => each?.data.lookupRecords);
          const what = all
            ? `none of the ${group.length} records of the virtual subnet ${vsid}`
            : `no record of ${first.data.vmName ?? 'the customer address'} (${first.data.customerAddress} in ${vsid})`;
          const place = policy ? keyOf(policy, 'lookupRecords') : at(copy ?? [...policies][0] ?? first.policy, 'appliesTo');
          const whose = `, as ${namesText(first.policy.hosts)} ${first.policy.hosts.length > 1 ? 'have' : 'has'}`;
          report(place, `${name} has ${what}${whose}; ${tenant.who} on ${name} cannot reach it`, {
            key: all ? `${name} ${vsid}` : `${name} ${vsid} ${first.data.customerAddress}`,
            related: [
              ...group.map((record) => ({ at: at(record.first, 'customerAddress'), message: record.first.text })),
              { at: tenant.place, message: `${tenant.who} is in the virtual subnet ${tenant.vsid}` },
            ],
            remedy: policyRemedy(
              network,
              [name],
              group.map((record) => newRecordCommand(record.first.data)),
            ),
          });
        }
      }
    }
  },
});
