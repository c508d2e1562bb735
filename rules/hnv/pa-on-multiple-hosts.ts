import { policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { namesText, tenantHosts } from '#model/tenant-hosts';
import { virtualNetworks } from '#model/virtual-networks';

/** A provider address is on one host, like every address of a network. */
export default defineRule({
  about: 'provider-address',
  severity: 'error',
  title: 'Several hosts have one provider address',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationprovideraddress',
  check(address, { network, report }) {
    const hosts = tenantHosts(network);
    const virtual = virtualNetworks(network);
    const { providerAddress } = address.data;
    const fabric = address.hosts[0] === undefined ? undefined : hosts.fabricOfHost(address.hosts[0]);
    const owners = fabric ? hosts.ownersOf(providerAddress, fabric) : [];
    if (!fabric || owners.length < 2 || owners.some((owner) => owner.address.data.managedByCluster === true)) return;
    // Right is where VMs with this address run; where nothing tells, where it was written first.
    const running = hosts
      .recordsBehind(providerAddress, fabric)
      .flatMap((record) =>
        hosts.vmsOf(record, fabric).flatMap((vm) => virtual.hostNamesOf(vm).map((host) => virtual.hostKey(host))),
      );
    const right = owners.filter((owner) => running.includes(virtual.hostKey(owner.host)));
    const wrong = right.length === 1 ? owners.filter((owner) => !right.includes(owner)) : owners.slice(1);
    if (wrong[0]!.address !== address) return;
    report(
      at(address, 'providerAddress'),
      `the provider address ${providerAddress} is on ${namesText(owners.map(({ host }) => host))}${address.data.host === undefined ? ', because it names no host' : ''}: packets for it go to one of them or the other`,
      {
        related: owners
          .filter((owner) => owner.address !== address)
          .map((owner) => ({ at: at(owner.address, 'providerAddress'), message: `on ${owner.host}` })),
        remedy:
          right.length === 1 && address.data.host !== undefined
            ? policyRemedy(
                network,
                wrong.map(({ host }) => host),
                [powershell`Remove-NetVirtualizationProviderAddress -ProviderAddress ${providerAddress}`],
              )
            : undefined,
      },
    );
  },
});
