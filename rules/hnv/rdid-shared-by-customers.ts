import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { guidKey } from '#model/virtual-networks';

/** HNV routes between the virtual subnets of a routing domain: two customers in one reach each other. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Virtual subnets of two customers are in one routing domain',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": customers are never in communication with each other',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const [domain, routes] of groupBy(fabric.routes, (route) => guidKey(route.data.routingDomainId))) {
        // A virtual subnet of two customers, or in two domains, is a mistake that other rules report.
        const owned = routes.flatMap((route) => {
          const [customer, ...others] = fabric.customersIn(route.data.virtualSubnetId);
          const clear = others.length === 0 && fabric.domainsOf(route.data.virtualSubnetId).length === 1;
          return clear && customer !== undefined ? [{ route, customer }] : [];
        });
        const [first, ...more] = [...groupBy(owned, ({ customer }) => customer).values()].map((each) => each[0]!);
        const second = more[0];
        if (!first || !second) continue;
        const whose = ({ route, customer }: typeof first) => `${route.data.virtualSubnetId} of customer {${customer}}`;
        report(
          at(second.route, 'routingDomainId'),
          `virtual subnet ${whose(second)} is in the routing domain {${domain}}, and so is ${[first, ...more.slice(1)].map(whose).join(', ')}: HNV routes between them`,
          {
            key: `domain:${domain}`,
            related: [first, ...more.slice(1)].map((other) => ({
              at: at(other.route, 'routingDomainId'),
              message: `virtual subnet ${whose(other)}`,
            })),
          },
        );
      }
  },
});
