import { defineRule } from '#lint/rule';
import { isDeclared } from '#model/adapter-feature';
import { isSilentOn } from '#model/file-server-nodes';
import { at } from '#model/place';
import { vmPlaces, vmsText } from '#model/smb-share';

/** A storage system that is not Windows keeps VMs only where its maker built SMB 3.0 with continuous availability into it. */
export default defineRule({
  about: 'file-server',
  severity: 'warning',
  title: 'VMs lie on a storage system of which SMB 3.0 with continuous availability is not known',
  since: '0.1.0',
  source:
    'Microsoft, "Deploy Hyper-V over SMB"; https://learn.microsoft.com/windows-server/storage/file-server/file-server-smb-overview',
  check(server, { network, report }) {
    const { vendor, dialect, continuousAvailability: available } = server.data;
    const holds = vendor === undefined ? undefined : vmsText(network, server);
    if (holds === undefined) return;
    const related = vmPlaces(network, server);
    const who = `${server.name} (${vendor})`;
    if (available === false)
      report(
        at(server, 'continuousAvailability'),
        `${who} ${holds}, but has no continuously available shares: a failover there stops the VMs`,
        {
          related,
        },
      );
    else if (dialect !== 'SMB202' && dialect !== 'SMB210' && isDeclared(at(server, 'vendor'))) {
      const missing: string[] = [];
      if (dialect === 'None' || isSilentOn(server, 'dialect')) missing.push('SMB 3.0');
      // A share that is said not to be is the matter of another rule.
      const told = server.shares.some((share) => share.data.continuouslyAvailable !== undefined);
      if (isSilentOn(server, 'continuousAvailability') && !told) missing.push('continuously available shares');
      if (missing.length > 0)
        report(at(server, 'vendor'), `${who} ${holds}, but nothing says that it has ${missing.join(' and ')}`, {
          severity: 'info',
          related,
        });
    }
  },
});
