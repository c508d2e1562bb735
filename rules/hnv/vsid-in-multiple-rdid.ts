import { customerRouteParameters, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { guidKey } from '#model/virtual-networks';

/** A virtual subnet belongs to one routing domain: its packets can be routed in no other. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A virtual subnet is in two routing domains',
  since: '0.1.0',
  source:
    'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute; Microsoft, "Hyper-V Network Virtualization technical details"',
  check(network, { report }) {
    for (const fabric of fabrics(network))
      for (const [vsid, routes] of groupBy(fabric.routes, (route) => route.data.virtualSubnetId)) {
        const domains = [...groupBy(routes, (route) => guidKey(route.data.routingDomainId))];
        if (domains.length < 2) continue;
        // The domain with the fewest routes is the one that is out of place, of equal ones the last.
        const [odd, ...others] = domains.reverse().sort(([, a], [, b]) => a.length - b.length);
        const [domain, wrong] = odd!;
        const route = wrong[0]!;
        const parameters = customerRouteParameters(route);
        report(
          at(route, 'routingDomainId'),
          `virtual subnet ${vsid} is in the routing domain {${domain}}, and in ${others.map(([other]) => `{${other}}`).join(', ')} too`,
          {
            key: `vsid:${vsid}`,
            related: others.map(([, [other]]) => ({ at: at(other!, 'routingDomainId'), message: `virtual subnet ${vsid}` })),
            remedy:
              wrong.length < others[0]![1].length
                ? policyRemedy(network, route.policy.hosts, [parameters && `Remove-NetVirtualizationCustomerRoute ${parameters}`])
                : undefined,
          },
        );
      }
  },
});
