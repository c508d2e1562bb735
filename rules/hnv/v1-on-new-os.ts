import { defineRule } from '#lint/rule';
import { osText } from '#model/os';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** NetWNV policies are for Windows Server 2012 to 2016; later releases have the Network Controller. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'warning',
  title: 'A NetWNV policy is applied to a release for which the module is not documented',
  versions: RELEASES.netwnvUndocumented,
  hides: ['hnv/rewrite-on-new-os'],
  since: '0.1.0',
  source: RELEASES.netwnvUndocumented.source,
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
      `the NetWNV policy ${policy.name} is applied to ${first.host.name}, which runs ${osText(first.host.os!)}${more}; the module is documented up to Windows Server 2016`,
      { related: late.map(({ host }) => ({ at: at(host, 'os'), message: `${host.name}` })) },
    );
  },
});
