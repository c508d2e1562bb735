import { defineRule } from '#lint/rule';
import { isClustered, serverRole } from '#model/file-server-nodes';
import { at } from '#model/place';
import { vmPlaces, vmsText } from '#model/smb-share';

/** A clustered file server that is active on one node at a time interrupts its VMs longer, and serves them with one node. */
export default defineRule({
  about: 'file-server',
  severity: 'warning',
  title: 'VMs lie on a clustered file server that is active on one node only',
  since: '0.1.0',
  source: 'https://learn.microsoft.com/windows-server/failover-clustering/sofs-overview',
  check(server, { network, report }) {
    if (server.data.vendor !== undefined || serverRole(network, server) !== 'FileServer') return;
    const holds = vmsText(network, server);
    if (holds === undefined || isClustered(network, server) !== true) return;
    report(
      server.data.role === undefined ? at(server, 'name') : at(server, 'role'),
      `${server.name} ${holds}, but is a file server for general use, which is active on one node of its cluster at a time`,
      { related: vmPlaces(network, server) },
    );
  },
});
