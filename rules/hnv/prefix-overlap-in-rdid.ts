import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { areDisjoint, networkOf, parsePrefix, prefixText } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { guidKey } from '#model/virtual-networks';

/** Inside one routing domain every virtual subnet has prefixes of its own. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'Two virtual subnets of one routing domain have overlapping prefixes',
  since: '0.1.0',
  source: 'Microsoft, "Hyper-V Network Virtualization technical details"',
  check(network, { report }) {
    const domains = fabrics(network).flatMap((fabric) => [
      ...groupBy(fabric.routes, (route) => guidKey(route.data.routingDomainId)).values(),
    ]);
    for (const routes of domains) {
      const subnets = new Map<string, { route: (typeof routes)[number]; prefix: ReturnType<typeof networkOf> }>();
      for (const route of routes) {
        const written = route.isOnLink ? parsePrefix(route.data.destinationPrefix ?? '') : undefined;
        // A default route says where everything else goes, not what the subnet is.
        if (!written || written.length === 0) continue;
        const prefix = networkOf(written);
        const vsid = route.data.virtualSubnetId;
        const key = `${vsid} ${prefixText(prefix)}`;
        if (subnets.has(key)) continue;
        const others = [...subnets.values()].filter(
          (other) => other.route.data.virtualSubnetId !== vsid && !areDisjoint(other.prefix, prefix),
        );
        subnets.set(key, { route, prefix });
        const [first] = others;
        if (!first) continue;
        report(
          at(route, 'destinationPrefix'),
          `${prefixText(prefix)} of the virtual subnet ${vsid} overlaps with ${prefixText(first.prefix)} of the virtual subnet ${first.route.data.virtualSubnetId} in the same routing domain`,
          {
            related: [
              ...others.map((other) => ({
                at: at(other.route, 'destinationPrefix'),
                message: `prefix of the virtual subnet ${other.route.data.virtualSubnetId}`,
              })),
              { at: at(route, 'routingDomainId'), message: 'the routing domain of both' },
            ],
          },
        );
      }
    }
  },
});
