import { newRouteCommand, policyRemedy } from '#lint/policy-remedy';
import { defineRule } from '#lint/rule';
import { familyText, parseIp } from '#model/ip-prefix';
import { at } from '#model/place';

/** Destination and next hop of a route are of one version of IP. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'error',
  title: 'Destination and next hop of a route are not of one version of IP',
  since: '0.1.0',
  source:
    'Windows Server 2012 Hyper-V Network Virtualization guidance: IPv4 and IPv6 mix between customer and provider addresses only',
  check(policy, { network, report }) {
    for (const route of [...policy.customerRoutes, ...policy.providerRoutes]) {
      const { destinationPrefix = '', nextHop = '' } = route.data;
      const [to, via] = [parseIp(destinationPrefix.split('/')[0]!), parseIp(nextHop)];
      if (!to || !via || to.kind() === via.kind()) continue;
      const customer = route.kind === 'customer-route';
      const which = customer
        ? `the customer route of the virtual subnet ${route.data.virtualSubnetId}`
        : `the provider route of ${route.hosts.join(' and ') || policy.name}`;
      const onLink = via.range() === 'unspecified' ? (familyText(to) === 'IPv4' ? '0.0.0.0' : '::') : undefined;
      report(
        customer ? at(route, 'nextHop') : at(route, 'nextHop'),
        `${which} leads to ${destinationPrefix} (${familyText(to)}) by ${nextHop} (${familyText(via)})`,
        {
          related: [
            {
              at: customer ? at(route, 'destinationPrefix') : at(route, 'destinationPrefix'),
              message: `destination, ${familyText(to)}`,
            },
          ],
          // On-link is written in the version of the destination; another router is for people to name.
          remedy: onLink
            ? policyRemedy(network, customer ? policy.hosts : route.hosts, [newRouteCommand(route, destinationPrefix, onLink)])
            : undefined,
        },
      );
    }
  },
});
