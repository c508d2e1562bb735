import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { hostMentions } from '#model/virtual-networks-of-host';

/** A host that a network virtualization policy is applied to runs Windows Server 2012 at least. */
export default defineRule({
  about: 'host',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'A policy is applied to a host whose release has no network virtualization',
  versions: RELEASES.noNetworkVirtualization,
  hides: ['hnv/hyperv-role-missing'],
  since: '0.1.0',
  source: 'Windows Server 2012 network virtualization guidance, "Requirements"',
  check(host, { network, report }) {
    const mentions = hostMentions(network, host);
    if (mentions.length === 0) return;
    report(
      at(host, 'os'),
      `${host.name} runs Windows Server 2008 R2, which has no network virtualization, but the policy ${mentions[0]!.policy.name} is applied to it`,
      { related: mentions.map(({ place, policy }) => ({ at: place, message: `applied by ${policy.name}` })) },
    );
  },
});
