import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** NetWNV policies work on later releases too, but what is new in network virtualization is for the Network Controller only. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'info',
  title: 'A NetWNV policy is kept on a release whose network virtualization is that of the Network Controller',
  versions: RELEASES.netwnvSucceeded,
  since: '0.1.0',
  source: RELEASES.netwnvSucceeded.source,
  check(policy, { network, report, applies }) {
    // What the Network Controller keeps is its own, and only shown in this form.
    if (/network\s*controller/i.test(policy.data.policySource ?? '')) return;
    const late = policy.hosts.flatMap((name, i) => {
      const host = network.host(name);
      return host && applies(host) ? [{ host, place: at(policy, 'appliesTo', i) }] : [];
    });
    const [first, ...others] = late;
    if (!first) return;
    const more = others.length > 0 ? `, and to ${others.length} more such host${others.length > 1 ? 's' : ''}` : '';
    report(
      first.place,
      `the NetWNV policy ${policy.name} is applied to ${first.host.name}, which runs ${osText(first.host.os!)}${more}; this form of network virtualization (HNVv1) gets nothing new, its successor is that of the Network Controller (HNVv2)`,
      { related: late.map(({ host }) => ({ at: at(host, 'os'), message: `${host.name}` })) },
    );
  },
});
