import { defineRule } from '#lint/rule';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';

/** The cmdlet of Windows Server 2012 has no -Type: a record with one cannot be made there. */
export default defineRule({
  about: 'network-virtualization',
  severity: 'error',
  title: 'Records have a type, and a host of the policy runs Windows Server 2012',
  versions: RELEASES.noRecordType,
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/netwnv/new-netvirtualizationlookuprecord (help of 2012 and of 2012 R2)',
  check(policy, { network, report, applies }) {
    const hosts = policy.hosts.flatMap((name) => network.host(name) ?? []).filter(applies);
    const typed = policy.records.filter((record) => record.data.type !== undefined);
    const [record, ...others] = typed;
    if (!record || hosts.length === 0) return;
    const what = others.length === 0 ? record.text : `${record.text} and ${others.length} more`;
    report(
      at(record, 'type'),
      `the policy ${policy.name} gives a type to ${what}, but ${hosts.map((host) => host.name).join(', ')} ${hosts.length === 1 ? 'runs' : 'run'} Windows Server 2012, where records have none`,
      {
        related: [
          ...hosts.map((host) => ({ at: at(host, 'os'), message: `release of ${host.name}` })),
          ...others.map((other) => ({ at: at(other, 'type'), message: 'another record with a type' })),
        ].slice(0, 10),
      },
    );
  },
});
