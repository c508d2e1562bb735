import { defineRule } from '#lint/rule';
import type { Host } from '#model/entity';
import { isLinkLocal, parseIp } from '#model/ip-prefix';
import { isLeftOut } from '#model/left-out';
import { at } from '#model/place';
import { aimedLegsOf, replicaOf, sourceHosts, targetHosts } from '#model/replication-leg';

/** A VM with a fixed address needs another one where its replica stands in other subnets. */
export default defineRule({
  about: 'vm-adapter',
  severity: 'warning',
  title: 'A VM with a fixed address is replicated to another site, without an address there',
  since: '0.1.0',
  source:
    'Hyper-V Best Practices Analyzer, rule 47; https://learn.microsoft.com/powershell/module/hyper-v/set-vmnetworkadapterfailoverconfiguration',
  check(adapter, { network, report }) {
    const { data, vm } = adapter;
    const { dhcp, defaultGateway, dnsServers, failover, virtualSubnetId = 0 } = data;
    // What is set inside the guest is set beside an address that is.
    const isFixed = dhcp === false || (dhcp === undefined && (defaultGateway !== undefined || dnsServers !== undefined));
    const address = data.ipAddresses?.find((text) => {
      const ip = parseIp(text.split('/')[0]!);
      return ip && !isLinkLocal(ip);
    });
    // In a virtual network the address moves with the VM.
    if (!isFixed || address === undefined || virtualSubnetId > 0) return;
    const said = failover?.ipv4Address ?? failover?.ipv6Address;
    if (said !== undefined || !(failover || isLeftOut(adapter, 'failover'))) return;
    const leg = aimedLegsOf(network, vm).find(({ isExtended }) => !isExtended);
    const from = leg && siteOf(sourceHosts(network, leg));
    const to = leg && siteOf(targetHosts(network, leg));
    if (!leg || !from || !to || from.key === to.key) return;
    if (replicaOf(network, leg)?.adapters.some((other) => other.data.failover)) return;
    report(
      at(adapter, 'ipAddresses'),
      `the VM ${vm.name} (adapter ${adapter.name}) has the fixed address ${address} at ${from.text} and is replicated to ${to.text}, but no address for it there is written`,
      {
        related: [
          { at: leg.at('replicaServerName'), message: 'where it is replicated to' },
          { at: at(to.host, 'site'), message: `the site of ${to.host.name}` },
        ],
      },
    );
  },
});

/** The one site of some hosts; undefined where one of them does not say, or they differ. */
function siteOf(hosts: readonly Host[]): { key: string; text: string; host: Host } | undefined {
  const [first] = hosts;
  const sites = new Set(hosts.map((host) => host.data.site?.trim().toLowerCase()));
  const [key] = sites;
  return first && key && sites.size === 1 ? { key, text: first.data.site!, host: first } : undefined;
}
