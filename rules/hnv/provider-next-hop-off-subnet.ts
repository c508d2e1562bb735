import { defineRule } from '#lint/rule';
import { inPrefix, isLinkLocal, networkOf, parseIp, parsePrefix, prefixText } from '#model/ip-prefix';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { knowsList } from '#model/policy-lists';
import { namesText } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** The router of a provider route is in the subnet of a provider address of the host, where the host can reach it. */
export default defineRule({
  about: 'provider-route',
  severity: 'error',
  title: 'The next hop of a provider route is in no subnet of a provider address of its host',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationproviderroute',
  check(route, { network, report }) {
    const { nextHop, interface: via } = route.data;
    const address = parseIp(nextHop ?? '');
    if (!address || address.range() === 'unspecified' || isLinkLocal(address)) return;
    const off: string[] = [];
    const subnets = new Map<string, ReturnType<typeof at>>();
    for (const host of route.hosts) {
      const own = virtualNetworks(network)
        .providerAddressesOf(host)
        .filter(({ data }) => !via || !data.interface || nameKey(via) === nameKey(data.interface));
      const prefixes = own.flatMap(({ data: { providerAddress, prefixLength } }) =>
        parseIp(providerAddress)?.kind() === address.kind() ? [parsePrefix(`${providerAddress}/${prefixLength}`)] : [],
      );
      if (!knowsList(network, host, 'providerAddresses') || prefixes.length === 0 || prefixes.includes(undefined)) continue;
      if (prefixes.some((prefix) => prefix && inPrefix(prefix, address))) continue;
      off.push(host);
      for (const one of own) {
        const prefix = parsePrefix(`${one.data.providerAddress}/${one.data.prefixLength}`);
        if (prefix?.address.kind() === address.kind()) subnets.set(prefixText(networkOf(prefix)), at(one, 'providerAddress'));
      }
    }
    if (off.length === 0) return;
    const written = [...subnets.keys()];
    report(
      at(route, 'nextHop'),
      `the provider route to ${route.data.destinationPrefix} leads to ${nextHop}, but the provider addresses of ${namesText(off)} are in ${namesText(written)}`,
      { related: [...subnets].map(([subnet, place]) => ({ at: place, message: `in ${subnet}` })) },
    );
  },
});
