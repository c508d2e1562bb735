import { defineRule } from '#lint/rule';
import { parseIp } from '#model/ip-prefix';
import { nameKey } from '#model/names';
import type { Network } from '#model/network';
import { at, type Place } from '#model/place';
import { uncPath, type VmPath, vmPaths } from '#model/smb-share';

/** Paths of VMs name a share of a server by its name: no administrative share, no address, no drive letter that somebody mapped. */
export default defineRule({
  about: 'vm',
  severity: 'error',
  title: 'A VM lies on a mapped drive, an administrative share, or a server named by its address',
  since: '0.1.0',
  source: 'Microsoft, "Deploy Hyper-V over SMB"; https://learn.microsoft.com/windows-server/failover-clustering/sofs-overview',
  check(vm, { network, report }) {
    const found = new Map<string, { wrong: Wrong; paths: VmPath[] }>();
    for (const each of vmPaths(vm)) {
      const wrong = judge(network, each);
      if (!wrong) continue;
      const known = found.get(nameKey(wrong.where));
      if (known) known.paths.push(each);
      else found.set(nameKey(wrong.where), { wrong, paths: [each] });
    }
    for (const [key, { wrong, paths }] of found)
      report(paths[0]!.place, `${vm.name} lies on ${wrong.where}, ${wrong.why}`, {
        key,
        severity: wrong.severity,
        related: [
          ...paths.slice(1).map(({ place }) => ({ at: place, message: 'another path of the VM that leads there' })),
          ...wrong.related,
        ],
      });
  },
});

interface Wrong {
  readonly where: string;
  readonly why: string;
  readonly severity: 'error' | 'warning';
  readonly related: readonly { readonly at: Place; readonly message: string }[];
}

function judge(network: Network, { vm, path }: VmPath): Wrong | undefined {
  const unc = uncPath(path);
  if (unc) {
    const where = `\\\\${unc.server}\\${unc.share}`;
    if (/^(?:[a-z]|admin)\$$/i.test(unc.share))
      return {
        where,
        why: "an administrative share: a host's account does not get in, and it is never continuously available",
        severity: 'error',
        related: [],
      };
    const why = 'a server named by its address: there is no Kerberos, and no failover to another node';
    return isAddress(unc.server) ? { where, why, severity: 'warning', related: [] } : undefined;
  }
  const drive = /^\s*([a-z]:)/i.exec(path)?.[1]?.toUpperCase();
  for (const host of drive === undefined ? [] : network.hostsOf(vm)) {
    const mappings = host.data.smbMappings ?? [];
    const i = mappings.findIndex(({ localPath }) => localPath.trim().slice(0, 2).toUpperCase() === drive);
    if (i >= 0)
      return {
        where: drive!,
        why: `a drive that ${host.name} has mapped to ${mappings[i]!.remotePath}: the Hyper-V service does not see mapped drives`,
        severity: 'error',
        related: [{ at: at(host, 'smbMappings', i), message: 'the mapping' }],
      };
  }
  return undefined;
}

/** Whether a server is named by an address, also in the form Windows has for IPv6 in paths: fd00--11.ipv6-literal.net. */
function isAddress(server: string): boolean {
  return parseIp(server) !== undefined || /\.ipv6-literal\.net$/i.test(server);
}
