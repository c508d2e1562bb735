import { defineRule } from '#lint/rule';
import { vsidOf } from '#model/adapter-subnet';
import { groupBy } from '#model/group-by';
import { ipKey, parsePrefix } from '#model/ip-prefix';
import { at } from '#model/place';
import { fabrics } from '#model/policy-fabric';
import { servesDomain } from '#model/tenant-gateway';
import { tenantHosts } from '#model/tenant-hosts';
import { guidKey } from '#model/virtual-networks';

/** Out of its routing domain a VM gets through a gateway only. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'warning',
  title: 'VMs are to reach other networks, but their routing domain has no gateway',
  since: '0.1.0',
  source: 'Microsoft, "Hyper-V Network Virtualization technical details"',
  check(network, { report }) {
    const hosts = tenantHosts(network);
    for (const fabric of fabrics(network)) {
      for (const [domain, routes] of groupBy(fabric.routes, (route) => guidKey(route.data.routingDomainId))) {
        const vsids = new Set(routes.map((route) => route.data.virtualSubnetId));
        const defaults = routes.filter((route) => parsePrefix(route.data.destinationPrefix ?? '')?.length === 0);
        const adapters = network.all('vm-adapter').filter((adapter) => vsids.has(vsidOf(adapter)));
        const outward = adapters.filter(({ vm }) => {
          const known = (hosts.hostsOf(vm) ?? []).map((host) => hosts.fabricOfHost(host));
          return vm.data.externalAccess === true && known.includes(fabric);
        });
        // A next hop without a record is a mistake of its own.
        const [route, ...others] = defaults.filter(
          ({ isOnLink, data: { nextHop } }) =>
            isOnLink ||
            (nextHop !== undefined && fabric.records.some(({ first }) => ipKey(first.data.customerAddress) === ipKey(nextHop))),
        );
        const [first] = outward;
        if ((!route && (!first || defaults.length > 0)) || servesDomain(network, fabric, domain, vsids) !== false) continue;
        const who = route
          ? `the virtual subnet ${route.data.virtualSubnetId} has a default route (${route.data.destinationPrefix} by ${route.data.nextHop})`
          : `the VM ${first!.vm.name} is to reach networks outside of its virtual network`;
        const vms = [...new Set(outward.map(({ vm }) => vm))].slice(route ? 0 : 1);
        report(
          route ? at(route, 'destinationPrefix') : at(first!.vm, 'externalAccess'),
          `${who}, but no gateway serves the routing domain {${domain}}`,
          {
            key: domain,
            related: [
              ...others.map((other) => ({ at: at(other, 'destinationPrefix'), message: 'default route' })),
              ...vms.map((vm) => ({ at: at(vm, 'externalAccess'), message: `the VM ${vm.name} is to reach other networks` })),
            ],
          },
        );
      }
    }
  },
});
