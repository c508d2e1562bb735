import { defineRule } from '#lint/rule';
import { vsidOf } from '#model/adapter-subnet';
import { isBuiltInGateway } from '#model/customer-routes';
import { groupBy } from '#model/group-by';
import { ipKey } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { isReadable, knowsListOf } from '#model/policy-lists';
import { tenantHosts } from '#model/tenant-hosts';
import { guidKey } from '#model/virtual-networks';

/** The next hop of a customer route is a customer address of its routing domain, which a record maps like that of any VM. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'No lookup record has the address that a customer route leads to',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute',
  check(network, { report }) {
    const hosts = tenantHosts(network);
    for (const fabric of fabrics(network)) {
      if (!fabric.policies.every((policy) => isReadable(policy, 'lookupRecords'))) continue;
      const hops = fabric.routes.filter((route) => route.data.nextHop !== undefined && !route.isOnLink);
      const routed = new Set(fabric.routes.map((route) => route.data.virtualSubnetId));
      const unrouted = fabric.vsids.filter((vsid) => !routed.has(vsid));
      const same = groupBy(hops, ({ data }) => `${guidKey(data.routingDomainId)} ${ipKey(data.nextHop!)}`);
      for (const [route, ...others] of [...same.values()] as [(typeof hops)[number], ...typeof hops][]) {
        const nextHop = route.data.nextHop!;
        const vsids = hosts.reachableFrom(route.data.virtualSubnetId, fabric);
        // The subnet of a gateway may have no route of its own, and then nothing says whose it is.
        const records = [...vsids, ...unrouted].flatMap((vsid) => fabric.recordsIn(vsid).map(({ first }) => first));
        // Of the adapters that L2Only records stand for, nobody knows the address.
        if (records.some(({ data }) => data.type === 'L2Only' || ipKey(data.customerAddress) === ipKey(nextHop))) continue;
        if (!knowsListOf(network, route.policy, 'lookupRecords')) continue;
        if ([...vsids].some((vsid) => isBuiltInGateway(network, fabric, vsid, nextHop))) continue;
        // A VM that has the address, and no record: hnv/lookup-record-missing-for-vm.
        const taken = network
          .all('vm-adapter')
          .some(
            (adapter) =>
              vsids.has(vsidOf(adapter)) &&
              adapter.data.ipAddresses?.some((text) => ipKey(text.split('/')[0]!) === ipKey(nextHop)),
          );
        if (taken) continue;
        report(
          at(route, 'nextHop'),
          `the customer route of the virtual subnet ${route.data.virtualSubnetId} to ${route.data.destinationPrefix} leads to ${nextHop}, but no record of its routing domain has this customer address`,
          { related: others.map((other) => ({ at: at(other, 'nextHop'), message: `route to ${nextHop} too` })) },
        );
      }
    }
  },
});
