import { defineRule } from '#lint/rule';
import { groupBy } from '#model/group-by';
import { familyText, parseIp } from '#model/ip-prefix';
import { at } from '#model/place';
import { knowsList } from '#model/policy-lists';
import { type Peer, peersOf } from '#model/provider-reach';
import { namesText, type TenantHost, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** Customer addresses may be of either version of IP; the provider addresses of two hosts must have one in common. */
export default defineRule({
  about: 'network',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A host has no provider address of the IP version that another host uses',
  since: '0.1.0',
  source:
    'Windows Server 2012 Hyper-V Network Virtualization guidance: IPv4 and IPv6 mix between customer and provider addresses only',
  check(network, { report }) {
    const virtual = virtualNetworks(network);
    const gaps: { host: TenantHost; family: string; peers: Peer[] }[] = [];
    const having = new Map<string, number>();
    for (const host of tenantHosts(network).all) {
      const own = virtual.providerAddressesOf(host.name).flatMap(({ data }) => parseIp(data.providerAddress) ?? []);
      const families = new Set(own.map(familyText));
      for (const family of families) having.set(family, (having.get(family) ?? 0) + 1);
      // A host that is not known to have any is another matter.
      if (families.size !== 1 || !knowsList(network, host.name, 'providerAddresses')) continue;
      const peers = peersOf(network, host).filter((peer) => !families.has(familyText(peer.ip)));
      if (peers[0]) gaps.push({ host, family: familyText(peers[0].ip), peers });
    }
    // Both sides lack the version of the other. The version that most hosts have is the one that is lacking, IPv6 of equals.
    const sides = groupBy(gaps, ({ family }) => family);
    const count = (family: string): number => having.get(family) ?? 0;
    const wanted = sides.size < 2 ? [...sides.keys()][0] : count('IPv4') > count('IPv6') ? 'IPv4' : 'IPv6';
    for (const { host, family, peers } of gaps.filter((gap) => gap.family === wanted)) {
      const own = virtual.providerAddressesOf(host.name);
      const [peer] = peers as [Peer];
      report(
        at(own[0]!, 'providerAddress'),
        `${host.name} has no ${family} provider address (it has ${namesText(own.map(({ data }) => data.providerAddress))}), but has to reach ${namesText(peers.map(({ ip }) => ip.toString()))} on ${namesText([...new Set(peers.map((each) => each.host))])}`,
        {
          related: [
            { at: at(peer.record, 'providerAddress'), message: peer.record.text },
            ...peers.map((each) => ({ at: at(each.address, 'providerAddress'), message: `on ${each.host}` })),
          ],
        },
      );
    }
  },
});
