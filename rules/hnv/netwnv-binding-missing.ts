import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { Nic } from '#model/entity';
import { nameKey } from '#model/names';
import { at } from '#model/place';
import { providerUplinks } from '#model/provider-uplink';
import { RELEASES } from '#model/releases';
import { hostMentions } from '#model/virtual-networks-of-host';

/** On Windows Server 2012 the filter that virtualizes is bound to the adapter below the Hyper-V switch. */
export default defineRule({
  about: 'host',
  needs: ['network-virtualization'],
  severity: 'error',
  title: 'The network virtualization filter of Windows Server 2012 is not bound to the uplink',
  versions: RELEASES.netwnvFilter,
  fixable: 'unsafe',
  since: '0.1.0',
  source: RELEASES.netwnvFilter.source,
  check(host, { network, report }) {
    const [mention] = hostMentions(network, host);
    if (!mention) return;
    for (const { adapter } of providerUplinks(network, host)) {
      // An export lists a team interface among the adapters.
      const nic = adapter instanceof Nic ? adapter : host.nics.find((each) => nameKey(each.name) === nameKey(adapter.name));
      const bindings = nic?.data.bindings;
      if (!nic || !bindings) continue;
      const key = Object.keys(bindings).find((each) => each.toLowerCase() === 'ms_netwnv');
      const place = at(nic, 'bindings', ...(key === undefined ? [] : [key]));
      if (key === undefined ? !isDeclared(place) : bindings[key]) continue;
      report(
        place,
        `${nic.name} of ${host.name} carries the provider network, but ms_netwnv is not bound to it${key === undefined ? ' (not among its bindings)' : ''}: Windows Server 2012 translates nothing there`,
        {
          related: [{ at: mention.place, message: `the policy ${mention.policy.name} is applied to ${host.name}` }],
          fix: { title: 'Bind ms_netwnv', safe: false, changes: [{ at: place, value: true }] },
          remedy: {
            on: host,
            shell: 'powershell',
            commands: [powershell`Enable-NetAdapterBinding -Name ${nic.name} -ComponentID ms_netwnv`],
            disruptive: true,
          },
        },
      );
    }
  },
});
