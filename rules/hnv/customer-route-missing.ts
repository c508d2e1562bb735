import { defineRule } from '#lint/rule';
import { at, keyOf } from '#model/place';
import type { LookupRecord } from '#model/policy-entity';
import { knowsList } from '#model/policy-lists';
import { namesText, type Tenant, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** A virtual subnet with VMs on a host needs a customer route there that leads to the subnet itself. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A virtual subnet has no on-link customer route on a host that runs its VMs',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    const lacking = new Map<LookupRecord, { readonly tenant: Tenant; readonly hosts: string[] }>();
    for (const { name, tenants } of tenantHosts(network).all) {
      if (!knowsList(network, name, 'customerRoutes')) continue;
      const policies = virtual.policiesOn(name);
      for (const tenant of tenants.values()) {
        const record = virtual.recordsIn(tenant.vsid).find((each) => !each.isWildcard && policies.includes(each.policy));
        const routes = virtual.customerRoutesIn(tenant.vsid).filter((route) => policies.includes(route.policy));
        // A next hop that is not written may be the subnet itself.
        if (!record || routes.some((route) => route.isOnLink || route.data.nextHop === undefined)) continue;
        const known = lacking.get(record);
        if (known) known.hosts.push(name);
        else lacking.set(record, { tenant, hosts: [name] });
      }
    }
    for (const [record, { tenant, hosts }] of lacking) {
      const { policy } = record;
      report(
        policy.data.customerRoutes ? keyOf(policy, 'customerRoutes') : at(record, 'virtualSubnetId'),
        `${namesText(hosts)} ${hosts.length > 1 ? 'have' : 'has'} no on-link customer route in the virtual subnet ${tenant.vsid}, so that packets of ${tenant.who} are dropped there although the subnet has records`,
        {
          key: `vsid:${tenant.vsid}`,
          related: [
            { at: at(record, 'virtualSubnetId'), message: record.text },
            { at: tenant.place, message: `${tenant.who} is in the virtual subnet ${tenant.vsid}` },
          ],
        },
      );
    }
  },
});
