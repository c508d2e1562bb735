import { defineRule } from '#lint/rule';
import { isClustered, onlyNode, serverRole } from '#model/file-server-nodes';
import { at } from '#model/place';
import { isUnsettled } from '#model/references';

/** Transparent failover needs a second node. */
export default defineRule({
  about: 'file-server',
  severity: 'warning',
  title: 'Continuously available shares are on a cluster of one node',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/archive/blogs/clausjor/ (SMB transparent failover)',
  check(server, { network, report }) {
    if (server.data.vendor !== undefined || isClustered(network, server) !== true) return;
    const available = server.shares.find((share) => share.data.continuouslyAvailable === true);
    if (!available && serverRole(network, server) !== 'ScaleOutFileServer') return;
    const only = onlyNode(network, server);
    if (!only || isUnsettled(only.name)) return;
    const what = available
      ? `the share ${available.name} of ${server.name} is to be continuously available`
      : `${server.name} is a scale-out file server`;
    report(only.place, `${what}, but ${only.name} is the only node of its cluster: there is no other to fail over to`, {
      related: available
        ? [{ at: at(available, 'continuouslyAvailable'), message: 'continuously available' }]
        : [{ at: at(server, 'role'), message: 'the scale-out file server' }],
    });
  },
});
