import { powershell } from '#lint/remedy';
import { defineRule } from '#lint/rule';
import { isClustered, serverRole, unclusteredPlaces } from '#model/file-server-nodes';
import { at } from '#model/place';
import { sameMachine } from '#model/replica-endpoint';

/** Transparent failover hands the open files of a share to another node of a cluster: without a cluster there is none. */
export default defineRule({
  about: 'share',
  severity: 'error',
  title: 'A continuously available share is on a server without a failover cluster',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/archive/blogs/clausjor/ (SMB transparent failover)',
  check(share, { network, report }) {
    const { server, data } = share;
    if (data.continuouslyAvailable !== true || server.data.vendor !== undefined) return;
    // A scale-out file server without a cluster is a mistake of its own.
    if (serverRole(network, server) === 'ScaleOutFileServer' || isClustered(network, server) !== false) return;
    // A machine may list the shares of the cluster roles it is active for.
    const scope = data.scopeName?.trim() ?? '*';
    if (scope !== '*' && !sameMachine(scope, server.name)) return;
    report(
      at(share, 'continuouslyAvailable'),
      `the share ${share.name} is to be continuously available, but ${server.name} is no role of a failover cluster: no other node can take over its open files`,
      {
        related: unclusteredPlaces(network, server),
        remedy: {
          on: network.host(server.name) ?? server,
          shell: 'powershell',
          commands: [powershell`Set-SmbShare -Name ${share.name} -ContinuouslyAvailable $false -Force`],
          disruptive: false,
        },
      },
    );
  },
});
