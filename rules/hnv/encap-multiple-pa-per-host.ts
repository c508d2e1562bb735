import { moveRecordCommand, policyRemedy } from '#lint/policy-remedy';
import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { embeddedTeam } from '#model/embedded-team';
import { groupBy } from '#model/group-by';
import { ipKey, networkText, parsePrefix } from '#model/ip-prefix';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import type { ProviderAddress } from '#model/policy-entity';
import { fabricOf } from '#model/policy-fabric';
import { virtualNetworks } from '#model/virtual-networks';

/** NVGRE tunnels of all VMs of a host can end at one address: more only fill the tables of the physical network. */
export default defineRule({
  about: 'host',
  needs: ['network-virtualization'],
  severity: 'info',
  title: 'A host has several provider addresses for NVGRE in one subnet',
  preset: 'strict',
  since: '0.1.0',
  source: 'Windows Server 2012, "Network Virtualization": with GRE all VMs of a host share one provider address',
  check(host, { network, report }) {
    const behind = (address: ProviderAddress) =>
      fabricOf(network, address.policy).recordsBehind(ipKey(address.data.providerAddress));
    const tunnels = virtualNetworks(network)
      .providerAddressesOf(host.name)
      .filter((address) => {
        const rules = behind(address).map((record) => record.rule);
        return rules.includes('TranslationMethodEncap') && !rules.includes('TranslationMethodNat');
      });
    // With Switch Embedded Teaming each member may have one.
    const enough = Math.max(1, ...host.vmSwitches.flatMap((vmSwitch) => embeddedTeam(network, vmSwitch)?.named.length ?? []));
    for (const [subnet, addresses] of groupBy(tunnels, subnetOf)) {
      const each = [...new Map(addresses.map((address) => [ipKey(address.data.providerAddress), address])).values()];
      if (each.length <= enough) continue;
      const [first, second, ...more] = each as [ProviderAddress, ProviderAddress, ...ProviderAddress[]];
      const sets = policyRemedy(
        network,
        behind(second)[0]!.hosts,
        behind(second).map((record) => moveRecordCommand(record.first.data, first.data.providerAddress)),
      );
      const remove = powershell`Remove-NetVirtualizationProviderAddress -ProviderAddress ${second.data.providerAddress} -CimSession ${host.name}`;
      report(
        at(second, 'providerAddress'),
        `${host.name} has ${each.length} provider addresses for NVGRE in ${subnet.split(' ')[0]} (${each.map(({ data }) => data.providerAddress).join(', ')}), where all of its VMs can share one`,
        {
          key: `host:${nameKey(host.name)}`,
          related: [first, ...more].map((other) => ({ at: at(other, 'providerAddress'), message: `address of ${host.name}` })),
          remedy: sets && { ...sets, commands: [...sets.commands, remove] },
        },
      );
    }
  },
});

/** Where an address is: its subnet, and the adapter it is on. Without a prefix length nobody knows. */
function subnetOf({ data }: ProviderAddress): string | undefined {
  const prefix = data.prefixLength === undefined ? undefined : parsePrefix(`${data.providerAddress}/${data.prefixLength}`);
  return prefix && `${networkText(prefix)} ${nameKey(data.interface ?? `#${data.interfaceIndex ?? ''}`)}`;
}
