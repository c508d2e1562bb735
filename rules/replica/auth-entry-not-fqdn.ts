import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { parseIp } from '#model/ip-prefix';
import { at } from '#model/place';
import { isUnsettled } from '#model/references';
import { namesOf } from '#model/replica-endpoint';

/** Primary servers are authorized by their full DNS name, or with * for its first label. */
export default defineRule({
  about: 'replication-authorization',
  severity: 'error',
  title: 'A primary server is not authorized by its full name',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/powershell/module/hyper-v/new-vmreplicationauthorizationentry',
  check(entry, { network, report }) {
    const name = entry.data.allowedPrimaryServer.trim();
    const place = at(entry, 'allowedPrimaryServer');
    // Windows keeps * where every server is allowed; what a machine says of itself it has accepted.
    if (!isDeclared(place) || (name === '*' && entry.server.data.replicationAllowedFromAnyServer === true)) return;
    if (parseIp(name)) return;
    const plain = name.startsWith('*.') ? name.slice(2) : name;
    if (isUnsettled(plain.replaceAll('*', ''))) {
      if (name !== '*') return;
    } else if (!plain.includes('*') && (name.startsWith('*.') || name.includes('.'))) return;
    const host = network.host(name);
    // In a workgroup a computer may have no other name.
    if (host?.data.partOfDomain === false) return;
    const [full] = host ? namesOf(host) : [];
    const why = name.includes('*') ? 'where * may only stand for the first label (*.contoso.com)' : 'which is no full DNS name';
    report(
      place,
      `${entry.server.name} authorizes ${name}, ${why}${full?.includes('.') ? `; that of ${host!.name} is ${full}` : ''}`,
    );
  },
});
