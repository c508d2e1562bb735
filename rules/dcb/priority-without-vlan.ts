import { defineRule } from '#lint/rule';
import { isRoce, netDirectPolicies, rdmaAdapters } from '#model/dcb';
import type { Host, HostAdapter, Nic } from '#model/entity';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { untaggedRdma, usesDscp } from '#model/priority-tag';

/** The priority of a frame stands in its VLAN tag: a frame without a tag has none. */
export default defineRule({
  about: 'host',
  severity: 'warning',
  title: 'RoCE with a priority leaves an adapter without a VLAN tag to hold it',
  aliases: ['rdma/vlan-missing'],
  since: '0.1.0',
  source:
    'IEEE 802.1Q; https://github.com/microsoft/Validate-DCB; https://learn.microsoft.com/windows-server/networking/network-atc/network-atc',
  check(host, { network, report }) {
    const [policy] = netDirectPolicies(host).filter(({ priority }) => priority);
    if (!policy) return;
    for (const { adapter, place } of untaggedRoce(network, host))
      report(
        place,
        `RoCE leaves ${adapter.kind === 'nic' ? adapter.name : `the host adapter ${adapter.name}`} of ${host.name} without a VLAN tag, and priority ${policy.priority} of the policy ${policy.policy.name} stands in that tag: the switch takes it for ordinary traffic`,
        {
          related: [
            { at: at(host, 'qos', 'policies', policy.index, 'priorityValue8021Action'), message: 'the priority that is lost' },
          ],
        },
      );
  },
});

/** The adapters and host adapters that are known to send RoCE untagged, by 802.1p and not by DSCP. */
function untaggedRoce(network: Network, host: Host): { adapter: Nic | HostAdapter; place: Place }[] {
  const roce = rdmaAdapters(network, host).filter(({ nic, technology }) => isRoce(technology) && !usesDscp(network, nic));
  const nics = roce.map(({ nic }) => nic);
  return [...nics, ...host.hostAdapters].flatMap((adapter) => {
    const place = untaggedRdma(network, adapter, nics);
    return place ? [{ adapter, place }] : [];
  });
}
