import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { hostMentions } from '#model/virtual-networks-of-host';

/** A host that a network virtualization policy is applied to has the Hyper-V role: it is the Hyper-V switch that is virtualized. */
export default defineRule({
  about: 'host',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A policy is applied to a host without the Hyper-V role',
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance, "Requirements"',
  check(host, { network, report }) {
    if (host.hyperV !== false) return;
    const mentions = hostMentions(network, host);
    // Where VMs run on it, it is the list of roles that is not complete.
    if (mentions.length === 0 || network.all('vm').some((vm) => network.hostsOf(vm).includes(host))) return;
    const roles = host.data.roles!;
    report(
      at(host, 'roles'),
      `${host.name} has no Hyper-V role (${roles.length > 0 ? roles.join(', ') : 'no roles'}), but the policy ${mentions[0]!.policy.name} is applied to it`,
      {
        related: mentions.map(({ place, policy }) => ({ at: place, message: `applied by ${policy.name}` })),
        remedy: {
          on: host,
          shell: 'powershell',
          commands: ['Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart'],
          disruptive: true,
        },
      },
    );
  },
});
