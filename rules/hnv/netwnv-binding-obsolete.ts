import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** From Windows Server 2012 R2 on there is no ms_netwnv to bind: the Hyper-V switch translates. */
export default defineRule({
  about: 'nic',
  severity: 'info',
  title: 'The network virtualization filter is to be bound on a release that has none',
  versions: RELEASES.netwnvInSwitch,
  since: '0.1.0',
  source: RELEASES.netwnvInSwitch.source,
  check(nic, { report }) {
    const { bindings = {} } = nic.data;
    const key = Object.keys(bindings).find((each) => each.toLowerCase() === 'ms_netwnv');
    if (key === undefined || !bindings[key]) return;
    const place = at(nic, 'bindings', key);
    if (!isDeclared(place)) return;
    report(
      place,
      `ms_netwnv is to be bound to ${nic.name} of ${nic.host.name}, but from Windows Server 2012 R2 on there is no such filter: the Hyper-V switch translates`,
    );
  },
});
