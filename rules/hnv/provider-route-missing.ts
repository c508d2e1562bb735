import { defineRule } from '#lint/rule';
import { inPrefix, networkOf, parsePrefix, prefixText } from '#model/ip-prefix';
import { at, keyOf } from '#model/place';
import { knowsList } from '#model/policy-lists';
import { type Peer, peersOf, subnetOf } from '#model/provider-reach';
import { namesText, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** Between provider addresses in different subnets a host needs a provider route: the default gateway of the host does not count. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A host has no provider route to the provider addresses of another host',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationproviderroute',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    for (const host of tenantHosts(network).all) {
      const { name } = host;
      if (!knowsList(network, name, 'providerAddresses') || !knowsList(network, name, 'providerRoutes')) continue;
      const own = virtual.providerAddressesOf(name);
      const reached = [
        ...own.map(subnetOf),
        ...virtual.providerRoutesOf(name).map(({ data }) => parsePrefix(data.destinationPrefix)),
      ];
      // A subnet or a route that cannot be read may be the one.
      if (reached.includes(undefined)) continue;
      const cut = new Map<string, Peer[]>();
      for (const peer of peersOf(network, host)) {
        // Without an address of its version: hnv/pa-family-unreachable.
        if (!reached.some((prefix, i) => i < own.length && prefix?.address.kind() === peer.ip.kind())) continue;
        if (reached.some((prefix) => prefix && inPrefix(prefix, peer.ip))) continue;
        const subnet = subnetOf(peer.address);
        const to = subnet ? prefixText(networkOf(subnet)) : peer.ip.toString();
        cut.set(to, [...(cut.get(to) ?? []), peer]);
      }
      for (const [to, peers] of cut) {
        const [peer] = peers as [Peer, ...Peer[]];
        const names = [...new Set(peers.map((each) => each.host))];
        const routes = virtual.policiesOn(name).find((policy) => policy.data.providerRoutes);
        const same = own.filter((address) => subnetOf(address)?.address.kind() === peer.ip.kind());
        const subnets = [...new Set(same.map((address) => prefixText(networkOf(subnetOf(address)!))))];
        report(
          routes ? keyOf(routes, 'providerRoutes') : at(same[0]!, 'providerAddress'),
          `${name} (provider addresses in ${namesText(subnets)}) has no provider route to ${to}, where ${namesText(names)} ${names.length > 1 ? 'have' : 'has'} ${namesText(peers.map((each) => each.ip.toString()))}`,
          {
            key: `${name} ${to}`,
            related: [
              { at: at(same[0]!, 'providerAddress'), message: `on ${name}` },
              ...peers.map((each) => ({ at: at(each.address, 'providerAddress'), message: `on ${each.host}` })),
              { at: at(peer.record, 'providerAddress'), message: peer.record.text },
            ],
          },
        );
      }
    }
  },
});
