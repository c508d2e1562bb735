import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { aimedLegsOf, legText, workgroupHosts } from '#model/replication-leg';

/** Kerberos needs a domain on both sides. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'Replication is to authenticate by Kerberos with a host of a workgroup',
  since: '0.1.0',
  source:
    'Capacity Planner for Hyper-V Replica; https://learn.microsoft.com/previous-versions/windows/it-pro/windows-server-2012-R2-and-2012/jj134207(v=ws.11)',
  check(vm, { network, report }) {
    for (const leg of aimedLegsOf(network, vm)) {
      const hosts = leg.data.authenticationType === 'Kerberos' ? workgroupHosts(network, leg) : [];
      const [first, ...more] = hosts;
      if (!first) continue;
      report(
        leg.at('authenticationType'),
        `${legText(leg)} is to authenticate by Kerberos, but ${first.name}${more.length > 0 ? ` (and ${more.length} more)` : ''} is in a workgroup`,
        { related: hosts.map((host) => ({ at: at(host, 'partOfDomain'), message: `${host.name} is a member of no domain` })) },
      );
    }
  },
});
