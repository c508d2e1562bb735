import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isClustered } from '#model/file-server-nodes';
import { at } from '#model/place';
import { vmPlaces, vmsText } from '#model/smb-share';

/** Without continuous availability the files of a VM are closed when their server fails over or restarts. */
export default defineRule({
  about: 'share',
  severity: 'warning',
  title: 'VMs lie on a share that is not continuously available',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/virtualization/hyper-v/best-practices-analyzer/',
  check(share, { network, report }) {
    const { server, data } = share;
    // A storage system that has no such shares is the matter of another rule.
    if (data.continuouslyAvailable !== false || server.data.continuousAvailability === false) return;
    const holds = vmsText(network, share);
    if (holds === undefined) return;
    const clustered = isClustered(network, server);
    const why =
      clustered === false ? `${server.name} is not clustered: when it restarts, they stop` : 'when its node fails, they stop';
    report(
      at(share, 'continuouslyAvailable'),
      `the share ${share.name} of ${server.name} ${holds}, but is not continuously available; ${why}`,
      {
        related: vmPlaces(network, share),
        remedy: clustered
          ? {
              on: server,
              shell: 'powershell',
              commands: [powershell`Set-SmbShare -Name ${share.name} -ContinuouslyAvailable $true -Force`],
              disruptive: true,
            }
          : undefined,
      },
    );
  },
});
