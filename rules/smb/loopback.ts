import { defineRule } from '#lint/rule';
import { nodesOfServer } from '#model/file-server-nodes';
import { at } from '#model/place';
import { RELEASES } from '#model/releases';
import { fileServer, uncPath, vmPaths } from '#model/smb-share';

/** Until 2016 a host cannot keep its VMs on a share it serves itself. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'A VM lies on a share that its own host serves',
  versions: RELEASES.noSmbLoopback,
  since: '0.1.0',
  source: RELEASES.noSmbLoopback.source,
  check(vm, { network, report }) {
    const hosts = network.hostsOf(vm);
    const found = vmPaths(vm).flatMap((each) => {
      const unc = uncPath(each.path);
      // An administrative share is a mistake of its own.
      if (!unc || unc.share.endsWith('$')) return [];
      const server = fileServer(network, unc.server);
      const own = network.host(unc.server);
      const nodes = server ? nodesOfServer(network, server) : own ? [own] : [];
      const host = hosts.find((other) => nodes.includes(other));
      return host ? [{ place: each.place, server, host, unc }] : [];
    });
    const [first, ...more] = found;
    if (!first) return;
    const { server, host, unc } = first;
    const serves = server && network.host(server.name) !== host ? `a node of ${server.name}` : 'that server itself';
    report(
      first.place,
      `${vm.name} is to run from \\\\${unc.server}\\${unc.share} on ${host.name}, which is ${serves}: before Windows Server 2019 Hyper-V cannot use a share of its own host`,
      {
        related: [
          ...more.map(({ place }) => ({ at: place, message: 'another path of the VM that leads there' })),
          ...(server ? [{ at: at(server, 'name'), message: `the file server ${server.name}` }] : []),
        ],
      },
    );
  },
});
