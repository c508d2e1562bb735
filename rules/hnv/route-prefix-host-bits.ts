import { newRouteCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { hasHostBits, networkOf, parseIp, parsePrefix, prefixText } from '#model/ip-prefix';
import { at } from '#model/place';
import { isUnsettled } from '#model/references';

/** The destination of a customer or provider route is a network with its prefix length. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'error',
  title: 'The destination of a route is not a network with its prefix length',
  fixable: 'unsafe',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationcustomerroute',
  check(policy, { network, report }) {
    for (const route of [...policy.customerRoutes, ...policy.providerRoutes]) {
      const { destinationPrefix: written } = route.data;
      if (written === undefined || isUnsettled(written)) continue;
      const prefix = parsePrefix(written);
      if (prefix && !hasHostBits(prefix)) continue;
      const place = route.kind === 'customer-route' ? at(route, 'destinationPrefix') : at(route, 'destinationPrefix');
      const which =
        route.kind === 'customer-route'
          ? `the customer route of the virtual subnet ${route.data.virtualSubnetId}`
          : `the provider route of ${route.hosts.join(' and ') || policy.name}`;
      if (!prefix) {
        const wrong = parseIp(written) ? 'has no prefix length' : 'is no network with a prefix length';
        report(place, `the destination ${written} of ${which} ${wrong}`);
        continue;
      }
      const right = prefixText(networkOf(prefix));
      const hosts = route.kind === 'customer-route' ? policy.hosts : route.hosts;
      report(place, `the destination ${written} of ${which} is an address inside of the network ${right}`, {
        fix: { title: `Write ${right}`, safe: false, changes: [{ at: place, value: right }] },
        remedy: policyRemedy(network, hosts, [newRouteCommand(route, right)]),
      });
    }
  },
});
